"""Which engine the set-up takes, and how it builds one."""

import os
import signal
from pathlib import Path

import pytest

from tests.setup.conftest import PULUMI_VERSION, Machine

PATIENCE_S = 60
"""After which a child that does not end is a failure, not a wait for ever."""


def test_own_pulumi_with_its_language_host_is_used(machine: Machine) -> None:
    """A `pulumi` of 3.200 or later with its Python language host on PATH needs neither Go nor a build."""
    machine.put_pulumi("v3.250.1")
    done = machine.setup("engine-path")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{machine.bin}\n", "")
    assert machine.left_in_cache() == []


@pytest.mark.parametrize(
    ("version", "has_host", "reason"),
    [
        ("v3.100.0", True, "is 3.100, older than 3.200"),
        ("v2.999.0", True, "is 2.999, older than 3.200"),
        ("v3.250.0", False, "`pulumi-language-python` is not"),
        ("gibberish", True, "does not answer `pulumi version`"),
    ],
)
def test_own_pulumi_that_does_not_fit_is_named(machine: Machine, version: str, has_host: bool, reason: str) -> None:
    """Where the user's own engine does not do, the set-up says why and builds one."""
    machine.put_pulumi(version, has_host=has_host)
    machine.put_go()
    done = machine.setup("engine-path")
    assert done.returncode == 0
    assert reason in done.stderr
    assert done.stdout.startswith(str(machine.engines))


def test_engine_is_built_whole_under_its_version(machine: Machine) -> None:
    """A built engine lies in the user's cache under its version, with both programs and both scripts runnable."""
    machine.put_go()
    done = machine.setup("engine-path")
    (key,) = machine.left_in_cache()
    assert key.startswith(f"{PULUMI_VERSION}-")
    assert done.stdout == f"{machine.engines / key / 'bin'}\n"
    assert sorted(f.name for f in (machine.engines / key / "bin").iterdir() if os.access(f, os.X_OK)) == [
        "pulumi",
        "pulumi-language-python",
        "pulumi-language-python-exec",
        "pulumi-resource-pulumi-python",
    ]


def test_built_engine_is_used_again_without_a_word(machine: Machine) -> None:
    """A second set-up neither builds nor talks, and needs no Go any more."""
    machine.put_go()
    first = machine.setup("engine-path")
    (machine.bin / "go").unlink()
    second = machine.setup("engine-path")
    assert (second.returncode, second.stdout, second.stderr) == (0, first.stdout, "")


def test_go_builds_with_its_own_toolchain_and_no_workspace(machine: Machine) -> None:
    """Go downloads no toolchain, needs no C compiler and obeys no workspace around the clone."""
    machine.put_go()
    machine.setup("engine-path")
    lines = set((machine.bin / "go.log").read_text().splitlines())
    assert lines == {"version 0 local off", "build 0 local off", "list 0 local off"}


def test_engine_of_an_older_clone_on_path_is_not_the_users_own(machine: Machine) -> None:
    """An engine that the set-up once built and that is still on PATH does not stand in for the pinned one."""
    machine.put_go()
    (old := machine.engines / "3.250.0-00000000" / "bin").mkdir(parents=True)
    machine.put_pulumi("v3.250.0")
    for name in ("pulumi", "pulumi-language-python"):
        (machine.bin / name).rename(old / name)
    done = machine.setup("engine-path", PATH=f"{old}{os.pathsep}{machine.bin}")
    assert PULUMI_VERSION in done.stdout


def test_damaged_engine_is_built_again(machine: Machine) -> None:
    """An engine that lacks a file is replaced."""
    machine.put_go()
    (folder,) = machine.setup("engine-path").stdout.splitlines()
    (script := Path(folder, "pulumi-language-python-exec")).unlink()
    done = machine.setup("engine-path")
    assert done.stdout == f"{folder}\n"
    assert script.exists()


def test_killed_build_leaves_nothing_installed(machine: Machine) -> None:
    """After `kill -9` in mid-build there is no engine, and the next build removes what was left and succeeds."""
    machine.put_waiting_go()
    child = machine.start("engine-path")
    machine.await_build()
    os.killpg(child.pid, signal.SIGKILL)
    child.wait(PATIENCE_S)
    (left,) = machine.left_in_cache()
    machine.put_go()
    done = machine.setup("engine-path")
    assert done.returncode == 0
    assert left not in machine.left_in_cache()
    assert len(machine.left_in_cache()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_build_cleans_up(machine: Machine, number: signal.Signals) -> None:
    """Ctrl-C or a polite kill ends the build with one line and leaves no folder behind."""
    machine.put_waiting_go()
    child = machine.start("engine-path")
    machine.await_build()
    os.killpg(child.pid, number)
    _, messages = child.communicate(timeout=PATIENCE_S)
    assert child.returncode == 130
    assert messages.splitlines()[-1].startswith("stopped: nothing is half-installed")
    assert machine.left_in_cache() == []


def test_two_set_ups_at_once_build_one_engine(machine: Machine) -> None:
    """The second of two set-ups waits, says so, and takes the engine of the first."""
    machine.put_waiting_go()
    first = machine.start("engine-path")
    machine.await_build()
    second = machine.start("engine-path")
    assert second.stderr
    assert any(line.startswith("waiting for another set-up") for line in second.stderr)
    machine.release_builds(2)
    outputs = [child.communicate(timeout=PATIENCE_S)[0] for child in (first, second)]
    assert outputs[0] == outputs[1] != ""
    assert machine.go_commands.count("build") == 2


def test_clean_cache_removes_the_engines(machine: Machine) -> None:
    """`clean-cache` empties the engines' folder, and says where stacks made by hand are still kept."""
    machine.put_go()
    machine.setup("engine-path")
    done = machine.setup("clean-cache")
    assert machine.left_in_cache() == []
    assert str(machine.engines.parent / "state") in done.stderr

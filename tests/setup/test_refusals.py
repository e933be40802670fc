"""What the set-up says where the machine lacks something: what, why, what to do; never a traceback."""

import ast
import sys

import pytest

from tests.setup.conftest import ROOT, Machine, copy_clone

OLD_PYTHON = """
import sys
sys.version_info = (3, 9, 18)
sys.argv = ["tools.setup", "venv"]
import runpy
runpy.run_module("tools.setup", run_name="__main__")
"""


def test_no_go_and_no_pulumi(machine: Machine) -> None:
    """Without Go and Pulumi the error names both ways out."""
    done = machine.setup("engine-path")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == (
        "error: cannot get a Pulumi engine: there is neither a Pulumi CLI that fits nor Go on PATH. Install Go 1.26 or "
        "later, or the Pulumi CLI 3.200 or later with its Python language host, and run this again."
    )


def test_missing_go_is_said_before_anything_is_made(machine: Machine) -> None:
    """The whole set-up refuses before it spends a minute on the virtual environment."""
    machine.clone = copy_clone(machine.folder / "clone")
    done = machine.setup("setup")
    assert done.returncode == 1
    assert not (machine.clone / ".venv").exists()


@pytest.mark.parametrize(
    ("version", "words"), [("1.20", "is 1.20, too old. Install Go 1.26"), ("devel", "does not answer `go version`")]
)
def test_go_that_cannot_build(machine: Machine, version: str, words: str) -> None:
    """A Go older than the modules ask for is named with its version; nothing is built with it."""
    machine.put_go(version=version)
    done = machine.setup("engine-path")
    assert done.returncode == 1
    assert words in done.stderr
    assert machine.go_commands == ["version"]


@pytest.mark.parametrize(
    "sign",
    [
        "dial tcp: lookup modules.example on 127.0.0.53:53: no such host",
        "dial tcp 192.0.2.1:443: i/o timeout",
        "proxyconnect tcp: EOF",
    ],
)
def test_no_network_for_go(machine: Machine, sign: str) -> None:
    """A failed download is told as such, with Go's own line, and nothing is installed."""
    machine.put_go(build=f"sys.exit('go: example.org/module@v1.0.0: {sign}')")
    done = machine.setup("engine-path")
    assert done.returncode == 1
    assert "Go modules could not be downloaded. Check the network and `go env GOPROXY`" in done.stderr
    assert sign in done.stderr
    assert machine.left_in_cache() == []


def test_failing_build_shows_the_lines_that_tell(machine: Machine) -> None:
    """Another failure of Go passes its messages on, without the names of packages around them."""
    machine.put_go(build="sys.exit('example.org/one\\nlink: write /tmp/a.out: no space left on device')")
    done = machine.setup("engine-path")
    assert done.returncode == 1
    assert "no space left on device" in done.stderr
    assert "example.org/one" not in done.stderr
    assert machine.left_in_cache() == []


def test_engine_that_does_not_run_is_not_installed(machine: Machine) -> None:
    """A build that succeeds but whose `pulumi` does not give the pinned version stays out of the cache."""
    machine.put_go(pulumi_says="v0.0.1")
    done = machine.setup("engine-path")
    assert done.returncode == 1
    assert "did not say 3.259.0" in done.stderr
    assert machine.left_in_cache() == []


def test_cache_that_cannot_be_written(machine: Machine) -> None:
    """A fault of the disk ends in a sentence as well."""
    machine.put_go()
    (machine.folder / "cache").write_text("a file where a folder should be")
    done = machine.setup("engine-path")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("error: set-up could not go on: ")


def test_old_python_is_refused_in_one_line(machine: Machine) -> None:
    """A Python older than 3.11 is named with its version and path, and how to name another."""
    done = machine.run(sys.executable, "-c", OLD_PYTHON)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert f"needs Python 3.11 or later, but this one is 3.9.18 ({sys.executable})" in line
    assert line.endswith("make setup PYTHON=python3.13")


@pytest.mark.parametrize("name", ["tools/__init__.py", "tools/setup/__init__.py", "tools/setup/__main__.py"])
def test_entry_parses_on_old_pythons(name: str) -> None:
    """What runs before the version is checked has no syntax that an old Python 3 would stumble over."""
    ast.parse((ROOT / name).read_text(), feature_version=(3, 4))

"""How the plugin behaves in a test run: for nothing where it is not used, and readable where it cannot work."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.plugin.conftest import QUIET, RunTests

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parents[2]

IMPORTED = {"twilio_keys_component", "twilio_keys_component._version", "twilio_keys_component.testing"}
"""What comes with the plugin's module."""


def test_the_module_costs_nothing() -> None:
    """Whoever has the package installed imports the plugin in every test run: nothing heavy comes with it."""
    code = (
        "import sys, pytest; before = set(sys.modules); import twilio_keys_component.testing.plugin as plugin; "
        "print(*sorted(set(sys.modules) - before - {plugin.__name__}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == IMPORTED


def test_it_is_there_once_the_package_is_installed(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its entry point makes the fixture known to any project, beside all other plugins, without a setting."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    installed = tmp_path / "installed" / "twilio_keys_component_as_declared-0.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: twilio-keys-component-as-declared\nVersion: 0\n")
    names = [f"{name} = {module}" for name, module in project["entry-points"]["pytest11"].items()]
    (installed / "entry_points.txt").write_text("\n".join(("[pytest11]", *names)))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), str(installed.parent))))
    pytester.makepyfile("def test_it(twilio_emulator):\n    assert twilio_emulator.owner().messages.list() == []\n")
    pytester.runpytest_subprocess(*QUIET, "--disable-socket").assert_outcomes(passed=1)


def test_it_is_off_unless_asked_for(run_tests: RunTests) -> None:
    """A run in which no test asks for the fixture has its variables, its network and no server."""
    done = run_tests(
        """
import socket
import sys
import threading

def test_untouched():
    assert not {"fastapi", "pydantic", "pytest_socket", "requests", "twilio", "uvicorn"} & set(sys.modules)
    assert socket.socket.connect.__objclass__ is socket.socket.__base__
    assert threading.active_count() == 1
""",
        in_process=False,
    )
    done.assert_outcomes(passed=1)


def test_the_fixture_and_the_marker_are_listed(run_tests: RunTests) -> None:
    """`pytest --fixtures` and `pytest --markers` say what they are."""
    run_tests("", "--fixtures").stdout.fnmatch_lines(["*twilio_emulator -- *", "*A local Twilio*"])
    run_tests("", "--markers").stdout.fnmatch_lines(["@pytest.mark.twilio_permissions(*permissions): *"])


def test_the_marker_alone_does_nothing(run_tests: RunTests, monkeypatch: pytest.MonkeyPatch) -> None:
    """A marked test that does not ask for the fixture runs as any other."""
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    done = run_tests(
        """
import os
import pytest

@pytest.mark.twilio_permissions("/twilio/messaging/messages/create")
def test_marked():
    assert os.environ["TWILIO_EDGE"] == "dublin"
""",
    )
    done.assert_outcomes(passed=1)


@pytest.mark.parametrize("missing", ["fastapi", "pytest_socket", "uvicorn"])
def test_a_missing_extra_is_named(run_tests: RunTests, pytester: pytest.Pytester, missing: str) -> None:
    """One sentence says what to install, for every test that needs it; the others run."""
    pytester.makeconftest(f"import sys\nsys.modules[{missing!r}] = None")
    done = run_tests(
        """
def test_one(twilio_emulator): pass
def test_two(twilio_emulator): pass
def test_three(): pass
""",
        "--tb=short",
    )
    done.assert_outcomes(errors=2, passed=1)
    sentence = f"the fixture twilio_emulator needs {missing}: pip install 'twilio-keys-component[[]testing]'"
    done.stdout.fnmatch_lines(["*ERROR at setup of test_one*", sentence, "*ERROR at setup of test_two*", sentence])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_every_xdist_worker_has_its_own(run_tests: RunTests) -> None:
    """Tests that run side by side share nothing; without a leftover socket, thread or warning at the end."""
    done = run_tests(
        """
import pytest

@pytest.mark.twilio_permissions("/twilio/messaging/messages/create")
@pytest.mark.parametrize("number", range(8))
def test_alone(twilio_emulator, number):
    assert twilio_emulator.owner().messages.list() == []
    twilio_emulator.client().messages.create(to="+15005550006", from_="+15005550001", body=str(number))
    assert [message.body for message in twilio_emulator.owner().messages.list()] == [str(number)]
""",
        *("-p", "xdist", "-n", "2"),
        in_process=False,
    )
    done.assert_outcomes(passed=8)
    assert done.errlines == []

"""The virtual environment, made for real in a copy of the clone, from a package that needs nothing."""

import sys
from pathlib import Path

import pytest

from tests.setup.conftest import Machine, copy_clone

PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "nothing"
optional-dependencies = { dev = [] }
[tool.hatch.version]
path = "twilio_keys_component/_version.py"
[tool.ruff]
line-length = 120
"""

BACKEND = '''
"""A build backend that needs no download."""
import zipfile

NAME = "nothing-1.0-py3-none-any.whl"
FILES = {
    "METADATA": "Metadata-Version: 2.1\\nName: nothing\\nVersion: 1.0\\nProvides-Extra: dev\\n",
    "WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "RECORD": "",
}


def build_editable(folder, settings=None, metadata=None):
    with zipfile.ZipFile(f"{folder}/{NAME}", "w") as wheel:
        for name, text in FILES.items():
            wheel.writestr(f"nothing-1.0.dist-info/{name}", text)
    return NAME


build_wheel = build_editable
'''

AS_INTERPRETER = """
import runpy, sys
sys.executable, sys.prefix, sys.argv = {path!r}, sys.base_prefix, ["tools.setup", "venv"]
runpy.run_module("tools.setup", run_name="__main__")
"""
"""Runs the set-up as if the interpreter at ``path`` did: it makes the virtual environment with that one."""


@pytest.fixture
def clone(machine: Machine) -> Path:
    """A copy of the clone whose package needs nothing, on a machine that has its own Pulumi."""
    machine.clone = copy_clone(machine.folder / 'a "clone" with $odd name')
    (machine.clone / "pyproject.toml").write_text(PROJECT)
    (machine.clone / "backend.py").write_text(BACKEND)
    machine.put_pulumi("v3.250.0")
    return machine.clone


def test_set_up_ends_with_an_environment_that_works(machine: Machine, clone: Path) -> None:
    """The printed lines put .venv and the engine first on PATH and Pulumi's state into a local folder that exists."""
    done = machine.setup("setup")
    assert done.returncode == 0, done.stderr
    lines = "\n".join(done.stdout.splitlines()[1:])
    shown = machine.run("/bin/sh", "-c", f'{lines}\nprintf "%s\\n" "$PATH" "$PULUMI_BACKEND_URL"')
    path, backend = shown.stdout.splitlines()
    assert path == f"{clone}/.venv/bin:{machine.bin}:{machine.bin}"
    assert Path(backend.removeprefix("file://")).is_dir()


def test_second_set_up_does_nothing(machine: Machine, clone: Path) -> None:
    """A second set-up neither talks nor touches .venv, and a linter's setting does not count as a change."""
    first = machine.setup("environment")
    made = (clone / ".venv" / "pyvenv.cfg").stat()
    (clone / "pyproject.toml").write_text(PROJECT.replace("120", "100"))
    second = machine.setup("environment")
    assert (second.stdout, second.stderr) == (first.stdout, "")
    assert (clone / ".venv" / "pyvenv.cfg").stat() == made


def test_other_pins_make_it_afresh(machine: Machine, clone: Path) -> None:
    """Other pins, like a set-up that was killed half-way, lead to a new .venv without what lay in the old one."""
    machine.setup("venv")
    (left := clone / ".venv" / "left-over").write_text("")
    (clone / "constraints.txt").write_text("nothing==1.0\n")
    done = machine.setup("venv")
    assert done.returncode == 0, done.stderr
    assert not left.exists()


def test_virtual_environment_of_somebody_else_stays(machine: Machine, clone: Path) -> None:
    """A .venv that the set-up did not make is not emptied: the user is asked to move it."""
    (theirs := clone / ".venv" / "pyvenv.cfg").parent.mkdir()
    theirs.write_text("home = elsewhere\n")
    done = machine.setup("venv")
    assert done.returncode == 1
    assert "was not made by this set-up. Remove or rename it" in done.stderr
    assert theirs.exists()


def test_run_finds_the_tools_of_the_project_first(machine: Machine, clone: Path) -> None:
    """`run` makes what is missing, then becomes the program, with its arguments and its exit code."""
    code = "import shutil, sys; print(sys.prefix, shutil.which('pulumi')); sys.exit(int(sys.argv[1]))"
    done = machine.setup("run", "python", "-c", code, "7")
    assert (done.returncode, done.stdout) == (7, f"{clone}/.venv {machine.bin}/pulumi\n")


def test_no_network_for_pip(machine: Machine, clone: Path) -> None:
    """An index out of reach is told as such, and .venv does not count as made."""
    (clone / "pyproject.toml").write_text(PROJECT.replace("requires = []", 'requires = ["hatchling"]'))
    index = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1", "PIP_CONFIG_FILE": "/dev/null"}
    done = machine.setup("venv", **index)
    assert done.returncode == 1
    assert "the package index could not be reached. Check the network and pip's settings" in done.stderr
    assert not list((clone / ".venv").glob(".setup-stamp"))


def test_python_without_ensurepip(machine: Machine, clone: Path) -> None:
    """A Python whose distribution split the venv module off is told by the name of the missing package."""
    stub = machine.put("python3", "import sys; sys.exit('The virtual environment was not created: no ensurepip')")
    done = machine.run(sys.executable, "-c", AS_INTERPRETER.format(path=str(stub)))
    assert done.returncode == 1
    assert "python3-venv" in done.stderr

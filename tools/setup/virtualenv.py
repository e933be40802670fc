"""The clone's virtual environment: the package, editable, with its tools, at pinned versions."""

import hashlib
import json
import os
import re
import shutil
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.setup.errors import SetupError
from tools.setup.places import Places
from tools.setup.processes import Outcome, locked, run_reporting, say

EXTRAS = ".[dev]"
STAMP = ".setup-stamp"
LOCK = ".setup-lock"


def ensure_venv(places: Places) -> None:
    """Make the virtual environment, unless the one that is there was made from the same inputs."""
    digest = _inputs_digest(places)
    if _is_current(places.venv, digest):
        return
    _refuse_foreign(places.venv)
    with locked(places.venv / LOCK, waiting_for="makes .venv"):
        if _is_current(places.venv, digest):
            return
        _empty(places.venv)
        _create(places)
        _install(places)
        (places.venv / STAMP).write_text(digest, encoding="utf-8")


def _inputs_digest(places: Places) -> str:
    project = tomllib.loads((places.root / "pyproject.toml").read_text(encoding="utf-8"))
    # The settings of linters and tests live in the same file and do not change what gets installed.
    installed = {
        "build-system": project["build-system"],
        "project": project["project"],
        "hatch": project["tool"]["hatch"],
    }
    version_file = places.root / project["tool"]["hatch"]["version"]["path"]
    inputs = [
        # A virtual environment has its own path and its interpreter's written into its scripts.
        [*sys.version_info[:3], sys.base_prefix, str(places.root)],
        installed,
        (places.root / "constraints.txt").read_text(encoding="utf-8"),
        version_file.read_text(encoding="utf-8"),
    ]
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def _is_current(venv: Path, digest: str) -> bool:
    stamp = venv / STAMP
    return (venv / "bin" / "python").exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == digest


def _refuse_foreign(venv: Path) -> None:
    if venv.exists() and not (venv / LOCK).exists() and any(venv.iterdir()):
        raise SetupError(
            tried="make the virtual environment",
            wrong=f"{venv} is there and was not made by this set-up",
            todo="Remove or rename it and run this again.",
        )


def _empty(venv: Path) -> None:
    for entry in venv.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != LOCK:
            entry.unlink()


def _base_python() -> Path:
    # From inside a virtual environment, perhaps the very one to be remade, the interpreter behind it is meant.
    executable = Path(sys.executable)
    return executable if sys.prefix == sys.base_prefix else executable.resolve()


def _create(places: Places) -> None:
    say(f"venv: making .venv with Python {'.'.join(map(str, sys.version_info[:3]))}")
    argv: list[str | Path] = [_base_python(), "-I", "-m", "venv", places.venv]
    made = run_reporting(argv, phase="venv: making .venv", note=_last_line, env=os.environ, cwd=places.root)
    if made.code == 0:
        return
    if any("ensurepip" in line for line in made.lines):
        raise SetupError(
            tried="make the virtual environment",
            wrong=f"{argv[0]} lacks Python's own venv or ensurepip module",
            todo="Install it (Debian and Ubuntu call the package python3-venv) and run this again.",
        )
    raise SetupError(
        tried="make the virtual environment",
        wrong=f"`python3 -m venv` ended with exit code {made.code}",
        todo="Mend what it says below and run this again.",
        output=made.lines,
    )


def _install(places: Places) -> None:
    say("venv: installing the package and its tools at the versions in constraints.txt (about a minute, once)")
    # -I: packages named by PYTHONPATH would count as installed.
    argv: list[str | Path] = [places.venv / "bin" / "python", "-I", "-m", "pip", "install", "--editable", EXTRAS]
    env = _pip_environment(os.environ, places.root / "constraints.txt")
    outcome = run_reporting(argv, phase="venv: installing", note=_pip_note, env=env, cwd=places.root)
    if outcome.code != 0:
        raise _pip_error(outcome)


def _pip_environment(base: Mapping[str, str], constraints: Path) -> dict[str, str]:
    # Given by variable, constraints hold for the build backend too: pip before 25.3 reads the first, later ones both.
    return {
        **base,
        "PIP_CONSTRAINT": _as_pip_path(constraints),
        "PIP_BUILD_CONSTRAINT": _as_pip_path(constraints),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_USER": "0",
    }


def _as_pip_path(path: Path) -> str:
    # pip splits the variable at spaces; in a URL they are escaped.
    return path.as_uri() if re.search(r"\s", str(path)) else str(path)


def _pip_note(lines: Sequence[str]) -> str:
    found = sum(line.startswith(("Collecting ", "Requirement already satisfied")) for line in lines)
    installing = any(line.startswith("Installing collected packages") for line in lines)
    return f"{found} packages found" + (", unpacking them" if installing else "")


def _last_line(lines: Sequence[str]) -> str:
    return lines[-1] if lines else "still at it"


def _pip_error(outcome: Outcome) -> SetupError:
    if outcome.lacks_network:
        return SetupError(
            tried="install the Python packages",
            wrong="the package index could not be reached",
            todo="Check the network and pip's settings (`pip config list`: proxy, index) and run this again.",
            output=outcome.lines,
        )
    return SetupError(
        tried="install the Python packages",
        wrong=f"pip ended with exit code {outcome.code}",
        todo="Mend what it says below and run this again.",
        output=outcome.lines,
    )

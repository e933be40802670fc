"""`twilio-keys policy-pack`: a policy pack of one's own."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final

import typer

from twilio_keys_component._version import __version__
from twilio_keys_component.errors import escaped

EXAMPLE: Final = "Example: twilio-keys policy-pack init policies"
"""Shown below the command's help."""

FILES: Final = ("PulumiPolicy.yaml", "__main__.py", "policy-config.json", "waivers.toml", "README.md")
"""What a pack consists of."""

_TEMPLATES: Final = "policy_pack_template"
_PROJECT_FILES: Final = ("Pulumi.yaml", "Pulumi.yml")
_REFUSED: Final = 1
_WRONG_USE: Final = 2

app = typer.Typer(help="Make a policy pack that guards Twilio API keys.", no_args_is_help=True)
"""The commands of the group."""


@app.command("init", epilog=EXAMPLE, short_help="Write a policy pack into a folder.")
def init(
    folder: Annotated[str, typer.Argument(help="The pack's folder; it is made if there is none.", metavar="DIR")],
) -> None:
    """Write a policy pack that is ready for `pulumi up --policy-pack DIR`.

    It runs in the virtual environment that this command runs in. A file that exists is never overwritten: where one of
    the pack's is there already, the command ends with 1. A program's folder can be no pack.
    """
    pack = Path(folder)
    problem = _problem(folder)
    if problem:
        _refuse(problem, _WRONG_USE)
    there = [name for name in FILES if os.path.lexists(pack / name)]
    if there:
        _refuse(_incomplete(pack, there), _REFUSED)
    try:
        pack.mkdir(parents=True, exist_ok=True)
        for name, text in _texts(pack):
            (pack / name).write_text(text, "utf-8")
    except OSError as error:
        _refuse(f"{_shown(pack)} cannot be written: {error.strerror or error}", _WRONG_USE)
    _tell_environment(pack)
    typer.echo(f"{_shown(pack)} is a policy pack. Use it with every preview and update:")
    settings = _in_shell(pack / "policy-config.json")
    typer.echo(f"  pulumi up --policy-pack {escaped(_in_shell(pack))} --policy-pack-config {escaped(settings)}")


def _problem(folder: str) -> str:
    """Why there cannot be a pack; empty if there can be one."""
    if not folder.strip():
        return "the folder has no name: give one, such as policies"
    if folder.startswith("~"):
        return f"{_shown(folder)} would be a folder in this one: leave ~ to the shell, without quotes, or write ./~"
    programs = [name for name in _PROJECT_FILES if (Path(folder) / name).exists()]
    if programs:
        return f"{_shown(folder)} has {programs[0]}: it holds a program. Give a folder of its own, such as policies"
    return ""


def _incomplete(pack: Path, there: list[str]) -> str:
    missing = [name for name in FILES if name not in there]
    text = f"{_shown(pack)} has {', '.join(there)} already, and nothing is overwritten: nothing was written. "
    if missing:
        text += f"It has no {', '.join(missing)}: choose another folder, and copy from there what is missing here"
    else:
        text += "Use it as it is, or choose another folder"
    return text


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    places = {
        "{folder}": _in_shell(folder),
        "{settings}": _in_shell(folder / "policy-config.json"),
        "{version}": __version__,
        "{virtualenv}": _quoted(_virtualenv(folder)),
    }
    for name in FILES:
        text = (files("twilio_keys_component.cli") / _TEMPLATES / f"{name}.txt").read_text("utf-8")
        for place, value in places.items():
            text = text.replace(place, value)
        yield name, text


def _virtualenv(folder: Path) -> str:
    """The interpreter's environment as the pack names it: relative to the pack if both lie in one project."""
    environment = Path(sys.prefix).resolve()
    pack = folder.resolve()
    if environment.parent in pack.parents:
        return Path(os.path.relpath(environment, pack)).as_posix()
    return environment.as_posix()


def _quoted(text: str) -> str:
    """As YAML reads it: a text of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _tell_environment(folder: Path) -> None:
    """Say where the pack will not find Python: here, or on the machines of others."""
    if sys.prefix == sys.base_prefix:
        fault = "which is no virtual environment"
    elif Path(_virtualenv(folder)).is_absolute():
        fault = "which lies outside the project: that path fits this machine only"
    else:
        return
    file = _shown(folder / FILES[0])
    typer.echo(
        f"{file} names {_shown(_virtualenv(folder))}, {fault}. Make .venv in the project, with this package in it, and "
        "write its path, as seen from the pack, into `virtualenv` of that file, such as ../.venv",
        err=True,
    )


def _in_shell(path: Path) -> str:
    """As an argument of a command."""
    text = path.as_posix()
    return shlex.quote(f"./{text}" if text.startswith("-") else text)


def _shown(path: Path | str) -> str:
    return escaped(str(path))


def _refuse(text: str, code: int) -> None:
    typer.echo(text, err=True)
    raise typer.Exit(code)

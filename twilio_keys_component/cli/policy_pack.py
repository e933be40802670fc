"""`twilio-keys policy-pack`: a policy pack of one's own."""

from __future__ import annotations

import json
import os
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
_REFUSED: Final = 1

app = typer.Typer(help="Make a policy pack that guards Twilio API keys.", no_args_is_help=True)
"""The commands of the group."""


@app.command("init", epilog=EXAMPLE, short_help="Write a policy pack into a folder.")
def init(
    folder: Annotated[Path, typer.Argument(help="The pack's folder; it is made if there is none.", metavar="DIR")],
) -> None:
    """Write a policy pack that is ready for `pulumi up --policy-pack DIR`.

    It runs in the virtual environment that this command runs in. A file that exists is never overwritten.
    """
    there = [name for name in FILES if os.path.lexists(folder / name)]
    if there:
        _refuse(f"{_shown(folder)} has {', '.join(there)} already, and nothing is overwritten: choose another folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in _texts(folder):
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        _refuse(f"{_shown(folder)} cannot be written: {error.strerror or error}")
    _tell_environment(folder)
    settings = folder / "policy-config.json"
    typer.echo(f"{_shown(folder)} is a policy pack. Use it with every preview and update:")
    typer.echo(f"  pulumi up --policy-pack {_shown(folder)} --policy-pack-config {_shown(settings)}")


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    places = {"{folder}": folder.as_posix(), "{version}": __version__, "{virtualenv}": _quoted(_virtualenv(folder))}
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
    file = _shown(folder / FILES[0])
    if sys.prefix == sys.base_prefix:
        typer.echo(f"this is no virtual environment: name one in {file}", err=True)
    elif Path(_virtualenv(folder)).is_absolute():
        typer.echo(f"{file} names an environment outside the project: the path fits this machine only", err=True)


def _shown(path: Path) -> str:
    return escaped(str(path))


def _refuse(text: str) -> None:
    typer.echo(text, err=True)
    raise typer.Exit(_REFUSED)

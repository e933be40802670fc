"""`twilio-keys suggest`: the smallest grant of a program, from its source or from a test run."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from twilio_keys_component.errors import TwilioKeysError

if TYPE_CHECKING:
    from twilio_keys_component.suggest import Suggestion

EXAMPLE: Final = "Example: twilio-keys suggest src/ --format yaml"
"""Shown below the command's help."""

_FINDINGS: Final = 1
_WRONG_USE: Final = 2


class Format(Enum):
    """How the permissions are printed."""

    PYTHON = "python"
    YAML = "yaml"
    JSON = "json"


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Python files, and folders with them, that use twilio-python.", show_default=False),
    ] = None,
    *,
    emulator: Annotated[
        str | None, typer.Option(help="Take what a test run used from this emulator.", metavar="URL")
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            help="Whose test run: a key's sid or friendly name. Needed if several did something.", metavar="KEY"
        ),
    ] = None,
    compare: Annotated[
        str | None,
        typer.Option(help="Show what this key of the emulator holds and never used.", metavar="KEY"),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print the permissions.")] = Format.PYTHON,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Print the smallest list of permissions that a program needs.

    It reads the program's source, or the emulator's record of its tests. Ends with 1 if something could not be
    resolved, or if --compare finds a difference.
    """
    if _is_wrong(paths, emulator, key, compare):
        typer.echo(
            "give files and folders, or --emulator (and --key); to --compare a key, give --emulator, "
            "and the paths too if the source says what is used",
            err=True,
        )
        raise typer.Exit(_WRONG_USE)
    try:
        is_exact = _print(paths or [], emulator, key, compare, Format.JSON if as_json else format_)
    except TwilioKeysError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USE) from None
    if not is_exact:
        raise typer.Exit(_FINDINGS)


def _is_wrong(paths: list[Path] | None, emulator: str | None, key: str | None, compare: str | None) -> bool:
    if compare is not None:
        return emulator is None or key is not None
    return (not paths) == (emulator is None) or (key is not None and emulator is None)


def _print(paths: list[Path], emulator: str | None, key: str | None, compare: str | None, as_: Format) -> bool:
    """Print what was asked for; whether nothing is left open."""
    from twilio_keys_component.suggest import analyse, choose, fitting, from_record, from_source, read_record, rendering
    from twilio_keys_component.suggest import compare as compared

    use = choose(read_record(emulator), key if compare is None else compare) if emulator else None
    suggestion = from_record(use) if use and not paths else from_source(analyse(paths))
    if use and compare is not None:
        comparison = compared(use, suggestion.permissions)
        typer.echo(
            {
                Format.PYTHON: lambda: rendering.comparison_as_text(comparison),
                Format.YAML: lambda: rendering.comparison_as_yaml(comparison),
                Format.JSON: lambda: rendering.comparison_as_json(comparison, suggestion),
            }[as_]()
        )
        return _warn(suggestion, "") and comparison.is_exact
    renders = {Format.PYTHON: rendering.as_python, Format.YAML: rendering.as_yaml, Format.JSON: rendering.as_json}
    typer.echo(renders[as_](suggestion))
    return _warn(suggestion, fitting(suggestion)[1])


def _warn(suggestion: Suggestion, problem: str) -> bool:
    """Say on stderr what is left open; whether nothing is."""
    for note in suggestion.notes:
        typer.echo(f"note: {note}", err=True)
    if suggestion.problems:
        typer.echo(f"not resolved ({len(suggestion.problems)}):", err=True)
    for text in suggestion.problems:
        typer.echo(f"  {text}", err=True)
    if problem:
        typer.echo(problem, err=True)
    return not suggestion.problems and not problem

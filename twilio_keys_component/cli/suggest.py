"""`twilio-keys suggest`: the smallest grant of a program, from its source or from a test run."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from twilio_keys_component.errors import TwilioKeysError

if TYPE_CHECKING:
    from twilio_keys_component.suggest import KeyUse, Suggestion

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
        typer.Argument(
            help="Python files, and folders with them, that use twilio-python.", show_default=False, metavar="PATH"
        ),
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
    overlay: Annotated[
        Path | None,
        typer.Option(help="A file with operations and permissions of your own (TOML), for the source.", metavar="FILE"),
    ] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", help="How to print the permissions.", show_default="python")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Print the smallest list of permissions that a program needs.

    It reads the program's source, or the emulator's record of its tests. Ends with 1 if something could not be
    resolved or was refused, if the source calls nothing of Twilio's, or if --compare finds a difference.
    """
    wrong = _wrong(paths, emulator, key, compare)
    if as_json and format_ not in (None, Format.JSON):
        wrong = "--json is --format json: give one of them"
    if overlay and not paths:
        wrong = "--overlay is for the source: give files and folders; the emulator has an --overlay of its own"
    if wrong:
        typer.echo(wrong, err=True)
        raise typer.Exit(_WRONG_USE)
    try:
        use = _use(emulator, key, compare) if emulator else None
        suggestion = _suggestion(paths or [], use, overlay)
        is_exact = _print(suggestion, use if compare else None, Format.JSON if as_json else format_ or Format.PYTHON)
    except TwilioKeysError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USE) from None
    if not is_exact:
        raise typer.Exit(_FINDINGS)


def _wrong(paths: list[Path] | None, emulator: str | None, key: str | None, compare: str | None) -> str:
    """What is wrong with the use; empty if nothing is."""
    if compare is not None:
        is_wrong = emulator is None or key is not None
    else:
        is_wrong = (not paths) == (emulator is None) or (key is not None and emulator is None)
    return is_wrong * (
        "give files and folders, or --emulator (and --key); to --compare a key, give --emulator, "
        "and the paths too if the source says what is used"
    )


def _use(emulator: str, key: str | None, compare: str | None) -> KeyUse:
    from twilio_keys_component.suggest import choose, read_record

    option = "--key" if compare is None else "--compare"
    return choose(read_record(emulator), compare or key, command=f"twilio-keys suggest --emulator {emulator} {option}")


def _suggestion(paths: list[Path], use: KeyUse | None, overlay: Path | None) -> Suggestion:
    from twilio_keys_component.permissions import load_catalog, load_overlay
    from twilio_keys_component.suggest import analyse, from_record, from_source

    if use and not paths:
        return from_record(use)
    return from_source(analyse(paths, catalog=load_overlay(overlay, load_catalog()) if overlay else None))


def _print(suggestion: Suggestion, use: KeyUse | None, as_: Format) -> bool:
    """Print what was asked for, for `use` a comparison; whether nothing is left open."""
    from twilio_keys_component.suggest import compare, fitting, rendering

    if use:
        comparison = compare(use, suggestion.permissions)
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
    for title, texts in (
        ("not resolved", suggestion.problems),
        ("refused in the run: grant it and run again, or do without the call", suggestion.refused),
    ):
        if texts:
            typer.echo("\n  ".join((f"{title} ({len(texts)}):", *texts)), err=True)
    for text in filter(None, (suggestion.emptiness, problem)):
        typer.echo(text, err=True)
    return not (suggestion.problems or suggestion.refused or suggestion.emptiness or problem)

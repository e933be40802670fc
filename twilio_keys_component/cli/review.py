"""`twilio-keys review`: what a change of a program does to its keys, from the engine's preview."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from twilio_keys_component.cli.rule_files import SettingsFile
from twilio_keys_component.errors import TwilioKeysError

if TYPE_CHECKING:
    from twilio_keys_component.review import Preview, Review, Terms

EXAMPLE: Final = "Example: twilio-keys review preview.json --format markdown --output comment.md"
"""Shown below the command's help."""

_FINDINGS: Final = 1
_WRONG_USE: Final = 2
_MAX_REVOKED: Final = 5
"""Keys that a change may end without anybody saying so: few changes of a team's keys end more."""


class Format(Enum):
    """How the review is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    JSON = "json"


class FailOn(Enum):
    """Which findings make it end with 1."""

    MANDATORY = "mandatory"
    ADVISORY = "advisory"
    NEVER = "never"


def run(
    file: Annotated[
        str, typer.Argument(help="What the preview printed; - for stdin.", show_default=False, metavar="FILE")
    ],
    *,
    format_: Annotated[
        Format | None, typer.Option("--format", help="How to print the review.", show_default="text")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    output: Annotated[
        Path | None, typer.Option(help="Write the review to this file, and nothing on stdout.", metavar="FILE")
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="End with 1 on findings of this level or a higher one.")] = (
        FailOn.MANDATORY
    ),
    new_only: Annotated[
        bool, typer.Option("--new-only", help="Findings that were there before the change do not count.")
    ] = False,
    max_revoked_keys: Annotated[
        int, typer.Option(help="End with 1 if the change deletes or replaces more keys.", min=0)
    ] = _MAX_REVOKED,
    settings: SettingsFile = None,
    waivers: Annotated[
        Path | None,
        typer.Option(help="The waivers (TOML).", show_default="what the settings name", metavar="FILE"),
    ] = None,
    overlay: Annotated[
        Path | None,
        typer.Option(
            help="A file with permissions of your own (TOML).", show_default="what the settings name", metavar="FILE"
        ),
    ] = None,
    stack: Annotated[
        str | None, typer.Option(help="The stack's name, where the preview names none.", metavar="NAME")
    ] = None,
    project_folder: Annotated[
        str,
        typer.Option(
            help="The project's folder, from the root of the repository: SARIF names files from there.",
            show_default="the root",
            metavar="DIR",
        ),
    ] = "",
) -> None:
    """Say what a change does to keys: what each gains and loses, and what the rules say about it.

    It reads what PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json --refresh printed, or a plain
    preview --json --refresh --show-sames. Ends with 1 on findings, too many keys that end, or a preview that failed.
    """
    if as_json and format_ not in (None, Format.JSON):
        typer.echo("--json is --format json: give one of them", err=True)
        raise typer.Exit(_WRONG_USE)
    from twilio_keys_component.cli.preview_file import load_preview

    try:
        preview = load_preview(file)
        made = _review(preview, _terms(settings, waivers, overlay, max_revoked_keys, stack))
        _print(made, Format.JSON if as_json else format_ or Format.TEXT, output, project_folder)
    except TwilioKeysError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USE) from None
    if _objects(made, fail_on, new_only=new_only):
        raise typer.Exit(_FINDINGS)


def _terms(
    settings: Path | None, waivers: Path | None, overlay: Path | None, max_revoked: int, stack: str | None
) -> Terms:
    from datetime import UTC, datetime

    from twilio_keys_component.cli.rule_files import load_settings
    from twilio_keys_component.permissions import load_catalog, load_overlay
    from twilio_keys_component.review import Terms
    from twilio_keys_component.rules import load_names, load_waivers, waivers_path

    given, folder = load_settings(settings)
    waived = waivers or waivers_path(given, folder)
    return Terms(
        settings=given,
        waivers=load_waivers(waived) if waived else (),
        catalog=load_overlay(overlay, load_catalog()) if overlay else load_names(given, folder),
        today=datetime.now(UTC).date(),
        max_revoked=max_revoked,
        stack=stack,
    )


def _review(preview: Preview, terms: Terms) -> Review:
    from twilio_keys_component.review import review

    return review(preview, terms)


def _print(made: Review, as_: Format, output: Path | None, project_folder: str) -> None:
    if as_ is Format.TEXT and output is None:
        from twilio_keys_component.cli.output import console
        from twilio_keys_component.review.text import lines

        to = console()
        for line in lines(made):
            to.print(line.text, style=line.style or None, soft_wrap=True)
        return
    text = _rendered(made, as_, project_folder)
    if output is None:
        typer.echo(text)
    else:
        _write(output, text)


def _rendered(made: Review, as_: Format, project_folder: str) -> str:
    if as_ is Format.TEXT:
        from twilio_keys_component.review.text import as_text

        return as_text(made)
    if as_ is Format.MARKDOWN:
        from twilio_keys_component.review.markdown import as_markdown

        return as_markdown(made)
    if as_ is Format.SARIF:
        from twilio_keys_component.review.sarif import as_sarif

        return as_sarif(made, folder=project_folder)
    from twilio_keys_component.review.document import as_json

    return as_json(made)


def _write(output: Path, text: str) -> None:
    from twilio_keys_component.errors import escaped
    from twilio_keys_component.review import UnusablePreviewError

    try:
        output.write_text(f"{text.rstrip()}\n", "utf-8")
    except OSError as error:
        raise UnusablePreviewError(f"{escaped(str(output))} cannot be written: {error.strerror or error}") from None


def _objects(made: Review, fail_on: FailOn, *, new_only: bool) -> bool:
    """Whether there is something that the change should not be applied with."""
    from twilio_keys_component.rules import Level

    levels = {FailOn.MANDATORY: (Level.MANDATORY,), FailOn.ADVISORY: (Level.MANDATORY, Level.ADVISORY)}
    findings = made.new_findings if new_only else made.after.findings
    return (
        made.is_over_budget
        or made.has_failed
        or bool(made.hidden)
        or any(message.level == Level.MANDATORY for message in made.policy_messages)
        or any(finding.level in levels.get(fail_on, ()) for finding in findings)
    )

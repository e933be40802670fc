"""`twilio-keys waive`: have a key break a rule for a while, in writing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import typer

from twilio_keys_component.cli.finding_to_waive import WaiverRefusedError, finding_to_waive
from twilio_keys_component.cli.rule_files import SettingsFile
from twilio_keys_component.errors import TwilioKeysError, escaped, masked, quoted

if TYPE_CHECKING:
    from twilio_keys_component.review import Review
    from twilio_keys_component.rules import Finding, Rule, Settings, Waiver

EXAMPLE: Final = (
    "Example: twilio-keys waive TK204 flow-editor --from preview.json --until 2026-12-31 --reason 'Flows move in "
    "December' --approver 'Ada, security'"
)
"""Shown below the command's help."""

_WRONG_USE: Final = 2
_Got = TypeVar("_Got")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is asked for, as it was typed."""

    rule: str
    key: str
    until: str
    reason: str
    approver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Granted:
    """A waiver to write.

    Attributes:
        path: The file.
        finding: What is waived.
        waiver: The waiver.
        read: The file of waivers that is read with these settings.
    """

    path: Path
    finding: Finding
    waiver: Waiver
    read: Path


def run(
    rule: Annotated[str, typer.Argument(help="The rule that may be broken.", show_default=False, metavar="RULE")],
    key: Annotated[
        str,
        typer.Argument(
            help="By whom: a key's logical name or sid, or what else the finding names.",
            show_default=False,
            metavar="KEY",
        ),
    ],
    *,
    from_: Annotated[
        str,
        typer.Option(
            "--from", help="The preview in which the rule is broken, as review reads it; - for stdin.", metavar="FILE"
        ),
    ],
    until: Annotated[str, typer.Option(help="The last day on which it counts (YYYY-MM-DD).", metavar="DATE")],
    reason: Annotated[str, typer.Option(help="Why.", metavar="TEXT")],
    approver: Annotated[str, typer.Option(help="Who allows it.", metavar="NAME")],
    file: Annotated[
        Path | None,
        typer.Option(
            help="The file of waivers (TOML).",
            show_default="what the settings name, or waivers.toml beside them",
            metavar="FILE",
        ),
    ] = None,
    settings: SettingsFile = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Write a waiver: the permission, recorded and expiring, to break one rule with one key of one stack.

    It counts for the grant that the key has in the preview: whoever changes that needs another one. One for the same
    rule, key and stack is replaced. Ends with 2 if the rule is not broken there, or cannot be waived.
    """
    from twilio_keys_component.cli.waiver_file import write_waiver

    wish = _Wish(rule=rule, key=key.strip(), until=until, reason=reason, approver=approver)
    try:
        granted = _granted(wish, preview=from_, settings=settings, file=file)
        is_new = write_waiver(granted.path, granted.waiver)
    except TwilioKeysError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USE) from None
    if as_json:
        typer.echo(json.dumps(_json(granted, is_new=is_new), indent=2))
    else:
        _print(granted, is_new=is_new)
    if granted.path.resolve() != granted.read.resolve():
        typer.echo(_elsewhere(granted), err=True)


def _granted(wish: _Wish, *, preview: str, settings: Path | None, file: Path | None) -> _Granted:
    """What is to be written, and where.

    Raises:
        WaiverRefusedError: It cannot be written so; the text says all that is wrong, line by line.
    """
    from twilio_keys_component.cli.rule_files import load_settings
    from twilio_keys_component.rules import Waiver

    problems: list[str] = []
    today = datetime.now(UTC).date()
    rule = _try(problems, lambda: _rule(wish.rule))
    until = _try(problems, lambda: _end(wish.until, today))
    words = {"--reason": wish.reason, "--approver": wish.approver}
    problems += [f"{name} is empty: say it in words" for name, text in words.items() if not text.strip()]
    given = _try(problems, lambda: load_settings(settings))
    paths = _try(problems, lambda: _paths(file, *given)) if given else None
    made = _try(problems, lambda: _judged(preview, *given, today)) if given else None
    finding = _try(problems, lambda: finding_to_waive(made, wish.key, rule)) if made else None
    if problems or not (until and paths and made and finding):
        raise WaiverRefusedError("\n".join(problems))
    waiver = Waiver(
        rule=finding.rule.id,
        key=wish.key,
        reason=wish.reason,
        approver=wish.approver,
        until=until,
        fingerprint=finding.fingerprint,
        stack=f"{made.project}/{made.stack}",
    )
    return _Granted(path=paths[0], finding=finding, waiver=waiver, read=paths[1])


def _try(problems: list[str], attempt: Callable[[], _Got]) -> _Got | None:
    """What an attempt gives; if it fails, what is wrong joins the other problems."""
    try:
        return attempt()
    except TwilioKeysError as error:
        problems.append(str(error))
        return None


def _rule(text: str) -> Rule:
    from twilio_keys_component.cli.guesses import no_such_rule
    from twilio_keys_component.rules import WAIVERS_CURRENT, rule_of

    rule = rule_of(text.strip().upper())
    if rule is None:
        raise WaiverRefusedError(no_such_rule(text))
    if rule is WAIVERS_CURRENT:
        raise WaiverRefusedError(f"{rule.id} cannot be waived: it is about waivers. {rule.remedy}")
    if rule.is_fixed:
        raise WaiverRefusedError(f"{rule.id} cannot be waived. {rule.why} {rule.remedy}")
    return rule


def _end(text: str, today: date) -> date:
    from twilio_keys_component.rules import MAX_WAIVER_DAYS

    try:
        end = date.fromisoformat(text.strip())
    except ValueError:
        raise WaiverRefusedError(f"--until {quoted(text)} is no date: write it as YYYY-MM-DD") from None
    last = today + timedelta(days=MAX_WAIVER_DAYS)
    if not today <= end <= last:
        fault = "is past" if end < today else f"is more than {MAX_WAIVER_DAYS} days ahead"
        raise WaiverRefusedError(f"--until {end} {fault}: give a day from {today} to {last}")
    return end


def _paths(file: Path | None, settings: Settings, folder: Path) -> tuple[Path, Path]:
    """The file to write, which is one of waivers if it is there; and the one that is read with these settings."""
    from twilio_keys_component.rules import load_waivers, waivers_file

    read = waivers_file(settings, folder)
    path = file or read
    if path.exists():
        load_waivers(path)
    return path, read


def _judged(preview: str, settings: Settings, folder: Path, today: date) -> Review:
    """What the rules say of a preview without any waiver."""
    from twilio_keys_component.cli.preview_file import load_preview
    from twilio_keys_component.review import Terms, review
    from twilio_keys_component.rules import load_names

    catalog = load_names(settings, folder)
    terms = Terms(settings=settings, waivers=(), catalog=catalog, today=today, max_revoked=0)
    return review(load_preview(preview), terms)


def _elsewhere(granted: _Granted) -> str:
    """That the waiver is in a file that these settings do not lead to."""
    read = escaped(str(granted.read))
    return f"with these settings the waivers in {read} count, not these: name this file there as `waivers`"


def _print(granted: _Granted, *, is_new: bool) -> None:
    from twilio_keys_component.cli.output import console, print_lines
    from twilio_keys_component.cli.waiver_file import as_table
    from twilio_keys_component.review.safe_text import one_line

    to = console()
    waiver, file = granted.waiver, escaped(str(granted.path))
    done = "written to" if is_new else "replaced in"
    to.print(f"{waiver.rule} is waived for {masked(waiver.key)}; {done} {file}:", soft_wrap=True)
    texts = {name: one_line(str(value)) for name, value in as_table(waiver).items()}
    print_lines(to, [*texts.items(), ("allows", one_line(granted.finding.message))])
    to.print(f"It ends with {waiver.until}, and counts for this grant only.", soft_wrap=True)
    to.print(f"Commit {file} for review; CODEOWNERS should name who may approve its changes.", soft_wrap=True)


def _json(granted: _Granted, *, is_new: bool) -> dict[str, object]:
    from twilio_keys_component.cli.waiver_file import as_table

    written = {name: str(value) for name, value in as_table(granted.waiver).items()}
    return {
        "file": str(granted.path),
        "replaced": not is_new,
        "waiver": written,
        "allows": granted.finding.message,
    }

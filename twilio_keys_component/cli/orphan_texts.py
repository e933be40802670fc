"""Orphans as people and programs read them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from twilio_keys_component.cli.output import console, print_lines
from twilio_keys_component.errors import masked

if TYPE_CHECKING:
    from rich.console import Console

    from twilio_keys_component.orphans import Look, Orphan, Orphans, Snapshot

_FIELDS: Final = ("sid", "friendly_name", "account_sid", "region", "date_created", "logical_name", "urn", "evidence")
_SUSPECTED: Final = (
    "A suspected one may be in use: the key of a colleague's stack or of a backup with the same names, or one that was "
    "retained, looks the same."
)


def stack_name(snapshot: Snapshot) -> str:
    """How texts name a stack."""
    return masked(f"{snapshot.project}/{snapshot.stack}")


def counted(orphans: Sequence[Orphan], kind: str) -> str:
    """Such as `1 proven orphan`."""
    return f"{len(orphans)} {kind} orphan{'' if len(orphans) == 1 else 's'}"


def print_orphans(snapshot: Snapshot, found: Orphans) -> None:
    """What was found, with the evidence for each."""
    to = console()
    if not (found.proven or found.suspected):
        to.print(f"No orphans of {stack_name(snapshot)}.", soft_wrap=True)
        return
    counts = f"{counted(found.proven, 'proven')}, {counted(found.suspected, 'suspected')}"
    to.print(f"{counts} of {stack_name(snapshot)}:", soft_wrap=True)
    for kind, orphans in (("proven", found.proven), ("suspected", found.suspected)):
        for each in orphans:
            to.print()
            _print_record(to, kind, each)
    if found.suspected:
        to.print()
        to.print(_SUSPECTED, soft_wrap=True)


def awaited(look: Look) -> str:
    """That keys may still come, and what to do."""
    one = look.awaited == 1
    creates = "1 create is pending" if one else f"{look.awaited} creates are pending"
    return (
        f"{creates}, and no key of {'it' if one else 'theirs'} is listed yet: it may still appear. "
        f"`twilio-keys settle --stack {masked(look.snapshot.stack)}` looks until that is certain."
    )


def as_json(look: Look, left: Collection[Orphan], deleted: Collection[str]) -> str:
    """What is left of what was found, and what was removed, for programs."""
    told = {
        "project": look.snapshot.project,
        "stack": look.snapshot.stack,
        "pending": look.awaited,
        "proven": [_fields(each) for each in look.orphans.proven if each in left],
        "suspected": [_fields(each) for each in look.orphans.suspected if each in left],
        "deleted": sorted(deleted),
    }
    return json.dumps(told, indent=2)


def _print_record(to: Console, kind: str, orphan: Orphan) -> None:
    """One below the other: no terminal is wide enough for a row, and the name must stay whole."""
    to.print(f"{orphan.sid}  {kind}", style="bold", soft_wrap=True)
    lines = [
        ("name", masked(orphan.friendly_name)),
        ("account", orphan.account_sid),
        ("Region", orphan.region),
        ("made", orphan.date_created or "unknown"),
        ("evidence", orphan.evidence),
    ]
    print_lines(to, lines)


def _fields(orphan: Orphan) -> dict[str, str]:
    return {name: getattr(orphan, name) for name in _FIELDS}

"""Orphans as people and programs read them."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from twilio_keys_component.cli.output import console, print_table
from twilio_keys_component.errors import masked

if TYPE_CHECKING:
    from twilio_keys_component.orphans import Orphan, Orphans, Snapshot

_HEADERS: Final = ("key", "", "name", "account", "Region", "made", "evidence")
_FIELDS: Final = ("sid", "friendly_name", "account_sid", "region", "date_created", "logical_name", "evidence")


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
    to.print()
    rows = [("proven", each) for each in found.proven] + [("suspected", each) for each in found.suspected]
    print_table(_HEADERS, [_row(kind, each) for kind, each in rows])


def as_json(snapshot: Snapshot, found: Orphans, deleted: Collection[str]) -> str:
    """What was found and what was removed, for programs."""
    told = {
        "project": snapshot.project,
        "stack": snapshot.stack,
        "proven": [_fields(each) for each in found.proven],
        "suspected": [_fields(each) for each in found.suspected],
        "deleted": sorted(deleted),
    }
    return json.dumps(told, indent=2)


def _row(kind: str, orphan: Orphan) -> tuple[str, ...]:
    made = orphan.date_created or "unknown"
    name = masked(orphan.friendly_name)
    return (orphan.sid, kind, name, orphan.account_sid, orphan.region, made, orphan.evidence)


def _fields(orphan: Orphan) -> dict[str, str]:
    return {name: getattr(orphan, name) for name in _FIELDS}

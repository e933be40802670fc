"""The least grant, whether it comes from source code or from a test run, and how a declared key differs from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from twilio_keys_component.permissions import (
    Permission,
    PermissionSet,
    TooManyPermissionsError,
    load_catalog,
    read_as,
    without_wildcards,
)
from twilio_keys_component.suggest.findings import Analysis
from twilio_keys_component.suggest.record import KeyUse, RecordError


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The least grant of a program.

    Attributes:
        permissions: Every single permission that it needs, sorted.
        reasons: For each of them the places that need it, or how often it was used.
        findings: The same for machines.
        unresolved: What may need a permission that is not known, and what was refused, for machines.
        problems: What may need a permission that is not known, for people.
        refused: What the test run asked for and the key lacks, for people.
        notes: What to know about the permissions.
        emptiness: Why there is nothing at all; empty if there is something.
    """

    permissions: tuple[Permission, ...]
    reasons: Mapping[Permission, tuple[str, ...]]
    findings: tuple[dict[str, Any], ...]
    unresolved: tuple[dict[str, Any], ...]
    problems: tuple[str, ...]
    refused: tuple[str, ...]
    notes: tuple[str, ...]
    emptiness: str = ""

    @property
    def entries(self) -> tuple[Permission, ...]:
        """What to declare: exact permissions; only where over 100 do not fit a key (doc), full resources as `*`.

        Raises:
            TooManyPermissionsError: They do not fit a key even so.
        """
        return tuple(Permission.parse(text) for text in PermissionSet(self.permissions).to_policy()["allow"])

    def reasons_of(self, entry: Permission) -> tuple[str, ...]:
        """Why `entry` is there, a `*` for all its actions."""
        return tuple(reason for single in entry.expanded() for reason in self.reasons.get(single, ()))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How what a key holds differs from what is used.

    Attributes:
        key: The key's sid and name.
        held_and_used: What it holds and is used.
        held_and_unused: What it holds and is never used: candidates to revoke.
        used_and_not_held: What is used and it does not hold.
    """

    key: str
    held_and_used: tuple[Permission, ...]
    held_and_unused: tuple[Permission, ...]
    used_and_not_held: tuple[Permission, ...]

    @property
    def is_exact(self) -> bool:
        """Whether the key holds what is used and nothing else."""
        return not self.held_and_unused and not self.used_and_not_held


def from_source(analysis: Analysis) -> Suggestion:
    """The least grant of the files of `analysis`."""
    reasons: dict[Permission, list[str]] = defaultdict(list)
    for one in analysis.findings:
        reasons[one.permission].append(f"{one.file}:{one.line} {one.call}")
    return Suggestion(
        permissions=analysis.permissions,
        reasons={permission: tuple(texts) for permission, texts in reasons.items()},
        findings=tuple(asdict(one) | {"permission": str(one.permission)} for one in analysis.findings),
        unresolved=tuple(asdict(one) for one in analysis.unresolved),
        problems=tuple(f"{one.file}:{one.line}: {one.call}: {one.reason}" for one in analysis.unresolved),
        refused=(),
        notes=analysis.notes,
        emptiness="" if analysis.findings or analysis.unresolved else _nothing_in(analysis.files),
    )


def from_record(use: KeyUse) -> Suggestion:
    """The least grant for what a key did: what it used, without what it was refused."""
    refused = [
        (f"{permission}: {_times(count)}", {"permission": str(permission), "reason": "refused", "count": count})
        for permission, count in use.refused.items()
    ]
    unknown = [
        (f"asked for {_times(count)}: {operation}", {"operation": operation, "reason": "not known", "count": count})
        for operation, count in use.unknown.items()
    ]
    return Suggestion(
        permissions=tuple(sorted(use.used)),
        reasons={permission: (f"used {_times(count)}",) for permission, count in use.used.items()},
        findings=tuple({"permission": str(permission), "count": count} for permission, count in use.used.items()),
        unresolved=tuple(one for _, one in (*refused, *unknown)),
        problems=tuple(f"{text}: its permission is not known" for text, _ in unknown),
        refused=tuple(text for text, _ in refused),
        notes=(),
        emptiness=""
        if use.used or refused or unknown
        else f"{use.name} asked for nothing: run the tests with it first",
    )


def compare(use: KeyUse, used: Iterable[Permission]) -> Comparison:
    """How what a key holds differs from `used`, both spellings of a resource taken for the same.

    Raises:
        RecordError: The key is no restricted key and holds everything.
    """
    if use.granted is None:
        raise RecordError(f"{use.name} is no restricted key and has no list of permissions to compare")
    catalog = load_catalog()
    held = without_wildcards(use.granted, catalog).actions
    needed = read_as(PermissionSet(used), PermissionSet(held), catalog).actions
    return Comparison(
        key=use.name,
        held_and_used=tuple(sorted(held & needed)),
        held_and_unused=tuple(sorted(held - needed)),
        used_and_not_held=tuple(sorted(needed - held)),
    )


def fitting(suggestion: Suggestion) -> tuple[tuple[Permission, ...], str]:
    """What to declare, and what is wrong with it: empty, or that it does not fit one key."""
    try:
        return suggestion.entries, ""
    except TooManyPermissionsError as error:
        return suggestion.permissions, str(error)


def _nothing_in(files: int) -> str:
    where = "1 file" if files == 1 else f"{files} files"
    return f"no call of twilio-python found in {where}: give the files and folders that use it"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"

"""How the command line shows permissions: rows, explanations and profiles, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from twilio_keys_component.errors import masked
from twilio_keys_component.permissions import Catalog, Permission
from twilio_keys_component.permissions.explanation import Description, Explanation
from twilio_keys_component.permissions.permission_set import MAX_POLICY_ENTRIES
from twilio_keys_component.permissions.profiles import Profile

Json = dict[str, Any]

_NARROWEST = 100
"""Columns of a table that is not printed on a terminal: names stay whole in pipes and logs."""


def _console() -> Console:
    """One that prints every text as it is: a grant or an overlay may hold what looks like rich's markup."""
    console = Console(highlight=False, markup=False, emoji=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, emoji=False, width=_NARROWEST * 2)


def rows(permissions: Iterable[Permission], catalog: Catalog) -> list[Json]:
    """Known permissions as flat rows."""
    return [_row(permission, catalog) for permission in permissions]


def _row(permission: Permission, catalog: Catalog) -> Json:
    entry = catalog.entry(permission)
    assert entry is not None
    resource = catalog.resource(permission.product, permission.resource)
    return {
        "permission": str(permission),
        "access": entry.access.value,
        "tags": list(entry.tags),
        "evidence": entry.evidence,
        "list": entry.listed,
        "availability": resource.availability if resource else None,
        "description": resource.description if resource else None,
    }


def print_rows(rows: Sequence[Json]) -> None:
    """A table of permissions."""
    table = Table("permission", "access", "risks", "evidence", "what it is about", box=None, pad_edge=False)
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(row["permission"], row["access"], ", ".join(row["tags"]), row["evidence"], row["description"])
    console = _console()
    console.print(table)
    console.print(f"\n{len(rows)} permission{'s' * (len(rows) != 1)}")


def choices(catalog: Catalog) -> str:
    """What `permissions list` can be narrowed to."""
    products = sorted({permission.product for permission in catalog.entries})
    tags = sorted({tag for entry in catalog.entries.values() for tag in entry.tags})
    return (
        f"no permission is like that. Products: {', '.join(products)}. Risks: {', '.join(tags)}. "
        "Levels: read, list, write, delete, escalate"
    )


def explanation_json(explanation: Explanation, strangers: Mapping[str, Sequence[Permission]]) -> Json:
    """An explanation for machines; `strangers` are texts that are no permissions, with what they may mean."""
    return {
        "permissions": [_description_json(description) for description in explanation.descriptions],
        "products": list(explanation.products),
        "access": explanation.access.value if explanation.access else None,
        "tags": list(explanation.tags),
        "can": list(explanation.says),
        "redundant": [{"permission": masked(r.permission), "reason": masked(r.reason)} for r in explanation.redundant],
        "too_large": explanation.is_too_large,
        "note": explanation.doubt,
        "malformed": [{"text": masked(text), "did_you_mean": list(map(str, near))} for text, near in strangers.items()],
    }


def _description_json(description: Description) -> Json:
    entry, resource = description.entry, description.resource
    return {
        "permission": masked(description.permission),
        "known": description.is_known,
        "words": description.words,
        "access": description.risk.access.value,
        "tags": list(description.risk.tags),
        "presumed": not description.is_known,
        "can": list(description.says),
        "evidence": entry.evidence if entry else None,
        "list": entry.listed if entry else None,
        "availability": resource.availability if resource else None,
        "operations": [
            {"id": o.operation_id, "method": o.method, "url": f"https://{o.host}{o.path}", "confidence": o.confidence}
            for o in description.operations
        ],
        "other_spellings": list(map(str, description.other_spellings)),
        "did_you_mean": list(map(str, description.suggestions)),
    }


def print_explanation(explanation: Explanation, strangers: Mapping[str, Sequence[Permission]]) -> None:
    """An explanation for people: each permission, and the whole where there are several."""
    console = _console()
    for text, near in strangers.items():
        _print_stranger(console, f"{masked(text)} is no permission", near)
    for description in explanation.descriptions:
        _print_description(console, description)
    if len(explanation.descriptions) > 1:
        _print_whole(console, explanation)


def _print_stranger(console: Console, what: str, near: Sequence[Permission]) -> None:
    if near:
        console.print(f"{what}; did you mean")
        for permission in near:
            console.print(f"  {permission}", style="bold", soft_wrap=True)
    else:
        console.print(f"{what}, and like none that is known: twilio-keys permissions search WORDS")


def _print_description(console: Console, description: Description) -> None:
    entry, resource, risk = description.entry, description.resource, description.risk
    lines = [("access", risk.access.value)]
    lines += [("risk", ", ".join(risk.tags))] if risk.tags else []
    lines += [("can", phrase) for phrase in description.says]
    if entry is None:
        _print_stranger(console, f"{masked(description.permission)} is not known", description.suggestions)
        _print_lines(console, [*lines, ("presumed", "all of this, from its name")])
        return
    console.print(str(description.permission), style="bold", soft_wrap=True)
    lines = [("allows", description.words), *lines, ("evidence", f"{entry.evidence}, list {entry.listed}")]
    if resource and resource.availability != "general":
        lines.append(("availability", resource.availability))
    lines += [("also", f"{other} (another spelling)") for other in description.other_spellings]
    lines += [("opens", f"{operation} ({operation.confidence})") for operation in description.operations]
    if not description.operations:
        lines.append(("opens", "no operation that is known"))
    _print_lines(console, lines)


def _print_lines(console: Console, lines: Iterable[tuple[str, str]]) -> None:
    for name, text in lines:
        console.print(f"  {name:<9} {text}", soft_wrap=True)


def _print_whole(console: Console, explanation: Explanation) -> None:
    count = len(explanation.descriptions)
    products = ", ".join(map(masked, explanation.products))
    console.print(f"\nTogether: {count} entries, products {products}", style="bold", soft_wrap=True)
    lines = [("access", f"up to {explanation.access.value}")] if explanation.access else []
    lines += [("risk", ", ".join(explanation.tags))] if explanation.tags else []
    lines += [("can", phrase) for phrase in explanation.says]
    lines += [("note", explanation.doubt)] if explanation.doubt else []
    lines += [("redundant", masked(f"{r.permission}: {r.reason}")) for r in explanation.redundant]
    if explanation.is_too_large:
        lines.append(("too large", f"a key takes at most {MAX_POLICY_ENTRIES} entries (doc)"))
    _print_lines(console, lines)


def profile_json(profile: Profile) -> Json:
    """A profile for machines."""
    permissions = list(map(str, profile.permissions.written))
    return {"name": profile.name, "purpose": profile.purpose, "permissions": permissions, "note": profile.note}


def print_profiles(profiles: Iterable[Profile]) -> None:
    """A table of profiles."""
    table = Table("profile", "permissions", "for", box=None, pad_edge=False)
    table.columns[0].no_wrap = True
    for profile in profiles:
        table.add_row(profile.name, str(len(profile.permissions.written)), profile.purpose)
    _console().print(table)


def print_profile(profile: Profile) -> None:
    """One profile, its permissions ready for a program."""
    console = _console()
    console.print(profile.purpose, soft_wrap=True)
    if profile.note:
        console.print(profile.note, soft_wrap=True)
    console.print("permissions=[")
    for permission in profile.permissions.written:
        console.print(f'    "{permission}",', soft_wrap=True)
    console.print("]")

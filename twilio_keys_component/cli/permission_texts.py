"""How the command line shows permissions: rows, explanations and profiles, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rich.console import Console

from twilio_keys_component.cli.grant_sources import Malformed
from twilio_keys_component.cli.output import console, print_lines, print_table
from twilio_keys_component.errors import masked, quoted
from twilio_keys_component.permissions import Catalog, Permission
from twilio_keys_component.permissions.entries import Entry, Evidence, Listed
from twilio_keys_component.permissions.explanation import Description, Explanation
from twilio_keys_component.permissions.permission_set import MAX_POLICY_ENTRIES
from twilio_keys_component.permissions.profiles import Profile

Json = dict[str, Any]

_EVIDENCE: Final[Mapping[Evidence, str]] = {
    "live": "seen at work (live)",
    "listed": "not seen at work (listed)",
    "inferred": "not seen at work (inferred from its wildcard or its actions)",
}
_LISTED: Final[Mapping[Listed, str]] = {
    "A": "stands in list A only, the API's spelling",
    "B": "stands in list B only, the spelling of Twilio's PDFs",
    "both": "stands in both public lists",
    "other": "stands in neither public list",
    "overlay": "stands in the overlay",
}


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
    print_table(
        ("permission", "access", "risk", "evidence", "about"),
        [
            (row["permission"], row["access"], ", ".join(row["tags"]), row["evidence"], row["description"] or "")
            for row in rows
        ],
    )
    console().print(f"\n{len(rows)} permission{'s' * (len(rows) != 1)}")


def explanation_json(explanation: Explanation, strangers: Mapping[Malformed, Sequence[Permission]]) -> Json:
    """An explanation for machines; `strangers` are texts that are no permissions, with what they may mean."""
    return {
        "permissions": [_description_json(description) for description in explanation.descriptions],
        "products": list(explanation.products),
        "access": explanation.access.value if explanation.access else None,
        "tags": list(explanation.tags),
        "can": list(explanation.says),
        "redundant": [{"permission": masked(r.permission), "reason": masked(r.reason)} for r in explanation.redundant],
        "entries": explanation.entries,
        "entries_with_wildcards": explanation.entries_with_wildcards,
        "entries_without_wildcards": explanation.entries_without_wildcards,
        "needs_wildcards": explanation.needs_wildcards,
        "too_large": explanation.is_too_large,
        "note": explanation.doubt,
        "malformed": [
            {"text": masked(stranger.text), "reason": stranger.reason, "did_you_mean": list(map(str, near))}
            for stranger, near in strangers.items()
        ],
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


def print_explanation(explanation: Explanation, strangers: Mapping[Malformed, Sequence[Permission]]) -> None:
    """An explanation for people: each permission, and the whole where there are several."""
    to = console()
    for stranger, near in strangers.items():
        _print_stranger(to, f"{quoted(stranger.text)} is not a permission", stranger.reason, near)
    for description in explanation.descriptions:
        _print_description(to, description)
    if len(explanation.descriptions) > 1:
        _print_whole(to, explanation)


def _print_stranger(to: Console, what: str, why: str, near: Sequence[Permission]) -> None:
    if not near:
        to.print(f"{what}: {why}. No known one is like it: twilio-keys permissions search WORDS", soft_wrap=True)
        return
    to.print(f"{what}: {why}. Did you mean", soft_wrap=True)
    for permission in near:
        to.print(f"  {permission}", style="bold", soft_wrap=True)


def _print_description(to: Console, description: Description) -> None:
    entry, resource, risk = description.entry, description.resource, description.risk
    lines = [("access", risk.access.value)]
    lines += [("risk", ", ".join(risk.tags))] if risk.tags else []
    lines += [("can", phrase) for phrase in description.says]
    if entry is None:
        what = f"{quoted(str(description.permission))} is not a known permission"
        _print_stranger(to, what, "well formed, not in the catalog", description.suggestions)
        print_lines(to, [*lines, ("presumed", "all of this, from its name")])
        return
    to.print(str(description.permission), style="bold", soft_wrap=True)
    lines = [("allows", description.words), *lines, ("evidence", _evidence(entry))]
    if resource and resource.availability != "general":
        lines.append(("availability", resource.availability))
    lines += [("also", f"{other} (another spelling)") for other in description.other_spellings]
    lines += [("opens", f"{operation} ({operation.confidence})") for operation in description.operations]
    if not description.operations:
        lines.append(("opens", "no operation that is known"))
    print_lines(to, lines)


def _evidence(entry: Entry) -> str:
    return f"{_EVIDENCE[entry.evidence]}; {_LISTED[entry.listed]}"


def _print_whole(to: Console, explanation: Explanation) -> None:
    products = ", ".join(map(masked, explanation.products))
    to.print(f"\nTogether: {explanation.entries} permissions, products {products}", style="bold", soft_wrap=True)
    lines = [("access", f"up to {explanation.access.value}")] if explanation.access else []
    lines += [("risk", ", ".join(explanation.tags))] if explanation.tags else []
    lines += [("can", phrase) for phrase in explanation.says]
    lines += [("note", explanation.doubt)] if explanation.doubt else []
    lines += [("redundant", masked(f"{r.permission}: {r.reason}")) for r in explanation.redundant]
    lines += [("size", size)] if (size := _size(explanation)) else []
    print_lines(to, lines)


def _size(explanation: Explanation) -> str | None:
    """How the grant fits one key; None where it does in any case."""
    entries = f"{explanation.entries_with_wildcards} entries with wildcards"
    if explanation.is_too_large:
        return (
            f"{explanation.entries} permissions, {entries}: too large, a key takes at most {MAX_POLICY_ENTRIES} (doc)"
        )
    if explanation.needs_wildcards:
        count = explanation.entries_without_wildcards
        return f"{count} permissions, {entries}: fits a key only if Twilio takes wildcards (nobody knows)"
    return None


def profile_json(profile: Profile) -> Json:
    """A profile for machines."""
    permissions = list(map(str, profile.permissions.written))
    return {"name": profile.name, "purpose": profile.purpose, "permissions": permissions, "note": profile.note}


def print_profiles(profiles: Iterable[Profile]) -> None:
    """A table of profiles."""
    print_table(
        ("profile", "permissions", "for"),
        [(profile.name, str(len(profile.permissions.written)), profile.purpose) for profile in profiles],
    )


def print_profile(profile: Profile) -> None:
    """One profile, its permissions ready for a program."""
    to = console()
    to.print(profile.purpose, soft_wrap=True)
    if profile.note:
        to.print(profile.note, soft_wrap=True)
    to.print("permissions=[")
    for permission in profile.permissions.written:
        to.print(f'    "{permission}",', soft_wrap=True)
    to.print("]")

"""A project's own permissions, operations and risks, laid over the catalog."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from twilio_keys_component.errors import TwilioKeysError, escaped
from twilio_keys_component.permissions.catalog import Catalog
from twilio_keys_component.permissions.entries import AccessLevel, Entry
from twilio_keys_component.permissions.operations import Operation
from twilio_keys_component.permissions.overlay_file import OverlayFile
from twilio_keys_component.permissions.permission import Permission
from twilio_keys_component.permissions.risks import ESCALATES, Risk, risk_rules
from twilio_keys_component.permissions.spelling import canonical
from twilio_keys_component.permissions.strict_toml import StrictTomlError, read_toml
from twilio_keys_component.permissions.tables import entry_row, operation_row, resource_row

_LITERAL: Final = 2
_ADVICE: Final = "take it out, or use [[risks]] to add a risk"


class OverlayError(TwilioKeysError, ValueError):
    """An overlay that cannot be used; the text lists all that is wrong with it."""


def load_overlay(path: Path, catalog: Catalog) -> Catalog:
    """The catalog with the overlay file at `path` laid over it.

    Raises:
        OverlayError: The file cannot be read, is no valid overlay, or clashes with the catalog: a permission, resource
            or operation that both have. The text shows both rows.
    """
    name = escaped(str(path))
    try:
        text = path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise OverlayError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return lay_over(catalog, text, name=name)


def lay_over(catalog: Catalog, text: str, *, name: str = "the overlay") -> Catalog:
    """The catalog with the overlay in `text` (TOML) laid over it; errors call it `name`.

    It adds risks and takes none away. A permission of the overlay has the risks that it gives, those that the package's
    rules see in the name and, for a wildcard, those of its actions; what one of two paired spellings has, both have.

    Raises:
        OverlayError: As in `load_overlay`.
    """
    try:
        file = read_toml(OverlayFile, text, name=name)
    except StrictTomlError as error:
        raise OverlayError(str(error)) from None
    laid = Catalog(
        [*catalog.entries.values(), *(row.entry() for row in file.permissions)],
        [*catalog.resources.values(), *(row.entry() for row in file.resources)],
        _operations(file, catalog),
    )
    problems = [*_clashes(file, catalog), *_shadows(file, catalog), *_strangers(file, laid), *_loose_pairs(file)]
    if problems:
        raise OverlayError(f"{name} cannot be used: {'; '.join(problems)}")
    return Catalog(_rated(file, laid), laid.resources.values(), laid.all_operations)


def _clashes(file: OverlayFile, catalog: Catalog) -> Iterator[str]:
    """What both have, or the overlay has twice; an operation that the catalog knows no permissions of is no clash."""
    known_operations = {_place(o): o for o in catalog.all_operations if o.is_known}
    had: dict[object, str] = {key: resource_row(resource) for key, resource in catalog.resources.items()}
    had |= {place: operation_row(operation) for place, operation in known_operations.items()}
    own_names = [row.entry() for row in file.permissions]
    had |= {e.permission: entry_row(e) for e in map(catalog.entry, (o.permission for o in own_names)) if e is not None}
    own: list[tuple[object, str]] = [(entry.permission, entry_row(entry)) for entry in own_names]
    own += [((row.product, row.resource), resource_row(row.entry())) for row in file.resources]
    own += [(_place(row.entry()), operation_row(row.entry())) for row in file.operations]
    for key, row in own:
        if key in had:
            yield f"«{row}» clashes with «{had[key]}»: {_ADVICE}"
        had[key] = row


def _place(operation: Operation) -> tuple[str, str, str]:
    """Where an operation is found; what its parameters are called does not count."""
    return operation.host, re.sub(r"\{[^}]*\}", "{}", operation.path), operation.method


def _shadows(file: OverlayFile, catalog: Catalog) -> Iterator[str]:
    """Operations that would take requests from ones whose permissions are known, and so ask for others."""
    places = set(map(_place, catalog.all_operations))
    known: defaultdict[tuple[str, str], list[Operation]] = defaultdict(list)
    for operation in catalog.all_operations:
        if operation.is_known:
            known[operation.host, operation.method].append(operation)
    for own in (row.entry() for row in file.operations):
        for other in known[own.host, own.method] if _place(own) not in places else ():
            if _takes_from(own.path, other.path):
                yield f"«{operation_row(own)}» takes requests from «{operation_row(other)}»: {_ADVICE}"


def _takes_from(path: str, other: str) -> bool:
    """Whether a request can fit both templates, and is then for the first: see `OperationIndex`."""
    parts, others = path.split("/"), other.split("/")
    if len(parts) != len(others) or not all(map(_meet, parts, others)):
        return False
    ranks = [(_rank(part), _rank(another)) for part, another in zip(parts, others, strict=True)]
    return next((one > two for one, two in ranks if one != two), False)


def _meet(one: str, two: str) -> bool:
    """Whether something can stand for both parts."""
    literals = [part for part in (one, two) if _rank(part) == _LITERAL]
    if len(literals) > 1:
        return one == two
    return all(literal.endswith(".json") for literal in literals) or not (_is_suffixed(one) or _is_suffixed(two))


def _rank(part: str) -> int:
    """What wins: a literal part, then a parameter with a suffix."""
    return int(part.endswith(".json")) if part.startswith("{") else _LITERAL


def _is_suffixed(part: str) -> bool:
    return _rank(part) == 1


def _strangers(file: OverlayFile, laid: Catalog) -> Iterator[str]:
    """Names that the file speaks of and neither it nor the catalog has."""
    spoken = [text for row in file.operations for text in row.permissions] + [row.permission for row in file.risks]
    for permission in sorted(set(map(Permission.parse, spoken))):
        if laid.entry(permission) is None:
            yield f"{permission} is neither in the catalog nor in [[permissions]]: add it there"
    for permission in sorted({row.entry().permission for row in file.permissions}):
        if laid.resource(permission.product, permission.resource) is None:
            yield f"the resource of {permission} is not described: add it to [[resources]]"


def _loose_pairs(file: OverlayFile) -> Iterator[str]:
    """Resources whose other spelling is none that the API can return, or one of the catalog's.

    What Twilio has in one spelling is read as the other, so a pair with a known resource could hide what a key holds.
    """
    first = {(row.product, row.resource) for row in file.resources if row.paired_with is None}
    for row in file.resources:
        if row.paired_with and (row.product, row.paired_with) not in first:
            yield (
                f"{row.product}/{row.resource} is paired with {row.paired_with}, which is not described in the same "
                "file or itself paired: name the spelling that the API returns"
            )


def _operations(file: OverlayFile, catalog: Catalog) -> Iterable[Operation]:
    own = {_place(operation): operation for operation in (row.entry() for row in file.operations)}
    rest = {_place(operation): operation for operation in catalog.all_operations}
    return sorted((rest | own).values(), key=lambda operation: (operation.host, operation.path, operation.method))


Thing = tuple[str, str]
"""A product and a resource in the spelling that the API returns."""


def _rated(file: OverlayFile, laid: Catalog) -> Iterator[Entry]:
    """All entries, those about what the overlay speaks of with their risks joined."""
    added: defaultdict[Permission, set[str]] = defaultdict(set)
    for row in file.risks:
        added[Permission.parse(row.permission)].update(row.tags)
    entries = {**laid.entries, **{p: entry for p in added if (entry := laid.entry(p))}}
    by_thing: defaultdict[Thing, list[Entry]] = defaultdict(list)
    for permission, entry in entries.items():
        by_thing[_thing(permission, laid)].append(entry)
    spelled: defaultdict[Thing, list[str]] = defaultdict(list)
    for product, name in laid.resources:
        spelled[_thing(Permission(product, name, "*"), laid)].append(name)
    spoken = {_thing(p, laid) for p in (*added, *(row.entry().permission for row in file.permissions))}
    for thing, about in by_thing.items():
        yield from _joined(about, spelled[thing], added) if thing in spoken else about


def _thing(permission: Permission, catalog: Catalog) -> Thing:
    first = canonical(permission, catalog)
    return first.product, first.resource


def _joined(about: list[Entry], names: list[str], added: Mapping[Permission, set[str]]) -> Iterator[Entry]:
    """Entries about one thing in all its spellings, each with the risks of all that mean it or a part of it."""
    singles = [entry.permission for entry in about if not entry.permission.is_wildcard]
    risks: defaultdict[str, list[Risk]] = defaultdict(list)
    for entry in about:
        own = entry.permission
        risks[own.action] += [Risk(entry.access, (*entry.tags, *added.get(own, ())))]
        if entry.listed == "overlay":
            also = [Permission(own.product, name, own.action) for name in names]
            risks[own.action] += [risk_rules().risk(own, also=also, actions=singles)]
    for entry in about:
        of_all = [risk for several in risks.values() for risk in several]
        risk = _together(of_all if entry.permission.is_wildcard else risks[entry.permission.action])
        yield replace(entry, access=risk.access, tags=risk.tags)


def _together(risks: Iterable[Risk]) -> Risk:
    """The risk of holding all of them; the tag and the level of what escalates always come together."""
    risks = list(risks)
    access = max((risk.access for risk in risks), key=lambda level: level.rank)
    tags = {tag for risk in risks for tag in risk.tags}
    if ESCALATES in tags or access is AccessLevel.ESCALATE:
        access, tags = AccessLevel.ESCALATE, {*tags, ESCALATES}
    return Risk(access, tuple(sorted(tags)))

"""What is wrong with the catalog's files: all of it, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from tools.catalog.derived import derived
from tools.catalog.rating import catalog_of
from tools.catalog.rows import (
    CONDITION_TABLE,
    METHODS,
    OPERATION_TABLE,
    PERMISSION_TABLE,
    RESOURCE_TABLE,
    SHAPE_TABLE,
    ConditionLine,
    Line,
    OperationLine,
    PermissionLine,
    Place,
    ResourceLine,
    ShapeLine,
    read_table,
)
from tools.catalog.sources import (
    BUILD,
    CONDITIONS,
    OPERATIONS,
    PERMISSIONS,
    PROFILES,
    RESOURCES,
    RISKS,
    SHAPES,
    Problem,
    Sources,
)
from twilio_keys_component.permissions.permission import Permission
from twilio_keys_component.permissions.profiles import parse_profiles
from twilio_keys_component.permissions.risks import RiskRules
from twilio_keys_component.permissions.strict_toml import StrictTomlError


@dataclass(frozen=True, slots=True)
class _Tables:
    permissions: list[Line[PermissionLine]]
    resources: list[Line[ResourceLine]]
    operations: list[Line[OperationLine]]
    conditions: list[Line[ConditionLine]]
    shapes: list[Line[ShapeLine]]

    @property
    def names(self) -> set[str]:
        """The permissions that there are."""
        return {line.row.permission for line in self.permissions}

    @property
    def places(self) -> dict[Place, int]:
        """The operations that there are, with their lines."""
        return {line.row.place: line.number for line in self.operations}


def source_problems(sources: Sources) -> list[Problem]:
    """All that is wrong in what people wrote, sorted by file and line.

    What a table with wrong rows says is not held against other files: that is told once its rows are right.
    """
    tables, problems = _read(sources)
    wrong = {problem.file for problem in problems}
    checks: tuple[tuple[set[str], Callable[[], Iterable[Problem]]], ...] = (
        ({PERMISSIONS, RESOURCES}, partial(_permission_problems, tables)),
        ({PERMISSIONS, OPERATIONS}, partial(_operation_problems, tables)),
        ({PERMISSIONS, OPERATIONS, CONDITIONS}, partial(_condition_problems, tables)),
        ({OPERATIONS, SHAPES}, partial(_shape_problems, tables)),
        ({PERMISSIONS, RESOURCES, OPERATIONS}, partial(_toml_problems, sources)),
    )
    problems += [problem for needed, check in checks if not needed & wrong for problem in check()]
    return sorted(problems)


def stale_problems(sources: Sources, written: Mapping[str, str]) -> list[Problem]:
    """The derived files that are not what a build would write, sorted.

    Args:
        sources: What people wrote; nothing may be wrong with it.
        written: The derived files as they lie there, by path.
    """
    wanted = derived(sources)
    return sorted(
        Problem(
            path,
            _first_difference(wanted.get(path, ""), written.get(path, "")),
            f"derived, and not up to date: run {BUILD}",
        )
        for path in wanted.keys() | written.keys()
        if wanted.get(path) != written.get(path)
    )


def _read(sources: Sources) -> tuple[_Tables, list[Problem]]:
    text = sources.texts
    permissions, in_permissions = read_table(PERMISSION_TABLE, text[PERMISSIONS])
    resources, in_resources = read_table(RESOURCE_TABLE, text[RESOURCES])
    operations, in_operations = read_table(OPERATION_TABLE, text[OPERATIONS])
    conditions, in_conditions = read_table(CONDITION_TABLE, text[CONDITIONS])
    shapes, in_shapes = read_table(SHAPE_TABLE, text[SHAPES])
    problems = [*in_permissions, *in_resources, *in_operations, *in_conditions, *in_shapes]
    return _Tables(permissions, resources, operations, conditions, shapes), problems


def _permission_problems(tables: _Tables) -> Iterator[Problem]:
    """Permissions and resources, and how they go together."""
    described = {(line.row.product, line.row.resource): line for line in tables.resources}
    used: set[tuple[str, str]] = set()
    for line in tables.permissions:
        permission = Permission.parse(line.row.permission)
        used.add((permission.product, permission.resource))
        if str(permission) != line.row.permission:
            yield Problem(PERMISSIONS, line.number, f"{line.row.permission} must be written {permission}")
        if (permission.product, permission.resource) not in described:
            what = f"{permission.product} {permission.resource}"
            yield Problem(PERMISSIONS, line.number, f"{what} is not described: add it to {RESOURCES}")
    for (product, name), resource in described.items():
        at = partial(Problem, RESOURCES, resource.number)
        if (product, name) not in used:
            yield at(f"no permission is about {product} {name}: add one to {PERMISSIONS}, or take this out")
        pair = resource.row.paired_with
        if pair and (product, pair) not in described:
            yield at(f"paired_with: there is no resource {pair} of {product}")
        elif pair and described[product, pair].row.paired_with:
            yield at(f"paired_with: {pair} is itself a second spelling: name the one it is paired with")


def _operation_problems(tables: _Tables) -> Iterator[Problem]:
    names = tables.names
    for line in tables.operations:
        for text in (*_contradictions(line.row), *_unknown(line.row.permissions, names)):
            yield Problem(OPERATIONS, line.number, text)
    yield from _ambiguous(tables.operations)


def _condition_problems(tables: _Tables) -> Iterator[Problem]:
    names, places = tables.names, tables.places
    for line in tables.conditions:
        for text in (*_no_operation(line.row.place, places), *_unknown((line.row.permission,), names)):
            yield Problem(CONDITIONS, line.number, text)


def _shape_problems(tables: _Tables) -> Iterator[Problem]:
    places, shaped = tables.places, {line.row.place: line.number for line in tables.shapes}
    for place, number in shaped.items():
        for text in _no_operation(place, places):
            yield Problem(SHAPES, number, text)
    for host, path, method in places.keys() - shaped.keys():
        text = f"{method} https://{host}{path} has no shape: add it to {SHAPES}"
        yield Problem(OPERATIONS, places[host, path, method], text)


def _contradictions(row: OperationLine) -> Iterator[str]:
    """What one column says and another denies."""
    verb = next(verb for verb in METHODS if row.operation_id.startswith(verb))
    if row.method not in METHODS[verb]:
        yield f"{row.operation_id} cannot be a {row.method}: {verb} is {' or '.join(METHODS[verb])}"
    if (row.confidence == "unknown") == bool(row.permissions):
        yield "the confidence is unknown where there are no permissions, and only there"


def _unknown(permissions: tuple[str, ...], names: set[str]) -> Iterator[str]:
    for permission in permissions:
        if permission not in names:
            yield f"{permission} is not in {PERMISSIONS}: correct it, or add it there"


def _no_operation(place: Place, places: Mapping[Place, int]) -> Iterator[str]:
    if place not in places:
        host, path, method = place
        yield f"{method} https://{host}{path} is not in {OPERATIONS}: correct it, or add it there"


def _ambiguous(operations: list[Line[OperationLine]]) -> Iterator[Problem]:
    """Paths that differ only in the names of their parameters, so that a request could be either."""
    firsts: dict[tuple[str, str, tuple[str, ...]], Line[OperationLine]] = {}
    for line in operations:
        parts = tuple("{" + part.partition("}")[2] if part[:1] == "{" else part for part in line.row.path.split("/"))
        first = firsts.setdefault((line.row.method, line.row.host, parts), line)
        if first is not line:
            text = f"{line.row.path} cannot be told from {first.row.path} on line {first.number}"
            yield Problem(OPERATIONS, line.number, text)


def _toml_problems(sources: Sources) -> Iterator[Problem]:
    try:
        rules = RiskRules.parse(sources.texts[RISKS])
    except StrictTomlError as error:
        yield Problem(RISKS, 1, str(error))
        return
    catalog = catalog_of(sources, rules)
    for glob in rules.unused(catalog.entries):
        line = sources.line_of(RISKS, f'"{glob}"')
        yield Problem(RISKS, line, f"{glob} matches no permission of the catalog that its rule is about")
    try:
        parse_profiles(sources.texts[PROFILES], catalog, name="profiles.toml")
    except StrictTomlError as error:
        yield Problem(PROFILES, 1, str(error))


def _first_difference(wanted: str, found: str) -> int:
    pairs = zip(wanted.splitlines(), found.splitlines(), strict=False)
    return next((number for number, (one, other) in enumerate(pairs, start=1) if one != other), 1)

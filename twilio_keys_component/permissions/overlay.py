"""A project's own permissions, operations and risks, laid over the catalog."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions.catalog import Catalog
from twilio_keys_component.permissions.entries import AccessLevel, Availability, Entry, Evidence, Resource
from twilio_keys_component.permissions.operations import Confidence, Operation
from twilio_keys_component.permissions.permission import WILDCARD, Permission
from twilio_keys_component.permissions.strict_toml import StrictTomlError, Table, read_toml
from twilio_keys_component.permissions.tables import entry_row, operation_row, resource_row


class OverlayError(TwilioKeysError, ValueError):
    """An overlay that cannot be used; the text lists all that is wrong with it."""


def _permission(text: str) -> str:
    Permission.parse(text)
    return text


PermissionText = Annotated[str, AfterValidator(_permission)]
"""A permission in the file."""

Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
"""The name of a risk."""


class PermissionRow(Table):
    """A permission: the columns of the catalog's `permissions.tsv`."""

    permission: PermissionText = Field(description="The name, in Twilio's spelling.")
    evidence: Evidence = Field(description="How well the name is known.")
    access: AccessLevel = Field(description="How far it reaches.")
    tags: tuple[Tag, ...] = Field(default=(), description="Its risks.")


class ResourceRow(Table):
    """A resource: the columns of the catalog's `resources.tsv`."""

    product: str = Field(description="Such as `serverless`.")
    resource: str = Field(description="Such as `services.environments`.")
    description: str = Field(min_length=1, description="What it is, in a few words.")
    availability: Availability = Field(default="general", description="Who can use its permissions.")
    paired_with: str | None = Field(default=None, description="The spelling that the API returns, if it has another.")

    @model_validator(mode="after")
    def _can_stand_in_permissions(self) -> Self:
        for name in (self.resource, self.paired_with or self.resource):
            Permission(self.product, name, WILDCARD)
        return self


class OperationRow(Table):
    """An operation: the columns of the catalog's `operations.tsv`."""

    method: Annotated[str, StringConstraints(pattern="^(GET|POST|PUT|PATCH|DELETE)$")] = Field(
        description="In capitals."
    )
    host: Annotated[str, StringConstraints(pattern=r"^[a-z-]+\.twilio\.com$")] = Field(description="Twilio's host.")
    path: Annotated[str, StringConstraints(pattern=r"^/[^\s?#]*$")] = Field(
        description="A template: `/v1/Services/{Sid}`."
    )
    operation_id: Annotated[str, StringConstraints(pattern="^(List|Fetch|Create|Update|Patch|Delete)[A-Za-z0-9]+$")] = (
        Field(description="A name that begins with List, Fetch, Create, Update, Patch or Delete.")
    )
    permissions: tuple[PermissionText, ...] = Field(min_length=1, description="All permissions that it needs.")
    confidence: Confidence = Field(default="sure", description="How sure that is.")


class RiskRow(Table):
    """More risks of a permission."""

    permission: PermissionText = Field(description="The permission.")
    tags: tuple[Tag, ...] = Field(min_length=1, description="What is added to its risks; nothing is taken away.")
    reason: str = Field(min_length=1, description="Why.")


class OverlayFile(Table):
    """The whole file. Its JSON Schema is `docs/schemas/overlay.json`."""

    permissions: tuple[PermissionRow, ...] = Field(default=(), description="Names that the catalog does not have.")
    resources: tuple[ResourceRow, ...] = Field(default=(), description="What they are about.")
    operations: tuple[OperationRow, ...] = Field(default=(), description="Operations, and what they need.")
    risks: tuple[RiskRow, ...] = Field(default=(), description="Risks of your own for names that are known.")


def load_overlay(path: Path, catalog: Catalog) -> Catalog:
    """The catalog with the overlay file at `path` laid over it.

    Raises:
        OverlayError: The file cannot be read, is no valid overlay, or clashes with the catalog: a permission, resource
            or operation that both have. The text shows both rows.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OverlayError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return lay_over(catalog, text, name=str(path))


def lay_over(catalog: Catalog, text: str, *, name: str = "the overlay") -> Catalog:
    """The catalog with the overlay in `text` (TOML) laid over it; errors call it `name`.

    Raises:
        OverlayError: As in `load_overlay`.
    """
    try:
        file = read_toml(OverlayFile, text, name=name)
    except StrictTomlError as error:
        raise OverlayError(str(error)) from None
    problems = [*_clashes(file, catalog), *_strangers(file, catalog), *_loose_pairs(file, catalog)]
    if problems:
        raise OverlayError(f"{name} cannot be used: {'; '.join(problems)}")
    entries = [*catalog.entries.values(), *map(_entry, file.permissions)]
    resources = [*catalog.resources.values(), *map(_resource, file.resources)]
    return Catalog(_with_risks(entries, file.risks), resources, _operations(file, catalog))


def _entry(row: PermissionRow) -> Entry:
    return Entry(Permission.parse(row.permission), "overlay", row.evidence, row.access, tuple(sorted(set(row.tags))))


def _resource(row: ResourceRow) -> Resource:
    return Resource(row.product, row.resource, row.paired_with, row.availability, row.description)


def _operation(row: OperationRow) -> Operation:
    permissions = tuple(map(Permission.parse, row.permissions))
    return Operation(row.method, row.host, row.path, row.operation_id, permissions, row.confidence)


def _clashes(file: OverlayFile, catalog: Catalog) -> Iterator[str]:
    """What both have, or the overlay has twice; an operation that the catalog knows no permissions of is no clash."""
    known_operations = {_place(o): o for o in catalog.all_operations if o.is_known}
    had: dict[object, str] = {p: entry_row(entry) for p, entry in catalog.entries.items()}
    had |= {key: resource_row(resource) for key, resource in catalog.resources.items()}
    had |= {place: operation_row(operation) for place, operation in known_operations.items()}
    for key, row in _keyed(file):
        if key in had:
            yield f"«{row}» clashes with «{had[key]}»: take it out, or use [[risks]] to add a risk"
        had[key] = row


def _keyed(file: OverlayFile) -> Iterator[tuple[object, str]]:
    for entry in map(_entry, file.permissions):
        yield entry.permission, entry_row(entry)
    for resource in map(_resource, file.resources):
        yield (resource.product, resource.name), resource_row(resource)
    for operation in map(_operation, file.operations):
        yield _place(operation), operation_row(operation)


def _place(operation: Operation) -> tuple[str, str, str]:
    """Where an operation is found; what its parameters are called does not count."""
    return operation.host, re.sub(r"\{[^}]*\}", "{}", operation.path), operation.method


def _strangers(file: OverlayFile, catalog: Catalog) -> Iterator[str]:
    """Names that the file speaks of and neither it nor the catalog has."""
    known = {*map(str, catalog.entries), *(row.permission for row in map(_canonical, file.permissions))}
    spoken = [text for row in file.operations for text in row.permissions] + [row.permission for row in file.risks]
    for text in sorted({str(Permission.parse(text)) for text in spoken} - known):
        yield f"{text} is neither in the catalog nor in [[permissions]]: add it there"
    described = {*catalog.resources, *((row.product, row.resource) for row in file.resources)}
    for permission in sorted(Permission.parse(row.permission) for row in file.permissions):
        if (permission.product, permission.resource) not in described:
            yield f"the resource of {permission} is not described: add it to [[resources]]"


def _loose_pairs(file: OverlayFile, catalog: Catalog) -> Iterator[str]:
    """Resources whose other spelling is none that the API can return."""
    resources = [*catalog.resources.values(), *map(_resource, file.resources)]
    first = {(resource.product, resource.name) for resource in resources if resource.paired_with is None}
    for row in file.resources:
        if row.paired_with and (row.product, row.paired_with) not in first:
            yield (
                f"{row.product}/{row.resource} is paired with {row.paired_with}, which is not described or itself "
                "paired: name the spelling that the API returns"
            )


def _canonical(row: PermissionRow) -> PermissionRow:
    return row.model_copy(update={"permission": str(Permission.parse(row.permission))})


def _with_risks(entries: Iterable[Entry], risks: Iterable[RiskRow]) -> Iterator[Entry]:
    added: defaultdict[Permission, set[str]] = defaultdict(set)
    for row in risks:
        added[Permission.parse(row.permission)].update(row.tags)
    for entry in entries:
        tags = added.get(entry.permission)
        yield replace(entry, tags=tuple(sorted({*entry.tags, *tags}))) if tags else entry


def _operations(file: OverlayFile, catalog: Catalog) -> Iterable[Operation]:
    own = {_place(operation): operation for operation in map(_operation, file.operations)}
    rest = {_place(operation): operation for operation in catalog.all_operations}
    return sorted((rest | own).values(), key=lambda operation: (operation.host, operation.path, operation.method))

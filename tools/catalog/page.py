"""The reference page of all permissions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tools.catalog.names import EVIDENCE, LISTS, operation_line
from tools.catalog.sources import AS_OF
from tools.catalog.templating import render
from twilio_keys_component.permissions.catalog import Catalog
from twilio_keys_component.permissions.entries import AccessLevel, Entry, Resource
from twilio_keys_component.permissions.permission import Permission

PAGE: Final = "docs/catalog.md"


@dataclass(frozen=True, slots=True)
class _Row:
    """A permission in its product's table, in Markdown."""

    entry: Entry
    operations: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A resource in its product's table."""

    resource: Resource
    rows: list[_Row]


def reference_page(catalog: Catalog) -> str:
    """The text of the page."""
    entries = catalog.entries.values()
    operations = catalog.all_operations
    products = sorted({permission.product for permission in catalog.entries})
    return render(
        "catalog.md.j2",
        as_of=AS_OF,
        products={product: list(_parts(catalog, product)) for product in products},
        counts=Counter(permission.product for permission in catalog.entries),
        total=len(entries),
        wildcards=sum(permission.is_wildcard for permission in catalog.entries),
        paired=sum(resource.paired_with is not None for resource in catalog.resources.values()),
        resources=len(catalog.resources),
        known=sum(operation.is_known for operation in operations),
        unknown=sum(not operation.is_known for operation in operations),
        evidence={kind: (sum(e.evidence == kind for e in entries), text) for kind, text in EVIDENCE.items()},
        lists={kind: (sum(e.listed == kind for e in entries), text) for kind, text in LISTS.items()},
        access={str(level): sum(e.access is level for e in entries) for level in AccessLevel},
        tags=dict(sorted(Counter(tag for e in entries for tag in e.tags).items())),
    )


def _parts(catalog: Catalog, product: str) -> Iterator[_Part]:
    for resource in catalog.resources.values():
        if resource.product == product:
            rows = [
                _Row(entry, _operations(permission, catalog))
                for permission, entry in catalog.entries.items()
                if (permission.product, permission.resource) == (product, resource.name)
            ]
            yield _Part(resource, rows)


def _operations(permission: Permission, catalog: Catalog) -> str:
    if permission.is_wildcard:
        return "those of its actions"
    lines = (operation_line(operation).replace("https://", "") for operation in catalog.operations(permission))
    return "<br>".join(f"`{line}`" for line in lines) or "none known"

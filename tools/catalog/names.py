"""The package `permissions/names`: a class for each resource, an attribute for each permission."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tools.catalog.templating import render
from twilio_keys_component.permissions.catalog import Catalog
from twilio_keys_component.permissions.entries import Entry, Resource
from twilio_keys_component.permissions.explanation import Description, describe
from twilio_keys_component.permissions.operations import Operation
from twilio_keys_component.permissions.permission import WILDCARD, Permission

NAMES: Final = "twilio_keys_component/permissions/names"

LISTS: Final = {
    "A": "list A, in the spelling that the API returns",
    "B": "list B, in the spelling of Twilio's PDFs",
    "both": "lists A and B",
    "other": "neither list",
}
EVIDENCE: Final = {
    "live": "seen at work in a published test",
    "listed": "listed, not seen at work",
    "inferred": "inferred from a listed wildcard, not seen at work",
}

_BULLET: Final = "* "
_WIDTH: Final = 112
_INDENT: Final = 4


@dataclass(frozen=True, slots=True)
class _Name:
    """One permission as an attribute."""

    attribute: str
    arguments: str
    doc: list[str]


@dataclass(frozen=True, slots=True)
class _Node:
    """One part of a dotted resource as a class."""

    name: str
    doc: list[str]
    names: list[_Name] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)


def names_package(catalog: Catalog) -> dict[str, str]:
    """The text of each module, by its path in the clone."""
    products = sorted({permission.product for permission in catalog.entries})
    modules = {product: identifier(product) for product in products}
    texts = {f"{NAMES}/__init__.py": render("init.py.j2", modules=sorted(modules.values()))}
    for product, module in modules.items():
        nodes = _nodes(catalog, product, ())
        texts[f"{NAMES}/{module}.py"] = render("product.py.j2", product=product, nodes=nodes)
    return texts


def identifier(part: str) -> str:
    """A part of a permission as Python writes it: `phone_numbers`, and `all` for `*`."""
    return "all" if part == WILDCARD else part.replace("-", "_")


def operation_line(operation: Operation) -> str:
    """An operation, with its confidence where it is not sure."""
    doubt = "" if operation.confidence == "sure" else f" ({operation.confidence})"
    return f"{operation.method}{doubt} https://{operation.host}{operation.path}"


def _nodes(catalog: Catalog, product: str, parent: tuple[str, ...]) -> list[_Node]:
    """The classes inside another, by their names."""
    depth = len(parent)
    paths = {tuple(name.split(".")) for of, name in catalog.resources if of == product}
    inside = sorted({path[: depth + 1] for path in paths if len(path) > depth and path[:depth] == parent})
    return [_node(catalog, product, path) for path in inside]


def _node(catalog: Catalog, product: str, path: tuple[str, ...]) -> _Node:
    name, indent = ".".join(path), _INDENT * len(path)
    entries = [entry for p, entry in catalog.entries.items() if (p.product, p.resource) == (product, name)]
    return _Node(
        identifier(path[-1]),
        _wrapped(_about_resource(catalog.resource(product, name), name), indent),
        [_name(entry, describe(entry.permission, catalog), indent) for entry in entries],
        _nodes(catalog, product, path),
    )


def _about_resource(resource: Resource | None, name: str) -> Iterator[str]:
    if resource is None:
        yield f"What begins with `{name}`; no permission is about this alone."
        return
    availability = "" if resource.availability == "general" else f" Its availability: {resource.availability}."
    yield f"{resource.description}.{availability}"
    if resource.paired_with:
        yield ""
        yield f"List A calls it `{resource.paired_with}`; which of the two Twilio takes is not known."


def _name(entry: Entry, description: Description, indent: int) -> _Name:
    permission = entry.permission
    words = (permission.product, permission.resource, permission.action)
    arguments = ", ".join(f'"{word}"' for word in words)
    return _Name(identifier(permission.action), arguments, _wrapped(_about_name(entry, description), indent))


def _about_name(entry: Entry, description: Description) -> Iterator[str]:
    yield f"{description.words[0].upper()}{description.words[1:]}."
    yield ""
    tags = f"; {', '.join(entry.tags)}" if entry.tags else ""
    yield f"Access: {entry.access}{tags}. Evidence: {EVIDENCE[entry.evidence]}; stands in {LISTS[entry.listed]}."
    if description.says:
        yield f"Its holder can {'; '.join(description.says)}."
    for other in description.other_spellings:
        yield f"Another spelling: `{_dotted(other)}`. Which of them Twilio takes is not known."
    yield ""
    if description.operations:
        yield "Opens:"
        yield from (f"{_BULLET}{operation_line(operation)}" for operation in description.operations)
    else:
        yield "No operation is known to need it."


def _dotted(permission: Permission) -> str:
    parts = (permission.product, *permission.resource.split("."), permission.action)
    return ".".join(map(identifier, parts))


def _wrapped(lines: Iterator[str], indent: int) -> list[str]:
    """The lines of a docstring; an operation keeps its line, so that editors see one URL."""
    wrapper = textwrap.TextWrapper(_WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return [part for line in lines for part in (wrapper.wrap(line) if _wraps(line) else [line])]


def _wraps(line: str) -> bool:
    return bool(line) and not line.startswith(_BULLET)

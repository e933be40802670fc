"""What a successful answer of each operation looks like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from twilio_keys_component.permissions import Operation

EMPTY: Final = 204
"""The status of a delete that went well; its answer has no body (doc)."""

CREATED: Final = 201

_STATUS: Final = {"POST": CREATED, "DELETE": EMPTY}
_NOTHING: Final = "-"


@dataclass(frozen=True, slots=True)
class Shape:
    """A successful answer.

    Attributes:
        status: Its HTTP status.
        list_key: The name that a list's entries stand under; None where it is no list.
        sid_prefix: What the sid of the thing begins with, such as `SM`; None where it has none.
        fields: The names in an instance, or in each entry of a list; none where they are not known.
    """

    status: int
    list_key: str | None
    sid_prefix: str | None
    fields: tuple[str, ...]


def shape_of(operation: Operation) -> Shape:
    """The shape of an operation's answer; a plain one for an operation that Twilio's OpenAPI files do not have."""
    key = (operation.method, operation.host, operation.path)
    return _shapes().get(key) or Shape(_STATUS.get(operation.method, 200), None, None, ())


@cache
def _shapes() -> Mapping[tuple[str, str, str], Shape]:
    """All shapes, read at the first call. *Source:* Twilio's OpenAPI files (doc)."""
    text = files(__package__).joinpath("data/shapes.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {
        (method, host, path): Shape(
            int(status), _given(list_key), _given(prefix), () if fields == _NOTHING else tuple(fields.split())
        )
        for host, path, method, status, list_key, prefix, fields in rows
    }


def _given(text: str) -> str | None:
    return None if text == _NOTHING else text

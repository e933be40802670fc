"""Lists in pages, as both versions of the API cut them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar
from urllib.parse import urlencode

from twilio_keys_component.emulator import errors

PAGE_SIZE: Final = 50
"""Entries in a page where no size is asked for (doc)."""

MAX_PAGE_SIZE: Final = 1000
"""The most entries that a page can have (doc). Whoever asks for more gets these (guess)."""

Item = TypeVar("Item")
_TOKEN = re.compile(r"P([AB])(-?[0-9]{1,18})")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list.

    Attributes:
        items: What is on it.
        number: Counted from 0.
        size: How many could be on it.
        first: The parameters that ask for the first page.
        here: Those that ask for this one.
        previous: Those that ask for the one before, if there is one.
        next: Those that ask for the one after, if there is one.
    """

    items: Sequence[Item]
    number: int
    size: int
    first: str
    here: str
    previous: str | None
    next: str | None


def cut(items: Sequence[Item], *, position: Callable[[Item], int], asked: Mapping[str, str]) -> Page[Item]:
    """The page that `asked` (the request's parameters) names.

    A token says after or before which position the page begins, so that things made, changed or deleted between two
    requests neither hide nor double the others (guess: Twilio's tokens are opaque).

    Args:
        items: The whole list, in the order of `position`.
        position: Grows from item to item.
        asked: `PageSize`, `Page`, `PageToken`, and filters, which are kept in the links.

    Raises:
        TwilioError: 20001 for a parameter that is no page (guess).
    """
    size = min(_number(asked, "PageSize", PAGE_SIZE), MAX_PAGE_SIZE)
    number = _number(asked, "Page", 0)
    if size == 0:
        raise errors.invalid_request("PageSize must be at least 1")
    start = _start(items, position, asked.get("PageToken"), number=number, size=size)
    chosen = items[start : start + size]
    filters = {name: value for name, value in asked.items() if name not in {"PageSize", "Page", "PageToken"}}

    def link(page: int, token: str | None = None) -> str:
        return urlencode(filters | {"PageSize": size, "Page": page} | ({"PageToken": token} if token else {}))

    has_previous, has_next = bool(chosen) and start > 0, start + size < len(items)
    return Page(
        items=chosen,
        number=number,
        size=size,
        first=link(0),
        here=link(number, asked.get("PageToken")),
        previous=link(max(number - 1, 0), f"PB{position(chosen[0])}") if has_previous else None,
        next=link(number + 1, f"PA{position(chosen[-1])}") if has_next else None,
    )


def _number(asked: Mapping[str, str], name: str, default: int) -> int:
    text = asked.get(name)
    if text is None:
        return default
    if not _NUMBER.fullmatch(text):
        raise errors.invalid_request(f"{name} must be a number")
    return int(text)


def _start(items: Sequence[Item], position: Callable[[Item], int], token: str | None, *, number: int, size: int) -> int:
    if token is None:
        return number * size
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise errors.invalid_request("PageToken is not one that was given out")
    border = int(match[2])
    if match[1] == "A":
        return sum(position(item) <= border for item in items)
    return max(sum(position(item) < border for item in items) - size, 0)

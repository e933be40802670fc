"""Values that nobody meant: any JSON, control characters, huge and deep things, where a key's own parts are due."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.builders import (
    ACCOUNT_SID,
    CALL,
    EVERY_MESSAGE_ACTION,
    KEY_SID,
    OTHER_ACCOUNT_SID,
    READ,
    SEND,
)

DEEP = 900
"""Deeper than anybody nests, and not deeper than Python's own limit lets through."""

_TRICKS = (
    "",
    " ",
    "\x00",
    "\r\nX-Injected: 1",
    "\x1b[31mred",
    "\u202eevil",
    "\u2028",
    "\ud7ff\U0010ffff",
    "{0}%s$HOME`id`",
    "../../etc/passwd",
    "é" * 64,
    "x" * 65,
    "y" * 100_000,
    "1e400",
    "-0",
    "null",
    ACCOUNT_SID,
    OTHER_ACCOUNT_SID,
    "ACe0" + "f9" * 15,
    KEY_SID,
    "SK" + "0" * 32,
    SEND,
    READ,
    EVERY_MESSAGE_ACTION,
    "/twilio/*",
    "/twilio/messaging/messages/create\n",
    "//twilio///",
    "2026-12-31",
    "2026-W53-5",
    "us1",
    "ie1",
    "restricted",
    "standard",
    "main",
    "tighten",
    "costs-money",
    "TK201",
)


def texts() -> st.SearchStrategy[str]:
    """Texts that the engine can carry, with an eye on what breaks terminals, headers, paths and formats."""
    return st.sampled_from(_TRICKS) | st.text(max_size=40)


def nested(value: Any, depth: int) -> Any:
    """`value` in that many lists and maps."""
    for level in range(depth):
        value = {"a": value} if level % 2 else [value]
    return value


def scalars() -> st.SearchStrategy[Any]:
    """No list and no map."""
    numbers = st.integers() | st.sampled_from((10**400, -(2**63), 0, 1)) | st.floats()
    return st.none() | st.booleans() | numbers | texts()


def values(*, depth: int = DEEP) -> st.SearchStrategy[Any]:
    """Any JSON value, NaN and infinite numbers among them, now and then one as deep as that."""
    inner = st.recursive(
        scalars(),
        lambda part: st.lists(part, max_size=4) | st.dictionaries(texts(), part, max_size=4),
        max_leaves=8,
    )
    return inner | st.builds(nested, scalars(), st.sampled_from((3, depth)))


def permission_maps() -> st.SearchStrategy[Any]:
    """Grants as the engine carries them, good ones and others."""
    names = st.sampled_from((SEND, READ, CALL, EVERY_MESSAGE_ACTION, SEND.removeprefix("/"))) | texts()
    good = st.dictionaries(names, st.just(value=True), min_size=1, max_size=4)
    many = st.integers(95, 130).map(lambda n: {f"/twilio/voice/r{i}/read": True for i in range(n)})
    return good | many | st.dictionaries(names, scalars(), max_size=4)


def broken(document: Any) -> st.SearchStrategy[Any]:
    """`document` with one to three of its parts replaced, taken away, added or doubled, wherever they lie."""
    return st.lists(st.tuples(st.integers(0), _CHANGES), min_size=1, max_size=3).map(
        lambda changes: _broken(document, changes)
    )


def _broken(document: Any, changes: list[tuple[int, Callable[[Any, Any], None]]]) -> Any:
    broken = json.loads(json.dumps(document))
    for pick, change in changes:
        slots = list(_slots(broken))
        if slots:
            change(*slots[pick % len(slots)])
    return broken


def _slots(part: Any) -> Any:
    """Every place in a document: a list or map, and the index or name in it."""
    if isinstance(part, dict | list):
        for place in list(part) if isinstance(part, dict) else range(len(part)):
            yield part, place
            yield from _slots(part[place])


def _replace(value: Any) -> Callable[[Any, Any], None]:
    return lambda part, place: part.__setitem__(place, value)


def _add(name: str, value: Any) -> Callable[[Any, Any], None]:
    def add(part: Any, place: Any) -> None:
        if isinstance(part, dict):
            part[name] = value
        else:
            part.insert(place, value)

    return add


def _take_away(part: Any, place: Any) -> None:
    del part[place]


def _double(part: Any, place: Any) -> None:
    if isinstance(part, list):
        part.append(part[place])
    else:
        part[f"{place}2"] = part[place]


_CHANGES: st.SearchStrategy[Callable[[Any, Any], None]] = st.one_of(
    values(depth=DEEP // 3).map(_replace),
    st.builds(_add, texts(), values(depth=DEEP // 3)),
    st.just(_take_away),
    st.just(_double),
)
"""Up to three may lie in each other."""

"""Every fault that the emulator can provoke, on every operation, once and for ever."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pydantic import JsonValue

from tools.faults_page.calls import CALLS, Ending
from tools.faults_page.scene import Scene

Provoke = Callable[[Scene, str, int | None], None]
"""Lets a fault happen in a scene to a kind of request, that often; None for ever."""

_DELAY_MS: Final = 3000
_LATE_MS: Final = 35_000
_VERY_LATE_MS: Final = 300_000
_SKEW_S: Final = -3600
_SID: Final = re.compile(r"\b(AC|SK)e0[0-9a-f]{26}([0-9a-f]{4})\b")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault.

    Attributes:
        title: Its name on the page.
        about: What happens.
        provoke: Lets it happen.
        is_lasting: Whether it is a state of things, which does not happen once.
    """

    title: str
    about: str
    provoke: Provoke
    is_lasting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of one operation under one fault.

    Attributes:
        call: The operation.
        often: How often the fault happened.
        ending: How it ended.
        requests: How many requests were sent.
        seconds: How long it waited.
    """

    call: str
    often: str
    ending: Ending
    requests: int
    seconds: int


def rows(kind: Kind, begin: Callable[[], Scene]) -> Iterator[Row]:
    """What becomes of each operation; `begin` is one of `scenes`."""
    for call in CALLS:
        if kind.is_lasting:
            yield _row(kind, call, None, begin())
        else:
            yield from (_row(kind, call, count, begin()) for count in (1, None))


def _row(kind: Kind, call: str, count: int | None, scene: Scene) -> Row:
    operation = CALLS[call](scene)
    kind.provoke(scene, call, count)
    scene.control("DELETE", "requests")
    started = scene.clock.now
    ending = operation()
    return Row(
        call=call,
        often="while it is so" if kind.is_lasting else "for ever" if count is None else "once",
        ending=replace(ending, said=tuple(_short(text) for text in ending.said)),
        requests=scene.requests(),
        seconds=round(scene.clock.now - started),
    )


def _short(text: str) -> str:
    return _SID.sub(lambda sid: f"{sid[1]}…{sid[2]}", text)


def _fault(kind: str, **fields: JsonValue) -> Provoke:
    def provoke(scene: Scene, call: str, count: int | None) -> None:
        scene.control("POST", "faults", {"kind": kind, "call": call, "count": count, **fields})

    return provoke


def _conditions(**fields: JsonValue) -> Provoke:
    return lambda scene, _call, _count: scene.control("PATCH", "conditions", fields)


def _lagging_list(scene: Scene, call: str, _count: int | None) -> None:
    scene.control("PATCH", "conditions", {"list_delay_ms": _DELAY_MS})
    if call == "create":
        scene.control("POST", "faults", {"kind": "drop_after", "call": "create"})


def _busy(scene: Scene, _call: str, count: int | None) -> None:
    scene.control("PATCH", "conditions", {"max_concurrent": 1})
    end = scene.occupy()
    if count is not None:
        scene.clock.on_wait = _only_once(end)


def _only_once(end: Callable[[], None]) -> Callable[[], None]:
    left = [end]
    return lambda: left.pop()() if left else None


def _full(scene: Scene, _call: str, _count: int | None) -> None:
    scene.control("PATCH", "conditions", {"max_keys": len(scene.state.keys.all())})


KINDS: Final = (
    Kind(
        "Drop after commit",
        "Twilio carries the request out, and the connection closes without an answer.",
        _fault("drop_after"),
    ),
    Kind("Drop before commit", "The connection closes before Twilio does anything.", _fault("drop_before")),
    Kind("Reset in mid-answer", "Twilio carries it out; half of the answer comes, then a reset.", _fault("reset")),
    Kind(
        "Truncated answer", "Twilio carries it out; a whole answer comes whose JSON is cut in half.", _fault("truncate")
    ),
    Kind("Not JSON", "Twilio carries it out; what comes back is a text that is no JSON.", _fault("not_json")),
    Kind("HTML from a proxy", "A proxy answers 502 with a page of its own; Twilio sees nothing.", _fault("html")),
    Kind("429 without Retry-After", "Twilio throttles: error 20429, nothing is done.", _fault("throttle")),
    Kind("429 with Retry-After", "The same, and the answer says: in 2 seconds.", _fault("throttle", retry_after_s=2)),
    Kind("5xx burst", "Twilio answers 503 in its own format and does nothing.", _fault("server_error")),
    Kind(
        "Answer after the time-out",
        "Twilio takes 35 seconds and carries the request out then; nobody waits for more than 30.",
        _fault("slow", delay_ms=_LATE_MS),
    ),
    Kind(
        "Answer long after the time-out",
        "Twilio carries the request out after 5 minutes, when nobody looks any more for what it made.",
        _fault("slow", delay_ms=_VERY_LATE_MS),
    ),
    Kind(
        "Latency with jitter",
        "Every request takes 5 ± 3 seconds; the time-out is 30.",
        _conditions(latency_ms=5000, jitter_ms=3000),
        is_lasting=True,
    ),
    Kind("Clock skew", "Twilio's clock is an hour behind.", _conditions(clock_skew_s=_SKEW_S), is_lasting=True),
    Kind(
        "Read-after-write delay on the list",
        "A list shows what was done to a key 3 seconds later; the create's answer is lost too.",
        _lagging_list,
        is_lasting=True,
    ),
    Kind(
        "Read-after-write delay on the fetch",
        "A fetch shows what was done to a key 3 seconds later; the key was made a moment ago.",
        _conditions(fetch_delay_ms=_DELAY_MS),
        is_lasting=True,
    ),
    Kind("Key limit", "The account holds as many keys as Twilio allows: error 70151.", _full, is_lasting=True),
    Kind(
        "Too many requests at once",
        "Twilio takes one request at a time and is busy with another: 429, error 20429.",
        _busy,
    ),
)

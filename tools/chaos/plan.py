"""What happens in a run, drawn from its seed before anything happens: operations, faults, conditions, kills."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, Literal

from twilio_keys_component.emulator.faults import FaultKind

Operation = Literal["up", "refresh", "destroy"]
Victim = Literal["engine", "engine and group", "provider", "emulator"]
Json = dict[str, Any]

CALLS: Final = ("create", "fetch", "update", "delete", "list")
VICTIMS: Final[tuple[Victim, ...]] = ("engine", "engine and group", "provider", "emulator")
_CALM: Final = 0.4
_KILL: Final = 0.4
_LATEST_S: Final = 8.0
KINDS: Final[tuple[FaultKind, ...]] = (  # in the order that what a seed draws depends on
    "drop_before",
    "drop_after",
    "reset",
    "truncate",
    "not_json",
    "html",
    "throttle",
    "server_error",
    "slow",
    "answer",
    "rewrite",
)


@dataclass(frozen=True, slots=True)
class Kill:
    """One `kill -9`.

    Attributes:
        victim: What is killed.
        after_creates: When: as soon as Twilio has made so many keys, which nobody else knows yet.
        after_requests: When: as soon as so many requests were answered.
        after_s: When, if neither is given: so long after the operation began; else how long they are waited for.
        revive_s: How long an emulator stays dead.
        patience_s: How long the rest of a killed engine may live on by itself.
    """

    victim: Victim
    after_creates: int | None
    after_requests: int | None
    after_s: float
    revive_s: float
    patience_s: float


@dataclass(frozen=True, slots=True)
class Step:
    """One engine operation and what happens to it.

    Attributes:
        number: Counted from 1.
        operation: What is run, unless the one before failed: then it is tried again.
        changes: How often the program is changed before.
        faults: What the emulator is told to do.
        conditions: How it is, as a `PATCH` of its conditions.
        kill: What is killed; None for nothing.
        is_settled_under_faults: Whether the faults go on while a killed run is settled.
        is_settled_by_command: Whether `twilio-keys settle` does that, or each step is run by itself.
        is_cleaned: Whether a suspected orphan is deleted by its sid.
        draw: For the changes.
    """

    number: int
    operation: Operation
    changes: int
    faults: tuple[Json, ...]
    conditions: Json
    kill: Kill | None
    is_settled_under_faults: bool
    is_settled_by_command: bool
    is_cleaned: bool
    draw: Random = field(compare=False)

    @property
    def longest_delay_s(self) -> float:
        """How long the emulator may hold a request whose sender is dead."""
        slow = [fault.get("delay_ms", 0) + fault.get("jitter_ms", 0) for fault in self.faults]
        waits = self.conditions.get("latency_ms", 0) + self.conditions.get("jitter_ms", 0)
        return float(max(slow, default=0) + waits) / 1000


def step(seed: int, number: int) -> Step:
    """The step of that number in the run of that seed."""
    draw = Random(f"{seed}/{number}")  # noqa: S311 - which fault comes next is no secret
    is_calm = draw.random() < _CALM
    kill = _kill(draw) if draw.random() < _KILL else None
    return Step(
        number=number,
        operation=draw.choices(("up", "refresh", "destroy"), (80, 17, 3))[0],
        changes=draw.choice((4, 6, 8) if kill else (0, 1, 2, 3, 5)),
        faults=() if is_calm else tuple(_fault(draw) for _ in range(draw.randint(1, 3))),
        conditions={} if is_calm else _conditions(draw),
        kill=kill,
        is_settled_under_faults=draw.random() < 0.3,
        is_settled_by_command=draw.random() < 0.3,
        is_cleaned=draw.random() < 0.5,
        draw=draw,
    )


def lost_create(seed: int) -> Step:
    """A step that surely leaves an orphan where nothing looks for it: the answer to one create is lost."""
    faults = ({"kind": "drop_after", "call": "create"},)
    draw = Random(f"{seed}/lost")  # noqa: S311 - as above
    return Step(
        number=1,
        operation="up",
        changes=0,
        faults=faults,
        conditions={},
        kill=None,
        is_settled_under_faults=False,
        is_settled_by_command=False,
        is_cleaned=False,
        draw=draw,
    )


def _fault(draw: Random) -> Json:
    kind = draw.choice(KINDS)
    fault: Json = {"kind": kind}
    if kind == "rewrite":  # another grant than was asked: only a create can undo what it did
        fault |= {"call": "create", "body": {"policy": {"allow": ["/twilio/messaging/messages/read"]}}}
    elif draw.random() < 0.7:
        fault["call"] = draw.choice(CALLS)
    if kind == "answer":
        fault["status"] = draw.choice((400, 401, 403, 500, 502, 504))
    elif kind == "throttle":
        fault["retry_after_s"] = draw.choice((None, 0, 1, 2))
    elif kind == "server_error":
        fault["status"] = draw.choice((500, 502, 503, 504))
    elif kind == "slow":
        fault |= {"delay_ms": draw.choice((200, 700, 1500)), "jitter_ms": draw.choice((0, 150))}
    if draw.random() < 0.5:
        fault["count"] = draw.randint(1, 4)
    else:
        fault |= {"rate": draw.choice((0.03, 0.06, 0.1, 0.2)), "seed": draw.randint(0, 10_000)}
    return fault


def _conditions(draw: Random) -> Json:
    """Reads lag behind writes by less than two operations are apart."""
    some: Json = {"latency_ms": draw.choice((0, 0, 20, 80, 200)), "jitter_ms": draw.choice((0, 0, 20, 100))}
    some["seed"] = draw.randint(0, 10_000)
    if draw.random() < 0.3:
        some["list_delay_ms"] = draw.choice((100, 400, 1000))
    if draw.random() < 0.3:
        some["fetch_delay_ms"] = draw.choice((100, 300, 600))
    if draw.random() < 0.2:
        some["max_concurrent"] = draw.choice((1, 2, 3))
    if draw.random() < 0.1:
        some["clock_skew_s"] = draw.choice((-3600, 90, 86400))
    if draw.random() < 0.03:
        some["max_keys"] = draw.randint(90, 110)
    return some


def _kill(draw: Random) -> Kill:
    trigger = draw.choice(("creates", "creates", "requests", "time"))
    return Kill(
        victim=draw.choice(VICTIMS),
        after_creates=draw.randint(1, 4) if trigger == "creates" else None,
        after_requests=draw.randint(1, 12) if trigger == "requests" else None,
        after_s=round(draw.uniform(0.2, 4.0), 2) if trigger == "time" else _LATEST_S,
        revive_s=draw.choice((0.0, 0.5, 2.0)),
        patience_s=draw.choice((0.0, 1.0, 8.0)),
    )

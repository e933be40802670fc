"""One gate for all requests of a process, so that those who wait out a throttled account do not pile on."""

from __future__ import annotations

from collections.abc import Callable
from random import random
from threading import Condition
from time import monotonic
from typing import Final, TypeVar

from twilio_keys_component.twilio_iam.errors import NotSentError, TooManyRequestsError

MOST_AT_ONCE: Final = 16
"""Requests in flight while nobody throttles: more than the four calls that dynamic providers run at once."""

SUCCESSES_FOR_ONE_MORE: Final = 20
"""After so many answers in a row that were not 429 one more request may be in flight."""

CLOSED_FIRST_S: Final = 0.25
CLOSED_LONGEST_S: Final = 8.0
"""How long a 429 closes the gate, if its `Retry-After` asks for no more: twice as long with each one in a row."""

JITTER_S: Final = 0.5
"""At most so much longer, so that processes that were throttled together do not come back together."""

LONGEST_WAIT_S: Final = 60.0
"""Whoever would wait longer at the gate is told so instead."""

T = TypeVar("T")


class Gate:
    """Lets as many requests through at once as Twilio takes; a request that is throttled closes it for all.

    Twilio refuses what is too much at once with 429 and does not process it (doc); how much that is, it does not say.
    So a 429 halves how many requests are in flight, and successes raise that again, one by one.

    Args:
        clock: Seconds that only grow.
        wait: Waits for the condition that it is given, at most so many seconds.
        draw: A number from 0 to 1, for the jitter.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], float] = monotonic,
        wait: Callable[[Condition, float], object] = Condition.wait,
        draw: Callable[[], float] = random,
    ) -> None:
        self._clock = clock
        self._wait = wait
        self._draw = draw
        self._changed = Condition()
        self._limit = MOST_AT_ONCE
        self._in_flight = 0
        self._opens_at = 0.0
        self._era = 0
        self._in_a_row = 0
        self._successes = 0

    @property
    def limit(self) -> int:
        """How many requests may be in flight now."""
        return self._limit

    def run(self, send: Callable[[], T]) -> T:
        """What `send` gives, once the gate lets it through.

        Raises:
            NotSentError: It would stay closed for longer than `LONGEST_WAIT_S`; `send` was not called.
        """
        era = self._enter()
        try:
            result = send()
        except TooManyRequestsError as error:
            self._throttled(era, error.retry_after_s)
            raise
        else:
            self._succeeded(era)
            return result
        finally:
            self._leave()

    def _enter(self) -> int:
        """Wait for a place; give the era in which it was got."""
        with self._changed:
            give_up_at = self._clock() + LONGEST_WAIT_S
            while self._opens_at > self._clock() or self._in_flight >= self._limit:
                left = give_up_at - self._clock()
                closed_s = self._opens_at - self._clock()
                if closed_s > left or left <= 0:
                    raise _too_long(closed_s)
                self._wait(self._changed, closed_s if closed_s > 0 else left)
            self._in_flight += 1
            return self._era

    def _leave(self) -> None:
        with self._changed:
            self._in_flight -= 1
            self._changed.notify_all()

    def _throttled(self, era: int, retry_after_s: float | None) -> None:
        """Close, and let fewer through. What was sent before the last 429 came tells nothing new about how many."""
        with self._changed:
            if era == self._era:
                self._era += 1
                self._in_a_row += 1
                self._successes = 0
                self._limit = max(1, self._in_flight // 2)
            closed_s = max(_backoff_s(self._in_a_row), retry_after_s or 0)
            self._opens_at = max(self._opens_at, self._clock() + closed_s + self._draw() * JITTER_S)

    def _succeeded(self, era: int) -> None:
        with self._changed:
            if era != self._era:
                return
            self._in_a_row = 0
            self._successes += 1
            if self._successes >= SUCCESSES_FOR_ONE_MORE:
                self._successes = 0
                self._limit = min(MOST_AT_ONCE, self._limit + 1)


def _backoff_s(in_a_row: int) -> float:
    return min(CLOSED_LONGEST_S, CLOSED_FIRST_S * 2.0 ** min(in_a_row - 1, 10))


def _too_long(closed_s: float) -> NotSentError:
    why = f"Twilio asked to wait for {closed_s:.0f} s more" if closed_s > 0 else "earlier requests do not end"
    return NotSentError(
        f"too many requests: {why}",
        next_step="Nothing was sent. Wait, run with a lower --parallel, and run again.",
        may_pass=False,
    )


PROCESS_GATE: Final = Gate()
"""The one of this process: an older state can make the engine's provider hold two connections in it."""

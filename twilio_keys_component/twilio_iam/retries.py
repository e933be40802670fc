"""Which failures are worth another try, and how long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

import stamina
from stamina.instrumentation import RetryDetails

from twilio_keys_component.twilio_iam.errors import (
    AnswerLostError,
    NotSentError,
    ServerError,
    TooManyRequestsError,
)

ATTEMPTS: Final = 8
BUDGET_S: Final = 60.0
"""A try that fails later than this after the first one began is the last; so is one whose `Retry-After` is longer."""

_REPEATABLE: Final = (NotSentError, ServerError, AnswerLostError)

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How often and how long something is tried: the waits between the tries double.

    Attributes:
        attempts: How many tries there are at most.
        budget_s: A try that fails later than this after the first one began is the last.
        wait_initial_s: The first wait.
        wait_max_s: The longest wait.
        wait_jitter_s: At most so much is added to a wait, by chance.
    """

    attempts: int
    budget_s: float
    wait_initial_s: float
    wait_max_s: float
    wait_jitter_s: float


ONE_CALL: Final = Bounds(attempts=ATTEMPTS, budget_s=BUDGET_S, wait_initial_s=0.25, wait_max_s=8.0, wait_jitter_s=1.0)
"""For one call to Twilio."""


THROTTLED: Final = Bounds(attempts=20, budget_s=BUDGET_S, wait_initial_s=0.25, wait_max_s=8.0, wait_jitter_s=1.0)
"""For one request that Twilio throttles: the time is the bound, however short the waits are that it asks for."""


def worth_another_try(error: Exception) -> bool | float:
    """Whether a call that may be repeated safely should be, and after how many seconds where Twilio says so."""
    return _backoff(error, _REPEATABLE)


def never_sent(error: Exception) -> bool | float:
    """As `worth_another_try`, for a create: only where Twilio has seen nothing."""
    return _backoff(error, (NotSentError,))


def throttled(error: Exception) -> bool | float:
    """As `worth_another_try`, for a request that Twilio did not process because it was too much at once (doc)."""
    return _backoff(error, (TooManyRequestsError,))


def retrying(call: Callable[[], T], *, when: Callable[[Exception], bool | float], within: Bounds = ONE_CALL) -> T:
    """The result of `call`, tried again with back-off and jitter within bounds; the last failure is the error.

    `call` takes no arguments, so that no secret reaches the hooks and logs of the retry library.
    """
    for attempt in stamina.retry_context(
        on=when,
        attempts=within.attempts,
        timeout=within.budget_s,
        wait_initial=within.wait_initial_s,
        wait_max=within.wait_max_s,
        wait_jitter=within.wait_jitter_s,
    ):
        with attempt:
            return call()
    raise AssertionError("stamina ends with a result or an error")


def retry_text(retry: RetryDetails) -> str:
    """What failed and when it is tried again, for a person who waits."""
    problem = getattr(retry.caused_by, "problem", type(retry.caused_by).__name__)
    when = f"in {retry.wait_for:.0f} s" if round(retry.wait_for) else "at once"
    return f"{problem}; trying again {when}"


def _backoff(error: Exception, kinds: tuple[type[Exception], ...]) -> bool | float:
    if not isinstance(error, kinds) or not getattr(error, "may_pass", True):
        return False
    wait_s = getattr(error, "retry_after_s", None)
    if wait_s is None:
        return True
    return wait_s if wait_s <= BUDGET_S else False

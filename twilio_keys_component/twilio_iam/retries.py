"""Which failures are worth another try, and how long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

import stamina

from twilio_keys_component.twilio_iam.errors import (
    AnswerLostError,
    NotSentError,
    ServerError,
    TooManyRequestsError,
)

ATTEMPTS: Final = 8
BUDGET_S: Final = 60.0
"""A try that fails later than this after the first one began is the last; so is one whose `Retry-After` is longer."""
WAIT_INITIAL_S: Final = 0.25
WAIT_MAX_S: Final = 8.0
WAIT_JITTER_S: Final = 1.0

_NEVER_PROCESSED: Final = (TooManyRequestsError, NotSentError)
_REPEATABLE: Final = (*_NEVER_PROCESSED, ServerError, AnswerLostError)

T = TypeVar("T")


def worth_another_try(error: Exception) -> bool | float:
    """Whether a call that may be repeated safely should be, and after how many seconds where Twilio says so."""
    return _backoff(error, _REPEATABLE)


def never_processed(error: Exception) -> bool | float:
    """As `worth_another_try`, for a create: only where Twilio has certainly done nothing."""
    return _backoff(error, _NEVER_PROCESSED)


def retrying(call: Callable[[], T], *, when: Callable[[Exception], bool | float]) -> T:
    """The result of `call`, tried again with back-off and jitter within `BUDGET_S`.

    `call` takes no arguments, so that no secret reaches the hooks and logs of the retry library.
    """
    for attempt in stamina.retry_context(
        on=when,
        attempts=ATTEMPTS,
        timeout=BUDGET_S,
        wait_initial=WAIT_INITIAL_S,
        wait_max=WAIT_MAX_S,
        wait_jitter=WAIT_JITTER_S,
    ):
        with attempt:
            return call()
    raise AssertionError("stamina ends with a result or an error")


def _backoff(error: Exception, kinds: tuple[type[Exception], ...]) -> bool | float:
    if not isinstance(error, kinds) or not getattr(error, "may_pass", True):
        return False
    wait_s = getattr(error, "retry_after_s", None)
    if wait_s is None:
        return True
    return wait_s if wait_s <= BUDGET_S else False

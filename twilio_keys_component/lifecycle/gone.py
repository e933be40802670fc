"""A key that Twilio does not find: when it is believed to be gone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, TypeVar

from twilio_keys_component.lifecycle.errors import OriginError
from twilio_keys_component.lifecycle.guards import UNTOUCHED, describe
from twilio_keys_component.lifecycle.recovering import LOOKS
from twilio_keys_component.model import KeyState, LiveKey
from twilio_keys_component.twilio_iam import (
    Connection,
    KeyGateway,
    KeyNotFoundError,
    TwilioError,
    http_date,
    retrying,
)

YOUNG: Final = timedelta(minutes=10)
"""A key that was made less than this ago may be one that Twilio does not show yet.

Twilio says nowhere how long that can last (guess). Twilio's clock and this machine's may differ: a key from the future
is always young. A machine whose clock is ahead by more than this takes every key for an old one.
"""

T = TypeVar("T")


class _UnseenError(Exception):
    """Neither a call on a key nor the list of its account finds it.

    Attributes:
        problem: That in words, for a person who waits.
    """

    def __init__(self, state: KeyState) -> None:
        self.problem = f"Twilio may not show the {describe(state)} yet"
        super().__init__(self.problem)


class _ListedError(OriginError):
    """The list of the account shows a key that a call on it does not find."""

    def __init__(self, text: str, state: KeyState) -> None:
        super().__init__(text)
        self.problem = f"Twilio lists the {describe(state)}, and does not find it"


def fetch_or_gone(state: KeyState, connection: Connection) -> LiveKey | None:
    """The key as Twilio has it now; None if it is gone. One call, two to be sure that it is gone.

    Twilio may not show a key yet that was made a short while ago, so that one is looked for again, within `LOOKS`,
    before it is believed to be gone: a state that dropped it would leave it alive, with a secret that nobody has. So
    is one of any age that the list still has: it may lag behind a deletion.

    Raises:
        OriginError: The list of its account has it, or the account does not answer.
        TwilioError: Twilio refused, or did not answer.
    """
    return _found_or_gone(lambda gateway: gateway.fetch(state.sid), state, connection, so=UNTOUCHED)


def delete_or_gone(state: KeyState, connection: Connection) -> None:
    """Delete the key, or be sure that it is gone. One call, two to be sure; more as in `fetch_or_gone`.

    Not to find it may mean that an earlier try deleted it, whose answer was lost.

    Raises:
        OriginError: The list of its account has it, or the account does not answer.
        TwilioError: Twilio refused, or did not answer.
    """
    _found_or_gone(lambda gateway: gateway.delete(state.sid), state, connection, so=_OPEN)


_OPEN: Final = "Whether it was deleted is not known, and the state keeps it."


def _found_or_gone(call: Callable[[KeyGateway], T], state: KeyState, connection: Connection, *, so: str) -> T | None:
    """The result of a call on the key, None if it is gone; `so` says in errors what became of key and state."""
    gateway = connection.gateway(state.account_sid, state.region)

    def look() -> T:
        try:
            return call(gateway)
        except KeyNotFoundError as missing:
            _confirm_gone(missing, state, gateway, so=so)
        raise _UnseenError(state)

    may_appear = (_UnseenError, _ListedError) if _may_be_young(state.date_created, connection.clock()) else _ListedError
    try:
        return retrying(look, when=lambda error: isinstance(error, may_appear), within=LOOKS)
    except _UnseenError:
        return None


def _confirm_gone(missing: KeyNotFoundError, state: KeyState, gateway: KeyGateway, *, so: str) -> None:
    """Believe that a key is gone only if its account answers a list that does not have it.

    Raises:
        OriginError: The list has it, or the account does not answer: the credentials may be another account's, or the
            endpoint a wrong one.
    """
    try:
        is_listed = any(key.sid == state.sid for key in gateway.list())
    except TwilioError as error:
        raise OriginError(
            f"Twilio does not know the {describe(state)} ({missing.problem}), and its account {state.account_sid} does "
            f"not answer either: {error} {so}"
        ) from None
    if is_listed:
        raise _ListedError(
            f"Twilio does not know the {describe(state)} ({missing.problem}), and lists it among the keys of its "
            f"account {state.account_sid}. {so} Run again in a while.",
            state,
        )


def _may_be_young(date_created: str | None, now: datetime) -> bool:
    """Whether a key of that date may have been made a short while ago; one whose date cannot be read may."""
    made = http_date(date_created)
    return made is None or now - made < YOUNG

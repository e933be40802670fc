"""A key that Twilio does not find: when it is believed to be gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from twilio_keys_component.lifecycle.errors import OriginError
from twilio_keys_component.lifecycle.guards import UNTOUCHED, describe
from twilio_keys_component.lifecycle.recovering import LOOKS
from twilio_keys_component.model import KeyState, LiveKey
from twilio_keys_component.twilio_iam import Connection, KeyGateway, KeyNotFoundError, TwilioError, retrying

YOUNG: Final = timedelta(minutes=10)
"""A key that was made less than this ago may be one that Twilio does not show yet.

Twilio says nowhere how long that can last (guess); its clock and this machine's may differ, so it counts both ways.
"""


class _UnseenError(Exception):
    """Neither the fetch of a key nor the list of its account shows it.

    Attributes:
        problem: That in words, for a person who waits.
    """

    def __init__(self, state: KeyState) -> None:
        self.problem = f"Twilio may not show the {describe(state)} yet"
        super().__init__(self.problem)


class _ListedError(OriginError):
    """The list of the account shows a key that a fetch does not find."""

    def __init__(self, text: str, state: KeyState) -> None:
        super().__init__(text)
        self.problem = f"Twilio lists the {describe(state)}, and does not find it"


def fetch_or_gone(state: KeyState, connection: Connection) -> LiveKey | None:
    """The key as Twilio has it now; None if it is gone. One call, two to be sure that it is gone.

    Twilio may not show a key yet that was made a short while ago, so that one is looked for again, within `LOOKS`,
    before it is believed to be gone: a state that dropped it would leave it alive, with a secret that nobody has.

    Raises:
        OriginError: The list of its account has it, or the account does not answer.
        TwilioError: Twilio refused, or did not answer.
    """
    gateway = connection.gateway(state.account_sid, state.region)

    def look() -> LiveKey:
        try:
            return gateway.fetch(state.sid)
        except KeyNotFoundError as missing:
            confirm_gone(missing, state, gateway)
        raise _UnseenError(state)

    worth_another_look = (_UnseenError, _ListedError) if _may_be_young(state.date_created, connection.clock()) else ()
    try:
        return retrying(look, when=lambda error: isinstance(error, worth_another_look), within=LOOKS)
    except _UnseenError:
        return None


def confirm_gone(missing: KeyNotFoundError, state: KeyState, gateway: KeyGateway) -> None:
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
            f"not answer either: {error} {UNTOUCHED}"
        ) from None
    if is_listed:
        raise _ListedError(
            f"Twilio does not know the {describe(state)} ({missing.problem}), and lists it among the keys of its "
            f"account {state.account_sid}. {UNTOUCHED} Run again in a while.",
            state,
        )


def _may_be_young(date_created: str | None, now: datetime) -> bool:
    """Whether a key of that date may have been made a short while ago; one whose date cannot be read may."""
    try:
        made = parsedate_to_datetime(date_created or "")
    except (ValueError, OverflowError):
        return True
    return abs(now - (made if made.tzinfo else made.replace(tzinfo=UTC))) < YOUNG

"""The grant of a key that exists at Twilio, and what to tell somebody at a terminal who cannot have it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

import stamina

from twilio_keys_component.cli.grant_errors import GrantSourceError, NoGrantError
from twilio_keys_component.errors import shown
from twilio_keys_component.model import LiveKey, Region
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.sids import KEY_SID_FORMAT
from twilio_keys_component.twilio_iam import (
    AnswerLostError,
    AuthenticationError,
    Connection,
    CredentialsError,
    Endpoint,
    EndpointError,
    KeyNotFoundError,
    MissingPermissionError,
    NotSentError,
    SignInRefusedError,
    TooManyRequestsError,
    TwilioError,
    UnexpectedAnswerError,
)
from twilio_keys_component.twilio_iam.credentials import NAMESPACE

_NEXT: Final[dict[type[TwilioError], str]] = {
    AuthenticationError: (
        "Check the credentials in the environment: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or with TWILIO_API_KEY "
        "and TWILIO_API_KEY_SECRET. A standard key cannot read keys"
    ),
    MissingPermissionError: "Grant it to the key of TWILIO_API_KEY, or sign in with TWILIO_AUTH_TOKEN",
    SignInRefusedError: (
        "The account enforces Public Key Client Validation or another restriction on API requests: exempt the "
        "credentials of the environment, or lift it in the Console"
    ),
    TooManyRequestsError: "Wait a moment and run it again",
    AnswerLostError: "Nothing is changed by looking: run it again",
    UnexpectedAnswerError: "Check --endpoint and any proxy between this machine and Twilio",
}


def fetch_grant(sid: str, endpoint: str | None) -> PermissionSet:
    """What a key may do, asked once with the credentials of the environment.

    Args:
        sid: The key's, in Region US1.
        endpoint: A local emulator to ask instead of Twilio.

    Raises:
        GrantSourceError: The sid, the endpoint or the credentials cannot be used.
        NoGrantError: Twilio refused, was not reached, or the key is not restricted.
    """
    if not KEY_SID_FORMAT.fullmatch(sid):
        raise GrantSourceError(f"{shown(sid)} is no key sid: SK and 32 hexadecimal digits")
    key = _fetched(sid, endpoint)
    if key.permissions is None:
        raise NoGrantError(
            f"{sid} is no restricted key: it may do everything, a standard key all but accounts and keys (doc)"
        )
    return key.permissions


def _fetched(sid: str, endpoint: str | None) -> LiveKey:
    connection = _connection(endpoint)
    with closing(connection), _one_try():
        try:
            return connection.gateway(connection.account_sid, Region.US1).fetch(sid)
        except KeyNotFoundError as error:
            raise NoGrantError(
                f"there is no key {sid} in account {connection.account_sid}, Region {Region.US1} ({error.status}, "
                f"error {error.code}): check the sid, and the account in TWILIO_ACCOUNT_SID"
            ) from None
        except TwilioError as error:
            raise NoGrantError(f"could not {error.tried}: {error.problem}. {_next(error, endpoint)}") from None


def _connection(endpoint: str | None) -> Connection:
    try:
        Endpoint.parse(endpoint)
        return Connection.from_settings({"endpoint": endpoint}.get, os.environ)
    except EndpointError as error:
        raise GrantSourceError(f"--endpoint: {error}") from None
    except CredentialsError as error:
        if all(problem.property.startswith(NAMESPACE) for problem in error.problems):
            raise GrantSourceError(
                "--key: there are no credentials in the environment: export TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, "
                "or with TWILIO_API_KEY and TWILIO_API_KEY_SECRET"
            ) from None
        raise GrantSourceError(f"--key: the credentials in the environment cannot be used: {error}") from None


def _next(error: TwilioError, endpoint: str | None) -> str:
    if isinstance(error, NotSentError):
        return (
            "Is an emulator running there? `twilio-keys emulator` starts one"
            if endpoint
            else "Check the network and the proxy, and run it again"
        )
    return _NEXT.get(type(error), error.next_step)


@contextmanager
def _one_try() -> Iterator[None]:
    """Ask once: whoever waits at a terminal wants the answer, and can ask again."""
    was_active = stamina.is_active()
    stamina.set_active(False)
    try:
        yield
    finally:
        stamina.set_active(was_active)

"""What can go wrong between us and Twilio, and what to do about each.

    TwilioError
    ├── ApiError                      Twilio answered and refused
    │   ├── AuthenticationError       20003, 70004 or a plain 401/403
    │   ├── KeyNotFoundError          20404
    │   ├── InvalidRequestError       20001, 70001 and any other 4xx
    │   ├── InvalidPermissionError    70002
    │   ├── MissingPermissionError    70051
    │   ├── SignInRefusedError        70052, 70053, 70154
    │   ├── KeyLimitError             70151
    │   ├── TooManyRequestsError      20429 or a plain 429
    │   └── ServerError               5xx
    ├── UnexpectedAnswerError         an answer that is not Twilio's
    ├── NotSentError                  no connection: nothing was sent
    ├── AnswerLostError               sent, and no whole answer came back
    └── CreateOutcomeUnknownError     a create of which nobody knows whether it made a key

*Source* of the codes: `docs/twilio-facts.md` «Errors».
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import reduce
from typing import Any, ClassVar, Final

from twilio_keys_component.errors import TwilioKeysError

_TEXT_LIMIT: Final = 300

LONGEST_RETRY_AFTER_S: Final = 86_400.0
"""What `Retry-After` asks for beyond a day counts as a day: no deployment waits that long either."""


class TwilioError(TwilioKeysError):
    """A call to Twilio that did not do what was asked.

    Attributes:
        tried: What was being done, such as `fetch the key SK…`.
        problem: What went wrong, with Twilio's own words and code where it answered.
        next_step: What to do next, a whole sentence.
        may_be_done: Whether it was a change that may have been carried out, by an earlier try of the call too.
    """

    def __init__(self, problem: str, *, next_step: str, tried: str = "call Twilio") -> None:
        super().__init__(problem)
        self.may_be_done = False
        self.tried = tried
        self.problem = problem
        self.next_step = next_step

    def __str__(self) -> str:
        return f"Could not {self.tried}: {self.problem}. {self.next_step}"


class ApiError(TwilioError):
    """Twilio answered with an error.

    Attributes:
        status: The HTTP status.
        code: Twilio's error code, None where the answer had none.
        message: Twilio's words; empty where it said none, or something else answered.
        retry_after_s: What `Retry-After` asked for, in seconds; None where absent or neither a number nor a date.
    """

    default_next_step: ClassVar[str] = (
        "Look the code up at twilio.com/docs/api/errors and correct the request; without a code, check the endpoint "
        "setting and any proxy between this machine and Twilio."
    )

    def __init__(self, *, status: int, code: int | None, message: str, retry_after_s: float | None = None) -> None:
        named = f"{status}, error {code}" if code is not None else f"{status}"
        said = f"Twilio answered {message!r}" if message else "got a refusal that has no words of Twilio's"
        super().__init__(f"{said} ({named})", next_step=self.default_next_step)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after_s = retry_after_s


class AuthenticationError(ApiError):
    """The credentials are wrong, or of a kind that may not manage keys."""

    default_next_step = (
        "Check accountSid and authToken, or apiKey and apiKeySecret, of the deployment. A Standard key cannot manage "
        "keys: sign in with the Auth Token, a Main key, or a Restricted key that holds /twilio/iam/api-keys/*."
    )


class KeyNotFoundError(ApiError):
    """There is no such key in this account."""

    default_next_step = (
        "It was deleted outside the code, or belongs to another account or Region: check the account, "
        "then run `pulumi refresh`."
    )


class InvalidRequestError(ApiError):
    """Twilio refused what was sent."""


class InvalidPermissionError(ApiError):
    """Twilio does not know a permission, or a sid is malformed."""

    default_next_step = (
        "No key was made or changed. Correct the permission that Twilio names: both spelling and product must be "
        "Twilio's own (see docs/permissions.md)."
    )


class MissingPermissionError(ApiError):
    """The Restricted key that the deployment signs in with lacks a permission."""

    default_next_step = (
        "Grant that permission to the key that the deployment signs in with, or sign in with one that holds it."
    )


class SignInRefusedError(ApiError):
    """An account-wide restriction refuses this way of signing in."""

    default_next_step = (
        "The account enforces Public Key Client Validation or another restriction on API requests, which this "
        "project's own requests do not meet: exempt the deployment's credentials, or lift it in the Console."
    )


class KeyLimitError(ApiError):
    """The account holds as many keys as Twilio allows."""

    default_next_step = (
        "Delete keys that nobody uses and run again. A replacement needs room for one more key while it runs: "
        "pulumi.ResourceOptions(delete_before_replace=True) does without, with a gap in which neither key works."
    )


class TooManyRequestsError(ApiError):
    """Twilio throttled the request and did not process it."""

    default_next_step = "It was tried again for a while. Wait, run with a lower --parallel, and run again."


class ServerError(ApiError):
    """Twilio failed."""

    default_next_step = "See https://status.twilio.com and run again."


class UnexpectedAnswerError(TwilioError):
    """Something answered that does not speak Twilio's API."""


class NotSentError(TwilioError):
    """No connection was made: Twilio has seen nothing of the request.

    Attributes:
        may_pass: Whether another try can help.
    """

    def __init__(self, problem: str, *, next_step: str, may_pass: bool = True) -> None:
        super().__init__(problem, next_step=next_step)
        self.may_pass = may_pass


class AnswerLostError(TwilioError):
    """The request was sent and no whole answer came back: it may have been carried out."""


class CreateOutcomeUnknownError(TwilioError):
    """A create was sent and nobody knows whether it made a key.

    Attributes:
        friendly_name: The name that the key would carry.
    """

    def __init__(self, cause: TwilioError, *, account_sid: str, friendly_name: str) -> None:
        super().__init__(
            cause.problem,
            next_step=(
                f"A key named {friendly_name!r} may exist now in account {account_sid}, with a secret that nobody has. "
                "Look for that name among the account's keys and delete it if its creation date fits, then run again."
            ),
        )
        self.friendly_name = friendly_name


_BY_CODE: Final[dict[int, type[ApiError]]] = {
    20001: InvalidRequestError,
    20003: AuthenticationError,
    20404: KeyNotFoundError,
    20429: TooManyRequestsError,
    70001: InvalidRequestError,
    70002: InvalidPermissionError,
    70004: AuthenticationError,
    70051: MissingPermissionError,
    70052: SignInRefusedError,
    70053: SignInRefusedError,
    70151: KeyLimitError,
    70154: SignInRefusedError,
}

_BY_STATUS: Final[dict[int, type[ApiError]]] = {
    401: AuthenticationError,
    403: AuthenticationError,
    429: TooManyRequestsError,
}


def api_error(
    *, status: int, body: str, retry_after: str | None = None, date: str | None = None, hidden: Iterable[str] = ()
) -> ApiError:
    """The error that an answer of status 400 or above stands for.

    Args:
        status: The HTTP status.
        body: The answer's text; it need not be Twilio's JSON.
        retry_after: The `Retry-After` header: seconds, or a date.
        date: The `Date` header: a date in `Retry-After` is meant by the clock that wrote it, not by ours.
        hidden: Texts that are no part of the error's, although whoever answered repeats the request.
    """
    payload = parse_object(body) or {}
    code = payload.get("code")
    code = code if isinstance(code, int) else None
    message = reduce(lambda text, secret: text.replace(secret, "***"), hidden, str(payload.get("message") or ""))
    kind = ServerError if status >= 500 else _BY_CODE.get(code or 0) or _BY_STATUS.get(status, InvalidRequestError)
    return kind(status=status, code=code, message=message[:_TEXT_LIMIT], retry_after_s=_seconds(retry_after, date))


def parse_object(body: str) -> dict[str, Any] | None:
    """The JSON object in `body`, None if it holds anything else."""
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return payload if isinstance(payload, dict) else None


def _seconds(retry_after: str | None, date: str | None) -> float | None:
    if retry_after is None:
        return None
    try:
        return _bounded(float(retry_after))
    except ValueError:
        pass
    until = http_date(retry_after)
    if until is None:
        return None
    return _bounded((until - (http_date(date) or datetime.now(UTC))).total_seconds())


def _bounded(seconds: float) -> float:
    return min(LONGEST_RETRY_AFTER_S, max(0.0, seconds))


def http_date(text: str | None) -> datetime | None:
    """The moment that a date of HTTP, or of Twilio's keys (doc: RFC 2822), names; in GMT where it names no zone."""
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC)

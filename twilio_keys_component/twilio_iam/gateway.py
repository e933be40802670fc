"""What one can do with the keys of an account."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from typing import Any, Final, Protocol, TypeVar

from pydantic import SecretStr
from twilio.base.exceptions import TwilioException

from twilio_keys_component.errors import shown
from twilio_keys_component.model import CreatedKey, LiveKey, Terms
from twilio_keys_component.permissions import (
    MAX_POLICY_ENTRIES,
    Catalog,
    MalformedPermissionError,
    PermissionSet,
    without_wildcards,
)
from twilio_keys_component.twilio_iam.calls import KeyCalls, Policy
from twilio_keys_component.twilio_iam.errors import (
    AnswerLostError,
    ApiError,
    CreateOutcomeUnknownError,
    InvalidPermissionError,
    ServerError,
    TooManyRequestsError,
    TwilioError,
    UnexpectedAnswerError,
)
from twilio_keys_component.twilio_iam.retries import THROTTLED, never_sent, retrying, throttled, worth_another_try

MAX_PAGE_SIZE: Final = 1000
"""Keys in one page of a list, at most (doc)."""

_LEAST_CODE: Final = 1000
"""Twilio's codes have four or five digits (guess); a smaller one is somebody else's, often the status once more."""

_REPORT: Final = "Run again; if it stays, report it with the version of twilio-python."
_TRIPPED: Final = (TwilioException, AttributeError, LookupError, TypeError, ValueError)
"""What twilio-python and our reading of its instances raise over an answer of another shape than Twilio's."""

T = TypeVar("T")


class KeyGateway(Protocol):
    """The keys of one account in one Region. All methods raise a `TwilioError` on failure."""

    def create(self, terms: Terms) -> CreatedKey:
        """Make a key: restricted where `terms` has permissions, else standard. The secret is seen only here (doc).

        Raises:
            CreateOutcomeUnknownError: The request was sent, and nobody knows whether it made a key.
        """
        ...

    def fetch(self, sid: str) -> LiveKey:
        """The key as Twilio has it now, with its policy."""
        ...

    def update(self, sid: str, terms: Terms) -> LiveKey:
        """Give the key a name and, where `terms` has permissions, a policy that replaces the old one whole (doc)."""
        ...

    def delete(self, sid: str) -> None:
        """Revoke the key. Access Tokens signed with it die at once (doc)."""
        ...

    def list(self, *, page_size: int = MAX_PAGE_SIZE) -> Iterator[LiveKey]:
        """The account's keys, page by page as they are asked for: with flags, without policies (doc)."""
        ...

    def named(self, name: str) -> tuple[LiveKey, ...]:
        """The account's keys of exactly that name, as the list has them; names need not be unique (doc)."""
        ...


class TwilioKeyGateway:
    """`KeyGateway` over twilio-python.

    Every call but a create is tried again where that can help; a create only where Twilio has certainly done nothing.
    """

    def __init__(self, calls: KeyCalls, *, account_sid: str, catalog: Catalog) -> None:
        self._calls = calls
        self._account_sid = account_sid
        self._catalog = catalog

    def create(self, terms: Terms) -> CreatedKey:
        """See `KeyGateway.create`."""

        def send(policy: Policy | None) -> CreatedKey:
            return _ask(lambda: _created_key(self._calls.create(terms.friendly_name, policy)), when=never_sent)

        with _trying(f"create the key {terms.friendly_name!r}"):
            try:
                return _send(terms.permissions, send, self._catalog)
            except TwilioError as error:
                if not _is_outcome_unknown(error):
                    raise
                raise CreateOutcomeUnknownError(
                    error, account_sid=self._account_sid, friendly_name=str(terms.friendly_name)
                ) from None

    def fetch(self, sid: str) -> LiveKey:
        """See `KeyGateway.fetch`."""
        with _trying(f"fetch the key {sid}"):
            return _ask(lambda: _live_key(self._calls.fetch(sid), sid=sid))

    def update(self, sid: str, terms: Terms) -> LiveKey:
        """See `KeyGateway.update`."""

        def send(policy: Policy | None) -> LiveKey:
            return _change(lambda: _live_key(self._calls.update(sid, terms.friendly_name, policy), sid=sid))

        with _trying(f"update the key {sid}"):
            return _send(terms.permissions, send, self._catalog)

    def delete(self, sid: str) -> None:
        """See `KeyGateway.delete`."""
        with _trying(f"delete the key {sid}"):
            _change(lambda: self._calls.delete(sid))

    def list(self, *, page_size: int = MAX_PAGE_SIZE) -> Iterator[LiveKey]:
        """See `KeyGateway.list`."""
        with _trying(f"list the keys of account {self._account_sid}"):
            page = _ask(lambda: self._calls.page(page_size))
            followed: set[str | None] = set()
            while page is not None:
                yield from _ask(partial(_keys_on, page))
                url = _ask(partial(_next_page_url, page))
                if url in followed:
                    raise UnexpectedAnswerError("the list leads back to a page that it had", next_step=_REPORT)
                followed.add(url)
                page = _ask(page.next_page)

    def named(self, name: str) -> tuple[LiveKey, ...]:
        """See `KeyGateway.named`."""
        return tuple(key for key in self.list() if key.friendly_name == name)


@contextmanager
def _trying(what: str) -> Iterator[None]:
    """Say in every `TwilioError` what was being done."""
    try:
        yield
    except TwilioError as error:
        error.tried = what
        raise


def _ask(call: Callable[[], T], *, when: Callable[[Exception], bool | float] = worth_another_try) -> T:
    """What `call` makes of Twilio's answer, tried again where that can help."""
    try:
        return retrying(lambda: retrying(call, when=throttled, within=THROTTLED), when=when)
    except _TRIPPED as error:
        problem = f"the answer is not what Twilio's API gives ({type(error).__name__})"
        raise UnexpectedAnswerError(problem, next_step=_REPORT) from error


def _change(call: Callable[[], T]) -> T:
    """As `_ask`, for a change: a refusal of the last try says nothing of an earlier one, whose answer was lost."""
    may_be_done = False

    def attempt() -> T:
        nonlocal may_be_done
        try:
            return call()
        except TwilioError as error:
            may_be_done = may_be_done or _is_outcome_unknown(error)
            raise

    try:
        return _ask(attempt)
    except TwilioError as error:
        error.may_be_done = may_be_done or _is_outcome_unknown(error)
        raise


def _send(permissions: PermissionSet | None, send: Callable[[Policy | None], T], catalog: Catalog) -> T:
    """What `send` answers to the policy as written or, where Twilio refuses a wildcard in it, to its known actions.

    Nobody knows whether Twilio takes wildcards (guess); a refusal has made and changed nothing (live).
    """
    if permissions is None:
        return send(None)
    try:
        return send(permissions.to_policy())
    except InvalidPermissionError as error:
        if "*" not in error.message:
            raise
        single = without_wildcards(permissions, catalog)
        if len(single.written) > MAX_POLICY_ENTRIES:
            error.next_step = (
                f"Twilio takes no wildcard here, and the {len(single.written)} actions that the grant stands for do "
                f"not fit into one key (at most {MAX_POLICY_ENTRIES}): list those that are needed, or split the work "
                "over several keys."
            )
            raise
        return send(single.to_policy())


def _is_outcome_unknown(error: TwilioError) -> bool:
    """Whether a change that failed may have been carried out.

    Also after a refusal without a code of Twilio's: what inspects answers on their way may block one that tells of a
    key. Only a 429 needs none: whoever says that has not passed the request on.
    """
    if isinstance(error, ApiError) and not isinstance(error, ServerError | TooManyRequestsError):
        return error.code is None or error.code < _LEAST_CODE
    return isinstance(error, AnswerLostError | ServerError | UnexpectedAnswerError)


def _keys_on(page: Any) -> list[LiveKey]:  # noqa: ANN401 - twilio-python's page
    return [_live_key(key) for key in page]


def _next_page_url(page: Any) -> str | None:  # noqa: ANN401 - twilio-python's page
    url = page.next_page_url
    if url is not None and not isinstance(url, str):
        raise UnexpectedAnswerError("the list's link to its next page is no text", next_step=_REPORT)
    return url


def _created_key(instance: Any) -> CreatedKey:  # noqa: ANN401 - as in _live_key
    return CreatedKey(key=_live_key(instance), secret=SecretStr(_text(instance, "secret")))


def _live_key(instance: Any, *, sid: str | None = None) -> LiveKey:  # noqa: ANN401 - one class for each operation
    """The key in an answer, which must be about `sid` where that is given."""
    flags = getattr(instance, "flags", None)
    answered = _text(instance, "sid")
    if sid is not None and answered != sid:
        raise UnexpectedAnswerError(f"the answer is about another key, {shown(answered)}", next_step=_REPORT)
    return LiveKey(
        sid=answered,
        friendly_name=instance.friendly_name,
        permissions=_permissions(getattr(instance, "policy", None)),
        flags=None if flags is None else tuple(flags),
        date_created=_date(instance.date_created),
        date_updated=_date(instance.date_updated),
    )


def _permissions(policy: object) -> PermissionSet | None:
    if policy is None:
        return None
    allow = policy.get("allow") if isinstance(policy, dict) else None
    if not isinstance(allow, list):
        raise UnexpectedAnswerError("the answer's policy is no list of permissions", next_step=_REPORT)
    try:
        return PermissionSet(str(entry) for entry in allow)
    except MalformedPermissionError as error:
        raise UnexpectedAnswerError(f"the answer's policy holds {error}", next_step=_REPORT) from None


def _text(instance: Any, name: str) -> str:  # noqa: ANN401 - as in _live_key
    value = getattr(instance, name, None)
    if not isinstance(value, str) or not value:
        raise UnexpectedAnswerError(f"the answer has no {name}", next_step=_REPORT)
    return value


def _date(value: object) -> str | None:
    """RFC 2822 text; twilio-python has made a datetime of it, or left a text that it could not read."""
    if value is None:
        return None
    return format_datetime(value) if isinstance(value, datetime) else str(value)

"""Answers that the gateway does not take at their word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, SEND, terms
from tests.unit.local_twilio import LocalTwilio
from twilio_keys_component.twilio_iam import (
    AuthenticationError,
    CreateOutcomeUnknownError,
    InvalidRequestError,
    KeyGateway,
    KeyNotFoundError,
    UnexpectedAnswerError,
)


@pytest.mark.parametrize("call", ["fetch", "update"])
def test_answer_about_another_key_is_refused(
    calls: dict[str, Callable[[], Any]], twilio: LocalTwilio, call: str
) -> None:
    """Drift of a foreign key is nobody's business here."""
    twilio.fault("rewrite", body={"sid": "SK" + "1" * 32}, count=100)
    with pytest.raises(UnexpectedAnswerError, match="about another key"):
        calls[call]()


def test_nested_nonsense_is_no_answer(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """A create that it answers may have been carried out."""
    twilio.fault("answer", status=201, body="[" * 200_000)
    with pytest.raises(CreateOutcomeUnknownError):
        gateway.create(terms(SEND))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 451])
@pytest.mark.parametrize("body", ["<html>", "", {}, {"code": None}, {"code": 403}, {"code": True}], ids=str)
def test_a_refusal_without_a_code_of_twilios_is_uncertain(
    gateway: KeyGateway, twilio: LocalTwilio, status: int, body: Any
) -> None:
    """What inspects answers may block the one that tells of the key: a create may have been carried out."""
    twilio.fault("answer", status=status, body=body)
    with pytest.raises(CreateOutcomeUnknownError):
        gateway.create(terms(SEND))


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, 70001, InvalidRequestError),
        (401, 20003, AuthenticationError),
        (403, 70004, AuthenticationError),
        (404, 20404, KeyNotFoundError),
    ],
)
def test_twilios_own_refusal_is_certain(
    gateway: KeyGateway, twilio: LocalTwilio, status: int, code: int, kind: type[Exception]
) -> None:
    """Its code says that nothing was made."""
    twilio.fault("answer", status=status, body={"code": code})
    with pytest.raises(kind):
        gateway.create(terms(SEND))


def test_a_429_needs_no_code(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Whoever throttles has not passed the request on: it is sent again."""
    twilio.fault("answer", status=429, body="<html>")
    made = gateway.create(terms(SEND))
    assert list(twilio.all_keys()) == [made.key.sid]


@pytest.mark.parametrize("call", ["fetch", "update", "delete", "list"])
def test_a_plain_403_to_what_can_be_repeated_is_about_the_credentials(
    calls: dict[str, Callable[[], Any]], twilio: LocalTwilio, call: str
) -> None:
    """As ever: whether it was carried out can be seen later."""
    twilio.fault("answer", status=403, body="<html>")
    with pytest.raises(AuthenticationError, match="no words of Twilio's"):
        calls[call]()


def test_list_that_leads_in_a_circle_ends(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Whoever waits for its end learns what is wrong."""
    twilio.make_key("standard")
    again = f"https://iam.twilio.com/v1/Keys?AccountSid={ACCOUNT_SID}&Page=1"
    twilio.fault("rewrite", body={"meta": {"key": "keys", "next_page_url": again}}, count=100)
    with pytest.raises(UnexpectedAnswerError, match="leads back"):
        list(gateway.list())


@pytest.mark.parametrize(
    ("meta", "problem"),
    [
        ({"key": "keys", "next_page_url": ["https://iam.twilio.com/v1/Keys?Page=1"]}, "is no text"),
        ({"key": "keys", "next_page_url": {}}, "is no text"),
        (["key"], "is not what Twilio's API gives"),
    ],
)
def test_a_list_whose_next_page_is_no_link_is_told(
    gateway: KeyGateway, twilio: LocalTwilio, meta: object, problem: str
) -> None:
    """As any other answer that is not Twilio's."""
    twilio.fault("rewrite", body={"meta": meta})
    with pytest.raises(UnexpectedAnswerError, match=problem):
        list(gateway.list())

"""Answers that the gateway does not take at their word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, SEND, terms
from tests.unit.local_twilio import LocalTwilio
from twilio_keys_component.twilio_iam import (
    CreateOutcomeUnknownError,
    InvalidRequestError,
    KeyGateway,
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


@pytest.mark.parametrize(
    ("body", "kind"), [("<html>", CreateOutcomeUnknownError), ({"code": 70001}, InvalidRequestError)]
)
def test_only_twilios_own_refusal_is_certain(
    gateway: KeyGateway, twilio: LocalTwilio, body: Any, kind: type[Exception]
) -> None:
    """A proxy between may refuse after the create was carried out."""
    twilio.fault("answer", status=408, body=body)
    with pytest.raises(kind):
        gateway.create(terms(SEND))


def test_list_that_leads_in_a_circle_ends(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Whoever waits for its end learns what is wrong."""
    twilio.make_key("standard")
    again = f"https://iam.twilio.com/v1/Keys?AccountSid={ACCOUNT_SID}&Page=1"
    twilio.fault("rewrite", body={"meta": {"key": "keys", "next_page_url": again}}, count=100)
    with pytest.raises(UnexpectedAnswerError, match="leads back"):
        list(gateway.list())

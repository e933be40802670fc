"""What Twilio's refusals become: every row of docs/twilio-facts.md, section Errors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, OTHER_ACCOUNT_SID, SEND, terms
from tests.unit.local_twilio import LocalTwilio, owner, signer
from twilio_keys_component import twilio_iam
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.twilio_iam import (
    ApiError,
    AuthenticationError,
    InvalidPermissionError,
    InvalidRequestError,
    KeyGateway,
    KeyLimitError,
    KeyNotFoundError,
    MissingPermissionError,
    ServerError,
    SignInRefusedError,
    TooManyRequestsError,
    TwilioError,
)
from twilio_keys_component.twilio_iam.errors import api_error

Reach = Callable[..., KeyGateway]
API_KEYS = "/twilio/iam/api-keys"

ROWS: list[tuple[int, int | None, type[ApiError], str]] = [
    (400, 20001, InvalidRequestError, "docs/api/errors"),
    (401, 20003, AuthenticationError, "Standard key cannot manage"),
    (403, 20003, AuthenticationError, "authToken"),
    (401, 70004, AuthenticationError, "apiKeySecret"),
    (404, 20404, KeyNotFoundError, "pulumi refresh"),
    (429, 20429, TooManyRequestsError, "--parallel"),
    (400, 70001, InvalidRequestError, "correct the request"),
    (400, 70002, InvalidPermissionError, "docs/permissions.md"),
    (401, 70051, MissingPermissionError, "Grant that permission"),
    (401, 70052, SignInRefusedError, "Public Key Client Validation"),
    (403, 70053, SignInRefusedError, "exempt the deployment"),
    (401, 70154, SignInRefusedError, "lift it in the Console"),
    (400, 70151, KeyLimitError, "delete_before_replace"),
    (403, 70151, KeyLimitError, "Delete keys"),
    (400, 12345, InvalidRequestError, "docs/api/errors"),
    (401, None, AuthenticationError, "accountSid"),
    (403, None, AuthenticationError, "accountSid"),
    (404, None, InvalidRequestError, "check the endpoint"),
    (429, None, TooManyRequestsError, "run again"),
    (500, 20500, ServerError, "status.twilio.com"),
    (502, None, ServerError, "status.twilio.com"),
    (503, 20429, ServerError, "status.twilio.com"),
]


@pytest.mark.parametrize(("status", "code", "kind", "next_step"), ROWS)
def test_refusal_becomes_its_own_error(
    gateway: KeyGateway, twilio: LocalTwilio, status: int, code: int | None, kind: type[ApiError], next_step: str
) -> None:
    """Its text says what was tried, what Twilio said with status and code, and what to do next."""
    body = {"code": code, "message": "Twilio's words", "status": status} if code else "<html>"
    twilio.fault("answer", status=status, body=body, count=100)
    with pytest.raises(ApiError) as caught:
        gateway.fetch(KEY_SID)
    error = caught.value
    said = "Twilio's words" if code else ""
    assert (type(error), error.status, error.code, error.message) == (kind, status, code, said)
    answered = 'Twilio answered "Twilio\'s words"' if code else "got a refusal that has no words of Twilio's"
    assert str(error).startswith(f"Could not fetch the key {KEY_SID}: {answered} ")
    assert (f"({status}, error {code})" if code else f"({status})") in str(error)
    assert str(error).endswith(error.next_step)
    assert next_step in error.next_step


CALLS: dict[str, Callable[[KeyGateway], Any]] = {
    "create the key 'order-notifier'": lambda gateway: gateway.create(terms(SEND)),
    f"delete the key {KEY_SID}": lambda gateway: gateway.delete(KEY_SID),
    f"fetch the key {KEY_SID}": lambda gateway: gateway.fetch(KEY_SID),
    f"list the keys of account {ACCOUNT_SID}": lambda gateway: list(gateway.list()),
    f"update the key {KEY_SID}": lambda gateway: gateway.update(KEY_SID, terms(SEND)),
}


@pytest.mark.parametrize("tried", CALLS)
def test_error_says_what_was_tried(gateway: KeyGateway, twilio: LocalTwilio, tried: str) -> None:
    """Each call in its own words."""
    twilio.fault("answer", status=400, body={"code": 70001, "message": "no"})
    with pytest.raises(InvalidRequestError) as caught:
        CALLS[tried](gateway)
    assert caught.value.tried == tried
    assert str(caught.value).startswith(f"Could not {tried}: ")


@pytest.mark.parametrize(
    ("call", "kind", "code", "words"),
    [
        (lambda gateway: list(gateway.list(page_size=0)), InvalidRequestError, 20001, "PageSize"),
        (lambda gateway: gateway.fetch(KEY_SID), KeyNotFoundError, 20404, "was not found"),
        (lambda gateway: gateway.fetch("SK123"), InvalidPermissionError, 70002, "SK123"),
        (lambda gateway: gateway.create(terms(SEND, name="x" * 65)), InvalidRequestError, 70001, "64"),
        (
            lambda gateway: gateway.create(terms("/twilio/no/such/read")),
            InvalidPermissionError,
            70002,
            "assertion '/twilio/no/such/read' is invalid",
        ),
    ],
)
def test_refusal_of_a_wrong_request(
    gateway: KeyGateway,
    twilio: LocalTwilio,
    call: Callable[[KeyGateway], Any],
    kind: type[ApiError],
    code: int,
    words: str,
) -> None:
    """Really caused; nothing is made and nothing tried twice."""
    with pytest.raises(kind, match=words) as caught:
        call(gateway)
    assert caught.value.code == code
    assert (len(twilio.requests()), twilio.all_keys()) == (1, {})


def test_refusal_of_wrong_credentials(twilio: LocalTwilio, reach: Reach) -> None:
    """A wrong token, an account that is none, and a standard key are all refused in the same words."""
    standard = signer(*twilio.make_key("standard"))
    for credentials in (owner(token="wrong"), owner("AC" + "0" * 32, token="wrong"), standard):
        with pytest.raises(AuthenticationError, match=r"Authenticate.*error 20003") as caught:
            reach(twilio.url, credentials).fetch(KEY_SID)
        assert "wrong" not in str(caught.value).replace("are wrong", "")


def test_refusal_of_another_account(twilio: LocalTwilio, reach: Reach) -> None:
    """A subaccount's key is not there for a key of the main account."""
    sid, _ = twilio.make_key("standard", account_sid=OTHER_ACCOUNT_SID)
    main = signer(*twilio.make_key("main"))
    with pytest.raises(KeyNotFoundError, match="another account"):
        reach(twilio.url, main).fetch(sid)


def test_refusal_of_a_restricted_key_names_the_permission(twilio: LocalTwilio, reach: Reach) -> None:
    """Twilio says which permission the deployment's own key lacks."""
    restricted = signer(*twilio.make_key("restricted", f"{API_KEYS}/read"))
    with pytest.raises(MissingPermissionError, match="required permission twilio/iam/api-keys/create is missing"):
        reach(twilio.url, restricted).create(terms(SEND))


def test_long_message_is_cut() -> None:
    """A page of text does not bury the next step."""
    assert len(api_error(status=400, body=f'{{"message": "{"x" * 5000}"}}').message) == 300


@pytest.mark.parametrize("body", ['{"code": "20404"}', '{"code": null, "message": ""}', "[]", "nonsense"])
def test_body_of_another_shape_has_no_code(body: str) -> None:
    """Then the status alone decides."""
    error = api_error(status=401, body=body)
    assert (type(error), error.code, error.message) == (AuthenticationError, None, "")


NOON = "Mon, 13 Jun 2016 12:00:00 GMT"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("3", 3.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("-4", 0.0),
        ("nan", 0.0),
        ("soon", None),
        ("", None),
        ("Mon, 13 Jun 2016", None),
        ("Mon, 13 Jun 2016 12:00:20 GMT", 20.0),
        ("Mon, 13 Jun 2016 12:00:20 -0000", 20.0),
        ("Mon, 13 Jun 2016 11:59:00 GMT", 0.0),
        ("Mon, 13 Jun 99999 12:00:20 GMT", None),
        ("Mon, 13 Jun 99999999999999999999 12:00:20 GMT", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    """A date is meant by the clock that the answer's own date shows; anything else is left to the usual back-off."""
    assert api_error(status=429, body="", retry_after=header, date=NOON).retry_after_s == seconds


@pytest.mark.parametrize("date", [None, "soon"])
def test_a_date_alone_is_meant_by_our_clock(date: str | None) -> None:
    """Where the answer has no date of its own."""
    until = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    wait_s = api_error(status=429, body="", retry_after=until, date=date).retry_after_s
    assert wait_s == pytest.approx(3600, abs=60)


def test_every_error_has_one_root() -> None:
    """Who catches `TwilioError` catches all that a gateway raises."""
    kinds = [kind for name, kind in vars(twilio_iam).items() if name.endswith("Error")]
    others = {"ApiError", "CredentialsError", "EndpointError", "TwilioError"}
    assert all(issubclass(kind, TwilioKeysError) for kind in kinds)
    assert {kind.__name__ for kind in kinds if not issubclass(kind, TwilioError)} == others - {
        "ApiError",
        "TwilioError",
    }

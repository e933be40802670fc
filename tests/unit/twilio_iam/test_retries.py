"""What is tried again, how often, and what never is."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product
from typing import Any

import pytest
from stamina.instrumentation import RetryDetails, set_on_retry_hooks

from tests.builders import ACCOUNT_SID, SEND, terms
from tests.unit.local_twilio import SETTINGS, LocalTwilio
from twilio_keys_component.emulator import EmulatorServer
from twilio_keys_component.twilio_iam import (
    AnswerLostError,
    CreateOutcomeUnknownError,
    InvalidRequestError,
    KeyGateway,
    KeyNotFoundError,
    NotSentError,
    ServerError,
    TooManyRequestsError,
    UnexpectedAnswerError,
)
from twilio_keys_component.twilio_iam.errors import api_error
from twilio_keys_component.twilio_iam.retries import (
    ATTEMPTS,
    BUDGET_S,
    THROTTLED,
    never_sent,
    throttled,
    worth_another_try,
)

FAULTS: dict[str, dict[str, Any]] = {
    "429": {"kind": "answer", "status": 429, "body": {"code": 20429}},
    "500": {"kind": "answer", "status": 500},
    "503": {"kind": "answer", "status": 503, "headers": {"Retry-After": "1"}},
    "drop_after": {"kind": "drop_after"},
    "drop_before": {"kind": "drop_before"},
}
REPEATABLE = ("delete", "fetch", "list", "update")


def _busy(seconds: float | str) -> TooManyRequestsError:
    error = api_error(status=429, body="", retry_after=str(seconds))
    assert isinstance(error, TooManyRequestsError)
    return error


@pytest.mark.parametrize(("call", "fault"), sorted({*product(REPEATABLE, FAULTS)} - {("delete", "drop_after")}))
def test_call_that_can_be_repeated_is(
    calls: dict[str, Callable[[], Any]], twilio: LocalTwilio, call: str, fault: str
) -> None:
    """Twice it fails, the third time it succeeds: three requests, nobody notices."""
    twilio.fault(**FAULTS[fault], count=2)
    calls[call]()
    assert len(twilio.requests()) == 3


def test_repeated_delete_finds_nothing(calls: dict[str, Callable[[], Any]], twilio: LocalTwilio) -> None:
    """Where only the answer was lost the key is gone; whoever deletes must take that for a success."""
    twilio.fault("drop_after")
    with pytest.raises(KeyNotFoundError):
        calls["delete"]()
    assert twilio.all_keys() == {}


@pytest.mark.parametrize(
    ("fault", "kind"),
    [("429", TooManyRequestsError), ("500", ServerError), ("503", ServerError), ("drop_before", AnswerLostError)],
)
def test_tries_come_to_an_end(
    calls: dict[str, Callable[[], Any]], twilio: LocalTwilio, fault: str, kind: type[Exception]
) -> None:
    """Then the last failure is the error."""
    twilio.fault(**FAULTS[fault], count=100)
    with pytest.raises(kind):
        calls["fetch"]()
    assert len(twilio.requests()) == (THROTTLED.attempts if fault == "429" else ATTEMPTS)


@pytest.mark.parametrize("status", [400, 401, 404])
def test_refusal_is_final(calls: dict[str, Callable[[], Any]], twilio: LocalTwilio, status: int) -> None:
    """What is wrong stays wrong."""
    twilio.fault("answer", status=status, count=100)
    with pytest.raises(Exception, match=str(status)):
        calls["update"]()
    assert len(twilio.requests()) == 1


def test_page_that_fails_is_asked_for_again(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Without the pages before it."""
    sids = [twilio.make_key("standard")[0] for _ in range(2)]
    keys = gateway.list(page_size=1)
    first = next(keys)
    twilio.fault("answer", status=503)
    assert [first.sid, *(key.sid for key in keys)] == sids
    assert [request["status"] for request in twilio.requests()] == [200, 503, 200]


def test_throttled_create_is_tried_again(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Twilio did not process it (doc): one key comes of three requests."""
    twilio.fault(**FAULTS["429"], count=2)
    made = gateway.create(terms(SEND))
    assert list(twilio.all_keys()) == [made.key.sid]
    assert twilio.methods() == ["POST"] * 3


@pytest.fixture
def late_server() -> Iterator[tuple[int, list[EmulatorServer]]]:
    """A port where nobody listens until somebody who was refused tries again; and who listens then."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    servers: list[EmulatorServer] = []
    with ExitStack() as stack:

        def begin(details: RetryDetails) -> None:
            if not servers:
                servers.append(stack.enter_context(EmulatorServer.run(SETTINGS, port=port)))

        set_on_retry_hooks([begin])
        stack.callback(set_on_retry_hooks, None)
        yield port, servers


def test_create_that_met_nobody_is_tried_again(
    reach: Callable[..., KeyGateway], late_server: tuple[int, list[EmulatorServer]]
) -> None:
    """A refused connection has carried nothing: it succeeds as soon as somebody listens."""
    port, servers = late_server
    made = reach(f"http://127.0.0.1:{port}").create(terms(SEND))
    assert [key.sid for key in servers[0].state.keys.all()] == [made.key.sid]


@pytest.mark.parametrize(
    "fault",
    [
        FAULTS["drop_after"],
        FAULTS["drop_before"],
        FAULTS["500"],
        FAULTS["503"],
        {"kind": "answer", "status": 201, "body": "<html>"},
        {"kind": "answer", "status": 201, "body": {"sid": "SK1"}},
        {"kind": "answer", "status": 302},
        {"kind": "rewrite", "body": {"secret": None}},
        {"kind": "rewrite", "body": {"date_created": 5}},
        {"kind": "rewrite", "body": {"policy": {"allow": ["what"]}}},
    ],
    ids=str,
)
def test_create_of_unknown_outcome_is_never_repeated(
    gateway: KeyGateway, twilio: LocalTwilio, fault: dict[str, Any]
) -> None:
    """Exactly one POST; the error names the key that may exist, where, and what to do."""
    twilio.fault(**fault)
    with pytest.raises(CreateOutcomeUnknownError) as caught:
        gateway.create(terms(SEND, name="may-exist"))
    assert twilio.methods() == ["POST"]
    assert caught.value.friendly_name == "may-exist"
    assert str(caught.value).startswith("Could not create the key 'may-exist': ")
    assert f"A key named 'may-exist' may exist now in account {ACCOUNT_SID}" in str(caught.value)


def test_refused_create_is_certain(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Twilio said no: nothing was made, and nothing is unknown."""
    twilio.fault("answer", status=400, body={"code": 70001})
    with pytest.raises(InvalidRequestError):
        gateway.create(terms(SEND))
    assert twilio.methods() == ["POST"]


@pytest.mark.parametrize(
    ("error", "single", "create", "other"),
    [
        (_busy("3"), 3.0, False, False),
        (_busy("0"), 0.0, False, False),
        (_busy(BUDGET_S), BUDGET_S, False, False),
        (_busy(BUDGET_S + 1), False, False, False),
        (_busy("inf"), False, False, False),
        (_busy("soon"), True, False, False),
        (api_error(status=500, body=""), False, False, True),
        (api_error(status=503, body="", retry_after="2"), False, False, 2.0),
        (NotSentError("x", next_step="y"), False, True, True),
        (AnswerLostError("x", next_step="y"), False, False, True),
        (UnexpectedAnswerError("x", next_step="y"), False, False, False),
        (api_error(status=404, body=""), False, False, False),
        (ValueError(), False, False, False),
    ],
    ids=repr,
)
def test_what_is_worth_another_try(
    error: Exception, single: bool | float, create: bool | float, other: bool | float
) -> None:
    """Of a throttled request, a create, any other call; after how long where Twilio says so, within the budget."""
    results = (throttled(error), never_sent(error), worth_another_try(error))
    assert [(type(result), result) for result in results] == [(type(want), want) for want in (single, create, other)]


@pytest.mark.parametrize("call", REPEATABLE)
def test_wait_beyond_the_budget_ends_at_once(
    calls: dict[str, Callable[[], Any]], twilio: LocalTwilio, call: str
) -> None:
    """Who is told to come back in an hour is not kept waiting for a minute."""
    twilio.fault("answer", status=429, headers={"Retry-After": "3600"}, count=100)
    with pytest.raises(TooManyRequestsError):
        calls[call]()
    assert len(twilio.requests()) == 1

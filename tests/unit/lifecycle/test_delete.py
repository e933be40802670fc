"""Revoking a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import (
    HERE,
    OTHER_ACCOUNT_SID,
    READ,
    SEND,
    inputs_of,
    origin,
    spec,
    standard_spec,
)
from tests.unit.local_twilio import OTHER_AUTH_TOKEN, LocalTwilio, owner, signer, tomorrow
from twilio_keys_component.lifecycle import OriginError, ProtectedKeyError, create, delete, update
from twilio_keys_component.lifecycle.guards import UNTOUCHED
from twilio_keys_component.lifecycle.recovering import LOOKS
from twilio_keys_component.model import EndpointKind, KeyState, Region
from twilio_keys_component.twilio_iam import ApiError, Connection, ServerError, UnexpectedAnswerError

Made = Callable[..., KeyState]
NOT_FOUND: dict[str, Any] = {"kind": "answer", "status": 404, "body": {"code": 20404, "message": "no such key"}}


def test_key_is_revoked_by_one_call(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """And no other key is touched."""
    other, state = made(SEND), made(SEND)
    delete(state, connection, HERE)
    assert (list(twilio.all_keys()), twilio.methods()) == ([other.sid], ["DELETE"])


def test_key_of_another_region_is_revoked_there(connection: Connection, twilio: LocalTwilio) -> None:
    """Elsewhere nobody knows it."""
    delete(create(inputs_of(standard_spec(region=Region.AU1)), connection).state, connection, HERE)
    assert twilio.all_keys() == {}


def test_key_that_is_gone_is_a_success(made: Made, twilio: LocalTwilio, reach: Any) -> None:
    """Once its account has answered a list."""
    state = made(SEND)
    twilio.remove_key(state.sid)
    delete(state, reach(twilio.url, clock=tomorrow), HERE)
    assert [(request["method"], request["status"]) for request in twilio.requests()] == [("DELETE", 404), ("GET", 200)]


def test_lost_answer_is_a_success(made: Made, twilio: LocalTwilio, reach: Any) -> None:
    """The second try finds nothing, and that is what was wanted."""
    state = made(SEND)
    twilio.fault("drop_after")
    delete(state, reach(twilio.url, clock=tomorrow), HERE)
    assert twilio.all_keys() == {}
    assert twilio.methods() == ["DELETE", "DELETE", "GET"]


@pytest.mark.parametrize("looks", [1, LOOKS.attempts - 1])
def test_young_key_that_is_not_shown_yet_is_deleted_once_it_is(
    made: Made, connection: Connection, twilio: LocalTwilio, looks: int
) -> None:
    """A state that dropped it before would leave it alive, with a secret that nobody has."""
    state = made(SEND)
    twilio.fault(**NOT_FOUND, call="delete", count=looks)
    twilio.fault("rewrite", call="list", body={"keys": []}, count=looks)
    delete(state, connection, HERE)
    assert twilio.all_keys() == {}
    assert twilio.methods() == [*["DELETE", "GET"] * looks, "DELETE"]


def test_young_key_that_nobody_finds_is_gone(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """Within bounds: it may be one that an earlier try deleted."""
    state = made(SEND)
    twilio.remove_key(state.sid)
    delete(state, connection, HERE)
    assert twilio.methods() == ["DELETE", "GET"] * LOOKS.attempts


@pytest.mark.parametrize("looks", [1, LOOKS.attempts - 1])
def test_key_that_a_lagging_list_still_has_is_gone_once_it_is_not(
    made: Made, twilio: LocalTwilio, reach: Any, looks: int
) -> None:
    """Whatever its age: the deletion is a moment old."""
    state = made(SEND)
    twilio.fault(**NOT_FOUND, call="delete", count=looks)
    delete(state, reach(twilio.url, clock=tomorrow), HERE)
    assert twilio.methods() == [*["DELETE", "GET"] * looks, "DELETE"]


def test_key_that_the_list_has_to_the_end_may_have_been_deleted(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """The text does not say that anything is as it was."""
    state = made(SEND)
    twilio.fault(**NOT_FOUND, call="delete", count=LOOKS.attempts)
    with pytest.raises(OriginError, match=r"lists it among.*Whether it was deleted is not known.*Run again") as caught:
        delete(state, connection, HERE)
    assert UNTOUCHED not in str(caught.value)


def test_account_that_does_not_answer_proves_nothing(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """The key may live in an account that these credentials do not see."""
    state = made(SEND)
    twilio.remove_key(state.sid)
    twilio.fault("answer", method="GET", status=401)
    with pytest.raises(OriginError, match=r"does not answer either.*Whether it was deleted is not known") as caught:
        delete(state, connection, HERE)
    assert UNTOUCHED not in str(caught.value)


def test_failure_leaves_the_key(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """A Twilio that is down is an error."""
    state = made(SEND)
    twilio.fault("answer", status=503, count=100)
    with pytest.raises(ServerError):
        delete(state, connection, HERE)
    assert state.sid in twilio.all_keys()


def test_key_that_the_deployment_signs_in_with_is_protected(
    connection: Connection, twilio: LocalTwilio, reach: Any, made: Made
) -> None:
    """For whatever account; whoever deletes it could do nothing more."""
    state = made("/twilio/iam/api-keys/delete", "/twilio/iam/api-keys/list")
    assert state.secret is not None
    own = signer(state.sid, state.secret.get_secret_value())
    subaccount = owner(OTHER_ACCOUNT_SID, OTHER_AUTH_TOKEN)
    for credentials in ((own,), (own, subaccount), (subaccount, own)):
        with pytest.raises(ProtectedKeyError, match=r"signs in with, and was not deleted.*other credentials first"):
            delete(state, reach(twilio.url, *credentials), HERE)
    assert (list(twilio.all_keys()), twilio.requests()) == ([state.sid], [])


@pytest.mark.parametrize(
    ("elsewhere", "reason"),
    [
        ({"origin": origin(endpoint=EndpointKind.TWILIO)}, "Correct twilio-keys:endpoint"),
        ({"account_sid": OTHER_ACCOUNT_SID}, "add its credentials to twilio-keys:accounts"),
    ],
    ids=["endpoint", "account"],
)
def test_key_of_another_place_is_not_touched(
    made: Made, connection: Connection, twilio: LocalTwilio, elsewhere: dict[str, Any], reason: str
) -> None:
    """No call is made."""
    state = made(SEND).model_copy(update=elsewhere)
    with pytest.raises(OriginError, match=reason):
        delete(state, connection, HERE)
    assert (list(twilio.all_keys()), twilio.requests()) == ([state.sid], [])


def test_key_that_deployments_sign_in_with_is_protected_while_it_is_declared_so(
    connection: Connection, twilio: LocalTwilio, made: Made
) -> None:
    """The way out is to say first that it is none any more, which asks Twilio nothing."""
    wanted = spec("/twilio/iam/api-keys/*", deployer=True)
    state = create(inputs_of(wanted), connection).state
    twilio.forget()
    with pytest.raises(ProtectedKeyError, match=r"deployer=True, and was not deleted.*set deployer to False"):
        delete(state, connection, HERE)
    assert twilio.requests() == []

    state = update(inputs_of(wanted.model_copy(update={"deployer": False})), state, connection).state
    delete(state, connection, HERE)

    assert (twilio.all_keys(), twilio.methods()) == ({}, ["DELETE"])


@pytest.mark.parametrize(
    "fault", [{"kind": "not_json", "call": "update"}, {"kind": "html", "call": "update", "count": 9}]
)
def test_an_answer_that_is_no_refusal_of_twilios_leaves_open_what_was_done(
    made: Made, connection: Connection, twilio: LocalTwilio, no_waiting: None, fault: dict[str, Any]
) -> None:
    """A proxy can put its own page in the place of a success."""
    state = made(SEND)
    twilio.fault(**fault)
    with pytest.raises((ServerError, UnexpectedAnswerError), match="It may have been carried out: `pulumi refresh`"):
        update(inputs_of(spec(SEND, READ)), state, connection)


@pytest.mark.parametrize("call", ["update", "delete"])
@pytest.mark.parametrize("refusal", [{"status": 400, "body": {"code": 20001}}, {"status": 403, "body": "blocked"}])
def test_a_refusal_says_nothing_of_an_earlier_try_whose_answer_was_lost(
    made: Made, connection: Connection, twilio: LocalTwilio, no_waiting: None, call: str, refusal: dict[str, Any]
) -> None:
    """The change was carried out, and the error tells that this may be so."""
    state = made(SEND)
    twilio.fault("drop_after", call=call)
    twilio.fault("answer", call=call, **refusal)
    changes: dict[str, Callable[[], object]] = {
        "update": lambda: update(inputs_of(spec(SEND, READ)), state, connection),
        "delete": lambda: delete(state, connection, HERE),
    }
    with pytest.raises(ApiError, match="It may have been carried out: `pulumi refresh` shows it"):
        changes[call]()
    assert len(set(twilio.methods()[-2:])) == 1


def test_a_refusal_alone_changes_nothing(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """So nothing has to be looked for."""
    state = made(SEND)
    twilio.fault("answer", call="delete", status=400, body={"code": 20001, "message": "no"})
    with pytest.raises(ApiError) as refused:
        delete(state, connection, HERE)
    assert "may have been carried out" not in str(refused.value)

"""Reading a key: what Twilio has now is laid over the state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.builders import (
    ACCOUNT_SID,
    CALL,
    EVERY_MESSAGE_ACTION,
    HERE,
    NAME,
    OTHER_ACCOUNT_SID,
    READ,
    SEND,
    grant,
    inputs_of,
    origin,
    spec,
    standard_spec,
)
from tests.unit.local_twilio import LocalTwilio, owner, signer, tomorrow
from twilio_keys_component.lifecycle import AnswerMismatchError, Found, OriginError, create, diff, read
from twilio_keys_component.lifecycle.recovering import LOOKS
from twilio_keys_component.model import DriftMode, EndpointKind, KeyState, Region
from twilio_keys_component.permissions import ACTIONS
from twilio_keys_component.twilio_iam import Connection, ServerError

Made = Callable[..., KeyState]
NOT_FOUND: dict[str, Any] = {"kind": "answer", "status": 404, "body": {"code": 20404, "message": "no such key"}}


def _read(state: KeyState, connection: Connection) -> Found:
    found = read(state, connection, HERE)
    assert found is not None
    return found


def test_unchanged_key_is_as_it_was(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """One fetch; state and inputs are equal to the last bit."""
    state = made(SEND, EVERY_MESSAGE_ACTION, CALL)
    found = _read(state, connection)
    assert (found.state, found.inputs, found.notes) == (state, state.inputs, ())
    assert twilio.methods() == ["GET"]


def test_drift_is_laid_over_state_and_inputs(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """The next preview shows it; the secret and what was applied stay."""
    state = made(SEND, READ)
    twilio.change_key(state.sid, permissions=[SEND, CALL], friendly_name="renamed")
    found = _read(state, connection)
    assert found.state.permissions == grant(SEND, CALL)
    assert found.state.friendly_name == "renamed"
    assert found.inputs == state.inputs | {"grants": {CALL: True, SEND: True}, "friendly_name": "renamed"}
    kept = ("secret", "applied", "inputs", "origin", "owner", "on_drift", "date_created")
    assert [getattr(found.state, name) for name in kept] == [getattr(state, name) for name in kept]
    plan = diff(state.inputs, found.state, connection)
    assert str(plan).splitlines() == [f"revoke {CALL}", f"grant {READ}", f"rename 'renamed' to '{NAME}'"]


@pytest.mark.parametrize(
    ("mode", "next_step"),
    [
        (DriftMode.TIGHTEN, "removes what was granted outside"),
        (DriftMode.OVERWRITE, "makes it what the code says"),
        (DriftMode.FAIL, "Updates stop"),
    ],
)
def test_drift_is_told_with_what_will_become_of_it(
    made: Made, connection: Connection, twilio: LocalTwilio, mode: DriftMode, next_step: str
) -> None:
    """Each permission, and the mode's answer to it."""
    state = made(SEND, READ, on_drift=mode)
    twilio.change_key(state.sid, permissions=[SEND, CALL])
    (note,) = _read(state, connection).notes
    assert f"granted outside the code: {CALL}" in note
    assert f"revoked outside the code: {READ}" in note
    assert state.sid in note
    assert next_step in note


def test_inputs_keep_the_declared_spelling(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """So that a preview shows the drift and nothing else."""
    single = [f"/twilio/messaging/messages/{action}" for action in ACTIONS]
    state = made(*single)
    twilio.change_key(state.sid, permissions=[EVERY_MESSAGE_ACTION, CALL])
    inputs = _read(state, connection).inputs
    assert inputs is not None
    assert inputs["grants"] == dict.fromkeys([*single, CALL], True)


def test_name_that_is_gone_is_shown_as_empty(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """Twilio's null would count as an automatic name."""
    state = made(SEND)
    twilio.change_key(state.sid, friendly_name=None)
    found = _read(state, connection)
    assert found.state.friendly_name is None
    assert (found.inputs or {})["friendly_name"] == ""


def test_standard_key_drifts_by_its_name_only(connection: Connection, twilio: LocalTwilio) -> None:
    """It has no grants to show."""
    state = create(inputs_of(standard_spec()), connection).state
    twilio.change_key(state.sid, friendly_name="renamed")
    found = _read(state, connection)
    assert found.inputs == state.inputs | {"friendly_name": "renamed"}
    assert "renamed" in found.notes[0]


def test_dates_that_twilio_leaves_out_stay(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """An answer without them forgets nothing."""
    state = made(SEND)
    twilio.fault("rewrite", body={"date_created": None, "date_updated": None})
    assert _read(state, connection).state == state


@pytest.mark.parametrize("policy", [None, {"allow": [SEND]}])
def test_key_of_another_kind_is_an_error(connection: Connection, twilio: LocalTwilio, policy: Any) -> None:
    """A kind never changes: this is not the key that the code means."""
    wanted = spec(SEND) if policy is None else standard_spec()
    state = create(inputs_of(wanted), connection).state
    twilio.fault("rewrite", body={"policy": policy})
    with pytest.raises(AnswerMismatchError, match=f"declared as {state.key_type}.*Look at the key"):
        read(state, connection, HERE)


def test_key_is_gone_when_its_account_answers(made: Made, twilio: LocalTwilio, reach: Any) -> None:
    """A fetch that finds nothing, and one list of one key to be sure."""
    state = made(SEND)
    twilio.remove_key(state.sid)
    assert read(state, reach(twilio.url, clock=tomorrow), HERE) is None
    assert [(request["method"], request["status"]) for request in twilio.requests()] == [("GET", 404), ("GET", 200)]


@pytest.mark.parametrize("away_s", [-3600, 0, 590])
@pytest.mark.parametrize("looks", [1, LOOKS.attempts - 1])
def test_young_key_that_is_not_shown_yet_is_not_gone(
    made: Made, twilio: LocalTwilio, reach: Any, away_s: int, looks: int
) -> None:
    """It is looked for again, whichever clock is ahead: a state that drops a live key loses its secret."""
    state = made(SEND)
    twilio.fault(**NOT_FOUND, call="fetch", count=looks)
    twilio.fault("rewrite", call="list", body={"keys": []}, count=looks)
    connection = reach(twilio.url, clock=lambda: datetime.now(UTC) + timedelta(seconds=away_s))
    assert _read(state, connection).state == state
    assert twilio.methods() == ["GET"] * (2 * looks + 1)


@pytest.mark.parametrize(
    "date", [None, "", "yesterday", "Mon, 99 Jan 2024 00:00:00 +0000", f"Mon, 01 Jan {'9' * 30} 00:00:00 +0000"]
)
def test_key_of_an_unknown_age_is_looked_for_as_a_young_one(
    made: Made, connection: Connection, twilio: LocalTwilio, date: str | None
) -> None:
    """Within bounds: then it is gone."""
    state = made(SEND).model_copy(update={"date_created": date})
    twilio.remove_key(state.sid)
    assert read(state, connection, HERE) is None
    assert twilio.methods() == ["GET"] * (2 * LOOKS.attempts)


@pytest.mark.parametrize("zone", ["+0000", "-0000"])
@pytest.mark.parametrize(("minute", "looks"), [(0, 1), (10, 1), (11, LOOKS.attempts), (30, LOOKS.attempts)])
def test_key_is_young_for_ten_minutes_and_before_it_was_made(
    made: Made, twilio: LocalTwilio, reach: Any, zone: str, minute: int, looks: int
) -> None:
    """By this machine's clock, which may be behind; a date without a zone is in GMT, as Twilio's are."""
    state = made(SEND).model_copy(update={"date_created": f"Mon, 01 Jan 2024 00:{minute:02d}:00 {zone}"})
    twilio.remove_key(state.sid)
    connection = reach(twilio.url, clock=lambda: datetime(2024, 1, 1, 0, 20, tzinfo=UTC))
    assert read(state, connection, HERE) is None
    assert twilio.methods() == ["GET"] * (2 * looks)


def test_key_that_the_list_still_has_is_not_gone(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """One of the two answers is wrong for as long as it is asked, so the state stays as it is."""
    state = made(SEND)
    twilio.fault(**NOT_FOUND, call="fetch", count=LOOKS.attempts)
    with pytest.raises(OriginError, match="and lists it among the keys of its account"):
        read(state, connection, HERE)


@pytest.mark.parametrize("options", [{}, {"clock": tomorrow}], ids=["young", "old"])
def test_key_that_only_the_list_has_is_looked_for_again(
    made: Made, twilio: LocalTwilio, reach: Any, options: dict[str, Any]
) -> None:
    """The two need not see it, or its deletion, at the same time."""
    state = made(SEND)
    twilio.fault(**NOT_FOUND, call="fetch")
    assert _read(state, reach(twilio.url, **options)).state == state


def test_key_of_another_region_is_gone_when_that_region_answers(connection: Connection, twilio: LocalTwilio) -> None:
    """The list is asked for where the key lived."""
    state = create(inputs_of(standard_spec(region=Region.IE1)), connection).state
    twilio.remove_key(state.sid)
    assert read(state, connection, HERE) is None
    assert {request["host"] for request in twilio.requests()} == {"api.dublin.ie1.twilio.com"}


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "answer", "status": 401, "body": {"code": 20003, "message": "Authenticate"}},
        {"kind": "answer", "status": 503, "count": 100},
        {"kind": "answer", "status": 200, "body": {"hello": "world"}},
        {"kind": "answer", "status": 404, "body": {"code": 20404, "message": "was not found"}},
    ],
    ids=str,
)
def test_account_that_does_not_answer_proves_nothing(
    made: Made, connection: Connection, twilio: LocalTwilio, fault: dict[str, Any]
) -> None:
    """A wrong account or a left-over endpoint never empties a state."""
    state = made(SEND)
    twilio.remove_key(state.sid)
    twilio.fault(**fault, path="^/v1/Keys$")
    with pytest.raises(OriginError, match=r"does not know the key.*does not answer either") as caught:
        read(state, connection, HERE)
    assert "State and keys are as they were." in str(caught.value)


def test_signer_that_may_not_list_proves_nothing(made: Made, twilio: LocalTwilio, reach: Any) -> None:
    """The text names the permission that it lacks."""
    state = made(SEND)
    twilio.remove_key(state.sid)
    reader = reach(twilio.url, signer(*twilio.make_key("restricted", "/twilio/iam/api-keys/read")))
    with pytest.raises(OriginError, match="twilio/iam/api-keys/list is missing"):
        read(state, reader, HERE)


def test_failure_is_no_absence(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """A Twilio that is down has not deleted anything."""
    state = made(SEND)
    twilio.fault("answer", status=503, count=100)
    with pytest.raises(ServerError):
        read(state, connection, HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [{"origin": origin(endpoint=EndpointKind.TWILIO)}, {"account_sid": OTHER_ACCOUNT_SID}],
    ids=["endpoint", "account"],
)
def test_key_of_another_place_is_not_asked_for(
    made: Made, connection: Connection, twilio: LocalTwilio, elsewhere: dict[str, Any]
) -> None:
    """No call is made."""
    with pytest.raises(OriginError):
        read(made(SEND).model_copy(update=elsewhere), connection, HERE)
    assert twilio.requests() == []


def test_wrong_credentials_of_the_right_account_prove_nothing(made: Made, twilio: LocalTwilio, reach: Any) -> None:
    """They are an error, whatever the key does."""
    with pytest.raises(Exception, match="error 20003"):
        read(made(SEND), reach(twilio.url, owner(ACCOUNT_SID, "wrong")), HERE)

"""Making a key: one call, whose answer must show what was asked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import (
    ACCOUNT_SID,
    CALL,
    EVERY_MESSAGE_ACTION,
    NAME,
    OTHER_ACCOUNT_SID,
    OTHER_KEY_SID,
    READ,
    SEND,
    grant,
    inputs_of,
    origin,
    spec,
    standard_spec,
    terms,
)
from tests.unit.local_twilio import OTHER_AUTH_TOKEN, LocalTwilio, owner, signer
from twilio_keys_component.lifecycle import AnswerMismatchError, create
from twilio_keys_component.lifecycle.recovering import LOOKS
from twilio_keys_component.model import DriftMode, KeyType, Region
from twilio_keys_component.permissions import ACTIONS
from twilio_keys_component.twilio_iam import Connection, CredentialsError


def test_restricted_key_is_made_and_remembered(connection: Connection, twilio: LocalTwilio) -> None:
    """The state holds what was asked, what came, and where from."""
    inputs = inputs_of(spec(SEND, READ, owner="team", purpose="why", on_drift=DriftMode.FAIL))
    outcome = create(inputs, connection)
    state = outcome.state
    key = twilio.all_keys()[state.sid]
    assert (key["kind"], key["friendly_name"], twilio.grant_of(state.sid)) == ("restricted", NAME, grant(SEND, READ))
    assert state.terms == state.applied == terms(SEND, READ)
    assert (state.account_sid, state.region, state.key_type) == (ACCOUNT_SID, Region.US1, KeyType.RESTRICTED)
    assert (state.owner, state.purpose, state.on_drift) == ("team", "why", DriftMode.FAIL)
    assert (state.date_created, state.date_updated) == (key["date_created"], key["date_updated"])
    assert (state.origin, state.inputs) == (origin(), inputs)
    assert len(state.secret.get_secret_value() if state.secret else "") == 32
    assert outcome.notes == ()
    assert twilio.methods() == ["POST"]


def test_defaults_come_from_the_connection(connection: Connection, twilio: LocalTwilio) -> None:
    """Account and Region of the deployment, a restricted key, the auto name."""
    inputs = {"grants": {SEND: True}, "auto_name": "auto", "origin": {"project": "p", "stack": "s"}}
    state = create(inputs, connection).state
    assert (state.account_sid, state.region, state.key_type) == (ACCOUNT_SID, Region.US1, KeyType.RESTRICTED)
    assert (state.friendly_name, state.on_drift) == ("auto", DriftMode.TIGHTEN)


def test_explicit_name_comes_before_the_auto_name(connection: Connection) -> None:
    """Where both are among the inputs."""
    inputs = inputs_of(spec(SEND, friendly_name="explicit")) | {"auto_name": "auto"}
    assert create(inputs, connection).state.friendly_name == "explicit"


def test_standard_key_has_no_permissions(connection: Connection, twilio: LocalTwilio) -> None:
    """Neither asked for nor remembered."""
    state = create(inputs_of(standard_spec()), connection).state
    assert (twilio.all_keys()[state.sid]["kind"], state.permissions, state.applied.permissions) == (
        "standard",
        None,
        None,
    )


def test_standard_key_of_another_region_is_announced_as_unproven(connection: Connection, twilio: LocalTwilio) -> None:
    """Nobody has proven that keys can be made there."""
    outcome = create(inputs_of(standard_spec(region=Region.IE1)), connection)
    assert twilio.all_keys()[outcome.state.sid]["region"] == outcome.state.region == "ie1"
    assert "ie1" in outcome.notes[0]
    assert "nobody has proven" in outcome.notes[0]


def test_key_of_a_subaccount_is_made_with_its_credentials(twilio: LocalTwilio, reach: Any) -> None:
    """Each account signs for itself."""
    connection = reach(twilio.url, owner(), owner(OTHER_ACCOUNT_SID, OTHER_AUTH_TOKEN))
    state = create(inputs_of(spec(SEND, account_sid=OTHER_ACCOUNT_SID)), connection).state
    assert twilio.all_keys()[state.sid]["account_sid"] == OTHER_ACCOUNT_SID
    assert [request["signer"] for request in twilio.requests()] == [OTHER_ACCOUNT_SID]


def test_account_without_credentials_is_refused(connection: Connection, twilio: LocalTwilio) -> None:
    """Nothing is sent."""
    with pytest.raises(CredentialsError):
        create(inputs_of(spec(SEND, account_sid=OTHER_ACCOUNT_SID)), connection)
    assert twilio.requests() == []


def test_answer_in_another_spelling_is_what_was_asked(connection: Connection) -> None:
    """Twilio collapses all five actions to a wildcard and keeps no order."""
    single = [f"/twilio/messaging/messages/{action}" for action in ACTIONS]
    state = create(inputs_of(spec(*single, CALL)), connection).state
    assert state.permissions == grant(CALL, EVERY_MESSAGE_ACTION)
    assert [str(permission) for permission in state.applied.permissions.written] == sorted([*single, CALL])  # type: ignore[union-attr]  # a restricted key has some


MISMATCHES: list[tuple[dict[str, Any], str]] = [
    ({"policy": None}, "no policy"),
    ({"policy": {"allow": []}}, f"without {SEND}"),
    ({"policy": {"allow": [SEND, CALL]}}, f"beyond it {CALL}"),
    ({"policy": {"allow": [SEND]}}, f"without {READ}"),
    ({"policy": {"allow": [SEND, CALL]}}, f"beyond it {CALL} and without {READ}"),
]


@pytest.mark.parametrize(("answer", "words"), MISMATCHES, ids=str)
def test_key_that_is_not_what_was_asked_is_undone(
    connection: Connection, twilio: LocalTwilio, answer: dict[str, Any], words: str
) -> None:
    """Nothing is left of it, and the error says what was wrong with it."""
    asked = [SEND, READ] if READ in words else [SEND]
    twilio.fault("rewrite", method="POST", body=answer)
    with pytest.raises(AnswerMismatchError) as caught:
        create(inputs_of(spec(*asked)), connection)
    assert words in str(caught.value)
    assert "It was deleted again, and nothing is left." in str(caught.value)
    assert (twilio.all_keys(), twilio.methods()) == ({}, ["POST", "GET", "DELETE"])


@pytest.mark.parametrize("name", ["other", None])
def test_key_of_another_name_is_left_alone(connection: Connection, twilio: LocalTwilio, name: str | None) -> None:
    """Nothing proves whose it is: the error names it, and the key that may exist."""
    twilio.fault("rewrite", method="POST", body={"friendly_name": name})
    with pytest.raises(AnswerMismatchError) as caught:
        create(inputs_of(spec(SEND)), connection)
    assert f"the name {name!r} instead of '{NAME}'" in str(caught.value)
    assert f"A key named '{NAME}' may exist" in str(caught.value)
    assert len(twilio.all_keys()) == 1


def test_answer_about_another_key_deletes_nothing(connection: Connection, twilio: LocalTwilio) -> None:
    """Not even where it carries the name that was sent: the key itself must carry it too."""
    foreign, _ = twilio.make_key("restricted", CALL)
    twilio.fault("rewrite", method="POST", body={"sid": foreign, "policy": None})
    with pytest.raises(AnswerMismatchError, match="Nothing was deleted"):
        create(inputs_of(spec(SEND)), connection)
    assert foreign in twilio.all_keys()
    assert len(twilio.all_keys()) == 2


@pytest.mark.parametrize(
    ("fault", "asked"),
    [
        ({"kind": "drop_after", "call": "delete"}, ["POST", "GET", "DELETE", "DELETE"]),
        ({"kind": "drop_after", "call": "fetch"}, ["POST", "GET", "GET", "DELETE"]),
        (
            {"kind": "answer", "call": "fetch", "status": 404, "body": {"code": 20404}, "count": 3},
            ["POST", "GET", "GET", "GET", "GET", "DELETE"],
        ),
    ],
    ids=["a lost deletion", "a lost fetch", "a fetch that lags behind"],
)
def test_undoing_outlasts_a_fault(
    connection: Connection, twilio: LocalTwilio, fault: dict[str, Any], asked: list[str]
) -> None:
    """A deletion whose answer was lost has been carried out; a new key may be fetched only after a while."""
    twilio.fault("rewrite", method="POST", body={"policy": None})
    twilio.fault(**fault)
    with pytest.raises(AnswerMismatchError, match="It was deleted again, and nothing is left"):
        create(inputs_of(spec(SEND)), connection)
    assert (twilio.all_keys(), twilio.methods()) == ({}, asked)


def test_key_that_signs_in_is_never_undone(twilio: LocalTwilio, reach: Any) -> None:
    """Whatever an answer says that it made."""
    sid, secret = twilio.make_key("main", friendly_name=NAME)
    twilio.fault("rewrite", method="POST", body={"policy": None, "sid": sid})
    with pytest.raises(AnswerMismatchError, match=f"Nothing was deleted, because this deployment signs in with {sid}"):
        create(inputs_of(spec(SEND)), reach(twilio.url, signer(sid, secret)))
    assert sid in twilio.all_keys()


def test_key_that_is_not_there_cannot_be_undone(connection: Connection, twilio: LocalTwilio) -> None:
    """The answer names a key that Twilio does not find: another one may have been made."""
    twilio.fault("rewrite", method="POST", body={"policy": None, "sid": OTHER_KEY_SID})
    with pytest.raises(AnswerMismatchError) as caught:
        create(inputs_of(spec(SEND)), connection)
    assert f"Nothing was deleted, because Twilio does not find {OTHER_KEY_SID}" in str(caught.value)
    assert f"A key named '{NAME}' may exist" in str(caught.value)
    assert twilio.methods() == ["POST", *["GET"] * LOOKS.attempts]


def test_standard_key_with_a_policy_is_undone(connection: Connection, twilio: LocalTwilio) -> None:
    """It is not the kind that was asked for."""
    twilio.fault("rewrite", method="POST", body={"policy": {"allow": [SEND]}})
    with pytest.raises(AnswerMismatchError, match="a policy, as for a restricted key"):
        create(inputs_of(standard_spec()), connection)
    assert twilio.all_keys() == {}


def test_key_that_cannot_be_undone_is_named(connection: Connection, twilio: LocalTwilio) -> None:
    """Its sid, why it is still there, and what to do; never its secret."""
    twilio.fault("rewrite", method="POST", body={"policy": None, "secret": "NeverToBeSeen"})
    twilio.fault("answer", method="DELETE", status=401, body={"code": 20003, "message": "Authenticate"})
    with pytest.raises(AnswerMismatchError) as caught:
        create(inputs_of(spec(SEND)), connection)
    (sid,) = twilio.all_keys()
    assert f"It could not be deleted again (Could not delete the key {sid}: Twilio answered" in str(caught.value)
    assert f"Delete {sid} in the Console" in str(caught.value)
    assert "NeverToBeSeen" not in str(caught.value)

"""Making a living key what the code asks for, in each drift mode."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import (
    CALL,
    HERE,
    LIST,
    NAME,
    OTHER_ACCOUNT_SID,
    READ,
    SEND,
    grant,
    inputs_of,
    origin,
    spec,
    standard_spec,
    terms,
)
from tests.unit.local_twilio import LocalTwilio, tomorrow
from twilio_keys_component.lifecycle import AnswerMismatchError, DriftError, OriginError, create, read, update
from twilio_keys_component.lifecycle.recovering import LOOKS
from twilio_keys_component.model import DriftMode, EndpointKind, KeyState, Region
from twilio_keys_component.twilio_iam import Connection, KeyNotFoundError

Made = Callable[..., KeyState]
TIGHTEN, OVERWRITE, FAIL = DriftMode.TIGHTEN, DriftMode.OVERWRITE, DriftMode.FAIL
READ_FIRST = [TIGHTEN, FAIL]


@pytest.mark.parametrize(
    ("mode", "calls"), [(TIGHTEN, ["GET", "POST"]), (FAIL, ["GET", "POST"]), (OVERWRITE, ["POST"])]
)
def test_change_of_the_code_is_sent_whole(
    made: Made, connection: Connection, twilio: LocalTwilio, mode: DriftMode, calls: list[str]
) -> None:
    """A fetch and one POST, or the POST alone; without drift every mode gives the spec."""
    state = made(SEND, on_drift=mode)
    inputs = inputs_of(spec(READ, CALL, friendly_name="new", on_drift=mode))
    outcome = update(inputs, state, connection)
    assert twilio.methods() == calls
    assert (twilio.grant_of(state.sid), twilio.all_keys()[state.sid]["friendly_name"]) == (grant(READ, CALL), "new")
    assert outcome.state.terms == outcome.state.applied == terms(READ, CALL, name="new")
    assert (outcome.state.secret, outcome.state.inputs, outcome.notes) == (state.secret, inputs, ())


@pytest.mark.parametrize("mode", DriftMode)
def test_what_twilio_never_sees_needs_no_call(
    made: Made, connection: Connection, twilio: LocalTwilio, mode: DriftMode
) -> None:
    """Owner, purpose and drift mode are the state's own."""
    state = made(SEND)
    outcome = update(inputs_of(spec(SEND, owner="team", purpose="why", on_drift=mode)), state, connection)
    assert (outcome.state.owner, outcome.state.purpose, outcome.state.on_drift) == ("team", "why", mode)
    assert twilio.requests() == []


@pytest.mark.parametrize("mode", DriftMode)
def test_standard_key_is_renamed(connection: Connection, twilio: LocalTwilio, mode: DriftMode) -> None:
    """It has no grant to send, in no Region."""
    for region in (Region.US1, Region.IE1):
        state = create(inputs_of(standard_spec(region=region)), connection).state
        wanted = standard_spec(friendly_name="new", region=region, on_drift=mode)
        assert update(inputs_of(wanted), state, connection).state.friendly_name == "new"
        assert twilio.all_keys()[state.sid]["friendly_name"] == "new"


@pytest.mark.parametrize("mode", READ_FIRST)
def test_nothing_is_sent_where_the_key_is_right_already(
    made: Made, connection: Connection, twilio: LocalTwilio, mode: DriftMode
) -> None:
    """Somebody may have done by hand what the code asks for now."""
    state = made(SEND)
    twilio.change_key(state.sid, permissions=[SEND, CALL])
    outcome = update(inputs_of(spec(SEND, CALL, on_drift=mode)), state, connection)
    assert twilio.methods() == ["GET"]
    assert outcome.state.terms == outcome.state.applied == terms(SEND, CALL)


def test_tighten_removes_and_withholds(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """What was granted outside goes, what was revoked outside does not come back; the note names each."""
    state = made(SEND, READ)
    twilio.change_key(state.sid, permissions=[SEND, CALL])
    outcome = update(inputs_of(spec(SEND, READ, LIST)), state, connection)
    assert twilio.grant_of(state.sid) == grant(SEND, LIST) == outcome.state.permissions
    assert outcome.state.applied == terms(SEND, READ, LIST)
    (note,) = outcome.notes
    assert f"granted outside the code and removed: {CALL}" in note
    assert f"revoked outside the code and not granted again: {READ}" in note
    assert 'on_drift="overwrite"' in note


def test_withheld_permissions_stay_withheld(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """Over further updates, with and without a refresh, until the code gives them up or overwrites."""
    state = made(SEND, READ)
    twilio.change_key(state.sid, permissions=[SEND])
    for wanted in ((SEND, READ, LIST), (SEND, READ), (SEND, READ, CALL)):
        state = update(inputs_of(spec(*wanted)), state, connection).state
        assert twilio.grant_of(state.sid) == grant(*wanted) - grant(READ)
        found = read(state, connection, HERE)
        assert found is not None
        state = found.state
    state = update(inputs_of(spec(SEND, READ, CALL, on_drift=OVERWRITE)), state, connection).state
    assert twilio.grant_of(state.sid) == grant(SEND, READ, CALL)
    assert update(inputs_of(spec(SEND, READ)), state, connection).state.terms == terms(SEND, READ)


def test_given_up_permission_can_be_asked_for_anew(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """Taking it out of the code accepts the loss; from then on it is a permission like another."""
    state = made(SEND, READ)
    twilio.change_key(state.sid, permissions=[SEND])
    state = update(inputs_of(spec(SEND, LIST)), state, connection).state
    state = update(inputs_of(spec(SEND, READ)), state, connection).state
    assert twilio.grant_of(state.sid) == grant(SEND, READ) == state.permissions


def test_loss_that_was_refreshed_and_accepted_is_forgotten(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """The same where a refresh has shown it before: an update that only looks takes it over."""
    state = made(SEND, READ)
    twilio.change_key(state.sid, permissions=[SEND])
    found = read(state, connection, HERE)
    assert found is not None
    twilio.forget()
    state = update(inputs_of(spec(SEND)), found.state, connection).state
    assert (twilio.methods(), state.applied) == (["GET"], terms(SEND))
    assert update(inputs_of(spec(SEND, READ)), state, connection).state.permissions == grant(SEND, READ)


def test_overwrite_lets_the_code_win(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """Without looking."""
    state = made(SEND, READ, on_drift=OVERWRITE)
    twilio.change_key(state.sid, permissions=[CALL], friendly_name="renamed")
    update(inputs_of(spec(SEND, READ, LIST, on_drift=OVERWRITE)), state, connection)
    assert twilio.methods() == ["POST"]
    assert (twilio.grant_of(state.sid), twilio.all_keys()[state.sid]["friendly_name"]) == (
        grant(SEND, READ, LIST),
        NAME,
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"permissions": [SEND, CALL]}, f"granted outside the code: {CALL}"),
        ({"permissions": [SEND]}, f"revoked outside the code: {READ}"),
        ({"friendly_name": "renamed"}, "renamed"),
    ],
)
def test_fail_stops_at_any_drift(
    made: Made, connection: Connection, twilio: LocalTwilio, change: dict[str, Any], words: str
) -> None:
    """One fetch, nothing changed; the text says what drifted and what to do."""
    state = made(SEND, READ, on_drift=FAIL)
    twilio.change_key(state.sid, **change)
    before = twilio.all_keys()
    with pytest.raises(DriftError) as caught:
        update(inputs_of(spec(SEND, READ, LIST, on_drift=FAIL)), state, connection)
    assert words in str(caught.value)
    assert f"The key '{NAME}' ({state.sid}) was not updated: " in str(caught.value)
    assert 'on_drift="fail" stops the update' in str(caught.value)
    assert (twilio.all_keys(), twilio.methods()) == (before, ["GET"])


def test_key_is_not_left_without_a_permission(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """Where all that the code asks for was revoked outside, it stops."""
    state = made(SEND, READ)
    twilio.change_key(state.sid, permissions=[CALL])
    with pytest.raises(DriftError, match="Everything that the code asks for was revoked outside it"):
        update(inputs_of(spec(SEND)), state, connection)
    assert (twilio.grant_of(state.sid), twilio.methods()) == (grant(CALL), ["GET"])


@pytest.mark.parametrize("mode", READ_FIRST)
def test_key_without_a_policy_is_not_touched(
    made: Made, connection: Connection, twilio: LocalTwilio, mode: DriftMode
) -> None:
    """It is not the key that the code means."""
    state = made(SEND)
    twilio.fault("rewrite", body={"policy": None})
    with pytest.raises(DriftError, match="no policy"):
        update(inputs_of(spec(SEND, READ, on_drift=mode)), state, connection)
    assert twilio.methods() == ["GET"]


@pytest.mark.parametrize("mode", READ_FIRST)
def test_key_that_is_gone_stops_the_update(
    made: Made, twilio: LocalTwilio, reach: Callable[..., Connection], mode: DriftMode
) -> None:
    """A refresh forgets it; then a new one can be made."""
    state = made(SEND)
    twilio.remove_key(state.sid)
    connection = reach(twilio.url, clock=tomorrow)
    with pytest.raises(DriftError, match=r"was deleted outside the code.*pulumi refresh.*pulumi up"):
        update(inputs_of(spec(SEND, READ, on_drift=mode)), state, connection)
    assert twilio.methods() == ["GET", "GET"]


def test_key_that_a_fetch_does_not_show_yet_is_not_called_gone(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """The account lists it: whoever were told to make a new one would have two."""
    state = made(SEND)
    twilio.fault("answer", call="fetch", status=404, body={"code": 20404}, count=LOOKS.attempts)
    with pytest.raises(OriginError, match=r"and lists it among the keys .* Run again in a while\."):
        update(inputs_of(spec(SEND, READ)), state, connection)
    assert twilio.grant_of(state.sid) == grant(SEND)


@pytest.mark.parametrize("mode", READ_FIRST)
def test_young_key_that_is_not_shown_yet_is_changed_once_it_is(
    made: Made, connection: Connection, twilio: LocalTwilio, mode: DriftMode
) -> None:
    """Whoever were told that it was deleted would refresh it away."""
    state = made(SEND)
    twilio.fault("answer", call="fetch", status=404, body={"code": 20404}, count=3)
    twilio.fault("rewrite", call="list", body={"keys": []}, count=3)
    update(inputs_of(spec(SEND, READ, on_drift=mode)), state, connection)
    assert twilio.grant_of(state.sid) == grant(SEND, READ)


def test_overwrite_meets_a_key_that_is_gone(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """Twilio's own refusal leads to the same step."""
    state = made(SEND)
    twilio.remove_key(state.sid)
    with pytest.raises(KeyNotFoundError, match="pulumi refresh"):
        update(inputs_of(spec(SEND, READ, on_drift=OVERWRITE)), state, connection)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"policy": None}, "no policy"),
        ({"policy": {"allow": [SEND, READ, CALL]}}, f"beyond it {CALL}"),
        ({"policy": {"allow": [SEND]}}, f"without {READ}"),
        ({"friendly_name": "other"}, "the name 'other'"),
    ],
)
@pytest.mark.parametrize("mode", DriftMode)
def test_answer_that_is_not_what_was_sent_is_an_error(
    made: Made, connection: Connection, twilio: LocalTwilio, mode: DriftMode, answer: dict[str, Any], words: str
) -> None:
    """A living key is not deleted for it: consumers use it."""
    state = made(SEND)
    twilio.fault("rewrite", method="POST", body=answer)
    with pytest.raises(AnswerMismatchError) as caught:
        update(inputs_of(spec(SEND, READ, on_drift=mode)), state, connection)
    assert words in str(caught.value)
    assert "pulumi refresh" in str(caught.value)
    assert state.sid in twilio.all_keys()


@pytest.mark.parametrize(
    "elsewhere",
    [{"origin": origin(endpoint=EndpointKind.TWILIO)}, {"account_sid": OTHER_ACCOUNT_SID}],
    ids=["endpoint", "account"],
)
def test_key_of_another_place_is_not_touched(
    made: Made, connection: Connection, twilio: LocalTwilio, elsewhere: dict[str, Any]
) -> None:
    """Not even looked at."""
    state = made(SEND).model_copy(update=elsewhere)
    with pytest.raises(OriginError):
        update(inputs_of(spec(SEND, READ)), state, connection)
    assert twilio.requests() == []


@pytest.mark.parametrize("fault", [{"kind": "drop_after"}, {"kind": "answer", "status": 503}], ids=str)
def test_lost_answer_is_no_drift(
    made: Made, connection: Connection, twilio: LocalTwilio, fault: dict[str, Any]
) -> None:
    """An update can be repeated: sent twice, it is the same."""
    state = made(SEND)
    twilio.fault(**fault, method="POST")
    outcome = update(inputs_of(spec(SEND, READ)), state, connection)
    assert (outcome.state.terms, outcome.notes) == (terms(SEND, READ), ())
    assert twilio.methods() == ["GET", "POST", "POST"]


def test_what_was_taken_over_is_looked_at_with_an_annotation_too(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """Taken over after a refresh, and taken back outside since: what counts is what is there."""
    state = made(SEND)
    twilio.change_key(state.sid, permissions=[SEND, READ])
    found = read(state, connection, HERE)
    assert found is not None
    twilio.change_key(state.sid, permissions=[SEND])
    twilio.forget()

    outcome = update(inputs_of(spec(SEND, READ, owner="x")), found.state, connection)

    assert twilio.methods()[0] == "GET"
    assert outcome.state.permissions == twilio.grant_of(state.sid)

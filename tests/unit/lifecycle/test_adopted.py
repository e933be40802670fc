"""What becomes of a key that was adopted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import (
    CALL,
    HERE,
    KEY_SID,
    LIST,
    SECRET,
    SEND,
    adoption,
    inputs_of,
    spec,
    terms,
    unnamed_spec,
)
from tests.unit.local_twilio import LocalTwilio
from twilio_keys_component.lifecycle import (
    UNKNOWN,
    AdoptionError,
    DriftError,
    Outcome,
    check,
    delete,
    diff,
    read,
    update,
)
from twilio_keys_component.model import DriftMode, KeyState
from twilio_keys_component.reconcile import Annotate
from twilio_keys_component.twilio_iam import Connection

OURS = "Orders in the Console"


@pytest.fixture
def adopted(take: Callable[..., Outcome], twilio: LocalTwilio) -> KeyState:
    """A key with a name of the Console's, adopted as it was, without its secret."""
    sid, _ = twilio.make_key("restricted", SEND, friendly_name=OURS)
    state = take(sid, unnamed_spec(SEND)).state
    twilio.forget()
    return state


def test_adopt_sid_can_go_and_changes_nothing(adopted: KeyState, connection: Connection, twilio: LocalTwilio) -> None:
    """The name stays too, although the constructor then draws one as for a new key."""
    later = inputs_of(unnamed_spec(SEND)) | {"auto_name": UNKNOWN}
    for olds in (adopted.inputs, {**adopted.inputs, "friendly_name": "drifted"}, inputs_of(unnamed_spec(SEND))):
        checked = check(later, olds, connection)
        assert (checked.problems, "auto_name" in checked.inputs) == ((), False)
        assert not diff(checked.inputs, adopted, connection)
    assert not diff(later | {"auto_name": "drawn"}, adopted, connection)
    assert twilio.requests() == []


def test_a_renamed_key_gets_back_the_name_that_it_had(
    adopted: KeyState, connection: Connection, twilio: LocalTwilio
) -> None:
    """Without a declared one, what was adopted is the base for drift; the inputs show it after a refresh."""
    twilio.change_key(adopted.sid, friendly_name="mine")
    found = read(adopted, connection, HERE)
    assert found is not None
    assert found.inputs == {**adopted.inputs, "friendly_name": "mine"}
    assert f"'{OURS}' is now 'mine'" in found.notes[0]

    update(adoption(adopted.sid, unnamed_spec(SEND)), found.state, connection)

    assert twilio.all_keys()[adopted.sid]["friendly_name"] == OURS


def test_another_sid_is_an_error(adopted: KeyState, made: Any, connection: Connection) -> None:
    """Whether the key was adopted or made; its own sid is none, and neither is one that is not known yet."""
    for state in (adopted, made(SEND)):
        with pytest.raises(AdoptionError, match=f"cannot become {KEY_SID}: adopt_sid is read once.*logical name"):
            diff(adoption(KEY_SID, unnamed_spec(SEND)), state, connection)
        for same in (state.sid, UNKNOWN):
            assert not diff(adoption(same, unnamed_spec(SEND)), state, connection)


def test_a_secret_can_be_told_later(adopted: KeyState, connection: Connection, twilio: LocalTwilio) -> None:
    """It is a change that asks Twilio nothing and is in no text; the same one again is none."""
    inputs = adoption(adopted.sid, unnamed_spec(SEND), adopt_secret=SECRET)
    changes = diff(inputs, adopted, connection)
    assert changes.changes == (Annotate("adopt_secret", None, "[secret]"),)

    state = update(inputs, adopted, connection).state

    assert state.secret is not None
    assert state.secret.get_secret_value() == SECRET
    assert SECRET not in str((changes, state.inputs))
    for again in (inputs, inputs | {"adopt_secret": UNKNOWN}, adoption(adopted.sid, unnamed_spec(SEND))):
        assert not diff(again, state, connection)
        assert update(again, state, connection).state.secret == state.secret
    assert twilio.requests() == []


def test_a_secret_is_no_change_of_a_key_that_was_made(made: Any, connection: Connection) -> None:
    """Its own secret is known, and is not to be overwritten."""
    state = made(SEND)
    assert not diff(adoption(state.sid, spec(SEND), adopt_secret=SECRET), state, connection)


def test_a_key_that_was_adopted_is_forgotten(adopted: KeyState, connection: Connection, twilio: LocalTwilio) -> None:
    """Without a call; it is revoked only where the code said so."""
    (note,) = delete(adopted, connection, HERE)
    assert f"'{OURS}' ({adopted.sid}) was adopted, so it is forgotten and lives on" in note
    assert (twilio.requests(), list(twilio.all_keys())) == ([], [adopted.sid])

    inputs = adoption(adopted.sid, unnamed_spec(SEND, revoke_adopted=True))
    assert diff(inputs, adopted, connection).changes == (Annotate("revoke_adopted", None, "true"),)
    state = update(inputs, adopted, connection).state

    assert delete(state, connection, HERE) == ()
    assert twilio.all_keys() == {}


def test_drift_of_an_adopted_key_is_settled_as_of_any(
    adopted: KeyState, connection: Connection, twilio: LocalTwilio
) -> None:
    """What was granted outside goes, what stops an update stops it."""
    twilio.change_key(adopted.sid, permissions=[SEND, CALL])
    with pytest.raises(DriftError):
        update(adoption(adopted.sid, unnamed_spec(SEND, LIST, on_drift=DriftMode.FAIL)), adopted, connection)
    state = update(adoption(adopted.sid, unnamed_spec(SEND, LIST)), adopted, connection).state
    assert twilio.grant_of(adopted.sid) == state.permissions == terms(SEND, LIST).permissions

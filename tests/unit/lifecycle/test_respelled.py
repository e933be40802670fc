"""A code that changes its spelling while somebody changes the key: what was revoked outside stays revoked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.builders import (
    HERE,
    SEND,
    grant,
    inputs_of,
    spec,
)
from tests.unit.local_twilio import LocalTwilio
from twilio_keys_component.lifecycle import DriftError, read, update
from twilio_keys_component.model import DriftMode, KeyState
from twilio_keys_component.twilio_iam import Connection

Made = Callable[..., KeyState]

TRUNKS, SIP_TRUNKS = "/twilio/voice/byoc-trunks", "/twilio/voice/sip.byoc-trunks"
CONFERENCES = "/twilio/voice/conferences"  # list, read and update are known
KNOWN_OF_CONFERENCES = [f"{CONFERENCES}/{action}" for action in ("list", "read", "update")]


@pytest.mark.parametrize("is_refreshed", [False, True])
def test_respelling_grants_nothing_again(
    is_refreshed: bool, made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """`read` was revoked at Twilio; the code now spells the resource as the API does."""
    state = made(f"{TRUNKS}/read", f"{TRUNKS}/list")
    twilio.change_key(state.sid, permissions=[f"{TRUNKS}/list"])
    if is_refreshed:
        found = read(state, connection, HERE)
        assert found
        state = found.state
    outcome = update(inputs_of(spec(f"{SIP_TRUNKS}/read", f"{SIP_TRUNKS}/list")), state, connection)
    assert twilio.grant_of(state.sid) == grant(f"{SIP_TRUNKS}/list")
    assert f"revoked outside the code and not granted again: {SIP_TRUNKS}/read." in outcome.notes[0]
    assert TRUNKS not in outcome.notes[0]


def test_drift_taken_over_in_the_other_spelling_ends_a_refusal(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """With `fail`, an update goes on as soon as the code says what Twilio has."""
    state = made(SEND, on_drift=DriftMode.FAIL)
    twilio.change_key(state.sid, permissions=[SEND, f"{SIP_TRUNKS}/read"])
    with pytest.raises(DriftError):
        update(inputs_of(spec(SEND, owner="x", friendly_name="y", on_drift=DriftMode.FAIL)), state, connection)
    outcome = update(inputs_of(spec(SEND, f"{TRUNKS}/read", on_drift=DriftMode.FAIL)), state, connection)
    assert f"kept, the code asks for it now: {TRUNKS}/read" in outcome.notes[0]
    assert outcome.state.permissions == grant(SEND, f"{TRUNKS}/read")


def test_narrowed_wildcard_is_not_widened_by_another_change(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """In the Console `*` became the three actions that are known: a rename sends those, not what nobody knows."""
    state = made(f"{CONFERENCES}/*")
    twilio.change_key(state.sid, permissions=KNOWN_OF_CONFERENCES)
    outcome = update(inputs_of(spec(f"{CONFERENCES}/*", friendly_name="new")), state, connection)
    assert twilio.grant_of(state.sid) == grant(*KNOWN_OF_CONFERENCES)
    assert outcome.state.permissions == grant(f"{CONFERENCES}/*")


def test_overwrite_sends_the_wildcard_again(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """There the code wins."""
    state = made(f"{CONFERENCES}/*", on_drift=DriftMode.OVERWRITE)
    twilio.change_key(state.sid, permissions=KNOWN_OF_CONFERENCES)
    inputs = inputs_of(spec(f"{CONFERENCES}/*", friendly_name="new", on_drift=DriftMode.OVERWRITE))
    update(inputs, state, connection)
    assert twilio.grant_of(state.sid) == grant(f"{CONFERENCES}/*")


def test_wildcard_less_what_was_revoked_is_what_is_known(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """Actions that the resource does not have are never sent: Twilio would refuse the whole key."""
    state = made(f"{CONFERENCES}/read", f"{CONFERENCES}/list")
    twilio.change_key(state.sid, permissions=[f"{CONFERENCES}/list"])
    outcome = update(inputs_of(spec(f"{CONFERENCES}/*")), state, connection)
    assert twilio.grant_of(state.sid) == grant(f"{CONFERENCES}/list", f"{CONFERENCES}/update")
    assert f"not granted again: {CONFERENCES}/read." in outcome.notes[0]


def test_what_a_short_wildcard_lost_names_known_actions_only(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """Of the five that `*` could mean, three exist."""
    state = made(f"{CONFERENCES}/*")
    twilio.change_key(state.sid, permissions=[f"{CONFERENCES}/list", f"{CONFERENCES}/read"])
    found = read(state, connection, HERE)
    assert found
    assert f"revoked outside the code: {CONFERENCES}/update." in found.notes[0]


def test_wildcard_that_the_code_does_not_declare_is_more_than_its_known_actions(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """Somebody granted `*` in the Console: that is drift, and `tighten` takes it back."""
    state = made(*KNOWN_OF_CONFERENCES)
    twilio.change_key(state.sid, permissions=[f"{CONFERENCES}/*"])
    found = read(state, connection, HERE)
    assert found
    assert f"granted outside the code: {CONFERENCES}/create, {CONFERENCES}/delete." in found.notes[0]
    update(inputs_of(spec(*KNOWN_OF_CONFERENCES)), found.state, connection)
    assert twilio.grant_of(state.sid) == grant(*KNOWN_OF_CONFERENCES)


def test_narrowed_wildcard_is_not_widened_by_another_spelling(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """The code spells it as the API does now; Twilio had it narrowed to the four actions that are known."""
    old = "/twilio/voice/sip.credential-list-mappings"
    new = "/twilio/voice/sip.domains.auth.calls.credential-list-mappings"
    known = ("create", "delete", "list", "read")
    state = made(f"{old}/*")
    twilio.change_key(state.sid, permissions=[f"{old}/{action}" for action in known])
    outcome = update(inputs_of(spec(f"{new}/*")), state, connection)
    assert twilio.grant_of(state.sid) == grant(*(f"{new}/{action}" for action in known))
    assert outcome.state.permissions == grant(f"{new}/*")

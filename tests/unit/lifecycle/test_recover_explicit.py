"""A create with an explicit name whose answer was lost: nothing proves whose a key of that name is."""

from __future__ import annotations

from itertools import product

import pytest

from tests.builders import ACCOUNT_SID, CALL, SEND, inputs_of, spec
from tests.unit.lifecycle.losing import AUTO, COMMITTED, LAGS, NOT_COMMITTED, lose
from tests.unit.local_twilio import LocalTwilio
from twilio_keys_component.lifecycle import create
from twilio_keys_component.lifecycle.recovering import LOOKS
from twilio_keys_component.twilio_iam import Connection, CreateOutcomeUnknownError


@pytest.mark.parametrize(("fault", "lag"), [*product(COMMITTED, LAGS)])
def test_an_explicit_name_proves_nothing(connection: Connection, twilio: LocalTwilio, fault: str, lag: int) -> None:
    """One POST, no deletion: the error names every key that carries the name, with the date it was made."""
    older, _ = twilio.make_key("restricted", CALL, friendly_name="Orders")
    lose(twilio, fault, lag=lag)
    with pytest.raises(CreateOutcomeUnknownError) as caught:
        create(inputs_of(spec(SEND, friendly_name="Orders")) | {"auto_name": AUTO}, connection)
    keys = twilio.all_keys()
    assert older in keys
    assert len(keys) == 2
    for sid, key in keys.items():
        assert f"{sid} (made {key['date_created']})" in str(caught.value)
    assert "It was not tried again, because anybody's key can be named 'Orders'" in str(caught.value)
    assert twilio.methods() == ["POST", *["GET"] * LOOKS.attempts]


@pytest.mark.parametrize(("fault", "lag"), [*product(NOT_COMMITTED, LAGS)])
def test_an_explicit_name_that_no_key_has_is_told(
    connection: Connection, twilio: LocalTwilio, fault: str, lag: int
) -> None:
    """The create is not tried again all the same."""
    lose(twilio, fault, lag=lag)
    with pytest.raises(CreateOutcomeUnknownError) as caught:
        create(inputs_of(spec(SEND, friendly_name="Orders")), connection)
    assert f"No key of account {ACCOUNT_SID} is listed with it now. If one appears, delete it" in str(caught.value)
    assert (twilio.all_keys(), twilio.methods()) == ({}, ["POST", *["GET"] * LOOKS.attempts])


def test_candidates_that_cannot_be_listed_are_told_of(connection: Connection, twilio: LocalTwilio) -> None:
    """Why, and what to look for."""
    lose(twilio, "closed after it")
    twilio.fault("answer", call="list", status=401, body={"code": 20003, "message": "Authenticate"})
    with pytest.raises(CreateOutcomeUnknownError) as caught:
        create(inputs_of(spec(SEND, friendly_name="Orders")), connection)
    assert "Which keys carry it could not be listed to the end: Could not list the keys" in str(caught.value)
    assert f"Look for it among the keys of account {ACCOUNT_SID}" in str(caught.value)

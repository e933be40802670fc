"""Keys that deployments sign in with: no change locks the deployment out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import (
    HERE,
    SECRET,
    adoption,
    inputs_of,
    spec,
    standard_spec,
    state_of,
    unnamed_spec,
)
from tests.unit.local_twilio import LocalTwilio, signer
from twilio_keys_component.lifecycle import ProtectedKeyError, adopt, delete, diff
from twilio_keys_component.model import KeyState
from twilio_keys_component.twilio_iam import Connection

KEYS = "/twilio/iam/api-keys/"


@pytest.fixture
def deployer() -> KeyState:
    """A key that may list, read and update keys."""
    return state_of(spec(KEYS + "list", KEYS + "read", KEYS + "update", deployer=True))


def test_a_deployer_key_is_not_replaced_at_once(deployer: KeyState, connection: Connection) -> None:
    """Its deletion would be refused after the new one was made; where it is only forgotten, it may be."""
    wanted = inputs_of(standard_spec())
    with pytest.raises(ProtectedKeyError, match=r"another key_type would make a new key.*Set deployer to False"):
        diff(wanted, deployer, connection)
    for state in ({"adopted": True}, {"deployer": False}):
        assert diff(wanted, deployer.model_copy(update=state), connection).replaced_by == ("key_type",)


def test_what_waits_to_be_deleted_has_a_way_out(deployer: KeyState, connection: Connection) -> None:
    """A forced replacement asks nobody: the text says how to get rid of the old key."""
    with pytest.raises(ProtectedKeyError, match=r"only waits to be deleted: revoke it in the Console"):
        delete(deployer, connection, HERE)


def test_the_signer_keeps_what_it_manages_keys_by(
    deployer: KeyState, connection: Connection, reach: Callable[..., Connection], twilio: LocalTwilio
) -> None:
    """Other credentials may take it away."""
    own = reach(twilio.url, signer(deployer.sid, SECRET))
    narrow = inputs_of(spec(KEYS + "list", KEYS + "read", deployer=True))
    with pytest.raises(ProtectedKeyError, match=f"would lose {KEYS}update, so that .* Sign in with other credentials"):
        diff(narrow, deployer, own)
    assert diff(narrow, deployer, connection)
    assert not diff(inputs_of(spec(KEYS + "list", KEYS + "read", KEYS + "update", deployer=True)), deployer, own)


def test_the_signer_is_not_narrowed_by_its_adoption(
    reach: Callable[..., Connection], twilio: LocalTwilio, told: list[Any]
) -> None:
    """Nothing is sent, and nothing is told as if it were."""
    sid, secret = twilio.make_key("restricted", KEYS + "list", KEYS + "read", KEYS + "update")
    twilio.forget()
    with pytest.raises(ProtectedKeyError, match=f"would lose {KEYS}update"):
        adopt(
            adoption(sid, unnamed_spec(KEYS + "list", KEYS + "read")),
            reach(twilio.url, signer(sid, secret)),
            told.append,
        )
    assert (told, twilio.methods()) == ([], ["GET", "GET"])

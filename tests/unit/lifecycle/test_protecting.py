"""The key that the deployment itself signs in with: nothing deletes, replaces or disables it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.builders import (
    ACCOUNT_SID,
    HERE,
    OTHER_ACCOUNT_SID,
    READ,
    SEND,
    inputs_of,
    spec,
    standard_spec,
    state_of,
    terms,
)
from tests.unit.local_twilio import OTHER_AUTH_TOKEN, LocalTwilio, owner, signer
from twilio_keys_component.lifecycle import ProtectedKeyError, create, delete, diff, read, update
from twilio_keys_component.model import DriftMode, KeySpec, KeyState
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.twilio_iam import Connection, ServerError

KEYS = "/twilio/iam/api-keys/"
ALL = [KEYS + action for action in ("create", "delete", "list", "read", "update")]
AUTO = "deployer-abcdefgh-"

Reach = Callable[..., Connection]


class Signer:
    """A key that signs in, and what the state of the stack that made it says.

    Attributes:
        sid: The key's.
        connection: Signed in with it.
        state: As the key was made.
    """

    def __init__(self, twilio: LocalTwilio, reach: Reach, *permissions: str, name: str = AUTO + "aaaaaa") -> None:
        self.sid, secret = twilio.make_key("restricted", *permissions, friendly_name=name)
        self.connection = reach(twilio.url, signer(self.sid, secret))
        self.state = state_of(spec(*permissions, friendly_name=name), sid=self.sid)
        twilio.forget()


@pytest.fixture
def own(twilio: LocalTwilio, reach: Reach) -> Signer:
    """The deployment's own key, with all that it manages keys by."""
    return Signer(twilio, reach, *ALL)


@pytest.mark.parametrize("other", [standard_spec(), spec(*ALL, account_sid=OTHER_ACCOUNT_SID)], ids=str)
@pytest.mark.parametrize("is_deployer", [True, False])
def test_no_change_replaces_it(
    own: Signer, reach: Reach, twilio: LocalTwilio, other: KeySpec, is_deployer: bool
) -> None:
    """Before the new key is made; the text says how to do it, and what else stands in the way."""
    state = own.state.model_copy(update={"deployer": is_deployer})
    signed_in = reach(twilio.url, signer(own.sid, "secret"), owner(OTHER_ACCOUNT_SID, OTHER_AUTH_TOKEN))
    with pytest.raises(ProtectedKeyError, match=r"signs in with, and another .* Sign in with other") as refused:
        diff(inputs_of(other), state, signed_in)
    assert ("set that to False in that `up`" in str(refused.value)) == is_deployer
    elsewhere = reach(twilio.url, owner(), owner(OTHER_ACCOUNT_SID, OTHER_AUTH_TOKEN))
    assert is_deployer or diff(inputs_of(other), state, elsewhere).replaced_by
    assert twilio.requests() == []


def test_an_adopted_one_that_lives_on_may_be_replaced(own: Signer) -> None:
    """Its resource takes another key; this one is only forgotten."""
    state = own.state.model_copy(update={"adopted": True})
    assert diff(inputs_of(standard_spec()), state, own.connection).replaced_by == ("key_type",)


@pytest.mark.parametrize("account_sid", [ACCOUNT_SID, OTHER_ACCOUNT_SID])
def test_it_is_known_in_any_case_and_for_any_account(
    own: Signer, reach: Reach, twilio: LocalTwilio, account_sid: str
) -> None:
    """Also where only the credentials of a subaccount are those of the key."""
    username = "SK" + own.sid[2:].upper()
    first = owner() if account_sid != ACCOUNT_SID else owner(OTHER_ACCOUNT_SID, OTHER_AUTH_TOKEN)
    connection = reach(twilio.url, first, signer(username, "secret", account_sid))
    state = own.state.model_copy(update={"account_sid": account_sid})
    for is_adopted in ({}, {"adopted": True, "revoke_adopted": True}):
        with pytest.raises(ProtectedKeyError, match=r"was not deleted\. Sign in with other credentials first"):
            delete(state.model_copy(update=is_adopted), connection, HERE)
    narrow = inputs_of(spec(ALL[0], account_sid=account_sid))
    with pytest.raises(ProtectedKeyError, match=f"would lose {', '.join(ALL[1:])}"):
        diff(narrow, state, connection)
    assert twilio.requests() == []


@pytest.mark.parametrize("mode", [DriftMode.TIGHTEN, DriftMode.OVERWRITE])
def test_no_mode_takes_from_it_what_was_granted_outside(own: Signer, twilio: LocalTwilio, mode: DriftMode) -> None:
    """The deployment works by that; anything else that was granted outside goes as ever."""
    applied = spec(KEYS + "read", KEYS + "update", friendly_name=own.state.friendly_name, on_drift=mode)
    inputs = inputs_of(applied.model_copy(update={"friendly_name": "renamed"}))
    before = state_of(applied, sid=own.sid)
    with pytest.raises(ProtectedKeyError, match=f"would lose {KEYS}create, {KEYS}delete, {KEYS}list"):
        update(inputs, before, own.connection)
    assert twilio.methods() == ["GET"]
    found = read(before, own.connection, HERE)
    assert found is not None
    assert f"so {KEYS}create, {KEYS}delete, {KEYS}list is not taken from it: updates of it stop" in found.notes[0]
    refreshed = found.state
    with pytest.raises(ProtectedKeyError, match="Or declare these permissions too"):
        diff(inputs, refreshed, own.connection)

    twilio.change_key(own.sid, permissions=[KEYS + "read", KEYS + "update", SEND])
    state = update(inputs, before, own.connection).state
    assert state.terms == terms(KEYS + "read", KEYS + "update", name="renamed")
    assert twilio.grant_of(own.sid) == state.permissions


def test_another_spelling_takes_nothing(own: Signer, twilio: LocalTwilio) -> None:
    """All five and the wildcard are the same grant; what was revoked outside is not lost by an update."""
    wanted = inputs_of(spec(KEYS + "*", friendly_name="renamed"))
    assert diff(wanted, own.state, own.connection)
    assert update(wanted, own.state, own.connection).state.permissions == PermissionSet(ALL)
    twilio.change_key(own.sid, permissions=[KEYS + "read", KEYS + "update"])
    again = inputs_of(spec(KEYS + "*", friendly_name="again"))
    assert update(again, own.state, own.connection).state.friendly_name == "again"
    assert twilio.grant_of(own.sid) == PermissionSet([KEYS + "read", KEYS + "update"])


def test_one_that_is_no_longer_its_own_is_narrowed_in_the_same_update(
    own: Signer, reach: Reach, twilio: LocalTwilio
) -> None:
    """Whoever signs in with another key now may do with the old one what he likes."""
    other = Signer(twilio, reach, *ALL, name="other")
    narrow = inputs_of(spec(READ, friendly_name=own.state.friendly_name))
    assert diff(narrow, own.state, other.connection)
    assert update(narrow, own.state, other.connection).state.permissions == PermissionSet([READ])
    assert delete(own.state, other.connection, HERE) == ()


@pytest.mark.parametrize(
    ("name", "own_name"),
    [({"auto_name": AUTO + "bbbbbb"}, AUTO + "aaaaaa"), ({"friendly_name": "deployer"}, "deployer")],
    ids=["automatic", "explicit"],
)
def test_no_key_is_made_in_its_place(twilio: LocalTwilio, reach: Reach, name: dict[str, str], own_name: str) -> None:
    """A replacement that the engine was told to make looks like a create: the name tells, in one call."""
    own = Signer(twilio, reach, *ALL, name=own_name)
    with pytest.raises(ProtectedKeyError, match=f"place of the key '{own_name}' \\({own.sid}\\).*No key was made"):
        create({**inputs_of(spec(*ALL, friendly_name=None)), **name}, own.connection)
    assert twilio.methods() == ["GET"]


@pytest.mark.parametrize(
    ("wanted", "calls"),
    [
        (spec(*ALL, friendly_name="second-abcdefgh-aaaaaa"), ["GET", "POST"]),
        (spec(SEND, friendly_name=AUTO + "aaaaaa"), ["POST"]),
        (standard_spec(friendly_name=AUTO + "aaaaaa"), ["POST"]),
    ],
    ids=["another name", "manages no keys", "standard"],
)
def test_another_key_is_made(own: Signer, twilio: LocalTwilio, wanted: KeySpec, calls: list[str]) -> None:
    """Only a key that may manage keys costs the look; a second one for deployments is how they change theirs."""
    inputs = inputs_of(wanted)
    create({**inputs, "auto_name": inputs.pop("friendly_name")}, own.connection)
    assert twilio.methods() == calls


def test_a_signer_that_may_not_look_at_itself_makes_keys(twilio: LocalTwilio, reach: Reach) -> None:
    """The deletion of the old one is refused then; a Twilio that does not answer proves nothing."""
    own = Signer(twilio, reach, KEYS + "create")
    create(inputs_of(spec(*ALL, friendly_name=AUTO + "aaaaaa")), own.connection)
    assert twilio.methods() == ["GET", "POST"]
    twilio.fault("answer", method="GET", status=503, count=100)
    with pytest.raises(ServerError):
        create(inputs_of(spec(*ALL, friendly_name=AUTO + "aaaaaa")), own.connection)
    assert len(twilio.all_keys()) == 2


def test_the_auth_token_is_no_key(connection: Connection, twilio: LocalTwilio) -> None:
    """Nothing has to be looked at then."""
    state: KeyState = create(inputs_of(spec(*ALL)), connection).state
    assert twilio.methods() == ["POST"]
    assert delete(state, connection, HERE) == ()

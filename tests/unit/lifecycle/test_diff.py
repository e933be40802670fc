"""Comparing inputs with the state: no call, whatever is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.builders import (
    ACCOUNT_SID,
    CALL,
    EVERY_MESSAGE_ACTION,
    NAME,
    OTHER_ACCOUNT_SID,
    READ,
    SEND,
    grant,
    inputs_of,
    origin,
    spec,
    standard_spec,
    state,
    state_of,
)
from tests.unit.local_twilio import connect, owner
from twilio_keys_component.lifecycle import UNKNOWN, OriginError, StateError, diff
from twilio_keys_component.model import DriftMode, EndpointKind, KeyState, Region
from twilio_keys_component.permissions import ACTIONS
from twilio_keys_component.twilio_iam import Connection

NOWHERE = "http://127.0.0.1:9"
"""Nobody listens there: any call would fail."""


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A connection that cannot be used."""
    with closing(connect(NOWHERE)) as connection:
        yield connection


def _without(inputs: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in inputs.items() if name not in names}


@pytest.mark.parametrize(
    ("wanted", "changes"),
    [
        (spec(SEND), []),
        (spec(SEND, READ), [f"grant {READ}"]),
        (spec(CALL), [f"revoke {SEND}", f"grant {CALL}"]),
        (spec(SEND, friendly_name="new"), [f"rename '{NAME}' to 'new'"]),
    ],
)
def test_changes_of_the_code_are_named(wanted: Any, changes: list[str], connection: Connection) -> None:
    """Each permission by itself."""
    assert str(diff(inputs_of(wanted), state(SEND), connection)).splitlines() == changes


@pytest.mark.parametrize("change", [{"owner": "team"}, {"purpose": "why"}, {"on_drift": DriftMode.FAIL}])
def test_change_of_what_twilio_never_sees_is_one(change: dict[str, Any], connection: Connection) -> None:
    """So that reviews see it."""
    plan = diff(inputs_of(spec(SEND, **change)), state(SEND), connection)
    assert (len(plan.changes), plan.is_local) == (1, True)


def test_another_spelling_is_no_change(connection: Connection) -> None:
    """All five actions and their wildcard are the same grant."""
    single = [f"/twilio/messaging/messages/{action}" for action in ACTIONS]
    assert not diff(inputs_of(spec(*single)), state(EVERY_MESSAGE_ACTION), connection)


def test_left_out_options_have_their_defaults(connection: Connection) -> None:
    """The engine drops what is None."""
    inputs = _without(inputs_of(spec(SEND)), "key_type", "on_drift", "region", "account_sid")
    assert not diff(inputs, state(SEND), connection)


@pytest.mark.parametrize(
    ("wanted", "replaced"),
    [
        (standard_spec(), "key_type"),
        (spec(SEND, account_sid=OTHER_ACCOUNT_SID), "account_sid"),
    ],
)
def test_change_that_no_living_key_can_make_replaces(wanted: Any, replaced: str, connection: Connection) -> None:
    """Another kind, or another account that the program names."""
    assert diff(inputs_of(wanted), state(SEND), connection).replaced_by == (replaced,)


def test_another_region_replaces(connection: Connection) -> None:
    """Where the program names it."""
    plan = diff(inputs_of(standard_spec(region=Region.IE1)), state_of(standard_spec()), connection)
    assert plan.replaced_by == ("region",)


UNKNOWNS: list[tuple[dict[str, Any], KeyState]] = [
    (inputs, old)
    for inputs, old in ((inputs_of(spec(SEND)), state(SEND)), (inputs_of(standard_spec()), state_of(standard_spec())))
]


@pytest.mark.parametrize("name", ["account_sid", "friendly_name", "key_type", "on_drift", "owner", "purpose", "region"])
@pytest.mark.parametrize(("inputs", "old"), UNKNOWNS, ids=["restricted", "standard"])
def test_unknown_value_counts_as_unchanged(
    inputs: dict[str, Any], old: KeyState, name: str, connection: Connection
) -> None:
    """The engine itself shows that it is not known yet."""
    assert not diff(inputs | {name: UNKNOWN}, old, connection)


def test_unknown_grant_counts_as_unchanged(connection: Connection) -> None:
    """The rest is compared all the same."""
    inputs = inputs_of(spec(SEND, friendly_name="new")) | {"grants": UNKNOWN}
    assert str(diff(inputs, state(SEND), connection)) == f"rename '{NAME}' to 'new'"


def test_unknown_auto_name_counts_as_unchanged(connection: Connection) -> None:
    """In a preview no name is drawn."""
    inputs = _without(inputs_of(spec(SEND)), "friendly_name") | {"auto_name": UNKNOWN}
    assert not diff(inputs, state(SEND), connection)


@pytest.mark.parametrize(
    ("inputs", "old", "replaced"),
    [
        (inputs_of(spec(SEND)) | {"grants": UNKNOWN}, state_of(standard_spec()), ("key_type",)),
        (inputs_of(standard_spec()) | {"key_type": UNKNOWN}, state(SEND), ()),
        (inputs_of(spec(SEND)) | {"key_type": UNKNOWN}, state_of(standard_spec()), ()),
        (inputs_of(spec(SEND)) | {"region": UNKNOWN}, state_of(standard_spec(region=Region.IE1)), ("key_type",)),
        (inputs_of(spec(SEND)) | {"grants": UNKNOWN}, state(SEND, permissions=grant()), ()),
        (inputs_of(spec(SEND)) | {"friendly_name": UNKNOWN}, state(SEND, friendly_name=None), ()),
    ],
)
def test_unknown_values_that_fit_no_key_do_not_break_a_preview(
    inputs: dict[str, Any], old: KeyState, replaced: tuple[str, ...], connection: Connection
) -> None:
    """What of the state stands for them need not go with what is known."""
    assert diff(inputs, old, connection).replaced_by == replaced


@pytest.mark.parametrize(
    ("options", "name"), [({"region": Region.IE1}, "region"), ({}, "account_sid")], ids=["region", "account"]
)
def test_change_of_the_configuration_alone_replaces_nothing(
    options: dict[str, Any], name: str, reach: Callable[..., Connection]
) -> None:
    """A wrong setting must not make every key anew; the text says what to do instead."""
    accounts = [owner(), owner(OTHER_ACCOUNT_SID)] if options else [owner(OTHER_ACCOUNT_SID), owner()]
    connection = reach(NOWHERE, *accounts, **options)
    inputs = _without(inputs_of(standard_spec()), "account_sid", "region")
    old = state_of(standard_spec())
    with pytest.raises(OriginError, match=rf"replaces no key.*{name}=.*to have it replaced"):
        diff(inputs, old, connection)
    explicit = inputs | {"account_sid": ACCOUNT_SID, "region": "us1"}
    assert not diff(explicit, old, connection)
    assert not diff(explicit | {name: UNKNOWN}, old, connection)


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        (state(SEND, origin=origin(endpoint=EndpointKind.TWILIO)), "made at Twilio itself.*configured for a local"),
        (state(SEND, account_sid=OTHER_ACCOUNT_SID), f"belongs to account {OTHER_ACCOUNT_SID}"),
    ],
)
def test_key_of_another_place_is_refused(old: KeyState, reason: str, connection: Connection) -> None:
    """Before anything is compared."""
    with pytest.raises(OriginError, match=reason) as caught:
        diff(inputs_of(spec(SEND)), old, connection)
    assert "State and keys are as they were." in str(caught.value)


@pytest.mark.parametrize("inputs", [_without(inputs_of(spec(SEND)), "origin"), inputs_of(spec(SEND)) | {"origin": {}}])
def test_inputs_of_nowhere_are_refused(inputs: dict[str, Any], connection: Connection) -> None:
    """Somebody edited the state that they lie in."""
    with pytest.raises(StateError, match=r"do not say which stack they come from.*Restore the state"):
        diff(inputs, state(SEND), connection)

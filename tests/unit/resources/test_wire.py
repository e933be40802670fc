"""A key's state as the engine stores it, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.builders import READ, SECRET, SEND, STACK_ID, origin, spec, standard_spec, state_of
from twilio_keys_component.lifecycle import StateError
from twilio_keys_component.model import KeyState
from twilio_keys_component.resources.wire import PROVIDER_KEY, from_outputs, to_outputs

NOTES: dict[str, Any] = {
    "owner": "team-a",
    "expires": date(2027, 1, 1),
    "reason": "why",
    "accept": ("TK201", "redirects"),
    "deployer": True,
}
STATES = [
    state_of(spec(SEND, READ)),
    state_of(standard_spec()),
    state_of(spec(), secret=None, friendly_name=None, adopted=True),
    state_of(spec(**NOTES)),
    state_of(spec(), origin=origin(stack_id=STACK_ID)),
]


def stored(state: KeyState) -> dict[str, Any]:
    """The outputs as they come back from the engine: without what is None, numbers as floats, the provider beside."""
    outputs = {name: value for name, value in to_outputs(state).items() if value is not None}
    return outputs | {"schema": float(outputs["schema"]), PROVIDER_KEY: "pickled"}


@pytest.mark.parametrize("state", STATES, ids=["restricted", "standard", "adopted", "with notes", "with a stack id"])
def test_a_state_comes_back_as_it_was(state: KeyState) -> None:
    """The engine leaves out what is None and makes floats of numbers: nothing is lost by that."""
    assert from_outputs(stored(state)) == state


def test_permissions_are_stored_sorted_and_in_normal_form() -> None:
    """Consumers of the output see one spelling, whatever was written or answered."""
    actions = [f"/twilio/messaging/messages/{action}" for action in ("update", "read", "list", "delete", "create")]

    outputs = to_outputs(state_of(spec(*actions, "/twilio/voice/calls/read", "/twilio/iam/api-keys/read")))

    assert outputs["permissions"] == [
        "/twilio/iam/api-keys/read",
        "/twilio/messaging/messages/*",
        "/twilio/voice/calls/read",
    ]
    assert outputs["secret"] == SECRET


def test_notes_are_stored_as_the_program_gives_them() -> None:
    """Inputs and outputs of one name are the same; what says nothing is left out, so old states stay as they are."""
    names = ("owner", "purpose", "expires", "reason", "accept", "deployer", "adopted")

    told = {name: value for name, value in stored(STATES[3]).items() if name in names}

    assert told == {
        "owner": "team-a",
        "expires": "2027-01-01",
        "reason": "why",
        "accept": {"TK201": True, "redirects": True},
        "deployer": True,
    }
    assert not stored(STATES[0]).keys() & set(names)


def test_an_origin_without_an_id_is_stored_as_before_there_were_ids() -> None:
    """What old states hold and what new ones hold are the same."""
    assert [stored(one)["origin"].keys() for one in (STATES[0], STATES[4])] == [
        {"project", "stack", "endpoint"},
        {"project", "stack", "endpoint", "stack_id"},
    ]


def test_a_newer_schema_is_refused_with_the_way_out() -> None:
    """An old version must not change what it cannot read."""
    with pytest.raises(StateError, match=r"schema 4, and this one knows 3.*Upgrade the package"):
        from_outputs(stored(STATES[0]) | {"schema": 4})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sid": "AC12"}, "sid"),
        ({"applied": "everything"}, "applied"),
        ({"origin": {"project": "orders"}}, "origin"),
        ({"surprise": 1}, "surprise"),
        ({"permissions": ["nonsense"]}, "permissions"),
        ({"schema": "one"}, "schema"),
    ],
)
def test_an_edited_state_names_the_field_and_no_value(change: dict[str, Any], field: str) -> None:
    """What does not fit is named; values, which may be secrets, are not."""
    with pytest.raises(StateError, match=f"cannot be read: .*{field}.* is not what this version wrote") as refused:
        from_outputs(stored(STATES[0]) | change)

    assert SECRET not in str(refused.value)

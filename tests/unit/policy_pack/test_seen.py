"""Keys, stacks and signers as a pack reads them from what the engine shows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, OTHER_ACCOUNT_SID, SECRET, SEND
from tests.unit.policy_pack.asking import SIGNED_IN_WITH_KEY, UNKNOWN, a_key, provider, resource
from twilio_keys_component.policy_pack.seen import STACK_TYPE, seen_key, seen_stack
from twilio_keys_component.rules import Signer

TOKEN = "5f" * 16
WITH_TOKEN = {"twilio-keys:accountSid": ACCOUNT_SID, "twilio-keys:authToken": TOKEN}


def signer_of(settings: dict[str, Any]) -> Signer | None:
    """What a stack with one key signs in with."""
    key = a_key()
    key.provider = provider(settings)
    return seen_stack([key]).signer


def test_every_provider_of_a_key_counts() -> None:
    """The first key's is not the only one; the account of the stack is not known where they differ."""
    first, second = a_key(name="a"), a_key(name="b")
    second.provider = provider({**WITH_TOKEN, "twilio-keys:accountSid": OTHER_ACCOUNT_SID})

    alone, both = seen_stack([first]), seen_stack([first, second])

    assert (alone.signer, alone.account_sid) == (Signer.API_KEY, ACCOUNT_SID)
    assert (both.signer, both.account_sid) == (Signer.AUTH_TOKEN, None)
    assert [key.account_sid for key in both.keys] == [ACCOUNT_SID, OTHER_ACCOUNT_SID]


@pytest.mark.parametrize(
    ("settings", "signer"),
    [
        (SIGNED_IN_WITH_KEY, Signer.API_KEY),
        (WITH_TOKEN, Signer.AUTH_TOKEN),
        ({**SIGNED_IN_WITH_KEY, "twilio-keys:accounts": {OTHER_ACCOUNT_SID: {"authToken": TOKEN}}}, Signer.AUTH_TOKEN),
        ({**WITH_TOKEN, "twilio-keys:apiKey": KEY_SID}, None),
        ({}, None),
    ],
    ids=["key", "token", "token of a subaccount", "both", "nothing"],
)
def test_who_signs_in_is_read_from_the_provider(settings: dict[str, Any], signer: Signer | None) -> None:
    """What the provider refuses anyway is nobody's sign-in."""
    assert signer_of(settings) is signer


def test_the_environment_counts_where_it_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine hands its own on to the pack."""
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT_SID)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)

    assert signer_of({}) is Signer.AUTH_TOKEN
    assert signer_of({"twilio-keys:allowEnvironment": "false"}) is None
    assert signer_of(SIGNED_IN_WITH_KEY) is Signer.API_KEY


def test_inputs_and_outputs_give_the_same_key() -> None:
    """Outputs know the sid and the account; what is masked or unknown in them is no secret of ours."""
    outputs: dict[str, Any] = {
        "sid": KEY_SID,
        "account_sid": OTHER_ACCOUNT_SID,
        "permissions": [SEND],
        "secret": SECRET,
    }
    made, planned = a_key(**outputs), a_key()

    as_made = seen_key(made.urn, made.props, provider=made.provider)
    as_planned = seen_key(planned.urn, planned.props, provider=planned.provider)

    assert (as_made.sid, as_made.account_sid) == (KEY_SID, OTHER_ACCOUNT_SID)
    assert (as_planned.sid, as_planned.account_sid) == (None, ACCOUNT_SID)
    assert as_made.permissions == as_planned.permissions


def test_unknown_inputs_are_unknown_fields() -> None:
    """Whole, and in a list or a map."""
    key = a_key(grants={SEND: UNKNOWN}, accept=[UNKNOWN], owner=UNKNOWN)

    assert seen_key(key.urn, key.props, provider=None).unknown == {
        "accept",
        "account_sid",
        "owner",
        "permissions",
    }


def test_an_account_that_cannot_be_seen_is_not_known() -> None:
    """Where nobody signs in; the account that a key names is always known."""
    nameless, named = a_key(), a_key(account_sid=OTHER_ACCOUNT_SID)

    views = [seen_key(key.urn, key.props, provider=None) for key in (nameless, named)]

    assert [(view.account_sid, "account_sid" in view.unknown) for view in views] == [
        (None, True),
        (OTHER_ACCOUNT_SID, False),
    ]


def test_a_key_in_a_component_has_its_urn() -> None:
    """The type of the component alone says nothing."""
    component = resource("twilio-keys:RotatingApiKey", "ring", properties={})
    key = a_key()
    key.parent = component

    assert seen_stack([key]).keys[0].parent == component.urn


def test_an_unknown_account_is_not_the_deployments() -> None:
    """Which one it is decides what is production."""
    key = a_key(account_sid=UNKNOWN)

    assert seen_key(key.urn, key.props, provider=key.provider).account_sid is None


def test_a_stack_is_sorted_and_has_itself_among_the_resources() -> None:
    """Its outputs are looked at as properties, and are not taken for plain ones."""
    stack = resource(STACK_TYPE, "orders-prod", properties={"url": "x", "later": UNKNOWN})
    keys = [a_key(name="b"), a_key(name="a")]

    view = seen_stack([*keys, stack])

    assert [key.name for key in view.keys] == ["a", "b"]
    assert [(each.name, each.properties) for each in view.resources] == [("orders-prod", {"url": "x", "later": None})]
    assert (view.outputs, view.config) == (None, None)


def test_without_keys_nobody_signs_in() -> None:
    """A stack without keys asks Twilio nothing."""
    assert seen_stack([resource(STACK_TYPE, "orders-prod", properties={})]).signer is None


def test_a_key_of_another_type_is_a_key() -> None:
    """By its inputs, of which some may not be known; it is no other resource."""
    given = {"key_type": "restricted", "on_drift": "tighten", "origin": UNKNOWN, "grants": {SEND: True}}

    view = seen_stack([resource("pulumi-python:dynamic:Resource", "evil", properties=given)])

    assert ([key.name for key in view.keys], view.resources) == (["evil"], ())

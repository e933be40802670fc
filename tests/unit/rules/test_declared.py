"""Keys as the engine speaks of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, OTHER_ACCOUNT_SID, SEND, grant
from tests.unit.rules.samples import context
from twilio_keys_component.model import DriftMode, KeyType
from twilio_keys_component.rules import (
    KEY_RESOURCE_TYPE,
    KeyView,
    ResourceView,
    StackView,
    Urn,
    is_key,
    judge,
    key_view,
)

URN = f"urn:pulumi:prod::orders::{KEY_RESOURCE_TYPE}::notifier"
RING_URN = f"urn:pulumi:prod::orders::my:index:App$twilio-keys:KeyRing${KEY_RESOURCE_TYPE}::ring::2"


def view(urn: str = URN, **properties: Any) -> KeyView:
    """The key with these properties."""
    return key_view(urn, properties)


def test_a_urn_tells_stack_project_types_and_name() -> None:
    """A name may hold what separates the parts."""
    urn = Urn(RING_URN)
    assert (urn.stack, urn.project, urn.name) == ("prod", "orders", "ring::2")
    assert urn.types == ("my:index:App", "twilio-keys:KeyRing", KEY_RESOURCE_TYPE)
    assert ResourceView(RING_URN, {}).name == "ring::2"


OURS: dict[str, Any] = {"key_type": "main", "on_drift": "fail", "origin": {}, "grants": None}


@pytest.mark.parametrize(
    ("type_", "properties", "is_ours"),
    [
        (KEY_RESOURCE_TYPE, None, True),
        ("pulumi-python:dynamic:Resource", OURS, True),
        ("pulumi-python:dynamic/orders:Key", OURS, True),
        ("pulumi-python:dynamic:Resource", {**OURS, "origin": None}, True),
        ("pulumi-python:dynamic:Resource", {"key_type": "main", "on_drift": "fail"}, False),
        ("pulumi-python:dynamic:Resource", None, False),
        ("orders:index:Key", OURS, False),
    ],
)
def test_a_key_is_known_by_its_type_or_its_inputs(
    type_: str, properties: dict[str, Any] | None, *, is_ours: bool
) -> None:
    """A dynamic resource that has what all keys have is one, whatever its class is called."""
    assert is_key(type_, properties) is is_ours


def test_half_a_urn_is_refused() -> None:
    """Its parts are four."""
    with pytest.raises(ValueError, match="a URN has 4 parts, and this one 2"):
        Urn("urn:pulumi:prod::orders")


def test_all_that_is_declared_is_seen() -> None:
    """Inputs as the engine carries them."""
    seen = view(
        grants={SEND: True},
        account_sid=ACCOUNT_SID,
        key_type="restricted",
        on_drift="fail",
        owner="a",
        purpose="b",
        expires="2027-01-31",
        reason="c",
        accept={"TK201": True},
        deployer=True,
        adopt_sid=KEY_SID,
    )
    assert seen == KeyView(
        name="notifier",
        urn=URN,
        sid=KEY_SID,
        account_sid=ACCOUNT_SID,
        permissions=grant(SEND),
        on_drift=DriftMode.FAIL,
        owner="a",
        purpose="b",
        expires=date(2027, 1, 31),
        reason="c",
        accept=frozenset({"TK201"}),
        is_deployer=True,
        is_adopted=True,
    )


def test_what_is_not_said_has_the_default() -> None:
    """A restricted key that is not there yet."""
    assert view() == KeyView(name="notifier", urn=URN)


def test_outputs_can_be_read_as_well() -> None:
    """They hold a list of permissions."""
    assert view(permissions=[SEND], key_type="main", adopted=True) == KeyView(
        name="notifier", urn=URN, permissions=grant(SEND), key_type=KeyType.MAIN, is_adopted=True
    )


def test_sid_and_account_can_be_known_from_elsewhere() -> None:
    """The account of the deployment is that of keys that name none."""
    seen = key_view(URN, {}, sid=KEY_SID, account_sid=ACCOUNT_SID)
    assert (seen.sid, seen.account_sid) == (KEY_SID, ACCOUNT_SID)
    assert key_view(URN, {"account_sid": OTHER_ACCOUNT_SID}, account_sid=ACCOUNT_SID).account_sid == OTHER_ACCOUNT_SID


def test_a_key_in_a_ring_is_rotated() -> None:
    """Wherever in its parents the ring stands."""
    assert view(RING_URN).is_rotated
    assert not view().is_rotated


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("accept", "accept"),
        ("account_sid", "account_sid"),
        ("adopt_sid", "is_adopted"),
        ("deployer", "is_deployer"),
        ("expires", "expires"),
        ("grants", "permissions"),
        ("key_type", "key_type"),
        ("on_drift", "on_drift"),
        ("owner", "owner"),
        ("permissions", "permissions"),
        ("purpose", "purpose"),
        ("reason", "reason"),
    ],
)
def test_what_is_not_known_yet_is_named(name: str, field: str) -> None:
    """And what stands in its place does not count."""
    seen = key_view(URN, {name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}, unknown=[name])
    assert seen == KeyView(name="notifier", urn=URN, unknown=frozenset({field}))


@pytest.mark.parametrize(
    ("field", "properties"),
    [
        ("accept", {"accept": 3}),
        ("expires", {"expires": "soon"}),
        ("expires", {"expires": 3}),
        ("key_type", {"key_type": "golden"}),
        ("on_drift", {"on_drift": "?"}),
        ("owner", {"owner": ["a"]}),
        ("permissions", {"grants": {"sms": True}}),
        ("permissions", {"grants": SEND}),
        ("permissions", {"grants": [3, None]}),
    ],
)
def test_what_cannot_be_read_counts_as_not_known(field: str, properties: dict[str, Any]) -> None:
    """The provider's own check refuses it."""
    assert view(**properties).unknown == {field}


@pytest.mark.parametrize("entries", [{SEND: True, "sms": True}, {SEND: None, "": None}, [SEND, 3, None]])
def test_the_entries_of_a_grant_that_can_be_read_are_kept(entries: object) -> None:
    """One that cannot does not hide the others."""
    for seen in (view(grants=entries), key_view(URN, {"grants": entries}, unknown=["grants"])):
        assert (seen.permissions, seen.known_permissions, seen.unknown) == (
            None,
            grant(SEND),
            frozenset({"permissions"}),
        )


def test_what_can_be_read_of_a_grant_is_judged() -> None:
    """Whatever the rest is; a waiver's fingerprint is that of the whole grant, so there is none."""
    seen = view(grants={"/twilio/iam/api-keys/create": True, "sms": True}, owner="a", purpose="b")
    findings = judge(StackView(keys=(seen,)), context()).findings
    assert ("TK202", "") in [(finding.rule.id, finding.fingerprint) for finding in findings]

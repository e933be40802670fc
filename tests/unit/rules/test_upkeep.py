"""TK301, TK302, TK303, TK305: who looks after keys, and until when they live."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, CALL, OTHER_ACCOUNT_SID, READ, SEND
from tests.unit.rules.samples import TODAY, context, found_in, key, messages, stack
from twilio_keys_component.model import DriftMode, KeyType
from twilio_keys_component.rules import KeyView

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"owner": None}, ["it names no owner"]),
        ({"purpose": " "}, ["it names no purpose"]),
        ({"owner": "", "purpose": None}, ["it names no owner and no purpose"]),
    ],
)
def test_a_key_has_an_owner_and_a_purpose(fields: dict[str, Any], said: list[str]) -> None:
    """White space is none."""
    assert messages("TK301", key(**fields)) == said


@pytest.mark.parametrize(("days", "count"), [(-1, 1), (0, 1), (1, 0)])
def test_a_key_is_gone_on_the_day_of_its_expiry(days: int, count: int) -> None:
    """`expires` is the first day without it."""
    assert len(messages("TK301", key(expires=TODAY + days * DAY))) == count


def test_what_is_known_of_a_key_is_judged_by_tk301() -> None:
    """An owner that is not known yet does not hide a missing purpose, nor says anything itself."""
    fields = {"owner": None, "purpose": None, "expires": TODAY}
    assert messages("TK301", key(**fields, unknown=frozenset({"owner", "expires"}))) == ["it names no purpose"]
    assert messages("TK301", key(**fields, unknown=frozenset({"owner", "purpose", "expires"}))) == []


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"expires": None}, 1),
        ({"expires": TODAY + 365 * DAY}, 0),
        ({"expires": TODAY + 366 * DAY}, 1),
        ({"expires": None, "is_rotated": True}, 0),
        ({"expires": TODAY + 999 * DAY, "is_rotated": True}, 0),
    ],
)
def test_a_key_declares_its_rotation(fields: dict[str, Any], count: int) -> None:
    """By something that rotates it, or by an end that is near."""
    assert len(messages("TK302", key(**fields))) == count


def test_how_near_the_end_must_be_is_a_setting() -> None:
    """The days are told."""
    (message,) = messages("TK302", key(expires=TODAY + 31 * DAY), context(rotation_days=30))
    assert message == "its `expires`, 2026-12-23, is more than 30 days ahead, and nothing rotates it"


ONE, TWO = key(SEND, READ, name="one"), key(SEND, READ, name="two")


def test_two_keys_with_the_same_grant_and_owner_break_tk303_both() -> None:
    """Each is told of the other."""
    assert found_in(stack(ONE, TWO), rule="TK303") == [
        ("one", "it may do the same as two, and like that belongs to team-orders"),
        ("two", "it may do the same as one, and like that belongs to team-orders"),
    ]


@pytest.mark.parametrize(
    "other",
    [
        key(SEND, name="two"),
        replace(TWO, owner="team-b"),
        replace(TWO, account_sid=OTHER_ACCOUNT_SID),
        replace(TWO, key_type=KeyType.STANDARD, permissions=None),
    ],
    ids=["grant", "owner", "account", "kind"],
)
def test_keys_that_differ_keep_tk303(other: KeyView) -> None:
    """In grant, owner, account or kind."""
    assert found_in(stack(ONE, other), rule="TK303") == []


@pytest.mark.parametrize("field", ["account_sid", "key_type", "owner", "permissions"])
def test_a_key_that_is_not_known_yet_is_nobodys_double(field: str) -> None:
    """What it will be may differ."""
    assert found_in(stack(ONE, replace(TWO, unknown=frozenset({field}))), rule="TK303") == []


def test_spelling_does_not_tell_keys_apart() -> None:
    """Wildcard or five actions, one paired name or the other."""
    first, second = "/twilio/voice/sip.byoc-trunks", "/twilio/voice/byoc-trunks"
    actions = ("create", "delete", "list", "read", "update")
    keys = key(f"{first}/*", name="one"), key(*(f"{second}/{action}" for action in actions), name="two")
    assert [name for name, _ in found_in(stack(*keys), rule="TK303")] == ["one", "two"]


def test_the_account_of_the_stack_is_that_of_keys_that_name_none() -> None:
    """So a key that names it and one that does not are in the same."""
    keys = ONE, replace(TWO, account_sid=None)
    assert len(found_in(stack(*keys, account_sid=ACCOUNT_SID), rule="TK303")) == 2
    assert found_in(stack(*keys, account_sid=OTHER_ACCOUNT_SID), rule="TK303") == []


def test_keys_without_an_owner_are_alike_in_that() -> None:
    """Nobody can tell what the second is for."""
    keys = [replace(view, owner=owner) for view, owner in ((ONE, None), (TWO, " "))]
    assert found_in(stack(*keys), rule="TK303")[0][1] == "it may do the same as two, and like that names no owner"


def test_keys_that_relieve_each_other_keep_tk303() -> None:
    """Rotation needs two; a third beside them is one too many."""
    ring = [replace(view, is_rotated=True, parent="ring") for view in (ONE, TWO)]
    assert found_in(stack(*ring), rule="TK303") == []
    assert len(found_in(stack(ring[0], replace(ring[1], parent="another")), rule="TK303")) == 2
    beside = key(SEND, READ, name="zero")
    told = dict(found_in(stack(*ring, beside), rule="TK303"))
    assert told["one"].startswith("it may do the same as zero,")
    assert told["zero"].startswith("it may do the same as one, two,")


@pytest.mark.parametrize(("mode", "count"), [(DriftMode.OVERWRITE, 1), (DriftMode.TIGHTEN, 0), (DriftMode.FAIL, 0)])
def test_overwriting_breaks_tk305(mode: DriftMode, count: int) -> None:
    """It grants again what was revoked outside."""
    assert len(messages("TK305", key(CALL, on_drift=mode))) == count

"""Permission sets: limits, errors and immutability."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.builders import EVERY_MESSAGE_ACTION, LIST, READ, SEND, grant
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions import (
    ACTIONS,
    MAX_POLICY_ENTRIES,
    MalformedPermissionError,
    Permission,
    PermissionSet,
    TooManyPermissionsError,
)


def many(count: int, *, resource: str = "r") -> list[str]:
    """`count` permissions, each of a resource of its own."""
    return [f"/twilio/voice/{resource}{number:03}/read" for number in range(count)]


def test_a_full_policy_is_sent_as_written() -> None:
    """Up to 100 entries nothing is collapsed, also where all five actions of a resource are written out."""
    texts = [*many(95), *(f"/twilio/messaging/messages/{action}" for action in ACTIONS)]
    assert PermissionSet(texts).to_policy() == {"allow": sorted(texts)}


def test_a_policy_over_the_limit_is_collapsed() -> None:
    """With over 100 entries a resource with all five actions becomes its wildcard, which counts as one."""
    texts = [*many(96), *(f"/twilio/messaging/messages/{action}" for action in ACTIONS)]
    assert PermissionSet(texts).to_policy() == {"allow": [EVERY_MESSAGE_ACTION, *many(96)]}


def test_a_wildcard_beside_its_own_actions_is_collapsed_only_over_the_limit() -> None:
    """Redundant entries are kept as written while they fit, and dropped when they do not."""
    redundant = [EVERY_MESSAGE_ACTION, SEND]
    assert PermissionSet([*redundant, *many(98)]).to_policy() == {"allow": [*redundant, *many(98)]}
    assert PermissionSet([*redundant, *many(99)]).to_policy() == {"allow": [EVERY_MESSAGE_ACTION, *many(99)]}


def test_too_many_permissions_are_refused_with_count_and_largest_resources() -> None:
    """What does not fit after collapsing is an error that says how many there are and where most of them lie."""
    texts = [*many(99), SEND, READ, LIST, "/twilio/voice/calls/read", "/twilio/voice/calls/list"]
    with pytest.raises(TooManyPermissionsError) as caught:
        PermissionSet(texts).to_policy()
    assert caught.value.count == 104
    assert f"104 permissions do not fit into one key: Twilio takes at most {MAX_POLICY_ENTRIES}" in str(caught.value)
    assert "messaging/messages (3), voice/calls (2), voice/r000 (1)" in str(caught.value)


def test_the_count_is_of_what_would_be_sent() -> None:
    """A full resource counts as its one wildcard in the error."""
    with pytest.raises(TooManyPermissionsError) as caught:
        PermissionSet([*many(100), EVERY_MESSAGE_ACTION, SEND]).to_policy()
    assert caught.value.count == 101


def test_too_many_permissions_read_the_same_in_any_order() -> None:
    """The error's text is the same bytes whatever the order of the input."""
    texts = many(101)
    messages = []
    for order in (texts, texts[::-1]):
        with pytest.raises(TooManyPermissionsError) as caught:
            PermissionSet(order).to_policy()
        messages.append(str(caught.value))
    assert messages[0] == messages[1]


def test_too_many_permissions_are_an_error_of_this_package_and_a_value_error() -> None:
    """Users catch it with the package's root, pydantic as a `ValueError`."""
    assert issubclass(TooManyPermissionsError, TwilioKeysError)
    assert issubclass(TooManyPermissionsError, ValueError)


def test_permissions_and_texts_mix() -> None:
    """A set is made of either, with or without the slash."""
    assert PermissionSet([Permission.parse(SEND), READ.removeprefix("/")]) == grant(SEND, READ)


def test_one_malformed_text_refuses_the_whole_set() -> None:
    """No bad entry is dropped in silence."""
    with pytest.raises(MalformedPermissionError, match="mesages/write"):
        PermissionSet([SEND, "/twilio/messaging/mesages/write"])


def test_a_wildcard_is_covered_only_by_all_five_actions() -> None:
    """Four actions are not all."""
    wildcard = Permission.parse(EVERY_MESSAGE_ACTION)
    five = wildcard.expanded()
    assert (PermissionSet(five).covers(wildcard), PermissionSet(five[1:]).covers(wildcard)) == (True, False)


def test_taking_one_action_from_a_wildcard_leaves_four() -> None:
    """A wildcard comes apart when it must."""
    left = grant(EVERY_MESSAGE_ACTION) - grant(SEND)
    assert [p.action for p in left.written] == ["delete", "list", "read", "update"]


def test_a_result_is_spelled_as_the_first_operand() -> None:
    """Five actions that were written out stay written out, and a wildcard stays a wildcard."""
    written_out = grant(EVERY_MESSAGE_ACTION).expanded()
    assert (written_out - grant()).written == written_out.written
    assert (grant(EVERY_MESSAGE_ACTION) & written_out).written == (Permission.parse(EVERY_MESSAGE_ACTION),)


@pytest.mark.parametrize("name", ["_written", "written", "actions", "new"])
def test_a_set_cannot_be_changed(name: str) -> None:
    """Sets are values: no attribute can be set, old or new."""
    with pytest.raises(AttributeError):
        setattr(grant(SEND), name, ())


@pytest.mark.parametrize("other", [None, 1, SEND, frozenset({Permission.parse(SEND)})])
def test_a_set_is_unequal_to_anything_else(other: object) -> None:
    """Only a set of permissions is equal to one."""
    assert grant(SEND) != other


@pytest.mark.parametrize("text", ['["/twilio/messaging"]', '"/twilio/messaging/messages/read"', "[1]", "{}", "null"])
def test_json_that_is_no_list_of_permissions_is_refused(text: str) -> None:
    """Only a list of well-formed texts is read as a set."""
    with pytest.raises(ValidationError):
        TypeAdapter(PermissionSet).validate_json(text)


@pytest.mark.parametrize("value", [[SEND], (SEND,), SEND, {SEND: True}])
def test_python_values_other_than_a_set_are_refused(value: object) -> None:
    """Inside Python a model takes a set and converts nothing by itself."""
    with pytest.raises(ValidationError):
        TypeAdapter(PermissionSet).validate_python(value)


def test_the_json_schema_is_a_list_of_strings() -> None:
    """Tools that read a model's schema see what lies on the wire."""
    assert TypeAdapter(PermissionSet).json_schema() == {"items": {"type": "string"}, "type": "array"}


def test_a_delta_is_true_only_when_something_changes() -> None:
    """A delta asks to be used as a condition."""
    to_bool: Callable[[PermissionSet, PermissionSet], bool] = lambda a, b: bool(a.delta(b))  # noqa: E731 - one table line
    assert (to_bool(grant(SEND), grant(SEND)), to_bool(grant(SEND), grant()), to_bool(grant(), grant(SEND))) == (
        False,
        True,
        True,
    )

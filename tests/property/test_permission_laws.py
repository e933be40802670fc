"""One permission: its text and its order, as laws."""

from __future__ import annotations

import copy
import pickle

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import any_permissions, permissions
from twilio_keys_component.permissions import ACTIONS, MalformedPermissionError, Permission


@given(any_permissions(), st.booleans())
def test_a_permission_survives_its_text(permission: Permission, with_slash: bool) -> None:
    """Parsing what `str` gives, with or without the slash, gives the permission back."""
    text = str(permission) if with_slash else str(permission).removeprefix("/")
    assert Permission.parse(text) == permission


@given(any_permissions())
def test_a_text_in_full_form_survives_parsing(permission: Permission) -> None:
    """`str` of a parsed permission is the text, always with the slash."""
    assert str(Permission.parse(str(permission))) == str(permission)


@given(permissions(), permissions())
def test_order_is_by_product_then_resource_then_action(a: Permission, b: Permission) -> None:
    """Permissions of one resource stand together, whatever other names begin like it."""
    assert (a < b) == ((a.product, a.resource, a.action) < (b.product, b.resource, b.action))
    assert (a == b) == (str(a) == str(b))


@given(any_permissions())
def test_expansion_gives_the_single_actions_in_order(permission: Permission) -> None:
    """A wildcard stands for the five actions, anything else for itself."""
    actions = [p.action for p in permission.expanded()]
    assert actions == (list(ACTIONS) if permission.is_wildcard else [permission.action])
    assert {p.wildcard for p in permission.expanded()} == {permission.wildcard}


@given(any_permissions())
def test_copies_and_pickles_are_equal(permission: Permission) -> None:
    """A copy by any means is the same permission."""
    for made in (copy.copy(permission), copy.deepcopy(permission), pickle.loads(pickle.dumps(permission))):
        assert (made, hash(made)) == (permission, hash(permission))


@given(st.text(alphabet="/twilo*.-aA_ \n", max_size=30) | st.text())
def test_any_text_is_a_permission_or_a_clear_refusal(text: str) -> None:
    """Parsing is total: a permission that reads as the text, or an error that names the text and the part."""
    outcome = parsed_or_refused(text)
    if isinstance(outcome, Permission):
        assert str(outcome).removeprefix("/") == text.removeprefix("/")
    else:
        assert (outcome.text, repr(text) in str(outcome), outcome.reason in str(outcome)) == (text, True, True)
        assert outcome.part in text


def parsed_or_refused(text: str) -> Permission | MalformedPermissionError:
    """What parsing gives, the error as a value."""
    try:
        return Permission.parse(text)
    except MalformedPermissionError as error:
        return error

"""Reading one permission: what is refused, and in which words."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tests.builders import SEND
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions import ACTIONS, MalformedPermissionError, Permission, PermissionSet

SHAPE = "/twilio/{product}/{resource}/{action}"
TOO_WIDE = "no wildcard over a product or an account"

MALFORMED = [
    ("", "", SHAPE),
    ("/", "", SHAPE),
    ("messaging/messages/read", "messaging", SHAPE),
    ("/messaging/messages/read", "messaging", SHAPE),
    ("//twilio/messaging/messages/read", "", SHAPE),
    (" /twilio/messaging/messages/read", " ", SHAPE),
    ("/Twilio/messaging/messages/read", "Twilio", SHAPE),
    ("/twilio", "/twilio", "four parts"),
    ("/twilio/messaging/messages", "/twilio/messaging/messages", "four parts"),
    ("/twilio/messaging/messages/read/", "/twilio/messaging/messages/read/", "four parts"),
    ("/twilio/messaging/messages/read/x", "/twilio/messaging/messages/read/x", "four parts"),
    ("/twilio//messages/read", "", "the product ''"),
    ("/twilio/Messaging/messages/read", "Messaging", "the product 'Messaging'"),
    ("/twilio/mess.aging/messages/read", "mess.aging", "the product 'mess.aging'"),
    ("/twilio/-messaging/messages/read", "-messaging", "the product '-messaging'"),
    ("/twilio/messaging//read", "", "the resource ''"),
    ("/twilio/messaging/mes sages/read", "mes sages", "the resource 'mes sages'"),
    ("/twilio/messaging/calls..recordings/read", "calls..recordings", "the resource 'calls..recordings'"),
    ("/twilio/messaging/calls./read", "calls.", "the resource 'calls.'"),
    ("/twilio/messaging/mess*/read", "mess*", "the resource 'mess*'"),
    ("/twilio/messaging/m\u00e9ssages/read", "m\u00e9ssages", "the resource 'm\u00e9ssages'"),
    ("/twilio/messaging/messages/", "", "the action ''"),
    ("/twilio/messaging/messages/write", "write", "none of create, delete, list, read, update or *"),
    ("twilio/messaging/messages/write", "write", "the action 'write'"),
    ("/twilio/messaging/messages/READ", "READ", "the action 'READ'"),
    ("/twilio/messaging/messages/read\n", "read\n", "the action 'read\\n'"),
    ("/twilio/messaging/messages/**", "**", "the action '**'"),
]

WILDCARDS = ["*", "/*", "/*/*/*/*", "/twilio/*", "/twilio/messaging/*", "/twilio/*/*/read", "/twilio/messaging/*/read"]


@pytest.mark.parametrize(("text", "part", "reason"), MALFORMED)
def test_a_malformed_text_is_refused_with_the_part_and_the_reason(text: str, part: str, reason: str) -> None:
    """The error names the text, the part of it that is wrong, and what is expected there."""
    with pytest.raises(MalformedPermissionError) as caught:
        Permission.parse(text)
    error = caught.value
    assert (error.text, error.part) == (text, part)
    assert reason in error.reason
    assert str(error).startswith(f"{text!r} is not a Twilio permission: {error.reason}")


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("/twilio/messaging/messages/send", "; did you mean /twilio/messaging/messages/create?"),
        ("/twilio/Messaging/messages/read", "; did you mean /twilio/messaging/messages/read?"),
        ("client.messages.create", "; did you mean /twilio/messaging/messages/create?"),
        ("/twilio/nothing/like-that/fly", "is none of create, delete, list, read, update or *"),
    ],
)
def test_a_malformed_text_that_is_like_a_permission_is_told_which(text: str, ending: str) -> None:
    """And what is like none is told nothing more."""
    with pytest.raises(MalformedPermissionError) as caught:
        Permission.parse(text)
    assert str(caught.value).endswith(ending)


@pytest.mark.parametrize(
    "text",
    [
        "/twilio/" + "a/" * 1_000_000,
        "/twilio/voice/" + "A" * 1_000_000 + "/create",
        "/twilio/" + "a-" * 1_000_000 + "/calls/create",
        "/twilio/voice/calls/" + "ab-" * 1_000_000,
        "/twilio/voice/*/" + "ab-" * 1_000_000,
    ],
    ids=["parts", "resource", "product", "action", "wildcard"],
)
def test_a_malformed_text_of_any_length_gives_a_short_error(text: str) -> None:
    """Whatever part of it is wrong."""
    with pytest.raises(MalformedPermissionError) as caught:
        Permission.parse(text)
    assert len(str(caught.value)) < 900


def test_a_secret_in_the_place_of_a_permission_is_not_repeated() -> None:
    """Also one that stands in a URL or between slashes."""
    secret = "0123456789abcdefABCDEF0123456789"
    for text in (
        f"https://SK{secret}:{secret}@api.twilio.com",
        f"/twilio/{secret}/X/read",
        f"/twilio/voice/{secret}/x",
    ):
        with pytest.raises(MalformedPermissionError) as caught:
            Permission.parse(text)
        assert "0123" not in str(caught.value)


@pytest.mark.parametrize("text", WILDCARDS)
def test_a_wildcard_over_a_product_or_the_account_is_refused(text: str) -> None:
    """Twilio has wildcards over the actions of one resource only, and the error says what to write instead."""
    with pytest.raises(MalformedPermissionError, match=TOO_WIDE) as caught:
        Permission.parse(text)
    assert (caught.value.text, caught.value.part) == (text, "*")
    assert "/twilio/messaging/messages/*" in str(caught.value)


@pytest.mark.parametrize(
    ("parts", "part"),
    [
        (("Messaging", "messages", "read"), "Messaging"),
        (("messaging", "Messages", "read"), "Messages"),
        (("messaging", "messages", "write"), "write"),
        (("*", "messages", "read"), "*"),
        (("messaging", "*", "*"), "*"),
    ],
)
def test_the_constructor_refuses_what_parsing_refuses(parts: tuple[str, str, str], part: str) -> None:
    """There is no way to a permission that has no valid text."""
    with pytest.raises(MalformedPermissionError) as caught:
        Permission(*parts)
    assert caught.value.part == part


def test_a_malformed_permission_is_an_error_of_this_package_and_a_value_error() -> None:
    """Users catch it with the package's root, pydantic as a `ValueError`."""
    assert issubclass(MalformedPermissionError, TwilioKeysError)
    assert issubclass(MalformedPermissionError, ValueError)


@pytest.mark.parametrize("text", [SEND, SEND.removeprefix("/"), "/twilio/voice/calls.recordings/*"])
def test_a_permission_has_its_parts(text: str) -> None:
    """Product, resource with its dotted parts, and action are read from the text."""
    permission = Permission.parse(text)
    assert ["twilio", permission.product, permission.resource, permission.action] == text.strip("/").split("/")


def test_a_permission_cannot_be_changed() -> None:
    """Permissions are values."""
    permission = Permission.parse(SEND)
    with pytest.raises(dataclasses.FrozenInstanceError):
        permission.action = "*"  # type: ignore[misc]  # what is tested


def test_the_representation_is_the_text() -> None:
    """`repr` shows the permission as one writes it."""
    assert repr(Permission.parse(SEND)) == f"Permission({SEND!r})"


def test_the_actions_are_sorted_and_have_no_wildcard() -> None:
    """`ACTIONS` are the five single actions."""
    assert list(ACTIONS) == ["create", "delete", "list", "read", "update"]


@pytest.mark.parametrize(
    ("given", "named"), [(5, "of type int"), (None, "got None"), ([], "of type list"), (b"/twilio", "of type bytes")]
)
def test_what_is_no_text_is_refused_as_such(given: Any, named: str) -> None:
    """Also in a set: the error says what was given, and what a permission is."""
    for make in (lambda: Permission.parse(given), lambda: PermissionSet([SEND, given])):
        with pytest.raises(TypeError, match=rf"^a permission is a text such as /twilio/.*{named}$"):
            make()

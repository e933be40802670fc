"""The names that are known."""

from __future__ import annotations

from twilio_keys_component.permissions import Permission, known_permissions


def test_every_name_of_the_data_is_known() -> None:
    """The catalog has all 563 names: none malformed, none twice."""
    assert len(known_permissions()) == 563


def test_names_that_the_documents_speak_of_are_known() -> None:
    """Names with dots, with dashes, single ones and wildcards are all read."""
    texts = {str(permission) for permission in known_permissions()}
    assert texts >= {
        "/twilio/messaging/messages/create",
        "/twilio/iam/api-keys/update",
        "/twilio/billing/usage/read",
        "/twilio/event-streams/sink/*",
        "/twilio/event-streams/schema.version/list",
    }


def test_the_catalog_is_read_once() -> None:
    """A second call gives the very same set."""
    assert known_permissions() is known_permissions()


def test_a_name_that_twilio_does_not_have_is_not_known() -> None:
    """Well formed is not the same as known."""
    assert Permission.parse("/twilio/messaging/no-such-thing/read") not in known_permissions()

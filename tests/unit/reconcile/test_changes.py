"""How single changes read."""

from __future__ import annotations

import dataclasses

import pytest

from tests.builders import SEND
from twilio_keys_component.permissions import Permission
from twilio_keys_component.reconcile import Accept, Annotate, Change, Grant, Rename, Replace, Revoke

PERMISSION = Permission.parse(SEND)

TEXTS: list[tuple[Change, str]] = [
    (Grant(PERMISSION), f"grant {SEND}"),
    (Revoke(PERMISSION), f"revoke {SEND}"),
    (Rename("a", "b"), "rename 'a' to 'b'"),
    (Rename(None, "b"), "rename None to 'b'"),
    (Rename("a", None), "rename 'a' to None"),
    (Annotate("owner", "team-a", "team-b"), "set owner from 'team-a' to 'team-b'"),
    (Annotate("owner", None, "team-b"), "set owner from None to 'team-b'"),
    (Annotate("owner", "team-a", None), "set owner from 'team-a' to None"),
    (Replace("region", "it moves"), "replace the key: it moves"),
    (Accept(), "accept what was changed outside the code, as the code asks for it now"),
]


@pytest.mark.parametrize(("change", "text"), TEXTS, ids=[text for _, text in TEXTS])
def test_a_change_reads_as_a_short_phrase(change: Change, text: str) -> None:
    """Each change says in a few words what happens to the key."""
    assert str(change) == text


@pytest.mark.parametrize("change", [change for change, _ in TEXTS], ids=[text for _, text in TEXTS])
def test_a_change_cannot_be_changed(change: Change) -> None:
    """Changes are values."""
    with pytest.raises((dataclasses.FrozenInstanceError, TypeError)):
        change.permission = PERMISSION  # type: ignore[union-attr, misc]  # what the test is about
    assert hash(change) == hash(dataclasses.replace(change))

"""A small application: what its source says is found with file and line, and the rest is listed with a reason."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from twilio_keys_component.suggest import Analysis, analyse

APPLICATION = Path(__file__).parent / "application"

FOUND = [
    ("notifications.py", 26, "self.messages.create", "messaging/messages/create"),
    ("notifications.py", 31, "self.client.messages(sid).fetch", "messaging/messages/read"),
    ("notifications.py", 35, "self.client.messages.get(sid).fetch", "messaging/messages/read"),
    ("notifications.py", 36, "message.update", "messaging/messages/update"),
    ("notifications.py", 47, "BY_BRAND[brand].messages.stream", "messaging/messages/list"),
    ("notifications.py", 48, "message.delete", "messaging/messages/delete"),
    ("notifications.py", 55, "notifier.service.phone_numbers.list", "messaging/services.phonenumbers/list"),
    ("verification.py", 17, "operation", "verify/verification/create"),
    ("verification.py", 19, "operation", "verify/verification/create"),
    ("verification.py", 32, "service.verification_checks.create", "verify/verification-check/create"),
    ("verification.py", 37, "(using or client).lookups.v2.phone_numbers(number).fetch", "lookup/phone-numbers/read"),
    ("voice.py", 18, "dial", "voice/calls/create"),
    ("voice.py", 24, "account.calls.list", "voice/calls/list"),
    ("voice.py", 25, "call.update", "voice/calls/update"),
    ("voice.py", 31, "recording.delete", "voice/calls.recordings/delete"),
    ("voice.py", 31, "recordings.list", "voice/calls.recordings/list"),
    ("voice.py", 37, "clients.client.request", "billing/usage/read"),
]
"""What a reader of the source finds: file, line, call, permission."""

UNRESOLVED = [
    ("legacy.py", 13, "client.messages.create", "/twilio/messaging/messages/create"),
    ("legacy.py", 18, "getattr(client, kind)", "which attribute"),
    ("legacy.py", 23, "client.fax", "has no 'fax'"),
    ("legacy.py", 28, "client.request", "known only at run time"),
    ("legacy.py", 33, "plugins['twilio'].usage.records.list", "/twilio/billing/usage/read"),
    ("legacy.py", 38, "client.accounts.v1.auth_token_promotion().update", "UpdateAuthTokenPromotion"),
    ("legacy.py", 43, "Thread(target=worker, args=(client,))", "'Thread', which is not among these files"),
]
"""What no reader of these files can know: file, line, call, a part of the reason."""


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    """What is said of the application."""
    return analyse([APPLICATION])


def test_every_call_that_can_be_followed_is_found(analysis: Analysis) -> None:
    """Through helpers, aliases, classes, subaccounts, coroutines and files: each call with its file and line."""
    found = [(Path(one.file).name, one.line, one.call, str(one.permission)) for one in analysis.findings]
    assert sorted(found) == [(*place, f"/twilio/{permission}") for *place, permission in FOUND]


def test_the_rest_is_listed(analysis: Analysis) -> None:
    """What cannot be followed is named with its file, line and reason, and nothing else is."""
    listed = [(Path(one.file).name, one.line, one.call) for one in analysis.unresolved]
    assert listed == [(file, line, call) for file, line, call, _ in UNRESOLVED]
    for one, (*_, reason) in zip(analysis.unresolved, UNRESOLVED, strict=True):
        assert reason in one.reason


def test_nothing_of_the_application_is_imported(analysis: Analysis) -> None:
    """The source is read and never run."""
    assert analysis.files == 6
    assert [name for name in sys.modules if "suggest.application" in name] == []


def test_order_of_the_paths_does_not_matter(analysis: Analysis) -> None:
    """Files in any order, and named twice, give the same."""
    files = sorted(APPLICATION.glob("*.py"), reverse=True)
    assert analyse([*files, APPLICATION]) == analysis


def test_one_file_alone_says_what_it_lacks(analysis: Analysis) -> None:
    """Without the file that makes the client, its calls are listed as what they may be."""
    alone = analyse([APPLICATION / "legacy.py"])
    assert alone.permissions == ()
    reasons = {one.call: one.reason for one in alone.unresolved}
    assert "nothing in these files says what 'client' is" in reasons["client.messages.create"]

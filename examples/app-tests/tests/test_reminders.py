"""The application runs as in production, with exactly the key that the deployment makes, against a local Twilio."""

import pytest
from appointments.reminders import Appointment, forget, remind, status
from permissions import REMINDERS
from twilio.base.exceptions import TwilioRestException

from twilio_keys_component.testing import TwilioEmulator

pytestmark = pytest.mark.twilio_permissions(REMINDERS)

TODAY = [Appointment("+15005550010", "9:30"), Appointment("+15005550011", "10:15")]


def test_everybody_is_reminded(twilio_emulator: TwilioEmulator) -> None:
    twilio_emulator.environment()

    sent = remind(TODAY)

    messages = twilio_emulator.owner().messages.list()
    assert {message.to: message.sid for message in messages} == sent
    assert "See you at 9:30." in messages[0].body + messages[1].body


def test_the_key_cannot_delete(twilio_emulator: TwilioEmulator) -> None:
    twilio_emulator.environment()
    sid = remind(TODAY)["+15005550010"]

    with pytest.raises(TwilioRestException, match="twilio/messaging/messages/delete is missing") as refused:
        forget(sid)

    assert refused.value.code == 70051
    twilio_emulator.owner().messages(sid).fetch()


def test_the_support_desk_can_delete(twilio_emulator: TwilioEmulator) -> None:
    twilio_emulator.environment()
    sid = remind(TODAY)["+15005550010"]
    twilio_emulator.environment("/twilio/messaging/messages/delete")

    forget(sid)

    assert len(twilio_emulator.owner().messages.list()) == 1


def test_the_key_holds_nothing_that_is_not_needed(twilio_emulator: TwilioEmulator) -> None:
    """Everything the reminders do is done once: what was not used by then does not belong on the list."""
    key = twilio_emulator.environment()

    for sid in remind(TODAY).values():
        assert status(sid) == "queued"

    twilio_emulator.assert_least_privilege(key)

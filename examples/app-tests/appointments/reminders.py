"""Texts people before their appointments, and tells how each text fared."""

import os
from dataclasses import dataclass

from twilio.rest import Client

SENDER = "+15005550006"


@dataclass(frozen=True)
class Appointment:
    phone_number: str
    at: str


def sign_in() -> Client:
    """The API key that the deployment put into the environment."""
    return Client(
        os.environ["TWILIO_API_KEY"],
        os.environ["TWILIO_API_KEY_SECRET"],
        os.environ["TWILIO_ACCOUNT_SID"],
    )


def remind(appointments: list[Appointment]) -> dict[str, str]:
    """Text everybody whose number can be texted; the message's sid by the number."""
    twilio = sign_in()
    sent = {}
    for appointment in appointments:
        number = twilio.lookups.v2.phone_numbers(appointment.phone_number).fetch().phone_number
        text = f"See you at {appointment.at}. Reply STOP to hear no more from us."
        sent[number] = twilio.messages.create(to=number, from_=SENDER, body=text).sid
    return sent


def status(message_sid: str) -> str:
    """How far a text has got, such as `queued` or `delivered`."""
    return str(sign_in().messages(message_sid).fetch().status)


def forget(message_sid: str) -> None:
    """Delete a text. Only the clinic's support desk does this, with a key of its own."""
    sign_in().messages(message_sid).delete()

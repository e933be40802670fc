"""Texts about orders."""

from __future__ import annotations

from typing import Any

from .clients import BY_BRAND, shared


class Sender:
    """Whatever sends with a client."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.messages = client.messages


class Notifier(Sender):
    """Sends texts about orders."""

    def __init__(self) -> None:
        super().__init__(shared())

    def notify(self, to: str, body: str) -> str:
        """Send one text; its sid."""
        message = self.messages.create(to=to, from_="+15005550006", body=body)
        return str(message.sid)

    def is_delivered(self, sid: str) -> bool:
        """Whether a text arrived."""
        return bool(self.client.messages(sid).fetch().status == "delivered")

    def redact(self, sid: str) -> None:
        """Take the content out of a text."""
        message = self.client.messages.get(sid).fetch()
        message.update(body="")

    @property
    def service(self) -> Any:
        """The Messaging Service."""
        return self.client.messaging.v1.services("MG00000000000000000000000000000001")


def clean_up(brand: str) -> int:
    """Delete the texts of a brand; how many they were."""
    count = 0
    for message in BY_BRAND[brand].messages.stream(limit=100):
        message.delete()
        count += 1
    return count


def numbers(notifier: Notifier) -> list[str]:
    """The numbers that texts are sent from."""
    return [number.phone_number for number in notifier.service.phone_numbers.list()]

"""What nobody dares to change: everything here is more than an analysis can follow."""

from __future__ import annotations

from threading import Thread
from typing import Any

from .clients import client


def remind(client: Any, to: str) -> None:
    """Send a reminder with somebody else's client."""
    client.messages.create(to=to, body="Your order waits")


def send(kind: str, to: str) -> None:
    """Send whatever it is called."""
    getattr(client, kind).create(to=to)


def fax(to: str) -> None:
    """Send a fax, as twilio-python could once."""
    client.fax.faxes.create(to=to)


def ask(method: str, path: str) -> object:
    """Ask for anything."""
    return client.request(method, f"https://api.twilio.com{path}")


def report(plugins: dict[str, Any]) -> object:
    """Ask the client of a plugin."""
    return plugins["twilio"].usage.records.list()


def rotate() -> None:
    """Make the second auth token the first: nobody public knows its permission."""
    client.accounts.v1.auth_token_promotion().update()


def watch(worker: Any) -> None:
    """Let another thread have the client."""
    Thread(target=worker, args=(client,)).start()

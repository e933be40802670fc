"""Gateways to the emulator, and calls on a key of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from tests.builders import READ, SEND, terms
from tests.unit.local_twilio import LocalTwilio, connect
from twilio_keys_component.model import Region
from twilio_keys_component.twilio_iam import Connection, Credentials, KeyGateway


@pytest.fixture
def reach() -> Iterator[Callable[..., KeyGateway]]:
    """Make a gateway to an address; its connections end with the test."""
    with ExitStack() as stack:

        def make(url: str, *credentials: Credentials, region: Region = Region.US1) -> KeyGateway:
            connection = stack.enter_context(closing(connect(url, *credentials)))
            return connection.gateway(connection.account_sid, region)

        yield make


@pytest.fixture
def gateway(connection: Connection) -> KeyGateway:
    """The account's keys in us1."""
    return connection.gateway(connection.account_sid, Region.US1)


@pytest.fixture
def calls(gateway: KeyGateway, twilio: LocalTwilio) -> dict[str, Callable[[], Any]]:
    """Each call that may be repeated, on a key that exists."""
    sid, _ = twilio.make_key("restricted", SEND)
    return {
        "delete": lambda: gateway.delete(sid),
        "fetch": lambda: gateway.fetch(sid),
        "list": lambda: list(gateway.list()),
        "update": lambda: gateway.update(sid, terms(READ)),
    }


@pytest.fixture(autouse=True)
def _never_waits(no_waiting: None) -> None:
    """Every test here."""

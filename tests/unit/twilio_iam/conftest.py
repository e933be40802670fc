"""One emulator for the worker, as new for each test, and gateways to it that never wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
import stamina

from tests.builders import READ, SEND, terms
from tests.unit.twilio_iam.local_twilio import LocalTwilio, connect
from twilio_keys_component.model import Region
from twilio_keys_component.twilio_iam import Connection, Credentials, KeyGateway


@pytest.fixture(scope="session")
def _running() -> Iterator[LocalTwilio]:
    with LocalTwilio.run() as twilio:
        yield twilio


@pytest.fixture
def twilio(_running: LocalTwilio) -> LocalTwilio:
    """The emulator, as it was at its start."""
    _running.reset()
    return _running


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """As many tries as in earnest, and no time between them."""
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
def reach() -> Iterator[Callable[..., KeyGateway]]:
    """Make a gateway to an address; its connections end with the test."""
    with ExitStack() as stack:

        def make(url: str, *credentials: Credentials, region: Region = Region.US1) -> KeyGateway:
            connection = stack.enter_context(closing(connect(url, *credentials)))
            return connection.gateway(connection.account_sid, region)

        yield make


@pytest.fixture
def connection(twilio: LocalTwilio) -> Iterator[Connection]:
    """A connection to the emulator, signed with the account's Auth Token."""
    with closing(connect(twilio.url)) as connection:
        yield connection


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

"""Connections to the emulator, and keys made through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from tests.builders import adoption, inputs_of, spec
from tests.unit.local_twilio import LocalTwilio, connect
from twilio_keys_component import lifecycle
from twilio_keys_component.model import KeySpec, KeyState
from twilio_keys_component.twilio_iam import Connection, Credentials


@pytest.fixture
def reach() -> Iterator[Callable[..., Connection]]:
    """Connect to an address; the connections end with the test."""
    with ExitStack() as stack:

        def make(url: str, *credentials: Credentials, **options: Any) -> Connection:
            return stack.enter_context(closing(connect(url, *credentials, **options)))

        yield make


@pytest.fixture
def made(connection: Connection, twilio: LocalTwilio) -> Callable[..., KeyState]:
    """Make a restricted key by `create`, and count the requests from then on."""

    def make(*permissions: str, **fields: Any) -> KeyState:
        state = lifecycle.create(inputs_of(spec(*permissions, **fields)), connection).state
        twilio.forget()
        return state

    return make


@pytest.fixture
def told() -> list[str]:
    """What a person was told."""
    return []


@pytest.fixture
def take(connection: Connection, twilio: LocalTwilio, told: list[str]) -> Callable[..., lifecycle.Outcome]:
    """Adopt; the requests are counted from the call on."""

    def take(sid: str, wanted: KeySpec, **more: Any) -> lifecycle.Outcome:
        twilio.forget()
        return lifecycle.adopt(adoption(sid, wanted, **more), connection, told.append)

    return take


@pytest.fixture(autouse=True)
def _never_waits(no_waiting: None) -> None:
    """Every test here."""

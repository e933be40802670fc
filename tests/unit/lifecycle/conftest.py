"""One emulator for the worker, as new for each test, and a connection to it that never waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest
import stamina

from tests.builders import inputs_of, spec
from tests.unit.twilio_iam.local_twilio import LocalTwilio, connect
from twilio_keys_component import lifecycle
from twilio_keys_component.model import KeyState
from twilio_keys_component.twilio_iam import Connection, Credentials


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
def reach() -> Iterator[Callable[..., Connection]]:
    """Connect to an address; the connections end with the test."""
    with ExitStack() as stack:

        def make(url: str, *credentials: Credentials, **options: Any) -> Connection:
            return stack.enter_context(closing(connect(url, *credentials, **options)))

        yield make


@pytest.fixture
def connection(twilio: LocalTwilio) -> Iterator[Connection]:
    """A connection to the emulator, signed with the account's Auth Token."""
    with closing(connect(twilio.url)) as connection:
        yield connection


@pytest.fixture
def made(connection: Connection, twilio: LocalTwilio) -> Callable[..., KeyState]:
    """Make a restricted key by `create`, and count the requests from then on."""

    def make(*permissions: str, **fields: Any) -> KeyState:
        state = lifecycle.create(inputs_of(spec(*permissions, **fields)), connection).state
        twilio.forget()
        return state

    return make

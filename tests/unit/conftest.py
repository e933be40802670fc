"""One emulator for the worker, as new for each test, and a connection to it that never waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
import stamina

from tests.unit.local_twilio import LocalTwilio, connect
from twilio_keys_component.twilio_iam import Connection


@pytest.fixture(scope="session")
def _running() -> Iterator[LocalTwilio]:
    with LocalTwilio.run() as twilio:
        yield twilio


@pytest.fixture
def twilio(_running: LocalTwilio) -> LocalTwilio:
    """The emulator, as it was at its start."""
    _running.reset()
    return _running


@pytest.fixture
def connection(twilio: LocalTwilio) -> Iterator[Connection]:
    """A connection to the emulator, signed with the account's Auth Token."""
    with closing(connect(twilio.url)) as connection:
        yield connection


@pytest.fixture
def no_waiting() -> Iterator[None]:
    """As many tries as in earnest, and no time between them."""
    with stamina.set_testing(True, attempts=100, cap=True):
        yield

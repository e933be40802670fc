"""An emulator and a deployment's connection to it, in a time that only waiting moves on."""

from __future__ import annotations

import logging
import select
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Final
from unittest.mock import patch

import requests
import tenacity
import tenacity.nap
from pydantic import JsonValue, SecretStr
from requests.auth import _basic_auth_str
from stamina import _core as stamina_core

from tools.faults_page.lateness import Clock, late_answers
from twilio_keys_component.emulator import EmulatorServer, EmulatorState
from twilio_keys_component.twilio_iam import Connection, Credentials, Endpoint
from twilio_keys_component.twilio_iam.gate import Gate

_OTHERS_PATH: Final = "/api.twilio.com/2010-04-01/Accounts/{account_sid}/Messages.json"
"""What somebody else asks for who keeps the emulator busy."""

_START: Final = datetime(2026, 1, 1, tzinfo=UTC)
_REFUSED: Final = 429
_TRIES: Final = 1000


class Source:
    """Sids and secrets that are the same in every scene."""

    def __init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin again."""
        self._numbers = count(1)

    def sid(self, prefix: str) -> str:
        """One more sid."""
        return f"{prefix}e0{next(self._numbers):030x}"

    def secret(self) -> str:
        """One more secret."""
        return f"{next(self._numbers):032d}"


@dataclass(frozen=True, slots=True)
class Scene:
    """An emulator as new, and a connection to it.

    Attributes:
        clock: Its time.
        state: What the emulator holds.
        connection: The deployment's.
        url: The emulator's address.
        session: HTTP to it, for whoever is not the deployment.
        until_the_end: What ends with the scene.
    """

    clock: Clock
    state: EmulatorState
    connection: Connection
    url: str
    session: requests.Session
    until_the_end: ExitStack

    def control(self, method: str, path: str, body: JsonValue = None) -> None:
        """Play the Console, or let something go wrong."""
        self.session.request(method, f"{self.url}/_emulator/{path}", json=body, timeout=10).raise_for_status()

    def settled(self) -> EmulatorState:
        """What the emulator holds once everything is carried out that was sent."""
        self.clock.carry_out()
        return self.state

    def requests(self) -> int:
        """How many requests about keys were sent since the journal was cleared."""
        return sum("/Keys" in entry.path for entry in self.settled().journal.entries())

    def occupy(self) -> Callable[[], None]:
        """Let the emulator be busy with a request of somebody else's; give what ends it."""
        url = f"{self.url}/iam.twilio.com/v1/Keys"
        other = self._others_request()
        for _ in range(_TRIES):
            if self.session.get(url, timeout=10).status_code == _REFUSED:
                break
            if select.select([other], [], [], 0)[0]:  # it met the look at it, and was refused itself
                other = self._others_request()
        else:
            raise RuntimeError("the emulator never got busy")

        def end() -> None:
            other.sendall(b"x")
            other.recv(1)

        return end

    def _others_request(self) -> socket.socket:
        """A request of which the last byte is still to come."""
        port = int(self.url.rpartition(":")[2])
        other = self.until_the_end.enter_context(socket.create_connection(("127.0.0.1", port), timeout=10))
        settings = self.state.settings
        head = (
            f"POST {_OTHERS_PATH.format(account_sid=settings.account_sid)} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            f"Authorization: {_basic_auth_str(settings.account_sid, settings.auth_token)}",
            "Content-Length: 1",
        )
        other.sendall("\r\n".join((*head, "", "")).encode())
        return other


@contextmanager
def _retries_by(clock: Clock) -> Iterator[None]:
    """Let retries go by this clock, with the mean of every jitter, and without a word."""
    times = SimpleNamespace(monotonic=clock.read, sleep=clock.sleep)
    draws = SimpleNamespace(uniform=lambda low, high: (low + high) / 2)
    with (
        patch.object(tenacity, "time", times),
        patch.object(tenacity.nap, "time", times),
        patch.object(stamina_core, "random", draws),
        patch.object(logging.getLogger("stamina"), "disabled", new=True),
    ):
        yield


@contextmanager
def scenes() -> Iterator[Callable[[], Scene]]:
    """What begins one scene after the other until the block ends; a new one ends the one before."""
    clock, source = Clock(), Source()
    state = EmulatorState(
        clock=lambda: _START + timedelta(seconds=clock.now),
        timer=clock.read,
        new_sid=source.sid,
        new_secret=source.secret,
    )
    settings = state.settings
    credentials = Credentials(settings.account_sid, settings.account_sid, SecretStr(settings.auth_token))
    with (
        late_answers(clock, state),
        EmulatorServer.run(state=state) as server,
        requests.Session() as session,
        ExitStack() as stack,
    ):
        session.trust_env = False
        clock.on_late = lambda: session.get(f"{server.url}/_emulator/latency", timeout=10).raise_for_status()

        def begin() -> Scene:
            stack.pop_all().close()
            stack.enter_context(_retries_by(clock))
            clock.restart()
            source.restart()
            state.reset()
            gate = Gate(clock=clock.read, wait=lambda _, seconds: clock.sleep(seconds), draw=lambda: 0.5)
            made = Connection({settings.account_sid: credentials}, Endpoint.parse(server.url), gate=gate)
            connection = stack.enter_context(closing(made))
            return Scene(clock, state, connection, server.url, session, stack)

        yield begin

"""Requests that take long, in a scene's time: the emulator's waits move its clock, or outlast the deployment's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any, Final
from unittest.mock import patch
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from twilio_keys_component.emulator import EmulatorState
from twilio_keys_component.emulator.calls import key_call
from twilio_keys_component.twilio_iam.http import CONNECT_TIMEOUT_S, READ_TIMEOUT_S

_SHORT_S: Final = 1
"""Below it a wait is the server's own, and takes its time."""

_GIVEN_UP_S: Final = 0.1
"""How long a request really waits for an answer that will come too late."""

_POLL_S: Final = 0.001
_LIMIT_S: Final = 10

_sleep = asyncio.sleep
_send = HTTPAdapter.send


class Clock:
    """A clock that only waiting moves on, and that takes no time to.

    Attributes:
        now: Its seconds.
        on_wait: Called before each wait.
        on_late: Called when the emulator went on with requests that it had held.
    """

    def __init__(self) -> None:
        self._held: list[_Held] = []
        self.on_late: Callable[[], object] = lambda: None
        self.restart()

    def restart(self) -> None:
        """Begin again, when everything is carried out that was sent."""
        self.carry_out()
        self.now = 0.0
        self.on_wait: Callable[[], object] = lambda: None

    def read(self) -> float:
        """Its seconds."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let them pass."""
        self.on_wait()
        self.move(seconds)

    def move(self, seconds: float) -> None:
        """Let them pass for the emulator as well."""
        self.now += seconds
        self._let_go([held for held in self._held if held.due <= self.now])

    def carry_out(self) -> None:
        """Let the emulator do all that it was asked to, however late that is."""
        self._let_go(list(self._held))

    async def hold(self, seconds: float) -> None:
        """Wait in the emulator's place: what outlasts the deployment goes on when its time has come."""
        if seconds < _SHORT_S:
            await _sleep(seconds)
        elif seconds < READ_TIMEOUT_S:
            self.now += seconds
        else:
            held = _Held(self.now + seconds)
            self._held.append(held)
            while not held.is_let_go:
                await _sleep(_POLL_S)
            held.goes_on.set()

    def wait_for_held(self, number: int) -> None:
        """Wait until the emulator holds so many requests."""
        give_up_at = time.monotonic() + _LIMIT_S
        while len(self._held) < number:
            if time.monotonic() > give_up_at:
                raise RuntimeError("a request never came to the emulator")
            time.sleep(_POLL_S)

    @property
    def held(self) -> int:
        """How many requests the emulator holds."""
        return len(self._held)

    def _let_go(self, due: list[_Held]) -> None:
        for held in due:
            self._held.remove(held)
            held.is_let_go = True
            if not held.goes_on.wait(_LIMIT_S):
                raise RuntimeError("the emulator did not go on with a request")
        if due:
            self.on_late()


class _Held:
    __slots__ = ("due", "goes_on", "is_let_go")

    def __init__(self, due: float) -> None:
        self.due = due
        self.is_let_go = False
        self.goes_on = Event()


@contextmanager
def late_answers(clock: Clock, state: EmulatorState) -> Iterator[None]:
    """Let waits of the emulator, and the deployment's time-outs, go by the clock until the block ends."""

    def is_late(request: requests.PreparedRequest) -> bool:
        host, _, path = urlsplit(str(request.url)).path[1:].partition("/")
        method, path = str(request.method), f"/{path}"
        call = key_call(state.catalog.index.match(method, host, path))
        faults = [fault for fault in state.faults.all() if fault.fits(method, path, call)]
        return bool(faults) and faults[0].delay_ms / 1000 >= READ_TIMEOUT_S

    def send(
        adapter: HTTPAdapter,
        request: requests.PreparedRequest,
        **options: Any,  # noqa: ANN401 - handed on
    ) -> requests.Response:
        if options["timeout"] != (CONNECT_TIMEOUT_S, READ_TIMEOUT_S) or not is_late(request):
            return _send(adapter, request, **options)
        held = clock.held
        try:
            return _send(adapter, request, **options | {"timeout": (CONNECT_TIMEOUT_S, _GIVEN_UP_S)})
        except requests.ReadTimeout:
            clock.wait_for_held(held + 1)
            clock.move(READ_TIMEOUT_S)
            raise

    with patch.object(asyncio, "sleep", clock.hold), patch.object(HTTPAdapter, "send", send):
        yield

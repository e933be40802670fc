"""One emulator on one port of this machine."""

from __future__ import annotations

import errno
import itertools
import os
import socket
import struct
import threading
from asyncio import BaseTransport, Transport
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Final, Self, cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from twilio_keys_component.emulator.app import make_app
from twilio_keys_component.emulator.settings import EmulatorSettings
from twilio_keys_component.emulator.state import EmulatorState
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions import Catalog

ADDRESS: Final = "127.0.0.1"
"""The only address that it listens on: whoever reaches it can make keys."""

_GRACE_S: Final = 1
_RESET_AT_CLOSE: Final = struct.pack("ii" if os.name == "posix" else "HH", 1, 0)
"""Linger for no time: a socket that is closed so tells the other side that the connection broke."""


class PortUnavailableError(TwilioKeysError, OSError):
    """The port that was asked for cannot be had.

    Attributes:
        port: That port.
    """

    def __init__(self, *, port: int, reason: str) -> None:
        super().__init__(
            f"the emulator cannot listen on {ADDRESS}:{port}: {reason}; "
            "choose another port with --port, or --port 0 for a free one"
        )
        self.port = port


class EmulatorServer:
    """A running emulator. It is made by `run`.

    Attributes:
        state: What it holds.
        port: Where it listens.
    """

    def __init__(self, state: EmulatorState, listener: socket.socket) -> None:
        self.state = state
        self.port: int = listener.getsockname()[1]
        config = uvicorn.Config(
            make_app(state),
            http=_protocol(),
            loop="asyncio",  # uvloop, where it is installed, writes later: a reset would overtake its answer
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            timeout_keep_alive=60,
            timeout_graceful_shutdown=_GRACE_S,
            server_header=False,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name=f"emulator-{self.port}", daemon=True
        )

    @classmethod
    @contextmanager
    def run(
        cls,
        settings: EmulatorSettings | None = None,
        *,
        port: int = 0,
        catalog: Catalog | None = None,
        state: EmulatorState | None = None,
    ) -> Iterator[Self]:
        """Run an emulator in a thread of this process until the block ends.

        Args:
            settings: How it starts; not with `state`, which has its own.
            port: Where it listens; 0 for a free port.
            catalog: The operations and permissions that there are; this package's own by default. Not with `state`.
            state: What it holds, where clock, sids or secrets are to be known; a new one otherwise. Who gives one
                closes it.

        Raises:
            PortUnavailableError: The port is taken or not allowed. Nothing was started then.
            StateFileError: The settings name a state file that cannot be used. Nothing was started then.
        """
        if state is not None and (settings is not None or catalog is not None):
            raise ValueError("give a state or what to make one of, not both: a state has its own settings and catalog")
        with ExitStack() as stack:
            listener = stack.enter_context(_listen(port))
            if state is None:
                state = stack.enter_context(closing(EmulatorState(settings, catalog=catalog)))
            server = cls(state, listener)
            server._thread.start()
            try:
                yield server
            finally:
                server._server.should_exit = True
                server._thread.join()

    @property
    def url(self) -> str:
        """Where it is, such as `http://127.0.0.1:4010`."""
        return f"http://{ADDRESS}:{self.port}"

    @property
    def account_sid(self) -> str:
        """The main account."""
        return self.state.settings.account_sid

    @property
    def auth_token(self) -> str:
        """The main account's auth token."""
        return self.state.settings.auth_token

    @property
    def is_running(self) -> bool:
        """Whether it still answers."""
        return self._thread.is_alive()


class _Connection:
    def __init__(self, number: int, transport: Transport) -> None:
        self.number = number
        self._transport = transport

    def abort(self) -> None:
        self._transport.abort()

    def reset(self, last: bytes) -> None:
        self._transport.write(last)
        self._transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_CLOSE)
        self._transport.abort()


def _protocol() -> type[H11Protocol]:
    """A protocol that numbers its server's connections and hands each request the one that it came on."""
    numbers = itertools.count(1)

    class NumberedProtocol(H11Protocol):
        def connection_made(self, transport: BaseTransport) -> None:
            stream = cast("Transport", transport)
            super().connection_made(stream)
            self.app_state = {**self.app_state, "connection": _Connection(next(numbers), stream)}

    return NumberedProtocol


def _listen(port: int) -> socket.socket:
    """A socket that listens, so that clients can connect from now on."""
    # asyncio turns Nagle's algorithm off only where the protocol is named; left on, it costs 40 ms an answer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            # Elsewhere this option would let two servers share a port; here it only skips the wait after a restart.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port))
        listener.listen(socket.SOMAXCONN)
    except (OSError, OverflowError) as error:
        listener.close()
        is_taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        raise PortUnavailableError(
            port=port, reason="another program listens there" if is_taken else str(error)
        ) from None
    return listener

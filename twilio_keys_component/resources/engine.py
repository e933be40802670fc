"""The engine that a dynamic provider's process works for.

That process outlives an engine that was killed, for ever, with calls queued: what it changed then would be in no state.
"""

from __future__ import annotations

import re
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from time import sleep
from typing import Final, Self

from twilio_keys_component.twilio_iam import NotSentError

CONNECT_TIMEOUT_S: Final = 5.0
"""Loopback answers in less than a millisecond; a machine as busy as that is better told than guessed about."""

RECONNECT_S: Final = 1.0
"""Between the end of a connection and the next one, and before a second try to make one."""

_SERVER: Final = ("pulumi", "dynamic", "__main__.py")
_ADDRESS: Final = re.compile(r"(?P<host>[\w.]+):(?P<port>\d{1,5})")
_CHUNK_BYTES: Final = 4096


def _interrupt() -> None:
    """End the process as its server is made to be ended; calls that run are finished.

    Only a signal that is sent to the main thread itself wakes the server there (`_thread.interrupt_main` does not).
    Windows has none; before Python 3.14 nothing wakes it there, so the process stays, and `Engine.check` refuses.
    """
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine, where it listens for its plugins.

    Attributes:
        host: Always loopback.
        port: The port.
    """

    host: str
    port: int

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Self | None:
        """The engine that started this process; None in a process that works for none.

        Args:
            arguments: As in `sys.argv`: an engine starts `python -m pulumi.dynamic` with its own address.
        """
        if len(arguments) < 2 or PurePath(arguments[0]).parts[-len(_SERVER) :] != _SERVER:
            return None
        address = _ADDRESS.fullmatch(arguments[1])
        return cls(address["host"], int(address["port"])) if address else None

    def check(self) -> None:
        """Connect to it.

        Raises:
            NotSentError: It is gone.
        """
        try:
            self._connect().close()
        except OSError as error:
            reason = type(error).__name__
        else:
            return
        raise NotSentError(
            f"the Pulumi engine is gone ({reason}), and no state would tell what was changed now",
            next_step="Nothing was sent. Settle what was under way (docs/incident.md), then run again.",
            may_pass=False,
        )

    def follow(self, end: Callable[[], object] = _interrupt, *, pause: Callable[[float], object] = sleep) -> None:
        """Call `end` in a thread once the engine is gone: once it takes no connection any more.

        Args:
            end: What is called.
            pause: Waits so many seconds.
        """
        threading.Thread(target=self._wait, args=(end, pause), name="engine", daemon=True).start()

    def _wait(self, end: Callable[[], object], pause: Callable[[float], object]) -> None:
        while (connection := self._connected(pause)) is not None:
            with connection, suppress(OSError):
                connection.settimeout(None)
                while connection.recv(_CHUNK_BYTES):
                    pass
            pause(RECONNECT_S)  # the engine drops a client that says nothing after a while
        end()

    def _connected(self, pause: Callable[[float], object]) -> socket.socket | None:
        """A connection, at the second try if the first fails."""
        with suppress(OSError):
            return self._connect()
        pause(RECONNECT_S)
        with suppress(OSError):
            return self._connect()
        return None

    def _connect(self) -> socket.socket:
        return socket.create_connection((self.host, self.port), CONNECT_TIMEOUT_S)

"""The requests that an emulator got, for tests that count them. No bodies, no secrets."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import count
from typing import Final

KEPT_REQUESTS: Final = 10_000
"""How many requests are remembered; older ones are forgotten, so that a long run does not fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One request to one of Twilio's routes.

    Attributes:
        number: Counted from 1 over the emulator's life.
        connection: Which TCP connection it came on, counted from 1.
        method: Such as `POST`.
        host: Twilio's host, such as `iam.twilio.com`.
        path: The path at that host.
        operation: Twilio's name for what it was for, such as `CreateMessage`; None for what Twilio does not have.
        permissions: Those that the operation needs; none where they are not known.
        signer: The account or key sid that it was signed with, right or wrong; None where there was none.
        status: The answer's HTTP status; None where the connection was closed instead.
        code: Twilio's error code, where it was refused.
        fault: The kind of the fault that was injected, if one was.
    """

    number: int
    connection: int
    method: str
    host: str
    path: str
    operation: str | None
    permissions: tuple[str, ...]
    signer: str | None
    status: int | None
    code: int | None
    fault: str | None


class Journal:
    """The last requests, oldest first."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._entries: deque[Entry] = deque(maxlen=KEPT_REQUESTS)

    def next_number(self) -> int:
        """The number for one more request."""
        return next(self._numbers)

    def add(self, entry: Entry) -> None:
        """Remember a request that was answered."""
        self._entries.append(entry)

    def entries(self) -> list[Entry]:
        """What is remembered, in the order of the requests' arrival."""
        return sorted(self._entries, key=lambda entry: entry.number)

    def clear(self) -> None:
        """Forget them all."""
        self._entries.clear()

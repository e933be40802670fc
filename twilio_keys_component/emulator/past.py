"""What the keys were like a moment ago: what a list or a fetch shows that lags behind the writes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from twilio_keys_component.emulator.settings import MAX_DELAY_MS

if TYPE_CHECKING:
    from twilio_keys_component.emulator.keys import KeyRecord

KEPT_S: Final = MAX_DELAY_MS / 1000
"""How far back it is known what a key was like."""


class KeyPast:
    """What was done to the keys lately.

    Args:
        timer: Gives the seconds since some moment; it never goes back.
    """

    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._settled: dict[str, KeyRecord] = {}
        self._recent: deque[tuple[float, str, KeyRecord | None]] = deque()

    def note(self, sid: str, key: KeyRecord | None) -> None:
        """Note what the key of that sid is from now on; None for gone."""
        now = self._timer()
        self._recent.append((now, sid, replace(key) if key else None))
        while self._recent[0][0] < now - KEPT_S:
            _, known, before = self._recent.popleft()
            _apply(self._settled, known, before)

    def seen(self, ago_s: float) -> dict[str, KeyRecord]:
        """The keys as they were that long ago, by sid."""
        keys, then = dict(self._settled), self._timer() - ago_s
        for moment, sid, key in self._recent:
            if moment > then:
                break
            _apply(keys, sid, key)
        return keys

    def settle(self, keys: Iterable[KeyRecord]) -> None:
        """Forget all, and have had these keys ever since."""
        self._recent.clear()
        self._settled = {key.sid: replace(key) for key in keys}


def _apply(keys: dict[str, KeyRecord], sid: str, key: KeyRecord | None) -> None:
    if key is None:
        keys.pop(sid, None)
    else:
        keys[sid] = key

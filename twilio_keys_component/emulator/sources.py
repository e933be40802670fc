"""Where an emulator gets time and randomness from, unless it is told otherwise."""

from __future__ import annotations

import secrets
import string
from datetime import UTC, datetime
from random import Random
from typing import Final

SECRET_LENGTH: Final = 32
"""Characters in a key's secret (live)."""

_BASE62 = string.ascii_letters + string.digits


def system_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def drawn_wait_s(random: Random, wait_ms: int, *, jitter_ms: int) -> float:
    """A wait that is longer or shorter by up to `jitter_ms`; without a jitter nothing is drawn."""
    drawn_ms = random.uniform(-1, 1) * jitter_ms if jitter_ms else 0
    return max(0.0, wait_ms + drawn_ms) / 1000


def random_sid(prefix: str) -> str:
    """A sid that is recognisably the emulator's: `prefix`, `e0` and 30 random hexadecimal digits."""
    return f"{prefix}e0{secrets.token_hex(15)}"


def random_secret() -> str:
    """32 base62 characters, as Twilio's secrets have (live)."""
    return "".join(secrets.choice(_BASE62) for _ in range(SECRET_LENGTH))

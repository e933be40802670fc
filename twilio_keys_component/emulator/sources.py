"""Where an emulator gets time and randomness from, unless it is told otherwise."""

from __future__ import annotations

import secrets
import string
from datetime import UTC, datetime
from typing import Final

SECRET_LENGTH: Final = 32
"""Characters in a key's secret (live)."""

_BASE62 = string.ascii_letters + string.digits


def system_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def random_sid(prefix: str) -> str:
    """A sid that is recognisably the emulator's: `prefix`, `e0` and 30 random hexadecimal digits."""
    return f"{prefix}e0{secrets.token_hex(15)}"


def random_secret() -> str:
    """32 base62 characters, as Twilio's secrets have (live)."""
    return "".join(secrets.choice(_BASE62) for _ in range(SECRET_LENGTH))

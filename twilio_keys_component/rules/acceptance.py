"""Which rules a key can be declared to break knowingly."""

from __future__ import annotations

from typing import Final

ACCEPTABLE_RULES: Final = ("TK201", "TK204", "TK205")
"""The rules that an `accept` of the key itself answers. Any other one needs a waiver beside the policy pack, and some
take not even that."""

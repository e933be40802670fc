"""What people ask for and Twilio does not have: keys that work only from some referrer, domain or address."""

from __future__ import annotations

import re
from typing import Final

RESTRICTION_WORDS: Final = frozenset({"allowlist", "cidr", "domain", "host", "ip", "origin", "referer", "referrer"})
"""Words, in the singular, in the name of an input or a setting by which somebody asks for that."""

RESTRICTION: Final = (
    "Twilio cannot restrict a key by referrer, domain or IP address: declare exactly the permissions that the key "
    "needs, and where your Twilio edition has it, enforce Public Key Client Validation for the account"
)
"""What to answer (doc: such keys do not exist)."""

_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def asks_for_restriction(name: str) -> bool:
    """Whether a name, in whichever case its words are joined, asks for such a restriction."""
    return any(word.lower().removesuffix("s") in RESTRICTION_WORDS for word in _WORD.findall(name))

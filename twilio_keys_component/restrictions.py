"""What people ask for and Twilio does not have: keys that work only from some referrer, domain or address."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

RESTRICTION_WORDS: Final = frozenset(
    {"allowlist", "cidr", "domain", "host", "hostname", "ip", "origin", "referer", "referrer", "subnet", "whitelist"}
)
"""Words, in the singular, in the name of an input or a setting by which somebody asks for that."""

RESTRICTION: Final = (
    "Twilio cannot restrict a key by referrer, domain or IP address: declare exactly the permissions that the key "
    "needs, and where your Twilio edition has it, enforce Public Key Client Validation for the account"
)
"""What to answer (doc: such keys do not exist)."""

_WORD: Final = re.compile(r"[A-Z]+s?(?![a-z])|[A-Z]?[a-z]+")


def asks_for_restriction(name: str) -> bool:
    """Whether a name, in whichever case its words are joined, asks for such a restriction."""
    words = [word.lower().removesuffix("s") for word in _WORD.findall(name)]
    pairs = [first + second for first, second in pairwise(words)]
    return not RESTRICTION_WORDS.isdisjoint([*words, *pairs])

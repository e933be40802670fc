"""Texts from a program, from a preview or from a policy pack, before they stand in a report."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from twilio_keys_component.errors import masked

LONGEST: Final = 600
"""Characters of a text that a report repeats."""

LONGEST_NAME: Final = 100
"""Characters of a name that a report repeats."""


@lru_cache(maxsize=4096)
def one_line(text: str, *, longest: int = LONGEST) -> str:
    """A text on one line: nothing in it looks like a secret or is invisible, and what is too long is cut.

    Args:
        text: What to tell.
        longest: How many characters of it are told.
    """
    line = ""
    for word in text.split():
        line = f"{line} {masked(word)}" if line else masked(word)
        if len(line) > longest:
            return f"{line[:longest]}… ({len(text)} characters in all)"
    return line


def counted(count: int, word: str) -> str:
    """Such as `1 key` or `3 keys`."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"

"""What was probably meant by a name that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from twilio_keys_component.errors import masked, quoted


def no_such_rule(text: str) -> str:
    """What to say where there is no rule of that id: those that begin so, or are nearest, and all that there are."""
    from twilio_keys_component.rules import RULES

    return f"there is no rule {quoted(text)}: {among(text.strip().upper(), [rule.id for rule in RULES])}"


def among(text: str, known: Iterable[str]) -> str:
    """The names that there are, after those that begin with what was given or, if none does, that are nearest."""
    names = list(known)
    near = [name for name in names if text and name.startswith(text)] or get_close_matches(text, names, n=2)
    listed = ", ".join(map(masked, names))
    return f"did you mean {' or '.join(map(masked, near))}? There are {listed}" if near else f"there are {listed}"

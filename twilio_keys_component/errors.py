"""The root of every error that a user of this package can meet."""

import re
from typing import Final

_SHORT: Final = 24
"""No Auth Token, key secret or sid is as short as this."""

_LONGEST_QUOTE: Final = 200
_RUN: Final = re.compile(rf"[A-Za-z0-9]{{{_SHORT},}}")


class TwilioKeysError(Exception):
    """Something this package refused, could not do, or was refused by Twilio.

    The text is one readable paragraph without any secret: what was tried, what went wrong, what to do next.
    """


def shown(value: object) -> str:
    """How an error repeats what was given: only its length where it may be a secret in the wrong place."""
    text = str(value)
    return repr(value) if len(text) <= _SHORT else f"a text of {len(text)} characters"


def quoted(name: str) -> str:
    """How an error repeats what should be a name, in quotes.

    A run of letters and digits as long as a secret is only counted, what no terminal prints is escaped, and what is
    longer than any name is cut.
    """
    return repr(_bounded(name))


def masked(name: object) -> str:
    """As `quoted`, without quotes."""
    return escaped(_bounded(str(name)))


def escaped(text: str) -> str:
    """A text on one line, with nothing in it that a terminal would obey."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


def _bounded(name: str) -> str:
    safe = _RUN.sub(lambda run: f"({len(run[0])} characters)", name)
    return safe if len(safe) <= _LONGEST_QUOTE else f"{safe[:_LONGEST_QUOTE]}… ({len(name)} characters in all)"

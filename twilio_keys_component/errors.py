"""The root of every error that a user of this package can meet."""

from typing import Final

_SHORT: Final = 24
"""No Auth Token, key secret or sid is as short as this."""


class TwilioKeysError(Exception):
    """Something this package refused, could not do, or was refused by Twilio.

    The text is one readable paragraph without any secret: what was tried, what went wrong, what to do next.
    """


def shown(value: object) -> str:
    """How an error repeats what was given: only its length where it may be a secret in the wrong place."""
    text = str(value)
    return repr(value) if len(text) <= _SHORT else f"a text of {len(text)} characters"

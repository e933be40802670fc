"""Why there is no grant to explain."""

from __future__ import annotations

from twilio_keys_component.errors import TwilioKeysError


class GrantSourceError(TwilioKeysError):
    """A grant that cannot be read from where it should come from: wrong use."""


class NoGrantError(TwilioKeysError):
    """Twilio has no grant of that key to show, refused to show it, or was not reached."""

"""What stops an operation on a key although its inputs are right."""

from twilio_keys_component.errors import TwilioKeysError


class OriginError(TwilioKeysError):
    """The key in the state belongs to another place than the deployment is configured for. Nothing was sent."""


class DriftError(TwilioKeysError):
    """What somebody changed outside the code stops the update. Nothing was changed."""


class AnswerMismatchError(TwilioKeysError):
    """Twilio carried out something else than was asked."""


class AdoptionError(TwilioKeysError):
    """An existing key cannot be taken over as it is declared. Nothing was changed."""


class ProtectedKeyError(TwilioKeysError):
    """The key must not be deleted, replaced or narrowed by this deployment. Nothing was changed."""


class StateError(TwilioKeysError):
    """What lies in the state cannot be used."""

"""What happens to one key, from inputs to Twilio and back. Knows no engine."""

from twilio_keys_component.lifecycle.checking import Checked, check, value_problems
from twilio_keys_component.lifecycle.errors import (
    AnswerMismatchError,
    DriftError,
    OriginError,
    ProtectedKeyError,
    StateError,
)
from twilio_keys_component.lifecycle.inputs import UNKNOWN, Inputs, annotations_of
from twilio_keys_component.lifecycle.operations import Found, Outcome, create, delete, diff, read, update

__all__ = [
    "UNKNOWN",
    "AnswerMismatchError",
    "Checked",
    "DriftError",
    "Found",
    "Inputs",
    "OriginError",
    "Outcome",
    "ProtectedKeyError",
    "StateError",
    "annotations_of",
    "check",
    "create",
    "delete",
    "diff",
    "read",
    "update",
    "value_problems",
]

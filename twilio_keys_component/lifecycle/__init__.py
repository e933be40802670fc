"""What happens to one key, from inputs to Twilio and back. Knows no engine."""

from twilio_keys_component.lifecycle.adopting import adopt
from twilio_keys_component.lifecycle.checking import Checked, check, value_problems
from twilio_keys_component.lifecycle.errors import (
    AdoptionError,
    AnswerMismatchError,
    DriftError,
    OriginError,
    ProtectedKeyError,
    StateError,
)
from twilio_keys_component.lifecycle.guards import Here
from twilio_keys_component.lifecycle.inputs import UNKNOWN, Inputs, annotations_of
from twilio_keys_component.lifecycle.operations import create, delete, diff, read, update
from twilio_keys_component.lifecycle.states import Found, Outcome

__all__ = [
    "UNKNOWN",
    "AdoptionError",
    "AnswerMismatchError",
    "Checked",
    "DriftError",
    "Found",
    "Here",
    "Inputs",
    "OriginError",
    "Outcome",
    "ProtectedKeyError",
    "StateError",
    "adopt",
    "annotations_of",
    "check",
    "create",
    "delete",
    "diff",
    "read",
    "update",
    "value_problems",
]

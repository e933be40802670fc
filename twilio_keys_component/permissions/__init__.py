"""Twilio's permissions as values: parse one, combine sets of them, compare grants whatever their spelling."""

from twilio_keys_component.permissions.catalog import (
    Catalog,
    PermissionsNotKnownError,
    UnknownOperationError,
    load_catalog,
)
from twilio_keys_component.permissions.entries import AccessLevel, Entry, Resource
from twilio_keys_component.permissions.explanation import Description, Explanation, explain
from twilio_keys_component.permissions.operations import Match, Operation, OperationIndex
from twilio_keys_component.permissions.overlay import OverlayError, lay_over, load_overlay
from twilio_keys_component.permissions.permission import ACTIONS, MalformedPermissionError, Permission
from twilio_keys_component.permissions.permission_set import (
    MAX_POLICY_ENTRIES,
    PermissionDelta,
    PermissionSet,
    TooManyPermissionsError,
)
from twilio_keys_component.permissions.profiles import Profile, UnknownProfileError, profile, profiles
from twilio_keys_component.permissions.spelling import canonical, known_actions, meaning, read_as, without_wildcards

__all__ = [
    "ACTIONS",
    "MAX_POLICY_ENTRIES",
    "AccessLevel",
    "Catalog",
    "Description",
    "Entry",
    "Explanation",
    "MalformedPermissionError",
    "Match",
    "Operation",
    "OperationIndex",
    "OverlayError",
    "Permission",
    "PermissionDelta",
    "PermissionSet",
    "PermissionsNotKnownError",
    "Profile",
    "Resource",
    "TooManyPermissionsError",
    "UnknownOperationError",
    "UnknownProfileError",
    "canonical",
    "explain",
    "known_actions",
    "lay_over",
    "load_catalog",
    "load_overlay",
    "meaning",
    "profile",
    "profiles",
    "read_as",
    "without_wildcards",
]

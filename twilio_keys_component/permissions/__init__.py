"""Twilio's permissions as values: parse one, combine sets of them, compare grants whatever their spelling."""

from twilio_keys_component.permissions.catalog import known_permissions
from twilio_keys_component.permissions.permission import ACTIONS, MalformedPermissionError, Permission
from twilio_keys_component.permissions.permission_set import (
    MAX_POLICY_ENTRIES,
    PermissionDelta,
    PermissionSet,
    TooManyPermissionsError,
)

__all__ = [
    "ACTIONS",
    "MAX_POLICY_ENTRIES",
    "MalformedPermissionError",
    "Permission",
    "PermissionDelta",
    "PermissionSet",
    "TooManyPermissionsError",
    "known_permissions",
]

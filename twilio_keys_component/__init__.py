"""Twilio API keys and their exact permissions as reviewed code, for Pulumi."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from twilio_keys_component._version import __version__

if TYPE_CHECKING:
    from twilio_keys_component.errors import TwilioKeysError
    from twilio_keys_component.permissions import Permission, PermissionDelta, PermissionSet, profile
    from twilio_keys_component.resources import ApiKey

__all__ = [
    "ApiKey",
    "Permission",
    "PermissionDelta",
    "PermissionSet",
    "TwilioKeysError",
    "__version__",
    "profile",
]

_HOMES: Final = {
    "ApiKey": "resources",
    "Permission": "permissions",
    "PermissionDelta": "permissions",
    "PermissionSet": "permissions",
    "TwilioKeysError": "errors",
    "profile": "permissions",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that the command line does not wait for Pulumi."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value

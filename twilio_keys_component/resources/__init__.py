"""The Pulumi resources."""

from twilio_keys_component.resources.api_key import ApiKey, PermissionsInput

__all__ = ["ApiKey", "PermissionsInput"]

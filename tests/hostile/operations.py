"""What the engine asks of a provider, and how it may fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.builders import READ, SEND, asked
from twilio_keys_component.resources.provider import ApiKeyError

GOOD: dict[str, Any] = {
    "__provider": "pickled",
    "auto_name": "notifier-3s7hjsfg-abcdef",
    "grants": {SEND: True, READ: True},
    "key_type": "restricted",
    "on_drift": "tighten",
    "origin": {"project": "orders", "stack": "dev"},
}
"""The inputs of a restricted key."""


def attempt(operation: Callable[..., Any], *args: Any) -> Any:
    """What the engine gets for the operation; None where it fails as it may: in one line that a person can read."""
    try:
        return asked(operation, *args)
    except ApiKeyError as error:
        said = str(error)
    assert said.isprintable()
    return None

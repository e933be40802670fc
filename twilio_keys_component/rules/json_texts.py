"""JSON that lies as text in a property, a setting or an output."""

from __future__ import annotations

import json
from typing import Any


def unpacked(value: Any) -> Any:  # noqa: ANN401 - JSON
    """What a text holds that is itself JSON, an object or a list; else the value as it is."""
    if not isinstance(value, str) or not value.lstrip().startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value

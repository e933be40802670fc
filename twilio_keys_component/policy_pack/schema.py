"""The settings' JSON Schema in the shape that the engine takes: one schema a property, without references."""

from __future__ import annotations

from typing import Any

from twilio_keys_component.rules import Settings


def settings_schema() -> dict[str, dict[str, Any]]:
    """The schema of every setting, by its name.

    Defaults are left out: the engine would hand them over as if somebody had set them.
    """
    schema = Settings.model_json_schema()
    return {name: _inlined(part, schema.get("$defs", {})) for name, part in schema["properties"].items()}


def _inlined(part: Any, definitions: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(part, list):
        return [_inlined(each, definitions) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _inlined(definitions[part["$ref"].rpartition("/")[2]], definitions)
    return {name: _inlined(each, definitions) for name, each in part.items() if name != "default"}

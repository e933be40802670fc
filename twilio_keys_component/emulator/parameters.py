"""A request's parameters, and the fields that they become."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qs

from twilio_keys_component.emulator import errors
from twilio_keys_component.emulator.json_text import read_json
from twilio_keys_component.emulator.layout import snake

_TEXTS: Final = {"body", "description", "friendly_name", "identity", "unique_name"}
"""Fields that stay text even where the text is `true`."""

_OBJECTS: Final = {"data", "definition", "parameters", "policy", "rules", "sink_configuration", "types"}
"""Fields that are sent as JSON text in a form and answered as what the text says (doc)."""

_BOOLEANS: Final = {"true": True, "false": False}


def read_body(body: bytes, content_type: str) -> dict[str, Any]:
    """The parameters in a request's body: a form's texts, a list of them where a name comes twice, or a JSON object.

    Raises:
        TwilioError: 20001 for a body that says it is JSON and is no object, or none that `read_json` takes (guess).
    """
    if not content_type.startswith("application/json"):
        form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        return {name: values if len(values) > 1 else values[0] for name, values in form.items()}
    parameters = _read_json(body.decode("utf-8", "replace")) if body else {}
    if not isinstance(parameters, dict):
        raise errors.invalid_request("the body must be a JSON object in UTF-8, without NaN and not nested too deep")
    return parameters


def to_values(parameters: Mapping[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """The fields that parameters set: `FriendlyName` sets `friendly_name`, whatever way `fields` writes it."""
    names = {_flat(field): field for field in fields}
    found = ((names.get(_flat(name), snake(name)), value) for name, value in parameters.items())
    return {name: _value(name, value) for name, value in found}


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        return [_value(name, item) for item in value]
    if not isinstance(value, str):
        return value
    if name in _OBJECTS and value.startswith(("{", "[")):
        parsed = _read_json(value)
        return value if parsed is None else parsed
    return value if name in _TEXTS else _BOOLEANS.get(value, value)


def _read_json(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """What the text says; None if it is no JSON that can be answered again."""
    try:
        return read_json(text)
    except ValueError:
        return None


def _flat(name: str) -> str:
    return name.replace("_", "").lower()

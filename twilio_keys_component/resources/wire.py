"""A key's state as the engine stores it, and back. Its meaning is frozen: see `STATE_SCHEMA`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from twilio_keys_component.errors import masked
from twilio_keys_component.lifecycle import StateError, annotations_of
from twilio_keys_component.model import STATE_SCHEMA, KeyState, Origin, Terms
from twilio_keys_component.sids import KEY_SID_FORMAT

PROVIDER_KEY = "__provider"
"""Where the dynamic provider itself lies among inputs and outputs."""


_NESTED: Final[dict[str, type[BaseModel]]] = {"applied": Terms, "origin": Origin}


def to_outputs(state: KeyState) -> dict[str, Any]:
    """The outputs of a key; permissions in normal form, the secret in the clear (the engine encrypts it)."""
    outputs: dict[str, Any] = state.model_dump(mode="json", by_alias=True)
    outputs["secret"] = state.secret.get_secret_value() if state.secret else None
    outputs["origin"] = state.origin.model_dump(mode="json", exclude_none=True)
    outputs["permissions"] = None if state.permissions is None else [str(p) for p in state.permissions]
    return outputs | annotations_of(state) | {"adopted": state.adopted or None}


def from_outputs(outputs: Mapping[str, Any]) -> KeyState:
    """The state in the outputs of a key; the engine leaves out what is None.

    Raises:
        StateError: A newer version of this package wrote them, or somebody edited them.
    """
    fields = {name: value for name, value in outputs.items() if name != PROVIDER_KEY and value is not None}
    schema = fields.get("schema")
    if isinstance(schema, float):  # as which the engine hands every number over
        schema = int(schema)
    if isinstance(schema, int) and schema > STATE_SCHEMA:
        raise StateError(
            f"The state of {_key(fields)} was written by a newer version of twilio-keys-component (schema "
            f"{schema}, and this one knows {STATE_SCHEMA}). Nothing was changed. Upgrade the package and run again."
        )
    names = {name for name, field in KeyState.model_fields.items() if field.is_required()}
    whole = dict.fromkeys(names) | fields | {"schema": schema}
    if isinstance(fields.get("accept"), Mapping):
        whole["accept"] = sorted(fields["accept"])
    for name, model in _NESTED.items():
        if isinstance(fields.get(name), Mapping):
            whole[name] = dict.fromkeys(model.model_fields) | fields[name]
    try:
        return KeyState.model_validate_json(json.dumps(whole))
    except (ValidationError, RecursionError) as error:
        wrong = _wrong(error)
    raise StateError(  # out here, so that pydantic's error, which holds the secret, is no context of it
        f"The state of {_key(fields)} cannot be read: {wrong} is not what this version wrote. Nothing was changed. "
        "Upgrade twilio-keys-component if a newer version wrote it; restore the state from a backup (`pulumi stack "
        "import`) if somebody edited it."
    )


def _key(fields: Mapping[str, Any]) -> str:
    sid = fields.get("sid")
    return f"the key {sid}" if isinstance(sid, str) and KEY_SID_FORMAT.fullmatch(sid) else "a key without a sid"


def _wrong(error: ValidationError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "a value that is nested too deep"
    places = {".".join(map(str, problem["loc"])) for problem in error.errors(include_input=False)}
    return masked(", ".join(sorted(places)))

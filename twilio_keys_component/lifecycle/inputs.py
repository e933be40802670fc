"""A key's inputs as the engine carries them: what they are called, what may stand in them, what they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from twilio_keys_component.lifecycle.errors import StateError
from twilio_keys_component.model import (
    MAX_FRIENDLY_NAME,
    Annotations,
    DriftMode,
    KeySpec,
    KeyState,
    KeyType,
    Place,
    Region,
)
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.twilio_iam import Connection

Inputs = Mapping[str, Any]
"""The inputs of one key: `grants` (a map of permission texts to true), `key_type`, `friendly_name` or `auto_name`,
`account_sid`, `region`, `on_drift`, `owner`, `purpose`, `expires` (YYYY-MM-DD), `reason`, `accept` (a map of risks to
true), `deployer` (true), `adopt_sid`, `adopt_secret`, `revoke_adopted` (true), `origin` (project, stack and, where it
has one, the stack's id) and `unsupported` (names)."""


class _Unknown:
    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = _Unknown()
"""Stands for a value that is not known yet: in previews, what another resource will put out."""


def spec_of(inputs: Inputs, connection: Connection, state: KeyState | None = None) -> KeySpec:
    """What checked and fully known inputs ask for.

    Args:
        inputs: The inputs.
        connection: Gives the default account and Region.
        state: The key's state, if it has one; it gives the name of a key that may keep it.
    """
    return KeySpec(**_spec_fields(inputs, connection, state))


def place_of(inputs: Inputs) -> Place:
    """The stack whose program gives these inputs.

    Raises:
        StateError: They do not say: somebody edited the state that they lie in.
    """
    try:
        return Place.model_validate(inputs.get("origin"))
    except ValidationError:
        raise StateError(
            "The inputs of a key do not say which stack they come from, as ApiKey writes it. Nothing was changed. "
            "Restore the state from a backup (`pulumi stack import`) if somebody edited it."
        ) from None


def draft_of(inputs: Inputs, connection: Connection, state: KeyState) -> KeySpec:
    """As `spec_of`, for inputs in which values of the state stand for unknown ones: together they may fit no key."""
    return KeySpec.model_construct(**_spec_fields(inputs, connection, state))


def _spec_fields(inputs: Inputs, connection: Connection, state: KeyState | None) -> dict[str, Any]:
    grants = inputs.get("grants")
    return {
        "account_sid": inputs.get("account_sid") or connection.account_sid,
        "region": Region(inputs.get("region") or connection.region),
        "key_type": KeyType(inputs.get("key_type") or KeyType.RESTRICTED),
        "friendly_name": declared_name(inputs, state),
        "permissions": None if grants is None else PermissionSet(grants),
        "on_drift": DriftMode(inputs.get("on_drift") or DriftMode.TIGHTEN),
        "owner": inputs.get("owner"),
        "purpose": inputs.get("purpose"),
        "expires": date.fromisoformat(inputs["expires"]) if inputs.get("expires") else None,
        "reason": inputs.get("reason"),
        "accept": tuple(sorted(inputs.get("accept") or ())),
        "deployer": bool(inputs.get("deployer")),
        "revoke_adopted": bool(inputs.get("revoke_adopted")),
    }


def declared_name(inputs: Inputs, state: KeyState | None) -> Any:  # noqa: ANN401 - a text, UNKNOWN, or None
    """The name that inputs ask for: the explicit one, else the auto name, else the one that was last applied.

    A key that was adopted has no auto name, whatever the constructor drew after `adopt_sid` was taken out of the code.
    Where it had no name when it was adopted either, that is None: it keeps whatever name somebody gives it.
    """
    is_adopted = state is not None and state.adopted
    name = inputs.get("friendly_name") or (None if is_adopted else inputs.get("auto_name"))
    if name is None and state is not None:
        return restorable(state.applied.friendly_name)
    return name


def restorable(name: str | None) -> str | None:
    """A key's name, if it can be given back to it: Twilio lists also names that it would not take (guess)."""
    return name if name and len(name) <= MAX_FRIENDLY_NAME else None


def without_unknowns(inputs: Inputs, state: KeyState) -> dict[str, Any]:
    """The inputs with each unknown value replaced by what `state` has there, so that the rest can be compared."""
    known = {name: value for name, value in inputs.items() if value is not UNKNOWN}
    for name in inputs.keys() - known.keys():
        if name == "grants":
            known[name] = None if state.permissions is None else grants_of(state.permissions)
        elif name == "auto_name":
            known[name] = state.friendly_name or state.sid
        elif name in Annotations.model_fields:
            known[name] = annotations_of(state)[name]
        else:
            value = getattr(state, name, None)
            known[name] = getattr(value, "value", value)
    return known


def annotations_of(annotated: Annotations) -> dict[str, Any]:
    """What is said about a key, as the engine carries it; None where nothing is."""
    fields = annotated.model_dump(mode="json", include=set(Annotations.model_fields))
    said = {name: value for name, value in fields.items() if value is not False}
    return dict.fromkeys(fields) | said | {"accept": dict.fromkeys(annotated.accept, True) or None}


def grants_of(permissions: PermissionSet) -> dict[str, bool]:
    """A grant as the engine carries it: a map, so that previews name each permission."""
    return {str(permission): True for permission in permissions.written}

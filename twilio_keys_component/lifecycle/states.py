"""A key's state: how it comes to be, and what becomes of it by an update or a look at Twilio."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from pydantic import SecretStr

from twilio_keys_component.lifecycle.comparing import drift
from twilio_keys_component.lifecycle.inputs import Inputs, declared_name, grants_of, place_of, restorable
from twilio_keys_component.model import (
    STATE_SCHEMA,
    Annotations,
    EndpointKind,
    KeySpec,
    KeyState,
    KeyType,
    LiveKey,
    Origin,
    Terms,
)
from twilio_keys_component.permissions import Catalog

_NOT_REMEMBERED: Final = "adopt_secret"
"""It lies in the state as the key's secret, and nowhere else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an operation.

    Attributes:
        state: The key as it is now.
        notes: What a person should read, each a paragraph; often none.
    """

    state: KeyState
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found(Outcome):
    """What came of a read.

    Attributes:
        inputs: The inputs that would declare the key as it is now: the next preview compares the code with them.
    """

    inputs: dict[str, Any] | None = None


def mismatch(asked: Terms, answered: LiveKey, catalog: Catalog) -> str:
    """What is wrong with Twilio's answer, empty if nothing is. A name that was not sent can be any."""
    found = drift(asked, answered.terms, catalog)
    if not found:
        return ""
    if found.other_kind:
        what = found.other_kind
    elif found.granted or found.revoked:
        parts = [f"beyond it {', '.join(map(str, found.granted))}"] if found.granted else []
        parts += [f"without {', '.join(map(str, found.revoked))}"] if found.revoked else []
        what = f"another grant than was sent, {' and '.join(parts)}"
    else:
        what = f"the name {answered.friendly_name!r} instead of {asked.friendly_name!r}"
    return f"Twilio answered for the key {answered.sid} with {what}."


def state_of(
    spec: KeySpec, key: LiveKey, inputs: Inputs, *, secret: SecretStr | None, endpoint: EndpointKind, adopted: bool
) -> KeyState:
    """The first state of a key.

    Args:
        spec: What the code asks for.
        key: What Twilio has, in the spelling of `spec`.
        inputs: The resource's inputs.
        secret: The key's secret, if it is known.
        endpoint: Where the key was found or made.
        adopted: Whether it was there before.
    """
    return KeyState(
        sid=key.sid,
        secret=secret,
        account_sid=spec.account_sid,
        region=spec.region,
        key_type=spec.key_type,
        friendly_name=key.friendly_name,
        permissions=key.permissions,
        applied=spec.terms if spec.friendly_name else _with_own_name(spec.terms, key),
        date_created=key.date_created,
        date_updated=key.date_updated,
        origin=_origin(inputs, endpoint),
        inputs=_remembered(inputs),
        on_drift=spec.on_drift,
        adopted=adopted,
        **_annotations(spec),
    )


def with_live(state: KeyState, live: LiveKey) -> KeyState:
    """The state after a look at Twilio; what was applied stays known."""
    return state.model_copy(
        update={
            "friendly_name": live.friendly_name,
            "permissions": live.permissions,
            "date_created": live.date_created or state.date_created,
            "date_updated": live.date_updated or state.date_updated,
        }
    )


def reapplied(state: KeyState, spec: KeySpec, inputs: Inputs) -> KeyState:
    """The state after an update, by which the key is the updating stack's."""
    return state.model_copy(
        update={
            "applied": spec.terms,
            "inputs": _remembered(inputs),
            "on_drift": spec.on_drift,
            "origin": _origin(inputs, state.origin.endpoint),
            "schema_": STATE_SCHEMA,
            "secret": new_secret(inputs, state) or state.secret,
            **_annotations(spec),
        }
    )


def new_secret(inputs: Inputs, state: KeyState) -> SecretStr | None:
    """The secret that inputs give an adopted key; None where that is the one of the state, or not known."""
    given = inputs.get(_NOT_REMEMBERED)
    if not state.adopted or not isinstance(given, str):
        return None
    secret = SecretStr(given)
    return None if secret == state.secret else secret


def live_inputs(state: KeyState, live: LiveKey) -> dict[str, Any]:
    """The inputs that would declare the key as it is at Twilio; they never hold a secret."""
    inputs: dict[str, Any] = dict(state.inputs)
    if declared_name(inputs, state) not in (None, live.friendly_name):
        inputs["friendly_name"] = live.friendly_name or ""
    if state.key_type is KeyType.RESTRICTED and live.permissions is not None and state.applied.permissions is not None:
        inputs["grants"] = grants_of(live.permissions.spelled_like(state.applied.permissions))
    return inputs


def _origin(inputs: Inputs, endpoint: EndpointKind) -> Origin:
    return Origin(**place_of(inputs).model_dump(), endpoint=endpoint)


def _remembered(inputs: Inputs) -> dict[str, Any]:
    return {name: value for name, value in inputs.items() if name != _NOT_REMEMBERED}


def _with_own_name(terms: Terms, key: LiveKey) -> Terms:
    """What counts as applied where no name was declared: the name that the key had when it was adopted."""
    return terms.model_copy(update={"friendly_name": restorable(key.friendly_name)})


def _annotations(spec: KeySpec) -> dict[str, Any]:
    return {name: getattr(spec, name) for name in Annotations.model_fields}

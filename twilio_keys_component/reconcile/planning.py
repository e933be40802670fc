"""Which changes lead from the state to the spec."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from twilio_keys_component.model import Annotations, KeySpec, KeyState
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.reconcile.changes import Accept, Annotate, Change, Grant, Reassign, Rename, Replace, Revoke

_ANNOTATIONS: Final = ("on_drift", *Annotations.model_fields)
_NOTHING: Final = PermissionSet()


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes of one key, sorted: replacements, revoked, granted, renamed, annotated (whose it is too), accepted.

    False when there is nothing to do.
    """

    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __str__(self) -> str:
        return "\n".join(str(change) for change in self.changes)

    @property
    def replaced_by(self) -> tuple[str, ...]:
        """The properties that force a new key."""
        return tuple(change.property for change in self.changes if isinstance(change, Replace))

    @property
    def is_local(self) -> bool:
        """Whether Twilio need not be asked: only annotations change."""
        return all(isinstance(change, Annotate) for change in self.changes)

    @property
    def is_unseen(self) -> bool:
        """Whether the inputs may not show it: all that changes is what counts as applied, or whose the key is."""
        return bool(self) and all(isinstance(change, Accept | Reassign) for change in self.changes)


def plan(spec: KeySpec, state: KeyState) -> Plan:
    """The changes that make a key in `state` the key of `spec`.

    Grants are compared by what they allow: another order or spelling is no change.
    """
    at_twilio = (
        *_replacements(spec, state),
        *_permission_changes(spec, state),
        *_renames(spec, state),
    )
    has_taken_over = not at_twilio and state.applied != spec.terms
    return Plan((*at_twilio, *_annotations(spec, state), *([Accept()] if has_taken_over else [])))


def _replacements(spec: KeySpec, state: KeyState) -> Iterator[Replace]:
    if spec.account_sid != state.account_sid:
        yield Replace("account_sid", f"it moves from account {state.account_sid} to {spec.account_sid}")
    if spec.key_type != state.key_type:
        yield Replace("key_type", f"a {state.key_type} key cannot become a {spec.key_type} one")
    if spec.region != state.region:
        yield Replace("region", f"a key works only in the Region it was made in ({state.region}, not {spec.region})")


def _renames(spec: KeySpec, state: KeyState) -> Iterator[Rename]:
    if spec.friendly_name not in (None, state.friendly_name):
        yield Rename(state.friendly_name, spec.friendly_name)


def _permission_changes(spec: KeySpec, state: KeyState) -> Iterator[Grant | Revoke]:
    delta = (state.permissions or _NOTHING).delta(spec.permissions or _NOTHING)
    yield from (Revoke(permission) for permission in delta.revoked)
    yield from (Grant(permission) for permission in delta.granted)


def _annotations(spec: KeySpec, state: KeyState) -> Iterator[Annotate]:
    """What is said of a key; whether an adopted one is revoked says nothing of one that was made."""
    for name in _ANNOTATIONS:
        old, new = getattr(state, name), getattr(spec, name)
        if old != new and (state.adopted or name != "revoke_adopted"):
            yield Annotate(name, _text(old), _text(new))


def _text(value: object) -> str | None:
    """How a value reads; None for one that says nothing."""
    if isinstance(value, tuple):
        return ", ".join(value) or None
    if isinstance(value, bool):
        return "true" if value else None
    return None if value is None else str(value)

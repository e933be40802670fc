"""From the engine's steps to what happens to each key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.review.engine_json import ResourceState, Step
from twilio_keys_component.review.model import ChangeKind
from twilio_keys_component.review.preview import UnusablePreviewError
from twilio_keys_component.rules import Urn, is_key

_REFRESH: Final = "refresh"
"""The engine's name for looking at what is really there."""

_LIVING: Final = {"create": ChangeKind.CREATE, "update": ChangeKind.UPDATE, "same": ChangeKind.SAME}
_REPLACING: Final = frozenset({"replace", "create-replacement"})
_DELETING: Final = frozenset({"delete", "delete-replaced"})
_NOTHING: Final = frozenset(
    {"read", "read-replacement", "discard", "discard-replaced", "remove-pending-replace", "diff"}
)
"""What is done to resources that the engine does not own, or that are gone already."""

_DRIFTING: Final = ("friendly_name", "grants")
"""The inputs on which a refresh shows what was changed outside."""


@dataclass(frozen=True, slots=True)
class Move:
    """What happens to one key.

    Attributes:
        kind: What it is called.
        before: The key as it is; None if it is new here.
        after: The key as it will be; None if it goes.
    """

    kind: ChangeKind
    before: ResourceState | None
    after: ResourceState | None


@dataclass(frozen=True, slots=True)
class Moves:
    """What happens to all keys.

    Attributes:
        moves: One after the other, in the engine's order.
        lost: The URNs of keys that are gone already, deleted outside the code.
        drifted: The URNs of keys that were changed outside the code, and whether permissions were revoked there.
    """

    moves: tuple[Move, ...]
    lost: tuple[str, ...]
    drifted: tuple[tuple[str, bool], ...]


def moves_of(steps: Iterable[Step]) -> Moves:
    """What the steps do to keys.

    Raises:
        UnusablePreviewError: A step does to a key what this version does not know.
    """
    by_urn: dict[str, list[Step]] = {}
    for step in steps:
        if _is_key(step):
            by_urn.setdefault(step.urn, []).append(step)
    lost = tuple(urn for urn, of_key in by_urn.items() if _is_lost(of_key))
    drifted = tuple(drift for of_key in by_urn.values() for drift in _drift(of_key))
    return Moves(tuple(move for of_key in by_urn.values() for move in _moves(of_key)), lost, drifted)


def states_of_others(steps: Iterable[Step]) -> Iterator[tuple[ResourceState | None, ResourceState | None]]:
    """Each resource that is no key as it is, and as it will be; the last step that is told of it counts."""
    last: dict[str, Step] = {}
    for step in steps:
        is_gone_after_replacement = step.op == "delete-replaced" and step.urn in last
        if not _is_key(step) and not is_gone_after_replacement:
            last[step.urn] = step
    for step in last.values():
        yield step.old, None if step.op in _DELETING else step.new


def _is_key(step: Step) -> bool:
    type_ = Urn(step.urn).types[-1]
    states = [state.inputs for state in (step.new, step.old) if state]
    return any(is_key(type_, inputs) for inputs in states or [None])


def _moves(steps: Sequence[Step]) -> Iterator[Move]:
    unknown = sorted({step.op for step in steps} - {*_LIVING, *_REPLACING, *_DELETING, *_NOTHING, _REFRESH})
    if unknown:
        raise UnusablePreviewError(
            f"the preview does to a key what this version of twilio-keys does not know: {masked(', '.join(unknown))}. "
            "Update twilio-keys-component"
        )
    replacing = [step for step in steps if step.op in _REPLACING]
    living = [step for step in steps if step.op in _LIVING]
    if replacing:
        yield from _replacement(replacing)
    elif living:
        yield from _living(living[-1])
    elif not any(step.op in _DELETING for step in steps):
        yield from _refreshed(steps)
    ended = {step.old.id for step in replacing if step.old}
    for step in steps:
        is_made_anew = bool(living) and living[-1].op == "create" and step.op == "delete"
        if step.op in _DELETING and step.old and step.old.id not in ended and not is_made_anew:
            ended.add(step.old.id)
            yield Move(ChangeKind.FORGET if step.old.retain_on_delete else ChangeKind.REVOKE, step.old, None)


def _replacement(steps: Sequence[Step]) -> Iterator[Move]:
    old = next((step.old for step in steps if step.old), None)
    new = next((step.new for step in steps if step.new), None)
    if old and old.retain_on_delete:
        yield Move(ChangeKind.FORGET, old, None)
        yield Move(ChangeKind.CREATE, None, new)
    else:
        yield Move(ChangeKind.REPLACE, old, new)


def _living(step: Step) -> Iterator[Move]:
    kind = _LIVING[step.op]
    if kind is ChangeKind.CREATE:
        is_adopted = bool(step.new and (step.new.inputs or {}).get("adopt_sid"))
        yield Move(ChangeKind.ADOPT if is_adopted else kind, None, step.new)
    elif step.old:  # without: a create that `--target` leaves out
        yield Move(kind, step.old, step.new)


def _refreshed(steps: Sequence[Step]) -> Iterator[Move]:
    """A key that was only looked at: the program did not get to it."""
    last = next((step for step in reversed(steps) if step.op == _REFRESH and step.new), None)
    if last:
        yield Move(ChangeKind.UNREACHED, last.new, last.new)


def _is_lost(steps: Sequence[Step]) -> bool:
    """Whether a refresh found the key gone. A plain preview shows that as a create, or a delete, behind the refresh."""
    is_seen = any(step.op == _REFRESH and step.new is None for step in steps)
    others = [step.op for step in steps if step.op != _REFRESH]
    is_refreshed = len(others) < len(steps)
    return is_seen or others[:2] == ["delete", "create"] or (is_refreshed and others == ["create"])


def _drift(steps: Sequence[Step]) -> Iterator[tuple[str, bool]]:
    """What a refresh found changed. A plain preview does not tell what was there before it."""
    for step in steps:
        if step.op == _REFRESH and step.old and step.new:
            was, is_ = step.old.inputs or {}, step.new.inputs or {}
            if any(was.get(name) != is_.get(name) for name in _DRIFTING):
                yield step.urn, bool(_names(was.get("grants")) - _names(is_.get("grants")))


def _names(grants: object) -> set[object]:
    return set(grants) if isinstance(grants, dict) else set()

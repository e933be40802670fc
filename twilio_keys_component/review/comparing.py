"""What a key gains and loses when it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from twilio_keys_component.model import KeyType
from twilio_keys_component.permissions import Catalog, PermissionSet, explain, meaning, read_as
from twilio_keys_component.permissions.risks import ESCALATES, TAGS
from twilio_keys_component.review.engine_json import ResourceState
from twilio_keys_component.review.hidden import SECRET, hidden_in, texts_of
from twilio_keys_component.review.model import STAYING, ChangeKind, FieldChange, KeyChange, Position
from twilio_keys_component.review.moves import Move
from twilio_keys_component.review.safe_text import one_line
from twilio_keys_component.review.values import is_masked, is_open
from twilio_keys_component.rules import KeyView, Urn, key_view

NOT_KNOWN: Final = "(not known yet)"

_FIELDS: Final = (
    "accept",
    "account_sid",
    "adopt_sid",
    "deployer",
    "expires",
    "friendly_name",
    "key_type",
    "on_drift",
    "origin",
    "owner",
    "purpose",
    "reason",
    "region",
)
_PLACE: Final = ("project", "stack", "stack_id")
_SIDS: Final = ("account_sid", "adopt_sid")
_NOTHING: Final = PermissionSet()
_RANKS: Final = {KeyType.RESTRICTED: 0, KeyType.STANDARD: 1, KeyType.MAIN: 2}
_WIDE: Final = {
    KeyType.STANDARD: ("do everything but manage keys and accounts",),
    KeyType.MAIN: ("do everything, manage keys and accounts included",),
}
"""What keys without permissions of their own can do (doc)."""


@dataclass(frozen=True, slots=True)
class _Ability:
    """What a key can do.

    Attributes:
        grant: Its permissions; none for keys that have none of their own.
        says: What of that is a risk.
        tags: Its risks.
    """

    grant: PermissionSet
    says: tuple[str, ...]
    tags: frozenset[str]


def view_of(state: ResourceState, *, account_sid: str | None, sid: str | None = None) -> KeyView:
    """A key of the engine's as rules see it: its inputs, which after a refresh are what is really there.

    Args:
        state: The engine's.
        account_sid: The account of keys that name none.
        sid: The key's, where the state does not tell it: before an update ends.
    """
    properties = {**_properties(state), **texts_of(state.inputs or {})}
    closed = {name for name, value in properties.items() if is_open(value)}
    closed |= {name for name in _SIDS if not isinstance(properties.get(name, ""), str)}
    return key_view(
        state.urn,
        {name: value for name, value in properties.items() if name == "grants" or name not in closed},
        sid=state.id or sid,
        account_sid=account_sid,
        unknown=closed,
    )


def account_of(state: ResourceState) -> str | None:
    """The account that a key of the state lies in."""
    account_sid = (state.outputs or {}).get("account_sid")
    return account_sid if isinstance(account_sid, str) and not is_open(account_sid) else None


def key_change(
    move: Move, *, before: KeyView | None, after: KeyView | None, catalog: Catalog, position: Position | None
) -> KeyChange:
    """What happens to one key, in permissions and in words."""
    had, has = _ability(before, catalog), _ability(after, catalog)
    is_unknown = any("permissions" in view.unknown for view in (before, after) if view)
    if move.kind in (ChangeKind.ADOPT, ChangeKind.FORGET):
        whole = has if after else had
        return KeyChange(
            kind=move.kind,
            before=before,
            after=after,
            gained=_NOTHING,
            lost=_NOTHING,
            granted=whole.grant,
            can=whole.says,
            tags=tuple(sorted(whole.tags)),
            is_open=is_unknown,
            hidden=hidden_in(move.after),
            position=position,
        )
    if is_unknown and before and after:
        return KeyChange(
            kind=move.kind,
            before=before,
            after=after,
            gained=_NOTHING,
            lost=_NOTHING,
            fields=_fields(move),
            is_open=True,
            hidden=hidden_in(move.after),
            position=position,
        )
    ranks = [_RANKS[view.key_type] for view in (before, after) if view]
    is_not_narrower, is_not_broader = ranks == sorted(ranks), ranks == sorted(ranks, reverse=True)
    return KeyChange(
        kind=move.kind,
        before=before,
        after=after,
        gained=_more(has.grant, had.grant, catalog) if is_not_narrower else _NOTHING,
        lost=_more(had.grant, has.grant, catalog) if is_not_broader else _NOTHING,
        can_now=_beyond(has.says, had.says) if is_not_narrower else (),
        can_no_more=_beyond(had.says, has.says) if is_not_broader else (),
        tags_gained=tuple(sorted(has.tags - had.tags)),
        tags_lost=tuple(sorted(had.tags - has.tags)),
        fields=_fields(move),
        is_open=is_unknown,
        hidden=hidden_in(move.after),
        position=position,
    )


def _properties(state: ResourceState) -> dict[str, Any]:
    outputs = state.outputs or {}
    remembered = {name: outputs.get(name) for name in ("account_sid", "adopted") if not is_open(outputs.get(name))}
    given = {**remembered, **(state.inputs or {})}
    return {name: value for name, value in given.items() if value is not None}


def _ability(view: KeyView | None, catalog: Catalog) -> _Ability:
    if view is None or "permissions" in view.unknown:
        return _Ability(_NOTHING, (), frozenset())
    if view.key_type is not KeyType.RESTRICTED:
        tags = frozenset(TAGS) if view.key_type is KeyType.MAIN else frozenset(TAGS) - {ESCALATES}
        return _Ability(_NOTHING, _WIDE[view.key_type], tags)
    grant = view.permissions or _NOTHING
    explanation = explain(grant, catalog)
    return _Ability(grant, explanation.says, frozenset(explanation.tags))


def _more(grant: PermissionSet, than: PermissionSet, catalog: Catalog) -> PermissionSet:
    """What a grant allows beyond another, in its own spelling."""
    declared = (grant, than)
    beyond = meaning(grant, declared, catalog) - meaning(than, declared, catalog)
    return read_as(beyond, grant, catalog) if than else grant


def _beyond(says: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(phrase for phrase in says if phrase not in said)


def _fields(move: Move) -> tuple[FieldChange, ...]:
    """What else changes on a key that was there before and is there after."""
    if move.before is None or move.after is None or move.kind in STAYING:
        return ()
    return tuple(sorted(_field_changes(move.before, move.after), key=lambda change: change.name))


def _field_changes(old: ResourceState, new: ResourceState) -> Iterator[FieldChange]:
    was, will_be = old.inputs or {}, new.inputs or {}
    for name in _FIELDS:
        before, after = _field(was, will_be, name), _field(will_be, was, name)
        if before != after:
            yield FieldChange(name, before, after)
    names = [one_line(Urn(state.urn).name) for state in (old, new)]
    if names[0] != names[1]:
        yield FieldChange("name", *names)


def _field(inputs: Mapping[str, Any], others: Mapping[str, Any], name: str) -> str | None:
    value = inputs.get(name)
    if name == "friendly_name" and value is None and others.get(name) is not None:
        value = inputs.get("auto_name")
    if value is None or value == {} or value is False:
        return None
    if is_masked(value):
        return SECRET
    if is_open(value):
        return NOT_KNOWN
    if name == "origin" and isinstance(value, Mapping):
        return one_line(" ".join(str(value[part]) for part in _PLACE if value.get(part)))
    if isinstance(value, Mapping | list):
        return ", ".join(sorted(one_line(str(each)) for each in value))
    return "yes" if value is True else one_line(str(value))

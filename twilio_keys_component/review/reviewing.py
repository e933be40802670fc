"""From a preview to a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from twilio_keys_component.permissions import Catalog
from twilio_keys_component.review.comparing import account_of, key_change, view_of
from twilio_keys_component.review.engine_json import ResourceState
from twilio_keys_component.review.hidden import unseen_notes, unseen_since, without_hidden
from twilio_keys_component.review.model import ChangeKind, KeyChange, Review, Source
from twilio_keys_component.review.moves import Moves, moves_of, states_of_others
from twilio_keys_component.review.preview import Preview, UnusablePreviewError
from twilio_keys_component.review.safe_text import one_line
from twilio_keys_component.review.sayings import STACK_TYPE, errors_of, is_said_by, messages_of, notes_of
from twilio_keys_component.review.values import MASK, is_masked, plain_config, told, with_masks
from twilio_keys_component.rules import (
    KeyView,
    ResourceView,
    RuleContext,
    Settings,
    Signer,
    StackView,
    Urn,
    Waiver,
    judge,
)

_ORDER: Final = (
    ChangeKind.REVOKE,
    ChangeKind.REPLACE,
    ChangeKind.FORGET,
    ChangeKind.UPDATE,
    ChangeKind.CREATE,
    ChangeKind.ADOPT,
    ChangeKind.SAME,
    ChangeKind.UNREACHED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a review goes by.

    Attributes:
        settings: The team's settings.
        waivers: What may be broken.
        catalog: The known permissions.
        today: The date of the review.
        max_revoked: How many keys may end.
        stack: The stack's name, for a preview that names none.
    """

    settings: Settings
    waivers: Sequence[Waiver]
    catalog: Catalog
    today: date
    max_revoked: int
    stack: str | None = None


def review(preview: Preview, terms: Terms) -> Review:
    """What a preview does to keys, and what the rules say about that.

    Raises:
        UnusablePreviewError: The preview is of another stack than `terms` say, or does what is not known.
    """
    project, stack = _place(preview, terms)
    moves = moves_of(preview.steps)
    declared = preview.config.get("twilio-keys:accountSid", MASK)
    account_sid = _account_of(moves) if is_masked(declared) else declared
    changes = _changes(preview, moves, terms.catalog, account_sid)
    context = RuleContext(
        project=project, stack=stack, settings=terms.settings, catalog=terms.catalog, today=terms.today
    )
    before, after = (judge(stack_view, context, terms.waivers) for stack_view in _stacks(preview, changes, account_sid))
    after = without_hidden(after, {change.key.urn: change.hidden for change in changes})
    unseen = unseen_since(states_of_others(preview.steps))
    said = tuple(sorted(messages_of(preview), key=lambda message: (message.level, message.policy, message.urn or "")))
    others = tuple(message for message in said if not is_said_by(message, after))
    return Review(
        source=preview.source,
        project=project,
        stack=stack,
        is_production=context.is_production(account_sid),
        changes=changes,
        before=before,
        after=after,
        policy_messages=others,
        errors=tuple(errors_of(preview)),
        notes=(
            *notes_of(preview, moves, stack=stack),
            *unseen_notes(unseen, before, after),
        ),
        unseen=unseen,
        max_revoked=terms.max_revoked,
        has_failed=preview.has_failed,
    )


def _place(preview: Preview, terms: Terms) -> tuple[str, str]:
    """Project and stack: as the URNs say or, without any, as was given."""
    given = (terms.stack or "").rpartition("/")[2]
    if not preview.steps:
        return "", given
    where = Urn(preview.steps[0].urn)
    if given and given != where.stack:
        raise UnusablePreviewError(
            f"the preview is of the stack {one_line(where.stack)}, not of {one_line(given)}: give the preview of that "
            "stack, or leave --stack out"
        )
    return where.project, where.stack


def _account_of(moves: Moves) -> str | None:
    """The account of the keys that are there already, if it is one."""
    accounts = {account_of(move.before) for move in moves.moves if move.before} - {None}
    return accounts.pop() if len(accounts) == 1 else None


def _changes(preview: Preview, moves: Moves, catalog: Catalog, account_sid: str | None) -> tuple[KeyChange, ...]:
    changes = []
    for move in moves.moves:
        before = view_of(move.before, account_sid=account_sid) if move.before else None
        default = account_sid or (before.account_sid if before else None)
        sid = before.sid if before and move.kind is not ChangeKind.REPLACE else None
        after = view_of(move.after, account_sid=default, sid=sid) if move.after else None
        where = move.after or move.before
        position = preview.positions.get(where.urn) if where and move.after else None
        changes.append(key_change(move, before=before, after=after, catalog=catalog, position=position))
    return tuple(sorted(changes, key=lambda change: (_ORDER.index(change.kind), change.key.urn or "")))


def _stacks(preview: Preview, changes: Sequence[KeyChange], account_sid: str | None) -> tuple[StackView, StackView]:
    """The stack as it is and as it will be. What its settings were is not told: they count as they will be."""
    roots: list[tuple[ResourceState | None, ResourceState | None]] = []
    others: list[tuple[ResourceState | None, ResourceState | None]] = []
    for pair in states_of_others(preview.steps):
        (roots if any(each and each.type == STACK_TYPE for each in pair) else others).append(pair)
    is_told = bool(roots) and preview.source is Source.EVENTS
    old, new = roots[0] if is_told else (None, None)
    before = StackView(
        keys=_sorted(change.before for change in changes),
        resources=_resources([*(pair[0] for pair in others), _handing_on(old)]),
        outputs=_outputs(old),
        account_sid=account_sid,
    )
    after = StackView(
        keys=_sorted(change.after for change in changes),
        resources=_resources([*(pair[1] for pair in others), _handing_on(new)]),
        outputs=_outputs(new),
        config=plain_config(preview.config),
        account_sid=account_sid,
        signer=_signer(preview.config),
    )
    return before, after


def _sorted(keys: Iterable[KeyView | None]) -> tuple[KeyView, ...]:
    return tuple(sorted((key for key in keys if key), key=lambda key: (key.urn or "", key.sid or "")))


def _resources(states: Iterable[ResourceState | None]) -> tuple[ResourceView, ...]:
    views = (ResourceView(state.urn, with_masks(state.inputs or {})) for state in states if state)
    return tuple(sorted(views, key=lambda view: view.urn))


def _handing_on(root: ResourceState | None) -> ResourceState | None:
    """The stack as a resource whose properties are its outputs: other stacks and people read them."""
    return root.model_copy(update={"inputs": root.outputs}) if root else None


def _outputs(root: ResourceState | None) -> Mapping[str, Any] | None:
    return told(root.outputs or {}) if root else None


def _signer(config: Mapping[str, str]) -> Signer | None:
    """What the settings sign in with; None where the environment does."""
    if "twilio-keys:authToken" in config:
        return Signer.AUTH_TOKEN
    return Signer.API_KEY if "twilio-keys:apiKey" in config else None

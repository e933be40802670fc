"""From a preview to a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from twilio_keys_component.permissions import Catalog
from twilio_keys_component.review.comparing import account_of, key_change, view_of
from twilio_keys_component.review.model import ChangeKind, KeyChange, PolicyMessage, Review, Source
from twilio_keys_component.review.moves import Moves, moves_of, states_of_others
from twilio_keys_component.review.preview import Preview, ResourceState, Step, UnusablePreviewError
from twilio_keys_component.review.safe_text import counted, one_line
from twilio_keys_component.review.texts import safe_lines
from twilio_keys_component.review.values import MASK, is_masked, is_open, plain_config, told, with_masks
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

_STACK_TYPE: Final = "pulumi:pulumi:Stack"
_ORDER: Final = (
    ChangeKind.REVOKE,
    ChangeKind.REPLACE,
    ChangeKind.FORGET,
    ChangeKind.UPDATE,
    ChangeKind.CREATE,
    ChangeKind.ADOPT,
    ChangeKind.SAME,
)
_LEVELS: Final = {"warning": "advisory"}
"""The engine's names of levels in events that are not those of its packs."""

_EXIT_CODE: Final = "an unhandled error occurred: program exited with non-zero exit code"
"""What follows an error of the program, and says nothing."""

_PLAIN_NOTES: Final = (
    "A plain preview does not tell what policy packs say.",
    "A plain preview does not tell the outputs that the stack will have: TK304 did not look at them.",
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
    before, after = _stacks(preview, changes, account_sid)
    return Review(
        source=preview.source,
        project=project,
        stack=stack,
        is_production=context.is_production(account_sid),
        changes=changes,
        before=judge(before, context, terms.waivers),
        after=judge(after, context, terms.waivers),
        policy_messages=tuple(sorted(_policy_messages(preview), key=lambda m: (m.level, m.policy, m.urn or ""))),
        errors=tuple(_errors(preview)),
        notes=tuple(_notes(preview, moves, stack)),
        max_revoked=terms.max_revoked,
    )


def _place(preview: Preview, terms: Terms) -> tuple[str, str]:
    """Project and stack: as the URNs say or, without any, as was given."""
    given = (terms.stack or "").rpartition("/")[2]
    if not preview.steps:
        return "", given
    where = _urn(preview.steps[0])
    if given and given != where.stack:
        raise UnusablePreviewError(
            f"the preview is of the stack {one_line(where.stack)}, not of {one_line(given)}: give the preview of that "
            "stack, or leave --stack out"
        )
    return where.project, where.stack


def _urn(step: Step) -> Urn:
    try:
        return Urn(step.urn)
    except ValueError:
        raise UnusablePreviewError(f"the preview has a URN that is none: {one_line(step.urn)}") from None


def _account_of(moves: Moves) -> str | None:
    """The account of the keys that are there already, if it is one."""
    accounts = {account_of(move.before) for move in moves.moves if move.before} - {None}
    return accounts.pop() if len(accounts) == 1 else None


def _changes(preview: Preview, moves: Moves, catalog: Catalog, account_sid: str | None) -> tuple[KeyChange, ...]:
    changes = []
    for move in moves.moves:
        before = view_of(move.before, account_sid=account_sid) if move.before else None
        default = account_sid or (before.account_sid if before else None)
        after = view_of(move.after, account_sid=default) if move.after else None
        where = move.after or move.before
        position = preview.positions.get(where.urn) if where and move.after else None
        changes.append(key_change(move, before=before, after=after, catalog=catalog, position=position))
    return tuple(sorted(changes, key=lambda change: (_ORDER.index(change.kind), change.key.urn or "")))


def _stacks(preview: Preview, changes: Sequence[KeyChange], account_sid: str | None) -> tuple[StackView, StackView]:
    """The stack as it is and as it will be. What its settings were is not told: they count as they will be."""
    roots: list[tuple[ResourceState | None, ResourceState | None]] = []
    others: list[tuple[ResourceState | None, ResourceState | None]] = []
    for pair in states_of_others(preview.steps):
        (roots if any(each and each.type == _STACK_TYPE for each in pair) else others).append(pair)
    old, new = roots[0] if roots else (None, None)
    before = StackView(
        keys=_sorted(change.before for change in changes),
        resources=_resources(pair[0] for pair in others),
        outputs=_outputs(old),
        account_sid=account_sid,
    )
    after = StackView(
        keys=_sorted(change.after for change in changes),
        resources=_resources(pair[1] for pair in others),
        outputs=_outputs(new) if preview.source is Source.EVENTS else None,
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


def _outputs(root: ResourceState | None) -> Mapping[str, Any] | None:
    return told(root.outputs or {}) if root else None


def _signer(config: Mapping[str, str]) -> Signer | None:
    """What the settings sign in with; None where the environment does."""
    if "twilio-keys:authToken" in config:
        return Signer.AUTH_TOKEN
    return Signer.API_KEY if "twilio-keys:apiKey" in config else None


def _policy_messages(preview: Preview) -> Iterator[PolicyMessage]:
    for policy in preview.policies:
        yield PolicyMessage(
            pack=one_line(policy.policy_pack_name),
            policy=one_line(policy.policy_name),
            level=_LEVELS.get(policy.enforcement_level, one_line(policy.enforcement_level)),
            message=safe_lines(policy.message, preview.config),
            urn=policy.resource_urn or None,
        )


def _errors(preview: Preview) -> Iterator[str]:
    """Why the preview failed; something is always said if it did."""
    told_errors = [each for each in preview.diagnostics if each.severity == "error"]
    texts = dict.fromkeys(safe_lines(each.text, preview.config) for each in told_errors)
    better = [text for text in texts if text and not text.startswith(_EXIT_CODE)]
    yield from better or texts
    is_stopped_by_policy = any(policy.enforcement_level == "mandatory" for policy in preview.policies)
    if preview.has_failed and not texts and not is_stopped_by_policy:
        yield "the preview failed, and its output does not say why"


def _notes(preview: Preview, moves: Moves, stack: str) -> Iterator[str]:
    if preview.has_failed:
        yield "The preview failed: what the engine did not get to is not in this review."
    if not stack:
        yield "The preview names no stack, and counts as production: give --stack."
    if preview.source is Source.PREVIEW:
        yield from _PLAIN_NOTES
        if preview.unseen:
            yield (
                f"{counted(preview.unseen, 'unchanged resource')} of the stack cannot be seen, and rules over several "
                "keys may miss some: make the preview with --show-sames."
            )
    made = {move.after.urn for move in moves.moves if move.after}
    for urn in moves.lost:
        end = "the change makes a new one" if urn in made else "the program does not declare it any more"
        yield f"The key {one_line(Urn(urn).name)} was revoked outside the code: {end}."
    for urn, is_narrowed in moves.drifted:
        hint = "; `on_drift` says whether an update grants again what was revoked there" if is_narrowed else ""
        yield f"The key {one_line(Urn(urn).name)} was changed outside the code{hint}."
    unknown = _unknown_outputs(preview)
    if unknown:
        yield f"{counted(unknown, 'stack output')} will be known after the update only: TK304 did not look at that."


def _unknown_outputs(preview: Preview) -> int:
    roots = [step.new for step in preview.steps if step.new and step.new.type == _STACK_TYPE]
    outputs = (roots[-1].outputs or {}) if roots else {}
    return sum(is_open(value) and not is_masked(value) for value in outputs.values())

"""What was said in a preview: by policy packs, by whatever failed; and what a reader should know about the input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.review.engine_json import Policy
from twilio_keys_component.review.model import ChangeKind, PolicyMessage, Source
from twilio_keys_component.review.moves import Moves
from twilio_keys_component.review.preview import Preview
from twilio_keys_component.review.safe_text import counted, one_line
from twilio_keys_component.review.texts import safe_lines
from twilio_keys_component.review.values import is_masked, is_open
from twilio_keys_component.rules import Judgement, Level, Urn

STACK_TYPE: Final = "pulumi:pulumi:Stack"

_OUR_PACK: Final = "twilio-keys"
_OUR_POLICY: Final = re.compile(r"(?P<rule>TK\d{3})(-stack)?(-advisory)?")
_OUR_WAIVERS: Final = "waivers"
_LOWER_LEVELS: Final = {"advisory": "advisory", "warning": "advisory", "disabled": "disabled", "none": "disabled"}
"""Names of the levels that stop nothing, also those of other versions of the engine; whatever else there is may stop
something, as what a pack should have remediated does."""

_EMPTY_ERRORS: Final = ("an unhandled error occurred: program exited with non-zero exit code", "preview failed")
"""How errors begin that follow others, and say nothing of their own."""

_PLAIN_NOTES: Final = (
    "A plain preview does not tell what policy packs say.",
    "A plain preview does not tell the outputs that the stack will have: TK104 and TK304 did not look at them.",
)


def messages_of(preview: Preview) -> Iterator[PolicyMessage]:
    """What policy packs said."""
    for policy in preview.policies:
        yield PolicyMessage(
            pack=one_line(policy.policy_pack_name),
            policy=one_line(policy.policy_name),
            level=_level(policy),
            message=safe_lines(policy.message, preview.config),
            urn=policy.resource_urn or None,
        )


def is_said_by(message: PolicyMessage, judgement: Judgement) -> bool:
    """Whether our own pack says what the review says too."""
    if message.pack != _OUR_PACK:
        return False
    if message.policy == _OUR_WAIVERS:
        waived = [(f"{each.finding.rule.id} is waived for", masked(each.finding.subject)) for each in judgement.waived]
        return any(f"{words} {subject} until " in message.message for words, subject in waived)
    policy = _OUR_POLICY.fullmatch(message.policy)
    is_of_stack = message.urn is None or f"::{STACK_TYPE}::" in message.urn
    return policy is not None and any(
        finding.rule.id == policy["rule"]
        and finding.level == message.level
        and (finding.urn == message.urn or (is_of_stack and finding.urn is None))
        for finding in judgement.findings
    )


def errors_of(preview: Preview) -> Iterator[str]:
    """Why the preview failed; something is always said if it did, unless it was a policy pack."""
    errors = [each.text for each in preview.diagnostics if each.severity == "error"]
    texts = dict.fromkeys(safe_lines(text, preview.config) for text in errors)
    telling = [text for text in texts if text and not text.startswith(_EMPTY_ERRORS)]
    yield from telling
    is_stopped = any(_level(policy) == Level.MANDATORY for policy in preview.policies)
    if preview.has_failed and not telling and not is_stopped:
        yield "the engine does not say why; see what it printed beside the JSON"


def notes_of(preview: Preview, moves: Moves, *, stack: str) -> Iterator[str]:
    """What a reader should know about the input, one sentence each.

    Args:
        preview: The input.
        moves: What happens to keys.
        stack: The stack's name; empty if nobody said it.
    """
    if preview.has_failed:
        yield "The preview failed: what the engine did not get to is not in this review."
    if not stack:
        yield "The preview names no stack, and counts as production: give --stack."
    if preview.source is Source.PREVIEW:
        yield from _PLAIN_NOTES
        if preview.unseen:
            yield (
                f"{counted(preview.unseen, 'unchanged resource')} of the stack cannot be seen, and rules over several "
                "keys may miss some: make the preview with --refresh --show-sames."
            )
    yield from _outside(moves)
    if any(move.kind is ChangeKind.ADOPT for move in moves.moves):
        yield (
            "What an adopted key may do now is not in a preview: the update makes it exactly this, and takes the rest "
            'away. With on_drift="fail" it stops where they differ.'
        )
    unknown = _unknown_outputs(preview)
    if unknown:
        yield f"{counted(unknown, 'stack output')} will be known after the update only: TK304 did not look at that."


def _level(policy: Policy) -> str:
    return _LOWER_LEVELS.get(policy.enforcement_level.strip().lower(), Level.MANDATORY.value)


def _outside(moves: Moves) -> Iterator[str]:
    """What a refresh found."""
    made = {move.after.urn for move in moves.moves if move.after}
    for urn in moves.lost:
        end = "the change makes a new one" if urn in made else "the program does not declare it any more"
        yield f"The key {one_line(Urn(urn).name)} was revoked outside the code: {end}."
    for urn, is_narrowed in moves.drifted:
        hint = "; `on_drift` says whether an update grants again what was revoked there" if is_narrowed else ""
        yield f"The key {one_line(Urn(urn).name)} was changed outside the code{hint}."


def _unknown_outputs(preview: Preview) -> int:
    roots = [step.new for step in preview.steps if step.new and step.new.type == STACK_TYPE]
    outputs = (roots[-1].outputs or {}) if roots else {}
    return sum(is_open(value) and not is_masked(value) for value in outputs.values())

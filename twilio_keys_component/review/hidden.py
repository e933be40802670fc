"""What a program keeps from its reviewers by marking it as a secret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from twilio_keys_component.model import KeyType
from twilio_keys_component.review.engine_json import ResourceState
from twilio_keys_component.review.model import KeyChange
from twilio_keys_component.review.safe_text import LONGEST_NAME, one_line
from twilio_keys_component.review.values import holds_mask, is_masked
from twilio_keys_component.rules import Judgement, Urn
from twilio_keys_component.rules.kinds import NO_AUTH_TOKEN_FOR_WORKLOADS, TOKEN_VARIABLE

SECRET: Final = "(secret)"  # noqa: S105 - stands in the place of one

_FIELDS: Final = {
    "accept": "accept",
    "account_sid": "account_sid",
    "deployer": "is_deployer",
    "expires": "expires",
    "grants": "permissions",
    "key_type": "key_type",
    "on_drift": "on_drift",
    "permissions": "permissions",
    "reason": "reason",
}
"""The inputs that rules decide by, and the fields of a `KeyView` that are read from them."""

_WORDS: Final = {"grants": "permissions (`grants`)"}
_TEXTS: Final = ("owner", "purpose")


def hidden_in(state: ResourceState | None) -> tuple[str, ...]:
    """The inputs of a key that its rules need and that are, in whole or in part, masked; sorted."""
    inputs = (state.inputs if state else None) or {}
    texts = texts_of(inputs)
    return tuple(name for name in _FIELDS if name not in texts and holds_mask(inputs.get(name)))


def texts_of(inputs: Mapping[str, Any]) -> dict[str, str]:
    """The masked inputs of a key of which rules want no more than that they are given."""
    names = (*_TEXTS, "reason") if inputs.get("key_type") == KeyType.RESTRICTED else _TEXTS
    return {name: SECRET for name in names if holds_mask(inputs.get(name))}


def hidden_text(change: KeyChange) -> str:
    """Why a change cannot be reviewed."""
    name = one_line(change.key.name, longest=LONGEST_NAME) or "(no name)"
    hidden = ", ".join(_WORDS.get(each, f"`{each}`") for each in change.hidden)
    return (
        f"{name} hides as a secret, and nobody can review: {hidden}. None of that is a secret: take it out of "
        "`pulumi.Output.secret`, of `additional_secret_outputs` and of what transforms make secret."
    )


def without_hidden(judgement: Judgement, hidden: Mapping[str | None, tuple[str, ...]]) -> Judgement:
    """A judgement that does not promise to judge later what reviews never see.

    Args:
        judgement: What the rules say.
        hidden: The masked inputs by the URNs of their keys.
    """
    left = []
    for each in judgement.unjudged:
        masked = {_FIELDS[name] for name in hidden.get(each.key.urn, ())}
        fields = tuple(field for field in each.fields if field not in masked)
        left += [replace(each, fields=fields)] if fields else []
    return replace(judgement, unjudged=tuple(left))


def unseen_since(pairs: Iterable[tuple[ResourceState | None, ResourceState | None]]) -> frozenset[str]:
    """The URNs of resources that, since the change, mask a place where the name of the Auth Token's variable stood.

    Args:
        pairs: Each resource that is no key as it is, and as it will be.
    """
    return frozenset(
        new.urn
        for old, new in pairs
        if old
        and new
        and (_masks_name(old.inputs or {}, new.inputs or {}) or _masks_name(old.outputs or {}, new.outputs or {}))
    )


def unseen_notes(unseen: frozenset[str], before: Judgement, after: Judgement) -> Iterator[str]:
    """What was found before and cannot be looked for any more."""
    left = {finding.urn for finding in before.findings if finding.rule is NO_AUTH_TOKEN_FOR_WORKLOADS}
    left -= {finding.urn for finding in after.findings}
    for urn in sorted(unseen & left):
        name = one_line(Urn(urn).name, longest=LONGEST_NAME)
        yield f"{name} masks what broke TK104, and no review sees names in it any more: nobody knows if it is mended."


def _masks_name(before: object, after: object) -> bool:
    if is_masked(after):
        return not is_masked(before) and TOKEN_VARIABLE in str(before)
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return any(_masks_name(before[name], after[name]) for name in before.keys() & after.keys())
    if isinstance(before, list) and isinstance(after, list):
        return any(_masks_name(*each) for each in zip(before, after, strict=False))
    return False

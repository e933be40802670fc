"""What a review says, in sentences without any markup. Whoever prints them escapes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from twilio_keys_component.model import KeyType
from twilio_keys_component.review.model import ChangeKind, KeyChange, PolicyMessage
from twilio_keys_component.review.safe_text import LONGEST_NAME, one_line
from twilio_keys_component.rules import KeyView, Unjudged

ABOUT_CHANGE: Final = {
    ChangeKind.CREATE: "is created",
    ChangeKind.ADOPT: "is adopted: a key that exists is managed from now on",
    ChangeKind.UPDATE: "changes",
    ChangeKind.REPLACE: "is replaced: a new key is created, the old one revoked",
    ChangeKind.REVOKE: "is revoked",
    ChangeKind.FORGET: "is forgotten: it lives on at Twilio, and no code manages it",
    ChangeKind.SAME: "stays as it is",
    ChangeKind.UNREACHED: "was not reached: what the program says about it is not known",
}
"""What happens to a key, behind its name."""

DONE: Final = {
    ChangeKind.CREATE: "created",
    ChangeKind.ADOPT: "adopted",
    ChangeKind.UPDATE: "changed",
    ChangeKind.REPLACE: "replaced",
    ChangeKind.REVOKE: "revoked",
    ChangeKind.FORGET: "forgotten",
    ChangeKind.SAME: "unchanged",
    ChangeKind.UNREACHED: "not reached",
}
"""What happens to keys, behind their number."""


def about(change: KeyChange) -> Iterator[str]:
    """What a reviewer should know about a change of a key beside its permissions, the risks first."""
    yield from _unchanged_abilities(change)
    if change.can_now:
        yield f"can now {'; '.join(change.can_now)}"
    if change.tags_gained:
        yield f"new risks: {', '.join(change.tags_gained)}"
    if change.can_no_more:
        yield f"can no more {'; '.join(change.can_no_more)}"
    if change.tags_lost:
        yield f"risks that go: {', '.join(change.tags_lost)}"
    if change.is_open and "grants" not in change.hidden:
        yield "its permissions are not all known yet: more may change"
    for field in change.fields:
        yield f"{field.name}: {_given(field.before)} → {_given(field.after)}"
    told = {field.name for field in change.fields}
    yield from (f"{name}: {text}" for name, text in _special(change.key) if name not in told)
    declared = [f"{name}: {text}" for name, text in _declared(change.key) if name not in told]
    if declared:
        yield "; ".join(declared)


def _unchanged_abilities(change: KeyChange) -> Iterator[str]:
    """What a key can do of which no preview tells what is new."""
    is_left = change.kind is ChangeKind.FORGET
    if change.can:
        phrases = "; ".join(change.can)
        yield f"still can {phrases}, and nobody manages it any more" if is_left else f"from then on can {phrases}"
    if change.tags:
        yield f"{'risks that stay' if is_left else 'risks'}: {', '.join(change.tags)}"


def policy_text(message: PolicyMessage) -> str:
    """What a policy pack said."""
    of = f" of {message.urn.rpartition('::')[2]}" if message.urn else ""
    return f"{message.level}, {message.policy} ({message.pack}){of}: {message.message}"


def unjudged_text(each: Unjudged) -> str:
    """Which rule could not be applied yet."""
    return f"{each.rule.id} is judged when it is known: {', '.join(each.fields)} of {each.key.name}"


def unjudged_texts(unjudged: Iterable[Unjudged]) -> list[str]:
    """What is not known yet, key by key, and the rules that wait for it."""
    by_key: dict[str, list[Unjudged]] = {}
    for each in unjudged:
        by_key.setdefault(one_line(each.key.name, longest=LONGEST_NAME) or "(no name)", []).append(each)
    return [
        f"{name}: {', '.join(sorted({field for each in some for field in each.fields}))} "
        f"({', '.join(each.rule.id for each in some)})"
        for name, some in by_key.items()
    ]


def _special(key: KeyView) -> Iterator[tuple[str, str]]:
    """What few keys say about themselves."""
    if key.key_type is not KeyType.RESTRICTED:
        yield "key_type", key.key_type.value
    if key.is_deployer:
        yield "deployer", "yes: it signs in deployments"
    if key.reason is not None and "reason" not in key.unknown:
        yield "reason", key.reason


def _declared(key: KeyView) -> Iterator[tuple[str, str]]:
    """What every key says about itself, free texts last."""
    if key.accept:
        yield "accept", ", ".join(sorted(key.accept))
    if key.sid:
        yield "sid", f"{key.sid[:4]}…{key.sid[-4:]}"
    for name in ("expires", "owner", "purpose"):
        value = getattr(key, name)
        if value is not None and name not in key.unknown:
            yield name, str(value)


def _given(value: str | None) -> str:
    return "none" if value is None else value

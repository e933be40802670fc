"""TK301, TK302, TK303, TK305: who looks after keys, and until when they live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.model import DriftMode
from twilio_keys_component.rules.risky import named
from twilio_keys_component.rules.rule import Rule, RuleContext, Severity, Violation
from twilio_keys_component.rules.settings import Level
from twilio_keys_component.rules.views import KeyView, StackView

_IDENTITY: Final = frozenset({"account_sid", "key_type", "owner", "permissions"})
"""The fields by which two keys are duplicates."""


def _looked_after(key: KeyView, context: RuleContext) -> Iterator[Violation]:
    given = {"owner": key.owner, "purpose": key.purpose}
    missing = [name for name, text in given.items() if name not in key.unknown and not (text or "").strip()]
    if missing:
        yield Violation(f"it names {' and '.join(f'no {name}' for name in missing)}", key=key)
    if key.expires and "expires" not in key.unknown and key.expires <= context.today:
        yield Violation(f"it expired on {key.expires}, and is still declared", key=key)


LOOKED_AFTER: Final = Rule(
    id="TK301",
    title="Every key has an owner and a purpose, and is gone when it expires",
    why="Nobody dares to revoke a key that nobody owns, and a trial that is forgotten stays open.",
    remedy="Give the key an `owner` and a `purpose`. Take a key that expired out of the program, or agree on a new "
    "`expires`.",
    severity=Severity.MEDIUM,
    production=Level.MANDATORY,
    elsewhere=Level.ADVISORY,
    tags=("ownership", "lifetime"),
    reads=frozenset({"expires", "owner", "purpose"}),
    on_key=_looked_after,
    judges_parts=True,
)


def _rotated(key: KeyView, context: RuleContext) -> Iterator[Violation]:
    if key.is_rotated:
        return
    days = context.settings.rotation_days
    if key.expires is None:
        yield Violation("it declares no rotation: it does not expire, and nothing rotates it", key=key)
    elif key.expires - context.today > timedelta(days=days):
        yield Violation(
            f"its `expires`, {key.expires}, is more than {days} days ahead, and nothing rotates it", key=key
        )


ROTATED: Final = Rule(
    id="TK302",
    title="Every key declares a rotation",
    why="The longer a secret lives, the more logs, laptops and backups hold it.",
    remedy="Give the key an `expires` within the setting `rotationDays`, and put a new one in its place before that "
    "day.",
    severity=Severity.LOW,
    production=Level.ADVISORY,
    elsewhere=Level.DISABLED,
    tags=("lifetime",),
    reads=frozenset({"expires"}),
    on_key=_rotated,
)


def _no_duplicates(stack: StackView, context: RuleContext) -> Iterator[Violation]:
    alike: defaultdict[tuple[str, str, str], list[KeyView]] = defaultdict(list)
    for key in stack.keys:
        if key.unknown.isdisjoint(_IDENTITY):
            account_sid = key.account_sid or stack.account_sid or ""
            alike[account_sid, key.fingerprint(context.catalog), (key.owner or "").strip()].append(key)
    for (_, _, owner), keys in alike.items():
        for key in keys:
            others = sorted(other.name for other in keys if other.is_beside(key))
            if others:
                whose = f"belongs to {masked(owner)}" if owner else "names no owner"
                yield Violation(f"it may do the same as {named(others)}, and like that {whose}", key=key)


NO_DUPLICATES: Final = Rule(
    id="TK303",
    title="No two keys of an account have the same grant and owner",
    why="Of two keys for the same job one is forgotten, and when it leaks nobody misses it.",
    remedy="Use one key, or say by `owner` whose the other is.",
    severity=Severity.LOW,
    production=Level.ADVISORY,
    elsewhere=Level.ADVISORY,
    tags=("ownership",),
    reads=_IDENTITY,
    on_stack=_no_duplicates,
)


def _no_overwriting(key: KeyView, _: RuleContext) -> Iterator[Violation]:
    if key.on_drift is DriftMode.OVERWRITE:
        yield Violation(
            "an update grants again what somebody revoked outside the code (`on_drift`: overwrite)", key=key
        )


NO_OVERWRITING: Final = Rule(
    id="TK305",
    title="`on_drift` is not `overwrite`",
    why="What somebody revoked in the Console during an incident comes back with the next deployment.",
    remedy="Leave `on_drift` out (`tighten`), or use `fail`. To grant again what was revoked outside, use `overwrite` "
    "for one update.",
    severity=Severity.LOW,
    production=Level.ADVISORY,
    elsewhere=Level.DISABLED,
    tags=("drift",),
    reads=frozenset({"on_drift"}),
    on_key=_no_overwriting,
)

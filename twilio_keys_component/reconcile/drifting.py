"""What somebody changed outside the code, and what an update may do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from twilio_keys_component.model import DriftMode, KeySpec, Terms
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.reconcile.changes import Rename

_NOTHING: Final = PermissionSet()


@dataclass(frozen=True, slots=True)
class Drift:
    """How a live key differs from what was last applied. False when it does not.

    Attributes:
        granted: Allowed now, and not applied by the code.
        revoked: Applied by the code, and not allowed any more.
        renamed: The change of its name, None where it kept it.
        policy_missing: Twilio shows no policy for a key that has permissions, or one for a key that has none.
    """

    granted: PermissionSet = _NOTHING
    revoked: PermissionSet = _NOTHING
    renamed: Rename | None = None
    policy_missing: bool = False

    def __bool__(self) -> bool:
        return bool(self.granted or self.revoked or self.renamed or self.policy_missing)

    def __str__(self) -> str:
        lines = [f"granted outside the code: {_names(self.granted)}"] if self.granted else []
        if self.revoked:
            lines.append(f"revoked outside the code: {_names(self.revoked)}")
        if self.renamed:
            old, new = (name or "(no name)" for name in (self.renamed.old, self.renamed.new))
            lines.append(f"renamed outside the code: {old} is now {new}")
        if self.policy_missing:
            lines.append("Twilio shows another kind of key: its policy is missing, or is there and should not be")
        return "; ".join(lines)


@dataclass(frozen=True, slots=True)
class Target:
    """What to send to Twilio.

    Attributes:
        terms: The name and the whole grant to send.
        removed: Granted outside the code and taken away by this.
        withheld: Asked for by the code, revoked outside it, and not granted again by this.
    """

    terms: Terms
    removed: PermissionSet = _NOTHING
    withheld: PermissionSet = _NOTHING

    def __str__(self) -> str:
        lines = [f"granted outside the code and removed: {_names(self.removed)}"] if self.removed else []
        if self.withheld:
            lines.append(
                f"revoked outside the code and not granted again: {_names(self.withheld)}. To grant them again, update "
                'once with on_drift="overwrite"; to accept the loss, take them out of the code'
            )
        return "; ".join(lines)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is sent.

    Attributes:
        drift: What was found.
        reason: Why that stops the update, and what to do next.
    """

    drift: Drift
    reason: str

    def __str__(self) -> str:
        return f"{self.drift}. {self.reason}"


def drift(applied: Terms, live: Terms) -> Drift:
    """What somebody changed on a key since the code last applied it."""
    renamed = Rename(applied.friendly_name, live.friendly_name) if applied.friendly_name != live.friendly_name else None
    if (applied.permissions is None) != (live.permissions is None):
        return Drift(renamed=renamed, policy_missing=True)
    delta = (applied.permissions or _NOTHING).delta(live.permissions or _NOTHING)
    return Drift(granted=delta.granted, revoked=delta.revoked, renamed=renamed)


def settle(spec: KeySpec, applied: Terms, live: Terms, mode: DriftMode) -> Target | Refusal:
    """What to send so that the live key becomes what `spec` asks for, given what happened outside the code.

    Args:
        spec: What the code asks for now.
        applied: What the code last applied: the base for drift.
        live: What Twilio has now.
        mode: `tighten` removes what was granted outside and does not grant again what was revoked outside, `overwrite`
            lets the code win, `fail` refuses on any drift.

    Returns:
        The target, never wider than `spec`, or the refusal.
    """
    found = drift(applied, live)
    if mode is DriftMode.OVERWRITE:
        return Target(spec.terms)
    if found.policy_missing:
        return Refusal(found, "A key's kind never changes, so this may not be the key that the code means: look at it")
    if found and mode is DriftMode.FAIL:
        return Refusal(found, _FAIL_NEXT)
    if spec.permissions is None:
        return Target(spec.terms)
    wanted = spec.permissions - found.revoked
    if not wanted:
        return Refusal(found, _NOTHING_LEFT_NEXT)
    return Target(
        terms=Terms(friendly_name=spec.friendly_name, permissions=wanted),
        removed=found.granted - spec.permissions,
        withheld=spec.permissions & found.revoked,
    )


_FAIL_NEXT: Final = (
    'on_drift="fail" stops the update: undo the change at Twilio, take it over into the code, '
    'or update once with on_drift="tighten" or "overwrite"'
)
_NOTHING_LEFT_NEXT: Final = (
    "Everything that the code asks for was revoked outside it, and a restricted key needs a permission: take the key "
    'out of the code to revoke it, or update once with on_drift="overwrite" to grant its permissions again'
)


def _names(permissions: PermissionSet) -> str:
    return ", ".join(str(permission) for permission in permissions)

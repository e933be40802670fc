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
        other_kind: What Twilio shows that this kind of key cannot have, such as no policy; empty where it fits.
    """

    granted: PermissionSet = _NOTHING
    revoked: PermissionSet = _NOTHING
    renamed: Rename | None = None
    other_kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.granted or self.revoked or self.renamed or self.other_kind)

    def __str__(self) -> str:
        renamed = f"{self.renamed.old!r} is now {self.renamed.new!r}" if self.renamed else ""
        return _lines(
            ("granted outside the code: ", self.granted),
            ("revoked outside the code: ", self.revoked),
            ("renamed outside the code: ", renamed),
            ("Twilio shows ", self.other_kind),
        )


_NO_DRIFT: Final = Drift()


@dataclass(frozen=True, slots=True)
class Target:
    """What to send to Twilio, and what that does about the drift.

    Attributes:
        terms: The name and the whole grant to send.
        drift: What was found.
        withheld: Asked for by the code, revoked outside it, and not granted again by this.
    """

    terms: Terms
    drift: Drift = _NO_DRIFT
    withheld: PermissionSet = _NOTHING

    def __str__(self) -> str:
        sent = self.terms.permissions or _NOTHING
        granted, revoked = self.drift.granted, self.drift.revoked
        old = self.drift.renamed.new if self.drift.renamed else self.terms.friendly_name
        renamed = "" if old == self.terms.friendly_name else f"{old!r} becomes {self.terms.friendly_name!r}"
        return _lines(
            ("granted outside the code and removed: ", granted - sent),
            ("granted outside the code and kept, the code asks for it now: ", granted & sent),
            ("revoked outside the code and granted again: ", revoked & sent),
            ("revoked outside the code, and not asked for any more: ", revoked - sent - self.withheld),
            ("revoked outside the code and not granted again: ", self.withheld, _WITHHELD_NEXT),
            ("renamed outside the code: ", renamed),
        )


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
    """What somebody changed on a key since the code last applied it; where that is no name, any name is right."""
    is_renamed = applied.friendly_name not in (None, live.friendly_name)
    renamed = Rename(applied.friendly_name, live.friendly_name) if is_renamed else None
    if live.permissions is None and applied.permissions is not None:
        return Drift(renamed=renamed, other_kind="no policy, as for a key that is not restricted")
    if live.permissions is not None and applied.permissions is None:
        return Drift(renamed=renamed, other_kind=f"a policy, as for a restricted key: {_names(live.permissions)}")
    delta = (applied.permissions or _NOTHING).delta(live.permissions or _NOTHING)
    return Drift(granted=delta.granted, revoked=delta.revoked, renamed=renamed)


def settle(spec: KeySpec, applied: Terms, live: Terms, mode: DriftMode) -> Target | Refusal:
    """What to send so that the live key becomes what `spec` asks for, given what happened outside the code.

    Args:
        spec: What the code asks for now.
        applied: What the code last applied: the base for drift.
        live: What Twilio has now.
        mode: `tighten` removes what was granted outside and does not grant again what was revoked outside, `overwrite`
            lets the code win, `fail` refuses on any drift that the code has not taken over.

    Returns:
        The target, never wider than `spec`, or the refusal.
    """
    found = drift(applied, live)
    if mode is DriftMode.OVERWRITE or spec.terms.are_met_by(live):
        return Target(spec.terms, found)
    if found.other_kind:
        return Refusal(found, _OTHER_KIND_NEXT)
    if found and mode is DriftMode.FAIL:
        return Refusal(found, _FAIL_NEXT)
    if spec.permissions is None:
        return Target(spec.terms, found)
    wanted = spec.permissions - found.revoked
    if not wanted:
        return Refusal(found, _NOTHING_LEFT_NEXT)
    terms = Terms(friendly_name=spec.friendly_name, permissions=wanted)
    return Target(terms, found, withheld=spec.permissions & found.revoked)


_OTHER_KIND_NEXT: Final = "A key's kind never changes, so this may not be the key that the code means: look at it"
_WITHHELD_NEXT: Final = (
    '. To grant them again, update once with on_drift="overwrite"; to accept the loss, take them out of the code'
)
_FAIL_NEXT: Final = (
    'on_drift="fail" stops the update: undo the change at Twilio, take it over into the code, '
    'or update once with on_drift="tighten" or "overwrite"'
)
_NOTHING_LEFT_NEXT: Final = (
    "Everything that the code asks for was revoked outside it, and a restricted key needs a permission: take the key "
    "out of the code, which revokes it (an adopted one lives on: revoke that in the Console), or update once with "
    'on_drift="overwrite" to grant its permissions again'
)


def _names(permissions: PermissionSet) -> str:
    return ", ".join(str(permission) for permission in permissions)


def _lines(*parts: tuple[str, PermissionSet | str] | tuple[str, PermissionSet, str]) -> str:
    """Each part that has something to say: its heading, what it is about, and an advice behind it."""
    said = []
    for heading, what, *advice in parts:
        if what:
            said.append(f"{heading}{_names(what) if isinstance(what, PermissionSet) else what}{''.join(advice)}")
    return "; ".join(said)

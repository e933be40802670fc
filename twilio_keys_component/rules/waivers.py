"""Waivers: recorded, expiring permissions to break one rule for one key."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from twilio_keys_component.permissions.strict_toml import Table
from twilio_keys_component.rules.rule import Rule, Severity
from twilio_keys_component.rules.settings import MAX_WAIVER_DAYS, Level, RuleId

WAIVERS_CURRENT: Final = Rule(
    id="TK401",
    title="Every waiver counts",
    why="A waiver that expired, whose key has another grant by now, or that nothing needs any more hides what is "
    "allowed and what is not.",
    remedy="Take the waiver out of the file, or have it approved anew: `twilio-keys waive` writes it.",
    severity=Severity.LOW,
    production=Level.ADVISORY,
    elsewhere=Level.ADVISORY,
    tags=("waivers",),
)
"""The rule about waivers themselves; `judge` finds where it is broken."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Waiver(Table):
    """One waiver, a `[[waivers]]` of the file."""

    rule: RuleId = Field(description="The rule that may be broken.")
    key: Words = Field(description="By whom: a key's logical name or sid, or what else the finding names.")
    reason: Words = Field(description="Why.")
    approver: Words = Field(description="Who allowed it.")
    until: date = Field(
        strict=True, description=f"The last day on which it counts, at most {MAX_WAIVER_DAYS} days ahead."
    )
    fingerprint: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")] = Field(
        description="Of the kind and grant that it was given for: another grant voids it."
    )
    stack: Annotated[str, StringConstraints(pattern=r"^[^/]+/[^/]+$")] | None = Field(
        default=None, description="`project/stack`; every stack that the file is used for if left out."
    )

    def is_for(self, project: str, stack: str) -> bool:
        """Whether it counts in that stack at all."""
        return self.stack in (None, f"{project}/{stack.rpartition('/')[2]}")

    def names(self, subject: str, sid: str | None) -> bool:
        """Whether it is about that key, or that other subject of a finding."""
        return self.key in (subject, sid)

    def lapse(self, today: date) -> str:
        """Why its date makes it worthless; empty if it counts today."""
        if self.until < today:
            return f"it expired on {self.until}"
        if self.until > today + timedelta(days=MAX_WAIVER_DAYS):
            return f"its end, {self.until}, is more than {MAX_WAIVER_DAYS} days ahead"
        return ""


class WaiverFile(Table):
    """The whole file. Its JSON Schema is `docs/schemas/waivers.json`."""

    waivers: tuple[Waiver, ...] = Field(default=(), description="The waivers.")

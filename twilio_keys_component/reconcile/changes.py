"""The differences between what the code asks for and what is there, as small values."""

from __future__ import annotations

from dataclasses import dataclass

from twilio_keys_component.permissions import Permission


@dataclass(frozen=True, slots=True)
class Grant:
    """The key gains `permission`."""

    permission: Permission

    def __str__(self) -> str:
        return f"grant {self.permission}"


@dataclass(frozen=True, slots=True)
class Revoke:
    """The key loses `permission`."""

    permission: Permission

    def __str__(self) -> str:
        return f"revoke {self.permission}"


@dataclass(frozen=True, slots=True)
class Rename:
    """The key's friendly name changes; `old` is None where Twilio has no name."""

    old: str | None
    new: str | None

    def __str__(self) -> str:
        return f"rename {self.old!r} to {self.new!r}"


@dataclass(frozen=True, slots=True)
class Annotate:
    """A property that lies in the state only and is never sent to Twilio changes."""

    property: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        return f"set {self.property} from {self.old!r} to {self.new!r}"


@dataclass(frozen=True, slots=True)
class Reassign(Annotate):
    """The stack that the key belongs to changes, in the state only."""


@dataclass(frozen=True, slots=True)
class Accept:
    """The code took over what was changed outside it: if the key is still so, it counts as applied from now on."""

    def __str__(self) -> str:
        return "accept what was changed outside the code, as the code asks for it now"


@dataclass(frozen=True, slots=True)
class Replace:
    """The key must be made anew, because `property` can't change on a living one."""

    property: str
    reason: str

    def __str__(self) -> str:
        return f"replace the key: {self.reason}"


Change = Replace | Revoke | Grant | Rename | Annotate | Accept
"""One difference. A plan lists them in this order of kinds."""

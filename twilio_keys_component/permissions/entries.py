"""What the catalog knows about one permission and about one resource."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from twilio_keys_component.permissions.permission import Permission

Listed = Literal["A", "B", "both", "other", "overlay"]
"""Where a name is listed: A, the spelling that the API returns, as public client libraries have it; B, the spelling of
Twilio's permission PDFs; in both; elsewhere; or in a project's overlay."""

Evidence = Literal["live", "listed", "inferred"]
"""How well a name is known: seen at work in a published test; listed only; or spelled out under a listed wildcard."""

Availability = Literal["general", "beta", "private-beta"]
"""Who can use a resource's permissions (doc for what is not general)."""


class AccessLevel(StrEnum):
    """How far a permission reaches, the least first."""

    READ = "read"
    LIST = "list"
    WRITE = "write"
    DELETE = "delete"
    ESCALATE = "escalate"

    @property
    def rank(self) -> int:
        """0 for the least."""
        return tuple(AccessLevel).index(self)


@dataclass(frozen=True, slots=True)
class Entry:
    """One permission of the catalog.

    Attributes:
        permission: The name.
        listed: Where it is listed.
        evidence: How well it is known.
        access: How far it reaches.
        tags: Its risks, sorted, such as `costs-money`.
    """

    permission: Permission
    listed: Listed
    evidence: Evidence
    access: AccessLevel
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """One kind of thing that permissions are about.

    Attributes:
        product: Such as `voice`.
        name: Such as `calls.recordings`.
        paired_with: The resource's name in list A, where list B spells it differently (by meaning; which spelling the
            API takes is not known).
        availability: Who can use its permissions.
        description: What it is, in a few words.
    """

    product: str
    name: str
    paired_with: str | None
    availability: Availability
    description: str

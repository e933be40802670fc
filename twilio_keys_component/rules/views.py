"""What rules look at: a key, declared, planned or live, and the stack around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from twilio_keys_component.model import DriftMode, KeyType
from twilio_keys_component.permissions import Catalog, PermissionSet, canonical

_FINGERPRINT_LENGTH: Final = 16


def fingerprint_of(text: str) -> str:
    """What a waiver is for, in 16 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()[:_FINGERPRINT_LENGTH]


class Signer(StrEnum):
    """What a deployment signs in to Twilio with."""

    AUTH_TOKEN = "auth-token"  # noqa: S105 - the name of a kind
    API_KEY = "api-key"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyView:
    """A key as rules see it.

    Attributes:
        name: The logical name; of a key that no program declares, its sid.
        urn: The engine's name for it; None for a key that no program declares.
        sid: The key's sid, where it has one already or is adopted.
        account_sid: Its account; None where that is not known.
        key_type: Its kind.
        permissions: What it may do; None for standard and main keys.
        on_drift: What updates do about changes made outside the code.
        owner: Who answers for it.
        purpose: What it is for.
        expires: The day from which it must be gone.
        reason: Why it must be what it is.
        accept: The rule ids and risk tags that are taken knowingly.
        is_deployer: Whether it signs in deployments.
        is_adopted: Whether it is, or will be, taken over and not made.
        is_rotated: Whether a `RotatingApiKey` or a `KeyRing` stands around it: anybody can call one so.
        parent: The URN of the component that it stands in; None where that is not known.
        known_permissions: What can be read of a grant that is not known whole; None where nothing can.
        unknown: The fields of this that are not known yet; what stands in them means nothing.
    """

    name: str
    urn: str | None = None
    sid: str | None = None
    account_sid: str | None = None
    key_type: KeyType = KeyType.RESTRICTED
    permissions: PermissionSet | None = None
    on_drift: DriftMode = DriftMode.TIGHTEN
    owner: str | None = None
    purpose: str | None = None
    expires: date | None = None
    reason: str | None = None
    accept: frozenset[str] = frozenset()
    is_deployer: bool = False
    is_adopted: bool = False
    is_rotated: bool = False
    parent: str | None = None
    known_permissions: PermissionSet | None = None
    unknown: frozenset[str] = frozenset()

    def is_beside(self, other: KeyView) -> bool:
        """Whether it is another key, and they are not there to relieve each other in one component."""
        is_relieved = self.is_rotated and other.is_rotated and self.parent is not None and self.parent == other.parent
        return self is not other and not is_relieved

    def fingerprint(self, catalog: Catalog) -> str:
        """What stays the same as long as kind and grant do, however the grant is spelled: 16 hexadecimal digits."""
        grant = PermissionSet(canonical(p, catalog) for p in (self.permissions or PermissionSet()).actions)
        text = "\n".join([self.key_type, *map(str, grant.normal)])
        return fingerprint_of(text)


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A resource of the stack that is no key.

    Attributes:
        urn: The engine's name for it.
        properties: Its inputs or outputs as JSON; what is not known yet is None or left out.
    """

    urn: str
    properties: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its logical name."""
        return self.urn.split("::", 3)[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class StackView:
    """A stack as rules see it.

    Attributes:
        keys: Its keys, sorted by URN.
        resources: Its other resources.
        outputs: Its outputs as JSON; None where secrets cannot be told from plain values.
        config: Its settings that are no secrets, with their namespace; None where secrets cannot be told from plain
            values.
        account_sid: The account of keys that name none; None where that is not known.
        signer: What the deployment signs in with; None where that cannot be seen.
    """

    keys: tuple[KeyView, ...] = ()
    resources: tuple[ResourceView, ...] = ()
    outputs: Mapping[str, Any] | None = None
    config: Mapping[str, str] | None = None
    account_sid: str | None = None
    signer: Signer | None = None

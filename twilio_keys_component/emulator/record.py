"""Which permissions were used, refused and never used, and which operations were asked for without a known one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from twilio_keys_component.emulator.access import Signer
from twilio_keys_component.emulator.keys import KeyRecord
from twilio_keys_component.permissions import Catalog, Operation, Permission, PermissionSet, without_wildcards

AUTH_TOKEN: Final = "auth_token"  # noqa: S105 - the name of a kind of signer
"""The kind of a signer without a key."""


@dataclass(slots=True)
class SignerRecord:
    """What one signer did.

    Attributes:
        sid: The key's sid; the account's for its auth token.
        friendly_name: The key's name when it was last seen.
        kind: The key's kind, or `auth_token`.
        granted: What a restricted key held when it was last seen; None for the others, which hold everything.
        used: How often each permission was needed and there; for what is no restricted key, was needed.
        refused: How often each permission was missing.
        operations: What was asked for and let through, such as `GET https://api.twilio.com/2010-04-01/Accounts.json`.
    """

    sid: str
    friendly_name: str | None = None
    kind: str = AUTH_TOKEN
    granted: PermissionSet | None = None
    used: Counter[Permission] = field(default_factory=Counter)
    refused: Counter[Permission] = field(default_factory=Counter)
    operations: set[str] = field(default_factory=set)

    def unused(self, catalog: Catalog) -> PermissionSet:
        """What is granted and was never needed; of a wildcard, those of the actions that its resource has."""
        return without_wildcards(PermissionSet(self.granted or ()), catalog) - PermissionSet(self.used)

    def see(self, key: KeyRecord) -> None:
        """Note what the key is now."""
        self.friendly_name, self.kind, self.granted = key.friendly_name, str(key.kind), key.permissions


@dataclass(slots=True)
class UnknownRecord:
    """How often one operation was asked for whose permission is not known, by the sids of those who did.

    Attributes:
        operation: The operation.
        refused: To restricted keys.
        served: To the others.
    """

    operation: Operation
    refused: Counter[str] = field(default_factory=Counter)
    served: Counter[str] = field(default_factory=Counter)


class PermissionRecord:
    """What every signer did, since the start or since it was last forgotten."""

    def __init__(self) -> None:
        self._signers: dict[str, SignerRecord] = {}
        self._unknown: dict[Operation, UnknownRecord] = {}

    def note_use(self, signer: Signer, operation: Operation, permissions: Iterable[Permission]) -> None:
        """Note that a request was let through that needs these permissions."""
        record = self._of(signer)
        record.used.update(permissions)
        record.operations.add(str(operation))

    def note_refusal(self, signer: Signer, permission: Permission) -> None:
        """Note that a permission was missing."""
        self._of(signer).refused[permission] += 1

    def note_unknown(self, signer: Signer, operation: Operation, *, is_refused: bool) -> None:
        """Note a request for an operation whose permission is not known."""
        record = self._unknown.setdefault(operation, UnknownRecord(operation))
        (record.refused if is_refused else record.served)[signer.sid] += 1
        if not is_refused:
            self._of(signer).operations.add(str(operation))

    def signers(self, keys: Iterable[KeyRecord]) -> list[SignerRecord]:
        """What every signer did, and every one of `keys`, also those that did nothing; by sid."""
        for key in keys:
            self._signers.setdefault(key.sid, SignerRecord(key.sid)).see(key)
        return [self._signers[sid] for sid in sorted(self._signers)]

    def unknown(self) -> list[UnknownRecord]:
        """The operations that were asked for without a known permission, by host, path and method."""
        return sorted(
            self._unknown.values(),
            key=lambda record: (record.operation.host, record.operation.path, record.operation.method),
        )

    def clear(self) -> None:
        """Forget everything."""
        self._signers.clear()
        self._unknown.clear()

    def _of(self, signer: Signer) -> SignerRecord:
        record = self._signers.setdefault(signer.sid, SignerRecord(signer.sid))
        if signer.key is not None:
            record.see(signer.key)
        return record

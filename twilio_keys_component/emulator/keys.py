"""The keys that an emulator holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from twilio_keys_component.model import KeyType, Region
from twilio_keys_component.permissions import PermissionSet


@dataclass(slots=True, kw_only=True)
class KeyRecord:
    """One key.

    Attributes:
        sid: `SK` and 32 hexadecimal digits.
        secret: 32 characters, base62; Twilio shows it once (live).
        account_sid: The account that it belongs to.
        region: The Region that it was made in, the only one where it works (doc).
        kind: It never changes (doc).
        friendly_name: None where none was given (live).
        permissions: The grant of a restricted key, None for the others.
        date_created: When it was made.
        date_updated: When it was last changed.
        position: Where it stands in lists: they are sorted by the last change (doc).
    """

    sid: str
    secret: str = field(repr=False)
    account_sid: str
    region: Region
    kind: KeyType
    friendly_name: str | None
    permissions: PermissionSet | None
    date_created: datetime
    date_updated: datetime
    position: int


class KeyStore:
    """All keys of all accounts and Regions.

    Args:
        clock: Gives the time, with its zone.
        new_sid: Gives the sid for one more key.
        new_secret: Gives the secret for one more key.
    """

    def __init__(
        self, *, clock: Callable[[], datetime], new_sid: Callable[[], str], new_secret: Callable[[], str]
    ) -> None:
        self._clock = clock
        self._new_sid = new_sid
        self._new_secret = new_secret
        self._positions = count(1)
        self._keys: dict[str, KeyRecord] = {}

    def add(
        self,
        *,
        account_sid: str,
        kind: KeyType,
        friendly_name: str | None,
        permissions: PermissionSet | None = None,
        region: Region = Region.US1,
    ) -> KeyRecord:
        """Make a key. No rule is checked here."""
        now = self._clock()
        record = KeyRecord(
            sid=self._new_sid(),
            secret=self._new_secret(),
            account_sid=account_sid,
            region=region,
            kind=kind,
            friendly_name=friendly_name,
            permissions=permissions,
            date_created=now,
            date_updated=now,
            position=next(self._positions),
        )
        self._keys[record.sid] = record
        return record

    def put_back(self, record: KeyRecord) -> None:
        """Hold a key that was made before, just as it is given."""
        self._keys[record.sid] = replace(record)

    def get(self, sid: str) -> KeyRecord | None:
        """The key of that sid, whoever it belongs to."""
        return self._keys.get(sid)

    def touch(self, record: KeyRecord) -> None:
        """Note that `record` was changed now."""
        record.date_updated = self._clock()
        record.position = next(self._positions)

    def remove(self, record: KeyRecord) -> None:
        """Take the key away; from now on it signs in nowhere."""
        del self._keys[record.sid]

    def all(self) -> list[KeyRecord]:
        """Every key, the longest unchanged first."""
        return sorted(self._keys.values(), key=lambda record: record.position)

    def of(self, account_sid: str, region: Region) -> list[KeyRecord]:
        """The keys that one account sees in one Region, the longest unchanged first (doc: by `date_updated`)."""
        return [key for key in self.all() if (key.account_sid, key.region) == (account_sid, region)]

    def clear(self) -> None:
        """Take every key away."""
        self._keys.clear()

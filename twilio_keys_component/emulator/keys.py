"""The keys that an emulator holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from twilio_keys_component.emulator.past import KeyPast
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
        timer: Gives the seconds since some moment, never less than before.

    Attributes:
        changed: What was made, changed or taken away (None) since this was last emptied, by sid.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        new_sid: Callable[[], str],
        new_secret: Callable[[], str],
        timer: Callable[[], float],
    ) -> None:
        self._clock = clock
        self._new_sid = new_sid
        self._new_secret = new_secret
        self._positions = count(1)
        self._keys: dict[str, KeyRecord] = {}
        self.changed: dict[str, KeyRecord | None] = {}
        self._past = KeyPast(timer)

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
        self._note(record.sid, record)
        return record

    def restart(self, records: Iterable[KeyRecord]) -> None:
        """Hold just these keys, as if they had always been there."""
        self.changed |= dict.fromkeys(self._keys)
        self._keys = {record.sid: replace(record) for record in records}
        self.changed |= self._keys
        self._past.settle(self._keys.values())
        self._positions = count(max((key.position for key in self._keys.values()), default=0) + 1)

    def get(self, sid: str) -> KeyRecord | None:
        """The key of that sid, whoever it belongs to."""
        return self._keys.get(sid)

    def get_past(self, sid: str, *, ago_ms: int) -> KeyRecord | None:
        """The key of that sid as it was that long ago."""
        return self._past.seen(ago_ms / 1000).get(sid) if ago_ms else self.get(sid)

    def touch(self, record: KeyRecord) -> None:
        """Note that `record` was changed now."""
        record.date_updated = self._clock()
        record.position = next(self._positions)
        self._note(record.sid, record)

    def remove(self, record: KeyRecord) -> None:
        """Take the key away; from now on it signs in nowhere."""
        del self._keys[record.sid]
        self._note(record.sid, None)

    def all(self) -> list[KeyRecord]:
        """Every key, the longest unchanged first."""
        return _sorted(self._keys.values())

    def of(self, account_sid: str, region: Region, *, ago_ms: int = 0) -> list[KeyRecord]:
        """The keys that one account saw in one Region that long ago, the longest unchanged first.

        Twilio sorts by `date_updated` (doc).
        """
        keys = self._past.seen(ago_ms / 1000).values() if ago_ms else self._keys.values()
        return [key for key in _sorted(keys) if (key.account_sid, key.region) == (account_sid, region)]

    def count(self, account_sid: str) -> int:
        """How many keys an account has, in all Regions."""
        return sum(key.account_sid == account_sid for key in self._keys.values())

    def _note(self, sid: str, record: KeyRecord | None) -> None:
        self._past.note(sid, record)
        self.changed[sid] = record


def _sorted(keys: Iterable[KeyRecord]) -> list[KeyRecord]:
    return sorted(keys, key=lambda record: record.position)

"""Everything that was made through the API but keys and accounts: messages, services, workers, numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any, Final

from twilio_keys_component.model import Region

Values = dict[str, Any]

_NAMES: Final = ("sid", "unique_name", "identity", "phone_number")
"""The fields, besides its collection's key, whose value stands for a thing in a path (doc)."""


@dataclass(slots=True, kw_only=True, eq=False)
class Item:
    """One thing.

    Attributes:
        collection: Where it lies.
        account_sid: The account that it belongs to.
        region: The Region that it was made in, the only one that sees it (doc).
        parents: The things above it, by the field that names each, such as `service_sid`.
        values: Its fields, also those that no answer shows.
        date_created: When it was made.
        date_updated: When it was last changed.
        position: Where it stands in lists: the newest comes first (guess).
        is_kept: Whether it is in the store; otherwise it is made up from the path that names it.
    """

    collection: str
    account_sid: str
    region: Region
    parents: Mapping[str, str]
    values: Values
    date_created: datetime
    date_updated: datetime
    position: int = 0
    is_kept: bool = False

    def is_below(self, parents: Mapping[str, str]) -> bool:
        """Whether it belongs to all of these."""
        return all(self.parents.get(name, self.values.get(name)) == value for name, value in parents.items())

    def is_named(self, name: str, *, key: str) -> bool:
        """Whether `name`, in a path, means it."""
        return any(str(self.values.get(field)) == name for field in (key, *_NAMES))


class ItemStore:
    """All things of all accounts and Regions.

    Args:
        clock: Gives the time, with its zone.

    Attributes:
        changed: What was made, changed or taken away (None) since this was last emptied, by position.
    """

    def __init__(self, *, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._positions = count(-1, -1)
        self._items: list[Item] = []
        self.changed: dict[int, Item | None] = {}

    def new(
        self, collection: str, *, account_sid: str, region: Region, parents: Mapping[str, str], values: Values
    ) -> Item:
        """Make a thing and keep it. No rule is checked here."""
        now = self._clock()
        item = Item(
            collection=collection,
            account_sid=account_sid,
            region=region,
            parents=parents,
            values=values,
            date_created=now,
            date_updated=now,
        )
        self.keep(item)
        return item

    def keep(self, item: Item) -> None:
        """Keep a thing that was not kept so far."""
        item.position, item.is_kept = next(self._positions), True
        self._items.append(item)
        self.changed[item.position] = item

    def of(
        self, collection: str, *, account_sid: str, region: Region, parents: Mapping[str, str] | None = None
    ) -> list[Item]:
        """What an account sees in a Region of a collection, below all of `parents`; the newest first."""
        place = (collection, account_sid, region)
        return [
            item
            for item in reversed(self._items)
            if (item.collection, item.account_sid, item.region) == place and item.is_below(parents or {})
        ]

    def all_of(self, collection: str) -> list[Item]:
        """A whole collection, whoever it belongs to."""
        return [item for item in self._items if item.collection == collection]

    def with_sid(self, sid: str, *, account_sid: str, region: Region) -> Item | None:
        """The first thing of that sid that the account has in the Region."""
        for item in self._items:
            if item.values.get("sid") == sid and (item.account_sid, item.region) == (account_sid, region):
                return item
        return None

    def touch(self, item: Item) -> None:
        """Note that `item` was changed now."""
        item.date_updated = self._clock()
        self.changed[item.position] = item

    def remove(self, item: Item) -> None:
        """Take it away."""
        self._items.remove(item)
        self.changed[item.position] = None

    def restart(self, items: Iterable[Item] = ()) -> None:
        """Keep just these, which were kept before."""
        self.changed |= dict.fromkeys(item.position for item in self._items)
        self._items = list(items)
        self.changed |= {item.position: item for item in self._items}
        self._positions = count(min((item.position for item in self._items), default=0) - 1, -1)

"""Everything that one emulator holds. No HTTP: the handlers ask it, tests may look into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from time import monotonic

from twilio_keys_component.emulator.access import Access, Account
from twilio_keys_component.emulator.conditions import Conditions, CurrentConditions
from twilio_keys_component.emulator.faults import FaultList
from twilio_keys_component.emulator.iam import KeyRules
from twilio_keys_component.emulator.items import ItemStore
from twilio_keys_component.emulator.journal import Journal
from twilio_keys_component.emulator.keys import KeyRecord, KeyStore
from twilio_keys_component.emulator.layout import Layout
from twilio_keys_component.emulator.record import PermissionRecord
from twilio_keys_component.emulator.saving import Saved, open_saved, row, start_row
from twilio_keys_component.emulator.settings import EmulatorSettings
from twilio_keys_component.emulator.sources import random_secret, random_sid, system_clock
from twilio_keys_component.emulator.storage import Row
from twilio_keys_component.model import KeyType
from twilio_keys_component.permissions import Catalog, load_catalog


class EmulatorState:
    """Accounts, keys and all that was made with them, and what was asked.

    Args:
        settings: How it starts.
        clock: Gives the time, with its zone.
        new_sid: Gives a new sid for a prefix such as `SK`.
        new_secret: Gives the secret for one more key.
        catalog: The operations and permissions that there are; this package's own by default.
        timer: Gives the seconds since some moment, never less than before: what lists and fetches lag behind by.

    Raises:
        StateFileError: The settings name a state file that cannot be used.

    Attributes:
        settings: As given.
        conditions: What requests to Twilio's routes meet now.
        started: When it was made, by its clock: the birthday of its accounts.
        keys: The keys.
        main_keys: The Main keys that it started with, as they were then.
        access: The accounts, and who reaches them.
        rules: What Twilio lets one do with keys.
        catalog: The operations and permissions that there are.
        new_sid: Gives a new sid for a prefix such as `SM`.
        new_secret: Gives the secret for one more key or account.
        items: What was made, but keys and accounts.
        record: Which permissions were used.
        journal: The requests.
        faults: The faults to come.
    """

    def __init__(
        self,
        settings: EmulatorSettings | None = None,
        *,
        clock: Callable[[], datetime] = system_clock,
        new_sid: Callable[[str], str] = random_sid,
        new_secret: Callable[[], str] = random_secret,
        catalog: Catalog | None = None,
        timer: Callable[[], float] = monotonic,
    ) -> None:
        self.settings = settings or EmulatorSettings()
        self.catalog = catalog or load_catalog()
        self.conditions = CurrentConditions(self.settings.conditions or Conditions())
        self.new_sid, self.new_secret, self._clock = new_sid, new_secret, clock
        self._storage, saved = open_saved(self.settings)
        self.started = saved.started or self.clock()
        self.keys = KeyStore(clock=self.clock, timer=timer, new_sid=partial(new_sid, "SK"), new_secret=new_secret)
        self.keys.restart(saved.keys)
        self.main_keys = (*saved.main_keys, *self._new_main_keys(saved))
        self.access = Access(accounts=_accounts(self.settings) | _from_the_start(saved), keys=self.keys)
        for account in saved.accounts.values():
            self.access.put(account)
        self.rules = KeyRules(
            keys=self.keys,
            access=self.access,
            catalog=self.catalog,
            refuse_wildcards=self.settings.refuse_wildcards,
            conditions=self.conditions,
        )
        self.items = ItemStore(clock=self.clock)
        self.items.restart(saved.items)
        self.record = PermissionRecord()
        self.journal = Journal()
        self.faults = FaultList(self.settings.faults)
        self._write([start_row(self.started), *(row("main_key", key.sid, key) for key in self.main_keys)])

    def clock(self) -> datetime:
        """Twilio's time now, with its zone."""
        return self._clock() + self.conditions.skew

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Twilio's hosts, without edge and Region."""
        return frozenset(operation.host for operation in self.catalog.all_operations)

    @cached_property
    def layout(self) -> Layout:
        """Where the things lie that operations are about."""
        return Layout(self.catalog.all_operations)

    def reset(self) -> None:
        """Make everything as it was at the start."""
        self.keys.restart(self.main_keys)
        for part in (self.access, self.conditions, self.faults, self.items):
            part.restart()
        for log in (self.journal, self.record):
            log.clear()
        self.save()

    def save(self) -> None:
        """Write what was changed into the state file, if there is one: it outlives this process from now on.

        Raises:
            StateFileError: It cannot be written.
        """
        self._write([])

    def close(self) -> None:
        """Let another emulator have the state file."""
        if self._storage:
            self._storage.close()

    def _new_main_keys(self, saved: Saved) -> list[KeyRecord]:
        names = Counter(self.settings.main_keys) - Counter(str(key.friendly_name) for key in saved.main_keys)
        made = [
            self.keys.add(account_sid=self.settings.account_sid, kind=KeyType.MAIN, friendly_name=name)
            for name in names.elements()
        ]
        self.keys.restart(self.keys.all())
        return made

    def _write(self, rows: list[Row]) -> None:
        kinds = (("account", self.access.changed), ("item", self.items.changed), ("key", self.keys.changed))
        if self._storage:
            rows += [row(kind, str(name), kept) for kind, each in kinds for name, kept in each.items()]
            if rows:
                self._storage.write(rows)
        for _, changed in kinds:
            changed.clear()


def _accounts(settings: EmulatorSettings) -> dict[str, Account]:
    main = Account(sid=settings.account_sid, auth_token=settings.auth_token)
    subaccounts = [
        Account(sid=sid, auth_token=token, parent_sid=main.sid, friendly_name="Emulator subaccount")
        for sid, token in settings.subaccounts.items()
    ]
    return {account.sid: account for account in (main, *subaccounts)}


def _from_the_start(saved: Saved) -> dict[str, Account]:
    return {sid: account for sid, account in saved.accounts.items() if account.created is None}

"""Everything that one emulator holds. No HTTP: the handlers ask it, tests may look into it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from twilio_keys_component.emulator.access import Access, Account
from twilio_keys_component.emulator.activity import ActivityStore
from twilio_keys_component.emulator.faults import FaultList
from twilio_keys_component.emulator.iam import KeyRules
from twilio_keys_component.emulator.journal import Journal
from twilio_keys_component.emulator.keys import KeyStore
from twilio_keys_component.emulator.settings import EmulatorSettings
from twilio_keys_component.emulator.sources import random_secret, random_sid, system_clock


class EmulatorState:
    """Accounts, keys, messages and calls, and what was asked of them.

    Args:
        settings: How it starts.
        clock: Gives the time, with its zone.
        new_sid: Gives a new sid for a prefix such as `SK`.
        new_secret: Gives the secret for one more key.

    Attributes:
        settings: As given.
        latency_ms: How long every request to Twilio's routes waits now, in milliseconds.
        started: When it was made, by its clock: the birthday of its accounts.
        keys: The keys.
        access: The accounts, and who reaches them.
        rules: What Twilio lets one do with keys.
        messages: The messages.
        calls: The calls.
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
    ) -> None:
        self.settings = settings or EmulatorSettings()
        self.latency_ms = self.settings.latency_ms
        self.started = clock()
        self.keys = KeyStore(clock=clock, new_sid=partial(new_sid, "SK"), new_secret=new_secret)
        self.access = Access(accounts=_accounts(self.settings), keys=self.keys)
        self.rules = KeyRules(keys=self.keys, access=self.access, refuse_wildcards=self.settings.refuse_wildcards)
        self.messages = ActivityStore(clock=clock, new_sid=partial(new_sid, "SM"))
        self.calls = ActivityStore(clock=clock, new_sid=partial(new_sid, "CA"))
        self.journal = Journal()
        self.faults = FaultList()

    def reset(self) -> None:
        """Make everything as it was at the start."""
        self.latency_ms = self.settings.latency_ms
        for part in (self.keys, self.messages, self.calls, self.journal, self.faults):
            part.clear()


def _accounts(settings: EmulatorSettings) -> dict[str, Account]:
    main = Account(sid=settings.account_sid, auth_token=settings.auth_token)
    subaccounts = [
        Account(sid=sid, auth_token=token, parent_sid=main.sid) for sid, token in settings.subaccounts.items()
    ]
    return {account.sid: account for account in (main, *subaccounts)}

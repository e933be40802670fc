"""Looking for a stack's orphans in its accounts, and removing them: never one that is not certain at that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from twilio_keys_component.errors import TwilioKeysError, masked
from twilio_keys_component.model import EndpointKind, LiveKey, Region
from twilio_keys_component.orphans.export import Snapshot
from twilio_keys_component.orphans.finding import AccountRegion, Orphan, Orphans, find, places
from twilio_keys_component.twilio_iam import Connection, KeyGateway, KeyNotFoundError

APART_S: Final = 3.0
"""Between two looks that must agree. What a killed deployment had sent arrives in less, as a rule."""

LAG_S: Final = 12.0
"""For so long nothing may change where a list need not show yet what a pending create made: as long as create recovery
asks the same list (`lifecycle.recovering.LOOKS`)."""

MOST_LOOKS: Final = 20
"""Looks after which a stack that still changes is one that somebody deploys: a minute."""

_PLACES: Final = {True: "a local emulator", False: "Twilio itself"}


class OrphanError(TwilioKeysError):
    """Orphans cannot be looked for, or one was not removed."""


class StackMovedError(OrphanError):
    """The stack is not as it was when the orphans were found: somebody deploys it. Nothing more was removed."""

    def __init__(self) -> None:
        super().__init__(
            "The stack changed since its orphans were found: somebody deploys it, and what looks like an orphan may be "
            "a key that is being saved. It was not removed. Wait until that deployment has ended, then run again."
        )


class NotSettledError(OrphanError):
    """New keys, or changes of the stack, never ceased to come."""

    def __init__(self) -> None:
        super().__init__(
            f"The stack and its keys still changed after {APART_S * MOST_LOOKS:.0f} s: a deployment runs, or what a "
            "killed one left goes on. Nothing was removed. Wait until it has ended, then run again."
        )


@dataclass(frozen=True, slots=True)
class Look:
    """A stack and its orphans at one time.

    Attributes:
        snapshot: The stack.
        orphans: Its orphans.
        awaited: How many pending creates have no key yet that a list shows and the stack does not know.
    """

    snapshot: Snapshot
    orphans: Orphans
    awaited: int = 0

    @property
    def has_unseen(self) -> bool:
        """Whether a key of a pending create may live that no list shows yet: an explicit name can be anybody's."""
        return bool(self.awaited) or any(each.friendly_name for each in self.snapshot.creates)

    @property
    def steady_s(self) -> float:
        """For how long looks must agree before this one is believed."""
        if not self.snapshot.creates:
            return 0.0
        return LAG_S if self.has_unseen else APART_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A stack, and the accounts that its keys are in.

    Attributes:
        read: Exports the stack anew.
        connection: Reaches its accounts.
        stack_id: Its `twilio-keys:stackId`, if it has one.
    """

    read: Callable[[], Snapshot]
    connection: Connection
    stack_id: str | None = None

    def look(self) -> Look:
        """What is there now.

        Raises:
            OrphanError: The stack's keys are at another endpoint than the one that is configured.
            CredentialsError: An account that the stack names is not reached.
            TwilioError: A list was refused or not answered.
        """
        snapshot = self.read()
        _guard_endpoint(snapshot, self.connection)
        default = AccountRegion(self.connection.account_sid, self.connection.region.value)
        live = {place: self._listed(place) for place in places(snapshot, default)}
        return Look(
            snapshot,
            find(snapshot, live, default=default, stack_id=self.stack_id),
            _awaited(snapshot, live),
        )

    def look_until_steady(self, wait: Callable[[float], None]) -> Look:
        """What is there once looks agree: for longer where a list may lag, one is enough where no create is pending.

        What the engine had asked for when it was killed goes on for a while without it.

        Args:
            wait: Lets that many seconds pass.

        Raises:
            NotSettledError: They never agreed for so long.
        """
        before, agreed_s = self.look(), 0.0
        for _ in range(MOST_LOOKS):
            if agreed_s >= before.steady_s:
                return before
            wait(APART_S)
            now = self.look()
            agreed_s = agreed_s + APART_S if now == before else 0.0
            before = now
        raise NotSettledError

    def _listed(self, place: AccountRegion) -> list[LiveKey]:
        """An account's keys, without those that the deployment signs in with."""
        keys = _gateway(self.connection, place).list()
        return [key for key in keys if not self.connection.signs_in_with(key.sid)]


def _awaited(snapshot: Snapshot, live: Mapping[AccountRegion, Iterable[LiveKey]]) -> int:
    automatic = {key.friendly_name for keys in live.values() for key in keys}
    explicit = {key.friendly_name for keys in live.values() for key in keys if key.sid.lower() not in snapshot.sids}
    return sum(
        each.friendly_name not in explicit if each.friendly_name else each.auto_name not in automatic
        for each in snapshot.creates
        if each.friendly_name or each.auto_name
    )


def remove(orphan: Orphan, site: Site, seen: Snapshot) -> None:
    """Revoke an orphan; one that is gone already is well gone.

    Args:
        orphan: What `Site.look` found.
        site: Where.
        seen: The stack as it was then.

    Raises:
        StackMovedError: The stack is not as it was.
        OrphanError: The key has another name now.
        TwilioError: Twilio refused, or did not answer.
    """
    gateway = _gateway(site.connection, orphan.place)
    try:
        live = gateway.fetch(orphan.sid)
        if live.friendly_name != orphan.friendly_name:
            raise OrphanError(
                f"The key {orphan.sid} was renamed from {masked(orphan.friendly_name)} since it was found, so somebody "
                "looks after it. It was not removed: look at it, then run again."
            )
        if site.read() != seen:
            raise StackMovedError
        gateway.delete(orphan.sid)
    except KeyNotFoundError:
        if _is_listed(orphan, gateway):
            raise


def _is_listed(orphan: Orphan, gateway: KeyGateway) -> bool:
    return any(key.sid == orphan.sid for key in gateway.list())


def _gateway(connection: Connection, place: AccountRegion) -> KeyGateway:
    try:
        region = Region(place.region)
    except ValueError:
        raise OrphanError(
            f"The stack has a key in Region {masked(place.region)}, which this version does not know, so its orphans "
            "cannot be looked for. Upgrade twilio-keys-component and run again."
        ) from None
    return connection.gateway(place.account_sid, region)


def _guard_endpoint(snapshot: Snapshot, connection: Connection) -> None:
    """Refuse to look in another place than the one where the stack's keys are: nothing would be found there."""
    is_emulated = connection.endpoint_kind is EndpointKind.EMULATOR
    elsewhere = [each for each in (*snapshot.creates, *snapshot.keys) if each.is_emulated is (not is_emulated)]
    if elsewhere:
        where = _PLACES[not is_emulated], _PLACES[is_emulated]
        raise OrphanError(
            f"The stack's keys are at {where[0]} ({masked(elsewhere[0].urn)}), and the settings lead to {where[1]}: "
            "nothing would be found there. Correct twilio-keys:endpoint, or --endpoint, and run again."
        )

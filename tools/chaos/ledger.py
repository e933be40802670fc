"""Which keys nobody knows, seen from Twilio's side: what the run's own check goes by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from tools.chaos.program import EXPLICIT
from tools.chaos.stack import PROJECT, STACK
from twilio_keys_component.lifecycle.naming import mark, marked_name

IN_FLIGHT: Final = 4
"""How many calls a provider has under way at most (`pulumi.dynamic`): so many creates can be lost with it."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Leftover:
    """A live key that an operation made and no state knows.

    Attributes:
        sid: Its sid.
        name: Its name.
        step: The number of the operation.
        is_explained: Whether no more can be asked: the provider or Twilio was killed while it was made; the operation's
            own error gave its sid; or it has an explicit name, which proves nothing, and was listed.
    """

    sid: str
    name: str
    step: int
    is_explained: bool

    @property
    def is_marked(self) -> bool:
        """Whether its name proves to be one of this stack's, whatever is declared."""
        return marked_name(self.name, project=PROJECT, stack=STACK) is not None

    def is_of(self, logical_name: str) -> bool:
        """Whether it carries that resource's mark."""
        return f"-{mark(project=PROJECT, stack=STACK, name=logical_name)}-" in self.name


class Ledger:
    """The keys of others, which must not change, and those that were left behind.

    Args:
        foreign: Every key that is not this stack's, from before its first operation.

    Attributes:
        left: The keys left behind that live, by sid.
        told: The sids that were listed as suspected, or named in an error.
    """

    def __init__(self, foreign: Iterable[Json]) -> None:
        self.foreign = {key["sid"]: key for key in foreign}
        self.left: dict[str, Leftover] = {}
        self.told: set[str] = set()

    def look(self, keys: list[Json], known: set[str], *, step: int, killed: bool, printed: str) -> list[Leftover]:
        """Note what an operation left behind, and what has gone since.

        Args:
            keys: All keys at Twilio.
            known: The sids in the state.
            step: The operation.
            killed: Whether provider or emulator were killed in it.
            printed: What it printed.
        """
        ours = {key["sid"]: key for key in keys if key["sid"] not in self.foreign}
        self.left = {sid: leftover for sid, leftover in self.left.items() if sid in ours and sid not in known}
        new: list[Leftover] = []
        for sid in sorted(set(ours) - known - set(self.left)):
            name = str(ours[sid]["friendly_name"])
            self.told |= {sid} if sid in printed else set()
            is_told = sid in printed or (name.startswith(EXPLICIT) and sid in self.told)
            new.append(Leftover(sid, name, step, is_told or (killed and len(new) < IN_FLIGHT)))
        self.left |= {leftover.sid: leftover for leftover in new}
        return new

    def changed_foreign(self, keys: list[Json]) -> list[str]:
        """The keys of others that are not what they were."""
        now = {key["sid"]: key for key in keys}
        return [
            f"the foreign key {sid} ({key['friendly_name']!r}) was {'changed' if sid in now else 'deleted'}"
            for sid, key in sorted(self.foreign.items())
            if now.get(sid) != key
        ]

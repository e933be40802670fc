"""Which keys nobody knows, seen from Twilio's side: what the run's own check goes by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from tools.chaos.diagnostics import Diagnostics
from tools.chaos.plan import Victim
from tools.chaos.program import EXPLICIT
from tools.chaos.stack import PROJECT, STACK
from twilio_keys_component.lifecycle.naming import SUFFIX_ALPHABET, SUFFIX_LENGTH, auto_name, mark, marked_name

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
        is_explained: Whether no more can be asked: see `Ledger.look`.
    """

    sid: str
    name: str
    step: int
    is_explained: bool

    @property
    def is_explicit(self) -> bool:
        """Whether the program gave it its name."""
        return self.name.startswith(EXPLICIT)

    @property
    def is_marked(self) -> bool:
        """Whether its name proves to be one of this stack's, whatever is declared."""
        return marked_name(self.name, project=PROJECT, stack=STACK) is not None

    def is_of(self, logical_name: str) -> bool:
        """Whether it carries that resource's mark."""
        return f"-{mark(project=PROJECT, stack=STACK, name=logical_name)}-" in self.name


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What happened in an operation that may explain what it left.

    Attributes:
        step: Its number.
        before: The sids of all keys that lived before it.
        victim: What was killed in it.
        told: What it told.
    """

    step: int
    before: frozenset[str]
    victim: Victim | None = None
    told: Diagnostics = field(default_factory=Diagnostics)


class Ledger:
    """The keys of others, which must not change, and those that were left behind.

    Args:
        foreign: Every key that is not this stack's, from before its first operation.

    Attributes:
        left: The keys left behind that live, by sid.
        unexplained: Every key that was left behind and that nothing explained, whatever became of it.
        told: The sids that were listed as suspected, or told by an error.
    """

    def __init__(self, foreign: Iterable[Json]) -> None:
        self.foreign = {key["sid"]: key for key in foreign}
        self.left: dict[str, Leftover] = {}
        self.unexplained: list[Leftover] = []
        self.told: set[str] = set()

    def look(self, keys: list[Json], known: set[str], during: Circumstances) -> list[Leftover]:
        """Note what an operation left behind, and what has gone since.

        A key is explained if the operation's errors name it; and, if the operation made it, if they say that its create
        may have made a key which could not be looked for, if it has an explicit name, which proves nothing, and was
        listed, or if the provider was killed while it was made.

        Args:
            keys: All keys at Twilio.
            known: The sids in the state.
            during: The operation.
        """
        ours = {key["sid"]: key for key in keys if key["sid"] not in self.foreign}
        self.left = {sid: leftover for sid, leftover in self.left.items() if sid in ours and sid not in known}
        new: list[Leftover] = []
        lost = 0
        for sid in sorted(set(ours) - known - set(self.left)):
            leftover = Leftover(sid, str(ours[sid]["friendly_name"]), during.step, is_explained=True)
            if self._is_told(leftover, during):
                self.told.add(sid)
            elif _was_in_flight(leftover, during) and lost < IN_FLIGHT:
                lost += 1
            elif sid in during.before or not (leftover.is_explicit and sid in self.told):
                leftover = replace(leftover, is_explained=False)
                self.unexplained.append(leftover)
            new.append(leftover)
        self.left |= {leftover.sid: leftover for leftover in new}
        return new

    def _is_told(self, leftover: Leftover, during: Circumstances) -> bool:
        if during.told.names(leftover.sid):
            return True
        is_new = leftover.sid not in during.before
        return is_new and during.told.leaves_open(leftover.name, is_twilio_killed=during.victim == "emulator")

    def wrongly_found(self, found: Json, known: set[str], names: Iterable[str], *, is_settling: bool) -> list[str]:
        """What `twilio-keys orphans` should not have called one.

        Args:
            found: What it said.
            known: The sids in the state then.
            names: Every logical name that the program ever had.
            is_settling: Whether creates were pending: then a key of somebody's that has the explicit name of such a
                create is rightly suspected.
        """
        suspected = {orphan["sid"] for orphan in found.get("suspected", ())}
        certain = {orphan["sid"] for orphan in found.get("proven", ())} | {*found.get("deleted", ())}
        wrong = [f"the key {sid} is in the state and was called an orphan" for sid in (suspected | certain) & known]
        wrong += [f"the foreign key {sid} was called a proven orphan" for sid in certain & set(self.foreign)]
        for sid in suspected & set(self.foreign):
            name = str(self.foreign[sid]["friendly_name"])
            if not _is_drawn(name, names) and not (is_settling and name.startswith(EXPLICIT)):
                wrong.append(f"the foreign key {sid} ({name!r}) was suspected, and carries no mark of this stack")
        return sorted(wrong)

    def changed_foreign(self, keys: list[Json]) -> list[str]:
        """The keys of others that are not what they were."""
        now = {key["sid"]: key for key in keys}
        return [
            f"the foreign key {sid} ({key['friendly_name']!r}) was {'changed' if sid in now else 'deleted'}"
            for sid, key in sorted(self.foreign.items())
            if now.get(sid) != key
        ]


def _was_in_flight(leftover: Leftover, during: Circumstances) -> bool:
    """Whether it was made in this operation for a key that failed, while the provider was killed."""
    if during.victim != "provider" or leftover.sid in during.before:
        return False
    return any(leftover.is_explicit or leftover.is_of(name) for name in during.told.failed)


def _is_drawn(name: str, logical_names: Iterable[str]) -> bool:
    """Whether this stack could have drawn it for one of these."""
    suffix = name[-SUFFIX_LENGTH:]
    return not set(suffix) - set(SUFFIX_ALPHABET) and any(
        name == auto_name(project=PROJECT, stack=STACK, name=logical, suffix=suffix) for logical in logical_names
    )

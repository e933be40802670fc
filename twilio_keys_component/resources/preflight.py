"""Every problem of every key of a program at once, before any of them reaches the engine.

The engine stops at the first resource whose check fails, so a program with five wrong keys would be corrected in five
runs. A Python program has built all its resources before the first one is registered: each key leaves its problems
here, and the registration of each waits for a look at all of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Iterable
from typing import Final
from weakref import WeakKeyDictionary

import pulumi
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor

from twilio_keys_component.twilio_iam import Names, Problem

_HEADING: Final = "these must be corrected before anything is sent to Twilio:"


class Preflight:
    """The problems found so far in one run of one program.

    Attributes:
        names: The known permissions; None until the settings were looked at, where they are wrong, and where only the
            provider can find the overlay.
    """

    def __init__(self) -> None:
        self.names: Names | None = None
        self._lines: list[str] = []
        self._adopters: dict[str, str] = {}

    def report(self, problems: Iterable[Problem], *, about: str) -> None:
        """Remember what is wrong; the same line twice counts once."""
        lines = sorted({f"{about}: {problem.property}: {problem.reason}" for problem in problems})
        self._lines += [line for line in lines if line not in self._lines]

    def adopts(self, sid: str, *, by: str) -> None:
        """Remember which resource adopts a key: two that manage one key would undo each other's work."""
        other = self._adopters.get(sid.lower())
        if other is not None:
            reason = f"the same key is adopted by {other!r} too: declare each key once"
            self.report([Problem("adopt_sid", reason)], about=f"key {by!r}")
        self._adopters[sid.lower()] = by

    def passed(self, value: dict[str, str]) -> pulumi.Output[dict[str, str]]:
        """`value`, once the program is built and nothing is wrong with it; else the run ends in a `pulumi.RunError`."""
        awaitable: Awaitable[dict[str, str]] = self._pass(value)
        return pulumi.Output.from_input(awaitable)

    async def _pass(self, value: dict[str, str]) -> dict[str, str]:
        if self._lines:
            raise pulumi.RunError("\n".join([_HEADING, *(f"  * {line}" for line in self._lines)]))
        return value


_runs: WeakKeyDictionary[pulumi.Resource, Preflight] = WeakKeyDictionary()


def preflight() -> tuple[Preflight, bool]:
    """The preflight of the run that is under way, and whether it has just begun.

    Without a stack, and under `pulumi.runtime.set_mocks`, where all tests of a process share one, each key has its own.
    """
    root = pulumi.runtime.get_root_resource()
    if root is None or isinstance(get_monitor(), MockMonitor):
        return Preflight(), True
    is_new = root not in _runs
    return _runs.setdefault(root, Preflight()), is_new

"""What a person does after a crash: the documented order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

from tools.chaos.plan import Step
from tools.chaos.processes import ChaosError
from tools.chaos.stack import STACK, Done, Project
from tools.chaos.twilio import Twilio

TRIES_UNDER_FAULTS: Final = 2
_LISTED: Final = re.compile(r"^(SK[0-9a-f]{32})  suspected$", re.MULTILINE)
_CANCEL: Final = ("pulumi", "cancel", STACK, "--yes", "--non-interactive")
_SETTLE: Final = ("twilio-keys", "settle", "--stack", STACK, "--yes", "--leave-suspected")
_ORPHANS: Final = ("twilio-keys", "orphans", "--stack", STACK, "--json")
_CLEAR: Final = (
    "pulumi",
    "refresh",
    "--stack",
    STACK,
    "--clear-pending-creates",
    "--yes",
    "--skip-preview",
    "--non-interactive",
)

Json = dict[str, Any]


class Settling:
    """The order, over one project."""

    def __init__(self, project: Project, twilio: Twilio) -> None:
        self._project = project
        self._twilio = twilio

    def settle(self, step: Step, *, with_orphans: bool) -> Json:
        """When nothing of the killed run lives: `cancel`, `orphans --delete`, `refresh --clear-pending-creates`.

        Returns:
            What `orphans` said; nothing without it.

        Raises:
            ChaosError: A step fails though nothing is done to it any more.
        """
        if not step.is_settled_under_faults:
            self._twilio.calm()
        if with_orphans and step.is_settled_by_command:
            return self._settle_by_command()
        self._try(_CANCEL, _has_ended_well)
        found = self.orphans("--delete", "--yes") if with_orphans else {}
        self._try(_CLEAR, _has_ended_well)
        return found

    def _settle_by_command(self) -> Json:
        """What `twilio-keys settle` deleted, seen at Twilio, and which keys it lists as suspected."""
        before = {key["sid"] for key in self._twilio.all_keys()}
        done = self._try(_SETTLE, _has_ended_well)
        after = {key["sid"] for key in self._twilio.all_keys()}
        return {"deleted": sorted(before - after), "suspected": [{"sid": sid} for sid in _LISTED.findall(done.out)]}

    def orphans(self, *options: str) -> Json:
        """What `twilio-keys orphans` found and did.

        Raises:
            ChaosError: It does not say, or leaves a proven one that it was to delete.
        """
        done = self._try((*_ORPHANS, *options), _is_all_deleted if "--delete" in options else _has_answered)
        found: Json = json.loads(done.out)
        return found

    def revive(self) -> None:
        """Start the emulator if it is dead."""
        if not self._twilio.is_alive:
            self._twilio.start()

    def _try(self, command: tuple[str, ...], is_done: Callable[[Done], bool]) -> Done:
        """Run a command until it has done its work: again while there are faults, once where nothing disturbs it."""
        for _ in range(0 if self._twilio.is_calm else TRIES_UNDER_FAULTS):
            done = self._project.run(*command)
            if is_done(done):
                return done
        self._twilio.calm()
        done = self._project.run(*command)
        if not is_done(done):
            raise ChaosError(f"`{' '.join(command)}` ended with exit code {done.code}, without any fault:\n{done.text}")
        return done


def _has_ended_well(done: Done) -> bool:
    return done.code == 0


def _has_answered(done: Done) -> bool:
    return done.code in (0, 1) and _read(done) is not None


def _is_all_deleted(done: Done) -> bool:
    """Exit code 1 also says that suspected ones are left."""
    found = _read(done)
    if done.code not in (0, 1) or found is None:
        return False
    return {orphan["sid"] for orphan in found["proven"]} <= set(found["deleted"])


def _read(done: Done) -> Json | None:
    try:
        found = json.loads(done.out)
    except ValueError:
        return None
    return found if isinstance(found, dict) and "proven" in found else None

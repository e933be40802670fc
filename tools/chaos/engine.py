"""One engine operation, and the `kill -9` that strikes it."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from subprocess import Popen
from typing import Final

from tools.chaos.plan import Kill, Operation
from tools.chaos.processes import POLL_S, ChaosError, end_all, kill, providers
from tools.chaos.stack import STACK, Done, Project
from tools.chaos.twilio import Twilio

SOON_S: Final = 0.004
"""Between the answer to a create and the engine's record of it lie some hundredths of a second."""

OPERATION_S: Final = 600
"""An operation that takes longer hangs. Every call rides out what it meets for a minute at most, and they queue."""

_LEFT_S: Final = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an operation ended.

    Attributes:
        done: What it left.
        struck: The kill that struck; None where the operation was over before, or nothing was to be killed.
    """

    done: Done
    struck: Kill | None

    @property
    def is_engine_dead(self) -> bool:
        """Whether the engine was killed, so that its run must be settled."""
        return self.struck is not None and self.struck.victim.startswith("engine")


class Engine:
    """The engine of one project."""

    def __init__(self, project: Project, twilio: Twilio) -> None:
        self._project = project
        self._twilio = twilio

    def run(self, operation: Operation, planned: Kill | None) -> Outcome:
        """Run an operation; what is left of it after a kill still lives if the engine was the victim.

        Raises:
            ChaosError: It hangs.
        """
        command = (
            "pulumi",
            operation,
            "--stack",
            STACK,
            "--yes",
            "--skip-preview",
            "--non-interactive",
            "--color=never",
        )
        process, printed = self._project.start(*command)
        struck = self._watch(process, planned, command)
        if not (struck and struck.victim.startswith("engine")):
            end_all(self._project.home, patience_s=_LEFT_S)
        return Outcome(self._project.done(process, printed), struck)

    def _watch(self, process: Popen[bytes], planned: Kill | None, command: tuple[str, ...]) -> Kill | None:
        begun, made = time.monotonic(), self._twilio.made()
        struck: Kill | None = None
        struck_at = begun
        while process.poll() is None:
            now = time.monotonic()
            if now - begun > OPERATION_S:
                process.kill()
                process.wait()
                raise ChaosError(f"`{' '.join(command)}` hangs: it was not done after {OPERATION_S} s")
            is_due = planned and not struck and self._is_due(planned, now - begun, made)
            if planned and is_due and self._strike(planned, process.pid):
                struck, struck_at = planned, now
            if struck and now - struck_at > struck.revive_s and not self._twilio.is_alive:
                self._twilio.start()
            time.sleep(SOON_S if planned and planned.after_creates and not struck else POLL_S)
        return struck

    def _is_due(self, planned: Kill, elapsed_s: float, made: int) -> bool:
        if planned.after_creates and self._twilio.made() >= made + planned.after_creates:
            return True
        if planned.after_requests and len(self._twilio.journal()) >= planned.after_requests:
            return True
        return elapsed_s >= planned.after_s

    def _strike(self, planned: Kill, engine: int) -> bool:
        """Kill the victim; whether there was one."""
        if planned.victim == "emulator":
            self._twilio.kill()
            return True
        if planned.victim == "provider":
            killed = [kill(process) for process in providers(self._project.home)]
            return any(killed)
        if planned.victim == "engine":
            return kill(engine)
        try:
            os.killpg(engine, signal.SIGKILL)  # it was started in a session, and so a group, of its own
        except ProcessLookupError:
            return False
        return True

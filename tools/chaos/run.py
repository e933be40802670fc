"""One run: a stack of keys, so many operations under faults and kills, and what must be true in the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from secrets import token_hex
from typing import Any, Final

from tools.chaos import plan
from tools.chaos.checking import Check
from tools.chaos.diagnostics import diagnostics
from tools.chaos.engine import Engine, Outcome
from tools.chaos.foreign import make_foreign_keys
from tools.chaos.ledger import IN_FLIGHT, Circumstances, Ledger
from tools.chaos.processes import ChaosError, end_all
from tools.chaos.program import Program
from tools.chaos.report import Report
from tools.chaos.sabotage import NO_RECOVERY
from tools.chaos.settling import Settling
from tools.chaos.stack import OTHER_STACK, STACK, Project
from tools.chaos.twilio import Twilio, faults_in
from twilio_keys_component.permissions import profile

_SIGNER: Final = "deployments"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is to do.

    Attributes:
        seed: What every choice is drawn from.
        operations: How many engine operations.
        has_recovery: Whether creates recover and orphans are removed; without, the check must fail.
    """

    seed: int
    operations: int
    has_recovery: bool = True


def run(options: Options, root: Path, tell: Callable[[Report], None]) -> Report:
    """Do it in an empty folder; no process is left.

    Args:
        options: What to do.
        root: Where all that is written lies.
        tell: Gets the counts after every operation.
    """
    report = Report(options.seed, options.operations, options.has_recovery)
    twilio = Twilio(root / "emulator", auth_token=token_hex(16))
    project = Project(root, twilio)
    begun = time.monotonic()

    def tell_time() -> None:
        report.seconds = time.monotonic() - begun
        tell(report)

    try:
        _Run(options, project, twilio, report).run(tell_time)
    except (ChaosError, OSError) as error:
        report.problems.append(str(error))
    finally:
        try:
            end_all(project.home, patience_s=0)
        except ChaosError as error:
            report.problems.append(str(error))
        finally:
            twilio.kill()
            report.seconds = time.monotonic() - begun
    return report


class _Run:
    def __init__(self, options: Options, project: Project, twilio: Twilio, report: Report) -> None:
        self._options = options
        self._project = project
        self._twilio = twilio
        self._report = report
        self._engine = Engine(project, twilio)
        self._settling = Settling(project, twilio)
        self._draw = Random(options.seed)  # noqa: S311 - what is declared is no secret
        self._program = Program(self._draw)
        self._program.write(project.folder)
        self._has_failed = False

    def run(self, tell: Callable[[], None]) -> None:
        """Prepare, disturb, and check."""
        self._prepare()
        for number in range(1, self._options.operations + 1):
            is_sure = number == 1 and not self._options.has_recovery
            self._operate(plan.lost_create(self._options.seed) if is_sure else plan.step(self._options.seed, number))
            tell()
        self._finish()

    def _prepare(self) -> None:
        """The account with its keys of others, the stack that is not touched, and the one that is."""
        self._twilio.start()
        credentials = {"authToken": self._twilio.auth_token}
        if self._draw.random() < 0.5:
            grant = [str(permission) for permission in profile("key-manager")]
            made = self._twilio.ask(
                "POST", "keys", {"kind": "restricted", "friendly_name": _SIGNER, "permissions": grant}
            )
            credentials = {"apiKey": made["sid"], "apiKeySecret": made["secret"]}
        for stack in (OTHER_STACK, STACK):
            self._project.make_stack(stack, credentials, stackId=token_hex(8))
        self._must("up", OTHER_STACK)
        make_foreign_keys(self._twilio, self._draw, self._program.keys)
        self._ledger = Ledger(self._twilio.all_keys())
        self._other_stack = self._project.other_stack()
        if not self._options.has_recovery:
            self._project.sabotage(NO_RECOVERY)

    def _must(self, operation: plan.Operation, stack: str) -> None:
        """An operation that nothing is done to."""
        self._project.must("pulumi", operation, "--stack", stack, "--yes", "--skip-preview", "--non-interactive")

    def _operate(self, step: plan.Step) -> None:
        operation = "up" if self._has_failed and step.operation == "destroy" else step.operation
        if operation == "up" and not self._has_failed:
            self._program.change(step.draw, step.changes)
            self._program.write(self._project.folder)
        made_before, known_before = self._twilio.made(), self._project.sids()
        before = frozenset(key["sid"] for key in self._twilio.all_keys())
        self._twilio.ask("DELETE", "requests")
        self._twilio.disturb(step.faults, step.conditions)
        outcome = self._engine.run(operation, step.kill)
        self._settling.revive()
        self._report.faults += faults_in(self._twilio.journal())
        self._count(operation, outcome)
        self._await_rest(step, outcome)
        removed = self._settle(step) if outcome.is_engine_dead else 0
        self._twilio.calm()
        made = self._twilio.made() - made_before
        left = self._look(step, outcome, before)
        kept = len(self._project.sids() - known_before) + left + removed
        self._report.recovered += max(0, made - kept) if not outcome.is_engine_dead else 0
        self._refresh_gone(step, outcome)
        self._judge(step, operation, outcome)

    def _count(self, operation: plan.Operation, outcome: Outcome) -> None:
        self._report.operations[operation] += 1
        if outcome.struck:
            self._report.kills[outcome.struck.victim] += 1
        is_good = outcome.done.code == 0 and not outcome.is_engine_dead
        self._report.failed += not is_good
        # Only an `up` that goes well makes the stack what the program says again.
        self._has_failed = not is_good or (self._has_failed and operation == "refresh")

    def _await_rest(self, step: plan.Step, outcome: Outcome) -> None:
        """Until nothing of a killed run lives, and no request is on its way any more whose sender is dead."""
        if outcome.struck and outcome.is_engine_dead:
            end_all(self._project.home, patience_s=outcome.struck.patience_s)
        if outcome.struck:
            time.sleep(step.longest_delay_s)

    def _settle(self, step: plan.Step) -> int:
        """The documented order; how many orphans it removed."""
        self._report.settled += 1
        self._report.mended += self._project.mend()
        known = self._project.sids()
        found = self._settling.settle(step, with_orphans=self._options.has_recovery)
        deleted = found.get("deleted", [])
        self._report.made += len(deleted)
        self._report.removed += len(deleted)
        self._tell(found, known, is_settling=True)
        return len(deleted)

    def _look(self, step: plan.Step, outcome: Outcome, before: frozenset[str]) -> int:
        """How many keys the operation left to nobody, after it was settled.

        Args:
            step: What was planned.
            outcome: What became of it.
            before: The sids of all keys that lived before.
        """
        victim = outcome.struck.victim if outcome.struck else None
        during = Circumstances(step.number, before, victim, diagnostics(outcome.done.text))
        left = self._ledger.look(self._twilio.all_keys(), self._project.sids(), during)
        self._report.made += len(left)
        self._report.unmarked += sum(leftover.is_explicit for leftover in left)
        return len(left)

    def _refresh_gone(self, step: plan.Step, outcome: Outcome) -> None:
        """Do what the error of a deletion says that may have been carried out: refresh, so that the state sees it.

        Raises:
            ChaosError: A key of the state is gone, and neither an error nor a kill of the provider explains that.
        """
        if not self._has_failed:
            return
        told = diagnostics(outcome.done.text)
        gone = sorted(self._project.sids() - {key["sid"] for key in self._twilio.all_keys()})
        in_flight = IN_FLIGHT if outcome.struck and outcome.struck.victim == "provider" else 0
        unexplained = [sid for sid in gone if not told.may_have_deleted(sid)]
        if len(unexplained) > in_flight:
            raise ChaosError(f"operation {step.number} deleted keys of the state and told nobody: {unexplained}")
        if gone:
            self._must("refresh", STACK)

    def _judge(self, step: plan.Step, operation: plan.Operation, outcome: Outcome) -> None:
        """What must hold after every operation; and what a person does about what is left.

        Raises:
            ChaosError: It does not.
        """
        if not outcome.struck and "Traceback" in outcome.done.text:
            raise ChaosError(f"operation {step.number} ({operation}) shows a traceback:\n{outcome.done.text}")
        if self._has_failed:
            if not (step.faults or step.conditions or outcome.struck) and outcome.done.code:
                raise ChaosError(f"`pulumi {operation}` failed though nothing was done to it:\n{outcome.done.text}")
            return
        self._must_match(operation, step)
        if operation == "up" and self._ledger.left:
            found = self._settling.orphans()
            self._tell(found, self._project.sids())
            if step.is_cleaned:
                self._clean({orphan["sid"] for orphan in found["suspected"]})

    def _must_match(self, operation: plan.Operation, step: plan.Step) -> None:
        known, live = self._project.sids(), {key["sid"] for key in self._twilio.all_keys()}
        if missing := known - live:
            raise ChaosError(f"operation {step.number} ({operation}): keys of the state are not at Twilio: {missing}")
        if operation == "up" and len(known) != len(self._program.keys):
            raise ChaosError(
                f"operation {step.number} ended well and leaves {len(known)} keys of {len(self._program.keys)}"
            )

    def _clean(self, suspected: set[str]) -> None:
        """Delete one orphan of ours that is suspected now, by its sid."""
        for sid in sorted(suspected & set(self._ledger.left))[:1]:
            found = self._settling.orphans("--delete", "--yes", "--sid", sid)
            self._report.removed_by_sid += len(found["deleted"])
            if sid not in found["deleted"]:
                raise ChaosError(f"the suspected key {sid} was not deleted by its sid: {found}")

    def _tell(self, found: Json, known: set[str], *, is_settling: bool = False) -> None:
        """Note what was listed, and what should not have been."""
        suspected = {orphan["sid"] for orphan in found.get("suspected", [])}
        self._ledger.told |= suspected
        self._report.suspected |= suspected - set(self._ledger.foreign)
        self._report.problems += self._ledger.wrongly_found(found, known, self._program.names, is_settling=is_settling)

    def _finish(self) -> None:
        """No faults any more: one `refresh`, one `up`, and all must be there."""
        self._twilio.calm()
        before = frozenset(key["sid"] for key in self._twilio.all_keys())
        for operation in ("refresh", "up"):
            self._must(operation, STACK)
        last = Circumstances(self._options.operations + 1, before)
        self._report.made += len(self._ledger.look(self._twilio.all_keys(), self._project.sids(), last))
        found = self._settling.orphans()
        self._tell(found, self._project.sids())
        check = Check(self._project, self._twilio, self._program, self._ledger, found)
        self._report.problems += check.problems()
        if self._project.other_stack() != self._other_stack:
            self._report.problems.append(f"the state of the stack {OTHER_STACK} was changed")
        self._report.searched_bytes = check.searched_bytes

"""The chaos run itself, short: what it finds nothing wrong with, and what it must find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.chaos.report import Report
from tools.chaos.run import Options, run

SEED = 91
"""It draws five kills of the engine as soon as keys are made, and four lost creates: some strike in any run."""

SEED_THAT_CLEANS = 176
"""Its second operation goes well, and is followed by the removal of a suspected orphan."""

OPERATIONS = 25

pytestmark = [pytest.mark.engine, pytest.mark.timeout(900)]


def _told(_: Report) -> None:
    """Nobody waits for the progress here."""


def test_nothing_is_lost_or_left_behind(tmp_path: Path) -> None:
    """After any faults and kills one refresh and one update bring what is declared, and nothing else."""
    report = run(Options(SEED, OPERATIONS), tmp_path, _told)
    assert not report.problems, report
    assert report.operations.total() == OPERATIONS
    assert report.faults.total() > 0 < report.kills.total(), report
    assert min(report.settled, report.removed, report.recovered, report.searched_bytes) > 0, report


def test_without_recovery_the_check_fails(tmp_path: Path) -> None:
    """The check can fail: a lost create that nobody looks for is an orphan that nothing explains, also once removed."""
    report = run(Options(SEED_THAT_CLEANS, operations=2, has_recovery=False), tmp_path, _told)
    assert report.removed_by_sid == 1, report
    (problem,) = report.problems
    assert "neither an error nor a kill of the provider explains" in problem

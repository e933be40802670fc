"""The chaos run itself, short: what it finds nothing wrong with, and what it must find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.chaos.report import Report
from tools.chaos.run import Options, run

SEED = 7
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


def test_without_recovery_the_check_fails(tmp_path: Path) -> None:
    """The check can fail: a lost create that nobody looks for is an orphan that nothing explains."""
    report = run(Options(SEED, operations=2, has_recovery=False), tmp_path, _told)
    assert any("no kill of provider or emulator explains" in problem for problem in report.problems), report

"""`make chaos`: runs under random faults and kills. Exit code 0 only if every check held."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Final

from tools.chaos.report import Report
from tools.chaos.run import Options, run

OPERATIONS: Final = 300
SEEDS: Final = range(1, 11)
_EVERY: Final = 10


def main() -> int:
    """Run one seed, or ten one after the other."""
    parser = argparse.ArgumentParser(prog="python -m tools.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, help="one run of this seed; ten seeds otherwise")
    parser.add_argument("--operations", type=int, default=OPERATIONS, help="engine operations a seed")
    parser.add_argument(
        "--without-recovery", action="store_true", help="recover and remove nothing: the check must fail"
    )
    parser.add_argument("--keep", action="store_true", help="keep the folder of a run that fails or is broken off")
    parser.add_argument("--json", action="store_true", help="print the counts of each run as one line of JSON")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # else what was started would live on
    seeds = SEEDS if given.seed is None else (given.seed,)
    reports = [_run(Options(seed, given.operations, not given.without_recovery), given) for seed in seeds]
    return 1 if any(report.problems for report in reports) else 0


def _run(options: Options, given: argparse.Namespace) -> Report:
    root = Path(tempfile.mkdtemp(prefix="twilio-keys-chaos-"))
    is_kept = given.keep
    try:
        report = run(options, root, _tell)
        is_kept = given.keep and bool(report.problems)
        print(report.as_json() if given.json else report, flush=True)
        if report.problems:
            print(_again(options), file=sys.stderr)
    finally:
        if is_kept:
            print(f"its folder: {root}", file=sys.stderr)
        else:
            shutil.rmtree(root, ignore_errors=True)
    return report


def _tell(report: Report) -> None:
    if report.operations.total() % _EVERY == 0:
        print(report.progress, file=sys.stderr, flush=True)


def _again(options: Options) -> str:
    sabotage = "" if options.has_recovery else " --without-recovery"
    return f"again: python -m tools.chaos --seed {options.seed} --operations {options.operations}{sabotage} --keep"


if __name__ == "__main__":
    sys.exit(main())

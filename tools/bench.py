"""`make bench`: what deployments cost, as ratios within one run; machines differ, ratios hardly do.

Prints a table; the exit code says nothing about speed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Final

from rich.console import Console
from rich.table import Table

from tools import bench_checks
from tools.sandbox import Sandbox, sandbox

KEYS: Final = 40
GUARDED: Final = 60
REVIEWED: Final = 200
PACK: Final = str(Path(__file__).parents[1] / "policies")
LATENCY_MS: Final = 200
PARALLEL: Final = 4
"""Calls that `pulumi.dynamic` runs at once, fixed there."""
RUNS: Final = 3

_PROGRAM: Final = """
from twilio_keys_component import ApiKey

for number in range({keys}):
    ApiKey(f"key-{{number}}", permissions=["/twilio/messaging/messages/create"], owner="bench", purpose="bench")
"""

console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)


def main() -> int:
    """Measure, print, and give exit code 0."""
    os.chdir(Path(__file__).parents[1])
    table = Table("what", "seconds, median of 3", "against", "ratio", "goal")
    one = _up_s(keys=1)
    many = _up_s(keys=KEYS)
    wire = KEYS / PARALLEL * LATENCY_MS / 1000
    table.add_row(
        f"`up` of {KEYS} new keys at {LATENCY_MS} ms",
        f"{many:.2f}",
        f"{wire:.1f} s on the wire + {one:.2f} s for one key",
        f"{many / (wire + one):.2f}",
        "≤ 1.5",
    )
    first, again = _first_and_again_s(keys=KEYS)
    what = f"`up` of {KEYS} unchanged keys"
    table.add_row(what, f"{again:.2f}", f"{first:.2f} s for making them", _ratio(again, first), "")
    bare, helped = _command_s(sys.executable, "-c", "pass"), _command_s("twilio-keys", "--help")
    table.add_row("`twilio-keys --help`", f"{helped:.2f}", f"{bare:.2f} s of Python", _ratio(helped, bare), "< 0.4 s")
    table.add_row(
        f"check and diff of {bench_checks.KEYS} keys with {bench_checks.PERMISSIONS} permissions, catalog loaded",
        f"{_checks_s('known'):.2f}",
        "CPU",
        "",
        "< 0.5 s",
    )
    what = f"the same with {bench_checks.PERMISSIONS} unknown names in each key, all of them different"
    table.add_row(what, f"{_checks_s('unknown'):.2f}", "CPU", "", "a few seconds")
    pulumi, ours = _import_s("pulumi"), _import_s("pulumi, twilio_keys_component; twilio_keys_component.ApiKey")
    table.add_row(
        "`from twilio_keys_component import ApiKey`",
        f"{ours:.2f}",
        f"{pulumi:.2f} s of `import pulumi`",
        _ratio(ours, pulumi),
        "≤ 0.25 s more",
    )
    bare, guarded = _preview_s(keys=GUARDED)
    table.add_row(
        f"preview of {GUARDED} new keys with the policy pack",
        f"{guarded:.2f}",
        f"{bare:.2f} s without it",
        _ratio(guarded, bare),
        "≤ 1.5 s more",
    )
    bare, reviewed = _command_s(sys.executable, "-c", "pass"), _review_s(keys=REVIEWED)
    table.add_row(
        f"`twilio-keys review` of a preview of {REVIEWED} new keys",
        f"{reviewed:.2f}",
        f"{bare:.2f} s of Python",
        _ratio(reviewed, bare),
        "< 2 s",
    )
    console.print(table)
    return 0


def _ratio(what: float, against: float) -> str:
    return f"{what / against:.2f}"


def _up_s(*, keys: int) -> float:
    times = []
    for _ in range(RUNS):
        with sandbox(program=_PROGRAM.format(keys=keys)) as box:
            box.control("PUT", "latency", {"ms": LATENCY_MS})
            times.append(_timed_up_s(box))
            made = len(box.control("GET", "keys"))
            requests = len(box.control("GET", "requests"))
        console.print(f"  {made} made with {requests} requests at {LATENCY_MS} ms: {times[-1]:.2f} s")
    return statistics.median(times)


def _first_and_again_s(*, keys: int) -> tuple[float, float]:
    with sandbox(program=_PROGRAM.format(keys=keys)) as box:
        first = _timed_up_s(box)
        again = statistics.median(_timed_up_s(box) for _ in range(RUNS))
    console.print(f"  {keys} keys at no latency: {first:.2f} s, unchanged {again:.2f} s")
    return first, again


def _preview_s(*, keys: int) -> tuple[float, float]:
    """Without and with the policy pack, in turns."""
    with sandbox(program=_PROGRAM.format(keys=keys)) as box:
        runs = [(_timed_s(box, "preview"), _timed_s(box, "preview", "--policy-pack", PACK)) for _ in range(RUNS)]
    return statistics.median(bare for bare, _ in runs), statistics.median(guarded for _, guarded in runs)


def _review_s(*, keys: int) -> float:
    with sandbox(program=_PROGRAM.format(keys=keys)) as box:
        box.environment["PULUMI_ENABLE_STREAMING_JSON_PREVIEW"] = "true"
        preview = box.folder / "preview.json"
        preview.write_text(box.pulumi("preview", "--json"))
        return _command_s("twilio-keys", "review", str(preview), "--fail-on", "never")


def _timed_up_s(box: Sandbox) -> float:
    return _timed_s(box, "up", "--yes", "--skip-preview")


def _timed_s(box: Sandbox, *command: str) -> float:
    started = perf_counter()
    box.pulumi(*command)
    return perf_counter() - started


def _checks_s(kind: str) -> float:
    command = (sys.executable, "-m", "tools.bench_checks", kind)
    return statistics.median(
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(RUNS)
    )


def _import_s(what: str) -> float:
    return _command_s(sys.executable, "-c", f"import {what}")


def _command_s(*command: str) -> float:
    def once() -> float:
        started = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return perf_counter() - started

    return statistics.median(once() for _ in range(RUNS))


if __name__ == "__main__":
    sys.exit(main())

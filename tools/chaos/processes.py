"""The processes of a run: found by the Pulumi home in their environment, ended by their ids, waited for in bounds."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

POLL_S: Final = 0.03
_PROVIDER: Final = b"pulumi.dynamic"


class ChaosError(Exception):
    """The run cannot go on; the text says what did not happen."""


def of_home(home: Path) -> list[int]:
    """The processes that run with that Pulumi home."""
    mark = f"PULUMI_HOME={home}\0".encode()
    return [int(process.name) for process in Path("/proc").glob("[0-9]*") if mark in _read(process / "environ")]


def providers(home: Path) -> list[int]:
    """The dynamic providers among them."""
    return [process for process in of_home(home) if _PROVIDER in _read(Path(f"/proc/{process}/cmdline"))]


def kill(process: int) -> bool:
    """`kill -9` one process; whether it was there."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def end_all(home: Path, *, patience_s: float) -> int:
    """Wait for all processes of a home to end by themselves, then kill what is left; how many that were.

    Raises:
        ChaosError: Some do not die.
    """
    if wait_until(lambda: not of_home(home), within_s=patience_s):
        return 0
    left = of_home(home)
    for process in left:
        kill(process)
    if not wait_until(lambda: not of_home(home), within_s=10):
        raise ChaosError(f"processes that were killed are still there: {of_home(home)}")
    return len(left)


def wait_until(condition: Callable[[], bool], *, within_s: float, every_s: float = POLL_S) -> bool:
    """Whether `condition` came to hold in time."""
    deadline = time.monotonic() + within_s
    while not condition():
        if time.monotonic() >= deadline:
            return False
        time.sleep(every_s)
    return True


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""

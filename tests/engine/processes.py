"""The processes that a deployment's commands started: the engine, and those that it starts in groups of their own."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path

from tests.engine.deployment import Deployment


def processes_of(deployment: Deployment, *, named: str = "") -> list[int]:
    """Those that run now, told by the Pulumi home in their environment.

    Args:
        deployment: Whose.
        named: What their command line holds.
    """
    mark = f"PULUMI_HOME={deployment.environment['PULUMI_HOME']}\0".encode()
    found = [path for path in Path("/proc").glob("[0-9]*") if mark in _bytes(path / "environ")]
    return sorted(int(path.name) for path in found if named.encode() in _bytes(path / "cmdline"))


def end_processes_of(deployment: Deployment) -> list[int]:
    """End those that run; tell which they were."""
    left = processes_of(deployment)
    for process in left:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    return left


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""

"""The processes that a deployment's commands started: the engine, and those that it starts in groups of their own."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.engine.deployment import Deployment

END_LIMIT_S = 10


@contextmanager
def started(stack: Deployment) -> Iterator[subprocess.Popen[str]]:
    """An `up` in a process group of its own, as a shell gives each command; it is gone when the block ends."""
    command = ["pulumi", "up", "--yes", "--skip-preview", "--non-interactive", "--color=never", "--parallel=16"]
    output = stack.folder / "output.txt"
    with output.open("w") as file:
        running = subprocess.Popen(
            command, cwd=stack.folder, env=stack.environment, stdout=file, stderr=file, text=True, process_group=0
        )
        try:
            yield running
        finally:
            running.kill()
            running.wait(END_LIMIT_S)
            stack.written.append(output.read_text("utf-8"))


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


def mend(stack: Deployment) -> None:
    """What docs/incident.md says to do where a kill fell between two writes of the file backend."""
    attributes = stack.state_file.with_name(f"{stack.state_file.name}.attrs")
    if attributes.exists() and not attributes.stat().st_size:
        attributes.unlink()


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""

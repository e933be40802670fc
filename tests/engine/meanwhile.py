"""What happens while a deployment runs: a call of it is held until the test has done its part."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.engine.deployment import RUN_LIMIT_S, Deployment
from tests.engine.local_twilio import LocalTwilio
from tests.waiting import wait_until

WAIT_LIMIT_S = 60
HELD = {"kind": "answer", "status": 503}
"""What becomes of a held call, so that it is sent again."""


@dataclass
class Running:
    """An `up` that was started.

    Attributes:
        process: The command.
        code: Its exit code, once it ended.
        text: What it wrote, once it ended.
    """

    process: subprocess.Popen[bytes]
    code: int | None = None
    text: str = ""


@contextmanager
def up_that_waits(
    stack: Deployment, twilio: LocalTwilio, program: str, *, at: str, path: str, **fault: Any
) -> Iterator[Running]:
    """`pulumi up` of `program`, of which the block begins when a call has come that goes on only after the block.

    Args:
        stack: The deployment.
        twilio: The emulator.
        program: The program.
        at: The method of the call.
        path: A regular expression for its path.
        fault: What becomes of it until the block ends, if not `HELD`.
    """
    stack.write(program)
    twilio.fail(method=at, path=path, count=1000, **(fault or HELD))
    output = stack.folder / "up.txt"
    command = ["pulumi", "up", "--yes", "--skip-preview", "--non-interactive", "--color=never"]
    with output.open("wb") as file:
        running = Running(subprocess.Popen(command, cwd=stack.folder, env=stack.environment, stdout=file, stderr=file))
        try:
            wait_until(
                lambda: _was_held(twilio) or running.process.poll() is not None,
                limit_s=WAIT_LIMIT_S,
                what=f"no {at} {path} came",
            )
            yield running
            twilio.ask("DELETE", "faults")
            running.code = running.process.wait(RUN_LIMIT_S)
        finally:
            running.process.kill()
            running.process.wait(RUN_LIMIT_S)
            running.text = output.read_text("utf-8")
            stack.written.append(running.text)


def _was_held(twilio: LocalTwilio) -> bool:
    return any(entry["fault"] for entry in twilio.ask("GET", "requests"))

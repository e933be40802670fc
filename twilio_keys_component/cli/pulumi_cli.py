"""The `pulumi` command line, run on one stack of one project."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from functools import cached_property
from pathlib import Path
from typing import Final

from twilio_keys_component.errors import TwilioKeysError, masked
from twilio_keys_component.pulumi_files import Project

LIMIT_S: Final = 600
"""How long one command may take if nobody says otherwise."""

_END_LIMIT_S: Final = 30
"""How long an interrupted command may take to save what it did."""

_LAST_LINES: Final = 20
"""Lines of a failed command's output that are repeated: its error stands at the end."""


class PulumiCommandError(TwilioKeysError):
    """A `pulumi` command could not be run, or failed.

    Attributes:
        command: What was run, such as `pulumi stack export`.
        code: Its exit code; None if it did not run or did not end.
        said: The end of what it wrote, masked.
    """

    def __init__(self, command: str, code: int | None, said: str) -> None:
        how = "failed" if code is None else f"ended with {code}"
        super().__init__(f"`{command}` {how}: {said}")
        self.command, self.code, self.said = command, code, said


class PulumiCli:
    """Runs `pulumi` in a project's folder.

    Args:
        folder: A folder of the project.
        stack: The stack that every command works on; the selected one if left out.
    """

    def __init__(self, folder: Path, stack: str | None = None) -> None:
        self.folder = folder
        self._stack = stack

    @cached_property
    def stack(self) -> str:
        """The name of the stack, without organization.

        Raises:
            PulumiCommandError: None was given and none is selected.
        """
        return (self._stack or self.run("stack", "--show-name").strip()).rpartition("/")[2]

    @cached_property
    def project(self) -> str:
        """The name of the project.

        Raises:
            PulumiCommandError: The folder belongs to none.
            PulumiFileError: Its file cannot be read.
        """
        found = Project.around(self.folder)
        if found is None:
            reason = f"there is no Pulumi.yaml in {self.folder} or above it: run this in a project's folder"
            raise PulumiCommandError("pulumi", None, reason)
        return found.name

    def run(self, *arguments: str, input: str | None = None, limit_s: float = LIMIT_S) -> str:  # noqa: A002 - as subprocess calls it
        """What the command writes on stdout. It asks nothing: what is missing is an error.

        Args:
            *arguments: What stands after `pulumi`; never a secret, which every process could read there.
            input: What it reads from stdin; a secret's place.
            limit_s: Seconds after which it is interrupted.

        Raises:
            PulumiCommandError: There is no `pulumi`, or it failed, or it took too long.
        """
        command = shlex.join(("pulumi", *arguments))
        program = shutil.which("pulumi")
        if program is None:
            raise PulumiCommandError(command, None, "no pulumi on PATH: https://www.pulumi.com/docs/install tells how")
        environment = os.environ | {"PULUMI_SKIP_UPDATE_CHECK": "1"}
        if self._stack:
            environment["PULUMI_STACK"] = self._stack
        with subprocess.Popen(  # noqa: S603 - no shell, and the engine is found as every user's is
            (program, *arguments, "--non-interactive", "--color=never"),
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL if input is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,  # Ctrl-C would reach the engine a second time, which ends it without saving
        ) as process:
            try:
                out, said = process.communicate(input, timeout=limit_s)
            except subprocess.TimeoutExpired:
                _end(process)
                raise PulumiCommandError(command, None, f"it did not end within {limit_s:g} s") from None
            except KeyboardInterrupt:
                _end(process)
                raise
        if process.returncode:
            raise PulumiCommandError(command, process.returncode, _told(said.strip() or out, input))
        return out


def _end(process: subprocess.Popen[str]) -> None:
    """Let the engine save what it did before it goes."""
    process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=_END_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _told(said: str, secret: str | None) -> str:
    if secret and secret.strip():
        said = said.replace(secret.strip(), "[secret]")
    lines = [masked(line.rstrip()) for line in said.strip().splitlines()]
    return "\n".join(lines[-_LAST_LINES:])

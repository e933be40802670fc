"""The `pulumi` command line, run on one stack of one project."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from twilio_keys_component.errors import TwilioKeysError, escaped, masked
from twilio_keys_component.pulumi_files import Project

LIMIT_S: Final = 600
"""How long one command may take if nobody says otherwise."""

_END_LIMIT_S: Final = 30
"""How long an interrupted command may take to save what it did."""

_LONGEST: Final = 1000
"""Characters of a failed command's output that are repeated: its error stands at the end."""

_SECRET: Final = re.compile(r"(?<![A-Za-z0-9])(?!(?:AC|SK)[0-9a-f]{32}(?![A-Za-z0-9]))[A-Za-z0-9]{24,}")
"""As long as a secret, and no sid of an account or a key."""

_DIAGNOSTICS: Final = "Diagnostics:\n"
_BESIDE: Final = re.compile(r"(?:Outputs|Resources):")
"""What begins a block that says nothing of an error; its lines are indented."""

_TO_UNLOCK: Final = (
    "Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE, to the passphrase of this stack, and run again."
)


class PulumiPlaceError(TwilioKeysError):
    """Nothing can be run here: there is no project, no such stack, or no `pulumi`."""


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
            PulumiPlaceError: None was given and none is selected.
        """
        self._expect_selection()
        return (self._stack or self.run("stack", "--show-name").strip()).rpartition("/")[2]

    @cached_property
    def project(self) -> str:
        """The name of the project.

        Raises:
            PulumiPlaceError: The folder belongs to none.
            PulumiFileError: Its file cannot be read.
        """
        found = Project.around(self.folder)
        if found is None:
            raise PulumiPlaceError(
                f"There is no Pulumi.yaml in {self.folder} or above it: run this in a project's folder."
            )
        return found.name

    @cached_property
    def stacks(self) -> frozenset[str]:
        """The stacks of the project, as `pulumi stack ls` names them: with an organization where it is not the default.

        Raises:
            PulumiPlaceError: The folder belongs to no project, or there is no `pulumi`.
            PulumiCommandError: The backend cannot be asked.
        """
        return frozenset(one["name"] for one in self._listed)

    @cached_property
    def _listed(self) -> list[dict[str, Any]]:
        _ = self.project
        listed: list[dict[str, Any]] = self.json("stack", "ls", "--json")
        return listed

    def expect_stack(self) -> None:
        """See that there is a stack to work on, before anything is done.

        An organization counts where both what was given and what is listed name one.

        Raises:
            PulumiPlaceError: There is none of that name, or none was given and none is selected.
            PulumiCommandError: The backend cannot be asked.
        """
        given = self._stack or self.stack
        if not any(_is_same(given, each) for each in self.stacks):
            there = ", ".join(masked(name) for name in sorted(self.stacks)) or "none yet"
            raise PulumiPlaceError(f"Project {masked(self.project)} has no stack {masked(given)}. Its stacks: {there}.")

    def _expect_selection(self) -> None:
        if not self._stack and not any(one.get("current") for one in self._listed):
            raise PulumiPlaceError(f"No stack of project {masked(self.project)} is selected: give --stack NAME.")

    def json(self, *arguments: str) -> Any:  # noqa: ANN401 - any JSON value
        """What a command prints as JSON.

        Raises:
            PulumiPlaceError: There is no `pulumi`.
            PulumiCommandError: It failed, took too long, or printed no JSON: what that was is not told.
        """
        out = self.run(*arguments)
        with suppress(ValueError, RecursionError):  # they hold all that was printed: none becomes a context
            return json.loads(out)
        raise PulumiCommandError(shlex.join(("pulumi", *arguments)), 0, "what it printed is no JSON")

    def run(self, *arguments: str, input: str | None = None, limit_s: float = LIMIT_S) -> str:  # noqa: A002 - as subprocess calls it
        """What the command writes on stdout. It asks nothing: what is missing is an error.

        Args:
            *arguments: What stands after `pulumi`; never a secret, which every process could read there.
            input: What it reads from stdin; a secret's place.
            limit_s: Seconds after which it is interrupted.

        Raises:
            PulumiPlaceError: There is no `pulumi`.
            PulumiCommandError: It failed, or it took too long.
        """
        command = shlex.join(("pulumi", *arguments))
        program = shutil.which("pulumi")
        if program is None:
            raise PulumiPlaceError("There is no pulumi on PATH: https://www.pulumi.com/docs/install tells how.")
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
            told = f"{out}\n{said}" if _DIAGNOSTICS in out else said.strip() or out
            raise PulumiCommandError(command, process.returncode, _told(told, input))
        return out


def _is_same(given: str, listed: str) -> bool:
    organizations = {name.partition("/")[0] for name in (given, listed) if "/" in name}
    return given.rpartition("/")[2] == listed.rpartition("/")[2] and len(organizations) < 2


def _end(process: subprocess.Popen[str]) -> None:
    """Let the engine save what it did before it goes."""
    process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=_END_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _told(said: str, secret: str | None) -> str:
    """The end of what was said, without secrets and without what says nothing of an error."""
    if secret and secret.strip():
        said = said.replace(secret.strip(), "[secret]")
    lines = (_SECRET.sub(lambda run: f"({len(run[0])} characters)", escaped(line.rstrip())) for line in _errors(said))
    told = "\n".join(lines).strip()
    if len(told) > _LONGEST:
        told = f"… {told[-_LONGEST:]}"
    return f"{told}\n{_TO_UNLOCK}" if "passphrase" in said else told


def _errors(said: str) -> Iterator[str]:
    """The lines from the diagnostics on, if there are any, without the blocks beside them."""
    _, heading, diagnostics = said.rpartition(_DIAGNOSTICS)
    is_beside = False
    for line in (diagnostics if heading else said).splitlines():
        if line and not line[0].isspace():
            is_beside = bool(_BESIDE.match(line))
        if not is_beside and line.strip():
            yield line

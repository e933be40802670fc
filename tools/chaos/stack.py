"""The project of a run: its folder, its two stacks, the command line, and what lies in the state."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from tools.chaos.processes import ChaosError
from tools.chaos.program import TEXT
from tools.chaos.twilio import ROOT, Twilio

PROJECT: Final = "orders"
STACK: Final = "dev"
OTHER_STACK: Final = "dev2"
COMMAND_S: Final = 300
KEY_TYPE: Final = "pulumi-python:dynamic/twilio-keys:ApiKey"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """One command that ended.

    Attributes:
        code: Its exit code; negative where it was killed.
        out: Its standard output.
        text: All that it printed.
    """

    code: int
    out: str
    text: str


class Project:
    """The folders of one run.

    Args:
        root: Where all lies; it is empty.
        twilio: The emulator.

    Attributes:
        root: As given.
        home: The Pulumi home, by which the run's processes are known.
    """

    def __init__(self, root: Path, twilio: Twilio) -> None:
        self.root = root
        self.home = root / "home"
        self.folder = root / "project"
        self._backend = root / "backend"
        self._printed = root / "printed"
        self._twilio = twilio
        for folder in (self.folder, self._backend, self._printed, self.root / "tmp", self.root / "person"):
            folder.mkdir()
        (self.folder / "Pulumi.yaml").write_text(f"name: {PROJECT}\nruntime: python\n", "utf-8")
        (self.folder / "__main__.py").write_text(TEXT, "utf-8")
        self._environment = self._clean_environment()
        self._commands = 0

    def make_stack(self, stack: str, credentials: dict[str, str], **settings: str) -> None:
        """Make a stack and configure it.

        Args:
            stack: Its name.
            credentials: The settings to hide.
            settings: The settings that may be read.
        """
        self.must("pulumi", "stack", "init", stack, "--no-select")
        plain = {"accountSid": self._twilio.account_sid, "endpoint": self._twilio.url, **settings}
        given = [("--plaintext", plain), ("--secret", credentials)]
        some = [
            part for kind, values in given for name, value in values.items() for part in (kind, _setting(name, value))
        ]
        self.must("pulumi", "config", "set-all", "--stack", stack, *some)

    def sabotage(self, module: str) -> None:
        """Let every Python of the deployment run this text first."""
        folder = self.root / "sabotage"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(module, "utf-8")
        self._environment["PYTHONPATH"] = os.pathsep.join([str(folder), self._environment["PYTHONPATH"]])

    def start(self, *command: str) -> tuple[subprocess.Popen[bytes], Path]:
        """Begin a command in a session of its own; what it prints goes to files whose names begin with the path."""
        self._commands += 1
        printed = self._printed / f"{self._commands:04}-{command[0]}-{command[1]}"
        with printed.with_suffix(".out").open("wb") as out, printed.with_suffix(".err").open("wb") as errors:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=errors,
                start_new_session=True,
            )
        return process, printed

    def run(self, *command: str) -> Done:
        """Run a command to its end.

        Raises:
            ChaosError: It takes too long, or shows a traceback.
        """
        process, printed = self.start(*command)
        try:
            process.wait(COMMAND_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise ChaosError(f"`{' '.join(command)}` was not done after {COMMAND_S} s") from None
        done = self.done(process, printed)
        if "Traceback" in done.text:
            raise ChaosError(f"`{' '.join(command)}` shows a traceback:\n{done.text}")
        return done

    def done(self, process: subprocess.Popen[bytes], printed: Path) -> Done:
        """What a command left that ended."""
        out = printed.with_suffix(".out").read_text("utf-8", errors="replace")
        return Done(process.returncode, out, out + printed.with_suffix(".err").read_text("utf-8", errors="replace"))

    def must(self, *command: str) -> Done:
        """Run a command that has no reason to fail.

        Raises:
            ChaosError: It fails.
        """
        done = self.run(*command)
        if done.code:
            raise ChaosError(f"`{' '.join(command)}` ended with exit code {done.code}:\n{done.text}")
        return done

    def sids(self) -> set[str]:
        """The keys in the state file, without a run of the command line."""
        return {resource["id"] for resource in _keys(_latest(self._state_file(STACK))) if resource.get("id")}

    def exported(self) -> list[Json]:
        """The keys in the state, in the clear: this is not kept among what was printed.

        Raises:
            ChaosError: They cannot be read.
        """
        command = ["pulumi", "stack", "export", "--show-secrets", "--stack", STACK]
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=self._environment, capture_output=True, timeout=COMMAND_S, check=True
            )
            return list(_keys(json.loads(done.stdout)["deployment"]))
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace")
            raise ChaosError(f"`{' '.join(command)}` ended with exit code {error.returncode}:\n{said}") from None
        except (subprocess.TimeoutExpired, ValueError, KeyError) as error:
            raise ChaosError(f"`{' '.join(command)}` gives no state: {type(error).__name__}") from None

    def mend(self) -> int:
        """Remove what a kill left of a file that the file backend keeps beside each of its own; how many that were.

        It writes `NAME.json.attrs` before it puts the new `NAME.json` in place. An engine that is killed in between
        leaves it empty, and every later command fails with «failed to load checkpoint: EOF» (live); without it all goes
        on, from the state before that write.
        """
        empty = [path for path in self._backend.rglob("*.attrs") if not path.stat().st_size]
        for path in empty:
            path.unlink()
        return len(empty)

    def other_stack(self) -> str:
        """A fingerprint of the other stack's state."""
        return hashlib.sha256(self._state_file(OTHER_STACK).read_bytes()).hexdigest()

    def written(self) -> Iterator[Path]:
        """Every file but the emulator's own."""
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and not path.is_relative_to(self._twilio.folder):
                yield path

    def _state_file(self, stack: str) -> Path:
        return self._backend / ".pulumi" / "stacks" / PROJECT / f"{stack}.json"

    def _clean_environment(self) -> dict[str, str]:
        strange = ("TWILIO_", "PULUMI_", "PYTHON", "VIRTUAL_", "XDG_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(strange)}
        return kept | {
            "HOME": str(self.root / "person"),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", os.defpath)]),
            "PULUMI_BACKEND_URL": self._backend.as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": token_hex(16),
            "PULUMI_HOME": str(self.home),
            "PULUMI_SKIP_UPDATE_CHECK": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(self.root / "tmp"),
        }


def _setting(name: str, value: str) -> str:
    return f"twilio-keys:{name}={value}"


def _latest(state_file: Path) -> Json:
    """The state as it lies there."""
    try:
        latest: Json = json.loads(state_file.read_text("utf-8"))["checkpoint"]["latest"] or {}
    except (ValueError, KeyError) as error:
        raise ChaosError(f"{state_file} is no whole state: {error!r}") from None
    return latest


def _keys(deployment: Json) -> Iterator[Json]:
    return (resource for resource in deployment.get("resources") or () if resource["type"] == KEY_TYPE)

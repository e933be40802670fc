"""A Pulumi project in a temporary folder, with an emulator beside it: what the demo and the benchmarks run in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any, Final
from urllib.request import Request, urlopen

from twilio_keys_component.emulator import EmulatorServer

STACK: Final = "demo"
COMMAND_TIMEOUT_S: Final = 300
_PROJECT_FILE: Final = "name: {name}\nruntime: python\n"


class CommandError(Exception):
    """A `pulumi` command that ended with another exit code than 0; the text is what it printed."""


@dataclass
class Sandbox:
    """One project, one stack, one emulator.

    Attributes:
        folder: The project's folder; all that the engine writes lies below it.
        emulator: The Twilio of this sandbox.
        environment: What `pulumi` runs with: nothing of the caller's Twilio or Pulumi settings.
        printed: Everything that `pulumi` printed so far.
    """

    folder: Path
    emulator: EmulatorServer
    environment: dict[str, str]
    printed: list[str] = field(default_factory=list)

    def pulumi(self, *arguments: str) -> str:
        """Run one command in the project's folder and give what it printed.

        Raises:
            CommandError: It failed.
        """
        done = subprocess.run(
            ["pulumi", *arguments, "--non-interactive", "--color", "never"],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=COMMAND_TIMEOUT_S,
            check=False,
        )
        self.printed.append(done.stdout)
        if done.returncode:
            raise CommandError(f"`pulumi {' '.join(arguments)}` ended with exit code {done.returncode}:\n{done.stdout}")
        return done.stdout

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs, secrets in the clear; not kept among what was printed."""
        text = self.pulumi("stack", "output", "--json", "--show-secrets")
        self.printed.pop()
        outputs: dict[str, Any] = json.loads(text)
        return outputs

    def control(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """Call the emulator's own routes, such as `keys` or `latency`: what stands for the Console here."""
        request = Request(  # noqa: S310 - our own emulator on loopback
            f"{self.emulator.url}/_emulator/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urlopen(request) as answer:  # noqa: S310 - our own emulator on loopback
            text = answer.read()
        return json.loads(text) if text else None


@contextmanager
def sandbox(*, copy: tuple[Path, ...] = (), program: str | None = None, name: str = "bench") -> Iterator[Sandbox]:
    """A sandbox that is gone, with all it started, when the block ends.

    Args:
        copy: Files and folders to copy into the project, relative to the repository.
        program: A program to write as `__main__.py` of a project called `name`.
        name: That project.
    """
    with tempfile.TemporaryDirectory(prefix="twilio-keys-") as text, EmulatorServer.run() as emulator:
        root = Path(text)
        folder = root / "project"
        folder.mkdir()
        for path in copy:
            (shutil.copytree if path.is_dir() else shutil.copy)(path, folder / path)
        if program is not None:
            (folder / "Pulumi.yaml").write_text(_PROJECT_FILE.format(name=name))
            (folder / "__main__.py").write_text(program)
        (root / "state").mkdir()
        box = Sandbox(folder, emulator, _environment(root, emulator))
        box.pulumi("stack", "init", STACK)
        box.pulumi("config", "set", "twilio-keys:endpoint", emulator.url)
        yield box


def _environment(root: Path, emulator: EmulatorServer) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TWILIO_", "PULUMI_", "PYTHON"))}
    return own | {
        "PULUMI_BACKEND_URL": f"file://{root / 'state'}",
        "PULUMI_CONFIG_PASSPHRASE": token_hex(16),
        "PULUMI_HOME": str(root / "home"),
        "PULUMI_SKIP_UPDATE_CHECK": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "TWILIO_ACCOUNT_SID": emulator.account_sid,
        "TWILIO_AUTH_TOKEN": emulator.auth_token,
    }

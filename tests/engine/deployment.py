"""A Pulumi project in a folder of its own, run by the real command line or through the Automation API."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

from pulumi import automation

PROJECT = "orders"
STACK = "dev"
PASSPHRASE = "only-for-the-tests"
RUN_LIMIT_S = 120
KEY_TYPE = "pulumi-python:dynamic/twilio-keys:ApiKey"
_PRELUDE = "import pulumi\nfrom twilio_keys_component import ApiKey, Permission, PermissionSet\n\n"


@dataclass(frozen=True)
class Run:
    """What one command left.

    Attributes:
        code: The exit code.
        out: Its standard output.
        text: Standard output and error.
    """

    code: int
    out: str
    text: str

    def marked(self, sign: str) -> list[str]:
        """The properties that a diff marks with `+` or `-`, without their values and the lines about resources."""
        found = [line.strip() for line in self.out.splitlines()]
        marked = [line for line in found if line.startswith(f"{sign} ") and "ApiKey" not in line and "{" not in line]
        return [line.removeprefix(sign).split()[0].removesuffix(":") for line in marked]


@dataclass
class Deployment:
    """One project with one stack.

    Attributes:
        folder: The project's folder, which is also the backend.
        environment: The whole environment of its commands.
        written: What each command wrote.
        shows_tracebacks: Whether a test asked for them; else there must be none.
    """

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)
    shows_tracebacks: bool = False

    def write(self, program: str) -> None:
        """Make this the program, after the imports that all share."""
        (self.folder / "__main__.py").write_text(_PRELUDE + dedent(program), "utf-8")

    def run(self, *arguments: str, fails: bool = False, environment: dict[str, str] | None = None) -> Run:
        """Run `pulumi` and check that it went well or, with `fails`, that it did not."""
        done = subprocess.run(
            ["pulumi", *arguments, "--non-interactive", "--color=never"],
            cwd=self.folder,
            env=self.environment | (environment or {}),
            capture_output=True,
            text=True,
            timeout=RUN_LIMIT_S,
            check=False,
        )
        text = done.stdout + done.stderr
        self.written.append(text)
        assert (done.returncode != 0) == fails, f"pulumi {' '.join(arguments)}: {done.returncode}\n{text}"
        assert self.shows_tracebacks or "Traceback" not in text, text
        return Run(done.returncode, done.stdout, text)

    def up(self, *arguments: str, program: str | None = None, **options: Any) -> Run:
        """`pulumi up`, of `program` if given."""
        if program is not None:
            self.write(program)
        return self.run("up", "--yes", "--skip-preview", *arguments, **options)

    def preview(self, *arguments: str, program: str | None = None, **options: Any) -> Run:
        """`pulumi preview`, of `program` if given."""
        if program is not None:
            self.write(program)
        return self.run("preview", *arguments, **options)

    def refresh(self, *arguments: str, **options: Any) -> Run:
        """`pulumi refresh`."""
        return self.run("refresh", "--yes", "--skip-preview", *arguments, **options)

    def destroy(self, *arguments: str, **options: Any) -> Run:
        """`pulumi destroy`."""
        return self.run("destroy", "--yes", "--skip-preview", *arguments, **options)

    def configure(self, **settings: str | None) -> None:
        """Set settings of ours in the clear, or take those away that are None."""
        self._configure("--plaintext", settings)

    def hide(self, **settings: str) -> None:
        """Set settings of ours as secrets."""
        self._configure("--secret", settings)

    def _configure(self, kind: str, settings: Mapping[str, str | None]) -> None:
        given = {f"twilio-keys:{name}": value for name, value in settings.items()}
        if some := [part for name, value in given.items() if value is not None for part in (kind, f"{name}={value}")]:
            self.run("config", "set-all", *some)
        if gone := [name for name, value in given.items() if value is None]:
            self.run("config", "rm-all", *gone)

    def outputs(self) -> dict[str, Any]:
        """The stack's outputs, secrets in the clear."""
        outputs = json.loads(self._read("stack", "output", "--json", "--show-secrets"))
        assert isinstance(outputs, dict)
        return outputs

    def exported(self, *, show_secrets: bool = False) -> dict[str, Any]:
        """The state as `pulumi stack export` gives it."""
        exported = json.loads(self._read("stack", "export", *(["--show-secrets"] if show_secrets else [])))
        assert isinstance(exported, dict)
        return exported

    def restore(self, exported: dict[str, Any]) -> None:
        """`pulumi stack import`."""
        file = self.folder / "import.json"
        file.write_text(json.dumps(exported), "utf-8")
        self.run("stack", "import", "--file", str(file))
        file.unlink()

    def key_states(self) -> list[dict[str, Any]]:
        """The keys in the state file as it lies there."""
        return [resource for resource in self.state_file_resources() if resource["type"] == KEY_TYPE]

    def key_state(self) -> dict[str, Any]:
        """The only key in the state file."""
        (state,) = self.key_states()
        return state

    def snapshot(self) -> list[dict[str, Any]]:
        """The keys in the state, sorted, decrypted and without times: to see whether a command changed any."""
        resources = self.exported(show_secrets=True)["deployment"].get("resources", [])
        keys = [
            {name: resource[name] for name in ("urn", "id", "inputs", "outputs")}
            for resource in resources
            if resource["type"] == KEY_TYPE
        ]
        return sorted(keys, key=lambda key: str(key["urn"]))

    def state_file_resources(self) -> list[dict[str, Any]]:
        """All resources in the state file, without a run of the command line."""
        latest = json.loads(self.state_file.read_text("utf-8"))["checkpoint"]["latest"]
        resources = latest.get("resources", [])
        assert isinstance(resources, list)
        return resources

    @property
    def state_file(self) -> Path:
        """The file in which the state lies."""
        return self.folder / ".pulumi" / "stacks" / PROJECT / f"{STACK}.json"

    def automation(self) -> automation.Stack:
        """The same stack through the Automation API."""
        workspace = automation.LocalWorkspace(work_dir=str(self.folder), env_vars=self.environment)
        return automation.Stack.select(STACK, workspace)

    def urn(self, name: str) -> str:
        """The URN of a key without a parent."""
        return f"urn:pulumi:{STACK}::{PROJECT}::{KEY_TYPE}::{name}"

    def _read(self, *arguments: str) -> str:
        """As `run`, for what is allowed to hold secrets: so, it is not among what was written."""
        out = self.run(*arguments).out
        self.written.pop()
        return out


def declared(*permissions: str, name: str = "notifier", more: str = "", **arguments: Any) -> str:
    """A line of a program: the variable `key`, declared with these permissions and arguments; `more` goes as it is."""
    parts = [repr(name)]
    if permissions:
        parts.append(f"permissions={list(permissions)!r}")
    parts += [f"{argument}={value!r}" for argument, value in arguments.items()]
    return f"key = ApiKey({', '.join([*parts, more] if more else parts)})\n"


def clean_environment(folder: Path, *, python: str) -> dict[str, str]:
    """The environment of a test's commands: this interpreter first on PATH, no setting of whoever runs the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TWILIO_", "PULUMI_", "PYTHON", "VIRTUAL_"))
    }
    path = os.pathsep.join([str(Path(python).parent), kept.get("PATH", os.defpath)])
    return kept | {
        "PATH": path,
        "PULUMI_HOME": str(folder / ".home"),
        "PULUMI_BACKEND_URL": folder.as_uri(),
        "PULUMI_STACK": STACK,
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        "PULUMI_SKIP_UPDATE_CHECK": "1",
        "PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS": "1",
    }

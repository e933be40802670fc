"""Two stacks of one project, production and not, deployed by the real engine with a policy pack."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engine.deployment import Deployment, Run
from tests.engine.local_twilio import LocalTwilio

PRODUCTION = "prod"
DEVELOPMENT = "dev"


@dataclass
class Guarded:
    """A project with the stacks `prod` and `dev`, and its pack.

    Attributes:
        deployment: The project.
        pack: The pack's folder.
        settings: What the file of `--policy-pack-config` says; no such file is given if it is None.
    """

    deployment: Deployment
    pack: Path
    settings: dict[str, Any] | None = None

    def preview(self, stack: str, program: str, *, fails: bool = False) -> Run:
        """`pulumi preview` with the pack."""
        self.deployment.write(program)
        return self._run(stack, "preview", fails=fails)

    def up(self, stack: str, program: str, *arguments: str, fails: bool = False) -> Run:
        """`pulumi up` with the pack, its preview included."""
        self.deployment.write(program)
        return self._run(stack, "up", "--yes", *arguments, fails=fails)

    def analyze(self, stack: str, *, fails: bool = False) -> Run:
        """`pulumi policy analyze`: the pack judges the state."""
        return self._run(stack, "policy", "analyze", fails=fails)

    def sign_in_with_token(self, twilio: LocalTwilio) -> None:
        """Let deployments sign in with the account's Auth Token in the place of a key."""
        environment = self.deployment.environment
        for name in ("TWILIO_API_KEY", "TWILIO_API_KEY_SECRET"):
            environment.pop(name)
        environment["TWILIO_AUTH_TOKEN"] = twilio.auth_token

    def sign_in_to(self, account_sid: str, **credentials: str) -> None:
        """Let the production stack sign in to a subaccount with credentials of its own."""
        self.deployment.environment["PULUMI_STACK"] = PRODUCTION
        self.deployment.hide(accounts=json.dumps({account_sid: credentials}))

    def configure(self, **settings: Any) -> None:
        """Configure the policy `settings`."""
        self.settings = {"settings": settings}

    def waive(self, *waivers: str) -> None:
        """Write the pack's file of waivers: TOML texts."""
        (self.pack / "waivers.toml").write_text("".join(waivers), "utf-8")

    def _run(self, stack: str, *arguments: str, fails: bool) -> Run:
        given = ["--policy-pack", str(self.pack)]
        if self.settings is not None:
            file = self.deployment.folder / "policy-config.json"
            file.write_text(json.dumps(self.settings), "utf-8")
            given += ["--policy-pack-config", str(file)]
        return self.deployment.run(*arguments, *given, fails=fails, environment={"PULUMI_STACK": stack})


def stopping(run: Run) -> set[str]:
    """The names of the policies that stopped a run."""
    return _policies(run, "mandatory")


def warning(run: Run) -> set[str]:
    """The names of the policies that warned."""
    return _policies(run, "advisory")


def _policies(run: Run, level: str) -> set[str]:
    lines = [line.strip() for line in run.out.splitlines()]
    marked = [line for line in lines if line.startswith(f"- [{level}]")]
    return {line.rpartition("]")[2].split()[0] for line in marked}

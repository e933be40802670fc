"""The real engine with a policy pack, and an emulator in which a deployer key signs in."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.engine.conftest import (
    ENDPOINT_PLACE,
    _no_process_is_left,
    _no_secret_was_written,
    project_template,
    twilio,
)
from tests.engine.deployment import PROJECT, Deployment, clean_environment
from tests.engine.local_twilio import LocalTwilio
from tests.policies.guarding import DEVELOPMENT, PRODUCTION, Guarded
from twilio_keys_component.cli import app

__all__ = ["guarded", "project_template", "twilio", "two_stacks"]


@pytest.fixture(scope="session")
def two_stacks(tmp_path_factory: pytest.TempPathFactory, _no_credentials_from_outside: None) -> Path:
    """A project with two stacks, configured for an emulator and without credentials."""
    folder = tmp_path_factory.mktemp("two-stacks")
    (folder / "Pulumi.yaml").write_text(f"name: {PROJECT}\nruntime: python\n", "utf-8")
    made = Deployment(folder, clean_environment(folder, python=sys.executable))
    for stack in (DEVELOPMENT, PRODUCTION):
        made.run("stack", "init", stack)
        settings = folder / f"Pulumi.{stack}.yaml"
        with settings.open("a", encoding="utf-8") as file:
            file.write(f"config:\n  twilio-keys:endpoint: {ENDPOINT_PLACE}\n")
    return folder


@pytest.fixture
def guarded(two_stacks: Path, tmp_path: Path, twilio: LocalTwilio) -> Iterator[Guarded]:
    """Both stacks hold nothing, and sign in with a deployer's key; the pack is as `policy-pack init` writes it."""
    folder = tmp_path / "project"
    shutil.copytree(two_stacks, folder)
    for settings in folder.glob("Pulumi.*.yaml"):
        settings.write_text(settings.read_text("utf-8").replace(ENDPOINT_PLACE, twilio.url), "utf-8")
    assert CliRunner().invoke(app, ["policy-pack", "init", str(folder / "policies")]).exit_code == 0
    signer = twilio.make_key("restricted", friendly_name="deployer", permissions=["/twilio/iam/api-keys/*"])
    deployment = Deployment(folder, clean_environment(folder, python=sys.executable))
    deployment.environment |= {
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_API_KEY": signer["sid"],
        "TWILIO_API_KEY_SECRET": signer["secret"],
    }
    yield Guarded(deployment, folder / "policies")
    _no_process_is_left(deployment)
    _no_secret_was_written(deployment, twilio)

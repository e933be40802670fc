"""Running the real command line of Pulumi."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.builders import SECRET
from tests.engine.deployment import PROJECT, STACK, Deployment, clean_environment
from twilio_keys_component.cli.pulumi_cli import PulumiCli, PulumiCommandError
from twilio_keys_component.pulumi_files import PulumiFileError

pytestmark = pytest.mark.engine


@pytest.fixture
def folder(stack: Deployment, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a stack, as this process sees it."""
    for name, value in clean_environment(stack.folder, python=sys.executable).items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PULUMI_STACK")
    return stack.folder


def test_a_command_works_on_the_stack_that_was_given(folder: Path) -> None:
    """In whichever folder of the project; the selected one where none is given."""
    (folder / "inner").mkdir()
    PulumiCli(folder).run("stack", "select", STACK)
    given, selected = PulumiCli(folder / "inner", f"organization/{PROJECT}/{STACK}"), PulumiCli(folder)

    assert (given.stack, selected.stack) == (STACK, STACK)
    assert given.project == selected.project == PROJECT
    assert given.run("config", "get", "twilio-keys:accountSid") == selected.run(
        "config", "get", "twilio-keys:accountSid"
    )


def test_a_secret_goes_in_by_stdin(folder: Path) -> None:
    """Whoever lists processes does not see it, and it is stored as it is."""
    cli = PulumiCli(folder, STACK)

    cli.run("config", "set", "--secret", "twilio-keys:apiKeySecret", input=SECRET)

    assert cli.run("config", "get", "twilio-keys:apiKeySecret") == f"{SECRET}\n"


def test_a_failure_says_what_was_tried_and_what_pulumi_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the exit code, and without the secret that it was given."""
    monkeypatch.setenv("PULUMI_CONFIG_PASSPHRASE", "wrong")

    with pytest.raises(PulumiCommandError, match="incorrect passphrase") as failed:
        PulumiCli(folder, STACK).run("config", "set", "--secret", "twilio-keys:apiKeySecret", input=SECRET)

    assert (failed.value.command, failed.value.code) == ("pulumi config set --secret twilio-keys:apiKeySecret", 1)
    with pytest.raises(PulumiCommandError) as told:
        PulumiCli(folder, STACK).run("stack", "select", "short-secret", input="short-secret")
    assert "'[secret]'" in told.value.said


def test_a_command_that_takes_too_long_is_interrupted(folder: Path) -> None:
    """It says after how long."""
    (folder / "__main__.py").write_text("import time\ntime.sleep(60)\n", "utf-8")

    with pytest.raises(PulumiCommandError, match="did not end within 3 s") as failed:
        PulumiCli(folder, STACK).run("preview", limit_s=3)

    assert failed.value.code is None


def test_ctrl_c_lets_the_engine_end_by_itself(folder: Path) -> None:
    """It is told once, and what it started goes with it."""
    program = f"import os, signal, time\nos.kill({os.getpid()}, signal.SIGINT)\ntime.sleep(60)\n"
    (folder / "__main__.py").write_text(program, "utf-8")

    with pytest.raises(KeyboardInterrupt):
        PulumiCli(folder, STACK).run("preview")


def test_what_is_missing_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project, a project that can be read, and `pulumi` itself."""
    with pytest.raises(PulumiCommandError, match=r"no Pulumi\.yaml in .* or above it"):
        _ = PulumiCli(tmp_path).project
    (folder / "Pulumi.yaml").write_text("- 1", "utf-8")
    with pytest.raises(PulumiFileError, match=r"Pulumi\.yaml cannot be read: it is no map"):
        _ = PulumiCli(folder).project
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PulumiCommandError, match="no pulumi on PATH"):
        PulumiCli(folder).run("version")

"""Running the real command line of Pulumi."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, SECRET
from tests.engine.deployment import PROJECT, STACK, Deployment, clean_environment
from twilio_keys_component.cli.pulumi_cli import PulumiCli, PulumiCommandError, PulumiPlaceError
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
    assert failed.value.said.endswith("to the passphrase of this stack, and run again.")
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
    with pytest.raises(PulumiPlaceError, match=r"^There is no Pulumi\.yaml in .* or above it"):
        _ = PulumiCli(tmp_path).project
    (folder / "Pulumi.yaml").write_text("- 1", "utf-8")
    with pytest.raises(PulumiFileError, match=r"Pulumi\.yaml cannot be read: it is no map"):
        _ = PulumiCli(folder).project
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PulumiPlaceError, match="no pulumi on PATH"):
        PulumiCli(folder).run("version")


def test_a_stack_that_is_not_there_is_told_before_anything_is_run(folder: Path, tmp_path: Path) -> None:
    """With those that are; without a name, one must be selected."""
    with pytest.raises(PulumiPlaceError, match=rf"^Project {PROJECT} has no stack nope\. Its stacks: {STACK}\.$"):
        PulumiCli(folder, "nope").expect_stack()
    PulumiCli(folder).run("stack", "unselect")
    with pytest.raises(PulumiPlaceError, match=rf"^No stack of project {PROJECT} is selected: give --stack NAME"):
        PulumiCli(folder).expect_stack()
    with pytest.raises(PulumiPlaceError, match=r"^There is no Pulumi\.yaml"):
        PulumiCli(tmp_path, STACK).expect_stack()
    PulumiCli(folder, STACK).expect_stack()


def test_what_is_no_json_is_told(folder: Path) -> None:
    """As what the command said, not as an accident of ours."""
    with pytest.raises(PulumiCommandError, match="`pulumi version` ended with 0: what it printed is no JSON"):
        PulumiCli(folder).json("version")


def test_a_failed_run_repeats_its_errors_with_their_sids(folder: Path) -> None:
    """No output, no secret, and the end of what is too long."""
    program = (
        "import pulumi\n"
        "pulumi.export('told', 'no error of ours')\n"
        f"raise pulumi.RunError('''the key {KEY_SID} of {ACCOUNT_SID} {SECRET} {'word ' * 240}''')\n"
    )
    (folder / "__main__.py").write_text(program, "utf-8")

    with pytest.raises(PulumiCommandError) as failed:
        PulumiCli(folder, STACK).run("up", "--yes", "--skip-preview")

    said = failed.value.said
    assert said.startswith("… ")
    assert 900 < len(said) < 1010
    assert "no error of ours" not in said
    (folder / "__main__.py").write_text(program.replace("word ", ""), "utf-8")
    with pytest.raises(PulumiCommandError, match=f"the key {KEY_SID} of {ACCOUNT_SID} .{len(SECRET)} char") as failed:
        PulumiCli(folder, STACK).run("up", "--yes", "--skip-preview")
    assert SECRET not in str(failed.value)

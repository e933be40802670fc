"""Runs that do not see their stack's own settings: whose the keys are is not taken from the state then."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import SEND
from tests.engine.deployment import PROJECT, STACK, Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

ID = "id-of-the-original"
OTHER_ID = "id-of-the-other"

INLINE = f"""
import json
import sys
from pathlib import Path
from pulumi import automation
from twilio_keys_component import ApiKey

def program():
    ApiKey("notifier", permissions=["{SEND}"])

stack = automation.create_or_select_stack("{STACK}", "{PROJECT}", program)
try:
    if sys.argv[1] != "destroy":
        for name, value in json.loads(Path("settings.json").read_text("utf-8")).items():
            stack.set_config("twilio-keys:" + name, automation.ConfigValue(value))
    if sys.argv[1] == "up":
        print(stack.up().stdout)
    else:
        print(stack.destroy().stdout)
except automation.CommandError as error:
    sys.exit(str(error))
"""


def outside(stack: Deployment, folder: Path) -> list[str]:
    """The folder of no project."""
    stack.folder = folder
    return ["--stack", f"organization/{PROJECT}/{STACK}"]


def named_file(stack: Deployment, _: Path) -> list[str]:
    """Settings that only the command line names."""
    (stack.folder / f"Pulumi.{STACK}.yaml").rename(stack.folder / "mine.yaml")
    return ["--config-file", "mine.yaml"]


def program_elsewhere(stack: Deployment, folder: Path) -> list[str]:
    """`main` outside the project's folder, in another project's one."""
    (stack.folder / "Pulumi.yaml").write_text(f"name: {PROJECT}\nruntime: python\nmain: {folder}\n", "utf-8")
    shutil.move(stack.folder / "__main__.py", folder)
    (folder / "Pulumi.yaml").write_text("name: other\nruntime: python\n", "utf-8")
    (folder / f"Pulumi.{STACK}.yaml").write_text(f"config:\n  twilio-keys:stackId: {ID}\n", "utf-8")
    return []


@pytest.mark.parametrize("moved", [outside, named_file, program_elsewhere])
def test_a_copied_state_is_no_proof_of_whose_its_keys_are(
    stack: Deployment, twilio: LocalTwilio, tmp_path: Path, moved: Callable[[Deployment, Path], list[str]]
) -> None:
    """What the engine configures is what lies in the state: only the variable lets such a run delete."""
    stack.configure(stackId=ID)
    stack.up(program=declared(SEND))
    stack.configure(stackId=OTHER_ID, claim="true")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    arguments = moved(stack, folder)
    twilio.requests()

    for own in ({}, {"TWILIO_KEYS_STACK_ID": OTHER_ID}):
        refused = stack.destroy(*arguments, environment=own, fails=True).text
        assert "comes from stack" in refused
        assert ("set TWILIO_KEYS_STACK_ID to this stack's own id" in refused) == (own == {})
    assert (twilio.requests(), len(twilio.keys())) == ([], 1)

    stack.destroy(*arguments, environment={"TWILIO_KEYS_STACK_ID": ID})
    assert twilio.keys() == {}


def test_an_inline_program_gives_its_id_by_a_variable(stack: Deployment, twilio: LocalTwilio, tmp_path: Path) -> None:
    """What it sets, before whichever command, lies in a folder that the provider does not see."""
    folder = tmp_path / "inline"
    folder.mkdir()
    (folder / "deploy.py").write_text(INLINE, "utf-8")
    settings = {"endpoint": twilio.url, "accountSid": twilio.account_sid, "authToken": twilio.auth_token, "stackId": ID}
    (folder / "settings.json").write_text(json.dumps(settings), "utf-8")

    def run(what: str, **environment: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "deploy.py", what],
            cwd=folder,
            env=stack.environment | {"TMPDIR": str(folder)} | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        stack.written += [done.stdout, done.stderr]
        return done

    made = run("up")
    assert made.returncode == 0, made.stderr
    for what in ("destroy", "configured destroy"):
        refused = run(what)
        assert refused.returncode == 1
        assert "set TWILIO_KEYS_STACK_ID to this stack's own id" in refused.stderr
    assert len(twilio.keys()) == 1

    ended = run("destroy", TWILIO_KEYS_STACK_ID=ID)
    assert ended.returncode == 0, ended.stderr
    assert twilio.keys() == {}

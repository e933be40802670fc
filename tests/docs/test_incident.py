"""The runbook's commands, run on a stack whose engine was killed in the middle of its creates."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, blocks, commands
from tests.engine.conftest import project_template, stack, twilio
from tests.engine.deployment import Deployment
from tests.engine.killing import KEYS, killed, live, saved
from tests.engine.local_twilio import LocalTwilio
from twilio_keys_component.orphans.removing import APART_S, LAG_S, MOST_LOOKS

pytestmark = pytest.mark.engine

__all__ = ["project_template", "stack", "twilio"]

PAGE = "docs/incident.md"
SETTLE, LOOK, BY_HAND, EXPORT = (commands(block) for block in blocks(PAGE, "sh"))
LIMIT_S = 200


def run(stack: Deployment, lines: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of the lines in the stack's folder; each must end well for the next one to run."""
    done = subprocess.run(
        ["bash", "-c", "\n".join(["set -eu", *lines])],
        cwd=stack.folder,
        env=stack.environment | {"PULUMI_SKIP_CONFIRMATIONS": "true"} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    stack.written += [done.stdout, done.stderr]
    return done


@pytest.mark.parametrize("lines", [SETTLE, BY_HAND], ids=["settle", "by hand"])
def test_the_documented_order_brings_a_killed_stack_to_rest(
    stack: Deployment, twilio: LocalTwilio, lines: list[str]
) -> None:
    """After the last command every declared key is live once, and nothing else is."""
    killed(stack, twilio, "engine")
    looked = run(stack, LOOK)
    assert looked.returncode == 1
    assert re.match(r"[1-9]\d* proven orphans?, ", looked.stdout), looked.stdout

    done = run(stack, lines)

    assert done.returncode == 0, done.stdout + done.stderr
    assert {*live(twilio)} == saved(stack)
    assert len(saved(stack)) == KEYS
    assert run(stack, LOOK).returncode == 0


def test_an_export_can_be_looked_into_with_the_environments_credentials(stack: Deployment, twilio: LocalTwilio) -> None:
    """The line of the page finds what is proven, and needs no passphrase."""
    killed(stack, twilio, "engine")
    lines = [f"{line} --endpoint {twilio.url}" for line in EXPORT]
    signed_in = {"TWILIO_ACCOUNT_SID": twilio.account_sid, "TWILIO_AUTH_TOKEN": twilio.auth_token}
    done = run(stack, lines, PULUMI_CONFIG_PASSPHRASE="unknown", **signed_in)
    told = json.loads(done.stdout)
    assert (done.returncode, {each["sid"] for each in told["proven"]} <= {*live(twilio)}) == (1, True)
    assert told["proven"]


def test_what_an_import_of_a_state_loses_is_true(stack: Deployment, twilio: LocalTwilio) -> None:
    """It drops what is pending, and the proof with it."""
    killed(stack, twilio, "engine")
    stack.run("cancel", "--yes")
    exported = stack.exported()
    assert exported["deployment"]["pending_operations"]
    stack.restore(exported)
    assert not stack.exported()["deployment"].get("pending_operations")


def test_the_bounds_on_the_page_are_those_of_the_code() -> None:
    """Three seconds, for a minute; twelve where a list may lag."""
    text = Path(ROOT / PAGE).read_text("utf-8")
    assert "two looks three seconds apart agree, for a minute at most" in text
    assert "nothing may change for twelve seconds" in text
    assert (APART_S, APART_S * MOST_LOOKS, LAG_S) == (3, 60, 12)

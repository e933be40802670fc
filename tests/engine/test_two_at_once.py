"""Two deployments at the same time, and two stacks that look alike: none touches what belongs to the other."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.builders import READ, SEND
from tests.engine.deployment import STACK, Deployment, clean_environment, declared
from tests.engine.local_twilio import LocalTwilio
from tests.engine.processes import started
from tests.waiting import wait_until

pytestmark = pytest.mark.engine

LIMIT_S = 60
LATENCY_MS = 3000
"""Long enough for a second command to meet the first one's lock."""

PROGRAM = declared(SEND, name="notifier") + declared(SEND, name="reader")
EXPORTS = "pulumi.export('secret', key.secret)\n"


def test_the_second_up_on_a_stack_is_refused(stack: Deployment, twilio: LocalTwilio) -> None:
    """The engine's lock stops it before it asks Twilio for anything; the first one ends as if it were alone."""
    stack.write(PROGRAM)
    twilio.ask("PUT", "latency", json={"ms": LATENCY_MS})
    with started(stack) as first:
        locks = stack.folder / ".pulumi" / "locks"
        wait_until(lambda: any(locks.rglob("*.json")), limit_s=LIMIT_S, what="no lock")
        refused = stack.up(fails=True)  # of the same program: the first one may not have read it yet
        assert first.wait(LIMIT_S) == 0

    twilio.ask("PUT", "latency", json={"ms": 0})
    assert "the stack is currently locked by 1 lock(s)" in refused.text
    assert [request for request in twilio.requests() if request.startswith("POST")] == ["POST /v1/Keys"] * 2
    assert {key["id"] for key in stack.key_states()} == {key["sid"] for key in twilio.keys().values()}
    stack.up("--expect-no-changes")


def namesake(stack: Deployment, folder: Path, *, named: str) -> Deployment:
    """Another backend with the same project, for a stack of that name on the same account."""
    shutil.copytree(stack.folder, folder)
    other = Deployment(folder, clean_environment(folder, python=sys.executable) | {"PULUMI_STACK": named})
    if named != STACK:
        other.run("stack", "rename", named, "--stack", STACK)
    return other


@pytest.mark.parametrize("name", [STACK, "staging"], ids=["the very same names", "another stack's name"])
def test_stacks_that_look_alike_leave_each_other_s_keys(
    stack: Deployment, twilio: LocalTwilio, tmp_path: Path, name: str
) -> None:
    """Same account, project and logical names: through update, refresh, replacement and destroy each minds its own."""
    other = namesake(stack, tmp_path / "other" / "project", named=name)
    stack.up(program=PROGRAM + EXPORTS)
    ours = twilio.keys()
    other.up(program=PROGRAM + EXPORTS)
    theirs = {key: value for key, value in twilio.keys().items() if key not in ours}
    assert len(ours) == len(theirs) == 2

    other.up(program=declared(SEND, READ, name="notifier") + declared(key_type="standard", name="reader") + EXPORTS)
    other.refresh()
    assert {key: value for key, value in twilio.keys().items() if key in ours} == ours
    stack.refresh("--expect-no-changes")
    stack.up("--replace", stack.urn("notifier"))
    stack.destroy()

    left = {key["sid"] for key in twilio.keys().values()}
    assert len(left) == 2
    other.refresh("--expect-no-changes")
    assert twilio.sign_in(other_sid(other, name), other.outputs()["secret"]) == 201
    other.destroy()
    assert twilio.keys() == {}


def other_sid(other: Deployment, name: str) -> str:
    """The sid of the other stack's `reader`."""
    resources = other.exported()["deployment"]["resources"]
    (sid,) = [resource["id"] for resource in resources if resource["urn"].endswith("ApiKey::reader")]
    return str(sid)

"""`twilio-keys settle`: three steps in the only order that loses nothing."""

from __future__ import annotations

import io
import sys

import pytest

from tests.engine.deployment import Deployment
from tests.engine.killing import KEYS, TwilioKeys, killed, live, lookalikes, saved, twilio_keys
from tests.engine.local_twilio import LocalTwilio
from tests.engine.terminal import Terminal

pytestmark = pytest.mark.engine

__all__ = ["twilio_keys"]


def pending(stack: Deployment) -> int:
    """How many operations are pending."""
    return len(stack.exported()["deployment"].get("pending_operations") or [])


def test_a_killed_deployment_is_settled_after_a_yes(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it found and what it will do is shown first; the next `up` makes what is missing."""
    killed(stack, twilio, "engine")
    others = lookalikes(twilio, [*live(twilio).values()])
    waiting = pending(stack)
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))

    code, out, told = twilio_keys("settle", "--stack", "dev")

    assert code == 0, told
    plural = "" if waiting == 1 else "s"  # how many there are is a matter of when the kill struck
    assert f"{waiting} pending operation{plural}:\n  creating  urn:pulumi:dev::orders::" in out
    assert "\n  1. pulumi cancel: " in out
    steps = ["1/3 pulumi cancel", "2/3 twilio-keys orphans --delete", "removed SK", "3/3 pulumi refresh"]
    assert [told.index(step) for step in steps] == sorted(told.index(step) for step in steps)
    assert (pending(stack), {*live(twilio)}) == (0, saved(stack) | {*others})
    stack.up()
    assert len(saved(stack)) == KEYS
    assert live(twilio).keys() == saved(stack) | others.keys()


@pytest.mark.parametrize("stdin", [io.StringIO(), Terminal("n\n")], ids=["nobody", "no"])
def test_without_a_yes_nothing_is_done(
    stack: Deployment,
    twilio: LocalTwilio,
    twilio_keys: TwilioKeys,
    monkeypatch: pytest.MonkeyPatch,
    stdin: io.StringIO,
) -> None:
    """The lock, what is pending, and the orphans stay."""
    killed(stack, twilio, "engine")
    before = (pending(stack), live(twilio))
    monkeypatch.setattr(sys, "stdin", stdin)

    assert twilio_keys("settle", "--stack", "dev")[0] == 1

    assert (pending(stack), live(twilio)) == before
    assert "the stack is currently locked" in stack.up(fails=True).text


def test_it_stops_at_the_first_step_that_fails_and_can_be_run_again(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys
) -> None:
    """What is done, what is not, and how to go on is told; the proof is kept until the orphans are gone."""
    killed(stack, twilio, "engine")
    waiting, before = pending(stack), live(twilio).keys() - saved(stack)
    twilio.fail("answer", method="DELETE", count=len(before), status=403, body={"code": 20003, "status": 403})

    code, _, told = twilio_keys("settle", "--stack", "dev", "--yes")

    assert code == 1
    assert f"Removed 0 of {len(before)} proven orphans." in told
    assert "Stopped. Done: pulumi cancel. Failed: twilio-keys orphans --delete. Not begun: pulumi refresh" in told
    assert pending(stack) == waiting
    code, _, told = twilio_keys("settle", "--stack", "dev", "--yes")
    assert (code, pending(stack), {*live(twilio)}) == (0, 0, saved(stack)), told


EXPLICIT = f"""
for number in range({KEYS}):
    ApiKey(f"service-{{number}}", friendly_name=f"own-{{number}}", permissions=["/twilio/messaging/messages/create"])
"""


def test_a_key_that_only_a_pending_create_leads_to_is_not_forgotten(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys
) -> None:
    """An explicit name may be somebody's: it stops before that is forgotten, and who goes on is told the key."""
    killed(stack, twilio, "engine", EXPLICIT)
    waiting, left = pending(stack), live(twilio).keys() - saved(stack)
    assert left

    code, out, told = twilio_keys("settle", "--stack", "dev", "--yes")

    assert (code, pending(stack)) == (1, waiting), told
    assert "Only pending creates lead to SK" in told
    assert "Failed: pulumi refresh" in told
    assert all(sid in out and sid in told for sid in left)
    code, out, _ = twilio_keys("settle", "--stack", "dev", "--yes", "--leave-suspected")
    assert (code, pending(stack)) == (0, 0)
    last = out.partition("Left, for a person to look at: ")[2]
    assert all(sid in last for sid in left)
    assert left <= live(twilio).keys()


def test_a_stack_at_rest_is_settled_without_harm(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys
) -> None:
    """Nobody can see a lock: so it is run where in doubt."""
    stack.up(program='ApiKey("one", permissions=["/twilio/messaging/messages/create"])\n')
    before = live(twilio)

    code, out, _ = twilio_keys("settle", "--stack", "dev", "--yes")

    assert (code, live(twilio)) == (0, before)
    assert out.startswith("0 pending operations.\nNo orphans of orders/dev.\n")


def test_a_deployment_that_is_not_over_is_not_settled(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stack that changes while its settling is asked for is one that somebody deploys."""
    killed(stack, twilio, "engine")
    before = live(twilio)

    def colleague() -> None:
        stack.run("cancel", "--yes")
        stack.run("refresh", "--clear-pending-creates", "--yes", "--skip-preview")

    monkeypatch.setattr(sys, "stdin", Terminal("y\n", meanwhile=colleague))
    code, _, told = twilio_keys("settle", "--stack", "dev")

    assert (code, "somebody deploys it" in told) == (1, True)
    assert live(twilio) == before


def test_without_credentials_nothing_is_begun(stack: Deployment, twilio_keys: TwilioKeys) -> None:
    """That is wrong use, and so is a stack that is not there."""
    stack.run("config", "rm", "twilio-keys:authToken")
    code, _, told = twilio_keys("settle", "--stack", "dev", "--yes")
    assert (code, "twilio-keys:authToken: is missing" in told) == (2, True)
    code, _, told = twilio_keys("settle", "--stack", "nowhere", "--yes")
    assert (code, "has no stack nowhere. Its stacks: dev." in told) == (2, True)

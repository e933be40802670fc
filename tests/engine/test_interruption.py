"""What is left when a deployment is interrupted: no key that nobody knows, and an `up` that completes it."""

from __future__ import annotations

import os
import signal
import subprocess

import pytest

from tests.engine.deployment import Deployment
from tests.engine.local_twilio import LocalTwilio
from tests.engine.processes import END_LIMIT_S, end_processes_of, mend, processes_of, started
from tests.waiting import wait_until

pytestmark = pytest.mark.engine

COUNT = 40
SOME = 5
LATENCY_MS = 400
WORKERS = 4
"""Calls that a dynamic provider runs at once; the others wait in its queue."""

PROVIDER = "pulumi.dynamic"
START_LIMIT_S = 60
MANY = f"""
for number in range({COUNT}):
    ApiKey(f"service-{{number}}", permissions=["/twilio/messaging/messages/create"])
"""


def wait_for_some_keys(running: subprocess.Popen[str], twilio: LocalTwilio) -> None:
    """Until the deployment is in the middle of its creates."""
    wait_until(lambda: len(live_sids(twilio)) >= SOME or running.poll() is not None, limit_s=START_LIMIT_S, what="slow")
    assert running.poll() is None, "it ended before it was interrupted"


def sids(stack: Deployment) -> set[str]:
    """The keys in the state."""
    return {key["id"] for key in stack.key_states()}


def live_sids(twilio: LocalTwilio) -> set[str]:
    """The keys at Twilio."""
    return {key["sid"] for key in twilio.ask("GET", "keys")}


def assert_completed(stack: Deployment, twilio: LocalTwilio) -> None:
    """The next `up` makes the missing keys and no other, and the one after it nothing."""
    stack.up()
    assert len(live_sids(twilio)) == COUNT
    assert sids(stack) == live_sids(twilio)
    stack.up("--expect-no-changes")


@pytest.mark.parametrize("to_group", [True, False], ids=["as a terminal does", "the engine alone"])
def test_ctrl_c_saves_every_create_that_began(stack: Deployment, twilio: LocalTwilio, to_group: bool) -> None:
    """It ends within 10 s; state and Twilio have the same keys, nothing is pending, the next `up` makes the rest."""
    stack.write(MANY)
    twilio.ask("PUT", "latency", json={"ms": LATENCY_MS})

    with started(stack) as running:
        wait_for_some_keys(running, twilio)
        (os.killpg if to_group else os.kill)(running.pid, signal.SIGINT)
        assert running.wait(END_LIMIT_S) != 0

    assert sids(stack) == live_sids(twilio)
    assert SOME <= len(sids(stack)) < COUNT
    assert not stack.exported()["deployment"].get("pending_operations")
    assert_completed(stack, twilio)


def test_after_the_engine_was_killed_nothing_more_is_sent(stack: Deployment, twilio: LocalTwilio) -> None:
    """The provider finishes the calls that run, and drops its queue: each key is in the state or named as pending."""
    stack.write(MANY)
    twilio.ask("PUT", "latency", json={"ms": LATENCY_MS})

    with started(stack) as running:
        wait_for_some_keys(running, twilio)
        running.send_signal(signal.SIGSTOP)
        wait_until(lambda: live_sids(twilio) - sids(stack), limit_s=START_LIMIT_S, what="no key that is not saved")
        running.kill()
        running.wait(END_LIMIT_S)
        at_kill = len(live_sids(twilio))
        wait_until(lambda: not processes_of(stack, named=PROVIDER), limit_s=START_LIMIT_S, what="the provider runs on")
        end_processes_of(stack)  # the language host waits minutes for the engine
    mend(stack)

    assert len(live_sids(twilio)) - at_kill <= WORKERS
    pending = stack.exported()["deployment"]["pending_operations"]
    named = {operation["resource"]["inputs"].get("auto_name") for operation in pending}
    saved = sids(stack)
    unsaved = {key["friendly_name"] for key in twilio.ask("GET", "keys") if key["sid"] not in saved}
    assert unsaved
    assert unsaved <= named
    assert len(named) > WORKERS

"""Deployments that are killed in the middle of their creates, and `twilio-keys` in their folder."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.engine.deployment import Deployment
from tests.engine.local_twilio import LocalTwilio
from tests.engine.processes import end_processes_of, mend, processes_of, started
from tests.waiting import wait_until
from twilio_keys_component.cli import main

KEYS = 12
PROGRAM = f"""
for number in range({KEYS}):
    ApiKey(f"service-{{number}}", permissions=["/twilio/messaging/messages/create"])
"""
LATENCY_MS = 600
WAVE = 4
"""Creates that run at once: when so many keys are there, as many more are on their way."""

LIMIT_S = 60
PROVIDER = "pulumi.dynamic"

TwilioKeys = Callable[..., tuple[int, str, str]]


@pytest.fixture
def twilio_keys(stack: Deployment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> TwilioKeys:
    """Run `twilio-keys …` in the stack's folder, in this process; give its exit code, stdout and stderr."""
    monkeypatch.chdir(stack.folder)
    for name, value in stack.environment.items():
        monkeypatch.setenv(name, value)

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(arguments)
        written = capsys.readouterr()
        stack.written.extend(written)
        return int(end.value.code or 0), written.out, written.err

    return call


@contextmanager
def deploying(stack: Deployment, twilio: LocalTwilio, program: str = PROGRAM) -> Iterator[subprocess.Popen[str]]:
    """An `up` with slow calls; it is gone when the block ends, and calls are fast."""
    stack.write(program)
    twilio.ask("PUT", "latency", json={"ms": LATENCY_MS})
    try:
        with started(stack) as running:
            yield running
    finally:
        twilio.ask("PUT", "latency", json={"ms": 0})


def wait_for_a_wave(running: subprocess.Popen[str], twilio: LocalTwilio) -> None:
    """Until some creates were answered, and as many more are on their way."""
    wait_until(
        lambda: len(twilio.keys()) >= WAVE or running.poll() is not None, limit_s=LIMIT_S, what="no key was made"
    )
    assert running.poll() is None, "it ended before it was killed"


def killed(stack: Deployment, twilio: LocalTwilio, how: str, program: str = PROGRAM) -> None:
    """An `up` whose engine is killed in the middle of its creates, when some were answered that it did not save.

    Args:
        stack: Which.
        twilio: Where its keys are made.
        how: `engine`: it alone; `group`: with its process group; `everything`: with provider and language host too.
        program: What is deployed.
    """
    with deploying(stack, twilio, program) as running:
        send = os.killpg if how == "group" else os.kill
        wait_for_a_wave(running, twilio)
        send(running.pid, signal.SIGSTOP)
        _wait_for_an_unsaved_key(stack, twilio)
        send(running.pid, signal.SIGKILL)
        running.wait(LIMIT_S)
        if how != "everything":
            wait_until(lambda: not processes_of(stack, named=PROVIDER), limit_s=LIMIT_S, what="the provider runs on")
        end_processes_of(stack)  # the language host waits minutes for its engine
    mend(stack)


def kill_provider(stack: Deployment, twilio: LocalTwilio, running: subprocess.Popen[str]) -> None:
    """Kill the provider of an `up` that runs, when some creates were answered that it did not hand over."""
    wait_for_a_wave(running, twilio)
    for process in processes_of(stack, named=PROVIDER):
        os.kill(process, signal.SIGSTOP)
    _wait_for_an_unsaved_key(stack, twilio)
    for process in processes_of(stack, named=PROVIDER):
        os.kill(process, signal.SIGKILL)


def _wait_for_an_unsaved_key(stack: Deployment, twilio: LocalTwilio) -> None:
    wait_until(
        lambda: len(twilio.keys()) > len(stack.key_states()), limit_s=LIMIT_S, what="every key that was made was saved"
    )


def lookalikes(twilio: LocalTwilio, names: list[str], count: int = 50) -> dict[str, str]:
    """Keys of others whose names resemble these: their sids, and their names as they are."""
    made = {}
    for number in range(count):
        name = names[number % len(names)]
        stem, end = name[:-6], name[-6:]
        odd = [name.upper(), f"x{name}", f"{name}x", f"{stem}{end[:5]}", f"{stem}{end}a", f"{stem}0{end[1:]}"]
        odd.append(f"{name[: -len('-12345678-123456')]}-{'a' * 8}-{end}")  # the mark of another stack
        key = twilio.make_key("standard", friendly_name=odd[number % len(odd)])
        made[key["sid"]] = key["friendly_name"]
    return made


def live(twilio: LocalTwilio) -> dict[str, str]:
    """The names of all keys by their sids."""
    return {key["sid"]: key["friendly_name"] for key in twilio.ask("GET", "keys")}


def saved(stack: Deployment) -> set[str]:
    """The sids in the state."""
    return {key["id"] for key in stack.key_states()}

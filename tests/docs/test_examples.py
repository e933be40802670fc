"""The Python on the pages runs as it stands there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest
from twilio.rest import Client

from tests.docs.pages import blocks

PAGES = [
    (page, number)
    for page in ("docs/emulator.md", "docs/permissions.md", "docs/suggest.md", "docs/testing.md")
    for number in range(len(blocks(page, "python")))
]


@pytest.mark.parametrize(("page", "number"), PAGES)
def test_the_python_of_a_page_runs(page: str, number: int) -> None:
    """Every example is a whole program; each runs by itself, for Pulumi's mocks change the process."""
    done = subprocess.run(
        [sys.executable, "-c", blocks(page, "python")[number]],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


MOCKS = """
import sys
import pulumi
class Twilio(pulumi.runtime.Mocks):
    def new_resource(self, args):
        sys.stdout.write(" ".join([args.name, *sorted(args.inputs["grants"])]) + "\\n")  # at once: two mocks run beside
        return "SK" + "0" * 32, args.inputs
    def call(self, args):
        return {}
pulumi.runtime.set_mocks(Twilio())
@pulumi.runtime.test
def run():
    {program}
run()
"""


def test_the_readme_combines_profiles_and_names() -> None:
    """The program declares what it says, under Pulumi's mocks."""
    program = MOCKS.replace("{program}", indent(blocks("README.md", "python")[1], "    ").strip())
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    messages = "/twilio/messaging/messages"
    assert sorted(done.stdout.splitlines()) == [
        "archive /twilio/voice/recordings/list /twilio/voice/recordings/read",
        f"support /twilio/lookup/phone-numbers/read {messages}/create {messages}/read",
    ]


def test_the_readme_signs_in_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line that signs in with a key is twilio-python's way to do it."""
    environment = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_API_KEY": "SK1", "TWILIO_API_KEY_SECRET": "hidden"}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    names: dict[str, object] = {}
    exec(compile(blocks("README.md", "python")[2], "README.md", "exec"), names)
    client = names["client"]
    assert isinstance(client, Client)
    assert (client.auth, client.account_sid) == (("SK1", "hidden"), "AC1")


SESSIONS = [
    (page, block)
    for page in ("docs/permissions.md",)
    for block in blocks(page, "")
    if block.startswith("$ twilio-keys permissions")
]


@pytest.mark.parametrize(("page", "block"), SESSIONS)
def test_a_command_prints_what_the_page_shows(page: str, block: str) -> None:
    """The first line is the command, the rest is its whole output."""
    command, printed = block.removeprefix("$ ").split("\n", 1)
    program = Path(sys.executable).with_name("twilio-keys")
    done = subprocess.run([program, *command.split()[1:]], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == (printed, "")

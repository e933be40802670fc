"""The Python on the pages runs as it stands there."""

from __future__ import annotations

import subprocess
import sys

import pytest
from twilio.rest import Client

from tests.docs.pages import blocks

PAGES = [
    (page, number)
    for page in ("docs/emulator.md", "docs/permissions.md", "docs/testing.md")
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


def test_the_readme_signs_in_as_it_says() -> None:
    """The line that signs in with a key is twilio-python's way to do it."""
    environment = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_API_KEY": "SK1", "TWILIO_API_KEY_SECRET": "hidden"}
    names: dict[str, object] = {"Client": Client, "environment": environment}
    exec(compile(blocks("README.md", "python")[1], "README.md", "exec"), names)
    client = names["client"]
    assert isinstance(client, Client)
    assert (client.auth, client.account_sid) == (("SK1", "hidden"), "AC1")

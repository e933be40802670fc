"""Where a key is declared, as the event stream tells it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.builders import SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine
STREAM = {"PULUMI_ENABLE_STREAMING_JSON_PREVIEW": "true"}
FACTORY = f"""from twilio_keys_component import ApiKey


def make(name):
    return ApiKey(name, permissions=["{SEND}"])
"""


def positions(stream: str) -> dict[str, str]:
    """What the debug messages of a stream say, by logical name."""
    events: list[dict[str, Any]] = [json.loads(line) for line in stream.splitlines()]
    told = [event["diagnosticEvent"] for event in events if "diagnosticEvent" in event]
    mark = "twilio-keys: declared at "
    return {
        each["urn"].rpartition("::")[2]: each["message"].partition(mark)[2].strip()
        for each in told
        if mark in each["message"]
    }


def test_the_stream_tells_the_line_of_every_key(stack: Deployment, twilio: LocalTwilio) -> None:
    """Of the program itself, and of a module of the project that makes keys."""
    (stack.folder / "keys.py").write_text(FACTORY, "utf-8")
    program = f"from keys import make\n{declared(SEND, name='direct')}make('made')\n"
    told = stack.preview("--json", program=program, environment=STREAM)
    lines = (stack.folder / "__main__.py").read_text("utf-8").splitlines()
    direct = next(number for number, line in enumerate(lines, 1) if "'direct'" in line)
    assert positions(told.out) == {"direct": f"__main__.py#{direct}", "made": "keys.py#5"}


def test_people_do_not_see_it(stack: Deployment, twilio: LocalTwilio) -> None:
    """Neither a preview nor an update prints the message."""
    assert "declared at" not in stack.preview(program=declared(SEND)).text
    assert "declared at" not in stack.up().text

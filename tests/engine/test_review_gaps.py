"""What a preview of the real engine's keeps from a review: secrets, and what was cut out of it."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests.builders import READ, SEND
from tests.engine.deployment import RUN_LIMIT_S, Deployment, declared

STREAM = {"PULUMI_ENABLE_STREAMING_JSON_PREVIEW": "true"}
HIDING = {
    "grants": "ApiKey('hides', permissions=['/twilio/iam/api-keys/create'], "
    "opts=pulumi.ResourceOptions(additional_secret_outputs=['grants']))\n",
    "key_type": "ApiKey('hides', key_type=pulumi.Output.secret('standard'), reason='Tokens')\n",
    "reason": "ApiKey('hides', key_type='standard', reason=pulumi.Output.secret(''))\n",
}


def reviewed(stack: Deployment, preview: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The review of a preview from stdin."""
    return subprocess.run(
        ["twilio-keys", "review", "-", "--fail-on", "never", *arguments],
        cwd=stack.folder,
        env=stack.environment,
        input=preview,
        capture_output=True,
        text=True,
        timeout=RUN_LIMIT_S,
        check=False,
    )


def events_of(preview: str) -> list[dict[str, Any]]:
    """The events of a stream, however they are laid out."""
    decoder, events, position = json.JSONDecoder(), [], 0
    while preview[position:].strip():
        position += len(preview[position:]) - len(preview[position:].lstrip())
        event, position = decoder.raw_decode(preview, position)
        events.append(event)
    return events


@pytest.mark.engine
@pytest.mark.parametrize("field", HIDING)
def test_what_a_program_hides_is_not_passed(stack: Deployment, field: str) -> None:
    """Whatever the findings may do."""
    done = reviewed(stack, stack.preview("--json", program=HIDING[field], environment=STREAM).out, "--json")
    (change,) = json.loads(done.stdout)["changes"]
    assert (done.returncode, change["hidden"]) == (1, [field])


@pytest.mark.engine
def test_a_token_in_a_stack_output_is_found(stack: Deployment) -> None:
    """By the name over it, though the value is a secret."""
    program = "pulumi.export('app', {'TWILIO_AUTH_TOKEN': pulumi.Output.secret('x')})\n"
    done = reviewed(stack, stack.preview("--json", program=program, environment=STREAM).out, "--json")
    assert "TK104" in [finding["rule"] for finding in json.loads(done.stdout)["findings"]]


@pytest.mark.engine
def test_a_stream_without_a_key_in_its_middle_is_refused(stack: Deployment) -> None:
    """Each kind of change leaves its number in the summary."""
    stack.up(
        program=declared(SEND, name="wider")
        + declared(SEND, name="gone")
        + declared(SEND, name="same")
        + declared(SEND, name="other")
    )
    program = (
        declared(SEND, READ, name="wider")
        + declared(SEND, name="same")
        + declared(SEND, name="new")
        + declared(name="other", key_type="standard", reason="Access Tokens")
    )
    events = events_of(stack.preview("--json", "--refresh", program=program, environment=STREAM).out)
    assert reviewed(stack, "\n".join(map(json.dumps, events))).returncode == 0
    for name in ("wider", "gone", "same", "new", "other"):
        left = [event for event in events if f'::{name}"' not in json.dumps(event)]
        done = reviewed(stack, "\n".join(map(json.dumps, left)))
        assert (done.returncode, done.stdout, "is not whole" in done.stderr) == (2, "", True)

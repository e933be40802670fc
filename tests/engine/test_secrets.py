"""The secret of a key and the deployment's own credentials are in nothing that a person or a log gets to see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import CALL, LIST, READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

EXPORTS = 'pulumi.export("secret", key.secret)\npulumi.export("environment", key.environment())\n'


def assert_hidden(stack: Deployment, twilio: LocalTwilio, *more: str) -> None:
    """Check every file below the project, and what the commands wrote, for any key's secret and the Auth Token."""
    files = [path for path in stack.folder.rglob("*") if path.is_file()]
    assert stack.state_file in files
    secrets = [secret.encode() for secret in (twilio.auth_token, *twilio.secrets)]
    texts = {str(path): path.read_bytes() for path in files}
    texts |= {f"output {number}": text.encode() for number, text in enumerate((*stack.written, *more))}
    assert [name for name, text in texts.items() if any(secret in text for secret in secrets)] == []


def test_a_secret_is_seen_by_nobody_through_a_key_s_life(
    stack: Deployment, twilio: LocalTwilio, tmp_path: Path
) -> None:
    """Create, drift, refresh, update, rename, previews in every form, a failure, the event log, destroy."""
    log = tmp_path / "events.json"
    logged = ["--event-log", str(log)]
    stack.environment["PULUMI_DEBUG_COMMANDS"] = "true"  # the option belongs to those
    stack.up("--show-full-output", "--json", program=declared(SEND, friendly_name="Orders") + EXPORTS)
    (secret,) = twilio.secrets
    sid = twilio.key()["sid"]
    assert stack.outputs()["secret"] == secret

    twilio.change_key(sid, permissions=[SEND, CALL], friendly_name="mine")
    stack.refresh("--diff", *logged)
    stack.write(declared(SEND, READ, friendly_name="Order texts") + EXPORTS)
    stack.preview("--diff")
    stack.preview("--json")
    stack.preview("--diff", "--show-sames", "--show-replacement-steps")
    stack.up("--refresh", "--diff", *logged)
    twilio.fail("answer", method="POST", status=400, body={"code": 70001, "message": "constraint", "status": 400})
    stack.up("--json", program=declared(SEND, LIST, friendly_name="Orders") + EXPORTS, fails=True)
    stack.up("--diff")
    stack.run("stack", "output")
    stack.run("stack", "export", "--file", str(stack.folder / "export.json"))

    assert "resourcePreEvent" in log.read_text("utf-8")
    assert "additionalSecretOutputs" in (stack.folder / "export.json").read_text("utf-8")
    assert_hidden(stack, twilio, log.read_text("utf-8"))
    assert stack.outputs()["secret"] == secret
    assert stack.outputs()["environment"]["TWILIO_API_KEY_SECRET"] == secret
    assert twilio.sign_in(sid, secret) == 201
    stack.destroy("--diff", *logged)
    assert_hidden(stack, twilio, log.read_text("utf-8"))


def test_what_the_program_keeps_secret_stays_so(stack: Deployment, twilio: LocalTwilio) -> None:
    """An input that is a Pulumi secret is in the clear neither in the state, whatever happens, nor in a diff."""
    hidden = (
        'account_sid=pulumi.Output.secret("{sid}"), purpose=pulumi.Output.secret("for-two-eyes"), '
        'friendly_name=pulumi.Output.secret("hidden-name")'
    )
    secret_inputs = hidden.format(sid=twilio.account_sid)
    stack.up("--diff", program=declared(SEND, more=secret_inputs))
    twilio.change_key(twilio.key()["sid"], permissions=[SEND, CALL])
    stack.refresh("--diff")
    stack.up("--diff", program=declared(SEND, READ, more=secret_inputs))

    texts = [stack.state_file.read_text("utf-8"), *stack.written]
    assert [text for text in texts if "for-two-eyes" in text] == []
    assert "hidden-name" not in stack.state_file.read_text("utf-8")
    assert stack.key_state()["outputs"]["permissions"] == [SEND, READ]


def test_a_replacement_hides_both_secrets(stack: Deployment, twilio: LocalTwilio) -> None:
    """The diff of a replacement shows neither the old secret nor the new one."""
    stack.up(program=declared(SEND) + EXPORTS)
    stack.preview("--diff", program=declared(key_type="standard") + EXPORTS)

    stack.up("--diff")

    assert len(set(twilio.secrets)) == 2
    assert_hidden(stack, twilio)


def test_the_automation_api_s_events_hide_the_secret(stack: Deployment, twilio: LocalTwilio) -> None:
    """Neither the engine's events nor the output that a program gets hold it; outputs are marked as secrets."""
    stack.write(declared(SEND) + EXPORTS)
    seen: list[str] = []
    deployed = stack.automation()

    made = deployed.up(
        on_output=seen.append, on_event=lambda event: seen.append(json.dumps(event.__dict__, default=vars)), diff=True
    )

    assert made.outputs["secret"].secret
    assert made.outputs["secret"].value == twilio.secrets[0]
    assert_hidden(stack, twilio, *seen)
    deployed.destroy(on_output=seen.append)
    assert_hidden(stack, twilio, *seen)


def test_a_secret_in_the_wrong_place_is_not_repeated(stack: Deployment, twilio: LocalTwilio) -> None:
    """An Auth Token given as account or name is refused without being printed."""
    stack.hide(apiKey=twilio.auth_token, apiKeySecret=twilio.auth_token)
    stack.preview(program=declared(SEND, account_sid=twilio.auth_token), fails=True)
    stack.configure(apiKey=None, apiKeySecret=None)
    stack.up(
        program=f'later = pulumi.Output.secret("{twilio.auth_token}")\n{declared(SEND, more="account_sid=later")}',
        fails=True,
    )

    for text in stack.written:
        assert twilio.auth_token not in text

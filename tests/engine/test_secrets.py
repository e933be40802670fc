"""The secret of a key and the deployment's own credentials are in nothing that a person or a log gets to see."""

from __future__ import annotations

import json

import pytest

from tests.builders import CALL, READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio
from tools.secret_search import files_below, find_secrets

pytestmark = pytest.mark.engine

EXPORTS = 'pulumi.export("secret", key.secret)\npulumi.export("environment", key.environment())\n'


def assert_hidden(stack: Deployment, twilio: LocalTwilio, *more: str) -> None:
    """Check every file below the project, and what the commands wrote, for any key's secret and the Auth Token."""
    texts = files_below(stack.folder)
    assert str(stack.state_file.relative_to(stack.folder)) in texts
    texts |= {f"output {number}": text.encode() for number, text in enumerate((*stack.written, *more))}
    assert find_secrets(texts, [twilio.auth_token, *twilio.secrets]) == []


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


def test_the_deployment_s_own_key_is_rotated_without_a_gap(stack: Deployment, twilio: LocalTwilio) -> None:
    """As docs/secrets.md says: the new one is set, an `up` keeps it, the old one goes; refresh and destroy use it."""
    old, new = (twilio.make_key("main", friendly_name=name) for name in ("old", "new"))
    stack.configure(authToken=None, apiKey=old["sid"])
    stack.hide(apiKeySecret=old["secret"])
    stack.up(program=declared(SEND) + EXPORTS)
    made = stack.outputs()["secret"]

    stack.configure(apiKey=new["sid"])
    stack.hide(apiKeySecret=new["secret"])
    twilio.requests()
    stack.up()
    assert twilio.requests() == []
    twilio.remove_key(old["sid"])

    stack.refresh("--expect-no-changes")
    assert stack.outputs()["secret"] == made
    stack.destroy()
    assert list(twilio.keys()) == ["new"]
    assert_hidden(stack, twilio)

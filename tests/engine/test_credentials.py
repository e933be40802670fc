"""How a deployment signs in."""

from __future__ import annotations

import pytest

from tests.builders import READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

WARNING = "twilio-keys:authToken is not a secret and lies in the stack's file in the clear: set it with --secret"


def test_a_plain_auth_token_draws_a_warning(stack: Deployment, twilio: LocalTwilio) -> None:
    """Once, and only while it is plain; the deployment goes on."""
    assert WARNING not in stack.preview(program=declared(SEND)).text
    stack.configure(authToken=twilio.auth_token)

    warned = stack.preview(program=declared(SEND, name="a") + declared(SEND, name="b"))

    assert "a secret" in warned.text
    assert warned.text.count(WARNING) >= 1
    assert twilio.auth_token not in warned.text


def test_a_deployment_may_sign_in_with_the_environment(stack: Deployment, twilio: LocalTwilio) -> None:
    """Without credentials in the config those of the environment are taken; the config wins where it has some."""
    stack.environment |= {"TWILIO_ACCOUNT_SID": twilio.account_sid, "TWILIO_AUTH_TOKEN": "not-the-token"}
    stack.up(program=declared(SEND))
    stack.configure(accountSid=None, authToken=None)

    stack.environment["TWILIO_AUTH_TOKEN"] = twilio.auth_token
    stack.up(program=declared(SEND, READ))

    assert twilio.grant() == {SEND, READ}


@pytest.mark.parametrize("kind", ["main", "restricted"])
def test_a_deployment_may_sign_in_with_a_key(stack: Deployment, twilio: LocalTwilio, kind: str) -> None:
    """A Main key does, and so does a restricted one with `/twilio/iam/api-keys/*`: through a key's whole life."""
    fields = {"permissions": ["/twilio/iam/api-keys/*"]} if kind == "restricted" else {}
    signer = twilio.make_key(kind, friendly_name="deployer", **fields)
    stack.configure(authToken=None, apiKey=signer["sid"])
    stack.hide(apiKeySecret=signer["secret"])

    stack.up(program=declared(SEND))
    stack.up("--refresh", program=declared(SEND, READ))
    signers = {entry["signer"] for entry in twilio.ask("GET", "requests")}
    stack.destroy()

    assert signers == {signer["sid"]}
    assert list(twilio.keys()) == ["deployer"]


def test_variables_that_bend_twilio_python_bend_nothing_here(stack: Deployment, twilio: LocalTwilio) -> None:
    """An edge, a Region or another account in the environment changes neither where nor as whom keys are made."""
    environment = {"TWILIO_EDGE": "dublin", "TWILIO_REGION": "ie1", "TWILIO_ACCOUNT_SID": "ACe0" + "0" * 30}

    stack.up(program=declared(SEND), environment=environment)

    assert [entry["host"] for entry in twilio.ask("GET", "requests")] == ["iam.twilio.com"]
    assert twilio.key()["account_sid"] == twilio.account_sid

"""Keys that deployments sign in with, made or adopted: no change locks the deployment out."""

from __future__ import annotations

import pytest

from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

KEYS = "/twilio/iam/api-keys/"


def test_a_deployer_key_is_replaced_in_two_steps(stack: Deployment, twilio: LocalTwilio) -> None:
    """In one, the new key would be made and the old one never deleted: so, nothing is made."""
    stack.up(program=declared(KEYS + "read", deployer=True))
    sid = twilio.key()["sid"]

    refused = stack.up(program=declared(key_type="standard"), fails=True)

    assert "another key_type would make a new key and revoke this one" in refused.text
    assert twilio.key()["sid"] == sid
    stack.up(program=declared(KEYS + "read"))
    stack.up(program=declared(key_type="standard"))
    assert twilio.key()["kind"] == "standard"


def test_the_deployment_s_own_key_keeps_what_it_manages_keys_by(stack: Deployment, twilio: LocalTwilio) -> None:
    """Neither its adoption nor a change of its permissions takes that away; other credentials may."""
    needed = [KEYS + "list", KEYS + "read", KEYS + "update"]
    signer = twilio.make_key("restricted", permissions=needed)
    account = {name: signer[name] for name in ("sid", "secret")}
    stack.run("config", "rm", "twilio-keys:authToken")
    stack.configure(apiKey=account["sid"])
    stack.hide(apiKeySecret=account["secret"])
    narrow = declared(KEYS + "read", adopt_sid=account["sid"], deployer=True)

    adopting = stack.up(program=narrow, fails=True)
    stack.up(program=declared(*needed, adopt_sid=account["sid"], deployer=True))
    narrowing = stack.preview(program=narrow, fails=True)

    for refused in (adopting, narrowing):
        assert f"signs in with, and would lose {KEYS}list, {KEYS}update" in refused.text
    assert twilio.grant() == set(needed)
    stack.configure(apiKey=None, apiKeySecret=None)
    stack.hide(authToken=twilio.auth_token)
    stack.up(program=narrow)
    assert twilio.grant() == {KEYS + "read"}

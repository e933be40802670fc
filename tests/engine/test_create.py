"""The thin path: a key is made, used, left alone and revoked."""

from __future__ import annotations

import re

import pytest

from tests.builders import LIST, READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

EXPORTS = """
for name in ("sid", "secret", "friendly_name", "key_type", "region", "account_sid", "permissions", "origin"):
    pulumi.export(name, getattr(key, name))
pulumi.export("environment", key.environment())
"""
CREATED = 201
UNAUTHORIZED = 401


def test_a_new_key_is_one_request_and_its_secret_signs_in(stack: Deployment, twilio: LocalTwilio) -> None:
    """A preview sends nothing; `up` makes the key with one POST; the secret is good for what was granted alone."""
    stack.preview(program=declared(SEND, owner="team-orders", purpose="Order status texts") + EXPORTS)
    assert twilio.requests() == []

    stack.up()

    assert twilio.requests() == ["POST /v1/Keys"]
    key, outputs = twilio.key(), stack.outputs()
    assert (key["kind"], key["policy"]) == ("restricted", {"allow": [SEND]})
    assert outputs["sid"] == key["sid"]
    assert outputs["permissions"] == [SEND]
    assert outputs["origin"] == {"project": "orders", "stack": "dev", "endpoint": "emulator"}
    assert outputs["environment"] == {
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_API_KEY": outputs["sid"],
        "TWILIO_API_KEY_SECRET": outputs["secret"],
    }
    assert re.fullmatch(r"notifier-[a-z2-7]{8}-[a-z2-7]{6}", outputs["friendly_name"])
    assert twilio.sign_in(outputs["sid"], outputs["secret"]) == CREATED
    assert twilio.sign_in(outputs["sid"], outputs["secret"], method="GET") == UNAUTHORIZED


def test_nothing_to_do_is_no_request(stack: Deployment, twilio: LocalTwilio) -> None:
    """An `up` and a preview of what is there already call nobody and change nothing; a destroy is one DELETE a key."""
    keys = declared(SEND) + declared(name="signer", key_type="standard", owner="team-web")
    stack.up(program=keys)
    before, _ = stack.snapshot(), twilio.requests()

    unchanged = stack.up()

    assert "3 unchanged" in unchanged.out
    assert "3 unchanged" in stack.preview("--expect-no-changes").out
    assert twilio.requests() == []
    assert stack.snapshot() == before
    sids = {key["sid"] for key in twilio.keys().values()}
    stack.destroy()
    assert set(twilio.requests()) == {f"DELETE /v1/Keys/{sid}" for sid in sids}
    assert twilio.keys() == {}


def test_the_same_grant_in_other_words_is_unchanged(stack: Deployment, twilio: LocalTwilio) -> None:
    """Order, repetition, a missing first slash, and `*` for all five actions are no changes."""
    actions = [f"/twilio/messaging/messages/{action}" for action in ("create", "delete", "list", "read", "update")]
    stack.up(program=declared(*actions, "/twilio/voice/calls/read", "/twilio/voice/calls/list"))
    twilio.requests()

    respelled = stack.preview(
        "--expect-no-changes",
        program=declared(
            "twilio/voice/calls/list",
            "/twilio/messaging/messages/*",
            "/twilio/voice/calls/read",
            "/twilio/voice/calls/list",
        ),
    )

    assert "2 unchanged" in respelled.out
    stack.up()
    assert twilio.requests() == []
    stack.refresh("--expect-no-changes")
    stack.preview("--expect-no-changes")


def test_a_wildcard_that_twilio_refuses_is_sent_again_in_full(stack: Deployment, twilio: LocalTwilio) -> None:
    """Nobody knows whether Twilio takes wildcards: a refused one goes once more as its five actions."""
    refusal = {"code": 70002, "message": "assertion '/twilio/messaging/messages/*' is invalid", "status": 400}
    twilio.fail("answer", method="POST", status=400, body=refusal)

    stack.up(program=declared("/twilio/messaging/messages/*"))

    assert twilio.requests() == ["POST /v1/Keys", "POST /v1/Keys"]
    assert twilio.grant() == {"/twilio/messaging/messages/*"}
    stack.preview("--expect-no-changes")


def test_the_automation_api_deploys_as_the_command_line_does(stack: Deployment, twilio: LocalTwilio) -> None:
    """Up, preview, refresh and destroy through a `LocalWorkspace` on the project's folder."""
    stack.write(declared(READ, LIST) + EXPORTS)
    deployed = stack.automation()

    made = deployed.up()

    assert made.outputs["secret"].secret
    assert made.outputs["sid"].value == twilio.key()["sid"]
    assert twilio.requests() == ["POST /v1/Keys"]
    assert deployed.preview().change_summary == {"same": 2}
    deployed.refresh()
    deployed.destroy()
    assert twilio.keys() == {}

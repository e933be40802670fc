"""Keys that were deleted outside the code, and the one key that must not be deleted by it."""

from __future__ import annotations

import pytest

from tests.builders import READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine


def test_a_key_deleted_outside_leaves_the_state_and_is_made_anew(stack: Deployment, twilio: LocalTwilio) -> None:
    """A refresh sees it with one more call; the next `up` makes a new key under a new automatic name."""
    twilio.make_old_keys()
    stack.up(program=declared(SEND))
    old = twilio.key()
    twilio.remove_key(old["sid"])
    twilio.requests()

    stack.refresh()

    assert twilio.requests() == [f"GET /v1/Keys/{old['sid']}", "GET /v1/Keys"]
    assert stack.key_states() == []
    stack.up()
    assert twilio.key()["sid"] != old["sid"]
    assert twilio.key()["friendly_name"] != old["friendly_name"]


def test_an_update_of_a_deleted_key_says_what_to_do(stack: Deployment, twilio: LocalTwilio) -> None:
    """Without a refresh before, a change meets the missing key: the error names `pulumi refresh`."""
    twilio.make_old_keys()
    stack.up(program=declared(SEND))
    twilio.remove_key(twilio.key()["sid"])
    before = stack.snapshot()

    for mode in ("tighten", "overwrite"):
        failed = stack.up(program=declared(SEND, READ, on_drift=mode), fails=True)
        assert "pulumi refresh" in failed.text
        assert "deleted outside the code" in failed.text

    assert stack.snapshot() == before
    stack.up("--refresh")
    assert twilio.grant() == {SEND, READ}


def test_destroying_a_key_that_is_gone_succeeds(stack: Deployment, twilio: LocalTwilio) -> None:
    """What should not be there, and is not, is done."""
    twilio.make_old_keys()
    stack.up(program=declared(SEND) + declared(name="signer", key_type="standard"))
    twilio.remove_key(next(iter(twilio.keys().values()))["sid"])

    stack.destroy()

    assert twilio.keys() == {}
    assert stack.key_states() == []


def test_a_deployment_does_not_revoke_the_key_that_it_signs_in_with(stack: Deployment, twilio: LocalTwilio) -> None:
    """A destroy signed in with a key of the stack itself stops at that key."""
    stack.up(program=declared("/twilio/iam/api-keys/*") + 'pulumi.export("secret", key.secret)')
    key = twilio.key()
    signer = {"TWILIO_ACCOUNT_SID": twilio.account_sid, "TWILIO_API_KEY": key["sid"]}
    stack.environment |= signer | {"TWILIO_API_KEY_SECRET": stack.outputs()["secret"]}
    stack.configure(accountSid=None, authToken=None)
    stack.up()
    twilio.requests()

    refused = stack.destroy(fails=True)

    assert "is the one that this deployment signs in with, and was not deleted" in refused.text
    assert twilio.requests() == []
    assert twilio.key()["sid"] == key["sid"]

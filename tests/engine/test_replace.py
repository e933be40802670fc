"""What cannot change on a living key makes a new one, and the old one works until the new one is there."""

from __future__ import annotations

import json

import pytest

from tests.builders import SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import SUBACCOUNT_SID, SUBACCOUNT_TOKEN, LocalTwilio

pytestmark = pytest.mark.engine

EXPORTS = 'pulumi.export("sid", key.sid)\npulumi.export("secret", key.secret)\n'
SUBACCOUNTS = json.dumps({SUBACCOUNT_SID: {"authToken": SUBACCOUNT_TOKEN}})


def test_another_kind_of_key_is_a_new_key(stack: Deployment, twilio: LocalTwilio) -> None:
    """A change of `key_type` makes the new key, under a new automatic name, before it revokes the old one."""
    stack.up(program=declared(SEND) + EXPORTS)
    old, old_secret = twilio.key(), stack.outputs()["secret"]
    twilio.requests()
    program = declared(key_type="standard") + EXPORTS

    preview = stack.preview(program=program)
    assert "replace" in preview.out
    assert twilio.requests() == []
    stack.up()

    assert twilio.requests() == ["POST /v1/Keys", f"DELETE /v1/Keys/{old['sid']}"]
    new, outputs = twilio.key(), stack.outputs()
    assert (new["kind"], new["sid"]) == ("standard", outputs["sid"])
    assert new["friendly_name"] != old["friendly_name"]
    assert new["friendly_name"][:-6] == old["friendly_name"][:-6]
    assert outputs["secret"] != old_secret
    stack.preview("--expect-no-changes")


def test_another_account_is_a_new_key_there(stack: Deployment, twilio: LocalTwilio) -> None:
    """`account_sid` moves a key to a subaccount whose credentials lie in `twilio-keys:accounts`, and back."""
    stack.hide(accounts=SUBACCOUNTS)
    stack.up(program=declared(SEND) + EXPORTS)
    old = twilio.key()["sid"]
    twilio.requests()

    stack.up(program=declared(SEND, account_sid=SUBACCOUNT_SID) + EXPORTS)

    assert twilio.requests() == ["POST /v1/Keys", f"DELETE /v1/Keys/{old}"]
    assert twilio.key()["account_sid"] == SUBACCOUNT_SID
    stack.refresh("--expect-no-changes")
    stack.up(program=declared(SEND, account_sid=twilio.account_sid) + EXPORTS)
    assert twilio.key()["account_sid"] == twilio.account_sid


def test_a_standard_key_of_another_region_is_made_with_the_old_api(stack: Deployment, twilio: LocalTwilio) -> None:
    """Outside us1 the regional 2010 API makes the key, and a line says that nobody has proven that to work."""
    stack.up(program=declared(key_type="standard") + EXPORTS)
    home = twilio.key()["sid"]
    twilio.requests()

    moved = stack.up(program=declared(key_type="standard", region="ie1") + EXPORTS)

    keys = f"/2010-04-01/Accounts/{twilio.account_sid}/Keys"
    assert twilio.requests() == [f"POST {keys}.json", f"DELETE /v1/Keys/{home}"]
    assert twilio.key()["region"] == "ie1"
    assert "nobody has proven to work" in moved.text
    sid = twilio.key()["sid"]
    stack.refresh("--expect-no-changes")
    stack.up(program=declared(key_type="standard", region="ie1", friendly_name="Tokens") + EXPORTS)
    assert (twilio.key()["sid"], twilio.key()["friendly_name"]) == (sid, "Tokens")
    stack.destroy()
    assert twilio.keys() == {}


@pytest.mark.parametrize(
    ("setting", "value", "own"), [("accountSid", SUBACCOUNT_SID, "account_sid"), ("region", "ie1", "region")]
)
def test_the_configuration_alone_replaces_no_key(
    stack: Deployment, twilio: LocalTwilio, setting: str, value: str, own: str
) -> None:
    """Another default account or Region is an error for a key that names none itself, even where both are reached."""
    both = {twilio.account_sid: {"authToken": twilio.auth_token}}
    stack.up(program=declared(key_type="standard"))
    before, sid = stack.snapshot(), twilio.key()["sid"]
    if setting == "accountSid":
        stack.hide(accounts=json.dumps(both), authToken=SUBACCOUNT_TOKEN)
    stack.configure(**{setting: value})
    twilio.requests()

    for refused in (stack.preview(fails=True), stack.up(fails=True)):
        assert f"twilio-keys:{setting} is {value} now" in refused.text
        assert f'{own}="{value}" to have it replaced' in refused.text

    assert twilio.requests() == []
    assert (stack.snapshot(), twilio.key()["sid"]) == (before, sid)

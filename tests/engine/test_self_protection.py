"""The key that the deployment itself signs in with: the engine gets nobody to delete, replace or disable it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import READ, SEND
from tests.docs.pages import blocks
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import SUBACCOUNT_SID, LocalTwilio

pytestmark = pytest.mark.engine

KEYS = "/twilio/iam/api-keys/"
ALL = [KEYS + action for action in ("create", "delete", "list", "read", "update")]
WHOLE = {KEYS + "*"}
OTHER = "other = ApiKey('other', permissions=['/twilio/voice/calls/read'])\n"
NOT_DELETED = "is the one that this deployment signs in with, and was not deleted. Sign in with other credentials first"
SignIn = Callable[[], str]


@pytest.fixture
def sign_in(stack: Deployment, twilio: LocalTwilio) -> SignIn:
    """Sign in with the key that the program's last line declares and exports; it gives the key's sid."""

    def sign_in() -> str:
        outputs = stack.outputs()
        stack.configure(authToken=None, apiKey=outputs["sid"])
        stack.hide(apiKeySecret=outputs["secret"])
        twilio.requests()
        return str(outputs["sid"])

    return sign_in


def deployer(*permissions: str, name: str = "deployer", more: str = "", **arguments: object) -> str:
    """A program with another key and, exported, the one that signs in."""
    exports = "pulumi.export('sid', key.sid)\npulumi.export('secret', key.secret)\n"
    return OTHER + declared(*permissions or ALL, name=name, more=more, **arguments) + exports


def test_no_way_to_replace_it_gets_as_far_as_a_new_key(stack: Deployment, twilio: LocalTwilio, sign_in: SignIn) -> None:
    """Neither a change that replaces, nor one that is told to, nor a replacement by force, in whichever order."""
    stack.up(program=deployer())
    own, before = sign_in(), twilio.keys()
    urn = stack.urn("deployer")
    changed = 'opts=pulumi.ResourceOptions(replace_on_changes=["purpose"])'
    first = "opts=pulumi.ResourceOptions(delete_before_replace=True)"
    standard = OTHER + "key = ApiKey('deployer', key_type='standard')\n"

    kind = stack.preview(program=standard, fails=True)
    told = stack.up(program=deployer(purpose="Deployments", more=changed), fails=True)
    forced = stack.up("--replace", urn, program=deployer(), fails=True)
    deleted = stack.up("--target-replace", urn, program=deployer(more=first), fails=True)

    assert "another key_type would make a new key and revoke this one. State and keys are as they were." in kind.text
    for refused in (told, forced):
        assert (
            f"({own}), which this deployment signs in with and could not revoke then. No key was made" in refused.text
        )
    assert NOT_DELETED in deleted.text
    assert not [request for request in twilio.requests() if not request.startswith("GET")]
    assert twilio.keys() == before
    stack.up("--refresh", "--expect-no-changes", program=deployer())


def test_it_survives_being_taken_out_and_every_destroy(stack: Deployment, twilio: LocalTwilio, sign_in: SignIn) -> None:
    """The others go; signed in with something else, as the text says, it goes too."""
    stack.up(program=deployer())
    own = sign_in()

    taken_out = stack.up(program=OTHER, fails=True)
    aimed = stack.destroy("--target", stack.urn("deployer"), "--run-program", fails=True)
    destroyed = stack.destroy("--continue-on-error", fails=True)

    for refused in (taken_out, aimed, destroyed):
        assert f"({own}) {NOT_DELETED}" in refused.text
    assert twilio.key()["sid"] == own
    stack.configure(apiKey=None, apiKeySecret=None)
    stack.hide(authToken=twilio.auth_token)
    stack.up(program=deployer())
    assert own in {key["sid"] for key in twilio.keys().values()}
    stack.destroy()
    assert twilio.keys() == {}


def test_a_second_key_relieves_it(stack: Deployment, twilio: LocalTwilio, sign_in: SignIn) -> None:
    """Also where the first one goes at once, as by a new logical name: it waits until the new one signs in."""
    stack.up(program=deployer())
    own = sign_in()

    renamed = stack.up(program=deployer(name="deployer-2"), fails=True)

    assert f"({own}) {NOT_DELETED}" in renamed.text
    assert "sign in with the new key, and that `pulumi up` deletes this one" in renamed.text
    successor = sign_in()
    assert successor != own
    stack.up()
    assert twilio.requests() == [f"DELETE /v1/Keys/{own}"]
    stack.up("--refresh", "--expect-no-changes")


def test_the_page_s_steps_change_who_signs_in(stack: Deployment, twilio: LocalTwilio, sign_in: SignIn) -> None:
    """At no time a key that signs in is without its permissions; signed in with the Auth Token it takes one less."""
    (first,) = blocks("docs/own-key.md", "python")
    whole = f'permissions=["{KEYS}*"]'
    assert whole in first
    second = first.replace('"deployer",', '"deployer-2",')
    stack.up(program=first)
    own = sign_in()

    stack.up(program=first + second)
    successor = sign_in()
    stack.up()
    stack.up(program=first.replace("deployer=True", "deployer=False") + second)
    stack.up(program=second)

    assert twilio.key()["sid"] == successor != own
    stack.configure(apiKey=None, apiKeySecret=None)
    stack.hide(authToken=twilio.auth_token)
    relieved = second.replace("deployer=True", "deployer=False").replace(whole, f'permissions=["{KEYS}read"]')
    stack.up(program=relieved + first)
    assert twilio.grant(successor) == {KEYS + "read"}
    third = sign_in()
    stack.configure(authToken=None)
    stack.up(program=first)
    assert twilio.key()["sid"] == third


@pytest.mark.parametrize("mode", ["tighten", "overwrite", "fail"])
def test_no_mode_takes_from_it_what_it_manages_keys_by(
    stack: Deployment, twilio: LocalTwilio, sign_in: SignIn, mode: str
) -> None:
    """Neither a change of the code, nor what is done about drift: what was granted outside is what works today."""
    needed = [KEYS + "list", KEYS + "read", KEYS + "update"]
    stack.up(program=deployer(*needed, on_drift=mode))
    own = sign_in()
    lost = f"would lose {KEYS}create, {KEYS}delete, so that the next deployment could not manage keys with it."
    twilio.change_key(own, permissions=[*ALL, SEND])

    narrowing = stack.preview(program=deployer(KEYS + "read", on_drift=mode), fails=True)
    unseen = stack.up(program=deployer(*needed, on_drift=mode, friendly_name="Deployer"), fails=True)
    seen = stack.up("--refresh", program=deployer(*needed, on_drift=mode), fails=True)

    assert f"would lose {KEYS}list, {KEYS}update, so that" in narrowing.text
    if mode != "fail":
        assert lost in unseen.text
    assert lost in seen.text
    assert twilio.grant(own) == {*WHOLE, SEND}
    stack.up("--refresh", program=deployer(on_drift="tighten"))
    assert twilio.grant(own) == WHOLE


def test_the_key_of_a_subaccount_is_kept_as_well(stack: Deployment, twilio: LocalTwilio) -> None:
    """Its credentials lie in `twilio-keys:accounts`."""
    signer = twilio.make_key("restricted", account_sid=SUBACCOUNT_SID, permissions=ALL, friendly_name="sub")
    stack.hide(accounts=json.dumps({SUBACCOUNT_SID: {"apiKey": signer["sid"], "apiKeySecret": signer["secret"]}}))
    revokes = "opts=pulumi.ResourceOptions(retain_on_delete=False)"
    adopting = declared(*ALL, adopt_sid=signer["sid"], account_sid=SUBACCOUNT_SID, more=revokes)
    stack.up(program=adopting)
    twilio.requests()

    narrowed = stack.preview(program=adopting.replace(repr(KEYS + "delete") + ", ", ""), fails=True)
    removed = stack.up(program="", fails=True)

    assert f"would lose {KEYS}delete" in narrowed.text
    assert f"({signer['sid']}) {NOT_DELETED}" in removed.text
    assert (twilio.requests(), twilio.grant()) == ([], WHOLE)


def test_who_signs_in_with_another_key_narrows_the_old_one_in_that_update(
    stack: Deployment, twilio: LocalTwilio, sign_in: SignIn
) -> None:
    """What counts is who signs in now."""
    stack.up(program=deployer())
    own = sign_in()
    second = twilio.make_key("restricted", permissions=ALL, friendly_name="second")
    stack.configure(apiKey=second["sid"])
    stack.hide(apiKeySecret=second["secret"])

    stack.up(program=deployer(READ))

    assert twilio.grant(own) == {READ}


@pytest.mark.parametrize(
    ("lacks", "fault", "said"),
    [
        ("delete", {"kind": "rewrite", "body": {"policy": {"allow": [SEND, READ]}}}, "could not be deleted"),
        ("delete", {"kind": "drop_after"}, "may be left"),
        ("list", {"kind": "drop_after"}, "may exist"),
    ],
    ids=["a wrong answer", "a lost answer, no delete", "a lost answer, no list"],
)
def test_a_signer_that_cannot_clear_up_names_what_is_left_and_what_it_lacks(
    stack: Deployment, twilio: LocalTwilio, lacks: str, fault: dict[str, Any], said: str
) -> None:
    """The key that a failed create left behind, and the permission by which it would have been removed."""
    signer = twilio.make_key("restricted", permissions=[name for name in ALL if name != KEYS + lacks])
    stack.configure(authToken=None, apiKey=signer["sid"])
    stack.hide(apiKeySecret=signer["secret"])
    twilio.fail(method="POST", path="/v1/Keys$", **fault)

    failed = stack.up(program=declared(SEND), fails=True)

    (left,) = [key for key in twilio.keys().values() if key["sid"] != signer["sid"]]
    assert left["sid"] in failed.text or left["friendly_name"] in failed.text
    assert f"iam/api-keys/{lacks}" in failed.text
    assert said in failed.text, failed.text
    assert stack.key_states() == []

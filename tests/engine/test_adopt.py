"""Taking over keys that were made in the Console, through their whole life in a stack."""

from __future__ import annotations

import pytest

from tests.builders import CALL, OTHER_KEY_SID, READ, SECRET, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

OURS = "Orders in the Console"
REVOKES = "opts=pulumi.ResourceOptions(retain_on_delete=False)"
EXPORTS = "pulumi.export('secret', key.secret)\n"


def writes(twilio: LocalTwilio) -> list[str]:
    """The requests that can change something; they are forgotten, with the others."""
    return [request for request in twilio.requests() if not request.startswith("GET")]


def test_a_key_that_is_as_declared_is_watched_from_then_on(stack: Deployment, twilio: LocalTwilio) -> None:
    """Adopted, refreshed, its `adopt_sid` taken out: Twilio never hears of it; its secret is not in the clear."""
    made = twilio.make_key("restricted", friendly_name=OURS, permissions=[READ, SEND])
    adopting = declared(SEND, READ, adopt_sid=made["sid"], adopt_secret=made["secret"], on_drift="fail") + EXPORTS

    adopted = stack.up(program=adopting)
    stack.preview("--expect-no-changes")
    stack.refresh("--expect-no-changes")
    stack.preview("--expect-no-changes")
    after = stack.preview("--expect-no-changes", program=declared(SEND, READ, on_drift="fail") + EXPORTS)
    stack.up()
    stack.up("--expect-no-changes")

    assert f"The key '{OURS}' ({made['sid']}) is adopted as it is: nothing changes at Twilio." in adopted.text
    assert "auto_name" not in after.text
    assert writes(twilio) == []
    assert twilio.keys()[OURS]["sid"] == made["sid"]
    assert stack.outputs()["secret"] == made["secret"]
    assert made["secret"] not in stack.state_file.read_text("utf-8")
    (key,) = stack.snapshot()
    assert (key["id"], key["outputs"]["adopted"]) == (made["sid"], True)
    assert "adopt_secret" not in {*key["inputs"], *key["outputs"]}
    assert made["secret"] not in str(key["outputs"]["inputs"])


def test_the_secret_lies_encrypted_among_the_inputs_only(stack: Deployment, twilio: LocalTwilio) -> None:
    """The outputs' copy of the inputs is without it; told later, it is recorded and Twilio is not asked."""
    made = twilio.make_key("standard")
    stack.up(program=declared(key_type="standard", adopt_sid=made["sid"]) + EXPORTS)
    twilio.requests()

    told = stack.up(
        "--diff", program=declared(key_type="standard", adopt_sid=made["sid"], adopt_secret=SECRET) + EXPORTS
    )

    assert SECRET not in told.text
    assert SECRET not in stack.state_file.read_text("utf-8")
    assert stack.outputs()["secret"] == SECRET
    (key,) = stack.snapshot()
    assert SECRET in str(key["inputs"]["adopt_secret"])
    assert SECRET not in str(key["outputs"]["inputs"])
    assert twilio.requests() == []


def test_what_an_adoption_changes_is_said_and_done_exactly(stack: Deployment, twilio: LocalTwilio) -> None:
    """In words; another `adopt_sid` is refused; a replacement without one makes a new key and forgets the old one."""
    sid = twilio.make_key("restricted", friendly_name=OURS, permissions=[SEND, CALL])["sid"]

    adopted = stack.up(program=declared(SEND, READ, adopt_sid=sid, friendly_name="orders"))

    words = f"granted {READ}; revoked {CALL}; renamed to 'orders'"
    assert f"The key '{OURS}' ({sid}) will be changed, and is adopted then: {words}." in adopted.text
    assert (twilio.key()["friendly_name"], twilio.grant()) == ("orders", {SEND, READ})
    assert writes(twilio) == [f"POST /v1/Keys/{sid}"]

    changed = stack.up(program=declared(SEND, adopt_sid=OTHER_KEY_SID), fails=True)
    assert f"cannot become {OTHER_KEY_SID}: adopt_sid is read once" in changed.text
    assert "a logical name of its own" in changed.text

    stack.up("--replace", stack.urn("notifier"), program=declared(SEND, READ))
    assert len(twilio.keys()) == 2
    assert twilio.grant(stack.key_state()["id"]) == {SEND, READ}
    stack.destroy()
    assert twilio.key()["sid"] == sid


@pytest.mark.parametrize("says_so", [True, False])
def test_an_adopted_key_is_revoked_only_where_the_program_says_so(
    stack: Deployment, twilio: LocalTwilio, says_so: bool
) -> None:
    """Long after `adopt_sid` was taken out; and a forced replacement neither makes nor revokes one."""
    sid = twilio.make_key("restricted", friendly_name=OURS, permissions=[SEND])["sid"]
    stack.up(program=declared(SEND, adopt_sid=sid, more=REVOKES))
    replaced = stack.up("--replace", stack.urn("notifier"))
    assert (
        f"The key {sid} is adopted by this program, so it was not revoked with the resource that went." in replaced.text
    )

    stack.up(program=declared(SEND, more=REVOKES if says_so else ""))
    assert (writes(twilio), stack.key_state()["id"]) == ([], sid)
    removed = stack.up(program="")

    if says_so:
        assert (writes(twilio), twilio.keys()) == ([f"DELETE /v1/Keys/{sid}"], {})
    else:
        assert f"The key '{OURS}' ({sid}) was adopted, so it is forgotten and lives on at Twilio." in removed.text
        assert (writes(twilio), twilio.key()["sid"]) == ([], sid)


def test_a_main_key_is_watched_and_renamed(stack: Deployment, twilio: LocalTwilio) -> None:
    """It has no permissions to change; what somebody does to its name shows, and is taken back."""
    sid = twilio.make_key("main", friendly_name="Legacy")["sid"]
    stack.up(program=declared(key_type="main", adopt_sid=sid))
    assert writes(twilio) == []

    twilio.change_key(sid, friendly_name="mine")
    assert "renamed outside the code: 'Legacy' is now 'mine'" in stack.up("--refresh").text
    assert twilio.key()["friendly_name"] == "Legacy"
    stack.up(program=declared(key_type="main", adopt_sid=sid, friendly_name="Old deployer"))

    assert (twilio.key()["friendly_name"], twilio.key()["kind"]) == ("Old deployer", "main")
    assert writes(twilio) == [f"POST /v1/Keys/{sid}"] * 2
    assert stack.key_state()["outputs"]["key_type"] == "main"
    stack.destroy()
    assert (stack.key_states(), twilio.key()["sid"]) == ([], sid)


def test_a_key_that_cannot_be_taken_over_is_left_alone(stack: Deployment, twilio: LocalTwilio) -> None:
    """Another kind, no such key, differences where `fail` forbids them, twice in one program: nothing is sent."""
    sid = twilio.make_key("restricted", friendly_name=OURS, permissions=[SEND])["sid"]
    late = f"pulumi.Output.from_input({sid!r})"
    program = (
        declared(name="kind", key_type="standard", adopt_sid=sid)
        + declared(SEND, name="gone", adopt_sid=OTHER_KEY_SID)
        + declared(SEND, READ, name="fail", more=f"adopt_sid={late}, on_drift='fail'")
    )

    refused = stack.up("--continue-on-error", "--parallel", "1", program=program, fails=True)
    twice = stack.preview(program=declared(SEND, name="a", adopt_sid=sid) * 2 + declared(SEND, name="b"), fails=True)

    assert f"({sid}) is a restricted key, and is declared as a standard one." in refused.text
    assert f"There is no key {OTHER_KEY_SID} in account {twilio.account_sid} and Region us1" in refused.text
    assert f'on_drift="fail" stops here: to adopt it would have granted {READ}.' in refused.text
    assert "key 'a': adopt_sid: the same key is adopted by 'a' too: declare each key once" in twice.text
    assert (writes(twilio), stack.key_states()) == ([], [])


def test_two_resources_never_adopt_one_key(stack: Deployment, twilio: LocalTwilio) -> None:
    """Not even where the program could not know that both mean the same."""
    sid = twilio.make_key("standard")["sid"]
    late = f"key_type='standard', adopt_sid=pulumi.Output.from_input({sid!r})"

    refused = stack.up(
        "--continue-on-error", program=declared(name="a", more=late) + declared(name="b", more=late), fails=True
    )

    assert f"The key {sid} is adopted by another resource of this run too." in refused.text
    assert [key["id"] for key in stack.key_states()] == [sid]

"""Keys that move from one resource to another, or are replaced by themselves, are never revoked on the way."""

from __future__ import annotations

import pytest

from tests.builders import OTHER_KEY_SID, READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

REVOKES = "opts=pulumi.ResourceOptions(retain_on_delete=False)"
DELETES_FIRST = "opts=pulumi.ResourceOptions(delete_before_replace=True, retain_on_delete=False)"
BROKEN = declared(SEND, name="broken", adopt_sid=OTHER_KEY_SID)


def deletions(twilio: LocalTwilio) -> list[str]:
    """What was revoked."""
    return [request for request in twilio.requests() if request.startswith("DELETE")]


def lives_on(sid: str) -> str:
    """What is said of a key whose resource goes."""
    return f"The key {sid} is adopted by this program, so it was not revoked with the resource that went."


@pytest.mark.parametrize("adopt_sid", [True, False], ids=["stays", "taken out"])
def test_a_made_key_moves_to_another_name_over_two_runs(
    stack: Deployment, twilio: LocalTwilio, adopt_sid: bool
) -> None:
    """Its old resource goes in a later run than the one that adopted it: the key stays, with or without `adopt_sid`."""
    stack.up(program=declared(SEND, name="a"))
    sid = twilio.key()["sid"]
    moved = declared(SEND, name="b", adopt_sid=sid)

    stack.up(program=moved + BROKEN, fails=True)
    went = stack.up("--refresh", program=moved if adopt_sid else declared(SEND, name="b"))

    assert lives_on(sid) in went.text
    assert (deletions(twilio), twilio.key()["sid"]) == ([], sid)
    assert [key["id"] for key in stack.key_states()] == [sid]


def test_a_replacement_that_was_interrupted_revokes_nothing_later(stack: Deployment, twilio: LocalTwilio) -> None:
    """The original, the same key, is deleted from the state by the next run."""
    sid = twilio.make_key("restricted", permissions=[SEND])["sid"]
    adopting = declared(SEND, adopt_sid=sid, more=REVOKES)
    stack.up(program=adopting)

    stack.up("--replace", stack.urn("notifier"), program=adopting + BROKEN, fails=True)
    stack.up(program=adopting)

    assert (deletions(twilio), twilio.key()["sid"]) == ([], sid)
    stack.up(program="")
    assert deletions(twilio) == [f"DELETE /v1/Keys/{sid}"]


def test_a_refused_adoption_does_not_cost_the_key(stack: Deployment, twilio: LocalTwilio) -> None:
    """Where the run goes on after the refusal, the resource that made the key goes, and the key does not."""
    stack.up(program=declared(SEND, name="a"))
    sid = twilio.key()["sid"]

    refused = stack.up(
        "--continue-on-error", program=declared(SEND, READ, name="b", adopt_sid=sid, on_drift="fail"), fails=True
    )

    assert lives_on(sid) in refused.text
    assert (deletions(twilio), twilio.key()["sid"]) == ([], sid)


@pytest.mark.parametrize("is_adopted", [True, False], ids=["adopted", "made"])
def test_a_key_is_not_deleted_before_it_replaces_itself(
    stack: Deployment, twilio: LocalTwilio, is_adopted: bool
) -> None:
    """`delete_before_replace` deletes the resource, not the key that is adopted next."""
    sid = twilio.make_key("restricted", permissions=[SEND])["sid"] if is_adopted else None
    stack.up(program=declared(SEND, more=DELETES_FIRST, **({"adopt_sid": sid} if sid else {})))
    sid = twilio.key()["sid"]

    replaced = stack.up("--replace", stack.urn("notifier"), program=declared(SEND, adopt_sid=sid, more=DELETES_FIRST))

    assert lives_on(sid) in replaced.text
    assert "its secret is not known here, and one that an older state of it holds goes with that" in replaced.text
    assert (deletions(twilio), twilio.key()["sid"]) == ([], sid)
    assert stack.key_state()["outputs"]["adopted"] is True


def test_a_key_that_a_resource_has_is_adopted_by_no_other(stack: Deployment, twilio: LocalTwilio) -> None:
    """Made in this run or before: two resources for one key would undo each other's work."""
    maker = "a" + declared(SEND, name="a")[len("key") :]
    late = maker + declared(READ, name="b", more="adopt_sid=a.sid")

    first = stack.up(program=late, fails=True)
    sid = twilio.key()["sid"]
    again = stack.up("--refresh", program=late, fails=True)
    literal = stack.preview(
        program=maker + declared(READ, name="b", adopt_sid=sid.upper().replace("SKE", "SKe")), fails=True
    )

    for refused in (first, again, literal):
        assert f"another resource of this program has the key {sid} already" in refused.text.replace(sid.upper(), sid)
    assert twilio.grant() == {SEND}
    assert [key["id"] for key in stack.key_states()] == [sid]

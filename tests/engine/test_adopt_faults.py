"""Adoptions that somebody or something gets in the way of: no failure deletes or undoes anything."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import CALL, LIST, READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio
from tests.engine.meanwhile import up_that_waits
from tests.engine.processes import end_processes_of, mend

pytestmark = pytest.mark.engine

OURS = "Orders in the Console"
CALLS = {"list": ("GET", "/v1/Keys$"), "fetch": ("GET", "/v1/Keys/SK"), "update": ("POST", "/v1/Keys/SK")}
"""In the order in which an adoption makes them."""


@pytest.fixture
def sid(twilio: LocalTwilio) -> str:
    """A key of the Console's, which is there for a while."""
    twilio.make_old_keys()
    made = twilio.make_key("restricted", friendly_name=OURS, permissions=[SEND, LIST])
    return str(made["sid"])


def is_adopted(stack: Deployment, twilio: LocalTwilio, sid: str, *grant: str) -> None:
    """The state has the key as it is at Twilio, with that grant, and nothing was deleted."""
    assert [key["id"] for key in stack.key_states()] == [sid]
    assert twilio.grant(sid) == set(stack.key_state()["outputs"]["permissions"]) == set(grant)
    assert not [request for request in twilio.requests() if request.startswith("DELETE")]


def is_not_adopted(stack: Deployment, twilio: LocalTwilio, *keys: str) -> None:
    """The state has no key, Twilio has these, and nothing was deleted."""
    assert stack.key_states() == []
    assert [key["sid"] for key in twilio.keys().values()] == [*keys]
    assert not [request for request in twilio.requests() if request.startswith("DELETE")]


@pytest.mark.parametrize(
    ("call", "change", "said"),
    [
        ("list", {"permissions": [SEND, READ]}, "is adopted as it is: nothing changes at Twilio."),
        ("fetch", {"permissions": [SEND, CALL]}, f"granted {READ}; revoked {CALL}."),
        ("fetch", {"permissions": [LIST], "friendly_name": "mine"}, f"granted {SEND}, {READ}; revoked {LIST}."),
        ("update", {"permissions": [SEND, LIST, CALL]}, f"granted {READ}; revoked {LIST}."),
        ("update", {"permissions": [LIST], "friendly_name": "mine"}, f"granted {READ}; revoked {LIST}."),
    ],
    ids=[
        "before the list",
        "widened before the fetch",
        "narrowed and renamed",
        "widened before the update",
        "narrowed",
    ],
)
def test_a_key_that_changes_while_it_is_adopted_ends_as_declared(
    stack: Deployment, twilio: LocalTwilio, sid: str, call: str, change: dict[str, Any], said: str
) -> None:
    """What is told is what the fetch showed, the last look before the update; what came after it is overwritten."""
    method, path = CALLS[call]

    with up_that_waits(stack, twilio, declared(SEND, READ, adopt_sid=sid), at=method, path=path) as running:
        twilio.change_key(sid, **change)

    assert running.code == 0, running.text
    assert said in running.text
    is_adopted(stack, twilio, sid, SEND, READ)
    assert twilio.key()["friendly_name"] == change.get("friendly_name", OURS)
    stack.up("--refresh", "--expect-no-changes")


@pytest.mark.parametrize("call", CALLS)
def test_a_key_that_disappears_while_it_is_adopted_is_not_made_anew(
    stack: Deployment, twilio: LocalTwilio, sid: str, call: str
) -> None:
    """Only without `adopt_sid` a key is made, as the text says."""
    method, path = CALLS[call]

    with up_that_waits(stack, twilio, declared(SEND, READ, adopt_sid=sid), at=method, path=path) as running:
        twilio.remove_key(sid)

    assert running.code != 0, running.text
    gone = (
        f"There is no key {sid} in account {twilio.account_sid} and Region us1{'' if call == 'list' else ' any more'} ("
    )
    assert gone in running.text
    assert "It was not adopted, and nothing was changed." in running.text
    assert "Where it was deleted, take adopt_sid out: then a key is made." in running.text
    is_not_adopted(stack, twilio)
    stack.up(program=declared(SEND, READ))
    is_adopted(stack, twilio, twilio.key()["sid"], SEND, READ)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "drop_before"},
        {"kind": "drop_after"},
        {"kind": "truncate"},
        {"kind": "html"},
        {"kind": "throttle", "retry_after_s": 0},
    ],
    ids=lambda fault: fault["kind"],
)
def test_a_fault_that_passes_does_not_stop_an_adoption(
    stack: Deployment, twilio: LocalTwilio, sid: str, fault: dict[str, Any]
) -> None:
    """It happens to each of its calls, and each may be repeated."""
    for method, path in CALLS.values():
        twilio.fail(method=method, path=path, **fault)

    adopted = stack.up(program=declared(SEND, READ, adopt_sid=sid))

    assert f"The key '{OURS}' ({sid}) will be changed, and is adopted then" in adopted.text
    assert len(twilio.requests()) == 2 * len(CALLS)
    is_adopted(stack, twilio, sid, SEND, READ)


@pytest.mark.parametrize(
    ("fault", "said", "grant"),
    [
        (
            {"kind": "answer", "status": 401, "body": {"code": 70051, "message": "missing", "status": 401}},
            "The key was not adopted, and is as it was.",
            [SEND, LIST],
        ),
        (
            {"kind": "not_json"},
            "The key was not adopted, and nothing was deleted. It may have been changed as told",
            [SEND, READ],
        ),
        (
            {"kind": "rewrite", "body": {"policy": {"allow": [SEND, READ, CALL]}}},
            f"beyond it {CALL}. The key was not adopted, and nothing was deleted. Look at it.",
            [SEND, READ],
        ),
    ],
    ids=["refused", "no answer of Twilio's", "another grant"],
)
def test_an_update_that_fails_undoes_nothing_and_the_next_up_adopts(
    stack: Deployment, twilio: LocalTwilio, sid: str, fault: dict[str, Any], said: str, grant: list[str]
) -> None:
    """The text says what is certain about the key; the next run looks at it anew."""
    method, path = CALLS["update"]
    twilio.fail(method=method, path=path, **fault)

    failed = stack.up(program=declared(SEND, READ, adopt_sid=sid), fails=True)

    assert said in failed.text
    assert twilio.grant(sid) == {*grant}
    is_not_adopted(stack, twilio, sid)
    stack.up()
    is_adopted(stack, twilio, sid, SEND, READ)


def test_an_adopted_key_that_was_deleted_outside_is_made_anew_when_the_code_says_so(
    stack: Deployment, twilio: LocalTwilio, sid: str
) -> None:
    """A refresh forgets it; with `adopt_sid` still there the next `up` stops, and says what to do."""
    adopting = declared(SEND, LIST, adopt_sid=sid)
    stack.up(program=adopting)
    twilio.remove_key(sid)

    stack.refresh()
    assert stack.key_states() == []
    stopped = stack.up(fails=True)

    assert f"There is no key {sid} in account {twilio.account_sid} and Region us1" in stopped.text
    assert "Where it was deleted, take adopt_sid out: then a key is made." in stopped.text
    is_not_adopted(stack, twilio)
    stack.up(program=declared(SEND, LIST))
    assert twilio.key()["sid"] != sid
    is_adopted(stack, twilio, twilio.key()["sid"], SEND, LIST)


@pytest.mark.parametrize("how", ["taken out", "adopt_sid first", "destroyed"])
def test_a_key_that_is_given_up_lives_on_whatever_twilio_does(
    stack: Deployment, twilio: LocalTwilio, sid: str, how: str
) -> None:
    """Nothing is asked, so nothing can fail."""
    stack.up(program=declared(SEND, LIST, adopt_sid=sid))
    twilio.requests()
    twilio.fail("answer", status=503, count=1000)

    if how == "adopt_sid first":
        stack.up(program=declared(SEND, LIST))
    if how == "destroyed":
        stack.destroy()
    else:
        stack.up(program="")

    assert twilio.requests() == []
    is_not_adopted(stack, twilio, sid)
    assert twilio.grant(sid) == {SEND, LIST}


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"], ids=["before the update", "after the update"])
def test_an_adoption_whose_engine_was_killed_is_taken_up_again(
    stack: Deployment, twilio: LocalTwilio, sid: str, kind: str
) -> None:
    """The pending create names no key of ours; the next `up` adopts, and the record of it can be cleared."""
    method, path = CALLS["update"]
    adopting = declared(SEND, READ, adopt_sid=sid)

    with up_that_waits(stack, twilio, adopting, at=method, path=path, kind=kind) as running:
        running.process.kill()
        running.process.wait()
        end_processes_of(stack)
    mend(stack)

    stack.run("cancel", "--yes")
    (pending,) = stack.exported()["deployment"]["pending_operations"]
    assert pending["resource"]["inputs"]["adopt_sid"] == sid
    assert "auto_name" not in pending["resource"]["inputs"]
    stack.up()
    stack.refresh("--clear-pending-creates")
    assert not stack.exported()["deployment"].get("pending_operations")
    stack.up("--expect-no-changes")
    is_adopted(stack, twilio, sid, SEND, READ)

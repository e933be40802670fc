"""Creates that fail: a paragraph to read, an exit code, nothing half-done that is not named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine


def test_a_permission_that_twilio_does_not_know_makes_no_key(stack: Deployment, twilio: LocalTwilio) -> None:
    """70002 is told in Twilio's words, with what to correct."""
    failed = stack.up(program=declared(SEND, "/twilio/messaging/pigeons/create"), fails=True)

    assert "Could not create the key 'notifier-" in failed.text
    assert "assertion '/twilio/messaging/pigeons/create' is invalid" in failed.text
    assert "No key was made or changed. Correct the permission that Twilio names" in failed.text
    assert twilio.requests() == ["POST /v1/Keys"]
    assert (twilio.keys(), stack.key_states()) == ({}, [])


@pytest.mark.parametrize(
    ("signer", "code", "advice"),
    [
        ({"kind": "standard"}, "20003", "A Standard key cannot manage keys: sign in with the Auth Token, a Main key"),
        (
            {"kind": "restricted", "permissions": ["/twilio/iam/api-keys/read"]},
            "70051",
            "Grant that permission to the key that the deployment signs in with",
        ),
    ],
    ids=["standard", "restricted without create"],
)
def test_a_deployment_key_that_may_not_make_keys_is_told_so(
    stack: Deployment, twilio: LocalTwilio, signer: dict[str, Any], code: str, advice: str
) -> None:
    """The error names Twilio's code and which credentials do it."""
    key = twilio.make_key(**signer)
    stack.configure(authToken=None, apiKey=key["sid"])
    stack.hide(apiKeySecret=key["secret"])

    failed = stack.up(program=declared(SEND), fails=True)

    assert code in failed.text
    assert advice in failed.text
    assert list(twilio.keys().values()) == [{name: key[name] for name in key if name != "secret"}]


def test_a_full_account_is_told_with_a_way_to_make_room(stack: Deployment, twilio: LocalTwilio) -> None:
    """70151 names `delete_before_replace`, which needs no room for one more."""
    body = {"code": 70151, "message": "Maximum number of keys reached", "status": 400}
    twilio.fail("answer", method="POST", status=400, body=body)

    failed = stack.up(program=declared(SEND), fails=True)

    assert "70151" in failed.text
    assert "delete_before_replace=True" in failed.text


def test_a_lost_answer_names_the_key_that_an_explicit_name_may_mean(stack: Deployment, twilio: LocalTwilio) -> None:
    """Nobody has that key's secret: its sid is told, nothing is tried again and no key is deleted."""
    twilio.fail("drop_after", method="POST")

    failed = stack.up(program=declared(SEND, friendly_name="Orders"), fails=True)

    key = twilio.key()
    assert f"carry it now: {key['sid']} (made {key['date_created']})" in failed.text
    assert set(twilio.requests()) == {"POST /v1/Keys", "GET /v1/Keys"}
    assert stack.key_states() == []


@pytest.mark.parametrize(
    ("policy", "told"),
    [(None, "no policy"), ({"allow": [SEND, READ]}, f"beyond it {READ}")],
    ids=["none", "a wider one"],
)
def test_an_answer_with_another_grant_is_undone(
    stack: Deployment, twilio: LocalTwilio, policy: dict[str, Any] | None, told: str
) -> None:
    """A restricted key that comes back without its policy would be an unrestricted one: it is deleted at once."""
    twilio.fail("rewrite", method="POST", body={"policy": policy})

    failed = stack.up(program=declared(SEND), fails=True)

    assert told in failed.text
    assert "It was deleted again, and nothing is left" in failed.text
    assert [request.split()[0] for request in twilio.requests()] == ["POST", "GET", "DELETE"]
    assert (twilio.keys(), stack.key_states()) == ({}, [])


def test_one_failure_stops_no_other_key(stack: Deployment, twilio: LocalTwilio) -> None:
    """The other key is made, and the next `up` makes the missing one alone."""
    bad = {"code": 70001, "message": "constraint", "status": 400}
    twilio.fail("answer", method="POST", status=400, body=bad)
    program = declared(SEND, name="a") + declared(SEND, name="b")

    stack.up("--continue-on-error", program=program, fails=True)

    assert len(twilio.keys()) == 1
    twilio.requests()
    stack.up()
    assert twilio.requests() == ["POST /v1/Keys"]
    assert len(twilio.keys()) == len(stack.key_states()) == 2


def test_a_call_that_may_be_repeated_is_tried_again(stack: Deployment, twilio: LocalTwilio) -> None:
    """A throttled create, a failed fetch and a lost answer to a delete work at the second try."""
    twilio.make_old_keys()
    twilio.fail("answer", method="POST", status=429, headers={"Retry-After": "0"}, body={"code": 20429, "status": 429})
    made = stack.up(program=declared(SEND))
    twilio.fail("answer", method="GET", status=503)
    refreshed = stack.refresh()
    twilio.fail("drop_after", method="DELETE")
    destroyed = stack.destroy()

    methods = [request.split()[0] for request in twilio.requests()]
    assert methods == ["POST", "POST", "GET", "GET", "DELETE", "DELETE", "GET"]
    assert twilio.keys() == {}
    assert not [run.text for run in (made, refreshed, destroyed) if "stamina" in run.text or "error" in run.text]

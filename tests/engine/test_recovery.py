"""Creates whose answers are lost, through the engine: what is left is what is in the state."""

from __future__ import annotations

import pytest

from tests.builders import SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine


def test_a_lost_create_ends_in_one_key_that_is_in_the_state(stack: Deployment, twilio: LocalTwilio) -> None:
    """The list lags behind; the orphan is deleted, the user is told of it, and the secret in the state signs in."""
    twilio.ask("PATCH", "conditions", json={"list_delay_ms": 800})
    twilio.fail("drop_after", call="create")

    made = stack.up(program=declared(SEND) + 'pulumi.export("secret", key.secret)\n')

    orphan = next(r for r in twilio.requests() if r.startswith("DELETE")).rpartition("/")[2]
    assert "warning: The create of 'notifier-" in made.text
    assert f"What that had made was found by its name and deleted: {orphan}." in made.text
    key, state = twilio.key(), stack.key_state()
    assert key["sid"] == state["id"] != orphan
    assert twilio.sign_in(key["sid"], stack.outputs()["secret"]) == 201
    stack.preview("--refresh", "--expect-no-changes")


def test_a_burst_of_lost_creates_leaves_no_orphan(stack: Deployment, twilio: LocalTwilio) -> None:
    """Half of the answers of twelve creates never come; the keys of others stay as they are."""
    others = {twilio.make_key("standard", friendly_name=f"service-{n}-abcdefgh-abcdef")["sid"] for n in range(5)}
    for kind, seed in (("drop_after", 1), ("truncate", 2), ("drop_before", 3)):
        twilio.fail(kind, call="create", rate=0.2, seed=seed, count=4)

    stack.up(
        program=f"""
        for number in range(12):
            ApiKey(f"service-{{number}}", permissions=["{SEND}"])
        """
    )

    states = {state["id"] for state in stack.key_states()}
    assert len(states) == 12
    assert {key["sid"] for key in twilio.ask("GET", "keys")} == others | states


def test_a_lost_create_of_a_replacement_leaves_the_old_key_for_its_end(stack: Deployment, twilio: LocalTwilio) -> None:
    """The orphan of the new one goes, then the old one: it has another automatic name, and is nobody's orphan."""
    stack.up(program=declared(SEND))
    old = twilio.key()["sid"]
    twilio.requests()
    twilio.fail("reset", call="create")

    stack.up(program=declared(key_type="standard"))

    asked = twilio.requests()
    assert [request.split()[0] for request in asked] == ["POST", "GET", "DELETE", "POST", "GET", "DELETE"]
    assert asked[-1] == f"DELETE /v1/Keys/{old}"
    assert asked[2] != asked[-1]
    assert twilio.key()["sid"] == stack.key_state()["id"]

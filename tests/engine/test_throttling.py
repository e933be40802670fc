"""An account that takes few requests at once, or no more keys."""

from __future__ import annotations

import pytest

from tests.builders import SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

COUNT = 200
MOST_REFUSED = 20


@pytest.mark.timeout(240)
def test_two_hundred_keys_are_made_three_at_a_time(stack: Deployment, twilio: LocalTwilio) -> None:
    """No failure, no key twice, and few refusals: who was throttled once does not storm on."""
    twilio.ask("PATCH", "conditions", json={"max_concurrent": 3, "latency_ms": 100, "jitter_ms": 50, "seed": 1})

    stack.up(
        program=f"""
        for number in range({COUNT}):
            ApiKey(f"service-{{number}}", permissions=["{SEND}"])
        """
    )

    statuses = [entry["status"] for entry in twilio.ask("GET", "requests")]
    assert statuses.count(201) == COUNT
    assert 0 < statuses.count(429) <= MOST_REFUSED
    assert len(statuses) == statuses.count(201) + statuses.count(429)
    keys = twilio.ask("GET", "keys")
    assert {state["id"] for state in stack.key_states()} == {key["sid"] for key in keys}
    assert len(keys) == COUNT


def test_a_full_account_stops_a_replacement_and_says_how_to_go_on(stack: Deployment, twilio: LocalTwilio) -> None:
    """70151: the old key lives on and its state is as it was; `delete_before_replace` makes room."""
    stack.up(program=declared(SEND))
    before, key = stack.snapshot(), twilio.key()
    twilio.ask("PATCH", "conditions", json={"max_keys": 1})

    failed = stack.up(program=declared(key_type="standard"), fails=True)

    assert "error 70151" in failed.text
    assert "A replacement needs room for one more key while it runs" in failed.text
    assert "delete_before_replace=True" in failed.text
    assert (stack.snapshot(), twilio.key()) == (before, key)
    stack.up(program=declared(key_type="standard", more="opts=pulumi.ResourceOptions(delete_before_replace=True)"))
    assert twilio.key()["kind"] == "standard"
    assert twilio.key()["sid"] != key["sid"]

"""A deployment of many keys."""

from __future__ import annotations

import pytest

from tests.engine.deployment import Deployment
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

COUNT = 40
MOST_CONNECTIONS = 8


def test_forty_keys_are_forty_requests_on_few_connections(stack: Deployment, twilio: LocalTwilio) -> None:
    """Each is made once, with a name, a sid and a secret of its own; a destroy revokes them all."""
    stack.write(
        f"""
        for number in range({COUNT}):
            key = ApiKey(f"service-{{number}}", permissions=["/twilio/messaging/messages/create"])
            pulumi.export(f"{{number}}", pulumi.Output.all(key.sid, key.secret))
        """
    )

    stack.up()

    journal = twilio.ask("GET", "requests")
    assert [(entry["method"], entry["path"]) for entry in journal] == [("POST", "/v1/Keys")] * COUNT
    assert len({entry["connection"] for entry in journal}) <= MOST_CONNECTIONS
    pairs = stack.outputs().values()
    assert len({sid for sid, _ in pairs}) == len({secret for _, secret in pairs}) == COUNT
    assert len(twilio.keys()) == COUNT
    twilio.requests()
    stack.destroy()
    assert twilio.keys() == {}
    assert len(twilio.requests()) == COUNT

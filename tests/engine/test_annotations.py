"""What the code says about a key for reviewers: seen in every preview, never sent to Twilio."""

from __future__ import annotations

import pytest

from tests.builders import SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

MANAGING = "/twilio/iam/api-keys/*"
UNPROTECTED = "opts=pulumi.ResourceOptions(protect=False)"


def test_what_is_said_about_a_key_is_a_change_without_a_request(stack: Deployment, twilio: LocalTwilio) -> None:
    """Each in the preview by its name; known from then on, also after a refresh; the policies see it among inputs."""
    stack.up(program=declared(SEND))
    twilio.requests()
    said = declared(SEND, reason="Signed contract", accept=["TK205", "costs-money"], expires="2027-12-31")

    preview = stack.preview("--diff", program=said)
    stack.up()
    assert twilio.requests() == []
    stack.refresh("--expect-no-changes")
    stack.preview("--expect-no-changes")
    wrong = stack.preview(program=declared(SEND, accept=["TK202", "cost-money"], expires="soon"), fails=True)

    assert {"reason", "expires", "TK205", "costs-money"} <= set(preview.marked("+"))
    outputs = stack.key_state()["outputs"]
    assert (outputs["expires"], outputs["accept"]) == ("2027-12-31", {"TK205": True, "costs-money": True})
    assert "accept: 'cost-money' is no known risk: did you mean costs-money?" in wrong.text
    assert "accept: 'TK202' cannot be accepted" in wrong.text
    assert "expires: 'soon' is no date" in wrong.text


def test_a_deployer_is_protected_until_it_is_declared_none(stack: Deployment, twilio: LocalTwilio) -> None:
    """By the engine, and where the program takes that away, by the provider."""
    stack.up(program=declared(MANAGING, deployer=True))
    assert "protected" in stack.destroy(fails=True).text
    stack.up(program=declared(MANAGING, deployer=True, more=UNPROTECTED))

    refused = stack.destroy(fails=True)

    assert "is declared with deployer=True, and was not deleted" in refused.text
    stack.up(program=declared(MANAGING))
    stack.up(program="")
    assert twilio.keys() == {}

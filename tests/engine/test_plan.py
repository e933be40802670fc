"""What was reviewed is what is applied: a saved plan binds the update."""

from __future__ import annotations

import pytest

from tests.builders import LIST, READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine
REFRESH_AND_PLAN = ("--refresh", "--plan", "plan.json")


@pytest.fixture
def planned(stack: Deployment, twilio: LocalTwilio) -> Deployment:
    """A living key, and a saved plan that lets it read messages too."""
    stack.up(program=declared(SEND))
    stack.preview("--refresh", "--save-plan", "plan.json", program=declared(SEND, READ))
    twilio.requests()
    return stack


def test_the_reviewed_plan_is_applied(planned: Deployment, twilio: LocalTwilio) -> None:
    """An update of the code that was planned does what the plan says."""
    planned.up(*REFRESH_AND_PLAN)
    assert twilio.grant() == {SEND, READ}


def test_a_change_of_code_after_the_review_is_refused(planned: Deployment, twilio: LocalTwilio) -> None:
    """The engine stops an update whose code asks for another permission than the plan, and nothing is changed."""
    planned.write(declared(SEND, LIST))
    refused = planned.up(*REFRESH_AND_PLAN, fails=True)
    assert "violates plan" in refused.text
    assert not [request for request in twilio.requests() if not request.startswith("GET")]
    assert twilio.grant() == {SEND}


def test_a_key_more_than_planned_is_refused(planned: Deployment, twilio: LocalTwilio) -> None:
    """The engine stops an update that declares a key which the plan does not have."""
    planned.write(declared(SEND, READ) + declared(SEND, name="another"))
    assert "another" in planned.up(*REFRESH_AND_PLAN, fails=True).text
    assert len(twilio.keys()) == 1


def test_drift_after_the_review_ends_in_what_was_reviewed(planned: Deployment, twilio: LocalTwilio) -> None:
    """Somebody widens the key between review and update: the refreshed update takes that back."""
    twilio.change_key(twilio.key()["sid"], permissions=[SEND, LIST])
    assert f"granted outside the code and removed: {LIST}" in planned.up(*REFRESH_AND_PLAN).text
    assert twilio.grant() == {SEND, READ}


def test_a_new_key_is_made_as_planned(stack: Deployment, twilio: LocalTwilio) -> None:
    """The automatic name, drawn at the update, does not break a plan."""
    stack.preview("--refresh", "--save-plan", "plan.json", program=declared(SEND))
    stack.up(*REFRESH_AND_PLAN)
    assert twilio.grant() == {SEND}

"""Grants of which the engine masks a part."""

from __future__ import annotations

from tests.builders import ACCOUNT_SID
from tests.unit.review.previews import MASKED, state, urn_of
from twilio_keys_component.review.comparing import view_of
from twilio_keys_component.review.engine_json import ResourceState


def test_the_names_beside_a_masked_entry_are_judged() -> None:
    """They are granted whatever the rest is."""
    escalates = "/twilio/iam/api-keys/create"
    given = ResourceState.model_validate(state(urn_of("evil"), {"grants": {escalates: MASKED}}))
    seen = view_of(given, account_sid=ACCOUNT_SID)

    assert "permissions" in seen.unknown
    assert [str(permission) for permission in seen.known_permissions or ()] == [escalates]

"""What a review cannot see in other resources, and in what the stack puts out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.review.previews import MASKED, Step, plain, reviewed, root, state, stream, urn_of
from twilio_keys_component.rules import Finding

ROLE = "aws:lambda/function:Function"


@pytest.mark.parametrize(
    ("level", "is_mandatory"),
    [
        ("mandatory", True),
        ("Mandatory", True),
        ("remediate", True),
        ("", True),
        ("critical", True),
        ("advisory", False),
        ("Advisory ", False),
        ("warning", False),
        ("none", False),
        ("disabled", False),
    ],
)
def test_a_level_that_nobody_knows_to_be_lower_is_mandatory(level: str, *, is_mandatory: bool) -> None:
    """Other engines may use other words for what stops a deployment."""
    said = {"policyName": "A", "message": "No.", "enforcementLevel": level}
    review = reviewed(stream(root(), policies=(said,), result="failed"))
    (message,) = review.policy_messages
    assert ((message.level == "mandatory"), not review.errors) == (is_mandatory, is_mandatory)


def _found(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.rule.id, finding.subject) for finding in findings}


@pytest.mark.parametrize("output", ["TWILIO_AUTH_TOKEN", "app"])
def test_a_token_that_the_stack_hands_on_is_found(output: str) -> None:
    """As the pack finds it: other stacks read outputs. A plain preview tells none, before or after."""
    outputs = {output: MASKED if output == "TWILIO_AUTH_TOKEN" else {"TWILIO_AUTH_TOKEN": MASKED}}
    review = reviewed(stream(root(outputs)))
    assert _found(review.after.findings) == {("TK104", "orders-prod")}
    assert _found(reviewed(stream(root(old=outputs))).mended_findings) == {("TK104", "orders-prod")}
    untold = reviewed(plain(root(old=outputs)))
    assert (untold.after.findings, untold.mended_findings) == ((), ())


@pytest.mark.parametrize("before", [{"TWILIO_AUTH_TOKEN": "x"}, "TWILIO_AUTH_TOKEN=x", [["TWILIO_AUTH_TOKEN=x"]]])
def test_what_is_masked_now_is_not_mended(before: Any) -> None:
    """Names in it are not seen any more: that is said."""
    urn = urn_of("shop", kind=ROLE)
    after = [MASKED] if isinstance(before, list) else MASKED
    given = [state(urn, {"environment": each, "memory": 1}) for each in (before, after)]
    review = reviewed(stream(root(), Step("update", urn, *given)))
    assert (_found(review.before.findings), review.mended_findings) == ({("TK104", "shop")}, ())
    assert "shop masks what broke TK104" in " ".join(review.notes)


def test_a_token_whose_place_a_secret_takes_is_mended() -> None:
    """A key's secret beside its sid, as `key.environment()` gives it."""
    urn = urn_of("shop", kind=ROLE)
    given = [
        state(urn, {"environment": each})
        for each in ({"TWILIO_AUTH_TOKEN": "x", "A": MASKED}, {"TWILIO_API_KEY_SECRET": MASKED, "A": MASKED})
    ]
    review = reviewed(stream(root(), Step("update", urn, *given)))
    assert _found(review.mended_findings) == {("TK104", "shop")}
    assert not review.notes

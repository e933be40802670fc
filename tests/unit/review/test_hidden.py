"""What a program marks as a secret although a reviewer must see it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.builders import EVERY_MESSAGE_ACTION, SEND
from tests.unit.review.previews import MASKED, UNKNOWN, inputs, plain, reviewed, root, step, stream
from twilio_keys_component.review.document import as_json
from twilio_keys_component.review.markdown import as_markdown
from twilio_keys_component.review.sarif import HIDDEN_ID, as_sarif
from twilio_keys_component.review.text import as_text

STANDARD = {"key_type": "standard", "grants": None}


@pytest.mark.parametrize(
    ("given", "hidden"),
    [
        ({"grants": MASKED}, ("grants",)),
        ({"grants": "[secret]"}, ("grants",)),
        ({"grants": {SEND: MASKED}}, ("grants",)),
        ({"grants": MASKED, "key_type": MASKED}, ("grants", "key_type")),
        ({**STANDARD, "reason": MASKED}, ("reason",)),
        ({"accept": [MASKED, "TK201"]}, ("accept",)),
        ({"deployer": MASKED}, ("deployer",)),
        ({"expires": MASKED, "on_drift": MASKED, "account_sid": MASKED}, ("account_sid", "expires", "on_drift")),
        ({"grants": {EVERY_MESSAGE_ACTION: True, UNKNOWN: True}}, ()),
        ({"grants": UNKNOWN}, ()),
        ({"owner": MASKED, "purpose": MASKED, "reason": MASKED}, ()),
    ],
)
@pytest.mark.parametrize("make", [stream, plain])
def test_what_rules_need_is_not_hidden_from_them(make: Any, given: dict[str, Any], hidden: tuple[str, ...]) -> None:
    """A review never sees a secret: it does not say that it will judge it later."""
    review = reviewed(make(root(), step("create", new=inputs(**given))))
    assert [change.hidden for change in review.hidden] == ([hidden] if hidden else [])
    if hidden or UNKNOWN not in str(given):
        assert not review.after.unjudged


def test_what_is_unknown_and_what_is_hidden_are_told_apart() -> None:
    """Of a rule that needs both, what is not known yet is still to come."""
    new = inputs(**STANDARD, reason=MASKED) | {"key_type": UNKNOWN}
    review = reviewed(stream(root(), step("create", new=new)))
    assert {each.fields for each in review.after.unjudged} == {("key_type",)}


def test_an_owner_that_is_a_secret_is_given() -> None:
    """Nobody needs to read who answers for a key to know that somebody does."""
    review = reviewed(stream(root(), step("create", new=inputs(owner=MASKED))))
    (change,) = review.changes
    assert (change.key.owner, review.after.findings) == ("(secret)", ())


def test_what_was_hidden_and_is_not_any_more_is_fine() -> None:
    """That mends it."""
    review = reviewed(stream(root(), step("update", old=inputs(grants=MASKED), new=inputs())))
    assert not review.hidden


@pytest.mark.parametrize("op", ["create", "same"])
def test_every_format_says_that_something_is_hidden(op: str) -> None:
    """In the open, also where nothing changes."""
    hiding = inputs(grants=MASKED)
    review = reviewed(stream(root(), step(op, old=None if op == "create" else hiding, new=hiding)))
    text, markdown = as_text(review), as_markdown(review)
    assert "notifier hides as a secret, and nobody can review: permissions (`grants`)." in text
    assert "not known yet" not in text
    assert "**1 key cannot be reviewed.**" in markdown
    assert "hides as a secret" in markdown.partition("<details>")[0]
    assert json.loads(as_json(review))["changes"][0]["hidden"] == ["grants"]
    (run,) = json.loads(as_sarif(review))["runs"]
    (result,) = [each for each in run["results"] if each["ruleId"] == HIDDEN_ID]
    assert (result["level"], run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]) == ("error", HIDDEN_ID)


def test_many_hidden_keys_are_counted() -> None:
    """The comment on a pull request stays short."""
    steps = (step("create", f"key{number}", new=inputs(grants=MASKED)) for number in range(30))
    assert "… and 10 more keys" in as_markdown(reviewed(stream(root(), *steps)))

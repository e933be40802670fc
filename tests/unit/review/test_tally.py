"""What a review counts, and what it never folds away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.unit.review.previews import UNKNOWN, inputs, reviewed, root, step, stream
from tests.unit.review.reviews import created, review
from tests.unit.review.test_reviewing import policy
from twilio_keys_component.review import PolicyMessage, Review
from twilio_keys_component.review.markdown import as_markdown
from twilio_keys_component.review.text import as_text

STOPPED = reviewed(
    stream(
        root(),
        policies=(policy("no-keys", pack="acme", text="No keys here."), policy("hint", level="advisory", pack="acme")),
        result="failed",
    )
)
WAITING = reviewed(
    stream(root(), *(step("create", name, new={**inputs(), "grants": UNKNOWN, "owner": UNKNOWN}) for name in "ab"))
)


def test_a_pack_that_stopped_the_preview_is_named_and_not_folded() -> None:
    """It is the reason why nothing is deployed; what only warns folds."""
    page = as_markdown(STOPPED)
    assert "**The preview failed: a policy pack stopped it.**" in page
    open_, _, folded = page.partition("<details>")
    assert "- mandatory, no-keys (acme): No keys here.\n" in open_
    assert "advisory, hint" in folded
    assert "no-keys" not in folded


@pytest.mark.parametrize("render", [as_text, as_markdown])
def test_messages_of_packs_are_counted(render: Callable[[Review], str]) -> None:
    """By their levels, what stops first."""
    assert "Policy packs: 1 mandatory, 1 advisory" in render(STOPPED)
    assert "Policy packs" not in render(review())


def test_many_messages_that_stop_are_counted_beyond_the_first() -> None:
    """A comment has room for some."""
    messages = tuple(PolicyMessage("acme", f"p{n}", "mandatory", "No.") for n in range(21))
    assert "- … and 1 more message\n" in as_markdown(review(policy_messages=messages))


@pytest.mark.parametrize("render", [as_text, as_markdown])
def test_rules_that_wait_are_counted(render: Callable[[Review], str]) -> None:
    """None of them has judged: that is no verdict that all is well."""
    rules = {each.rule.id for each in WAITING.after.unjudged}
    assert f"{len(rules)} rules not judged yet for 2 keys" in render(WAITING)


def test_rules_that_wait_stand_open_and_by_key() -> None:
    """As in the text."""
    open_ = as_markdown(WAITING).partition("<details>")[0]
    assert "#### Not known yet, and judged when it is\n\n- a: owner, permissions (TK" in open_
    assert "\n- b: owner, permissions (TK" in open_


@pytest.mark.parametrize("render", [as_text, as_markdown])
def test_what_is_no_production_is_told_so(render: Callable[[Review], str]) -> None:
    """The levels go by it."""
    made = review(created())
    assert "(production)" in render(made)
    assert "(not production)" in render(replace(made, is_production=False))

"""Keys of which no preview tells what they gain or lose: adopted and forgotten ones."""

from __future__ import annotations

import json

from tests.builders import CALL, OTHER_KEY_SID
from tests.unit.review.previews import inputs, reviewed, root, step, stream
from twilio_keys_component.review.document import as_json
from twilio_keys_component.review.markdown import as_markdown
from twilio_keys_component.review.text import as_text

CALLS = "place calls at the account's expense"
FORGOTTEN = reviewed(stream(root(), step("delete", old=inputs(CALL), retainOnDelete=True)))
ADOPTED = reviewed(stream(root(), step("create", new=inputs(CALL, adopt_sid=OTHER_KEY_SID))))


def test_a_forgotten_key_can_do_what_it_could() -> None:
    """It lives on, and nobody watches it: nothing about it gets better."""
    for page in (as_text(FORGOTTEN), as_markdown(FORGOTTEN).replace("\\", "")):
        assert f"still can {CALLS}, and nobody manages it any more" in page
        assert "risks that stay: costs-money" in page
        assert not any(words in page for words in ("can no more", "risks that go", f"- {CALL}"))
    assert f"    = {CALL}\n" in as_text(FORGOTTEN)


def test_an_adopted_key_is_not_said_to_gain_anything() -> None:
    """It may do the same already, or more: nobody knows before the update."""
    for page in (as_text(ADOPTED), as_markdown(ADOPTED).replace("\\", "")):
        assert f"from then on can {CALLS}" in page
        assert "the update makes it exactly this" in page
        assert not any(words in page for words in ("can now", "new risks", f"+ {CALL}"))
    assert f"```diff\n= {CALL}\n```" in as_markdown(ADOPTED)


def test_programs_are_told_the_same() -> None:
    """Nothing is gained or lost; all that the key can do stands in fields of its own."""
    for made in (FORGOTTEN, ADOPTED):
        (change,) = json.loads(as_json(made))["changes"]
        told = ("gained", "lost", "can_now", "can_no_more", "tags_gained", "tags_lost")
        assert not any(change[name] for name in told)
        assert (change["granted"], change["can"], change["tags"]) == ([CALL], [CALLS], ["costs-money"])

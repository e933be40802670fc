"""`docs/review.md` shows what a review really prints."""

from __future__ import annotations

import re
from pathlib import Path

from tests.builders import CALL, READ, SEND
from tests.docs.pages import blocks
from tests.unit.review.previews import diagnostic, inputs, reviewed, root, step, stream, urn_of
from twilio_keys_component.review.document import ReviewDocument
from twilio_keys_component.review.text import as_text

PAGE = "docs/review.md"


def test_the_page_shows_a_review_as_it_is_printed() -> None:
    """A key that can read from now on, and one that goes."""
    accepted = {"costs-money": True}
    said = diagnostic("twilio-keys: declared at __main__.py#12", severity="debug", urn=urn_of("order-notifier"))
    wider = inputs(SEND, READ, accept=accepted)
    made = reviewed(
        stream(
            root(),
            step("update", "order-notifier", old=inputs(SEND, accept=accepted), new=wider),
            step("delete", "phone-bot", old=inputs(CALL, accept=accepted, owner="team-voice", purpose="Call-backs")),
            step("same", "reports", old=inputs(READ), new=inputs(READ)),
            said=(said,),
        )
    )
    assert as_text(made) == blocks(PAGE, "")[0].rstrip()


def test_the_page_names_every_field_of_the_json() -> None:
    """Those at the top."""
    named = set(re.findall(r"^\| `(\w+)`", Path(PAGE).read_text("utf-8"), re.MULTILINE))
    assert set(ReviewDocument.model_fields) <= named

"""A review in a terminal, and as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from tests.builders import EVERY_MESSAGE_ACTION, KEY_SID, READ, SEND
from tests.unit.review.hostile import texts
from tests.unit.review.previews import MASKED, UNKNOWN, diagnostic, inputs, plain, reviewed, root, step, stream, urn_of
from tests.unit.review.reviews import review, waived
from twilio_keys_component.review import Review
from twilio_keys_component.review.document import ReviewDocument, as_json
from twilio_keys_component.review.text import as_text, lines
from twilio_keys_component.rules import Judgement

SECRET = "NeverToBeSeenInAnyTextOfOurs0000"
WIDER = step("update", old=inputs(), new=inputs(SEND, READ, owner="team-sms"))


def test_a_change_is_told_on_one_screen() -> None:
    """What happens to which key, where it is declared, and what the rules say."""
    position = diagnostic("twilio-keys: declared at sms.py#4", severity="debug", urn=urn_of("notifier"))
    made = reviewed(stream(root(), WIDER, step("same", "other", old=inputs(), new=inputs()), said=(position,)))
    assert as_text(made).splitlines() == [
        "Review of orders/prod (production), from the preview's event stream",
        "",
        "~ notifier changes (sms.py, line 4)",
        "    + /twilio/messaging/messages/read",
        "    can now read messages: text, media and phone numbers",
        "    new risks: reads-content",
        "    owner: team-orders → team-sms",
        "    accept: TK201, TK204, TK205; sid: SKe0…c3c3; expires: 2027-06-01; purpose: Order texts",
        "",
        "Keys: 1 changed, 1 unchanged",
        "Findings: none, 2 mended",
        "  TK303 mended: notifier, other",
    ]


def test_findings_are_told_once_for_each_rule_if_they_are_old() -> None:
    """The new ones one by one, with what to do; what is not known yet, key by key."""
    bad, worse = inputs(purpose=None), inputs(EVERY_MESSAGE_ACTION, accept={"TK204": True, "TK205": True}, owner="x")
    steps = [step("same", name, old=bad, new=bad) for name in ("a", "b")]
    text = as_text(
        reviewed(
            stream(
                root(),
                *steps,
                step("create", "worse", new=worse),
                step("create", "late", new=inputs(owner=UNKNOWN, purpose=UNKNOWN)),
            )
        )
    )
    assert "  TK201 mandatory (new): worse: it is granted every action of messaging/messages" in text
    assert "  TK301 mandatory (as before): a, b: Every key has an owner" in text
    assert "what to do:\n  TK201 Grant the actions" in text
    assert "not known yet, and judged when it is:\n  late: owner, purpose (TK301, TK303)" in text


def test_a_budget_that_is_passed_is_told() -> None:
    """With both numbers."""
    made = reviewed(stream(root(), *(step("delete", name, old=inputs()) for name in "ab")), max_revoked=1)
    assert "2 keys would end (revoked or replaced): more than the 1 that may" in as_text(made)


def test_a_failure_is_told_first() -> None:
    """Nobody should take what follows for the whole change."""
    failed = as_text(reviewed(stream(root(), said=(diagnostic("one\n  two"),), result="failed"))).splitlines()
    assert failed[1:3] == ["the preview failed: one", "  two"]
    assert "The preview shows no Twilio key." in failed
    stop = {"policyName": "A", "policyPackName": "acme", "message": "No.\nMend it.", "enforcementLevel": "mandatory"}
    stopped = as_text(reviewed(stream(root(), policies=(stop,), result="failed")))
    assert "the preview failed: a policy pack stopped it" in stopped
    assert "policy packs say:\n  mandatory, A (acme): No.\n    Mend it." in stopped


def test_a_program_without_keys_is_told_so() -> None:
    """There is nothing to review."""
    text = as_text(reviewed(plain(root())))
    assert "from a plain preview" in text
    assert "The program declares no Twilio key.\nFindings: none" in text


def test_what_is_waived_is_told_with_its_end() -> None:
    """Who allowed it, why, and until when."""
    made = review(after=Judgement(waived=(waived(),)))
    assert "waived until 2026-12-31 by security: moves next month" in as_text(made)
    assert json.loads(as_json(made))["waived"][0]["until"] == "2026-12-31"


def _planted() -> Review:
    """A review of a preview that is full of secrets in the clear."""
    new = inputs(owner=SECRET, purpose=f"uses {SECRET}", reason=MASKED, accept={SECRET: True}, friendly_name=SECRET)
    hurt = {"policyName": SECRET, "policyPackName": SECRET, "message": SECRET, "enforcementLevel": SECRET}
    text = stream(
        root({"secret": SECRET, "inner": {"password": SECRET}}),
        step("update", old=inputs(owner=SECRET), new=new),
        step("create", SECRET, new=inputs(SEND, owner=SECRET, expires=SECRET, region=SECRET)),
        config={"twilio-keys:authToken": SECRET, "twilio-keys:apiKeySecret": "short-one", "acme:password": SECRET},
        said=(diagnostic(f"Traceback (most recent call last):\nValueError: {SECRET} short-one"),),
        policies=(hurt,),
        result="failed",
    )
    return reviewed(text)


def test_no_secret_is_told_not_even_one_that_the_preview_carries_in_the_clear() -> None:
    """Settings, outputs, what keys say of themselves, errors, messages of packs."""
    made = _planted()
    assert {finding.rule.id for finding in made.after.findings} >= {"TK304"}
    for text in (as_text(made), as_json(made)):
        assert SECRET not in text
        assert "short-one" not in text


@given(texts())
def test_no_text_tricks_a_terminal(text: str) -> None:
    """Whatever a program puts into a key's fields, each line is one line and can be printed."""
    made = reviewed(
        stream(
            root(),
            step("update", old=inputs(), new=inputs(owner=text, purpose=text)),
            step("create", text or "x", new=inputs(reason=text)),
            said=(
                diagnostic(text),
                diagnostic(f"twilio-keys: declared at {text}#1", severity="debug", urn=urn_of("x")),
            ),
        )
    )
    assert all(line.text.isprintable() for line in lines(made))


def test_the_json_has_the_documented_shape() -> None:
    """It is what its model says, and holds what a program asks for."""
    waiting = step("create", "late", new=inputs(owner=UNKNOWN))
    made = reviewed(stream(root(), WIDER, step("delete", "gone", old=inputs(purpose=None)), waiting))
    document = json.loads(as_json(made))
    assert ReviewDocument.model_validate(document).model_dump(mode="json") == document
    change = next(change for change in document["changes"] if change["kind"] == "update")
    assert (change["gained"], change["sid"]) == ([READ], KEY_SID)
    assert change["fields"] == [{"name": "owner", "before": "team-orders", "after": "team-sms"}]
    assert (document["version"], document["source"], document["revoked"]) == (1, "event stream", 1)
    assert ("TK301", "gone") in [(each["rule"], each["subject"]) for each in document["mended"]]
    assert document["unjudged"][0] == {"rule": "TK301", "key": "late", "fields": ["owner"]}


@pytest.mark.parametrize("sid", [KEY_SID, SECRET])
def test_a_sid_is_told_and_nothing_else_in_its_place(sid: str) -> None:
    """A sid is no secret."""
    change = json.loads(as_json(reviewed(stream(root(), step("delete", old=inputs(), id=sid)))))["changes"][0]
    assert (change["sid"] == sid) is (sid == KEY_SID)

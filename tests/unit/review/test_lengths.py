"""How long a review gets."""

from __future__ import annotations

from tests.builders import CALL, OTHER_KEY_SID, READ, SEND
from tests.unit.review.previews import diagnostic, inputs, reviewed, root, step, stream, urn_of
from tests.unit.review.reviews import created, finding, review
from tests.unit.review.test_reviewing import policy
from twilio_keys_component.review.markdown import MAX_CHARACTERS, as_markdown
from twilio_keys_component.review.text import as_text
from twilio_keys_component.rules import Judgement

SCREEN = 40
MANY = tuple(f"key{n:03}" for n in range(200))


def test_two_keys_that_change_fit_one_screen() -> None:
    """With all that they say about themselves, new findings included."""
    said = tuple(
        diagnostic(f"twilio-keys: declared at main.py#{n}", severity="debug", urn=urn_of(f"k{n}")) for n in (1, 2)
    )
    teams = {f"k{n}": {"owner": f"team-{n}", "accept": None} for n in (1, 2)}
    wider = {name: inputs(SEND, READ, **fields) for name, fields in teams.items()}
    updates = [step("update", name, old=inputs(CALL, **fields), new=wider[name]) for name, fields in teams.items()]
    creates = [step("create", name, new=new) for name, new in wider.items()]
    for steps in (updates, creates):
        assert len(as_markdown(reviewed(stream(root(), *steps, said=said))).splitlines()) <= SCREEN


def test_what_a_key_says_about_itself_stands_on_one_line() -> None:
    """What changes has a line of its own."""
    new = inputs(READ, owner="team-sms", reason="none")
    text = as_text(reviewed(stream(root(), step("update", old=inputs(READ, reason="none"), new=new))))
    told = "accept: TK201, TK204, TK205; sid: SKe0…c3c3; expires: 2027-06-01; purpose: Order texts"
    assert f"    owner: team-orders → team-sms\n    reason: none\n    {told}\n" in text


def test_a_finding_about_many_keys_is_told_once() -> None:
    """With the names of some, and the number of the others."""
    findings = tuple(finding(name=name) for name in MANY)
    made = review(*map(created, MANY), after=Judgement(findings))
    for page in (as_text(made), as_markdown(made)):
        assert page.count("it is a Main key") == 1
        assert "key028, key029 and 170 more" in page
    old = review(*map(created, MANY), before=Judgement(findings), after=Judgement(findings))
    assert max(map(len, as_text(old).splitlines())) < len(MANY) * 3


def test_notes_take_the_room_that_is_left() -> None:
    """Where keys have to be left out, a note is worth more than the next key."""
    steps = (step("create", name, new=inputs(purpose="long " * 100, adopt_sid=OTHER_KEY_SID)) for name in MANY)
    page = as_markdown(reviewed(stream(root(), *steps)))
    assert len(page) <= MAX_CHARACTERS
    assert "more keys that the change touches" in page
    assert "What an adopted key may do now is not in a preview" in page


def test_what_a_pack_says_on_several_lines_stays_together() -> None:
    """The lines behind the first stand under it."""
    text = as_text(reviewed(stream(root(), policies=(policy("A", pack="acme", text="No.\nMend it."),))))
    assert "policy packs say:\n  mandatory, A (acme): No.\n    Mend it.\n" in text + "\n"

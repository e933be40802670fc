"""A review as the comment on a pull request."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt

from tests.builders import CALL, KEY_SID, LIST, READ, SEND, grant
from tests.unit.review.hostile import TRICKS, texts
from tests.unit.review.reviews import (
    KEYS_RESTRICTED,
    NO_MAIN_KEY,
    created,
    finding,
    key,
    review,
    updated,
    waived,
)
from twilio_keys_component.model import KeyType
from twilio_keys_component.permissions import ACTIONS, PermissionSet
from twilio_keys_component.review.markdown import MAX_CHARACTERS, as_markdown
from twilio_keys_component.review.model import ChangeKind, FieldChange, KeyChange, PolicyMessage, Position, Review
from twilio_keys_component.rules import Judgement, Level, Unjudged

SCREEN = 40
MANY = PermissionSet(f"/twilio/product{n}/things/{action}" for n in range(25) for action in ACTIONS[1:])


def told(text: str) -> Review:
    """A review in which every text that is not ours is this one."""
    ours = key(owner=text, purpose=text, reason=text, accept=frozenset({text}), name=text, urn=text)
    change = created(
        before=ours,
        after=ours,
        can_now=(text,),
        can_no_more=(text,),
        tags_gained=(text,),
        tags_lost=(text,),
        fields=(FieldChange(text, text, None),),
        position=Position(text, 3),
    )
    found = finding(name=text, message=text, urn=text)
    return review(
        change,
        project=text,
        stack=text,
        before=Judgement((finding(name=text, message=f"{text}."),)),
        after=Judgement(
            (found,), (waived(reason=f"a {text}", approver=f"a {text}"),), (Unjudged(NO_MAIN_KEY, ours, ()),)
        ),
        policy_messages=(PolicyMessage(text, text, text, text, text),),
        errors=(" ".join(text.split()),),
        notes=(text,),
        max_revoked=0,
    )


def structure(page: str) -> list[str]:
    """What a renderer makes of it, without the texts."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [inner for token in parser.parse(page) for inner in (token, *(token.children or ()))]
    return [f"{t.type} {t.content}" if "html" in t.type else t.type for t in tokens if not t.type.startswith("text")]


def huge(text: str, *, permissions: PermissionSet = MANY, keys: int = 200, findings: int = 400) -> Review:
    """More than anybody reads."""
    changes = [
        created(f"key{n}", after=key(f"key{n}", owner=text), gained=permissions, can_now=(text,) * 5)
        for n in range(keys)
    ]
    found = [finding(name=f"key{n}", message=f"{n} {text}") for n in range(findings)]
    advisory = replace(finding(), level=Level.ADVISORY, message=text)
    return review(*changes, after=Judgement((*found, advisory)), errors=(text,) * 50, notes=(text,) * 300)


def test_a_change_of_two_keys_fits_one_screen() -> None:
    """Findings, reasons and permissions included."""
    page = as_markdown(review(created(), updated(), after=Judgement((finding(),), (waived(),))))
    assert len(page.splitlines()) <= SCREEN


def test_the_page_says_what_every_key_gains_and_loses() -> None:
    """At the level of permissions, and as what its holder can do."""
    page = as_markdown(review(created(), updated()))
    assert f"**order-notifier** is created (\\_\\_main\\_\\_.py, line 12)\n```diff\n+ {SEND}\n```\n" in page
    assert f"```diff\n+ {READ}\n- {CALL}\n```\n" in page
    assert "- can now read message bodies\n- new risks: reads-content\n- can no more place calls\n" in page


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ChangeKind.ADOPT, "is adopted: a key that exists is managed from now on"),
        (ChangeKind.REPLACE, "is replaced: a new key is created, the old one revoked"),
        (ChangeKind.REVOKE, "is revoked"),
        (ChangeKind.FORGET, "is forgotten: it lives on at Twilio, and no code manages it"),
    ],
)
def test_the_page_says_what_happens_to_a_key(kind: ChangeKind, words: str) -> None:
    """In words."""
    assert f"**order-notifier** {words}" in as_markdown(review(created(kind=kind)))


def test_the_page_says_what_a_key_says_about_itself() -> None:
    """Kind, reason and accepted risks are shown in every review; of the sid no more than its ends."""
    fields: dict[str, Any] = {"owner": "team-a", "reason": "tokens", "accept": frozenset({"TK204", "redirects"})}
    after = key(key_type=KeyType.STANDARD, permissions=None, sid=KEY_SID, is_deployer=True, **fields)
    changed = (FieldChange("owner", None, "team-a"),)
    page = as_markdown(
        review(created(after=after, gained=grant(), fields=changed, is_open=True, tags_lost=("redirects",)))
    )
    assert (
        "- its permissions are not all known yet: more may change\n- owner: none → team-a\n- key\\_type: standard"
        in page
    )
    assert "- reason: tokens\n- accept: TK204, redirects; sid: SKe0…c3c3\n" in page
    assert "- deployer: yes: it signs in deployments\n" in page
    assert page.count("team-a") == 1


def test_unchanged_keys_are_counted_only() -> None:
    """They are no part of what is reviewed."""
    page = as_markdown(review(created(kind=ChangeKind.SAME)))
    assert "Keys: 1 unchanged. Findings: none." in page
    assert "order-notifier" not in page


def test_a_program_without_keys_says_so() -> None:
    """In one sentence."""
    page = as_markdown(review(project="", stack="", is_production=False))
    assert page == (
        "<!-- twilio-keys review of -->\n### Twilio keys (not production)\n\n"
        "The program declares no Twilio key. Findings: none.\n"
    )


def test_findings_are_new_as_before_or_mended() -> None:
    """And waived ones name who allowed them, why, and until when."""
    old = finding(KEYS_RESTRICTED, level=Level.ADVISORY)
    gone = finding(name="billing")
    page = as_markdown(review(created(), before=Judgement((gone, old)), after=Judgement((finding(), old), (waived(),))))
    assert "Findings: 1 mandatory, 1 advisory, 1 of them new, 1 waived, 1 mended." in page
    assert "- **TK101 order-notifier** (mandatory, new): it is a Main key (\\_\\_main\\_\\_.py, line 12)\n" in page
    assert "- **TK102 order-notifier** (advisory, as before)" in page
    assert "- **TK102 billing** (waived until 2026-12-31 by security): it is a Main key; why: moves next month" in page
    assert "- **TK101 billing** (mended): it is a Main key" in page


def test_many_earlier_findings_are_folded() -> None:
    """New ones stand open, however many they are."""
    earlier = tuple(finding(name=f"old{n}", message=f"it is Main key {n}") for n in range(9))
    recent = tuple(finding(name=f"new{n}", message=f"it is Main key {n}") for n in range(9))
    page = as_markdown(review(before=Judgement(earlier), after=Judgement((*recent, *earlier))))
    assert "\n#### Findings\n\n- **TK101 new0** (mandatory, new): it is Main key 0\n" in page
    assert "\n\n<details><summary>As before: 9</summary>\n\n- **TK101 old0** (mandatory, as before): it" in page


def test_a_preview_that_a_policy_stopped_is_told_as_failed() -> None:
    """It has no error of its own."""
    page = as_markdown(review(has_failed=True))
    assert "**The preview failed: a policy pack stopped it.** What stands below may not be all.\n\nThe" in page


def test_an_exceeded_budget_stands_at_the_top() -> None:
    """With both numbers."""
    revoked = [updated(f"key{n}", kind=ChangeKind.REVOKE, after=None) for n in range(3)]
    page = as_markdown(review(*revoked, max_revoked=2))
    assert page.splitlines()[3] == "**3 keys would end (revoked or replaced): more than the 2 that may.**"


def test_errors_policies_notes_and_what_is_not_judged_are_told() -> None:
    """Errors and rules that wait stand open, the others folded."""
    message = PolicyMessage("ours", "no-main-key", "advisory", "no", "urn::x::y::billing")
    open_rule = Unjudged(NO_MAIN_KEY, key(), ("key_type",))
    page = as_markdown(
        review(errors=("no such stack",), policy_messages=(message,), after=Judgement(unjudged=(open_rule,)))
    )
    assert "**The preview failed.** What stands below may not be all.\n\n- no such stack\n" in page
    assert "Messages of policy packs: 1</summary>\n\n- advisory, no-main-key (ours) of billing: no\n" in page
    assert "\n- order-notifier: key\\_type (TK101)\n" in page


def test_long_lists_of_permissions_are_folded() -> None:
    """Short ones stand open."""
    assert "<details>" not in as_markdown(review(created("a", SEND, READ, LIST, CALL)))
    page = as_markdown(review(created("a", *map(str, MANY.actions))))
    assert "<details><summary>gains 100 permissions, loses 0</summary>\n\n```diff\n+ /twilio/product0/" in page
    assert page.count("\n+ /twilio/") == len(MANY.actions)


def test_the_marker_is_the_same_for_every_review_of_a_stack() -> None:
    """And another one for another stack."""
    marks = [as_markdown(each).splitlines()[0] for each in (review(), review(created()), review(stack="dev"))]
    assert marks[:2] == ["<!-- twilio-keys review of orders/production -->"] * 2
    assert marks[2] == "<!-- twilio-keys review of orders/dev -->"


def test_the_same_review_gives_the_same_page() -> None:
    """Byte by byte."""
    assert as_markdown(huge("x")) == as_markdown(huge("x"))


@pytest.mark.parametrize("text", ["x", "@" * 1000, "long " * 2000, "\u202e" * 999])
def test_a_huge_review_is_cut_where_details_are(text: str) -> None:
    """It stays under GitHub's limit, says how much is left out, and its markup stays whole."""
    page = as_markdown(huge(text))
    assert len(page) <= MAX_CHARACTERS
    assert re.search(r"… and \d+ more", page)
    assert page.count("<details>") == page.count("</details>")
    assert page.count("```") % 2 == 0
    assert "Keys: 200 created. Findings: 400 mandatory, 1 advisory, 401 of them new." in page


def test_findings_are_kept_before_details() -> None:
    """All of 300 findings are there, and of 200 keys with 100 permissions each as much as there is room for."""
    page = as_markdown(huge("x", findings=300))
    assert page.count("(mandatory, new): ") == 300
    assert page.count("is created") > 0


def test_of_findings_the_mandatory_ones_are_kept_first() -> None:
    """As they are sorted; the others are counted."""
    page = as_markdown(huge("long " * 200))
    assert "(mandatory, new): " in page
    assert "(advisory, new): " not in page
    assert re.search(r"- … and \d+ more findings\n", page)


@given(texts())
@example("".join(TRICKS))
def test_no_text_changes_the_markup(text: str) -> None:
    """Whatever a name, an owner or a message says, it stays text on its line."""
    assert structure(as_markdown(told(text)))[1:] == structure(as_markdown(told("x")))[1:]


@given(texts())
@example("".join(TRICKS))
def test_no_text_shows_a_secret_or_hides_something(text: str) -> None:
    """No long run of letters and digits, nothing invisible, no mention, no link."""
    page = as_markdown(told(text))
    assert not re.search(r"[A-Za-z0-9]{24,}", page)
    assert all(letter.isprintable() or letter == "\n" for letter in page)
    assert not re.search(r"@\w|(?<!&)#\d|://|www\.|gh-\d", page.partition("\n")[2], re.IGNORECASE)


def test_the_marker_cannot_be_closed() -> None:
    """A stack's name is in it."""
    first = as_markdown(told("--> <b>x</b>")).splitlines()[0]
    assert re.fullmatch(r"<!-- [^<>]* -->", first)


def test_what_stays_and_what_is_not_known_has_no_position() -> None:
    """A finding whose place is not told is told without one."""
    page = as_markdown(review(replace_position(created()), after=Judgement((finding(),))))
    assert "(mandatory, new): it is a Main key\n" in page


def replace_position(change: KeyChange) -> KeyChange:
    """The change, without where its key is declared."""
    return replace(change, position=None)

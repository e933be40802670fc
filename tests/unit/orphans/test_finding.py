"""Proof and suspicion."""

from __future__ import annotations

import string
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ACCOUNT_SID, DATE, KEY_SID, OTHER_ACCOUNT_SID, OTHER_KEY_SID
from tests.unit.orphans.exports import PROJECT, STACK, creating, key, name_of, snapshot, urn
from twilio_keys_component.lifecycle.naming import mark
from twilio_keys_component.model import LiveKey
from twilio_keys_component.orphans import AccountRegion, Orphan, Orphans, Snapshot, find
from twilio_keys_component.orphans.finding import places

HERE = AccountRegion(ACCOUNT_SID, "us1")
MARK = mark(project=PROJECT, stack=STACK, name="notifier")
PENDING = snapshot(pending=(creating(),))
LONG = "a-name-that-is-so-long-that-it-has-to-be-cut-to-leave-room-for-the-mark-and-the-end"


def live(name: str | None, sid: str = KEY_SID) -> LiveKey:
    """A key in a list."""
    return LiveKey(sid=sid, friendly_name=name, permissions=None, flags=(), date_created=DATE, date_updated=DATE)


def found(stack: Snapshot, *keys: LiveKey, place: AccountRegion = HERE, stack_id: str | None = None) -> Orphans:
    """The orphans among keys of one place."""
    return find(stack, {place: keys}, default=HERE, stack_id=stack_id)


def kinds(orphans: Orphans) -> tuple[int, int]:
    """How many are proven, and how many suspected."""
    return len(orphans.proven), len(orphans.suspected)


def test_a_key_that_a_pending_create_gives_the_sid_of_is_proven() -> None:
    """The answer had arrived, and the engine was killed before it saved the key."""
    pending = creating()
    pending["resource"] |= {"id": KEY_SID, "outputs": {"sid": KEY_SID}}
    assert kinds(found(snapshot(pending=(pending,)), live(name_of()))) == (1, 0)


def test_a_key_of_the_exact_name_in_a_pending_create_is_proven() -> None:
    """The evidence names the pending create; all that a person needs is there."""
    (orphan,) = found(PENDING, live(name_of())).proven
    assert orphan == Orphan(
        logical_name="notifier",
        friendly_name=name_of(),
        sid=KEY_SID,
        account_sid=ACCOUNT_SID,
        region="us1",
        date_created=DATE,
        evidence=(
            "a pending create of `notifier` asks for exactly this name, and no resource of the stack has its sid; "
            "nothing else has its random end"
        ),
        urn=urn("notifier"),
    )


def test_two_keys_of_that_name_are_both_proven() -> None:
    """A create whose answer was lost may have been sent twice."""
    assert kinds(found(PENDING, live(name_of()), live(name_of(), OTHER_KEY_SID))) == (2, 0)


def test_a_key_that_carries_the_mark_of_a_declared_resource_is_suspected() -> None:
    """One in the state, one waiting for deletion, one in a pending operation of any kind that creates."""
    stack = snapshot(key("sender", OTHER_KEY_SID), key("old", OTHER_KEY_SID, delete=True), pending=(creating(),))
    for logical in ("sender", "old", "notifier"):
        (orphan,) = found(stack, live(name_of(logical, suffix="zzz222"))).suspected
        assert (orphan.logical_name, orphan.urn) == (logical, urn(logical))
        assert f"the mark {mark(project=PROJECT, stack=STACK, name=logical)} of `{logical}`" in orphan.evidence


@pytest.mark.parametrize("logical", [LONG, LONG[:49], LONG[:50], " spaced ", "ü::strange$name"])
def test_names_that_were_cut_or_are_odd_are_recognised(logical: str) -> None:
    """As the constructor builds them: at most 64 characters."""
    stack = snapshot(pending=(creating(logical),))
    assert kinds(found(stack, live(name_of(logical)), live(name_of(logical, suffix="zzz222"), OTHER_KEY_SID))) == (1, 1)


@pytest.mark.parametrize(
    "name",
    [
        name_of().upper(),
        name_of().capitalize(),
        f"x{name_of()}",
        f"{name_of()}x",
        f" {name_of()}",
        f"{name_of()} ",
        name_of()[:-1],
        f"{name_of()[:-1]}1",
        f"{name_of()[:-1]}A",
        f"notifier-{MARK}",
        f"notifier-{MARK}-",
        f"notifier-{MARK.upper()}-abc234",
        f"other-{MARK}-abc234",
        f"{MARK}-abc234",
        f"notifier-{MARK}abc234",
        name_of(stack="prod"),
        name_of(project="shop"),
        "notifier",
        "",
        None,
    ],
)
def test_names_that_only_resemble_are_nothing(name: str | None) -> None:
    """Another case, more or fewer characters, the mark of another stack, project or resource: somebody else's keys."""
    assert kinds(found(PENDING, live(name))) == (0, 0)


@pytest.mark.parametrize(
    "stack",
    [
        snapshot(key("notifier", KEY_SID), pending=(creating(),)),
        snapshot(key("notifier", KEY_SID.lower(), delete=True), pending=(creating(),)),
        snapshot(key("sender", KEY_SID, retainOnDelete=True), pending=(creating(),)),
        snapshot(pending=(creating(), creating("adopter", adopt_sid=KEY_SID))),
    ],
    ids=["saved", "waiting for deletion", "retained under another name", "being adopted"],
)
def test_a_key_in_the_state_is_no_orphan(stack: Snapshot) -> None:
    """Whatever its name, and whichever resource has it."""
    assert kinds(found(stack, live(name_of()))) == (0, 0)


@pytest.mark.parametrize("operation", ["updating", "deleting", "reading", "importing"])
def test_only_pending_creates_prove(operation: str) -> None:
    """Other operations make no key: its mark alone is left."""
    assert kinds(found(snapshot(pending=(creating(operation=operation),)), live(name_of()))) == (0, 1)


def test_an_explicit_name_proves_nothing() -> None:
    """Any key can have it: suspected, and the evidence says so."""
    stack = snapshot(pending=(creating(auto_name=None, friendly_name="Notifier"),))
    (orphan,) = found(stack, live("Notifier")).suspected
    assert "an explicit name proves nothing" in orphan.evidence


def test_a_pending_create_that_has_both_names_sent_the_explicit_one() -> None:
    """So its automatic name proves nothing; a key that carries it looks like the stack's."""
    stack = snapshot(pending=(creating(friendly_name="Notifier"),))
    assert kinds(found(stack, live(name_of()), live("Notifier", OTHER_KEY_SID))) == (0, 2)


def test_a_pending_create_whose_name_cannot_be_read_proves_nothing() -> None:
    """Encrypted or missing: a key with the resource's mark is suspected, one without a name is not."""
    for unreadable in (None, {"ciphertext": "v1"}, ""):
        stack = snapshot(pending=(creating(auto_name=unreadable),))
        assert kinds(found(stack, live(name_of()), live(None, OTHER_KEY_SID), live("", OTHER_KEY_SID))) == (0, 1)


def test_a_key_of_that_name_in_another_account_is_suspected() -> None:
    """The create was sent to one account, and made no key in any other."""
    there = AccountRegion(OTHER_ACCOUNT_SID, "us1")
    assert kinds(found(PENDING, live(name_of()), place=there)) == (0, 1)
    own = snapshot(pending=(creating(account_sid=OTHER_ACCOUNT_SID),))
    assert kinds(found(own, live(name_of()), place=there)) == (1, 0)


def test_a_key_of_that_name_in_another_region_is_suspected() -> None:
    """As with accounts."""
    assert kinds(found(PENDING, live(name_of()), place=AccountRegion(ACCOUNT_SID, "ie1"))) == (0, 1)


@pytest.mark.parametrize(
    ("inputs", "stack_id"),
    [
        ({"origin": {"project": PROJECT, "stack": "prod"}}, None),
        ({"origin": {"project": "shop", "stack": STACK}}, None),
        ({"auto_name": name_of(stack="prod")}, None),
        ({"auto_name": "the-key-of-production"}, None),
        ({"origin": {"project": PROJECT, "stack": STACK, "stack_id": "theirs"}}, "ours"),
    ],
    ids=["another stack", "another project", "another stack's mark", "no automatic name", "another stack id"],
)
def test_the_pending_create_of_a_copied_state_proves_nothing(inputs: dict[str, Any], stack_id: str | None) -> None:
    """The original may have saved that key, and use it: suspected, and the evidence says so."""
    stack = snapshot(pending=(creating(**inputs),))
    name = inputs.get("auto_name", name_of())
    orphans = found(stack, live(name), stack_id=stack_id)
    assert kinds(orphans) == (0, 1)
    assert "another stack made it, or this one under another name" in orphans.suspected[0].evidence


@pytest.mark.parametrize("made_by", ["ours", None], ids=["same", "no id then"])
def test_a_stack_that_got_its_id_later_has_made_what_it_has_pending(made_by: str | None) -> None:
    """A pending create without an id, or with this stack's, is its own."""
    origin = {"project": PROJECT, "stack": STACK} | ({"stack_id": made_by} if made_by else {})
    assert kinds(found(snapshot(pending=(creating(origin=origin),)), live(name_of()), stack_id="ours")) == (1, 0)


def test_a_pending_create_with_an_id_proves_nothing_where_none_is_known() -> None:
    """The folder of a copy need not have one; update and delete are refused there too."""
    origin = {"project": PROJECT, "stack": STACK, "stack_id": "theirs"}
    orphans = found(snapshot(pending=(creating(origin=origin),)), live(name_of()))
    assert kinds(orphans) == (0, 1)
    assert "a stack with an id made it, and here none is known" in orphans.suspected[0].evidence


@pytest.mark.parametrize(
    "stack",
    [snapshot(), snapshot(has_provider=False), snapshot(key("renamed", OTHER_KEY_SID))],
    ids=["never saved", "destroyed", "renamed"],
)
def test_a_mark_proves_itself_where_no_resource_is_left(stack: Snapshot) -> None:
    """The evidence says which project, stack and logical name the mark is of."""
    (orphan,) = found(replace(stack, project=PROJECT, stack=STACK), live(name_of())).suspected
    assert (orphan.logical_name, orphan.urn, orphan.rests_on_pending) == ("notifier", "", False)
    whose = f"the mark {MARK} of `notifier` in project {PROJECT}, stack {STACK}, which its state does not have"
    assert whose in orphan.evidence


@given(name=st.text(max_size=64) | st.builds(lambda start: f"{start}-{MARK}-abc234", st.characters()))
def test_a_name_whose_mark_is_not_of_what_stands_before_it_is_nothing(name: str) -> None:
    """Not even one that holds what no UTF-8 can."""
    for stack in (snapshot(has_provider=False), snapshot()):
        assert kinds(found(stack, live(name))) == (0, 0)


def test_what_is_suspected_only_by_a_pending_create_says_so() -> None:
    """An explicit name, or a shortened one; not one whose mark proves itself, or is of a resource in the state."""
    explicit = snapshot(pending=(creating(auto_name=None, friendly_name="Notifier"),))
    shortened = snapshot(pending=(creating(LONG),))
    marked = snapshot(pending=(creating(origin={"project": "shop", "stack": STACK}),))
    held = snapshot(key(LONG, OTHER_KEY_SID), pending=(creating(LONG),))
    for stack, name, rests in (
        (explicit, "Notifier", True),
        (shortened, name_of(LONG, suffix="zzz222"), True),
        (marked, name_of(), False),
        (held, name_of(LONG, suffix="zzz222"), False),
    ):
        assert found(stack, live(name)).suspected[0].rests_on_pending is rests


def test_orphans_are_sorted_and_each_is_told_once() -> None:
    """A list that changes while it is read may show a key twice."""
    stack = snapshot(pending=(creating("b"), creating("a")))
    keys = [live(name_of("b")), live(name_of("a"), OTHER_KEY_SID), live(name_of("b"))]
    assert [each.logical_name for each in found(stack, *keys).proven] == ["a", "b"]


def test_every_place_that_the_stack_names_is_looked_at() -> None:
    """Those of keys and of pending creates, and the deployment's own; no other."""
    stack = snapshot(
        key("sydney", KEY_SID, outputs={"region": "au1"}),
        pending=(creating(account_sid=OTHER_ACCOUNT_SID), creating("plain", region="ie1")),
    )
    assert places(stack, HERE) == (
        AccountRegion(ACCOUNT_SID, "au1"),
        AccountRegion(ACCOUNT_SID, "ie1"),
        HERE,
        AccountRegion(OTHER_ACCOUNT_SID, "us1"),
    )


@given(name=st.text(alphabet=string.ascii_lowercase + string.digits + "-", max_size=64) | st.text(max_size=64))
def test_no_other_name_is_ever_proven(name: str) -> None:
    """Only the one name in the pending create."""
    orphans = found(PENDING, live(name))
    assert bool(orphans.proven) == (name == name_of())

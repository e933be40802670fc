"""What a preview does to keys, in permissions and in words."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import CALL, EVERY_MESSAGE_ACTION, KEY_SID, LIST, OTHER_KEY_SID, READ, SEND, grant
from tests.unit.review.previews import (
    MASKED,
    UNKNOWN,
    Inputs,
    Step,
    changed,
    diagnostic,
    inputs,
    plain,
    reviewed,
    root,
    step,
    stream,
    urn_of,
)
from twilio_keys_component.permissions import ACTIONS
from twilio_keys_component.review import ChangeKind, FieldChange, Review, UnusablePreviewError
from twilio_keys_component.review.markdown import as_markdown
from twilio_keys_component.review.text import as_text

STANDARD: Inputs = {**inputs(key_type="standard", reason="Access Tokens"), "grants": None}
MAIN: Inputs = {**inputs(key_type="main"), "grants": None}


def _kinds(review: Review) -> dict[ChangeKind, list[str]]:
    found: dict[ChangeKind, list[str]] = {}
    for change in review.changes:
        found.setdefault(change.kind, []).append(change.key.name)
    return found


def test_what_is_widened_gains_a_permission_and_a_risk() -> None:
    """A reviewer reads what the key can do now that it could not do before, and where it is declared."""
    said = (diagnostic("twilio-keys: declared at sms.py#4", severity="debug", urn=urn_of("notifier")),)
    change = changed(step("update", old=inputs(), new=inputs(SEND, READ)), said=said)
    assert (change.kind, change.gained, change.lost) == (ChangeKind.UPDATE, grant(READ), grant())
    assert change.can_now == ("read messages: text, media and phone numbers",)
    assert (change.tags_gained, change.can_no_more) == (("reads-content",), ())
    assert change.position is not None
    assert change.position.line == 4


def test_what_is_narrowed_loses_permissions_and_risks() -> None:
    """The other way round; the sid is the key's."""
    change = changed(step("update", old=inputs(SEND, CALL), new=inputs(SEND)))
    assert (change.gained, change.lost) == (grant(), grant(CALL))
    assert change.can_no_more == ("place calls at the account's expense",)
    assert change.tags_lost == ()
    assert change.key.sid == KEY_SID


def test_another_spelling_is_no_change() -> None:
    """All five actions are the wildcard."""
    every = inputs(*(f"/twilio/messaging/messages/{action}" for action in ACTIONS))
    change = changed(step("update", old=inputs(EVERY_MESSAGE_ACTION), new=every))
    assert (change.gained, change.lost, change.can_now, change.tags_gained) == (grant(), grant(), (), ())


def test_the_spelling_of_the_other_list_is_no_change() -> None:
    """Twilio writes some resources in two ways."""
    old, new = (f"/twilio/voice/{resource}/read" for resource in ("byoc-trunks", "sip.byoc-trunks"))
    change = changed(step("update", old=inputs(old), new=inputs(new)))
    assert (change.gained, change.lost, change.can_now, change.can_no_more) == (grant(), grant(), (), ())


def test_what_is_gained_is_spelled_as_in_the_program() -> None:
    """A wildcard that is new as a whole is told as a wildcard; of one that was there in part, the rest."""
    new = inputs(CALL, EVERY_MESSAGE_ACTION)
    assert list(map(str, changed(step("update", old=inputs(CALL), new=new)).gained)) == [EVERY_MESSAGE_ACTION]
    gained = changed(step("update", old=inputs(SEND, CALL), new=new)).gained
    assert len(gained) == 4
    assert SEND not in map(str, gained)


@pytest.mark.parametrize("make", [stream, plain])
def test_every_kind_of_change_is_told(make: Any) -> None:
    """Streams tell of a replacement in three steps, plain previews in one: it is one change."""
    steps = [
        root(),
        step("create", "new", new=inputs()),
        step("create", "adopted", new=inputs(adopt_sid=OTHER_KEY_SID)),
        step("update", "wider", old=inputs(), new=inputs(READ)),
        step("replace", "other", old=inputs(), new=STANDARD),
        step("delete", "gone", old=inputs()),
        step("delete", "kept", old=inputs(), retainOnDelete=True),
        step("same", "same", old=inputs(), new=inputs()),
    ]
    if make is stream:
        steps += [
            step("create-replacement", "other", old=inputs(), new=STANDARD),
            step("delete-replaced", "other", old=inputs()),
        ]
    review = reviewed(make(*steps))
    assert _kinds(review) == {
        ChangeKind.REVOKE: ["gone"],
        ChangeKind.REPLACE: ["other"],
        ChangeKind.FORGET: ["kept"],
        ChangeKind.UPDATE: ["wider"],
        ChangeKind.CREATE: ["new"],
        ChangeKind.ADOPT: ["adopted"],
        ChangeKind.SAME: ["same"],
    }
    assert [change.key.name for change in review.revoked] == ["gone", "other"]


def test_a_replaced_key_that_is_retained_lives_on() -> None:
    """It is forgotten, and another one is made."""
    review = reviewed(stream(step("replace", old=inputs(), new=STANDARD, retainOnDelete=True)))
    assert [change.kind for change in review.changes] == [ChangeKind.FORGET, ChangeKind.CREATE]


def test_what_an_earlier_replacement_left_is_revoked() -> None:
    """An update that was cut off leaves the replaced key to be deleted by the next one."""
    left = step("delete-replaced", old=inputs(), id=OTHER_KEY_SID)
    review = reviewed(stream(step("same", old=inputs(), new=inputs()), left))
    assert [change.kind for change in review.changes] == [ChangeKind.REVOKE, ChangeKind.SAME]
    assert review.changes[0].key.sid == OTHER_KEY_SID


def test_a_key_in_a_component_is_seen() -> None:
    """Its URN names the component's type first; the old name of one that is renamed is told."""
    urn = f"urn:pulumi:prod::orders::acme:Team${urn_of('x').split('::')[2]}::inner"
    change = changed(step("update", urn=urn, old_urn=urn_of("outer"), old=inputs(), new=inputs(READ)))
    assert change.key.name == "inner"
    assert FieldChange("name", "outer", "inner") in change.fields


@pytest.mark.parametrize("op", ["read", "discard", "remove-pending-replace"])
def test_what_the_engine_does_not_own_is_no_change(op: str) -> None:
    """It neither makes nor ends such a resource."""
    assert not reviewed(stream(root(), step(op, old=inputs(), new=inputs()))).changes


def test_a_create_that_a_target_leaves_out_is_no_change() -> None:
    """The engine tells it as the same, without anything old."""
    assert not reviewed(stream(root(), step("same", new=inputs()))).changes


def test_an_operation_that_is_not_known_is_refused() -> None:
    """A newer engine may do something that this version would tell wrongly."""
    with pytest.raises(UnusablePreviewError, match="does not know: conjure"):
        reviewed(stream(step("conjure", new=inputs())))


def test_fields_that_change_are_told() -> None:
    """Each as text, sorted by name; what is given for the first time was none before."""
    old = inputs(accept={"TK201": True}, auto_name="notifier-1", region="us1")
    new = inputs(accept={"TK201": True, "redirects": True}, friendly_name="notifier", owner="team-sms", deployer=True)
    assert changed(step("update", old=old, new=new)).fields == (
        FieldChange("accept", "TK201", "TK201, redirects"),
        FieldChange("deployer", None, "yes"),
        FieldChange("friendly_name", "notifier-1", "notifier"),
        FieldChange("owner", "team-orders", "team-sms"),
        FieldChange("region", "us1", None),
    )


def test_a_key_that_a_stack_takes_over_is_told() -> None:
    """`twilio-keys:claim` changes nothing at Twilio, and whose the key is."""
    was, will_be = ({"project": "orders", "stack": name, "stack_id": f"id-of-{name}"} for name in ("prod", "copy"))

    change = changed(step("update", old=inputs(origin=was), new=inputs(origin=will_be)))

    assert change.fields == (FieldChange("origin", "orders prod id-of-prod", "orders copy id-of-copy"),)


def test_values_that_are_secret_or_unknown_are_not_told() -> None:
    """Neither is a text that looks like a secret."""
    new = inputs(owner=MASKED, purpose=UNKNOWN, reason="x" * 32, expires="[secret]")
    assert changed(step("update", old=inputs(), new=new)).fields == (
        FieldChange("expires", "2027-06-01", "(secret)"),
        FieldChange("owner", "team-orders", "(secret)"),
        FieldChange("purpose", "Order texts", "(not known yet)"),
        FieldChange("reason", None, "(32 characters)"),
    )


@pytest.mark.parametrize("grants", [UNKNOWN, {SEND: UNKNOWN}, [SEND, UNKNOWN]])
def test_permissions_that_are_not_known_yet_leave_a_change_open(grants: Any) -> None:
    """Nothing is said to be gained or lost, and rules wait."""
    new = {**inputs(), "grants": grants}
    for change in (changed(step("update", old=inputs(), new=new)), changed(step("create", new=new))):
        assert (change.is_open, change.gained, change.lost) == (True, grant(), grant())
        assert change.after is not None
        assert "permissions" in change.after.unknown


@pytest.mark.parametrize("value", [5, ["AC1"], {"sid": "AC1"}])
def test_a_value_that_cannot_be_read_counts_as_not_known(value: Any) -> None:
    """Whatever somebody made of the preview, the review is of the rest."""
    given = {**inputs(), "account_sid": value, "owner": value, "grants": value, "expires": value}
    change = changed(step("update", old=inputs(), new=given))
    assert change.after is not None
    assert change.after.unknown >= {"account_sid", "owner", "permissions", "expires"}


def test_a_key_that_becomes_standard_can_do_everything_but_manage_keys() -> None:
    """Nothing is lost, although no permission is listed any more."""
    change = changed(step("replace", old=inputs(SEND), new=STANDARD))
    assert (change.gained, change.lost, change.can_no_more) == (grant(), grant(), ())
    assert change.can_now == ("do everything but manage keys and accounts",)
    assert change.tags_gained == ("destroys-data", "reads-content", "redirects")


def test_a_standard_key_that_becomes_restricted_gains_nothing() -> None:
    """What it may do then it could do before."""
    change = changed(step("replace", old=STANDARD, new=inputs(SEND)))
    assert (change.gained, change.lost, change.can_now) == (grant(), grant(), ())
    assert change.can_no_more == ("do everything but manage keys and accounts",)


def test_a_main_key_can_do_everything() -> None:
    """Adopted, it has every risk there is."""
    change = changed(step("create", new={**MAIN, "adopt_sid": OTHER_KEY_SID}))
    assert change.can == ("do everything, manage keys and accounts included",)
    assert "escalates" in change.tags
    assert change.key.is_adopted


def test_drift_that_a_refresh_found_is_part_of_the_change() -> None:
    """What was granted outside is lost by the update; the notes say that somebody changed the key."""
    found = step("refresh", old=inputs(SEND, LIST), new=inputs(SEND, READ))
    review = reviewed(stream(root(), found, step("update", old=inputs(SEND, READ), new=inputs(SEND, LIST))))
    (change,) = review.changes
    assert (change.gained, change.lost) == (grant(LIST), grant(READ))
    assert "The key notifier was changed outside the code; `on_drift` says" in " ".join(review.notes)


def test_a_key_that_is_gone_already_is_not_said_to_be_revoked() -> None:
    """A refresh found that; the update makes a new one, or nothing."""
    gone = Step("refresh", urn_of("notifier"), step("same", old=inputs()).old, None)
    made = reviewed(stream(root(), gone, step("create", new=inputs())))
    forgotten = reviewed(stream(root(), gone))
    assert (_kinds(made), made.revoked) == ({ChangeKind.CREATE: ["notifier"]}, ())
    assert "The key notifier was revoked outside the code: the change makes a new one." in made.notes
    assert not forgotten.changes
    assert "does not declare it any more" in " ".join(forgotten.notes)


@pytest.mark.parametrize("op", ["refresh", "delete"])
def test_a_plain_preview_shows_a_key_that_is_gone_already_as_a_create(op: str) -> None:
    """Behind a refresh, or behind the delete that stands in its place."""
    found = step(op, old=inputs(), new=inputs() if op == "refresh" else None)
    review = reviewed(plain(root(), found, step("create", new=inputs())))
    assert _kinds(review) == {ChangeKind.CREATE: ["notifier"]}
    assert "was revoked outside the code" in " ".join(review.notes)


def test_a_key_that_was_only_looked_at_is_not_said_to_be_unchanged() -> None:
    """A program that fails does not get to its keys: nobody knows what it says about them."""
    made = reviewed(stream(root(), step("refresh", old=inputs(), new=inputs()), result="failed"))
    assert _kinds(made) == {ChangeKind.UNREACHED: ["notifier"]}
    for page in (as_text(made), as_markdown(made)):
        assert "Keys: 1 not reached" in page
        assert "unchanged" not in page


def test_the_order_of_the_steps_does_not_matter() -> None:
    """The engine works on several resources at once."""
    steps = [root(), *(step("update", name, old=inputs(), new=inputs(READ)) for name in "cab")]
    assert reviewed(stream(*steps)) == reviewed(stream(*reversed(steps)))
    assert [change.key.name for change in reviewed(stream(*steps)).changes] == ["a", "b", "c"]

"""Plans that a person reads, by example."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.builders import (
    ACCOUNT_SID,
    CALL,
    EVERY_MESSAGE_ACTION,
    LIST,
    OTHER_ACCOUNT_SID,
    READ,
    SEND,
    grant,
    spec,
    standard_spec,
    state,
    state_of,
)
from twilio_keys_component.model import DriftMode, Region
from twilio_keys_component.permissions import Permission
from twilio_keys_component.reconcile import Accept, Annotate, Grant, Plan, Rename, Revoke, plan


def test_nothing_to_do_is_false_and_reads_as_nothing() -> None:
    """The plan of an unchanged key is empty."""
    made = plan(spec(SEND), state(SEND))
    assert (made, bool(made), str(made)) == (Plan(()), False, "")


def test_one_more_permission_is_one_grant() -> None:
    """Only the difference is planned."""
    assert plan(spec(SEND, READ), state(SEND)).changes == (Grant(Permission.parse(READ)),)


def test_all_kinds_of_changes_read_line_by_line() -> None:
    """A plan's text has one line a change: revoked, granted, renamed, annotated."""
    notes = {"owner": "team-a", "expires": date(2027, 1, 1), "accept": ("TK201", "redirects"), "deployer": True}
    made = plan(spec(LIST, CALL, friendly_name="new", on_drift=DriftMode.FAIL, **notes), state(SEND, READ))
    assert str(made).splitlines() == [
        f"revoke {SEND}",
        f"revoke {READ}",
        f"grant {LIST}",
        f"grant {CALL}",
        "rename 'order-notifier' to 'new'",
        "set on_drift from 'tighten' to 'fail'",
        "set owner from None to 'team-a'",
        "set expires from None to '2027-01-01'",
        "set accept from None to 'TK201, redirects'",
        "set deployer from None to 'true'",
    ]


def test_a_wildcard_that_loses_one_action_is_one_revoke() -> None:
    """The four actions that stay are no change."""
    wanted = spec(*(f"/twilio/messaging/messages/{action}" for action in ("create", "list", "read", "update")))
    assert str(plan(wanted, state(EVERY_MESSAGE_ACTION))) == "revoke /twilio/messaging/messages/delete"


def test_a_whole_new_resource_is_one_line() -> None:
    """All five actions of a resource are granted as its wildcard, whatever their spelling."""
    five = [str(p) for p in Permission.parse(EVERY_MESSAGE_ACTION).expanded()]
    assert str(plan(spec(CALL, *five), state(CALL))) == f"grant {EVERY_MESSAGE_ACTION}"


@pytest.mark.parametrize(
    ("fields", "property_", "text"),
    [
        (
            {"account_sid": OTHER_ACCOUNT_SID},
            "account_sid",
            f"replace the key: it moves from account {ACCOUNT_SID} to {OTHER_ACCOUNT_SID}",
        ),
        (
            {"region": Region.IE1},
            "region",
            "replace the key: a key works only in the Region it was made in (us1, not ie1)",
        ),
    ],
)
def test_what_cannot_change_on_a_living_key_replaces_it(fields: dict[str, Any], property_: str, text: str) -> None:
    """Account and Region of a key are fixed, and the plan says so."""
    made = plan(standard_spec(**fields), state_of(standard_spec()))
    assert (made.replaced_by, made.is_local, str(made)) == ((property_,), False, text)


def test_another_kind_of_key_replaces_it() -> None:
    """A key's kind never changes, so a restricted key becomes a standard one by replacement."""
    made = plan(standard_spec(), state(SEND))
    assert made.replaced_by == ("key_type",)
    assert str(made).splitlines()[0] == "replace the key: a restricted key cannot become a standard one"


def test_all_reasons_of_a_replacement_are_named() -> None:
    """More than one property can force a new key."""
    wanted = standard_spec(account_sid=OTHER_ACCOUNT_SID, region=Region.AU1)
    assert plan(wanted, state(SEND)).replaced_by == ("account_sid", "key_type", "region")


@pytest.mark.parametrize(
    "field",
    [
        {"owner": "team-a"},
        {"purpose": "texts"},
        {"on_drift": DriftMode.FAIL},
        {"expires": date(2027, 1, 1)},
        {"reason": "why"},
        {"accept": ("TK201",)},
        {"deployer": True},
    ],
)
def test_an_annotation_is_a_change_without_twilio(field: dict[str, Any]) -> None:
    """What lies in the state only shows in the plan, and Twilio need not be asked."""
    made = plan(spec(SEND, **field), state(SEND))
    assert (bool(made), made.is_local, made.replaced_by) == (True, True, ())


def test_what_was_taken_over_is_looked_at_although_an_annotation_changes_too() -> None:
    """Nobody knows whether the key is still so: the annotation alone would ask nobody."""
    made = plan(spec(SEND, READ, owner="team"), state(SEND, permissions=grant(SEND, READ)))
    assert made.changes == (Annotate("owner", None, "team"), Accept())
    assert (made.is_local, made.is_unseen) == (False, False)


def test_how_an_adopted_key_is_revoked_says_nothing_of_a_made_one() -> None:
    """Its state may be older than that input."""
    wanted = spec(SEND, revoke_adopted=True)
    assert not plan(wanted, state(SEND))
    assert plan(wanted, state(SEND, adopted=True)).changes == (Annotate("revoke_adopted", None, "true"),)


def test_a_key_that_lost_its_name_is_renamed() -> None:
    """Twilio's missing name is a difference from the declared one."""
    assert plan(spec(SEND), state(SEND, friendly_name=None)).changes == (Rename(None, "order-notifier"),)


def test_the_state_as_last_seen_is_the_start() -> None:
    """After a refresh the plan shows how the live key, not the applied one, differs from the code."""
    seen = state(SEND, permissions=grant(SEND, READ))
    assert plan(spec(SEND), seen).changes == (Revoke(Permission.parse(READ)),)

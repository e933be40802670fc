"""An adoption does no more than it told, and what it says when it cannot go on is true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import (
    ACCOUNT_SID,
    CALL,
    NAME,
    OTHER_KEY_SID,
    READ,
    SEND,
    adoption,
    grant,
    inputs_of,
    main_spec,
    spec,
    standard_spec,
    state,
    unnamed_spec,
)
from tests.unit.local_twilio import LocalTwilio
from twilio_keys_component.lifecycle import AdoptionError, DriftError, Outcome, check, diff, update
from twilio_keys_component.model import Region
from twilio_keys_component.twilio_iam import Connection, TwilioError

Take = Callable[..., Outcome]
CONFERENCES = "/twilio/voice/conferences/"  # list, read and update are known
KNOWN = [CONFERENCES + action for action in ("list", "read", "update")]


@pytest.mark.parametrize(
    ("there", "words", "has"),
    [
        ([CALL, *KNOWN], f"revoked {CALL}.", KNOWN),
        ([CALL, *KNOWN[:2]], f"granted {KNOWN[2]}; revoked {CALL}.", KNOWN),
        (
            [*KNOWN[:2], CONFERENCES + "create", CONFERENCES + "delete"],
            f"granted {KNOWN[2]}; revoked {CONFERENCES}create, {CONFERENCES}delete.",
            KNOWN,
        ),
        ([CALL], f"granted {CONFERENCES}*; revoked {CALL}.", [CONFERENCES + "*"]),
        ([CALL, CONFERENCES + "*"], f"revoked {CALL}.", [CONFERENCES + "*"]),
    ],
)
def test_a_wildcard_is_sent_only_where_it_was_told(
    there: list[str], words: str, has: list[str], take: Take, twilio: LocalTwilio, told: list[str]
) -> None:
    """Nobody is granted unknown actions under the word of the known ones."""
    sid, _ = twilio.make_key("restricted", *there)
    take(sid, unnamed_spec(CONFERENCES + "*"))
    assert words in told[0]
    assert twilio.grant_of(sid) == grant(*has)


@pytest.mark.parametrize(
    ("kind", "fault", "is_certain"),
    [
        ("answer", {"status": 400, "body": {"code": 70002, "message": "no"}}, True),
        ("answer", {"status": 500, "body": {}}, False),
        ("rewrite", {"body": {"sid": OTHER_KEY_SID}}, False),
    ],
)
def test_a_failed_change_is_certain_or_left_open(
    kind: str, fault: dict[str, Any], is_certain: bool, take: Take, twilio: LocalTwilio
) -> None:
    """Only where Twilio refused, the key is said to be as it was."""
    sid, _ = twilio.make_key("restricted", SEND)
    twilio.fault(kind, method="POST", count=50, **fault)
    with pytest.raises(TwilioError) as failed:
        take(sid, unnamed_spec(READ))
    assert ("The key was not adopted, and is as it was." in str(failed.value)) == is_certain


def test_a_key_that_is_gone_is_made_anew_without_adopt_sid(
    take: Take, twilio: LocalTwilio, connection: Connection
) -> None:
    """Whether the adoption or a later update finds out; a Main key cannot be made."""
    with pytest.raises(AdoptionError, match="take adopt_sid out: then a key is made"):
        take(OTHER_KEY_SID, unnamed_spec(SEND))
    with pytest.raises(AdoptionError, match=r"own account_sid or region\.$"):
        take(OTHER_KEY_SID, main_spec())
    for inputs, step in (
        (adoption(state().sid, unnamed_spec(READ)), "Take adopt_sid out of the code and run `pulumi refresh`"),
        (inputs_of(spec(READ)), "Run `pulumi refresh`"),
    ):
        with pytest.raises(DriftError, match=rf"cannot be updated\. {step}"):
            update(inputs, state(), connection)


def test_a_key_without_flags_in_us1_is_not_sent_elsewhere(take: Take, twilio: LocalTwilio) -> None:
    """The Regions explain missing flags only outside us1."""
    sid, _ = twilio.make_key("standard")
    listed: dict[str, Any] = {
        "sid": sid,
        "friendly_name": None,
        "flags": [],
        "date_created": None,
        "date_updated": None,
    }
    twilio.fault("rewrite", method="GET", path="/v1/Keys$", body={"keys": [listed]})
    with pytest.raises(AdoptionError, match=r"Look at it in the Console\.$"):
        take(sid, standard_spec())
    other, _ = twilio.make_key("standard", region="ie1")
    with pytest.raises(AdoptionError, match=r"Keys outside us1 are listed without flags\.$"):
        take(other, standard_spec(region=Region.IE1))


def test_a_sid_is_the_same_in_any_case(connection: Connection) -> None:
    """Whoever pasted it from elsewhere adopts the same key."""
    sid = state().sid
    assert not diff(adoption("SK" + sid[2:].upper(), spec()), state(), connection)


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        (adoption("", spec(account_sid=ACCOUNT_SID, friendly_name=NAME)), "is None or empty when the program runs"),
        (inputs_of(main_spec()), "put its adopt_sid back"),
    ],
)
def test_what_went_missing_is_named(inputs: dict[str, Any], reason: str, connection: Connection) -> None:
    """A sid that came to nothing does not make a key; an adopted Main key needs its sid."""
    (problem,) = check(inputs, {}, connection).problems
    assert reason in problem.reason

"""Checking inputs: everything that is wrong with them, and nothing sent."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import CALL, NAME, OTHER_ACCOUNT_SID, SECRET, SEND, inputs_of, spec, standard_spec
from tests.unit.local_twilio import LocalTwilio
from twilio_keys_component.lifecycle import UNKNOWN, check, value_problems
from twilio_keys_component.model import Region
from twilio_keys_component.permissions import lay_over, load_catalog
from twilio_keys_component.twilio_iam import Connection, Names, Problem

TOO_MANY = {f"/twilio/x/r{number}/read": True for number in range(101)}
RESTRICTED = inputs_of(spec(SEND))
STANDARD = inputs_of(standard_spec())
ORIGIN = RESTRICTED["origin"]
AUTO = {"grants": {SEND: True}, "auto_name": NAME, "origin": ORIGIN}


def _problems(inputs: dict[str, Any], connection: Any) -> list[tuple[str, str]]:
    return [(problem.property, problem.reason) for problem in check(inputs, {}, connection).problems]


@pytest.mark.parametrize(
    "inputs",
    [
        RESTRICTED,
        STANDARD,
        STANDARD | {"region": "ie1"},
        RESTRICTED | {"friendly_name": "x" * 64},
        RESTRICTED | {"friendly_name": "Ünïcode name"},
        {"grants": {SEND: True}, "auto_name": NAME, "origin": ORIGIN},
        AUTO | {"key_type": None, "on_drift": None, "region": None},
        RESTRICTED | {"grants": dict(list(TOO_MANY.items())[:100])},
        RESTRICTED | {"grants": {"/twilio/x/r/*": True} | {f"/twilio/x/r{n}/*": True for n in range(99)}},
        dict.fromkeys(RESTRICTED, UNKNOWN),
        *(RESTRICTED | {name: UNKNOWN} for name in RESTRICTED),
        *(STANDARD | {name: UNKNOWN} for name in STANDARD),
    ],
    ids=str,
)
def test_good_and_unknown_inputs_pass(inputs: dict[str, Any], connection: Connection, twilio: LocalTwilio) -> None:
    """Without a call, and as they were given."""
    checked = check(inputs, {}, connection)
    assert (checked.inputs, checked.problems) == (inputs, ())
    assert twilio.requests() == []


@pytest.mark.parametrize(
    ("inputs", "wrong", "reason"),
    [
        (RESTRICTED | {"grants": {}}, "permissions", "needs at least one"),
        (RESTRICTED | {"grants": None}, "permissions", "needs at least one"),
        ({"auto_name": NAME, "origin": ORIGIN}, "permissions", "needs at least one"),
        (RESTRICTED | {"grants": {SEND: False}}, "permissions", "is False and not true: leave out what is not granted"),
        (RESTRICTED | {"friendly_name": None}, "friendly_name", "is None: leave the argument out"),
        (RESTRICTED | {"tags": {"team": "x"}}, "tags", "is no input of ApiKey"),
        (RESTRICTED | {"origin": None}, "origin", "must stay as ApiKey sets it"),
        (RESTRICTED | {"origin": {"project": "x"}}, "origin", "must stay as ApiKey sets it"),
        (STANDARD | {"grants": {SEND: True}}, "permissions", "takes no permissions"),
        (STANDARD | {"grants": {}}, "permissions", "takes no permissions"),
        (RESTRICTED | {"grants": SEND}, "permissions", "must be a list of permissions, not str"),
        (RESTRICTED | {"grants": {"/twilio/messaging/messages": True}}, "permissions", "four parts"),
        (RESTRICTED | {"grants": {"/twilio/messaging/*": True}}, "permissions", "no wildcard over a product"),
        (RESTRICTED | {"grants": TOO_MANY}, "permissions", "101 permissions do not fit"),
        (RESTRICTED | {"friendly_name": "x" * 65}, "friendly_name", "has 65 characters"),
        (RESTRICTED | {"friendly_name": ""}, "friendly_name", "must not be empty"),
        (RESTRICTED | {"friendly_name": " x"}, "friendly_name", "white space"),
        (RESTRICTED | {"friendly_name": 5}, "friendly_name", "must be a text, not int"),
        (RESTRICTED | {"account_sid": "AC123"}, "account_sid", "is no account sid"),
        (RESTRICTED | {"account_sid": ""}, "account_sid", "is no account sid"),
        (RESTRICTED | {"account_sid": 5}, "account_sid", "is no account sid"),
        (RESTRICTED | {"account_sid": OTHER_ACCOUNT_SID}, "account_sid", "add them to twilio-keys:accounts"),
        (RESTRICTED | {"key_type": "main"}, "key_type", "only the Console can"),
        (RESTRICTED | {"key_type": "super"}, "key_type", "none of restricted, standard"),
        (RESTRICTED | {"region": "ie1"}, "region", "us1 only, not in ie1: leave the region out"),
        (STANDARD | {"region": "mars"}, "region", "none of us1, ie1, au1"),
        (RESTRICTED | {"on_drift": "ignore"}, "on_drift", "none of tighten, overwrite, fail"),
        (RESTRICTED | {"owner": 5}, "owner", "must be a text"),
        (RESTRICTED | {"purpose": ["x"]}, "purpose", "must be a text"),
        (
            RESTRICTED | {"unsupported": ["allowed_ips"]},
            "allowed_ips",
            "cannot restrict a key by referrer, domain or IP",
        ),
    ],
)
def test_wrong_input_is_named_with_a_way_out(
    inputs: dict[str, Any], wrong: str, reason: str, connection: Connection
) -> None:
    """One problem each, at the property that the program gave."""
    problems = _problems(inputs, connection)
    assert [name for name, _ in problems] == [wrong]
    assert reason in problems[0][1]


def test_every_problem_is_told_at_once(connection: Connection, twilio: LocalTwilio) -> None:
    """Sorted by property, each once, and nothing is sent."""
    inputs = {
        "account_sid": "AC1",
        "friendly_name": "x" * 65,
        "grants": {"nonsense": True, "/twilio/x/*": True},
        "key_type": "restricted",
        "on_drift": "maybe",
        "origin": ORIGIN,
        "owner": 5,
        "region": "au1",
        "unsupported": ["allowed_domains", "referrer"],
    }
    names = [name for name, _ in _problems(inputs, connection)]
    expected = {"account_sid", "friendly_name", "permissions", "on_drift", "owner", "region"}
    assert set(names) == expected | {"allowed_domains", "referrer"}
    assert names == sorted(names)
    assert len(names) == len(expected) + 3
    assert twilio.requests() == []


@pytest.mark.parametrize("name", ["account_sid", "friendly_name", "key_type", "region"])
def test_unknown_value_hides_no_other_problem(name: str, connection: Connection) -> None:
    """What can be known in a preview is checked there."""
    inputs = RESTRICTED | {"on_drift": "maybe", "grants": {"nonsense": True}, name: UNKNOWN}
    assert [wrong for wrong, _ in _problems(inputs, connection)] == ["on_drift", "permissions"]


def test_default_region_counts(twilio: LocalTwilio, reach: Any) -> None:
    """A restricted key must then name us1 itself; one whose Region is not known yet is let through."""
    connection = reach(twilio.url, region=Region.IE1)
    nowhere = {name: value for name, value in RESTRICTED.items() if name != "region"}
    (problem,) = check(nowhere, {}, connection).problems
    assert (problem.property, 'set region="us1"' in problem.reason) == ("region", True)
    assert check(nowhere | {"region": "us1"}, {}, connection).problems == ()
    assert check(nowhere | {"region": UNKNOWN}, {}, connection).problems == ()


def test_problems_of_the_settings_stand_beside_those_of_the_key() -> None:
    """Whoever corrects one sees the other."""
    settings = Problem("twilio-keys:accountSid", "no credentials")
    problems = check(RESTRICTED | {"owner": 5}, {}, (settings, settings)).problems
    assert [problem.property for problem in problems] == ["owner", "twilio-keys:accountSid"]


def test_living_key_keeps_its_auto_name(connection: Connection) -> None:
    """What the constructor draws anew in every run is for a new key."""
    new = {"grants": {SEND: True}, "auto_name": "new"}
    assert check(new, {"auto_name": "old"}, connection).inputs["auto_name"] == "old"
    assert check(new | {"auto_name": UNKNOWN}, {"auto_name": "old"}, connection).inputs["auto_name"] == "old"
    assert check(new, {}, connection).inputs["auto_name"] == "new"
    assert check(new, {"auto_name": UNKNOWN}, connection).inputs["auto_name"] == "new"
    assert "auto_name" not in check(RESTRICTED, {"auto_name": "old"}, connection).inputs


def test_values_are_checked_without_a_connection() -> None:
    """The constructor of a resource does so, before anything reaches the engine."""
    assert value_problems(RESTRICTED) == []
    assert [problem.property for problem in value_problems({"grants": {"x": True}})] == ["permissions"]


@pytest.mark.parametrize("name", ["key_type", "region", "on_drift", "account_sid"])
def test_long_values_are_not_repeated(name: str, connection: Connection) -> None:
    """They may be secrets in the wrong place."""
    ((_, reason),) = _problems(RESTRICTED | {name: SECRET}, connection)
    assert SECRET not in reason


def test_a_text_that_is_no_path_is_not_repeated_among_permissions(connection: Connection) -> None:
    """It may be a secret in the wrong place; what has slashes is repeated, so that it can be found."""
    ((_, reason),) = _problems(RESTRICTED | {"grants": {SECRET: True}}, connection)
    assert (SECRET in reason, "a text of 32 characters" in reason) == (False, True)


def test_unknown_value_says_so() -> None:
    """In texts and failing tests."""
    assert repr(UNKNOWN) == "UNKNOWN"


def test_order_and_duplicates_do_not_count(connection: Connection) -> None:
    """Neither makes a problem; a permission may stand beside its wildcard."""
    assert _problems(RESTRICTED | {"grants": {CALL: True, SEND: True, "twilio/voice/calls/*": True}}, connection) == []


ACCEPTED = {"TK201": True, "TK205": True, "costs-money": True, "redirects": True}
DEPLOYER = inputs_of(spec("/twilio/iam/api-keys/*", "/twilio/iam/api-keys/read")) | {"deployer": True}


@pytest.mark.parametrize(
    "inputs",
    [
        RESTRICTED | {"expires": "2027-12-31", "reason": "Access Tokens", "accept": ACCEPTED},
        RESTRICTED | {"accept": {}},
        RESTRICTED | {"accept": UNKNOWN, "expires": UNKNOWN, "reason": UNKNOWN},
        DEPLOYER,
        DEPLOYER | {"grants": UNKNOWN, "key_type": UNKNOWN},
    ],
)
def test_what_reviewers_read_passes(inputs: dict[str, Any], connection: Connection) -> None:
    """A date, a reason, risks that can be accepted, a deployer that only manages keys."""
    assert _problems(inputs, connection) == []


@pytest.mark.parametrize("expires", ["31.12.2027", "20271231", "2027-02-30", "2027-12-31T00:00:00", "", 20271231])
def test_expires_is_a_day_in_one_spelling(expires: Any, connection: Connection) -> None:
    """No time of day, no other order, and a day that there is."""
    ((name, reason),) = _problems(RESTRICTED | {"expires": expires}, connection)
    assert (name, "is no date: give a datetime.date, or a text such as 2026-12-31" in reason) == ("expires", True)


@pytest.mark.parametrize(
    ("accept", "reason"),
    [
        ("TK201", 'must be a list of risks, not str: write ["TK201"], even for one'),
        ({"TK201": False}, "'TK201' is False and not true: leave out what is not accepted"),
        ({"escalates": True}, "'escalates' cannot be accepted, nor is there a waiver for it: only a key"),
        ({"TK202": True}, "'TK202' cannot be accepted, nor is there a waiver for it: only a key"),
        ({"TK304": True}, "'TK304' cannot be accepted, nor is there a waiver for it: take the credential"),
        (
            {"TK301": True},
            "'TK301' cannot be accepted by a key, only TK201, TK204, TK205 can: correct the key, or write",
        ),
        ({"tk201": True}, "'tk201' is no known risk: did you mean TK201? Risks are TK201, TK204"),
        ({"cost_money": True}, "'cost_money' is no known risk: did you mean costs-money?"),
        ({"nonsense": True}, "'nonsense' is no known risk. Risks are"),
        ({SECRET: True}, "(32 characters)"),
    ],
)
def test_what_cannot_be_accepted_is_named(accept: Any, reason: str, connection: Connection) -> None:
    """With what can be, and with the way out where a key cannot say so by itself."""
    ((name, told),) = _problems(RESTRICTED | {"accept": accept}, connection)
    assert (name, reason in told) == ("accept", True), told


def test_risks_of_the_project_s_overlay_can_be_accepted(twilio: LocalTwilio, reach: Any) -> None:
    """Where the overlay is not at hand, as in a constructor, what could be one of its risks is let through."""
    overlay = f'[[risks]]\npermission = "{SEND}"\ntags = ["reaches-patients"]\nreason = "Ours."\n'
    inputs = RESTRICTED | {"accept": {"reaches-patients": True, "Reaches": True}}
    connection = reach(twilio.url, names=Names(lay_over(load_catalog(), overlay)))
    ((_, reason),) = _problems(inputs, connection)
    assert "'Reaches' is no known risk" in reason
    assert [problem.reason for problem in value_problems(inputs) if "patients" in problem.reason.split(" is")[0]] == []


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        (DEPLOYER | {"grants": {SEND: True, "/twilio/iam/api-keys/*": True}}, f"nothing else: move {SEND} to another"),
        (STANDARD | {"deployer": True}, "a deployer key is restricted, not standard"),
        (DEPLOYER | {"deployer": False}, "False is not True"),
    ],
)
def test_a_deployer_manages_keys_and_nothing_else(inputs: dict[str, Any], reason: str, connection: Connection) -> None:
    """So that whoever holds it can do no more than the deployment must."""
    ((name, told),) = _problems(inputs, connection)
    assert (name, reason in told) == ("deployer", True), told

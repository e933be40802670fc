"""Permissions that an operation needs only with certain parameters."""

from __future__ import annotations

import pytest

from twilio_keys_component.permissions import Permission, load_catalog
from twilio_keys_component.permissions.conditions import Condition

RECORD = Permission.parse("/twilio/voice/calls.recordings/create")
ADDRESS = Permission.parse("/twilio/voice/sip.emergency-addresses/create")
ACCOUNT = "https://api.twilio.com/2010-04-01/Accounts/AC1"


def test_conditions_of_an_operation() -> None:
    """A call's creation has one, its list none."""
    catalog = load_catalog()
    create, read = (catalog.match(method, f"{ACCOUNT}/Calls.json") for method in ("POST", "GET"))
    assert create is not None
    assert read is not None
    assert catalog.conditions(create.operation) == (Condition("Record", frozenset({"true"}), RECORD),)
    assert catalog.conditions(read.operation) == ()


@pytest.mark.parametrize("value", ["true", "True", " true\t", True, ["false", "true"], [["true"]]])
def test_any_writing_of_a_value_counts(value: object) -> None:
    """Case, white space, several values and truth values change nothing."""
    condition = Condition("Record", frozenset({"true"}), RECORD)
    assert condition.holds({"Record": value})
    assert condition.holds({"record ": value})


@pytest.mark.parametrize("value", ["false", "", None, False, [], ["false", ""], "truer"])
def test_other_values_do_not_count(value: object) -> None:
    """Nothing is needed where the parameter is not there or has another value."""
    condition = Condition("Record", frozenset({"true"}), RECORD)
    assert not condition.holds({"Record": value})
    assert not condition.holds({"Recorded": "true"})


def test_every_value_but_the_empty_one() -> None:
    """`*` stands for whatever is not empty."""
    condition = Condition("EmergencyAddressSid", frozenset({"*"}), ADDRESS)
    held = [condition.holds({"emergency_address_sid": value}) for value in ("AD1", ["", "AD1"], "", " ", None, [])]
    assert held == [True, True, False, False, False, False]

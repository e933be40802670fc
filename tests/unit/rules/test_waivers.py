"""The file of waivers."""

from __future__ import annotations

from datetime import date

import pytest

from twilio_keys_component.permissions.strict_toml import StrictTomlError, read_toml
from twilio_keys_component.rules import Waiver, WaiverFile

FILE = """
[[waivers]]
rule = "TK201"
key = "bulk-sender"
reason = "The vendor's tool asks for everything; until their release in January."
approver = "security@example.com"
until = 2026-12-31
fingerprint = "0123456789abcdef"
stack = "orders/prod"
"""


def test_a_waiver_is_a_table_of_the_file() -> None:
    """Dates are TOML's."""
    assert read_toml(WaiverFile, FILE, name="waivers.toml").waivers == (
        Waiver(
            rule="TK201",
            key="bulk-sender",
            reason="The vendor's tool asks for everything; until their release in January.",
            approver="security@example.com",
            until=date(2026, 12, 31),
            fingerprint="0123456789abcdef",
            stack="orders/prod",
        ),
    )


def test_an_empty_file_has_none() -> None:
    """It is a valid one."""
    assert read_toml(WaiverFile, "", name="waivers.toml").waivers == ()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('rule = "TK201"\n', "", "[[waivers]] 1, rule"),
        ("TK201", "TK2", "[[waivers]] 1, rule"),
        ("bulk-sender", " ", "[[waivers]] 1, key"),
        ("security@example.com", "", "[[waivers]] 1, approver"),
        ("2026-12-31", '"soon"', "[[waivers]] 1, until"),
        ("2026-12-31", '"2026-12-31"', "[[waivers]] 1, until"),
        ("2026-12-31", "1798675200", "[[waivers]] 1, until"),
        ("2026-12-31", "2026-12-31T00:00:00", "[[waivers]] 1, until"),
        ("2026-12-31", "2026-12-31T00:00:00Z", "[[waivers]] 1, until"),
        ("2026-12-31", "00:00:00", "[[waivers]] 1, until"),
        ("0123456789abcdef", "0123", "[[waivers]] 1, fingerprint"),
        ("orders/prod", "prod", "[[waivers]] 1, stack"),
        ("reason =", "because =", "[[waivers]] 1, because"),
    ],
)
def test_a_waiver_that_says_less_or_more_is_refused_with_its_place(old: str, new: str, place: str) -> None:
    """A waiver that cannot be read must not be passed over."""
    with pytest.raises(StrictTomlError) as refused:
        read_toml(WaiverFile, FILE.replace(old, new, 1), name="waivers.toml")
    assert f"{place}: " in str(refused.value)


@pytest.mark.parametrize("text", ["x = " + "[" * 20_000, "x = " + "{a = " * 20_000], ids=["lists", "tables"])
def test_a_file_that_is_nested_too_deep_is_refused(text: str) -> None:
    """In words, not by a traceback."""
    with pytest.raises(StrictTomlError, match=r"^waivers\.toml cannot be used: its values are nested too deep"):
        read_toml(WaiverFile, text, name="waivers.toml")

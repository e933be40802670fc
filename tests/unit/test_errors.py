"""How errors repeat what was given."""

from __future__ import annotations

import pytest

from twilio_keys_component.errors import escaped, masked, quoted, shown
from twilio_keys_component.permissions import load_catalog


@pytest.mark.parametrize(
    ("given", "repeated"),
    [
        ("/twilio/voice/calls/raed", "/twilio/voice/calls/raed"),
        ("/twilio/voice/" + "f" * 23 + "/read", "/twilio/voice/" + "f" * 23 + "/read"),
        ("/twilio/voice/" + "f" * 24 + "/read", "/twilio/voice/(24 characters)/read"),
        ("https://SK" + "a" * 32 + ":" + "Sec" * 10 + "@x/", "https://(34 characters):(30 characters)@x/"),
        ("a-/" * 100, "a-/" * 66 + "a-… (300 characters in all)"),
        ("red\x1b[31m/\u202e\n", "red\\x1b[31m/\\u202e\\n"),
    ],
)
def test_what_should_be_a_name_is_repeated_without_secrets_length_or_escapes(given: str, repeated: str) -> None:
    """Runs as long as a secret are counted, what is too long is cut, what a terminal would obey is escaped."""
    assert masked(given) == repeated
    assert quoted(given) == f"'{repeated}'"


def test_every_known_permission_is_repeated_as_it_is() -> None:
    """None has a part that could be taken for a secret."""
    assert [name for name in map(str, load_catalog().entries) if masked(name) != name] == []


def test_a_secret_stays_a_number_however_it_is_cut() -> None:
    """Nothing of a run is left over at the cut."""
    assert "S" not in quoted("/" * 190 + "S" * 32)


def test_text_that_is_no_name_is_only_escaped() -> None:
    """A path keeps its length, its quotes and its letters."""
    path = "/home/it's/größe/" + "x" * 300
    assert escaped(f"{path}\0\t") == f"{path}\\x00\\t"


@pytest.mark.parametrize(
    ("given", "repeated"), [("us9", "'us9'"), ("x" * 24, repr("x" * 24)), ("x" * 25, "a text of 25 characters")]
)
def test_a_value_is_repeated_where_it_is_too_short_for_a_secret(given: str, repeated: str) -> None:
    """Else only its length is told."""
    assert shown(given) == repeated

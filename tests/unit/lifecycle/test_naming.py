"""Automatic names: Twilio takes them, and they say which declared resource a key belongs to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twilio_keys_component.lifecycle.naming import SUFFIX_ALPHABET, SUFFIX_LENGTH, auto_name, mark, marked_name
from twilio_keys_component.model import MAX_FRIENDLY_NAME

NAMES = st.text(min_size=1, max_size=100)
SUFFIXES = st.text(SUFFIX_ALPHABET, min_size=SUFFIX_LENGTH, max_size=SUFFIX_LENGTH)


@given(project=NAMES, stack=NAMES, name=NAMES, suffix=SUFFIXES)
def test_every_name_fits_and_is_taken(project: str, stack: str, name: str, suffix: str) -> None:
    """However long the logical name is, the whole has at most 64 characters and its last 16 are mark and suffix."""
    made = auto_name(project=project, stack=stack, name=name, suffix=suffix)

    assert len(made) <= MAX_FRIENDLY_NAME
    assert made.endswith(f"-{mark(project=project, stack=stack, name=name)}-{suffix}")
    assert made == made.strip()
    is_whole = name == name.strip() and len(name) <= MAX_FRIENDLY_NAME - 16
    assert marked_name(made, project=project, stack=stack) == (name if is_whole else None)


@given(project=NAMES, stack=NAMES, name=NAMES)
def test_the_mark_is_eight_characters_of_base32(project: str, stack: str, name: str) -> None:
    """The same resource always has the same mark."""
    found = mark(project=project, stack=stack, name=name)

    assert re.fullmatch("[a-z2-7]{8}", found)
    assert found == mark(project=project, stack=stack, name=name)


def test_a_short_name_stands_whole_in_front() -> None:
    """The logical name is readable; the mark is the hash that older states know: it must never change."""
    assert auto_name(project="orders", stack="dev", name="notifier", suffix="abcdef") == "notifier-3s7hjsfg-abcdef"


def test_where_the_parts_end_counts() -> None:
    """Project, stack and name are told apart: moving a character from one to the next is another resource."""
    assert mark(project="ab", stack="c", name="d") != mark(project="a", stack="bc", name="d")


@pytest.mark.parametrize(
    "name",
    ["", "Orders", "notifier-3s7hjsfg", "a-3s7hjsfg-abcdef", "notifier-3s7hjsf1-abcdef", "notifier-3s7hjsfg-abcdef "],
)
def test_other_names_are_told_apart(name: str) -> None:
    """Mark and suffix end an automatic name, and the mark is that of what stands in front."""
    assert marked_name(name, project="orders", stack="dev") is None

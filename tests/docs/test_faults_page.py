"""The page of what faults do: every fault on every operation, provoked anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from tools.faults_page.calls import CALLS
from tools.faults_page.page import PAGE, page
from tools.faults_page.provoking import KINDS, Row, rows
from tools.faults_page.scene import Scene, scenes
from twilio_keys_component.emulator.faults import FaultKind

_CONDITIONS = 5
_NOT_FAULTS_OF_THEIR_OWN = {"answer", "rewrite"}
"""They need to be told what to answer."""


@pytest.fixture(scope="module")
def begin() -> Iterator[Callable[[], Scene]]:
    """Scenes for all tests here."""
    with scenes() as begin:
        yield begin


@pytest.fixture(scope="module")
def provoked(begin: Callable[[], Scene]) -> list[Row]:
    """All rows of the page."""
    return [row for kind in KINDS for row in rows(kind, begin)]


def test_the_page_is_what_happens() -> None:
    """`python -m tools.faults_page` writes it anew."""
    assert PAGE.read_text("utf-8") == page()


def test_every_kind_of_fault_is_there() -> None:
    """Those of requests, two of them in two ways, busy hours, and five conditions; each on every operation."""
    kinds = set(get_args(FaultKind)) - _NOT_FAULTS_OF_THEIR_OWN
    assert len(KINDS) == len(kinds) + 3 + _CONDITIONS
    assert list(CALLS) == ["create", "fetch", "update", "delete", "list"]


def test_no_fault_leaves_a_key_that_nobody_knows(provoked: list[Row]) -> None:
    """A create ends with one key, in the state with its secret, or with none; or its user is told of an orphan."""
    ends = [row.ending for row in provoked if row.call == "create"]
    assert {(end.is_well, end.afterwards) for end in ends if not end.is_left} == {
        (True, "1 key at Twilio, in the state with its secret"),
        (False, "no keys at Twilio, none in the state"),
    }
    left = [end for end in ends if end.is_left]
    assert [end.is_well for end in left] == [True, False]
    assert all("it is an orphan: `twilio-keys orphans` lists it" in " ".join(end.said) for end in left)


def test_every_error_is_one_line_that_says_what_to_do(provoked: list[Row]) -> None:
    """What was tried, what went wrong, and a next step."""
    errors = [text for row in provoked if not row.ending.is_well for text in row.ending.said]
    assert [text for text in errors if not text.isprintable() or text.count(". ") < 1] == []


def test_the_matrix_tells_whether_an_operation_goes_on() -> None:
    """Once and for ever apart where they differ; and what was done although it failed."""
    lines = PAGE.read_text("utf-8").splitlines()
    rows_of = {line[3 : line.index("]")]: line for line in lines if line.startswith("| [")}
    assert rows_of["Drop before commit"].count("once: goes on; for ever: **error**") == len(CALLS)
    assert rows_of["Truncated answer"].count("**error, done**") == 1
    assert rows_of["Drop after commit"].count("**error, done**") == 2
    assert rows_of["Clock skew"].count("goes on") == len(CALLS)

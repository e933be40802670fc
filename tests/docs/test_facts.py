"""The page of facts: each stands on something, and what it says stands for it is there."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT

PAGE = (ROOT / "docs/twilio-facts.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[^`]+)`", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_what_stands_for_a_fact_exists(name: str) -> None:
    """The file, and in it the test."""
    path, _, test = name.partition("::")
    assert not test or f"def {test}(" in (ROOT / path).read_text("utf-8")
    assert (ROOT / path).is_file()


def test_every_fact_in_a_table_has_something_that_stands_for_it() -> None:
    """Rows of three columns are facts, with how sure they are and the test."""
    rows = [line for line in PAGE.splitlines() if line.count(" | ") == 2 and line.startswith("| ")]
    facts = [row for row in rows if "---" not in row and not row.endswith("stands for it |")]
    facts = [row for row in facts if "| sends |" not in row and not re.match(r"\| `(GET|POST|DELETE) ", row)]
    assert len(facts) >= 25
    assert [row for row in facts if "`tests/" not in row] == []

"""Misspelled names and what they were meant to be; the table was written before the matcher."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from twilio_keys_component.permissions import Permission, canonical, load_catalog
from twilio_keys_component.permissions.catalog import MAX_SUGGESTIONS

TABLE: Final = Path(__file__).with_name("data") / "misspellings.tsv"


def misspellings() -> list[tuple[str, str]]:
    """Each row's `given` and `meant`."""
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:])
    return [(given, meant) for given, meant, _why in rows]


@pytest.mark.parametrize(("given", "meant"), misspellings())
def test_a_misspelled_name_suggests_what_was_meant_first(given: str, meant: str) -> None:
    """The name that an expert would give comes before all others."""
    assert load_catalog().suggest(given)[0] == Permission.parse(meant)


def test_the_table_is_large_enough_sorted_and_without_repeats() -> None:
    """At least 40 misspellings, in order of what was meant, each once."""
    rows = misspellings()
    assert len(rows) >= 40
    assert rows == sorted(rows, key=lambda row: (row[1], row[0]))
    assert len({given for given, _ in rows}) == len(rows)


def test_no_misspelling_is_itself_a_known_name() -> None:
    """A row asks for a correction, so what is given must need one."""
    known = {str(permission) for permission in load_catalog().entries}
    assert [given for given, _ in misspellings() if f"/{given.removeprefix('/')}" in known] == []


def test_every_meant_name_is_known() -> None:
    """A row asks for a name that the catalog has."""
    assert [meant for _, meant in misspellings() if Permission.parse(meant) not in load_catalog()] == []


@pytest.mark.parametrize(
    "nonsense", ["", "/", "///", "*", "twilio", "/twilio/", "/twilio/*", "zzzz", "\x00", "qwertz/asdf/yxcv", "/" * 500]
)
def test_nothing_is_suggested_for_nonsense(nonsense: str) -> None:
    """A wrong hint would be worse than none."""
    assert load_catalog().suggest(nonsense) == ()


@pytest.mark.parametrize("limit", [0, 1, 3, 5])
def test_as_many_are_suggested_as_asked_for(limit: int) -> None:
    """The likeliest first, none twice, however many."""
    suggested = load_catalog().suggest("/twilio/mesaging/message/create", limit=limit)
    assert len(suggested) == limit
    assert suggested == load_catalog().suggest("/twilio/mesaging/message/create", limit=50)[:limit]
    assert len(set(suggested)) == limit


def test_five_are_suggested_at_most_unless_told_otherwise() -> None:
    """A person reads no longer list."""
    assert len(load_catalog().suggest("/twilio/voice/call/read")) == MAX_SUGGESTIONS


def test_a_known_name_suggests_itself_first() -> None:
    """Wildcards included; one that has a pair gives either spelling."""
    catalog = load_catalog()
    for known in catalog.entries:
        (first,) = catalog.suggest(str(known), limit=1)
        assert canonical(first, catalog) == canonical(known, catalog)

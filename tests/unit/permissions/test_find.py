"""Words and the permissions that they find first; the table was written before the search."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from twilio_keys_component.permissions import load_catalog

TABLE: Final = Path(__file__).with_name("data") / "searches.tsv"


def found(text: str) -> list[str]:
    """What is found, without `/twilio/`."""
    return [str(entry.permission).removeprefix("/twilio/") for entry in load_catalog().find(text)]


def searches() -> list[tuple[str, str]]:
    """Each row's words and what must be first, a permission or a resource."""
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:])
    return [(words, first.removeprefix("/twilio/")) for words, first in rows]


@pytest.mark.parametrize(("words", "first"), searches())
def test_words_find_what_an_expert_would_name_first(words: str, first: str) -> None:
    """A permission, or any of a resource's."""
    best = found(words)[0]
    assert first in (best, best.rpartition("/")[0])


def test_the_table_is_large_enough_sorted_and_without_repeats() -> None:
    """At least 35 searches, in order of what they find, each once."""
    rows = searches()
    assert len(rows) >= 35
    assert rows == sorted(rows, key=lambda row: (row[1], row[0]))
    assert len({words for words, _ in rows}) == len(rows)


@pytest.mark.parametrize("text", ["stop", "of", "twilio", "v1", "fax", "buy elephants", "!!!"])
def test_what_stands_inside_other_words_is_not_found(text: str) -> None:
    """`stop` is no part of a list of operators; what says nothing finds nothing."""
    assert found(text) == []


def test_the_beginning_of_a_word_is_enough() -> None:
    """From three letters on; whole words come before it."""
    assert found("verif")[0] == "verify/verification/create"
    assert found("ve") == []
    assert found("phone")[0].startswith("phone-numbers/active-numbers/")


def test_the_actions_of_a_resource_come_in_their_order() -> None:
    """What is wanted most often first, the wildcard last."""
    actions = [name.rpartition("/")[2] for name in found("api keys")[:6]]
    assert actions == ["create", "read", "list", "update", "delete", "*"]


def test_an_action_chooses_among_them() -> None:
    """By its name or by another verb; the wildcard grants it too."""
    assert found("update message")[:2] == ["messaging/messages/update", "messaging/messages/*"]
    assert found("cancel message") == found("update message")
    assert {name.rpartition("/")[2] for name in found("delete")} == {"delete", "*"}


@pytest.mark.parametrize("text", ["messages/create", "/messages/create/", "/twilio/messaging/messages/create"])
def test_a_piece_of_a_name_finds_what_it_is_a_piece_of(text: str) -> None:
    """Nothing else."""
    assert found(text) == ["messaging/messages/create"]


def test_a_job_has_both_of_its_permissions_first() -> None:
    """A one-time password is sent and checked."""
    assert found("otp")[:2] == ["verify/verification/create", "verify/verification-check/create"]


def test_equally_good_ones_come_in_the_order_of_use() -> None:
    """A recording of calls before one of video."""
    assert found("recordings delete")[:2] == ["voice/recordings/delete", "video/recordings/delete"]

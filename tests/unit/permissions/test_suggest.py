"""Misspelled names and what they were meant to be; the tables were written before the matcher."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Final

import pytest

from twilio_keys_component.permissions import Permission, canonical, load_catalog
from twilio_keys_component.permissions.catalog import MAX_SUGGESTIONS
from twilio_keys_component.permissions.words import NAMES, PRODUCTS_FIRST, TASKS

TABLES: Final = ("misspellings.tsv", "misspellings_more.tsv")
NOTHING: Final = "-"


def misspellings(table: str) -> list[tuple[str, str]]:
    """Each row's `given` and `meant`."""
    lines = Path(__file__).with_name("data").joinpath(table).read_text("utf-8").splitlines()[1:]
    return [(given, meant) for given, meant, _why in (line.split("\t") for line in lines)]


def all_misspellings() -> list[tuple[str, str]]:
    """The rows of all tables."""
    return list(chain.from_iterable(map(misspellings, TABLES)))


@pytest.mark.parametrize(("given", "meant"), all_misspellings())
def test_a_misspelled_name_suggests_what_was_meant_first(given: str, meant: str) -> None:
    """The name that an expert would give comes before all others; nothing, where nobody knows any."""
    suggested = [str(permission) for permission in load_catalog().suggest(given)]
    assert (suggested or [NOTHING])[0] == meant


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_are_large_enough_sorted_and_without_repeats(table: str) -> None:
    """At least 40 misspellings, in order of what was meant, each once."""
    rows = misspellings(table)
    assert len(rows) >= 40
    assert rows == sorted(rows, key=lambda row: (row[1], row[0]))
    assert len({given for given, _ in rows}) == len(rows)


def test_no_misspelling_is_itself_a_known_name() -> None:
    """A row asks for a correction, so what is given must need one."""
    known = {str(permission) for permission in load_catalog().entries}
    assert [given for given, _ in all_misspellings() if f"/{given.removeprefix('/')}" in known] == []


def test_every_meant_name_is_known() -> None:
    """A row asks for a name that the catalog has."""
    meant = {meant for _, meant in all_misspellings()} - {NOTHING}
    assert [name for name in sorted(meant) if Permission.parse(name) not in load_catalog()] == []


def test_synonyms_are_of_known_names() -> None:
    """A synonym of a name that the catalog has lost would never be found."""
    catalog = load_catalog()
    assert [name for name in NAMES if tuple(name.split("/")) not in catalog.resources] == []
    assert [name for name in TASKS if Permission.parse(f"/twilio/{name}") not in catalog] == []
    assert set(PRODUCTS_FIRST) <= {product for product, _ in catalog.resources}


@pytest.mark.parametrize(
    "nonsense", ["", "/", "///", "*", "twilio", "/twilio/", "/twilio/*", "zzzz", "\x00", "qwertz/asdf/yxcv", "/" * 500]
)
def test_nothing_is_suggested_for_nonsense(nonsense: str) -> None:
    """A wrong hint would be worse than none."""
    assert load_catalog().suggest(nonsense) == ()


@pytest.mark.parametrize(
    "given",
    [
        "/twilio/conversatons/services/create",
        "/twilio/trust-hub/policies/list",
        "client.chat.v2.services.create",
        "https://api.twilio.com",
        "https://api.twilio.com/2010-04-01/Accounts/AC1/Mesages.json",
        "Serverless",
    ],
)
def test_nothing_is_suggested_of_another_product(given: str) -> None:
    """Of a product that Twilio has and whose permissions nobody knows, however it is written."""
    assert load_catalog().suggest(given) == ()


@pytest.mark.parametrize("action", ["", "/nosuch"])
def test_an_action_that_nobody_knows_suggests_what_changes_least_first(action: str) -> None:
    """Reading before writing before deleting; a wildcard is the last of its resource."""
    catalog = load_catalog()
    order = ("read", "list", "create", "update", "delete", "*")
    for product, name in catalog.resources:
        given = f"/twilio/{product}/{name}{action}"
        suggested = catalog.suggest(given, limit=50)
        actions = [order.index(one.action) for one in suggested if one.wildcard == suggested[0].wildcard]
        assert actions == sorted(actions), given


@pytest.mark.parametrize(
    ("given", "suggested"),
    [
        ("/2010-04-01/Accounts/AC1/Messages.json", ["messaging/messages/list", "messaging/messages/create"]),
        ("get https://api.dublin.ie1.twilio.com/2010-04-01/Accounts.json?a=b", ["iam/accounts/list"]),
        ("PUT api.twilio.com/2010-04-01/Accounts/AC1/Keys.json", ["iam/api-keys/list", "iam/api-keys/create"]),
    ],
)
def test_an_address_suggests_what_its_operations_need(given: str, suggested: list[str]) -> None:
    """That of its method, or all of them where it has no such method; what only reads comes first."""
    assert [str(one) for one in load_catalog().suggest(given)] == [f"/twilio/{name}" for name in suggested]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("client.api.v2010.account.calls.create", "voice/calls/create"),
        ("client.messages('SM1').delete()", "messaging/messages/delete"),
        ("/twilio/messaging/messages.create", "messaging/messages/create"),
        ("send sms", "messaging/messages/create"),
    ],
)
def test_other_ways_to_write_are_understood(given: str, meant: str) -> None:
    """Those of twilio-python and of people."""
    assert str(load_catalog().suggest(given)[0]) == f"/twilio/{meant}"


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

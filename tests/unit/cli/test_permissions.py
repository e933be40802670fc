"""`twilio-keys permissions`: names, explanations and profiles, for people and for machines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import READ, SEND
from twilio_keys_component.permissions import load_catalog
from twilio_keys_component.permissions.profiles import profiles

Run = Callable[..., tuple[int, str, str]]
SECRET = "0123456789abcdef" * 2


def test_search_finds_names_by_words(run: Run) -> None:
    """Every word must fit; the table says what each permission is about."""
    code, out, _ = run("search", "recordings", "delete")
    assert code == 0
    assert "/twilio/voice/recordings/delete" in out
    assert "Call, conference or trunk recordings" in out
    assert "messages" not in out


def test_search_that_finds_no_word_takes_it_for_misspelled(run: Run) -> None:
    """So a typing error finds something too."""
    code, out, _ = run("search", "messaging/mesages/create")
    assert (code, SEND in out) == (0, True)


def test_search_can_be_cut(run: Run) -> None:
    """The likeliest stay; how many more there are is said on stderr."""
    code, out, err = run("search", "sms", "--limit", "1")
    assert (code, SEND in out, READ in out) == (0, True, False)
    assert "more are like that" in err


def test_search_in_vain_ends_with_1(run: Run) -> None:
    """And says what to try."""
    code, out, err = run("search", "xyzzy")
    assert (code, out) == (1, "")
    assert "no permission speaks of 'xyzzy'" in err


def test_search_as_json(as_json: Callable[..., Any]) -> None:
    """Flat rows, with the evidence of each name."""
    assert as_json("search", "messages/create") == [
        {
            "permission": SEND,
            "access": "write",
            "tags": ["costs-money"],
            "evidence": "live",
            "list": "both",
            "availability": "general",
            "description": "Inbound and outbound messages",
        }
    ]


def test_list_has_every_known_name(as_json: Callable[..., Any]) -> None:
    """Sorted, as the catalog has them."""
    assert [row["permission"] for row in as_json("list")] == [str(permission) for permission in load_catalog().entries]


@pytest.mark.parametrize(
    ("options", "of_all"),
    [
        (("--product", "lookup"), lambda row: row["permission"].startswith("/twilio/lookup/")),
        (("--tag", "escalates"), lambda row: "escalates" in row["tags"]),
        (("--access", "delete", "--product", "voice"), lambda row: row["access"] == "delete"),
    ],
)
def test_list_can_be_narrowed(
    as_json: Callable[..., Any], options: tuple[str, ...], of_all: Callable[[Any], bool]
) -> None:
    """By product, by risk, by access level."""
    rows = as_json("list", *options)
    assert rows
    assert all(of_all(row) for row in rows)


def test_list_of_nothing_ends_with_1(run: Run) -> None:
    """Each option fits something, and nothing fits all of them."""
    assert run("list", "--product", "lookup", "--access", "delete") == (
        1,
        "",
        "no permission is all of that: leave an option out\n",
    )


def test_list_does_not_mind_case(as_json: Callable[..., Any]) -> None:
    """Of any option."""
    assert as_json("list", "--product", "Voice", "--access", " WRITE", "--tag", "Costs-Money") == as_json(
        "list", "--product", "voice", "--access", "write", "--tag", "costs-money"
    )


@pytest.mark.parametrize(
    ("option", "value", "said", "unsaid"),
    [
        ("--product", "Voise", "no product 'Voise': did you mean voice or video? There are billing, ", "costs-money"),
        ("--tag", "cost-money", "no risk 'cost-money': did you mean costs-money? There are costs-money, ", "voice"),
        ("--tag", "boring", "no risk 'boring': There are costs-money, destroys-data, ", "did you mean"),
        ("--access", "writ", "did you mean write? There are read, list, write, delete, escalate\n", "voice"),
    ],
)
def test_list_of_a_value_that_there_is_not_is_wrong_use(
    run: Run, option: str, value: str, said: str, unsaid: str
) -> None:
    """The error names the likeliest, and the values of that option only."""
    code, out, err = run("list", option, value)
    assert (code, out, said in err, unsaid in err) == (2, "", True, False)


@pytest.mark.parametrize("words", [[""], [" ", "\t"]])
def test_search_for_nothing_is_wrong_use(run: Run, words: list[str]) -> None:
    """Not the whole catalog."""
    code, out, err = run("search", *words)
    assert (code, out, "nothing to search for" in err) == (2, "", True)


def test_table_in_a_pipe_is_as_wide_as_it_must_be(run: Run) -> None:
    """Every column as wide as its longest text, and no blanks at the ends."""
    lines = run("search", "messages/create")[1].splitlines()
    assert lines[0].split() == ["permission", "access", "risk", "evidence", "about"]
    assert lines[1] == f"{SEND}  write   costs-money  live      Inbound and outbound messages"
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize(("columns", "is_record"), [("60", True), ("99", True), ("100", False), ("160", False)])
def test_narrow_terminal_gets_records(run: Run, monkeypatch: pytest.MonkeyPatch, columns: str, is_record: bool) -> None:
    """Instead of columns that are cut."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", columns)
    out = run("search", "messages/create")[1]
    record = f"{SEND}\x1b[0m\n  access    write\n  risk      costs-money\n  evidence  live\n  about     Inbound"
    assert (record in out, "permission " in out.splitlines()[0]) == (is_record, not is_record)
    assert SEND in out


def test_record_leaves_out_what_is_empty(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A permission without a risk has no line for it."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    assert "risk" not in run("search", "messaging", "pricing")[1]


def test_search_in_vain_repeats_no_secret(run: Run) -> None:
    """Only its length."""
    assert SECRET not in run("search", f"x/{SECRET}")[2]


def test_profiles_are_listed_with_their_purpose(run: Run) -> None:
    """Every one of them."""
    code, out, _ = run("profiles")
    assert code == 0
    assert all(name in out for name in profiles())


@pytest.mark.parametrize("has_note", [True, False])
def test_profile_tells_its_note(run: Run, has_note: bool) -> None:
    """Between its purpose and its permissions, where it has one."""
    shown = next(one for one in profiles().values() if bool(one.note) is has_note)
    before, _, _ = run("profiles", shown.name)[1].partition("permissions=[")
    assert before.splitlines() == [shown.purpose, *([shown.note] if has_note else [])]


def test_profile_prints_permissions_for_a_program(run: Run) -> None:
    """Ready to paste."""
    code, out, _ = run("profiles", "send-sms")
    assert code == 0
    assert f'permissions=[\n    "{SEND}",\n]' in out


def test_profiles_as_json(as_json: Callable[..., Any]) -> None:
    """One, and all."""
    (one,) = as_json("profiles", "send-sms")
    assert (one["name"], one["permissions"]) == ("send-sms", [SEND])
    assert len(as_json("profiles")) == len(profiles())


@pytest.mark.parametrize(("name", "said"), [("Send-SMS", "Did you mean send-sms?"), ("xyz", "The profiles are call-")])
def test_unknown_profile_is_wrong_use(run: Run, name: str, said: str) -> None:
    """The error names the likeliest; where none is, all of them."""
    code, _, err = run("profiles", name)
    assert (code, said in err) == (2, True)

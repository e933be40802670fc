"""`twilio-keys permissions`: names, explanations and profiles, for people and for machines."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import CALL, EVERY_MESSAGE_ACTION, READ, SEND
from twilio_keys_component.cli import main
from twilio_keys_component.permissions import load_catalog
from twilio_keys_component.permissions.profiles import profile, profiles

Run = Callable[..., tuple[int, str, str]]

OVERLAY = """
[[permissions]]
permission = "/twilio/serverless/services/read"
evidence = "live"
access = "read"
tags = ["reads-code"]

[[resources]]
product = "serverless"
resource = "services"
description = "Serverless services"
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `twilio-keys permissions …` in this process; give its exit code, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(("permissions", *arguments))
        written = capsys.readouterr()
        return int(end.value.code or 0), written.out, written.err

    return call


@pytest.fixture
def as_json(run: Run) -> Callable[..., Any]:
    """Run it with `--json`; give what it printed."""

    def call(*arguments: str) -> Any:
        return json.loads(run(*arguments, "--json")[1])

    return call


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


def test_explain_says_it_in_words_risks_and_operations(run: Run) -> None:
    """With or without the prefix."""
    code, out, _ = run("explain", "messaging/messages/create")
    assert code == 0
    assert "create: inbound and outbound messages" in out
    assert "send messages at the account's expense" in out
    assert "POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages.json (sure)" in out


def test_explain_names_the_right_permission_for_a_misspelled_one(run: Run) -> None:
    """First, and it ends with 1."""
    code, out, _ = run("explain", "/twilio/mesaging/message/create")
    assert code == 1
    said = "'/twilio/mesaging/message/create' is not a known permission: well formed, not in the catalog. Did you mean"
    assert out.splitlines()[:2] == [said, f"  {SEND}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "messaging/messages/send",
            "'messaging/messages/send' is not a permission: the action 'send' is none of create",
        ),
        ("messaging/messages/send", "or *. Did you mean\n  /twilio/messaging/messages/create"),
        ("/twilio/zzz/qqq/read", "is not a known permission: well formed, not in the catalog. No "),
        ("zzz", "'zzz' is not a permission: it must have four parts, /twilio/{product}/{resource}/{action}. No known"),
        ("", "'' is not a permission: it must have four parts"),
    ],
)
def test_explain_of_what_is_no_permission(run: Run, text: str, said: str) -> None:
    """The rest is explained all the same."""
    code, out, _ = run("explain", text, CALL)
    assert (code, said in out, "place calls" in out) == (1, True, True)


def test_explain_rates_what_is_not_known_by_its_name(run: Run, as_json: Callable[..., Any]) -> None:
    """In the entry and in the whole, and both say that it is presumed."""
    grant = ("explain", SEND, "/twilio/iam/master-keys/create", "/twilio/made/up/delete")
    _, out, _ = run(*grant)
    assert "  access    escalate" in out
    assert "  presumed  all of this, from its name" in out
    assert "  access    up to escalate" in out
    assert "  note      2 entries not known: risk presumed from their names" in out
    got = as_json(*grant)
    assert (got["access"], got["note"]) == ("escalate", "2 entries not known: risk presumed from their names")
    assert {"destroys-data", "escalates"} <= set(got["tags"])
    by_name = {
        entry["permission"]: (entry["known"], entry["presumed"], entry["access"]) for entry in got["permissions"]
    }
    assert by_name[SEND] == (True, False, "write")
    assert by_name["/twilio/iam/master-keys/create"] == (False, True, "escalate")


SECRET = "0123456789abcdef" * 2


@pytest.mark.parametrize("option", [(), ("--json",)])
@pytest.mark.parametrize(
    "text",
    [f"\x1b[2J{SECRET}", f"[/bold]{SECRET}", f"/twilio/voice/{SECRET}/read", f"https://SK:{SECRET}@x", ":smile:"],
)
def test_explain_repeats_no_secret_and_nothing_that_a_terminal_obeys(
    run: Run, text: str, option: tuple[str, ...]
) -> None:
    """Whatever stands in the place of a permission."""
    code, out, err = run("explain", text, *option)
    assert (code, err) == (1, "")
    assert SECRET not in out
    assert "\x1b" not in out
    assert ("[/bold]" in out, ":smile:" in out) == ("[/bold]" in text, ":smile:" in text)


def test_explain_of_a_huge_text_is_short(run: Run, tmp_path: Path) -> None:
    """A wrong file does not fill the screen."""
    (tmp_path / "grant").write_text("a/" * 1_000_000, "utf-8")
    assert len(run("explain", "--file", str(tmp_path / "grant"))[1]) < 1000


def test_search_in_vain_repeats_no_secret(run: Run) -> None:
    """Only its length."""
    assert SECRET not in run("search", f"x/{SECRET}")[2]


def test_explain_of_a_grant_sums_it_up(as_json: Callable[..., Any]) -> None:
    """Products, the furthest access, risks, what is redundant."""
    got = as_json("explain", EVERY_MESSAGE_ACTION, READ, CALL)
    assert (got["products"], got["access"], got["too_large"]) == (["messaging", "voice"], "delete", False)
    assert got["redundant"] == [{"permission": READ, "reason": f"{EVERY_MESSAGE_ACTION} allows it already"}]
    assert {"costs-money", "reads-content"} <= set(got["tags"])


def test_explain_tells_the_other_spelling(run: Run) -> None:
    """In a grant with both, the second one is redundant."""
    code, out, _ = run("explain", "voice/sip.byoc-trunks/read", "voice/byoc-trunks/read")
    assert code == 0
    assert "/twilio/voice/byoc-trunks/read (another spelling)" in out
    assert "redundant /twilio/voice/byoc-trunks/read: it is another spelling of" in out


def test_explain_tells_what_is_not_generally_available(run: Run) -> None:
    """And where no operation is known."""
    _, out, _ = run("explain", "flex/insights.historical-reports/read")
    assert "private-beta" in out
    assert "no operation that is known" in out


def test_explain_of_too_many_says_so(run: Run, as_json: Callable[..., Any]) -> None:
    """A key takes at most 100 entries; where wildcards do not help either, it ends with 1."""
    names = [str(p) for p in load_catalog().entries if p.action in ("list", "read")][:101]
    code, out, _ = run("explain", *names)
    said = "size      101 permissions, 101 entries with wildcards: too large, a key takes at most 100 (doc)"
    assert (code, said in out) == (1, True)
    got = as_json("explain", *names)
    assert (got["entries"], got["entries_with_wildcards"], got["too_large"]) == (101, 101, True)


def test_explain_counts_as_the_key_counts(run: Run, as_json: Callable[..., Any]) -> None:
    """A grant that fits as wildcards is not too large; that it needs them is said."""
    grant = ("explain", "--profile", "voice-without-recordings")
    entries = len(profile("voice-without-recordings").to_policy()["allow"])
    code, out, _ = run(*grant)
    said = f"158 permissions, {entries} entries with wildcards: fits a key only if Twilio takes wildcards"
    assert (code, said in out) == (0, True)
    got = as_json(*grant)
    assert (got["entries"], got["entries_with_wildcards"]) == (158, entries)
    assert (got["needs_wildcards"], got["too_large"]) == (True, False)


@pytest.mark.parametrize(
    "content",
    [
        f"# what it does\n{SEND}  # send\n\n{CALL}\n",
        json.dumps([SEND, CALL]),
        json.dumps({"allow": [SEND, CALL]}),
        json.dumps({"permissions": [SEND, CALL]}),
        json.dumps({"grants": {SEND: True, CALL: True}}),
        json.dumps({"sid": "SK1", "policy": {"allow": [SEND, CALL]}}),
        f'permissions=[\n    # app.py:1, 2: calls[0]\n    "{SEND}",\n    "{CALL}",\n],\n',
        f"permissions = ['{SEND}', '{CALL}']",
        f'permissions:\n  # app.py:1\n  - {SEND}\n  - "{CALL}"\n',
        f"\ufeff{SEND}\r\n{CALL}\r\n",
        f"\ufeff{json.dumps([SEND, CALL])}",
    ],
)
def test_explain_reads_a_file(as_json: Callable[..., Any], tmp_path: Path, content: str) -> None:
    """Lines with comments, a list, a policy, a key, Python, YAML; with or without a byte order mark."""
    (tmp_path / "grant").write_text(content, "utf-8")
    got = as_json("explain", "--file", str(tmp_path / "grant"))
    assert [entry["permission"] for entry in got["permissions"]] == [SEND, CALL]


@pytest.mark.parametrize("form", ["python", "yaml", "json"])
def test_explain_reads_what_suggest_prints(
    as_json: Callable[..., Any], capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str
) -> None:
    """In each of its forms."""
    (tmp_path / "app.py").write_text(
        "from twilio.rest import Client\nclient = Client()\nclient.messages.create(to='', from_='', body='')\n", "utf-8"
    )
    with pytest.raises(SystemExit):
        main(("suggest", str(tmp_path / "app.py"), "--format", form))
    (tmp_path / "grant").write_text(capsys.readouterr().out, "utf-8")
    got = as_json("explain", "--file", str(tmp_path / "grant"))
    assert ([entry["permission"] for entry in got["permissions"]], got["malformed"]) == ([SEND], [])


def test_explain_reads_stdin(as_json: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """`--file -`."""
    monkeypatch.setattr("sys.stdin", io.StringIO(SEND))
    assert [entry["permission"] for entry in as_json("explain", "--file", "-")["permissions"]] == [SEND]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "begins like JSON and is none"),
        ('{"a": 1}', "holds no grant"),
        ("[1]", "no grant"),
        ('{"policy": null}', "holds no grant"),
        ("[" * 500_000, "is nested too deeply for a grant"),
        ("", "is empty: write permissions line by line"),
        ("\ufeff \n", "is empty: write"),
        ("[]", "is empty, it lists no permission"),
        ("# nothing\n", "is empty, it lists no permission"),
        ("permissions=[],", "is empty, it lists no permission"),
        ("permissions: []", "is empty, it lists no permission"),
    ],
)
def test_file_without_a_grant_is_wrong_use(run: Run, tmp_path: Path, content: str, said: str) -> None:
    """The error names the file."""
    (tmp_path / "grant").write_text(content, "utf-8")
    code, _, err = run("explain", "--file", str(tmp_path / "grant"))
    assert (code, said in err, str(tmp_path) in err) == (2, True, True)


def test_file_in_another_encoding_is_wrong_use(run: Run, tmp_path: Path) -> None:
    """Such as what an old shell writes."""
    (tmp_path / "grant").write_text(SEND, "utf-16")
    code, _, err = run("explain", "--file", str(tmp_path / "grant"))
    assert (code, "it is no UTF-8 text" in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing to explain"),
        (("--endpoint", "http://127.0.0.1:4010"), "give --key SID too"),
        ((SEND, "--endpoint", "http://127.0.0.1:4010"), "give --key SID too"),
        (("--file", "a\0b"), "cannot be read"),
        (("--file", "/no/such/file"), "cannot be read"),
        (("--profile", "send-smss"), "Did you mean send-sms"),
        (("--key", "SK1"), "is no key sid"),
        ((SEND, "--overlay", "/no/such/file"), "cannot be read"),
    ],
)
def test_explain_used_wrongly_ends_with_2(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """Each with the way out."""
    code, _, err = run("explain", *arguments)
    assert (code, said in err) == (2, True)


def test_explain_of_a_profile(as_json: Callable[..., Any]) -> None:
    """Profiles and permissions add up."""
    got = as_json("explain", CALL, "--profile", "send-sms")
    assert [entry["permission"] for entry in got["permissions"]] == [SEND, CALL]


def test_overlay_adds_names_of_ones_own(as_json: Callable[..., Any], tmp_path: Path) -> None:
    """They are known from then on, with their risks."""
    (tmp_path / "own.toml").write_text(OVERLAY, "utf-8")
    got = as_json("explain", "serverless/services/read", "--overlay", str(tmp_path / "own.toml"))
    assert (got["permissions"][0]["known"], got["tags"]) == (True, ["reads-code"])


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

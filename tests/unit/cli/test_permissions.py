"""`twilio-keys permissions`: names, explanations and profiles, for people and for machines."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import CALL, EVERY_MESSAGE_ACTION, READ, SEND
from tests.unit.local_twilio import AUTH_TOKEN, LocalTwilio
from twilio_keys_component.cli import main
from twilio_keys_component.permissions import load_catalog
from twilio_keys_component.permissions.profiles import profiles

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


def test_list_of_nothing_tells_the_choices(run: Run) -> None:
    """And ends with 1."""
    code, _, err = run("list", "--tag", "boring")
    assert code == 1
    assert "costs-money" in err
    assert "verify" in err


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
    assert out.splitlines()[:2] == ["/twilio/mesaging/message/create is not known; did you mean", f"  {SEND}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/twilio/messaging/messages/send", "is no permission; did you mean"),
        ("/twilio/zzz/qqq/read", "is not known, and like none that is known"),
        ("zzz", "is no permission, and like none that is known"),
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


def test_explain_of_too_many_says_so(run: Run) -> None:
    """A key takes at most 100 entries."""
    names = [str(p) for p in load_catalog().entries if not p.is_wildcard][:101]
    assert "too large a key takes at most 100 entries" in run("explain", *names)[1]


@pytest.mark.parametrize(
    "content",
    [
        f"# what it does\n{SEND}  # send\n\n{CALL}\n",
        json.dumps([SEND, CALL]),
        json.dumps({"allow": [SEND, CALL]}),
        json.dumps({"permissions": [SEND, CALL]}),
        json.dumps({"grants": {SEND: True, CALL: True}}),
    ],
)
def test_explain_reads_a_file(as_json: Callable[..., Any], tmp_path: Path, content: str) -> None:
    """Lines with comments, a list, a policy, a key's outputs or inputs."""
    (tmp_path / "grant").write_text(content, "utf-8")
    got = as_json("explain", "--file", str(tmp_path / "grant"))
    assert [entry["permission"] for entry in got["permissions"]] == [SEND, CALL]


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
        ("[" * 500_000, "is nested too deeply for a grant"),
    ],
)
def test_file_without_a_grant_is_wrong_use(run: Run, tmp_path: Path, content: str, said: str) -> None:
    """The error names the file."""
    (tmp_path / "grant").write_text(content, "utf-8")
    code, _, err = run("explain", "--file", str(tmp_path / "grant"))
    assert (code, said in err, str(tmp_path) in err) == (2, True, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing to explain"),
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


def test_explain_fetches_a_key(
    as_json: Callable[..., Any], run: Run, twilio: LocalTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the credentials of the environment; a standard key has no grant to explain."""
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", "ACe0" + "a1" * 15)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", AUTH_TOKEN)
    restricted, _ = twilio.make_key("restricted", SEND)
    got = as_json("explain", "--key", restricted, "--endpoint", twilio.url)
    assert [entry["permission"] for entry in got["permissions"]] == [SEND]
    standard, _ = twilio.make_key("standard")
    code, _, err = run("explain", "--key", standard, "--endpoint", twilio.url)
    assert (code, "is no restricted key" in err) == (2, True)


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


def test_unknown_profile_is_wrong_use(run: Run) -> None:
    """The error names those that there are."""
    code, _, err = run("profiles", "send-emails")
    assert (code, "The profiles are" in err) == (2, True)

"""`twilio-keys permissions explain`: what permissions and grants mean, wherever they come from."""

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
from twilio_keys_component.permissions.profiles import profile

Run = Callable[..., tuple[int, str, str]]

SECRET = "0123456789abcdef" * 2

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

"""`twilio-keys orphans` on an export: what it prints, and what it refuses."""

from __future__ import annotations

import io
import itertools
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, SEND
from tests.unit.local_twilio import AUTH_TOKEN, LocalTwilio
from tests.unit.orphans.exports import creating, export, key, name_of, snapshot, urn
from twilio_keys_component.cli import main
from twilio_keys_component.cli import orphans as command
from twilio_keys_component.orphans import Site, Snapshot
from twilio_keys_component.twilio_iam import Connection

Orphans = Callable[..., tuple[int, str, str]]


@pytest.fixture
def orphans(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, no_waiting: None
) -> Orphans:
    """Run `twilio-keys orphans …` in an empty folder with credentials in the environment, something on stdin."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT_SID)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", AUTH_TOKEN)

    def call(*arguments: str, stdin: str | bytes = "") -> tuple[int, str, str]:
        given = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as end:
            main(("orphans", *arguments))
        written = capsys.readouterr()
        return int(end.value.code or 0), written.out, written.err

    return call


def test_what_is_found_is_printed_with_its_evidence(orphans: Orphans, twilio: LocalTwilio) -> None:
    """Proven first; what to do about each kind goes to stderr, and the exit code says that something is left."""
    proven, _ = twilio.make_key("restricted", SEND, friendly_name=name_of())
    suspected, _ = twilio.make_key("standard", friendly_name=name_of("sender"))
    stack = export(key("sender", KEY_SID), pending=(creating(),))

    code, out, told = orphans("-", "--endpoint", twilio.url, stdin=stack)

    assert code == 1
    head, first, second, closing = out.split("\n\n")
    assert head == "1 proven orphan, 1 suspected orphan of orders/dev:"
    assert first.startswith(f"{proven}  proven\n  name      {name_of()}\n  account   {ACCOUNT_SID}\n  Region    us1\n")
    assert "\n  evidence  a pending create of `notifier` asks for exactly this name" in first
    assert second.startswith(f"{suspected}  suspected\n  name      {name_of('sender')}\n")
    assert "of `sender`, and no resource" in second
    assert closing.startswith("A suspected one may be in use: the key of a colleague's stack")
    assert max(map(len, first.splitlines())) < 160
    assert told.startswith("`twilio-keys settle --stack dev` does all")
    assert "--delete removes them" in told
    assert "--delete --sid SK… removes it" in told


def test_json_holds_the_same_for_machines(orphans: Orphans, twilio: LocalTwilio) -> None:
    """Every field is there, and nothing else is on stdout."""
    sid, _ = twilio.make_key("restricted", SEND, friendly_name=name_of())
    code, out, _ = orphans("-", "--endpoint", twilio.url, "--json", stdin=export(pending=(creating(),)))
    told = json.loads(out)
    (orphan,) = told["proven"]
    assert code == 1
    assert {name: told[name] for name in ("project", "stack", "pending", "suspected", "deleted")} == {
        "project": "orders",
        "stack": "dev",
        "pending": 0,
        "suspected": [],
        "deleted": [],
    }
    assert orphan.pop("date_created").endswith("+0000")
    assert orphan.pop("evidence").startswith("a pending create of ")
    assert orphan == {
        "sid": sid,
        "friendly_name": name_of(),
        "account_sid": ACCOUNT_SID,
        "region": "us1",
        "logical_name": "notifier",
        "urn": urn("notifier"),
    }


@pytest.mark.parametrize(
    ("pending", "told"),
    [
        ((creating(),), "1 create is pending, and no key of it is listed yet: it may still appear."),
        (
            (creating(), creating("own", auto_name=None, friendly_name="own")),
            "2 creates are pending, and no key of theirs is listed yet: it may still appear.",
        ),
    ],
)
def test_a_pending_create_without_a_key_is_no_all_clear(
    orphans: Orphans, twilio: LocalTwilio, pending: tuple[dict[str, Any], ...], told: str
) -> None:
    """Its key may not be listed yet: a single look cannot tell, and says what can."""
    stack = export(pending=pending)
    advice = f"{told} `twilio-keys settle --stack dev` looks until that is certain.\n"
    assert orphans("-", "--endpoint", twilio.url, stdin=stack) == (1, advice, "")
    code, out, said = orphans("-", "--endpoint", twilio.url, "--json", stdin=stack)
    assert (code, json.loads(out)["pending"], said) == (1, len(pending), advice)


def test_a_pending_create_whose_name_is_a_key_of_the_stack_waits_for_none_but_its_own(
    orphans: Orphans, twilio: LocalTwilio
) -> None:
    """An explicit name can be used twice, by the key that is replaced and by the new one; an automatic one cannot."""
    twin, _ = twilio.make_key("standard", friendly_name="own")
    saved, _ = twilio.make_key("standard", friendly_name=name_of())
    pending = (creating(), creating("own", auto_name=None, friendly_name="own"))
    code, out, _ = orphans(
        "-", "--endpoint", twilio.url, stdin=export(key("own", twin), key("notifier", saved), pending=pending)
    )
    assert (code, out.startswith("1 create is pending")) == (1, True)


@pytest.mark.parametrize("options", [(), ("--delete", "--yes"), ("--json",)])
def test_an_export_that_holds_nothing_is_refused(
    orphans: Orphans, twilio: LocalTwilio, options: tuple[str, ...]
) -> None:
    """It does not tell whose it is, and «no orphans» need not be true: marks cannot be told."""
    twilio.make_key("restricted", SEND, friendly_name=name_of())
    empty = '{"version":3,"deployment":{}}'
    code, out, told = orphans("-", "--endpoint", twilio.url, *options, stdin=empty)
    assert (code, out) == (2, "")
    assert "holds nothing, and does not tell which" in told
    assert "Run `twilio-keys orphans --stack NAME`" in told


def test_a_file_is_as_good_as_stdin(orphans: Orphans, twilio: LocalTwilio, tmp_path: Path) -> None:
    """To look at: with a byte order mark, as some shells write it, too."""
    (tmp_path / "stack.json").write_text(export(), "utf-8-sig")
    assert orphans("stack.json", "--endpoint", twilio.url) == (0, "No orphans of orders/dev.\n", "")


def test_retries_are_told(orphans: Orphans, twilio: LocalTwilio) -> None:
    """So that somebody who waits knows what for; what is no wait to speak of is no number."""
    for retry_after_s in (0, 2):
        twilio.fault("throttle", method="GET", retry_after_s=retry_after_s)
    code, _, told = orphans("-", "--endpoint", twilio.url, stdin=export())
    assert code == 0
    assert re.fullmatch(r"(.*; trying again (at once|in [1-9]\d* s)\n){2}", told)


@pytest.mark.parametrize(
    ("stdin", "told"),
    [
        ("", "the export on stdin is empty"),
        ("<html></html>", "the export on stdin is no stack export"),
        (b"\xff\xfe{", "no UTF-8 text"),
        ('{"version":3,"deployment":null}', "deployment: it is null, not an object"),
        ("[1]", "no stack export: it is a list, not an object. Give"),
    ],
)
def test_what_is_no_export_is_refused_without_a_traceback(orphans: Orphans, stdin: str | bytes, told: str) -> None:
    """In one sentence, with how to get one."""
    code, out, said = orphans("-", stdin=stdin)
    assert (code, out, told in said, len(said.splitlines())) == (2, "", True, 1)


def test_a_file_that_is_not_there_is_told(orphans: Orphans) -> None:
    """By its name."""
    assert orphans("missing.json")[::2] == (2, "missing.json cannot be read: No such file or directory\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-", "--sid", KEY_SID), "--sid names what --delete removes: give both"),
        (("-", "--yes"), "--yes answers what --delete asks: give both"),
        (("-", "--delete", "--sid", "SKx"), "--sid 'SKx' is no key sid"),
        (("-", "--stack", "dev"), "--stack and an export are two stacks"),
        (("--endpoint", "http://127.0.0.1:1"), "--endpoint belongs to an export"),
        (("-", "--delete", "--json"), "--json leaves no room for a question"),
    ],
)
def test_options_that_do_not_fit_are_wrong_use(orphans: Orphans, arguments: tuple[str, ...], told: str) -> None:
    """Before anything is read or asked."""
    code, out, said = orphans(*arguments)
    assert (code, out, told in said) == (2, "", True)


def test_all_that_is_wrong_with_the_options_is_told_at_once(orphans: Orphans) -> None:
    """One problem a line."""
    assert len(orphans("--endpoint", "x", "--delete", "--json", "--sid", "SKx")[2].splitlines()) == 3


def test_credentials_that_are_missing_are_told(
    orphans: Orphans, twilio: LocalTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which variables are asked for."""
    monkeypatch.delenv("TWILIO_AUTH_TOKEN")
    code, _, told = orphans("-", "--endpoint", twilio.url, stdin=export())
    assert (code, "TWILIO_AUTH_TOKEN: is missing" in told) == (2, True)


def test_an_export_asks_only_for_what_is_read_with_it(
    orphans: Orphans, twilio: LocalTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variables and --endpoint; the stack's config is not read."""
    monkeypatch.delenv("TWILIO_AUTH_TOKEN")
    monkeypatch.delenv("TWILIO_ACCOUNT_SID")
    code, out, told = orphans("-", "--endpoint", twilio.url, stdin=export())
    assert (code, out, "TWILIO_API_KEY_SECRET" in told, "--endpoint" in told) == (2, "", True, True)
    assert "config" not in told
    assert "twilio-keys:" not in told


def test_a_refusal_of_twilio_is_told(orphans: Orphans, twilio: LocalTwilio, monkeypatch: pytest.MonkeyPatch) -> None:
    """In Twilio's words."""
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "wrong")
    code, out, told = orphans("-", "--endpoint", twilio.url, stdin=export())
    assert (code, out, "Could not list the keys of account" in told) == (1, "", True)


def test_nothing_is_removed_by_an_export_where_no_engine_can_be_asked(orphans: Orphans, twilio: LocalTwilio) -> None:
    """Outside the project's folder: an export may be old, and its orphan a key that is in use now."""
    sid, _ = twilio.make_key("restricted", SEND, friendly_name=name_of())
    stack = export(pending=(creating(),))
    code, _, told = orphans("-", "--endpoint", twilio.url, "--delete", "--yes", stdin=stack)
    assert (code, "There is no Pulumi.yaml" in told) == (2, True)
    assert sid in twilio.all_keys()


def growing(twilio: LocalTwilio, connection: Connection) -> tuple[Site, str, list[str]]:
    """A stack with a suspected orphan; the second look finds another, whose sid is in the list then."""
    first, _ = twilio.make_key("standard", friendly_name=name_of("sender"))
    late: list[str] = []
    stack, reads = snapshot(key("sender", KEY_SID)), itertools.count()

    def read() -> Snapshot:
        if next(reads) and not late:
            late.append(twilio.make_key("standard", friendly_name=name_of("sender", suffix="zzz222"))[0])
        return stack

    return Site(read=read, connection=connection), first, late


def test_what_appears_while_others_are_removed_is_told(
    connection: Connection, twilio: LocalTwilio, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its command ends with 1: so the key is shown, and what to do about it."""
    site, first, late = growing(twilio, connection)
    assert not command._clean(site, (first,), yes=True, as_json=False)
    shown = capsys.readouterr()
    assert [*twilio.all_keys()] == late
    assert f"0 proven orphans, 1 suspected orphan of orders/dev:\n\n{late[0]}  suspected\n" in shown.out
    assert "--delete --sid SK… removes it" in shown.err


def test_json_of_what_appears_while_others_are_removed(
    connection: Connection, twilio: LocalTwilio, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is among what is left."""
    site, first, late = growing(twilio, connection)
    assert not command._clean(site, (first,), yes=True, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert ([each["sid"] for each in told["suspected"]], told["deleted"]) == (late, [first])

"""`twilio-keys settle` and the removal of orphans, where neither needs an engine."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import pytest

from tests.builders import SEND
from tests.unit.local_twilio import LocalTwilio
from tests.unit.orphans.exports import creating, name_of, snapshot
from twilio_keys_component.cli import main, orphan_sources, settle
from twilio_keys_component.cli.orphan_removal import remove_each
from twilio_keys_component.cli.pulumi_cli import PulumiCli, PulumiCommandError
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.orphans import OrphanError, Site
from twilio_keys_component.twilio_iam import Connection


def test_the_stack_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever settles the selected stack by mistake takes a colleague's lock away."""
    with pytest.raises(SystemExit) as end:
        main(("settle", "--yes"))
    assert end.value.code == 2
    assert "--stack" in capsys.readouterr().err


def test_ctrl_c_says_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    """And how to go on, as a failure does."""

    def interrupted() -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        settle._do((lambda: None, lambda: None, interrupted))
    told = capsys.readouterr().err
    assert "Done: pulumi cancel, twilio-keys orphans --delete. Failed: pulumi refresh" in told
    assert told.endswith("run `twilio-keys settle` again.\n")


@pytest.mark.parametrize(
    ("failing", "error", "is_warned"),
    [
        (2, PulumiCommandError("pulumi refresh", 1, "said"), False),
        (2, OrphanError("Only pending creates lead to it."), True),
        (0, PulumiCommandError("pulumi cancel", 1, "said"), True),
    ],
)
def test_who_did_not_refresh_is_warned_of_clearing(
    capsys: pytest.CaptureFixture[str], failing: int, error: TwilioKeysError, is_warned: bool
) -> None:
    """The refresh that failed may have cleared what is pending itself, and what was proven is removed by then."""

    def fail() -> NoReturn:
        raise error

    actions = [lambda: None] * 3
    assert not settle._do((*actions[:failing], fail, *actions[failing + 1 :]))
    assert ("Do not clear the pending creates before." in capsys.readouterr().err) == is_warned


@pytest.mark.parametrize(
    ("said", "is_helped"),
    [
        ("error: could not load the stack: failed to load checkpoint: EOF", True),
        ("error: EOF", True),
        ("error: error reading from server: EOF", False),
        ("error: failed to load checkpoint: no such file", False),
    ],
)
def test_the_checksum_is_blamed_only_for_a_checkpoint_that_ends_early(said: str, is_helped: bool) -> None:
    """A connection can end early too, and there is no file to delete then."""

    def ask() -> NoReturn:
        raise PulumiCommandError("pulumi stack export", 255, said)

    with pytest.raises(PulumiCommandError) as failed:
        orphan_sources._told(ask)
    assert ("delete the empty file" in str(failed.value)) == is_helped


def answering_cancel(folder: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> PulumiCli:
    """A `pulumi` that says so and fails: no backend that can be had here does."""
    stub = folder / "pulumi"
    stub.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit 255\n", "utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return PulumiCli(folder, "dev")


@pytest.mark.parametrize(
    "said",
    [
        "error: [409] Conflict: The Update has already completed",
        "error: [400] Bad Request: the stack has never been updated",
    ],
)
def test_a_cancel_with_nothing_to_cancel_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    """Pulumi Cloud refuses it; the next steps are still to be done."""
    settle._unlock(answering_cancel(tmp_path, monkeypatch, said))
    assert capsys.readouterr().err == "there was no lock\n"


def test_a_cancel_that_is_refused_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other reason leaves the lock."""
    with pytest.raises(PulumiCommandError, match="not allowed"):
        settle._unlock(answering_cancel(tmp_path, monkeypatch, "error: [403] Forbidden: not allowed"))


def test_a_stack_that_changes_stops_all_that_are_left(
    connection: Connection, twilio: LocalTwilio, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was removed before is told, and the reason once."""
    before = snapshot(pending=(creating("a"), creating("b"), creating("c")))
    left = [before, before, snapshot()]
    for logical in "abc":
        twilio.make_key("restricted", SEND, friendly_name=name_of(logical))
    site = Site(read=lambda: left.pop(0), connection=connection)
    look = site.look()

    removal = remove_each(look.orphans.proven, site, look.snapshot)

    assert [len(removal.removed), len(removal.problems), len(twilio.all_keys())] == [1, 1, 2]
    assert capsys.readouterr().err.count("somebody deploys it") == 1

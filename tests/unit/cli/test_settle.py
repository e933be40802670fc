"""`twilio-keys settle` and the removal of orphans, where neither needs an engine."""

from __future__ import annotations

from typing import NoReturn

import pytest

from tests.builders import SEND
from tests.unit.local_twilio import LocalTwilio
from tests.unit.orphans.exports import creating, name_of, snapshot
from twilio_keys_component.cli import main, settle
from twilio_keys_component.cli.orphan_removal import remove_each
from twilio_keys_component.orphans import Site
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
    assert "run `twilio-keys settle` again" in told


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

"""What happens about changes that somebody made outside the code."""

from __future__ import annotations

import re

import pytest

from tests.builders import CALL, LIST, READ, SEND
from tests.engine.deployment import Deployment, Run, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine


def drifted(stack: Deployment, twilio: LocalTwilio, mode: str) -> str:
    """Deploy a key that may send and list; outside, listing is taken away and calling is given. Its sid."""
    stack.up(program=declared(SEND, LIST, on_drift=mode, friendly_name="Orders"))
    sid = twilio.key()["sid"]
    assert isinstance(sid, str)
    twilio.change_key(sid, permissions=[SEND, CALL])
    twilio.requests()
    return sid


@pytest.mark.parametrize("way", ["refresh first", "up --refresh"])
@pytest.mark.parametrize(("mode", "left"), [("tighten", {SEND}), ("overwrite", {SEND, LIST}), ("fail", {SEND, CALL})])
def test_an_update_after_a_refresh_settles_drift(
    stack: Deployment, twilio: LocalTwilio, mode: str, left: set[str], way: str
) -> None:
    """`tighten` drops what was granted and withholds what was revoked, `overwrite` restores, `fail` stops."""
    sid = drifted(stack, twilio, mode)
    refuses = mode == "fail"

    if way == "refresh first":
        seen = stack.refresh().text
        settled = stack.up(fails=refuses)
    else:
        settled = stack.up("--refresh", fails=refuses)
        seen = settled.text

    assert twilio.grant() == left
    assert f"granted outside the code: {CALL}" in seen
    assert f"revoked outside the code: {LIST}" in seen
    posts = [] if refuses else [f"POST /v1/Keys/{sid}"]
    assert [request for request in twilio.requests() if request.startswith("POST")] == posts
    if mode == "tighten":
        assert f"granted outside the code and removed: {CALL}" in settled.text
        assert f"revoked outside the code and not granted again: {LIST}" in settled.text
    if refuses:
        _names_each_and_a_way_out(settled)


@pytest.mark.parametrize(
    ("mode", "left"), [("tighten", {SEND, READ}), ("overwrite", {SEND, LIST, READ}), ("fail", {SEND, CALL})]
)
def test_an_update_without_a_refresh_settles_drift_too(
    stack: Deployment, twilio: LocalTwilio, mode: str, left: set[str]
) -> None:
    """A code change meets the same drift, fetched just before the write, with the same outcome."""
    drifted(stack, twilio, mode)

    before = stack.snapshot()
    settled = stack.up(program=declared(SEND, LIST, READ, on_drift=mode, friendly_name="Orders"), fails=mode == "fail")

    assert twilio.grant() == left
    if mode == "fail":
        _names_each_and_a_way_out(settled)
        assert stack.snapshot() == before


def _names_each_and_a_way_out(refusal: Run) -> None:
    assert f"granted outside the code: {CALL}; revoked outside the code: {LIST}" in refusal.text
    assert 'on_drift="fail" stops the update: undo the change at Twilio, take it over into the code' in refusal.text


def test_an_outside_change_is_a_line_of_the_next_preview(stack: Deployment, twilio: LocalTwilio) -> None:
    """After a refresh the preview shows what the code takes away again and what it asks for and does not have."""
    drifted(stack, twilio, "tighten")
    stack.refresh()

    preview = stack.preview("--diff")

    assert (preview.marked("+"), preview.marked("-")) == ([LIST], [CALL])


def test_a_withheld_permission_stays_withheld_until_somebody_says_otherwise(
    stack: Deployment, twilio: LocalTwilio
) -> None:
    """What was revoked outside comes back by one `overwrite` update, not by any number of refreshed ones."""
    stack.up(program=declared(SEND, LIST))
    twilio.change_key(twilio.key()["sid"], permissions=[SEND])

    for _ in range(2):
        withheld = stack.up("--refresh")
        assert f"not granted again: {LIST}" in withheld.text
        assert twilio.grant() == {SEND}
    stack.up()
    stack.up(program=declared(SEND, LIST, READ))
    assert twilio.grant() == {SEND, READ}
    stack.up(program=declared(SEND, LIST, READ, on_drift="overwrite"))

    assert twilio.grant() == {SEND, LIST, READ}


def test_a_withheld_permission_is_granted_again_after_it_was_taken_out(stack: Deployment, twilio: LocalTwilio) -> None:
    """Taking it out of the code accepts the loss; putting it back is a new grant."""
    stack.up(program=declared(SEND, LIST))
    twilio.change_key(twilio.key()["sid"], permissions=[SEND])
    stack.refresh()

    stack.up(program=declared(SEND))
    stack.up(program=declared(SEND, LIST))

    assert twilio.grant() == {SEND, LIST}


@pytest.mark.parametrize("mode", ["tighten", "fail"])
def test_drift_that_the_code_takes_over_is_drift_no_more(stack: Deployment, twilio: LocalTwilio, mode: str) -> None:
    """What was granted outside and is then written into the code is the code's own from the next update on."""
    drifted(stack, twilio, mode)
    stack.refresh()

    stack.up(program=declared(SEND, CALL, on_drift=mode, friendly_name="Orders"))
    settled = stack.up(program=declared(SEND, CALL, READ, LIST, on_drift=mode, friendly_name="Orders"))

    assert twilio.grant() == {SEND, CALL, READ, LIST}
    assert "outside the code" not in settled.text


def test_a_name_that_was_changed_outside_is_drift(stack: Deployment, twilio: LocalTwilio) -> None:
    """The code's name comes back, except where `fail` stops; the key stays the same."""
    modes = ("tighten", "overwrite", "fail")
    stack.up(program="".join(declared(SEND, name=mode, on_drift=mode) for mode in modes))
    sids = {str(name).split("-")[0]: key["sid"] for name, key in twilio.keys().items()}
    for mode, sid in sids.items():
        twilio.change_key(sid, friendly_name=f"{mode} of mine")

    refreshed = stack.refresh()
    preview = stack.preview("--diff")
    stack.up("--continue-on-error", fails=True)

    for mode in modes:
        assert re.search(f"renamed outside the code: '{mode}-[-a-z2-7]+' is now '{mode} of mine'", refreshed.text)
        assert f"{mode} of mine" in preview.out
    names = {key["sid"]: name for name, key in twilio.keys().items()}
    assert names[sids["fail"]] == "fail of mine"
    assert [str(names[sids[mode]])[: len(mode) + 1] for mode in modes[:2]] == ["tighten-", "overwrite-"]


def test_nothing_is_left_to_grant_is_a_refusal(stack: Deployment, twilio: LocalTwilio) -> None:
    """`tighten` cannot leave a key without a permission: it stops, and says how to go on."""
    stack.up(program=declared(SEND))
    twilio.change_key(twilio.key()["sid"], permissions=[CALL])

    refused = stack.up("--refresh", fails=True)

    assert "Everything that the code asks for was revoked outside it" in refused.text
    assert twilio.grant() == {CALL}

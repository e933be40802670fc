"""Waivers: recorded, expiring permissions to break a rule, beside the pack."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.builders import SEND
from tests.engine.local_twilio import LocalTwilio
from tests.policies.guarding import PRODUCTION, Guarded, stopping, warning
from tests.policies.programs import COSTS, DESTROYS, WHOSE, key

pytestmark = pytest.mark.engine

DELETE = "/twilio/messaging/messages/delete"
DESTROYER = WHOSE + key(DELETE)
ESCALATOR = WHOSE + key(DELETE, "/twilio/iam/api-keys/create")
FINGERPRINT = re.compile(r"A waiver for it would carry the fingerprint ([0-9a-f]{16})\.")


def waiver(rule: str, fingerprint: str, *, days: int = 30, **fields: str) -> str:
    """A `[[waivers]]` for the key `notifier` that counts for some days."""
    until: date = datetime.now(UTC).date() + timedelta(days=days)
    texts = {
        "rule": rule,
        "key": "notifier",
        "reason": "Until the archive is moved",
        "approver": "security",
        "fingerprint": fingerprint,
        **fields,
    }
    return "[[waivers]]\n" + "".join(f'{name} = "{text}"\n' for name, text in texts.items()) + f"until = {until}\n"


def fingerprint_in(text: str) -> str:
    """What a finding says that a waiver for it must carry."""
    found = FINGERPRINT.search(text)
    assert found
    return found[1]


def test_a_waiver_lets_a_broken_rule_pass_and_is_told(guarded: Guarded, twilio: LocalTwilio) -> None:
    """The deployment goes on; rule, key, approver, reason and end are printed with every run."""
    fingerprint = fingerprint_in(guarded.preview(PRODUCTION, DESTROYER, fails=True).text)
    guarded.waive(waiver("TK204", fingerprint))

    run = guarded.up(PRODUCTION, DESTROYER)

    assert twilio.requests() == ["POST /v1/Keys"]
    assert "waivers" in warning(run)
    until = datetime.now(UTC).date() + timedelta(days=30)
    assert f"TK204 is waived for notifier until {until}, by security: Until the archive is moved" in run.text
    assert "TK401-advisory" not in warning(run)


@pytest.mark.parametrize(
    ("days", "fields", "says"),
    [
        (-1, {}, "it expired on"),
        (91, {}, "is more than 90 days ahead"),
        (30, {"fingerprint": "0" * 16}, "the key's grant is another one now"),
    ],
    ids=["expired", "too far ahead", "of another grant"],
)
def test_a_waiver_that_is_void_helps_nobody(guarded: Guarded, days: int, fields: dict[str, str], says: str) -> None:
    """The rule stops the deployment, and the waiver itself is a finding that says why."""
    fingerprint = "" if fields else fingerprint_in(guarded.preview(PRODUCTION, DESTROYER, fails=True).text)
    guarded.waive(waiver("TK204", **{"fingerprint": fingerprint, **fields}, days=days))

    run = guarded.preview(PRODUCTION, DESTROYER, fails=True)

    assert stopping(run) == {"TK204"}
    assert "TK401-advisory" in warning(run)
    assert says in run.text


def test_a_wider_grant_voids_the_waiver(guarded: Guarded, twilio: LocalTwilio) -> None:
    """What was allowed for one grant is not allowed for more."""
    guarded.waive(waiver("TK204", fingerprint_in(guarded.preview(PRODUCTION, DESTROYER, fails=True).text)))

    run = guarded.up(PRODUCTION, WHOSE + key(DELETE, SEND), fails=True)

    assert stopping(run) == {"TK204"}
    assert twilio.requests() == []


def test_a_waiver_of_another_stack_or_without_use(guarded: Guarded) -> None:
    """One for another stack is nothing here; one whose rule is kept is a finding, that settings can make stop."""
    needless = waiver("TK201", "0" * 16)
    guarded.waive(waiver("TK204", "0" * 16, stack="orders/other"), needless)
    guarded.configure(rules={"TK401": {"production": "mandatory"}})

    run = guarded.preview(PRODUCTION, WHOSE + key(DELETE, accept=f"{COSTS}, {DESTROYS}"), fails=True)

    assert stopping(run) == {"TK401"}
    assert "the waiver of TK201 for notifier does not count: the rule is not broken any more" in run.text
    assert "TK204" not in run.text


@pytest.mark.parametrize("stack", ["prod", "dev"])
def test_no_waiver_lets_a_key_make_keys(guarded: Guarded, twilio: LocalTwilio, stack: str) -> None:
    """TK202 stops every stack, with a waiver for another rule of the key and with a forged one for itself."""
    found = guarded.preview(PRODUCTION, ESCALATOR, fails=True)
    fingerprint = fingerprint_in(found.text)
    guarded.waive(waiver("TK204", fingerprint), waiver("TK202", fingerprint))

    run = guarded.up(stack, ESCALATOR, fails=True)

    assert stopping(run) == {"TK202"}
    assert "TK202 cannot be waived" in run.text
    assert "TK204 is waived for notifier" in run.text
    assert twilio.requests() == []

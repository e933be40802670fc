"""Drift and what is done about it, by example: the words that a person reads."""

from __future__ import annotations

import pytest

from tests.builders import CALL, EVERY_MESSAGE_ACTION, LIST, READ, SEND, grant, spec, standard_spec, terms, unnamed_spec
from twilio_keys_component.model import DriftMode, KeySpec, Terms
from twilio_keys_component.reconcile import Drift, Refusal, Rename, Target, drift, settle

NO_POLICY = Terms(friendly_name="order-notifier", permissions=None)


def test_no_difference_is_no_drift() -> None:
    """An untouched key's drift is false and reads as nothing."""
    found = drift(terms(SEND), terms(SEND))
    assert (found, bool(found), str(found)) == (Drift(), False, "")


def test_drift_reads_as_what_happened_outside() -> None:
    """Granted, revoked, renamed: each with its names, in this order."""
    found = drift(terms(SEND, READ), terms(SEND, LIST, CALL, name="mine"))
    assert str(found) == (
        f"granted outside the code: {LIST}, {CALL}; revoked outside the code: {READ}; "
        "renamed outside the code: 'order-notifier' is now 'mine'"
    )


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [("mine", "yours", "'mine' is now 'yours'"), ("a\nb", None, "'a\\nb' is now None")],
)
def test_names_are_quoted(old: str | None, new: str | None, text: str) -> None:
    """A missing name is told from a text, and nobody can forge a line by renaming a key."""
    assert str(drift(terms(SEND, name=old), terms(SEND, name=new))) == f"renamed outside the code: {text}"


def test_a_name_that_nobody_asked_for_is_no_drift() -> None:
    """Where none was applied, the key may have any, in every mode."""
    assert not drift(terms(SEND, name=None), terms(SEND, name="mine"))
    settled = settle(unnamed_spec(SEND), terms(SEND, name=None), terms(SEND, name="mine"), DriftMode.FAIL)
    assert settled == Target(terms(SEND, name=None))


@pytest.mark.parametrize(("applied", "live"), [(terms(SEND), NO_POLICY), (NO_POLICY, terms(SEND))])
def test_a_policy_that_is_missing_or_should_not_be_is_drift(applied: Terms, live: Terms) -> None:
    """A key never changes its kind, so this is told apart from an empty grant."""
    found = drift(applied, live)
    assert found
    assert found.other_kind
    assert all(str(permission) in str(found) for permission in live.permissions or ())


def test_an_empty_policy_is_not_a_missing_one() -> None:
    """A restricted key that lost everything is still restricted."""
    found = drift(terms(SEND), terms())
    assert (found.other_kind, found.revoked) == ("", grant(SEND))


@pytest.mark.parametrize("mode", [DriftMode.TIGHTEN, DriftMode.FAIL])
@pytest.mark.parametrize(
    ("applied", "live", "wanted"), [(terms(SEND), NO_POLICY, spec()), (NO_POLICY, terms(SEND), standard_spec())]
)
def test_another_kind_of_key_is_refused(mode: DriftMode, applied: Terms, live: Terms, wanted: KeySpec) -> None:
    """Without `overwrite` nothing is sent to a key that may not be ours."""
    outcome = settle(wanted, applied, live, mode)
    assert isinstance(outcome, Refusal)
    assert "may not be the key that the code means" in str(outcome)


def test_tighten_says_what_it_removes_and_withholds() -> None:
    """The text names both, and says how to get the withheld permission back or out."""
    outcome = settle(spec(SEND, READ), terms(SEND, READ), terms(SEND, CALL), DriftMode.TIGHTEN)
    assert isinstance(outcome, Target)
    assert outcome == Target(terms(SEND), Drift(granted=grant(CALL), revoked=grant(READ)), withheld=grant(READ))
    assert str(outcome) == (
        f"granted outside the code and removed: {CALL}; revoked outside the code and not granted again: {READ}. "
        'To grant them again, update once with on_drift="overwrite"; to accept the loss, take them out of the code'
    )


def test_tighten_grants_what_the_code_newly_asks_for() -> None:
    """Only what somebody revoked is withheld."""
    outcome = settle(spec(SEND, READ, CALL), terms(SEND, READ), terms(SEND), DriftMode.TIGHTEN)
    assert outcome == Target(terms(SEND, CALL), Drift(revoked=grant(READ)), withheld=grant(READ))


def test_tighten_keeps_what_was_granted_outside_once_the_code_asks_for_it() -> None:
    """A permission that was taken over into the code is nobody's drift any more."""
    outcome = settle(spec(SEND, CALL), terms(SEND), terms(SEND, CALL), DriftMode.TIGHTEN)
    assert outcome == Target(terms(SEND, CALL), Drift(granted=grant(CALL)))
    assert str(outcome) == f"granted outside the code and kept, the code asks for it now: {CALL}"


def test_tighten_takes_one_action_out_of_a_wildcard() -> None:
    """An action that was revoked from a whole resource stays revoked, the other four are sent."""
    four = [f"/twilio/messaging/messages/{action}" for action in ("delete", "list", "read", "update")]
    outcome = settle(spec(EVERY_MESSAGE_ACTION), terms(EVERY_MESSAGE_ACTION), terms(*four), DriftMode.TIGHTEN)
    assert outcome == Target(terms(*four), Drift(revoked=grant(SEND)), withheld=grant(SEND))


def test_tighten_refuses_when_everything_was_revoked() -> None:
    """A key of which nothing is left is not widened again and not emptied: a person decides."""
    outcome = settle(spec(SEND), terms(SEND, READ), terms(READ), DriftMode.TIGHTEN)
    assert isinstance(outcome, Refusal)
    assert outcome.drift.revoked == grant(SEND)
    assert 'update once with on_drift="overwrite"' in outcome.reason


@pytest.mark.parametrize("live", [terms(SEND, READ), terms(), terms(SEND, name="mine")])
def test_fail_refuses_each_kind_of_drift(live: Terms) -> None:
    """Granted, revoked or renamed outside: nothing is sent, and the text says what was found and what to do."""
    outcome = settle(spec(SEND), terms(SEND), live, DriftMode.FAIL)
    assert isinstance(outcome, Refusal)
    assert str(outcome) == f"{drift(terms(SEND), live)}. {outcome.reason}"
    assert 'on_drift="fail" stops the update' in outcome.reason


@pytest.mark.parametrize("mode", list(DriftMode))
def test_a_standard_key_is_renamed_and_has_no_grant(mode: DriftMode) -> None:
    """Of a key without a policy only the name is sent."""
    outcome = settle(standard_spec(friendly_name="new"), NO_POLICY, NO_POLICY, mode)
    assert outcome == Target(Terms(friendly_name="new", permissions=None))


def test_a_refusal_has_nothing_to_send() -> None:
    """There is no target in a refusal that somebody could send by mistake."""
    assert not hasattr(Refusal(Drift(renamed=Rename("a", "b")), "why"), "terms")


@pytest.mark.parametrize("mode", list(DriftMode))
def test_what_the_code_took_over_is_settled(mode: DriftMode) -> None:
    """Where the live key is what the code asks for now, no mode refuses and none sends anything else."""
    outcome = settle(spec(SEND, READ), terms(SEND, CALL), terms(SEND, READ), mode)
    assert isinstance(outcome, Target)
    assert outcome.terms == terms(SEND, READ)
    assert str(outcome) == (
        f"granted outside the code and kept, the code asks for it now: {READ}; "
        f"revoked outside the code, and not asked for any more: {CALL}"
    )


def test_overwrite_says_what_it_undoes() -> None:
    """What it removes, grants again and renames back is named."""
    outcome = settle(spec(SEND, READ), terms(SEND, READ), terms(SEND, CALL, name="mine"), DriftMode.OVERWRITE)
    assert str(outcome) == (
        f"granted outside the code and removed: {CALL}; revoked outside the code and granted again: {READ}; "
        "renamed outside the code: 'mine' becomes 'order-notifier'"
    )

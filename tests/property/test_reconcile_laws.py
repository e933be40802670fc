"""What planning and settling promise, as laws."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import state_of
from tests.strategies import grants, names, respellings, restricted_specs, restricted_terms, specs, states
from twilio_keys_component.model import DriftMode, KeySpec, KeyState, Terms
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.reconcile import (
    Accept,
    Annotate,
    Grant,
    Plan,
    Refusal,
    Rename,
    Replace,
    Revoke,
    Target,
    drift,
    plan,
    settle,
)

MODES = st.sampled_from(DriftMode)
LIVE = restricted_terms()
COMPARED = ("account_sid", "region", "key_type", "friendly_name", "on_drift", "owner", "purpose")


def applied_to(state: KeyState, changes: Plan, spec: KeySpec) -> dict[str, object]:
    """What a key in `state` would be after `changes`, each taken by itself; a replacement's new value is the spec's."""
    values: dict[str, object] = {name: getattr(state, name) for name in (*COMPARED, "applied")}
    allowed = set(state.permissions.actions) if state.permissions else set()
    for change in changes.changes:
        match change:
            case Replace(property=name):
                assert values[name] != getattr(spec, name)
                values[name] = getattr(spec, name)
            case Grant(permission):
                assert not allowed & set(permission.expanded())
                allowed |= set(permission.expanded())
            case Revoke(permission):
                assert allowed >= set(permission.expanded())
                allowed -= set(permission.expanded())
            case Rename(old, new):
                assert values["friendly_name"] == old
                values["friendly_name"] = new
            case Annotate(name, old, new):
                assert values[name] == old
                values[name] = new
            case Accept():
                assert state.terms == spec.terms
                values["applied"] = spec.terms
    return {**values, "permissions": allowed}


def asked_for(spec: KeySpec) -> dict[str, object]:
    """The spec in the form of `applied_to`."""
    allowed = set(spec.permissions.actions) if spec.permissions else set()
    return {**{name: getattr(spec, name) for name in COMPARED}, "permissions": allowed}


def allowed_by(outcome: Target | Refusal) -> PermissionSet:
    """The grant that would be sent: none for a refusal."""
    if isinstance(outcome, Refusal) or outcome.terms.permissions is None:
        return PermissionSet()
    return outcome.terms.permissions


@given(specs(), states())
def test_a_plan_applied_to_the_state_gives_the_spec(spec: KeySpec, state: KeyState) -> None:
    """Every change starts from what is there, and all together end at what is asked for."""
    values = applied_to(state, plan(spec, state), spec)
    values.pop("applied")
    assert values == asked_for(spec)


@given(specs(), st.data())
def test_what_the_code_took_over_counts_as_applied(spec: KeySpec, data: st.DataObject) -> None:
    """Where only the base for drift is old, the plan is to renew it."""
    applied = data.draw(LIVE)
    made = plan(spec, state_of(spec, applied=applied))
    assert made.changes == ((Accept(),) if applied != spec.terms else ())
    assert made.is_unseen == bool(made)


@given(specs(), states())
def test_a_plan_is_empty_only_when_nothing_differs(spec: KeySpec, state: KeyState) -> None:
    """No difference, no plan; any difference, a plan."""
    seen = applied_to(state, Plan(()), spec)
    assert bool(plan(spec, state)) == (seen != {**asked_for(spec), "applied": spec.terms})


@given(st.data())
def test_another_spelling_plans_nothing(data: st.DataObject) -> None:
    """A grant in another order, with duplicates or wildcards written out, is no change."""
    spec = data.draw(restricted_specs())
    assert spec.permissions
    respelled = PermissionSet(data.draw(respellings(spec.permissions)))
    assert not plan(spec.model_copy(update={"permissions": respelled}), state_of(spec))


@given(st.data())
def test_a_plan_reads_the_same_for_any_order_and_spelling(data: st.DataObject) -> None:
    """The same grants in another order or spelling, on either side, give the same text."""
    spec, state = data.draw(restricted_specs()), data.draw(states())
    assert spec.permissions
    other_spec = spec.model_copy(update={"permissions": PermissionSet(data.draw(respellings(spec.permissions)))})
    other_state = state
    if state.permissions is not None:
        seen = PermissionSet(data.draw(respellings(state.permissions)))
        other_state = state.model_copy(update={"permissions": seen})
    assert str(plan(other_spec, other_state)) == str(plan(spec, state))


@given(specs(), states())
def test_a_plan_is_ordered_by_kind_and_then_by_name(spec: KeySpec, state: KeyState) -> None:
    """Replacements, revoked, granted, renamed, annotated; within a kind sorted, nothing twice."""
    changes = plan(spec, state).changes
    kinds = [(Replace, Revoke, Grant, Rename, Annotate, Accept).index(type(change)) for change in changes]
    assert kinds == sorted(kinds)
    for kind in (Grant, Revoke):
        permissions = [change.permission for change in changes if isinstance(change, kind)]
        assert permissions == sorted(set(permissions))


@given(specs(), states())
def test_only_annotations_are_local(spec: KeySpec, state: KeyState) -> None:
    """Twilio is left alone exactly when what it knows of the key stays as it is, and nothing was taken over."""
    made = plan(spec, state)
    lead, seen = asked_for(spec), applied_to(state, Plan(()), spec)
    known_to_twilio = ("account_sid", "region", "key_type", "friendly_name", "permissions")
    is_same = all(lead[name] == seen[name] for name in known_to_twilio)
    assert made.is_local == (is_same and Accept() not in made.changes)


@given(LIVE, LIVE)
def test_drift_leads_from_what_was_applied_to_what_is_live(applied: Terms, live: Terms) -> None:
    """Taking the revoked, adding the granted and renaming gives the live key. Without an applied name any is right."""
    found = drift(applied, live)
    assert applied.permissions is not None
    assert (applied.permissions - found.revoked) | found.granted == live.permissions
    assert (found.renamed is not None) == (applied.friendly_name not in (None, live.friendly_name))
    assert bool(found) == (not applied.are_met_by(live))


@given(st.data())
def test_another_spelling_is_no_drift(data: st.DataObject) -> None:
    """Twilio may answer in another order and collapse full resources: nobody changed anything then."""
    applied = data.draw(LIVE)
    assert applied.permissions is not None
    answered = PermissionSet(data.draw(respellings(applied.permissions)))
    assert not drift(applied, applied.model_copy(update={"permissions": answered}))


@given(LIVE, LIVE)
def test_drift_names_every_permission(applied: Terms, live: Terms) -> None:
    """The text has each permission that was granted or revoked outside, and the new name."""
    found = drift(applied, live)
    named = [str(p) for p in (*found.granted, *found.revoked)]
    assert [text for text in named if text not in str(found)] == []
    assert found.renamed is None or repr(live.friendly_name) in str(found)


@given(specs(), restricted_terms(), MODES)
def test_without_drift_every_mode_sends_the_spec(spec: KeySpec, applied: Terms, mode: DriftMode) -> None:
    """Where nobody changed anything, the code decides alone, and nothing is said about drift."""
    if spec.permissions is None:
        applied = applied.model_copy(update={"permissions": None})
    outcome = settle(spec, applied, applied, mode)
    assert isinstance(outcome, Target)
    assert (outcome.terms, str(outcome)) == (spec.terms, "")


@given(restricted_specs(), LIVE, LIVE, MODES)
def test_nothing_is_granted_that_the_spec_does_not_ask_for(
    spec: KeySpec, applied: Terms, live: Terms, mode: DriftMode
) -> None:
    """In every mode what is sent is within the spec, under the spec's name."""
    outcome = settle(spec, applied, live, mode)
    assert spec.permissions is not None
    assert allowed_by(outcome) <= spec.permissions
    assert isinstance(outcome, Refusal) or outcome.terms.friendly_name == spec.friendly_name


@given(restricted_specs(), LIVE, LIVE)
def test_tighten_never_keeps_what_was_granted_outside(spec: KeySpec, applied: Terms, live: Terms) -> None:
    """A permission from outside stays only where the code asks for it now, and is named when it goes."""
    outcome = settle(spec, applied, live, DriftMode.TIGHTEN)
    assert spec.permissions is not None
    from_outside = drift(applied, live).granted
    assert not allowed_by(outcome) & (from_outside - spec.permissions)
    if isinstance(outcome, Target):
        assert outcome.drift.granted == from_outside


@given(restricted_specs(), LIVE, LIVE)
def test_tighten_never_grants_again_what_was_revoked_outside(spec: KeySpec, applied: Terms, live: Terms) -> None:
    """Whoever revoked a permission in an emergency finds it revoked after the next update, and all else granted."""
    outcome = settle(spec, applied, live, DriftMode.TIGHTEN)
    assert spec.permissions is not None
    revoked = drift(applied, live).revoked
    assert not allowed_by(outcome) & revoked
    if isinstance(outcome, Target):
        assert allowed_by(outcome) | revoked >= spec.permissions
        assert outcome.withheld == spec.permissions & revoked


@given(restricted_specs(), LIVE, LIVE)
def test_tighten_refuses_only_when_nothing_would_be_left(spec: KeySpec, applied: Terms, live: Terms) -> None:
    """A restricted key needs a permission, so an empty target is a refusal, and nothing else is one."""
    outcome = settle(spec, applied, live, DriftMode.TIGHTEN)
    assert spec.permissions is not None
    assert isinstance(outcome, Refusal) == (spec.permissions <= drift(applied, live).revoked)


@given(restricted_specs(), LIVE, LIVE)
def test_tighten_withholds_again_at_the_next_update(spec: KeySpec, applied: Terms, live: Terms) -> None:
    """With the spec as the new base a second update sends the same: what was revoked stays so until somebody acts."""
    first = settle(spec, applied, live, DriftMode.TIGHTEN)
    assume(isinstance(first, Target))
    assert isinstance(first, Target)
    second = settle(spec, spec.terms, first.terms, DriftMode.TIGHTEN)
    assert isinstance(second, Target)
    assert (second.terms, second.withheld, bool(second.drift.granted)) == (first.terms, first.withheld, False)


@given(specs(), LIVE, LIVE, st.booleans())
def test_overwrite_always_sends_the_spec(spec: KeySpec, applied: Terms, live: Terms, has_policy: bool) -> None:
    """With `overwrite` the code wins, whatever was found, a missing policy too."""
    seen = live if has_policy else live.model_copy(update={"permissions": None})
    outcome = settle(spec, applied, seen, DriftMode.OVERWRITE)
    assert isinstance(outcome, Target)
    assert outcome.terms == spec.terms


@given(restricted_specs(), LIVE, LIVE)
def test_fail_refuses_exactly_when_there_is_drift(spec: KeySpec, applied: Terms, live: Terms) -> None:
    """With `fail` any drift that the code has not taken over stops the update; else the spec is sent."""
    outcome = settle(spec, applied, live, DriftMode.FAIL)
    stops = bool(drift(applied, live)) and live != spec.terms
    assert isinstance(outcome, Refusal) == stops
    assert allowed_by(outcome) == (PermissionSet() if stops else spec.permissions)


@given(restricted_specs(), LIVE, LIVE, MODES)
def test_texts_name_every_permission_that_is_dealt_with(
    spec: KeySpec, applied: Terms, live: Terms, mode: DriftMode
) -> None:
    """A target names all that drifted by what becomes of it, a refusal all that drifted and a way out."""
    outcome = settle(spec, applied, live, mode)
    found = drift(applied, live)
    if isinstance(outcome, Target):
        sent = allowed_by(outcome)
        parts = [found.granted - sent, found.granted & sent, found.revoked & sent]
        parts += [outcome.withheld, found.revoked - sent - outcome.withheld]
    else:
        assert "on_drift=" in str(outcome)
        parts = [found.granted, found.revoked]
    assert [str(p) for part in parts for p in part if str(p) not in str(outcome)] == []


@given(st.data())
def test_settling_reads_and_sends_the_same_for_any_order_and_spelling(data: st.DataObject) -> None:
    """The live grant in another spelling changes neither the target's bytes nor the text."""
    spec, applied, live, mode = (data.draw(s) for s in (restricted_specs(), LIVE, LIVE, MODES))
    assert live.permissions is not None
    respelled = live.model_copy(update={"permissions": PermissionSet(data.draw(respellings(live.permissions)))})
    one, other = settle(spec, applied, live, mode), settle(spec, applied, respelled, mode)
    assert (str(one), allowed_by(one).to_policy()) == (str(other), allowed_by(other).to_policy())


@given(restricted_specs(), grants(), names())
def test_without_drift_the_spec_is_sent_in_its_own_spelling(spec: KeySpec, applied: PermissionSet, name: str) -> None:
    """Nobody knows which spellings Twilio takes, so the user's is kept in every mode."""
    base = Terms(friendly_name=name, permissions=applied)
    assert spec.permissions is not None
    for mode in DriftMode:
        assert allowed_by(settle(spec, base, base, mode)).written == spec.permissions.written

"""The laws of the rules, over keys, stacks and waivers of every make."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ACCOUNT_SID, OTHER_ACCOUNT_SID
from tests.strategies import grants, notes
from tests.unit.rules.samples import TODAY, context
from twilio_keys_component.model import DriftMode, KeyType
from twilio_keys_component.permissions import PermissionSet, load_catalog
from twilio_keys_component.rules import (
    RULES,
    Judgement,
    KeyView,
    ResourceView,
    RuleContext,
    Signer,
    StackView,
    Waiver,
    findings_of_key,
    findings_of_stack,
    judge,
)

NAMES = ("one", "two", "three")
GRANT_RULES = ("TK201", "TK202", "TK203", "TK204", "TK205", "TK206")
FIELDS = sorted({field for rule in RULES for field in rule.reads})

days = st.integers(-100, 400).map(lambda count: TODAY + timedelta(days=count))
risks = st.frozensets(
    st.sampled_from(("TK201", "TK204", "TK205", "costs-money", "destroys-data", "reads-content", "redirects"))
)
contexts = st.builds(
    context,
    st.sampled_from(("prod", "dev")),
    max_permissions=st.integers(1, 10),
    max_products=st.integers(1, 3),
    rules=st.dictionaries(
        st.sampled_from(("TK201", "TK205", "TK303")),
        st.fixed_dictionaries({"production": st.sampled_from(("mandatory", "advisory", "disabled"))}),
    ),
)
catalogued = st.lists(st.sampled_from(sorted(load_catalog().entries)), max_size=5).map(PermissionSet)
any_grants = st.builds(PermissionSet.__or__, catalogued, grants())


@st.composite
def keys(draw: st.DrawFn, *, name: str = "one") -> KeyView:
    """Keys of every kind, some of them not known whole."""
    key_type = draw(st.sampled_from((KeyType.RESTRICTED, KeyType.RESTRICTED, *KeyType)))
    return KeyView(
        name=name,
        urn=f"urn:pulumi:prod::orders::pulumi-python:dynamic/twilio-keys:ApiKey::{name}",
        account_sid=draw(st.sampled_from((None, ACCOUNT_SID, OTHER_ACCOUNT_SID))),
        key_type=key_type,
        permissions=draw(any_grants) if key_type is KeyType.RESTRICTED else None,
        on_drift=draw(st.sampled_from(DriftMode)),
        owner=draw(notes()),
        purpose=draw(notes()),
        expires=draw(st.none() | days),
        reason=draw(notes()),
        accept=draw(risks),
        is_deployer=draw(st.booleans()),
        is_rotated=draw(st.booleans()),
        parent=draw(st.sampled_from((None, "a", "b"))),
        unknown=draw(st.just(frozenset[str]()) | st.frozensets(st.sampled_from(FIELDS), max_size=2)),
    )


def resources(name: str) -> st.SearchStrategy[ResourceView]:
    """Other resources, some of which are handed the Auth Token."""
    properties = st.sampled_from(({}, {"a": 1}, {"TWILIO_AUTH_TOKEN": "x"}, {"env": ["TWILIO_AUTH_TOKEN=x"]}))
    return st.builds(ResourceView, st.just(f"urn:pulumi:prod::orders::other::{name}"), properties)


stacks = st.builds(
    StackView,
    keys=st.tuples(*(keys(name=name) for name in NAMES)),
    resources=st.tuples(*(resources(name) for name in ("x", "y"))),
    outputs=st.sampled_from((None, {"token": "0123456789abcdef" * 2, "sid": "x"})),
    config=st.sampled_from((None, {"twilio-keys:authToken": "x"})),
    account_sid=st.sampled_from((None, ACCOUNT_SID)),
    signer=st.none() | st.sampled_from(Signer),
)


@st.composite
def waivers(draw: st.DrawFn, whole: StackView) -> Waiver:
    """Waivers, most of them for a key of the stack with the grant that it has."""
    key = draw(st.sampled_from(whole.keys))
    fitting = key.fingerprint(load_catalog())
    return Waiver(
        rule=draw(st.sampled_from([*(rule.id for rule in RULES), "TK999"])),
        key=draw(st.sampled_from((key.name, key.name, "gone"))),
        reason="agreed",
        approver=draw(st.sampled_from(("a", "b"))),
        until=draw(days),
        fingerprint=draw(st.sampled_from((fitting, fitting, "0" * 16))),
        stack=draw(st.sampled_from((None, "orders/prod", "orders/other"))),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[StackView, list[Waiver], RuleContext]:
    """A stack with its waivers and settings."""
    whole = draw(stacks)
    return whole, draw(st.lists(waivers(whole), max_size=4)), draw(contexts)


def broken(key: KeyView, where: RuleContext) -> set[str]:
    """The rules about grants that a key breaks."""
    return {rule.id for rule in RULES if rule.id in GRANT_RULES and findings_of_key(rule, key, where)}


@given(cases(), st.data())
def test_order_never_changes_a_judgement(
    case: tuple[StackView, list[Waiver], RuleContext], data: st.DataObject
) -> None:
    """Neither that of keys and other resources nor that of waivers or of outputs."""
    whole, given_waivers, where = case
    mixed = replace(
        whole,
        keys=tuple(data.draw(st.permutations(whole.keys))),
        resources=tuple(data.draw(st.permutations(whole.resources))),
        outputs=whole.outputs and dict(reversed([*whole.outputs.items()])),
    )
    assert judge(mixed, where, data.draw(st.permutations(given_waivers))) == judge(whole, where, given_waivers)


@given(keys(), any_grants, contexts)
def test_granting_more_mends_nothing(key: KeyView, more: PermissionSet, where: RuleContext) -> None:
    """A key that is granted more, and accepts no more, still breaks every rule about grants that it broke."""
    if key.permissions is not None:
        wider = replace(key, permissions=key.permissions | more)
        assert broken(key, where) <= broken(wider, where)


@given(keys(), any_grants, contexts)
def test_what_is_known_of_a_grant_is_judged_as_a_grant(key: KeyView, more: PermissionSet, where: RuleContext) -> None:
    """As if it were the whole one, and the rest of it mends nothing."""
    part = key.permissions
    if part:
        known = replace(key, unknown=key.unknown - {"permissions"})
        partly = replace(key, permissions=more, known_permissions=part, unknown=key.unknown | {"permissions"})
        assert broken(partly, where) == broken(known, where)
        assert broken(partly, where) <= broken(replace(known, permissions=part | more), where)


@given(keys(), risks, contexts)
def test_accepting_more_breaks_nothing(key: KeyView, more: frozenset[str], where: RuleContext) -> None:
    """And mends only what can be accepted."""
    before, after = broken(key, where), broken(replace(key, accept=key.accept | more), where)
    assert after <= before
    assert before - after <= {"TK201", "TK204", "TK205"}


@given(stacks, contexts, st.data())
def test_what_is_not_known_is_never_held_against_a_key(
    whole: StackView, where: RuleContext, data: st.DataObject
) -> None:
    """Whatever stands in the fields that are not known, the judgement is the same."""
    other = tuple(_with_other_unknowns(key, data) for key in whole.keys)
    first, second = (judge(each, where) for each in (whole, replace(whole, keys=other)))
    assert _said(first) == _said(second)


def _with_other_unknowns(key: KeyView, data: st.DataObject) -> KeyView:
    drawn = data.draw(keys(name=key.name))
    # An account that is not known is not taken from the field, but the stack's level may hang on it.
    changed: dict[str, Any] = {name: getattr(drawn, name) for name in key.unknown - {"account_sid"}}
    return replace(key, **changed)


def _said(judgement: Judgement) -> list[tuple[str, str, str]]:
    return [(each.rule.id, each.subject, each.message) for each in judgement.findings]


@given(keys(), contexts)
def test_a_rule_says_nothing_of_a_key_of_which_it_knows_nothing(key: KeyView, where: RuleContext) -> None:
    """With every field that any rule reads not known."""
    unknown = replace(key, unknown=frozenset(field.name for field in fields(KeyView)))
    whole = StackView(keys=(unknown,))
    assert [findings_of_key(rule, unknown, where) for rule in RULES if rule.on_key] == [
        [] for rule in RULES if rule.on_key
    ]
    assert [found for rule in RULES for found in findings_of_stack(rule, whole, where)] == []


@given(cases())
def test_a_waiver_never_touches_another_rule_or_key(case: tuple[StackView, list[Waiver], RuleContext]) -> None:
    """What the rules find is either left or allowed, and only by a waiver that names rule, key and grant."""
    whole, given_waivers, where = case
    without = judge(whole, where)
    with_them = judge(whole, where, given_waivers)
    left = [finding for finding in with_them.findings if finding.rule.id != "TK401"]
    assert sorted([*left, *(each.finding for each in with_them.waived)], key=lambda f: f.order) == [*without.findings]
    for each in with_them.waived:
        assert not each.finding.rule.is_fixed
        assert each.waiver.rule == each.finding.rule.id
        assert each.waiver.key in (each.finding.subject, each.finding.sid)
        assert each.finding.fingerprint in ("", each.waiver.fingerprint)
        assert where.today <= each.waiver.until <= where.today + timedelta(days=90)

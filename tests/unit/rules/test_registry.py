"""All rules, written out."""

from __future__ import annotations

import dataclasses

import pytest

from twilio_keys_component.rules import ACCEPTABLE_RULES, RULES, KeyView, Level, Rule, Severity, rule_of

M, A, D = Level.MANDATORY, Level.ADVISORY, Level.DISABLED

LEVELS = {
    "TK101": (M, A),
    "TK102": (M, A),
    "TK103": (M, A),
    "TK104": (M, A),
    "TK201": (M, A),
    "TK202": (M, M),
    "TK203": (M, A),
    "TK204": (M, A),
    "TK205": (A, D),
    "TK206": (M, A),
    "TK301": (M, A),
    "TK302": (A, D),
    "TK303": (A, A),
    "TK304": (M, M),
    "TK305": (A, D),
    "TK401": (A, A),
}
"""In production and elsewhere."""

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def test_the_levels_are_those_of_the_design() -> None:
    """Every rule once, sorted."""
    assert {rule.id: (rule.production, rule.elsewhere) for rule in RULES} == LEVELS
    assert [rule.id for rule in RULES] == sorted(LEVELS)


@every_rule
def test_a_rule_says_what_people_need(rule: Rule) -> None:
    """A title without a full stop, whole sentences, tags and a link."""
    assert not rule.title.endswith(".")
    assert [text for text in (rule.why, rule.remedy) if not text.endswith(".")] == []
    assert rule.tags
    assert rule.severity in Severity
    assert rule.docs == f"docs/policies.md#{rule.id.lower()}"


@every_rule
def test_a_rule_reads_only_what_keys_have(rule: Rule) -> None:
    """A misspelled field would never count as not known."""
    assert rule.reads <= {field.name for field in dataclasses.fields(KeyView)} - {"unknown"}


@every_rule
def test_a_rule_finds_something(rule: Rule) -> None:
    """By itself, except for the one about waivers."""
    assert bool(rule.on_key or rule.on_stack) == (rule.id != "TK401")


def test_a_rule_is_found_by_its_id() -> None:
    """As it is written."""
    assert rule_of("TK201") is RULES[4]
    assert rule_of("tk201") is None


def test_only_the_cautious_rules_can_be_accepted_by_a_key() -> None:
    """What a grant costs, and nothing that is fixed."""
    assert {rule.id for rule in RULES if rule.id in ACCEPTABLE_RULES and not rule.is_fixed} == {*ACCEPTABLE_RULES}

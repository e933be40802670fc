"""Keys, stacks and waivers that break no rule; tests say what they do otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tests.builders import ACCOUNT_SID, SEND, grant
from twilio_keys_component.permissions import Catalog, load_catalog
from twilio_keys_component.rules import (
    KeyView,
    ResourceView,
    RuleContext,
    Settings,
    StackView,
    Violation,
    Waiver,
    judge,
    rule_of,
)

TODAY = date(2026, 11, 22)
FINGERPRINT = "0" * 16
PERIOD = timedelta(days=30)


def key(*permissions: str, **fields: Any) -> KeyView:
    """A key with these permissions, `SEND` where none are given, that breaks no rule."""
    name = fields.pop("name", "notifier")
    given = {
        "urn": f"urn:pulumi:prod::orders::pulumi-python:dynamic/twilio-keys:ApiKey::{name}",
        "account_sid": ACCOUNT_SID,
        "permissions": grant(*permissions or (SEND,)),
        "owner": "team-orders",
        "purpose": "texts",
        "expires": TODAY + PERIOD,
        "accept": frozenset({"TK205"}),
    }
    return KeyView(name=name, **{**given, **fields})


def resource(**properties: Any) -> ResourceView:
    """Another resource of the stack."""
    return ResourceView("urn:pulumi:prod::orders::docker:index/container:Container::worker", properties)


def stack(*keys: KeyView, **fields: Any) -> StackView:
    """A stack of these keys."""
    return StackView(keys=keys, **fields)


def context(name: str = "prod", *, catalog: Catalog | None = None, today: date = TODAY, **settings: Any) -> RuleContext:
    """Of a stack of that name, under these settings."""
    return RuleContext("orders", name, Settings(**settings), catalog or load_catalog(), today)


def waiver(rule: str, of: KeyView, **fields: Any) -> Waiver:
    """One that allows a key to break a rule."""
    given = {
        "rule": rule,
        "key": of.name,
        "reason": "agreed",
        "approver": "security",
        "until": TODAY + PERIOD,
        "fingerprint": of.fingerprint(load_catalog()),
    }
    return Waiver(**{**given, **fields})


def violations(rule: str, of: KeyView, where: RuleContext | None = None) -> list[Violation]:
    """What one rule says of one key."""
    found = rule_of(rule)
    assert found
    assert found.on_key
    return list(found.on_key(of, where or context()))


def messages(rule: str, of: KeyView, where: RuleContext | None = None) -> list[str]:
    """The words of that."""
    return [violation.message for violation in violations(rule, of, where)]


def found_in(whole: StackView, where: RuleContext | None = None, *, rule: str) -> list[tuple[str, str]]:
    """Who breaks a rule in a stack, and the words."""
    judgement = judge(whole, where or context())
    return [(finding.subject, finding.message) for finding in judgement.findings if finding.rule.id == rule]


def outputs(**values: Any) -> Mapping[str, Any]:
    """Stack outputs."""
    return values

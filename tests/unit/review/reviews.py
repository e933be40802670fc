"""Builders of reviews: each gives a valid value and takes only what the test is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders import CALL, READ, SEND, grant
from twilio_keys_component.review.model import ChangeKind, KeyChange, Position, Review, Source
from twilio_keys_component.rules import RULES, Finding, Judgement, KeyView, Level, Rule, Waived, Waiver

TODAY = date(2026, 11, 22)
NO_MAIN_KEY, KEYS_RESTRICTED = RULES[:2]


def urn_of(name: str) -> str:
    """The engine's name for a key."""
    return f"urn:pulumi:production::orders::pulumi-python:dynamic/twilio-keys:ApiKey::{name}"


def key(name: str = "order-notifier", *permissions: str, **fields: Any) -> KeyView:
    """A restricted key."""
    return KeyView(**{"name": name, "urn": urn_of(name), "permissions": grant(*permissions or (SEND,)), **fields})


def created(name: str = "order-notifier", *permissions: str, **fields: Any) -> KeyChange:
    """A key that is new."""
    made = key(name, *permissions)
    return KeyChange(
        **{
            "kind": ChangeKind.CREATE,
            "before": None,
            "after": made,
            "gained": made.permissions,
            "lost": grant(),
            "position": Position("__main__.py", 12),
            **fields,
        }
    )


def updated(name: str = "billing", **fields: Any) -> KeyChange:
    """A key that gains one permission and loses another."""
    return KeyChange(
        **{
            "kind": ChangeKind.UPDATE,
            "before": key(name, SEND, CALL),
            "after": key(name, SEND, READ),
            "gained": grant(READ),
            "lost": grant(CALL),
            "can_now": ("read message bodies",),
            "can_no_more": ("place calls",),
            "tags_gained": ("reads-content",),
            "position": Position("keys/billing.py", 7),
            **fields,
        }
    )


def finding(rule: Rule = NO_MAIN_KEY, *, name: str = "order-notifier", **fields: Any) -> Finding:
    """A rule that a key breaks, mandatory."""
    return Finding(
        **{
            "rule": rule,
            "level": Level.MANDATORY,
            "subject": name,
            "message": "it is a Main key",
            "urn": urn_of(name),
            "fingerprint": "0123456789abcdef",
            **fields,
        }
    )


def waived(rule: Rule = KEYS_RESTRICTED, **fields: Any) -> Waived:
    """A finding that a waiver allows."""
    waiver = {
        "rule": rule.id,
        "key": "billing",
        "reason": "moves next month",
        "approver": "security",
        "until": date(2026, 12, 31),
        "fingerprint": "0123456789abcdef",
    }
    return Waived(finding(rule, name="billing"), Waiver(**{**waiver, **fields}))


def review(*changes: KeyChange, **fields: Any) -> Review:
    """A review of these changes in production."""
    return Review(
        **{
            "source": Source.EVENTS,
            "project": "orders",
            "stack": "production",
            "is_production": True,
            "changes": changes,
            "before": Judgement(),
            "after": Judgement(),
            "max_revoked": 5,
            **fields,
        }
    )

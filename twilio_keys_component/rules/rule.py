"""What a rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from twilio_keys_component.permissions import Catalog, Permission
from twilio_keys_component.rules.production import is_production
from twilio_keys_component.rules.settings import Level, Settings
from twilio_keys_component.rules.views import KeyView, StackView


class Severity(StrEnum):
    """How bad it is to break a rule, in Pulumi's words."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What a rule may know beside the key or the stack that it looks at.

    Attributes:
        project: The Pulumi project.
        stack: The stack's name.
        settings: The team's settings.
        catalog: The known permissions, those of the settings' overlay included.
        today: The date of the judgement.
    """

    project: str
    stack: str
    settings: Settings
    catalog: Catalog
    today: date

    def is_production(self, account_sid: str | None = None) -> bool:
        """Whether the stack, or what lies in it in that account, is production."""
        return is_production(self.stack, self.settings, account_sid=account_sid)


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where a rule is broken.

    Attributes:
        message: What is wrong there: a sentence without any secret.
        key: The key that breaks it; None where it is not a key.
        subject: What breaks it, where it is not a key: the name of a resource, an output or a setting.
        urn: That resource's URN, where the engine has one.
        permissions: The permissions that it is about.
        about: What a waiver of it is for beside rule and subject, where it is not a key; None while that is not known.
    """

    message: str
    key: KeyView | None = None
    subject: str = ""
    urn: str | None = None
    permissions: tuple[Permission, ...] = ()
    about: str | None = ""


OnKey = Callable[[KeyView, RuleContext], Iterable[Violation]]
OnStack = Callable[[StackView, RuleContext], Iterable[Violation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A guardrail: words for people, levels, and one or two pure functions that find where it is broken.

    Attributes:
        id: `TK` and three digits; never given to another rule.
        title: What it demands, as a short sentence without a full stop.
        why: What can happen where it is broken.
        remedy: What to do about it.
        severity: How bad it is.
        production: Its level in production, where the settings do not say otherwise.
        elsewhere: Its level in other stacks.
        tags: What it is about, for lists of policies.
        reads: The fields of a `KeyView` that it needs: a key where one of them is not known yet is not judged,
            unless `judges_parts`.
        on_key: Looks at one key.
        on_stack: Looks at all keys, other resources, outputs and settings of a stack together.
        is_fixed: Whether settings cannot change its level, and no waiver helps.
        is_for_packs: Whether a policy pack can see what it looks at.
        is_for_each: Whether `on_stack` finds in each resource alone what it finds in a stack. A policy pack then asks
            it about every resource before that is made, and about the whole stack for what no provider makes.
        judges_parts: Whether `on_key` judges also a key of which only a part of `reads` is known, by that part.
    """

    id: str
    title: str
    why: str
    remedy: str
    severity: Severity
    production: Level
    elsewhere: Level
    tags: tuple[str, ...]
    reads: frozenset[str] = frozenset()
    on_key: OnKey | None = None
    on_stack: OnStack | None = None
    is_fixed: bool = False
    is_for_packs: bool = True
    is_for_each: bool = False
    judges_parts: bool = False

    def level(self, settings: Settings, *, is_production: bool) -> Level:
        """What breaking it does under these settings."""
        levels = settings.rules.get(self.id)
        if is_production:
            return (levels and levels.production) or self.production
        return (levels and levels.elsewhere) or self.elsewhere

    @property
    def docs(self) -> str:
        """Where the documentation tells more."""
        return f"docs/policies.md#{self.id.lower()}"

"""All rules, written out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from twilio_keys_component.rules.kinds import (
    KEYS_RESTRICTED,
    NO_AUTH_TOKEN_FOR_WORKLOADS,
    NO_MAIN_KEY,
    SIGNS_IN_WITH_KEY,
)
from twilio_keys_component.rules.rule import Rule
from twilio_keys_component.rules.settings import Settings, SettingsError
from twilio_keys_component.rules.waivers import WAIVERS_CURRENT

RULES: Final[tuple[Rule, ...]] = (
    NO_MAIN_KEY,
    KEYS_RESTRICTED,
    SIGNS_IN_WITH_KEY,
    NO_AUTH_TOKEN_FOR_WORKLOADS,
    WAIVERS_CURRENT,
)
"""Every rule, sorted by id."""

_BY_ID: Final = {rule.id: rule for rule in RULES}


def rule_of(id_: str) -> Rule | None:
    """The rule of that id."""
    return _BY_ID.get(id_)


def read_settings(given: Mapping[str, Any], *, name: str) -> Settings:
    """As `Settings.parse`; the rules that it names must exist, and let their level be changed.

    Raises:
        SettingsError: Something is unknown, missing or wrong.
    """
    settings = Settings.parse(given, name=name)
    problems = []
    for id_ in sorted(settings.rules):
        rule = rule_of(id_)
        if rule is None:
            problems.append(f"rules.{id_}: there is no such rule; there are {', '.join(_BY_ID)}")
        elif rule.is_fixed:
            problems.append(f"rules.{id_}: its level cannot be changed: {rule.title}")
    if problems:
        raise SettingsError(f"{name} cannot be used. Correct these: {'; '.join(problems)}")
    return settings

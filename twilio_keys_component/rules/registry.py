"""All rules, written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from twilio_keys_component.rules.grants import (
    ALL_KNOWN,
    COST_ACCEPTED,
    DAMAGE_ACCEPTED,
    NO_ESCALATION,
    NO_WHOLE_RESOURCE,
    NOT_TOO_LARGE,
)
from twilio_keys_component.rules.kinds import (
    KEYS_RESTRICTED,
    NO_AUTH_TOKEN_FOR_WORKLOADS,
    NO_MAIN_KEY,
    SIGNS_IN_WITH_KEY,
)
from twilio_keys_component.rules.rule import Rule
from twilio_keys_component.rules.secrets import NOTHING_IN_THE_CLEAR
from twilio_keys_component.rules.settings import RULE_ID_FORMAT, Settings
from twilio_keys_component.rules.upkeep import LOOKED_AFTER, NO_DUPLICATES, NO_OVERWRITING, ROTATED
from twilio_keys_component.rules.waivers import WAIVERS_CURRENT

RULES: Final[tuple[Rule, ...]] = (
    NO_MAIN_KEY,
    KEYS_RESTRICTED,
    SIGNS_IN_WITH_KEY,
    NO_AUTH_TOKEN_FOR_WORKLOADS,
    NO_WHOLE_RESOURCE,
    NO_ESCALATION,
    NOT_TOO_LARGE,
    DAMAGE_ACCEPTED,
    COST_ACCEPTED,
    ALL_KNOWN,
    LOOKED_AFTER,
    ROTATED,
    NO_DUPLICATES,
    NOTHING_IN_THE_CLEAR,
    NO_OVERWRITING,
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
    levels = given.get("rules")
    return Settings.parse(given, name=name, also=_rule_problems(levels if isinstance(levels, Mapping) else {}))


def _rule_problems(levels: Mapping[str, Any]) -> Iterator[str]:
    for id_ in levels:
        rule = rule_of(id_)
        if rule is not None and rule.is_fixed:
            yield f"rules.{id_}: its level cannot be changed: {rule.title}"
        elif rule is None and RULE_ID_FORMAT.fullmatch(str(id_)):
            yield f"rules.{id_}: there is no such rule; there are {', '.join(_BY_ID)}"

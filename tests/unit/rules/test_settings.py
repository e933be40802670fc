"""What a team can set, and how it is told what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, OTHER_ACCOUNT_SID, SECRET
from twilio_keys_component.restrictions import RESTRICTION
from twilio_keys_component.rules import RULES, Level, Settings, SettingsError, read_settings


def complaint(**given: Any) -> str:
    """What is said of settings that cannot be used."""
    with pytest.raises(SettingsError) as refused:
        read_settings(given, name="the settings")
    return str(refused.value)


def test_nothing_set_is_the_default() -> None:
    """An empty configuration is one."""
    assert read_settings({}, name="the settings") == Settings()


def test_all_can_be_set() -> None:
    """By the names of the schema; the engine hands numbers over as floats."""
    settings = read_settings(
        {
            "nonProduction": ["qa", "pr-#"],
            "productionAccounts": [ACCOUNT_SID],
            "nonProductionAccounts": [OTHER_ACCOUNT_SID],
            "rules": {"TK205": {"elsewhere": "advisory"}, "TK201": {"production": "disabled"}},
            "maxPermissions": 30.0,
            "maxProducts": 3.0,
            "rotationDays": 90.0,
            "waivers": "waivers.toml",
            "permissionsOverlay": "own.toml",
        },
        name="the settings",
    )
    assert (settings.non_production, settings.max_permissions, settings.rotation_days) == (("qa", "pr-#"), 30, 90)
    assert (settings.rules["TK205"].elsewhere, settings.rules["TK205"].production) == (Level.ADVISORY, None)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"maxPermission": 3}, "maxPermission: there is no such setting: did you mean maxPermissions?"),
        ({"zzz": 3}, "zzz: there is no such setting: there are nonProduction, productionAccounts, "),
        ({"maxProducts": 0}, "maxProducts: Input should be greater than or equal to 1"),
        ({"maxPermissions": 101.0}, "maxPermissions: Input should be less than or equal to 100"),
        ({"maxPermissions": 3.5}, "maxPermissions: Input should be a valid integer"),
        ({"maxPermissions": True}, "maxPermissions: Input should be a valid integer"),
        ({"maxPermissions": "3"}, "maxPermissions: Input should be a valid integer"),
        ({"rotationDays": float("inf")}, "rotationDays: Input should be a valid integer"),
        ({"nonProduction": "dev"}, "nonProduction: write a list"),
        ({"nonProduction": ["team/dev"]}, "nonProduction.0: a stack's name is words joined by -, _ or ., without an"),
        ({"nonProduction": ["*"]}, "nonProduction.0: a stack's name is words"),
        ({"productionAccounts": ["AC1"]}, "productionAccounts.0: an account's sid is AC and 32 hexadecimal digits"),
        ({"rules": ["TK201"]}, "rules: write a table of rules, by their ids"),
        ({"rules": {"TK201": "disabled"}}, 'rules.TK201: write a table of levels, such as {"production": "advisory"}'),
        ({"rules": {"tk201": {}}}, "rules.tk201: a rule's id is TK and three digits, such as TK201"),
        ({"rules": {1: {}}}, "rules.1: Input should be a valid string"),
        ({"rules": {"TK999": {}}}, f"rules.TK999: there is no such rule; there are {RULES[0].id}, "),
        (
            {"rules": {"TK201": {"produktion": "advisory"}}},
            "rules.TK201.produktion: there is no such setting: did you mean",
        ),
        (
            {"rules": {"TK201": {"zzz": "advisory"}}},
            "rules.TK201.zzz: there is no such setting: there are production, e",
        ),
        ({"rules": {"TK201": {"production": "off"}}}, "rules.TK201.production: a level is mandatory, advisory or disa"),
        (
            {"rules": {"TK201": {"elsewhere": None}}},
            "rules.TK201.elsewhere: a level is mandatory, advisory or disabled",
        ),
        ({"waivers": ""}, "waivers: String should have at least 1 character"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(given: dict[str, Any], said: str) -> None:
    """In words, with a way out."""
    assert f"the settings cannot be used. Correct these: {said}" in complaint(**given)


def test_everything_wrong_is_said_at_once() -> None:
    """Sorted; a rule that does not exist does not hide a level that does not, nor the other way round."""
    told = complaint(maxProducts=0, zzz=1, rules={"TK999": {}, "TK201": {"production": "x"}, "TK202": {}, "x": {}})
    places = [
        problem.split(":")[0]
        for problem in told.removeprefix("the settings cannot be used. Correct these: ").split("; ")
    ]
    assert [place for place in places if "there are" not in place] == [
        "maxProducts",
        "rules.TK201.production",
        "rules.TK202",
        "rules.TK999",
        "rules.x",
        "zzz",
    ]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.is_fixed], ids=lambda rule: rule.id)
def test_a_fixed_rule_keeps_its_level(rule: Any) -> None:
    """TK202 and TK304 cannot be softened."""
    assert f"rules.{rule.id}: its level cannot be changed" in complaint(rules={rule.id: {"production": "advisory"}})


def test_only_two_rules_are_fixed() -> None:
    """What mints credentials, and what shows them."""
    assert [rule.id for rule in RULES if rule.is_fixed] == ["TK202", "TK304"]


@pytest.mark.parametrize(
    "name", ["allowedReferrers", "allowed_ips", "allowedIPs", "ipAllowList", "domains", "whitelist"]
)
def test_who_asks_for_what_twilio_cannot_do_is_told_so(name: str) -> None:
    """Referrers, domains and addresses, as a setting or in the place of a rule."""
    assert complaint(**{name: []}).endswith(f"{name}: {RESTRICTION}")
    assert complaint(rules={name: {}}).endswith(f"rules.{name}: {RESTRICTION}")


def test_an_account_is_production_or_not() -> None:
    """Not both, however it is written."""
    told = complaint(productionAccounts=[ACCOUNT_SID], nonProductionAccounts=["AC" + ACCOUNT_SID[2:].upper()])
    assert told.endswith(f"{ACCOUNT_SID} cannot be both in productionAccounts and in nonProductionAccounts")


def test_a_value_is_never_repeated() -> None:
    """A secret in the place of a setting or a name stays hidden."""
    told = complaint(
        **{SECRET: SECRET, "maxProducts": SECRET, "nonProduction": [f"/{SECRET}"], "rules": {SECRET: SECRET}}
    )
    assert SECRET not in told

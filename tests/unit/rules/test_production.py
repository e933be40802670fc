"""Which stacks and accounts are production."""

from __future__ import annotations

import pytest

from tests.builders import ACCOUNT_SID, OTHER_ACCOUNT_SID
from twilio_keys_component.rules import NON_PRODUCTION, Settings, is_production

PRODUCTION = (
    "prd", "live", "PROD-eu", "customer-7", "prod", "Production", "main", "master", "default", "eu", "us1",
    "acme/orders/prod", "dev/prod", "team/live", "develop", "devel", "devops", "dev2", "pr12", "pr-a", "pr",
    "testimony", "latest", "attest", "contest-7", "demonstration", "locale", "prelocal", "previewer",
    "stagingx", "stage", "qa", "uat", "12", "dev/", "-", "developers", "nonprod", "devé", "DEVICE", "preprod",
    "hotfix-dev7", "sandboxes",
)  # fmt: skip
NOT_PRODUCTION = (
    "dev", "Staging", "pr-12", "team/dev", "DEV", "dev-eu", "eu_dev", "my.dev.stack", "acme/orders/Test",
    "test-3", "3-test", "sandbox-anna", "pr-12-eu", "PR-7", "pr_7", "pr.7", "feature-pr-7", "preview", "local",
    "LOCAL-bob", "demo", "testing", "development", "eu-staging-2", "prod-dev", "dev-prod", "customer-7-test",
    "-dev-", "dev--x",
)  # fmt: skip


@pytest.mark.parametrize("name", PRODUCTION)
def test_a_stack_is_production_unless_its_name_says_otherwise(name: str) -> None:
    """Only whole words of the last part of the name count."""
    assert is_production(name, Settings())


@pytest.mark.parametrize("name", NOT_PRODUCTION)
def test_a_stack_with_a_word_of_the_list_is_not(name: str) -> None:
    """In any case, wherever it stands."""
    assert not is_production(name, Settings())


@pytest.mark.parametrize("name", NON_PRODUCTION)
def test_each_name_of_the_list_is_not_production(name: str) -> None:
    """With a number for `#`."""
    assert not is_production(name.replace("#", "42"), Settings())


def test_the_list_can_be_set() -> None:
    """It replaces ours; several words count in their order."""
    settings = Settings(non_production=("qa", "blue-green", "#"))
    told = {
        name: is_production(name, settings) for name in ("dev", "QA", "eu-blue-green", "green-blue", "stack-3", "3a")
    }
    assert told == {
        "dev": True,
        "QA": False,
        "eu-blue-green": False,
        "green-blue": True,
        "stack-3": False,
        "3a": True,
    }


def test_without_a_list_everything_is_production() -> None:
    """An empty one excuses nothing."""
    assert is_production("dev", Settings(non_production=()))


def test_accounts_say_it_before_names_do() -> None:
    """Always or never production; others, and unknown ones, are judged by the stack."""
    settings = Settings(production_accounts=(ACCOUNT_SID,), non_production_accounts=(OTHER_ACCOUNT_SID,))
    assert is_production("dev", settings, account_sid=ACCOUNT_SID)
    assert not is_production("prod", settings, account_sid=OTHER_ACCOUNT_SID)
    assert is_production("prod", settings)
    assert not is_production("dev", settings, account_sid="AC" + "0" * 32)


def test_sids_of_accounts_are_compared_in_any_case() -> None:
    """Both in the settings and in programs."""
    shouted = "AC" + ACCOUNT_SID[2:].upper()
    assert is_production("dev", Settings(production_accounts=(shouted,)), account_sid=ACCOUNT_SID)
    assert not is_production("prod", Settings(non_production_accounts=(ACCOUNT_SID,)), account_sid=shouted)

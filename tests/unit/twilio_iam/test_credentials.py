"""Which credentials a deployment signs in with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, OTHER_ACCOUNT_SID, OTHER_KEY_SID
from twilio_keys_component.twilio_iam import CredentialsError
from twilio_keys_component.twilio_iam.credentials import claims, find_configured, find_credentials

TOKEN = "tokenNeverToBeSeenInAnyTextOfOurs"
SECRET = "secretNeverToBeSeenInAnyTextOfOurs"
KEY = {"apiKey": KEY_SID, "apiKeySecret": SECRET}
ENVIRONMENT = {"TWILIO_ACCOUNT_SID": ACCOUNT_SID, "TWILIO_AUTH_TOKEN": TOKEN}
KEY_ENVIRONMENT = {"TWILIO_API_KEY": KEY_SID, "TWILIO_API_KEY_SECRET": SECRET}


def _found(config: dict[str, Any], environment: dict[str, str] | None = None) -> dict[str, tuple[str, str]]:
    settings = {name: value if isinstance(value, str) else json.dumps(value) for name, value in config.items()}
    found = find_credentials(settings.get, environment or {})
    assert all(sid == one.account_sid for sid, one in found.items())
    return {sid: (one.username, one.password.get_secret_value()) for sid, one in found.items()}


def _problems(config: dict[str, Any], environment: dict[str, str] | None = None) -> dict[str, str]:
    with pytest.raises(CredentialsError) as caught:
        _found(config, environment)
    assert not any(secret in f"{caught.value!s}{caught.value!r}" for secret in (TOKEN, SECRET))
    return {problem.property.removeprefix("twilio-keys:"): problem.reason for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("config", "environment", "username", "password"),
    [
        ({"accountSid": ACCOUNT_SID, "authToken": TOKEN}, {}, ACCOUNT_SID, TOKEN),
        ({"accountSid": ACCOUNT_SID, **KEY}, {}, KEY_SID, SECRET),
        ({}, ENVIRONMENT, ACCOUNT_SID, TOKEN),
        ({}, {"TWILIO_ACCOUNT_SID": ACCOUNT_SID, **KEY_ENVIRONMENT}, KEY_SID, SECRET),
        ({}, ENVIRONMENT | KEY_ENVIRONMENT, KEY_SID, SECRET),
        ({"allowEnvironment": "true"}, ENVIRONMENT, ACCOUNT_SID, TOKEN),
        ({"allowEnvironment": "True"}, ENVIRONMENT, ACCOUNT_SID, TOKEN),
        ({"accountSid": ACCOUNT_SID, **KEY}, ENVIRONMENT, KEY_SID, SECRET),
    ],
)
def test_complete_set_of_the_first_source_signs_in(
    config: dict[str, Any], environment: dict[str, str], username: str, password: str
) -> None:
    """The configuration comes before the environment, and there a key before the Auth Token."""
    assert _found(config, environment) == {ACCOUNT_SID: (username, password)}


@pytest.mark.parametrize(
    ("config", "environment", "missing"),
    [
        ({"accountSid": ACCOUNT_SID}, ENVIRONMENT, {"authToken"}),
        ({"authToken": TOKEN}, ENVIRONMENT, {"accountSid"}),
        ({"accountSid": ACCOUNT_SID, "apiKey": KEY_SID}, KEY_ENVIRONMENT, {"apiKeySecret"}),
        ({"accountSid": ACCOUNT_SID, "apiKeySecret": SECRET}, KEY_ENVIRONMENT, {"apiKey"}),
        ({"apiKeySecret": SECRET}, {}, {"accountSid", "apiKey"}),
        ({}, {"TWILIO_ACCOUNT_SID": ACCOUNT_SID}, {"TWILIO_AUTH_TOKEN"}),
        ({}, {"TWILIO_AUTH_TOKEN": TOKEN}, {"TWILIO_ACCOUNT_SID"}),
        ({}, ENVIRONMENT | {"TWILIO_API_KEY": KEY_SID}, {"TWILIO_API_KEY_SECRET"}),
        ({}, ENVIRONMENT | {"TWILIO_API_KEY_SECRET": SECRET}, {"TWILIO_API_KEY"}),
    ],
)
def test_half_a_set_names_what_is_missing(
    config: dict[str, Any], environment: dict[str, str], missing: set[str]
) -> None:
    """Sets are never mixed: what the other source has fills no gap."""
    problems = _problems(config, environment)
    assert problems.keys() == missing
    assert all("is missing" in reason for reason in problems.values())


def test_no_credentials_names_every_way_to_give_them() -> None:
    """Other variables of Twilio's do not count as credentials."""
    reason = _problems({}, {"TWILIO_REGION": "ie1", "TWILIO_EDGE": "dublin"})["accountSid"]
    assert all(name in reason for name in ("authToken", "apiKeySecret", "TWILIO_AUTH_TOKEN", "TWILIO_API_KEY_SECRET"))


@pytest.mark.parametrize("text", ["false", "False"])
def test_environment_can_be_forbidden(text: str) -> None:
    """`allowEnvironment=false` leaves the configuration as the only source."""
    assert "allowEnvironment=false forbids" in _problems({"allowEnvironment": text}, ENVIRONMENT)["accountSid"]


@pytest.mark.parametrize("text", ["no", "0", "off"])
def test_unreadable_permission_for_the_environment_allows_nothing(text: str) -> None:
    """A guard that cannot be read is closed, and an error even beside good credentials."""
    assert _problems({"allowEnvironment": text}, ENVIRONMENT).keys() == {"accountSid", "allowEnvironment"}
    config = {"allowEnvironment": text, "accountSid": ACCOUNT_SID, "authToken": TOKEN}
    assert _problems(config) == {"allowEnvironment": "is neither true nor false"}


@pytest.mark.parametrize(
    ("setting", "text", "reason"),
    [
        ("claim", "yes", "is neither true nor false"),
        ("stackId", "short", "is no stack id: let `twilio-keys init` make one"),
        ("stackId", "with a space", "is no stack id: let `twilio-keys init` make one"),
    ],
)
def test_what_tells_whose_keys_these_are_must_be_readable(setting: str, text: str, reason: str) -> None:
    """Beside good credentials too."""
    config = {"accountSid": ACCOUNT_SID, "authToken": TOKEN}

    assert _problems({**config, setting: text}) == {setting: reason}


@pytest.mark.parametrize(("text", "is_claiming"), [("true", True), ("false", False), ("", False), ("maybe", False)])
def test_only_a_plain_yes_claims(text: str, is_claiming: bool) -> None:
    """What cannot be read takes nothing over."""
    assert claims({"claim": text}.get) is is_claiming
    assert not claims(lambda _: None)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"accountSid": "AC123"}, "accountSid"),
        ({"accountSid": KEY_SID}, "accountSid"),
        ({"accountSid": f"{ACCOUNT_SID}\n"}, "accountSid"),
        ({"authToken": "", "apiKey": "SK123", "apiKeySecret": SECRET}, "apiKey"),
        ({"authToken": TOKEN, **KEY}, "authToken"),
        ({"authToken": f"{TOKEN}\n"}, "authToken"),
        ({"authToken": f"{TOKEN}→"}, "authToken"),
        ({"authToken": "", "apiKey": KEY_SID, "apiKeySecret": f"{SECRET} "}, "apiKeySecret"),
    ],
)
def test_malformed_part_is_named_and_not_shown(changed: dict[str, str], wrong: str) -> None:
    """A sid of another kind, two ways to sign in at once, or a secret that cannot be sent."""
    assert _problems({"accountSid": ACCOUNT_SID, "authToken": TOKEN} | changed).keys() == {wrong}


@pytest.mark.parametrize(
    ("entry", "username", "password"),
    [({"authToken": TOKEN}, OTHER_ACCOUNT_SID, TOKEN), (KEY, KEY_SID, SECRET)],
)
def test_subaccounts_have_credentials_of_their_own(entry: dict[str, str], username: str, password: str) -> None:
    """They come behind the default account's, wherever that one's are from."""
    accounts = {"accounts": {OTHER_ACCOUNT_SID: entry}}
    both = {ACCOUNT_SID: (ACCOUNT_SID, TOKEN), OTHER_ACCOUNT_SID: (username, password)}
    for found in (
        _found({"accountSid": ACCOUNT_SID, "authToken": TOKEN, **accounts}),
        _found(accounts, ENVIRONMENT),
    ):
        assert found == both
        assert next(iter(found)) == ACCOUNT_SID


@pytest.mark.parametrize(
    ("accounts", "wrong"),
    [
        ("{", {"accounts"}),
        ("[]", {"accounts"}),
        ('"text"', {"accounts"}),
        ({OTHER_ACCOUNT_SID: TOKEN}, {"accounts"}),
        ({TOKEN: {"authToken": OTHER_ACCOUNT_SID}}, {"accounts"}),
        ({OTHER_ACCOUNT_SID: {}}, {f"accounts.{OTHER_ACCOUNT_SID}.authToken"}),
        ({OTHER_ACCOUNT_SID: {"apiKey": OTHER_KEY_SID}}, {f"accounts.{OTHER_ACCOUNT_SID}.apiKeySecret"}),
        ({OTHER_ACCOUNT_SID: {"authToken": TOKEN, **KEY}}, {f"accounts.{OTHER_ACCOUNT_SID}.authToken"}),
        ({OTHER_ACCOUNT_SID: {"authToken": None}}, {f"accounts.{OTHER_ACCOUNT_SID}.authToken"}),
        ({OTHER_ACCOUNT_SID: {"authToken": 5}}, {f"accounts.{OTHER_ACCOUNT_SID}.authToken"}),
        ({OTHER_ACCOUNT_SID: {"authToken": TOKEN, SECRET: "x"}}, {f"accounts.{OTHER_ACCOUNT_SID}"}),
        ({ACCOUNT_SID: KEY}, {f"accounts.{ACCOUNT_SID}"}),
    ],
)
def test_bad_map_of_subaccounts_is_refused(accounts: Any, wrong: set[str]) -> None:
    """Malformed, half a set, unknown or unusable entries, a secret for a name, the default account once more."""
    assert _problems({"accountSid": ACCOUNT_SID, "authToken": TOKEN, "accounts": accounts}).keys() == wrong


def test_every_problem_is_told_at_once() -> None:
    """Of the default account, of each subaccount, and beside them."""
    accounts = {OTHER_ACCOUNT_SID: {"apiKey": "SK123"}, "AC5": {}}
    problems = _problems({"apiKey": "SK1", "accounts": accounts, "allowEnvironment": "maybe"})
    assert problems.keys() == {
        "accountSid",
        "accounts",
        "allowEnvironment",
        "apiKey",
        "apiKeySecret",
        f"accounts.{OTHER_ACCOUNT_SID}.apiKey",
        f"accounts.{OTHER_ACCOUNT_SID}.apiKeySecret",
    }


def test_configuration_without_credentials_holds_no_mistake() -> None:
    """The environment may have them; what is there is checked all the same."""
    nothing: dict[str, str] = {}
    assert find_configured(nothing.get) == {}
    with pytest.raises(CredentialsError, match="accounts"):
        find_configured({"accounts": "{"}.get)


def test_secrets_are_masked_wherever_credentials_are_shown() -> None:
    """As text, as representation, and inside a container."""
    found = find_credentials({"accountSid": ACCOUNT_SID, "authToken": TOKEN}.get, {})
    assert TOKEN not in f"{found}{found!r}{found[ACCOUNT_SID]}"
    assert found == find_configured({"accountSid": ACCOUNT_SID, "authToken": TOKEN}.get)

"""TK304: credentials in the clear."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, SECRET
from tests.unit.rules.samples import context, found_in, stack
from twilio_keys_component.rules import judge
from twilio_keys_component.rules.secrets import CREDENTIALS

TOKEN = "0123456789abcdef" * 2
NO_DIGIT = "NeverToBeSeenInAnyTextOfOursEver"
MARKED = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "plaintext": json.dumps(SECRET)}

LEAKING_OUTPUTS: list[tuple[dict[str, Any], str]] = [
    ({"key": SECRET}, "key"),
    ({"key": f" {SECRET}\n"}, "key"),
    ({"keys": [{"a": 1}, SECRET]}, "keys[1]"),
    (
        {"environment": {"TWILIO_API_KEY": KEY_SID, "TWILIO_API_KEY_SECRET": SECRET}},
        "environment.TWILIO_API_KEY_SECRET",
    ),
    ({"secret": NO_DIGIT}, "secret"),
    ({"authToken": TOKEN}, "authToken"),
    ({"TWILIO_AUTH_TOKEN": TOKEN}, "TWILIO_AUTH_TOKEN"),
    ({"tokens": {"main": TOKEN}}, "tokens.main"),
    ({"db_password": TOKEN}, "db_password"),
    ({"env": [{"name": "AUTH_TOKEN", "value": TOKEN}]}, "env[0].value"),
    ({"json": json.dumps({"deep": [{"x": SECRET}]})}, "json.deep[0].x"),
    ({"dotenv": f"TWILIO_API_KEY={KEY_SID}\nTWILIO_API_KEY_SECRET={SECRET}"}, "dotenv"),
    ({"dotenv": f'TWILIO_AUTH_TOKEN="{TOKEN}"'}, "dotenv"),
    ({"url": f"https://{ACCOUNT_SID}:{TOKEN}@api.twilio.com/x"}, "url"),
    ({"url": f"https://{KEY_SID}:{SECRET}@api.twilio.com/x"}, "url"),
    ({"broken": f"{{TWILIO: {SECRET}"}, "broken"),
]

HARMLESS_OUTPUTS: list[dict[str, Any]] = [
    {"sid": KEY_SID, "account": ACCOUNT_SID, "count": 3, "none": None, "flag": True},
    {"digest": TOKEN, "commit": TOKEN},
    {"tokenHash": TOKEN, "secret_version": TOKEN, "auth": {"clientId": TOKEN}},
    {"auth0ClientId": SECRET},
    {"author": TOKEN, "passenger": TOKEN},
    {"secret": MARKED, "authToken": {"inner": [MARKED]}},
    {"secret": "[secret]", "token": ""},
    {"lower": "a" * 32, "secret": "a" * 31, "other": "A1" + "a" * 31},
    {"text": f"see {SECRET} of something else"},
    {"image": f"sha256:{TOKEN}{TOKEN}"},
    {"certificate": f"twilio {SECRET}+{SECRET}/"},
]


@pytest.mark.parametrize(
    ("outputs", "path"), LEAKING_OUTPUTS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_secret_in_a_plain_output_is_found_with_its_place(outputs: dict[str, Any], path: str) -> None:
    """By what it looks like and what it is called; itself it is never shown."""
    ((subject, message),) = found_in(stack(outputs=outputs), rule="TK304")
    assert subject == next(iter(outputs))
    assert message == f"the stack output {path} holds in the clear what looks like a credential of Twilio's"


@pytest.mark.parametrize("outputs", HARMLESS_OUTPUTS, ids=lambda outputs: next(iter(outputs)))
def test_what_is_no_secret_keeps_tk304(outputs: dict[str, Any]) -> None:
    """Sids, digests, ids, what is marked as secret, and what has another form."""
    assert found_in(stack(outputs=outputs), rule="TK304") == []


@pytest.mark.parametrize("name", CREDENTIALS)
def test_a_credential_of_the_deployment_in_plain_settings_breaks_tk304(name: str) -> None:
    """Whatever it looks like."""
    assert found_in(stack(config={name: "x"}), rule="TK304") == [
        (name, f"the setting {name} holds a credential in the clear")
    ]


@pytest.mark.parametrize(
    ("config", "subject"),
    [
        ({"orders:twilioSecret": SECRET}, "orders:twilioSecret"),
        ({"orders:twilio": json.dumps({"token": TOKEN})}, "orders:twilio"),
        ({"orders:keySid": KEY_SID, "orders:key": SECRET}, "orders:key"),
        ({"orders:gateway": json.dumps({"sid": ACCOUNT_SID, "token": TOKEN})}, "orders:gateway"),
        ({"orders:gateway": json.dumps([KEY_SID, SECRET])}, "orders:gateway"),
        ({"orders:other": json.dumps({"twilioToken": TOKEN})}, "orders:other"),
    ],
)
def test_a_secret_beside_something_of_twilios_breaks_tk304(config: dict[str, str], subject: str) -> None:
    """Its own name, or what stands beside it, speaks of Twilio."""
    assert [found for found, _ in found_in(stack(config=config), rule="TK304")] == [subject]


@pytest.mark.parametrize(
    "config",
    [
        {"twilio-keys:accountSid": ACCOUNT_SID, "twilio-keys:apiKey": KEY_SID, "twilio-keys:stackId": SECRET},
        {"datadog:apiKey": TOKEN, "sentry:authToken": TOKEN, "orders:seed": SECRET},
        {"twilio-keys:authToken": " "},
    ],
)
def test_other_settings_keep_tk304(config: dict[str, str]) -> None:
    """Secrets of other services are not ours to judge."""
    assert found_in(stack(config=config), rule="TK304") == []


def test_where_secrets_cannot_be_told_from_plain_values_nothing_is_said() -> None:
    """As in a policy pack."""
    assert found_in(stack(outputs=None, config=None), rule="TK304") == []


def test_no_message_holds_the_value() -> None:
    """Not even where it stands in the place of a name."""
    whole = stack(
        outputs={SECRET: SECRET, "a": {SECRET: SECRET}, "b": f"TWILIO={SECRET}", "token": TOKEN},
        config={"twilio-keys:authToken": TOKEN, "twilio:x": SECRET},
    )
    findings = judge(whole, context()).findings
    said = str([(finding.subject, finding.message, finding.fingerprint) for finding in findings])
    assert (len(findings), SECRET in said, TOKEN in said) == (6, False, False)


def test_deep_outputs_are_read_to_their_end() -> None:
    """However deep they are nested, no recursion stops the rule."""
    deep: Any = SECRET
    for _ in range(3000):
        deep = {"a": [deep]}
    assert len(found_in(stack(outputs={"deep": deep}), rule="TK304")) == 1


def test_the_places_come_in_one_order() -> None:
    """Sorted by name, whatever the order of the outputs."""
    first, second = {"a": SECRET, "b": [SECRET, SECRET]}, {"b": [SECRET, SECRET], "a": SECRET}
    told = [judge(stack(outputs=outputs), context()) for outputs in (first, second)]
    assert told[0] == told[1]
    assert [finding.subject for finding in told[0].findings] == ["a", "b", "b"]

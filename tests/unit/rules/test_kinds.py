"""TK101-TK104: kinds of credentials, and who has them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.rules.samples import context, found_in, key, messages, resource, stack
from twilio_keys_component.model import KeyType
from twilio_keys_component.rules import Signer

TOKEN = "TWILIO_AUTH_TOKEN"


def test_a_main_key_breaks_tk101() -> None:
    """Of whatever else is said about it."""
    (message,) = messages("TK101", key(key_type=KeyType.MAIN, permissions=None, reason="legacy"))
    assert message.startswith("it is a Main key")


@pytest.mark.parametrize("kind", [KeyType.RESTRICTED, KeyType.STANDARD])
def test_other_kinds_keep_tk101(kind: KeyType) -> None:
    """Only Main keys are meant."""
    assert messages("TK101", key(key_type=kind)) == []


@pytest.mark.parametrize(("reason", "count"), [(None, 1), ("", 1), (" \n", 1), ("Access Tokens for video", 0)])
def test_a_standard_key_gives_its_reason(reason: str | None, count: int) -> None:
    """White space is none."""
    assert len(messages("TK102", key(key_type=KeyType.STANDARD, permissions=None, reason=reason))) == count


def test_a_restricted_key_needs_no_reason() -> None:
    """TK102 is about the others."""
    assert messages("TK102", key()) == []


@pytest.mark.parametrize(("signer", "count"), [(Signer.AUTH_TOKEN, 1), (Signer.API_KEY, 0), (None, 0)])
def test_a_deployment_that_signs_in_with_the_token_breaks_tk103(signer: Signer | None, count: int) -> None:
    """Where it is not known, nothing is said."""
    assert len(found_in(stack(signer=signer), rule="TK103")) == count


@pytest.mark.parametrize(
    ("properties", "path"),
    [
        ({TOKEN: "x"}, "its properties"),
        ({"environment": {TOKEN: "x"}}, "environment"),
        ({"envs": [{"name": "A"}, {"name": TOKEN, "value": "x"}]}, "envs[1].name"),
        ({"envVars": [{"key": TOKEN, "value": "x"}]}, "envVars[0].key"),
        (
            {"definitions": json.dumps([{"environment": [{"Name": TOKEN, "Value": "x"}]}])},
            "definitions[0].environment[0].Name",
        ),
        ({"envs": ["A=b", f"{TOKEN}=x"]}, "envs[1]"),
        ({"userData": f"#!/bin/sh\nexport {TOKEN}=x\nrun"}, "userData"),
        ({"text": f"env:\n  {TOKEN}: x"}, "text"),
        ({"text": f'{{"{TOKEN}": broken'}, "text"),
        ({"secretName": TOKEN}, "secretName"),
        ({"secret_name": TOKEN, "plaintextValue": "x"}, "secret_name"),
        ({"variableName": f"{TOKEN} "}, "variableName"),
        ({"parameterName": f"/prod/{TOKEN}"}, "parameterName"),
        ({"path": f"prod/{TOKEN.lower()}/v1"}, "path"),
        ({"name": "prod-twilio-auth-token"}, "name"),
        ({"yaml": f"env:\n- name: {TOKEN}\n  value: x"}, "yaml"),
        ({"dockerfile": f"FROM x\nENV {TOKEN} x"}, "dockerfile"),
        ({"create": f"gh secret set {TOKEN} --body x"}, "create"),
        ({"environment": [[TOKEN, "x"]]}, "environment[0][0]"),
        ({"vars": {f"TF_VAR_{TOKEN}": "x"}}, "vars"),
        ({"vars": {TOKEN.lower(): "x"}}, "vars"),
        ({"envs": [{"name": f"MY_{TOKEN}_2", "value": "x"}]}, "envs[0].name"),
        ({"readme": f"do not set {TOKEN} here"}, "readme"),
    ],
)
def test_a_token_that_is_handed_to_a_workload_is_found_with_its_place(properties: dict[str, Any], path: str) -> None:
    """As a name or a text, in JSON that lies as text, in a script; also as a part of a longer name, or a mention."""
    ((subject, message),) = found_in(stack(resources=(resource(**properties),)), rule="TK104")
    assert subject == "worker"
    assert message == f"{path} hands the account's Auth Token to a workload under the name {TOKEN}"


@pytest.mark.parametrize(
    "properties",
    [
        {"environment": {"TWILIO_API_KEY_SECRET": "x"}},
        {"authToken": "x", "twilio": {"auth": {"token": "x"}}},
        {"readme": "the Auth Token of Twilio"},
        {"count": 3, "none": None, "flag": True},
    ],
)
def test_what_has_another_name_keeps_tk104(properties: dict[str, Any]) -> None:
    """Nobody can tell what it holds."""
    assert found_in(stack(resources=(resource(**properties),)), rule="TK104") == []


def test_a_deep_property_is_read_to_its_end() -> None:
    """However deep it is nested, no recursion stops the rule."""
    deep: Any = {TOKEN: "x"}
    for _ in range(3000):
        deep = [deep]
    assert len(found_in(stack(resources=(resource(a=deep),)), context(), rule="TK104")) == 1

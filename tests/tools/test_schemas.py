"""The published schemas agree with the models that read the files."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.docs.pages import ROOT, blocks
from twilio_keys_component.rules import SettingsError, read_settings

PAGE = "docs/policies.md"


def validator(name: str) -> Draft202012Validator:
    """For the schema of that name."""
    schema = json.loads((ROOT / f"docs/schemas/{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_settings_on_the_page_fit_their_schema() -> None:
    """Those of the pack's configuration."""
    assert validator("settings").is_valid(json.loads(blocks(PAGE, "json")[0])["settings"])


@pytest.mark.parametrize(
    "given",
    [
        {"zzz": 1},
        {"maxPermissions": 0},
        {"maxPermissions": "3"},
        {"rules": {"tk201": {}}},
        {"rules": {"TK201": {"production": "off"}}},
        {"rules": {"TK201": {"production": None}}},
        {"rules": {"TK201": {"zzz": "advisory"}}},
        {"nonProduction": ["team/dev"]},
        {"productionAccounts": ["AC1"]},
        {"waivers": ""},
    ],
    ids=json.dumps,
)
def test_what_the_model_refuses_the_schema_refuses(given: dict[str, Any]) -> None:
    """An editor tells before a deployment does."""
    with pytest.raises(SettingsError):
        read_settings(given, name="the settings")
    assert not validator("settings").is_valid(given)


def test_the_waivers_on_the_page_fit_their_schema() -> None:
    """A date is a text there; one field less fits no more."""
    file = tomllib.loads(blocks(PAGE, "toml")[1])
    (waiver,) = file["waivers"]
    assert isinstance(waiver["until"], date)
    waiver["until"] = waiver["until"].isoformat()
    assert validator("waivers").is_valid(file)
    del waiver["approver"]
    assert not validator("waivers").is_valid(file)

"""The schema by which the engine itself refuses wrong settings."""

from __future__ import annotations

import json

from pulumi_policy import PolicyConfigSchema

from twilio_keys_component.policy_pack.schema import settings_schema
from twilio_keys_component.rules import Settings


def test_the_schema_has_every_setting_by_its_name() -> None:
    """As in the configuration file; pulumi-policy takes it."""
    schema = settings_schema()

    assert {*schema} == {str(field.alias) for field in Settings.model_fields.values()}
    assert PolicyConfigSchema(properties=schema).properties == schema


def test_the_schema_stands_for_itself() -> None:
    """No references, which the engine could not follow, and no defaults, which it would hand over as if given."""
    text = json.dumps(settings_schema())

    assert "$ref" not in text
    assert '"default"' not in text
    assert "mandatory" in text

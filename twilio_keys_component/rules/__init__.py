"""Guardrails: pure rules over keys, declared, planned or live, that yield findings."""

from twilio_keys_component.rules.acceptance import ACCEPTABLE_RULES
from twilio_keys_component.rules.declared import KEY_RESOURCE_TYPE, Urn, is_key, key_view
from twilio_keys_component.rules.files import load_names, load_waivers, read_file, waivers_file, waivers_path
from twilio_keys_component.rules.judging import (
    Finding,
    Judgement,
    Unjudged,
    Waived,
    apply_waivers,
    findings_of_key,
    findings_of_stack,
    judge,
    unknown_to,
)
from twilio_keys_component.rules.production import is_production
from twilio_keys_component.rules.registry import RULES, read_settings, rule_of
from twilio_keys_component.rules.rule import Rule, RuleContext, Severity, Violation
from twilio_keys_component.rules.settings import (
    MAX_WAIVER_DAYS,
    NON_PRODUCTION,
    SETTINGS_POLICY,
    Level,
    Settings,
    SettingsError,
)
from twilio_keys_component.rules.views import KeyView, ResourceView, Signer, StackView
from twilio_keys_component.rules.waivers import WAIVERS_CURRENT, Waiver, WaiverFile

__all__ = [
    "ACCEPTABLE_RULES",
    "KEY_RESOURCE_TYPE",
    "MAX_WAIVER_DAYS",
    "NON_PRODUCTION",
    "RULES",
    "SETTINGS_POLICY",
    "WAIVERS_CURRENT",
    "Finding",
    "Judgement",
    "KeyView",
    "Level",
    "ResourceView",
    "Rule",
    "RuleContext",
    "Settings",
    "SettingsError",
    "Severity",
    "Signer",
    "StackView",
    "Unjudged",
    "Urn",
    "Violation",
    "Waived",
    "Waiver",
    "WaiverFile",
    "apply_waivers",
    "findings_of_key",
    "findings_of_stack",
    "is_key",
    "is_production",
    "judge",
    "key_view",
    "load_names",
    "load_waivers",
    "read_file",
    "read_settings",
    "rule_of",
    "unknown_to",
    "waivers_file",
    "waivers_path",
]

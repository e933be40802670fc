"""The page on policies says what the rules are."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from textwrap import indent
from typing import Any

import pytest
from pydantic.alias_generators import to_camel

from tests.docs.pages import ROOT, blocks
from tests.docs.test_examples import MOCKS
from tests.unit.rules.samples import TODAY, context, key
from twilio_keys_component.permissions.strict_toml import read_toml
from twilio_keys_component.rules import (
    NON_PRODUCTION,
    RULES,
    KeyView,
    Rule,
    Settings,
    WaiverFile,
    findings_of_key,
    is_production,
    key_view,
    read_settings,
)

PAGE = "docs/policies.md"
TEXT = (ROOT / PAGE).read_text("utf-8")
SECTIONS = dict(re.findall(r"^### (TK\d{3})\n\n(.*?)(?=^###? |\Z)", TEXT, re.MULTILINE | re.DOTALL))
URN = "urn:pulumi:prod::orders::pulumi-python:dynamic/twilio-keys:ApiKey::notifier"
OF_KEYS = [rule for rule in RULES if rule.on_key]


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    lines = TEXT.partition(heading)[2].split("\n| --- ", 1)[1].split("\n\n", 1)[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_the_table_has_every_rule_with_its_levels() -> None:
    """In the order of the ids, each with a link to its section."""
    assert rows("# Policies") == [
        [f"[{rule.id}](#{rule.id.lower()})", rule.title, rule.production, rule.elsewhere] for rule in RULES
    ]


def test_every_rule_has_a_section() -> None:
    """And nothing else has one."""
    assert list(SECTIONS) == [rule.id for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_section_says_what_the_rule_says(rule: Rule) -> None:
    """What it demands, why, what to do, and an example."""
    start = f"**{rule.title}.** Severity {rule.severity}.\n\n{rule.why}\n\n{rule.remedy}\n\n"
    assert SECTIONS[rule.id].startswith(start)
    assert "```" in SECTIONS[rule.id]


@pytest.mark.parametrize("rule", OF_KEYS, ids=lambda rule: rule.id)
def test_an_example_breaks_the_rule_and_mends_it(rule: Rule) -> None:
    """The lines with - break it, those with + do not."""
    found = re.search(r"```diff\n(.*?)```", SECTIONS[rule.id], re.DOTALL)
    assert found
    before, after = (_declared(found[1], sign) for sign in "-+")
    assert findings_of_key(rule, before, context())
    assert findings_of_key(rule, after, context()) == []


def _declared(diff: str, sign: str) -> KeyView:
    """The key with the arguments of one side of a diff."""
    lines = [line[1:] for line in diff.splitlines() if line[0] in (sign, " ")]
    properties: dict[str, Any] = eval(f"dict({chr(10).join(lines)})")
    return key_view(URN, properties)


def test_the_table_of_stacks_is_true() -> None:
    """Each name of it is judged so."""
    told = {name: cell for names, cell in rows("## Which stacks") for name in re.findall(r"`(.+?)`", names)}
    assert len(told) >= 15
    assert {name: is_production(name, Settings()) for name in told} == {
        name: cell.startswith("yes") for name, cell in told.items()
    }


def test_the_list_of_words_is_the_default() -> None:
    """The page names each."""
    assert ", ".join(f"`{name}`" for name in NON_PRODUCTION) in " ".join(TEXT.split())


def test_the_table_of_settings_is_the_model() -> None:
    """Names, defaults and meanings."""
    assert rows("## Settings") == [
        [f"`{to_camel(name)}`", _default(field.default), field.description]
        for name, field in Settings.model_fields.items()
    ]


def _default(value: object) -> str:
    if value is NON_PRODUCTION:
        return "see above"
    return f"`{value}`" if value else "none"


def test_the_settings_of_pack_and_command_line_are_the_same() -> None:
    """Both examples are valid and mean one thing: `policies/policy-config.json` and `pyproject.toml` beside it."""
    pack = json.loads(blocks(PAGE, "json")[0])["settings"]
    tool = tomllib.loads(blocks(PAGE, "toml")[0])["tool"]["twilio-keys"]
    pack["waivers"] = f"policies/{pack['waivers']}"
    assert read_settings(pack, name="the pack's") == read_settings(tool, name="the tool's") != Settings()


def test_the_example_of_a_waiver_is_one() -> None:
    """It could stand in the file."""
    (waiver,) = read_toml(WaiverFile, blocks(PAGE, "toml")[1], name="waivers.toml").waivers
    assert (waiver.rule, waiver.lapse(TODAY)) == ("TK203", "")


def test_the_key_that_accepts_its_risks_is_stopped_by_no_rule() -> None:
    """Under Pulumi's mocks it is declared as the page shows; only its rotation is missing."""
    program = blocks(PAGE, "python")[0]
    whole = MOCKS.replace("{program}", indent(program, "    ").strip())
    done = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.startswith("recording-archiver /twilio/voice/recordings/delete ")
    (call,) = [node for node in ast.walk(ast.parse(program)) if isinstance(node, ast.Call)]
    properties = {keyword.arg or "": ast.literal_eval(keyword.value) for keyword in call.keywords}
    view = key_view(URN, properties)
    assert [found.rule.id for rule in RULES for found in findings_of_key(rule, view, context())] == ["TK302"]


def test_the_added_rule_is_one() -> None:
    """It finds what its words say, and its id is free."""
    names: dict[str, Any] = {}
    exec(compile(blocks(PAGE, "python")[1], PAGE, "exec"), names)
    rule: Rule = names["OWNED_BY_A_TEAM"]
    assert [finding.message for finding in findings_of_key(rule, key(owner="anna"), context())] == [
        "its owner is no team"
    ]
    assert findings_of_key(rule, key(owner="team-orders"), context()) == []
    assert rule.id not in {each.id for each in RULES}

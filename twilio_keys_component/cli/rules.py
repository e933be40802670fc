"""`twilio-keys rules`: what the guardrails demand, why, and what breaking them does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

if TYPE_CHECKING:
    from twilio_keys_component.rules import Rule

EXAMPLE: Final = "Example: twilio-keys rules TK201"
_WRONG_USE: Final = 2


def run(
    rule: Annotated[
        str | None, typer.Argument(help="One rule, with its whole text.", show_default=False, metavar="ID")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """List the rules: what they demand, and what breaking them does in production and elsewhere.

    With an id: also why, and what to do. The levels are those that settings do not change.
    """
    from twilio_keys_component.cli.output import print_table
    from twilio_keys_component.rules import RULES

    chosen = RULES if rule is None else (_rule(rule),)
    if as_json:
        typer.echo(json.dumps([_json(each) for each in chosen], indent=2))
    elif rule is None:
        rows = [
            (each.id, each.production.value, each.elsewhere.value, each.severity.value, each.title) for each in RULES
        ]
        print_table(("rule", "production", "elsewhere", "severity", "demands"), rows)
    else:
        _print_rule(chosen[0])


def _rule(text: str) -> Rule:
    from twilio_keys_component.cli.guesses import no_such_rule
    from twilio_keys_component.rules import rule_of

    found = rule_of(text.strip().upper())
    if found is None:
        typer.echo(no_such_rule(text), err=True)
        raise typer.Exit(_WRONG_USE)
    return found


def _print_rule(rule: Rule) -> None:
    from twilio_keys_component.cli.output import console, print_lines

    to = console()
    to.print(f"{rule.id} {rule.title}", style="bold", soft_wrap=True)
    lines = [
        ("production", rule.production.value),
        ("elsewhere", rule.elsewhere.value),
        ("severity", rule.severity.value),
        ("why", rule.why),
        ("remedy", rule.remedy),
    ]
    lines += [("note", note) for note in _notes(rule)]
    print_lines(to, [*lines, ("docs", rule.docs)])


def _notes(rule: Rule) -> list[str]:
    from twilio_keys_component.rules import ACCEPTABLE_RULES

    notes = []
    if rule.is_fixed:
        notes.append("settings do not change its level, and no waiver helps")
    if not rule.is_for_packs:
        notes.append("a policy pack cannot see what it looks at: review does")
    if rule.id in ACCEPTABLE_RULES:
        notes.append("a key can accept it by name (accept)")
    return notes


def _json(rule: Rule) -> dict[str, Any]:
    from twilio_keys_component.rules import ACCEPTABLE_RULES

    return {
        "id": rule.id,
        "title": rule.title,
        "production": rule.production.value,
        "elsewhere": rule.elsewhere.value,
        "severity": rule.severity.value,
        "why": rule.why,
        "remedy": rule.remedy,
        "docs": rule.docs,
        "tags": list(rule.tags),
        "acceptable": rule.id in ACCEPTABLE_RULES,
        "fixed": rule.is_fixed,
        "policy_pack": rule.is_for_packs,
    }

"""How a suggestion and a comparison are printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from twilio_keys_component.permissions import Permission
from twilio_keys_component.suggest.suggestion import Comparison, Suggestion, fitting


def as_python(suggestion: Suggestion) -> str:
    """A `permissions=[…]` to paste into an `ApiKey`, with the reasons as comments."""
    entries, _ = fitting(suggestion)
    lines = [f"    {line}" for entry in entries for line in (*_comments(suggestion, entry), f'"{entry}",')]
    return "\n".join(("permissions=[", *lines, "],")) if lines else "permissions=[],"


def as_yaml(suggestion: Suggestion) -> str:
    """A `permissions:` for a Pulumi YAML program, with the reasons as comments."""
    entries, _ = fitting(suggestion)
    lines = [f"  {line}" for entry in entries for line in (*_comments(suggestion, entry), f"- {entry}")]
    return "\n".join(("permissions:", *lines)) if lines else "permissions: []"


def as_json(suggestion: Suggestion) -> str:
    """Everything that is known, for machines."""
    entries, problem = fitting(suggestion)
    return _json(
        {
            "permissions": [str(entry) for entry in entries],
            "findings": suggestion.findings,
            "unresolved": suggestion.unresolved,
            "notes": [*suggestion.notes, *filter(None, (suggestion.emptiness, problem))],
        }
    )


def comparison_as_text(comparison: Comparison) -> str:
    """Three lists for people."""
    parts = [
        _section("held and used", comparison.held_and_used),
        _section("held and never used, candidates to revoke", comparison.held_and_unused),
        _section("used and not held", comparison.used_and_not_held),
    ]
    return "\n".join((comparison.key, *parts))


def comparison_as_yaml(comparison: Comparison) -> str:
    """The three lists as a mapping."""
    lines = [f"key: {json.dumps(comparison.key)}"]
    for name, permissions in _lists(comparison).items():
        lines += [f"{name}:" if permissions else f"{name}: []", *(f"  - {text}" for text in permissions)]
    return "\n".join(lines)


def comparison_as_json(comparison: Comparison, suggestion: Suggestion) -> str:
    """The three lists, and what is not sure about them, for machines."""
    rest = {"unresolved": suggestion.unresolved, "notes": suggestion.notes}
    return _json({"key": comparison.key, **_lists(comparison), **rest})


def _lists(comparison: Comparison) -> dict[str, list[str]]:
    return {
        "held_and_used": _texts(comparison.held_and_used),
        "held_and_unused": _texts(comparison.held_and_unused),
        "used_and_not_held": _texts(comparison.used_and_not_held),
    }


def _texts(permissions: Iterable[Permission]) -> list[str]:
    return [str(permission) for permission in permissions]


def _section(title: str, permissions: Sequence[Permission]) -> str:
    return "\n".join((f"{title} ({len(permissions)}):", *(f"  {permission}" for permission in permissions)))


def _comments(suggestion: Suggestion, entry: Permission) -> list[str]:
    return [f"# {reason}" for reason in suggestion.reasons_of(entry)]


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2)

"""Findings that say the same of several keys, told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from twilio_keys_component.review.safe_text import LONGEST_NAME, one_line
from twilio_keys_component.rules import Finding

_MOST_NAMES: Final = 30
"""Keys that are named for one sentence; the others are counted."""


def alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Those of one rule, level and message together, in the order of the findings."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule.id, finding.level, finding.message), []).append(finding)
    return list(groups.values())


def subjects_of(findings: Sequence[Finding]) -> str:
    """Whom findings are about, each once."""
    names = list(dict.fromkeys(one_line(each.subject, longest=LONGEST_NAME) or "(no name)" for each in findings))
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return ", ".join(names[:_MOST_NAMES]) + more

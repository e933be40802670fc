"""A review in counts."""

from __future__ import annotations

from collections import Counter

from twilio_keys_component.review.change_texts import DONE
from twilio_keys_component.review.model import ChangeKind, Review
from twilio_keys_component.review.safe_text import counted
from twilio_keys_component.rules import Level


def keys_told(review: Review) -> str:
    """What happens to how many keys."""
    if not review.changes:
        return "The preview shows no Twilio key." if review.has_failed else "The program declares no Twilio key."
    kinds = Counter(change.kind for change in review.changes)
    return f"Keys: {', '.join(f'{kinds[kind]} {DONE[kind]}' for kind in ChangeKind if kind in kinds)}"


def findings_told(review: Review) -> str:
    """How many findings there are, how many are waived or mended, and which rules wait."""
    levels = Counter(finding.level for finding in review.after.findings)
    found = [f"{levels[level]} {level}" for level in Level if levels[level]] or ["none"]
    found += [f"{len(review.new_findings)} of them new"] if levels else []
    found += [f"{len(review.after.waived)} waived"] if review.after.waived else []
    found += [f"{len(review.mended_findings)} mended"] if review.mended_findings else []
    if review.after.unjudged:
        rules = {each.rule.id for each in review.after.unjudged}
        keys = {(each.key.urn, each.key.name) for each in review.after.unjudged}
        found.append(f"{counted(len(rules), 'rule')} not judged yet for {counted(len(keys), 'key')}")
    return f"Findings: {', '.join(found)}"


def packs_told(review: Review) -> str:
    """What policy packs say beside the findings; empty if that is nothing."""
    levels = Counter(message.level for message in review.policy_messages)
    first = sorted(levels, key=lambda level: (level != Level.MANDATORY, level))
    return f"Policy packs: {', '.join(f'{levels[level]} {level}' for level in first)}" if levels else ""

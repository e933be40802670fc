"""A review as SARIF 2.1.0, for code scanning.

What is an alert on a line of the program is a *result*: findings, waived ones with their waiver as suppression, and
an exceeded budget. What is about the run is a *notification*: errors of the preview, policy packs, notes.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote

from twilio_keys_component._version import __version__
from twilio_keys_component.review.change_texts import policy_text, unjudged_text
from twilio_keys_component.review.hidden import hidden_text
from twilio_keys_component.review.model import Position, Review
from twilio_keys_component.review.safe_text import counted, one_line
from twilio_keys_component.rules import RULES, Finding, Level, Rule, Severity, Waiver

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
"""The schema's address (doc)."""

BUDGET_ID: Final = "max-revoked-keys"
"""The rule of the budget on keys that end: the name of its option."""

HIDDEN_ID: Final = "hidden-from-review"
"""The rule of what a program marks as a secret although rules need it."""

_FOLDER: Final = "%SRCROOT%"
"""The usual name of where relative addresses begin: the folder of the repository."""

_NOWHERE: Final = Position("Pulumi.yaml", 1)
"""What has no line of its own is shown here: GitHub refuses a result without a place in a file (guess)."""

_LEVELS: Final = {Level.MANDATORY.value: "error", Level.ADVISORY.value: "warning", Level.DISABLED.value: "note"}
_SEVERITIES: Final = {Severity.CRITICAL: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.LOW: "2.0"}
"""Within GitHub's bounds of its own words: over 9.0 critical, from 7.0 high, from 4.0 medium (doc)."""

_DIGITS: Final = 16
_LINK: Final = re.compile(r"\]\s*\(")


def as_sarif(review: Review, *, folder: str = "") -> str:
    """The review as a SARIF log, for people to read and machines to parse.

    Args:
        review: The review.
        folder: The project's folder, from the root of the repository, with slashes; empty if it is the root.
    """
    run = {
        "tool": {"driver": _driver()},
        "automationDetails": {"id": f"twilio-keys/{one_line(review.project)}/{one_line(review.stack)}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_FOLDER: {"description": {"text": "The root of the repository."}}},
        "invocations": [
            {
                "executionSuccessful": not (review.errors or review.has_failed),
                "toolExecutionNotifications": list(_notifications(review)),
            }
        ],
        "results": list(_results(review, folder)),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _driver() -> dict[str, Any]:
    budget = {
        "id": BUDGET_ID,
        "name": "MaxRevokedKeys",
        "shortDescription": {"text": "A change ends no more keys than it may"},
        "fullDescription": {"text": "Whoever uses a key that is deleted or replaced is locked out."},
        "help": {"text": "Split the change, or allow more with --max-revoked-keys."},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["security", "keys"], "security-severity": _SEVERITIES[Severity.MEDIUM]},
    }
    hidden = {
        "id": HIDDEN_ID,
        "name": "HiddenFromReview",
        "shortDescription": {"text": "What rules need is not marked as a secret"},
        "fullDescription": {"text": "What is marked as a secret is masked in every preview: nobody can review it."},
        "help": {"text": "Take it out of pulumi.Output.secret and of additional_secret_outputs."},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["security", "keys"], "security-severity": _SEVERITIES[Severity.HIGH]},
    }
    return {
        "name": "twilio-keys",
        "semanticVersion": __version__,
        "rules": [*map(_descriptor, RULES), budget, hidden],
    }


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in re.findall(r"[A-Za-z0-9]+", rule.title)),
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.why},
        "help": {
            "text": f"{rule.why} {rule.remedy} More: {rule.docs}",
            "markdown": f"**{rule.title}.**\n\n{rule.why}\n\n{rule.remedy}\n\nMore: `{rule.docs}`\n",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.production]},
        "properties": {"tags": ["security", *rule.tags], "security-severity": _SEVERITIES[rule.severity]},
    }


def _results(review: Review, folder: str) -> Iterator[dict[str, Any]]:
    positions = {change.key.urn: change.position for change in review.changes}
    seen: Counter[str] = Counter()
    pairs: list[tuple[Finding, Waiver | None]] = [(finding, None) for finding in review.after.findings]
    pairs += [(each.finding, each.waiver) for each in review.after.waived]
    for finding, waiver in pairs:
        digest = _digest(review, finding)
        seen[digest] += 1
        result = _result(
            finding.rule.id,
            level=_LEVELS[finding.level],
            text=f"{finding.subject}: {finding.message}",
            place=_place(positions.get(finding.urn) or _NOWHERE, folder),
            name=finding.urn or finding.subject,
            digest=f"{digest}:{seen[digest]}",
        )
        if waiver:
            reason = f"{waiver.reason} (approved by {waiver.approver}, until {waiver.until})"
            result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": _plain(reason)}]
        yield result
    for change in review.hidden:
        yield _result(
            HIDDEN_ID,
            level="error",
            text=hidden_text(change),
            place=_place(change.position or _NOWHERE, folder),
            name=change.key.urn or change.key.name,
            digest=f"{_hash(HIDDEN_ID, review.project, review.stack, change.key.urn or change.key.name)}:1",
        )
    if review.is_over_budget:
        yield _result(
            BUDGET_ID,
            level="error",
            text=f"{counted(len(review.revoked), 'key')} would end, more than the {review.max_revoked} that may",
            place=_place(_NOWHERE, folder),
            name=review.stack,
            digest=f"{_hash(BUDGET_ID, review.project, review.stack)}:1",
        )


def _place(position: Position, folder: str) -> dict[str, Any]:
    path = posixpath.normpath(posixpath.join(folder, position.path.lstrip("/")))
    return {
        "artifactLocation": {"uri": quote(path, errors="replace"), "uriBaseId": _FOLDER},
        "region": {"startLine": position.line},
    }


def _result(rule_id: str, *, level: str, text: str, place: dict[str, Any], name: str, digest: str) -> dict[str, Any]:
    logical = {"fullyQualifiedName": one_line(name), "kind": "resource"}
    return {
        "ruleId": rule_id,
        "ruleIndex": [*(rule.id for rule in RULES), BUDGET_ID, HIDDEN_ID].index(rule_id),
        "level": level,
        "message": {"text": _plain(text)},
        "locations": [{"physicalLocation": place, "logicalLocations": [logical]}],
        "partialFingerprints": {"primaryLocationLineHash": digest, "twilioKeysFinding/v1": digest},
    }


def _notifications(review: Review) -> Iterator[dict[str, Any]]:
    for error in review.errors:
        yield {"level": "error", "message": {"text": _plain(error)}}
    for message in review.policy_messages:
        yield {"level": _LEVELS.get(message.level, "note"), "message": {"text": _plain(policy_text(message))}}
    for note in (*review.notes, *map(unjudged_text, review.after.unjudged)):
        yield {"level": "note", "message": {"text": _plain(note)}}


def _digest(review: Review, finding: Finding) -> str:
    """What stays the same while lines move and messages are reworded."""
    permissions = " ".join(sorted(map(str, finding.permissions)))
    return _hash(finding.rule.id, review.project, review.stack, finding.urn or finding.subject, permissions)


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]


def _plain(text: str) -> str:
    """A text for a message: SARIF sees links in `[…](…)` and placeholders in braces."""
    line = _LINK.sub("] - (", one_line(text))
    return line.replace("{", "{{").replace("}", "}}")

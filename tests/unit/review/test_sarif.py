"""A review as SARIF 2.1.0."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given

from tests.builders import SEND
from tests.unit.review.hostile import TRICKS, texts
from tests.unit.review.reviews import (
    KEYS_RESTRICTED,
    NO_MAIN_KEY,
    created,
    finding,
    key,
    review,
    updated,
    urn_of,
    waived,
)
from tests.unit.review.test_markdown import told
from twilio_keys_component.permissions import Permission
from twilio_keys_component.review.model import ChangeKind, PolicyMessage, Position, Review
from twilio_keys_component.review.sarif import BUDGET_ID, HIDDEN_ID, as_sarif
from twilio_keys_component.rules import RULES, Judgement, Level, Severity, Unjudged

SCHEMA = json.loads((Path(__file__).parent / "data/sarif-schema-2.1.0.json").read_text("utf-8"))


def run_of(given: Review) -> Any:
    """The one run of its log, which is valid."""
    log = json.loads(as_sarif(given))
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    return log["runs"][0]


def results_of(given: Review) -> Any:
    """The results in its log."""
    return run_of(given)["results"]


def fingerprints(given: Review) -> list[str]:
    """What tells the results of its log from each other."""
    return [result["partialFingerprints"]["twilioKeysFinding/v1"] for result in results_of(given)]


def judged(*findings: Any, **fields: Any) -> Review:
    """A review of one new key with these findings."""
    return review(created(), after=Judgement(findings), **fields)


@pytest.mark.parametrize("given_", [review(), review(created(), updated()), review(project="", stack="")])
def test_a_review_without_findings_is_a_valid_log(given_: Review) -> None:
    """With no results."""
    assert results_of(given_) == []


def test_every_rule_is_described() -> None:
    """With its words, its level in production, and how severe GitHub shows it."""
    rules = run_of(review())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*(rule.id for rule in RULES), BUDGET_ID, HIDDEN_ID]
    first = rules[0]
    assert first["name"] == "NoMainKeyAmongTheDeclaredOrAdoptedKeys"
    assert first["shortDescription"]["text"] == f"{NO_MAIN_KEY.title}."
    assert first["fullDescription"]["text"] == NO_MAIN_KEY.why
    assert NO_MAIN_KEY.remedy in first["help"]["text"]
    assert NO_MAIN_KEY.remedy in first["help"]["markdown"]
    assert first["defaultConfiguration"] == {"level": "error"}
    assert first["properties"] == {"tags": ["security", *NO_MAIN_KEY.tags], "security-severity": "9.5"}


def test_every_severity_is_a_number_of_githubs() -> None:
    """The worse, the higher."""
    rules = run_of(review())["tool"]["driver"]["rules"][:-2]
    numbers = {rule.severity: float(r["properties"]["security-severity"]) for rule, r in zip(RULES, rules, strict=True)}
    assert numbers[Severity.CRITICAL] > 9 > numbers[Severity.HIGH] >= 7 > numbers[Severity.MEDIUM] >= 4
    assert sorted(numbers, key=list(Severity).index) == sorted(numbers, key=lambda severity: numbers[severity])


def test_a_finding_is_a_result_on_the_line_of_its_key() -> None:
    """Relative to the project's folder, with the URN beside."""
    (result,) = results_of(judged(finding()))
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("TK101", 0, "error")
    assert result["message"] == {"text": "order-notifier: it is a Main key"}
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "__main__.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 12},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": urn_of("order-notifier"), "kind": "resource"}]
    assert "suppressions" not in result


def test_an_advisory_finding_is_a_warning() -> None:
    """And a path with other letters is a valid address."""
    change = created(position=Position("/my keys/ü#1:x.py", 3))
    (result,) = results_of(review(change, after=Judgement((finding(level=Level.ADVISORY),))))
    assert result["level"] == "warning"
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "my%20keys/%C3%BC%231%3Ax.py"


def test_what_has_no_line_is_shown_at_the_project_file() -> None:
    """GitHub wants a place for every result."""
    (result,) = results_of(judged(finding(urn=None, name="deployment")))
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "Pulumi.yaml"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "deployment"


def test_a_waived_finding_is_suppressed() -> None:
    """With reason, approver and end of the waiver."""
    (result,) = results_of(review(after=Judgement(waived=(waived(),))))
    assert result["ruleId"] == KEYS_RESTRICTED.id
    said = "moves next month (approved by security, until 2026-12-31)"
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": said}]


def test_an_exceeded_budget_is_a_result() -> None:
    """Of a rule named as the option."""
    revoked = [updated(f"key{n}", kind=ChangeKind.REVOKE, after=None) for n in range(3)]
    (result,) = results_of(review(*revoked, max_revoked=2))
    assert (result["ruleId"], result["level"]) == ("max-revoked-keys", "error")
    assert result["message"]["text"] == "3 keys would end, more than the 2 that may"


def test_errors_policies_and_notes_are_notifications() -> None:
    """And with an error the run was no success."""
    message = PolicyMessage("ours", "no-main-key", "mandatory", "no")
    told_ = review(
        errors=("no such stack",),
        policy_messages=(message, replace(message, level="remediate")),
        notes=("a note",),
        after=Judgement(unjudged=(Unjudged(NO_MAIN_KEY, key(), ("key_type",)),)),
    )
    (invocation,) = run_of(told_)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [(n["level"], n["message"]["text"]) for n in invocation["toolExecutionNotifications"]] == [
        ("error", "no such stack"),
        ("error", "mandatory, no-main-key (ours): no"),
        ("note", "remediate, no-main-key (ours): no"),
        ("note", "a note"),
        ("note", "TK101 is judged when it is known: key_type of order-notifier"),
    ]


def test_a_preview_that_a_policy_stopped_was_no_success() -> None:
    """Although it has no error of its own."""
    assert run_of(review(has_failed=True))["invocations"][0]["executionSuccessful"] is False


def test_a_fingerprint_stays_when_lines_move_and_words_change() -> None:
    """So that an alert stays the same alert."""
    before = fingerprints(judged(finding()))
    moved = created(position=Position("elsewhere.py", 99))
    assert fingerprints(review(moved, after=Judgement((finding(message="reworded", level=Level.ADVISORY),)))) == before


@pytest.mark.parametrize(
    "other",
    [
        judged(finding(KEYS_RESTRICTED)),
        judged(finding(name="billing")),
        judged(finding(permissions=(Permission.parse(SEND),))),
        judged(finding(), stack="dev"),
        judged(finding(), project="billing"),
    ],
)
def test_a_fingerprint_tells_findings_apart(other: Review) -> None:
    """By rule, key, permissions, stack and project."""
    assert fingerprints(other) != fingerprints(judged(finding()))


def test_no_two_results_have_one_fingerprint() -> None:
    """Even where a rule says two things of one key."""
    both = (finding(message="one"), finding(message="two"))
    assert len(set(fingerprints(judged(*both)))) == len(both)


def test_stacks_of_a_repository_do_not_replace_each_others_alerts() -> None:
    """GitHub tells runs apart by this id."""
    assert run_of(review())["automationDetails"] == {"id": "twilio-keys/orders/production/"}


def test_the_same_review_gives_the_same_log() -> None:
    """Byte by byte, with a newline at its end."""
    log = as_sarif(judged(finding()))
    assert log == as_sarif(judged(finding()))
    assert log.endswith("}\n")


@given(texts())
@example("".join(TRICKS))
def test_no_text_breaks_the_log(text: str) -> None:
    """It is valid; no text of it is a link or a placeholder, looks like a secret, or is invisible."""
    run = run_of(told(text))
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    messages = [each["message"]["text"] for each in (*run["results"], *notifications)]
    names = [each["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for each in run["results"]]
    shown = " ".join([*messages, *names, run["automationDetails"]["id"]])
    assert not re.search(r"[A-Za-z0-9]{24,}", shown)
    assert shown.isprintable()
    assert not re.search(r"\]\s*\(", " ".join(messages))
    assert all(len(braces) % 2 == 0 for message in messages for braces in re.findall(r"\{+|\}+", message))

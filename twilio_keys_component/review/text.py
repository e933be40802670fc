"""A review as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from twilio_keys_component.review.change_texts import ABOUT_CHANGE, about, policy_text, unjudged_texts
from twilio_keys_component.review.grouping import alike, subjects_of
from twilio_keys_component.review.hidden import hidden_text
from twilio_keys_component.review.model import STAYING, ChangeKind, KeyChange, Review, Source
from twilio_keys_component.review.safe_text import LONGEST_NAME, counted, one_line
from twilio_keys_component.review.tally import findings_told, keys_told, packs_told
from twilio_keys_component.rules import Finding, Level, Rule

_SIGNS: Final = {
    ChangeKind.CREATE: "+",
    ChangeKind.ADOPT: "+",
    ChangeKind.UPDATE: "~",
    ChangeKind.REPLACE: "±",
    ChangeKind.REVOKE: "-",
    ChangeKind.FORGET: "-",
}
_COLORS: Final = {"+": "green", "~": "yellow", "±": "yellow", "-": "red", "=": ""}
_SOURCES: Final = {Source.EVENTS: "the preview's event stream", Source.PREVIEW: "a plain preview"}
_LEVEL_STYLES: Final = {Level.MANDATORY: "bold red", Level.ADVISORY: "yellow"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line.

    Attributes:
        text: What it says; no secret, and nothing that a terminal would obey.
        style: How rich shows it; empty for as it is.
    """

    text: str
    style: str = ""


def as_text(review: Review) -> str:
    """All lines of a review."""
    return "\n".join(line.text for line in lines(review))


def lines(review: Review) -> Iterator[Line]:
    """A review, the worst first: errors, keys that end, the other keys, findings, what else was said."""
    yield Line(_title(review), "bold")
    yield from _errors(review)
    yield from (Line(one_line(hidden_text(change)), "bold red") for change in review.hidden)
    for change in review.changes:
        if change.kind not in STAYING:
            yield Line("")
            yield from _change(change)
    yield Line("")
    yield Line(keys_told(review))
    if review.is_over_budget:
        ended = f"{counted(len(review.revoked), 'key')} would end (revoked or replaced)"
        yield Line(f"{ended}: more than the {review.max_revoked} that may", "bold red")
    if review.policy_messages:
        yield Line(packs_told(review))
    yield from _findings(review)
    yield from _asides("policy packs say", [policy_text(message) for message in review.policy_messages])
    yield from _asides("not known yet, and judged when it is", unjudged_texts(review.after.unjudged))
    yield from _asides("about this review", list(review.notes))


def _title(review: Review) -> str:
    place = "/".join(one_line(part, longest=LONGEST_NAME) for part in (review.project, review.stack) if part)
    kind = "production" if review.is_production else "not production"
    return f"Review of {place or 'a stack without a name'} ({kind}), from {_SOURCES[review.source]}"


def _errors(review: Review) -> Iterator[Line]:
    for error in review.errors:
        first, *rest = error.splitlines() or [""]
        yield Line(f"the preview failed: {first}", "bold red")
        yield from (Line(f"  {line.strip()}") for line in rest)
    if review.has_failed and not review.errors:
        yield Line("the preview failed: a policy pack stopped it", "bold red")


def _change(change: KeyChange) -> Iterator[Line]:
    sign = _SIGNS[change.kind]
    where = f" ({one_line(change.position.path)}, line {change.position.line})" if change.position else ""
    yield Line(f"{sign} {_name(change.key.name)} {ABOUT_CHANGE[change.kind]}{where}", _COLORS[sign])
    for mark, some in (("+", change.gained), ("-", change.lost), ("=", change.granted)):
        yield from (Line(f"    {mark} {one_line(str(permission))}", _COLORS[mark]) for permission in some)
    yield from (Line(f"    {one_line(each)}") for each in about(change))


def _findings(review: Review) -> Iterator[Line]:
    """The new ones in their own words; those that were there before, and those that are mended, in short."""
    new = set(review.new_findings)
    yield Line(findings_told(review))
    for some in alike(each for each in review.after.findings if each in new):
        rule, level = some[0].rule, some[0].level
        yield Line(f"  {rule.id} {level} (new): {subjects_of(some)}: {one_line(some[0].message)}", _LEVEL_STYLES[level])
    earlier = [each for each in review.after.findings if each not in new]
    for rule, level, subjects in _grouped(earlier):
        yield Line(f"  {rule.id} {level} (as before): {subjects}: {rule.title}", _LEVEL_STYLES[level])
    for each in review.after.waived:
        waiver = each.waiver
        subject = _name(each.finding.subject)
        until = f"waived until {waiver.until} by {_name(waiver.approver)}: {one_line(waiver.reason)}"
        yield Line(f"  {each.finding.rule.id} {subject}: {one_line(each.finding.message)}; {until}")
    for rule, _, subjects in _grouped(review.mended_findings):
        yield Line(f"  {rule.id} mended: {subjects}", "green")
    remedies = {finding.rule.id: finding.rule.remedy for finding in review.after.findings}
    yield from _asides("what to do", [f"{id_} {remedies[id_]}" for id_ in sorted(remedies)])


def _grouped(findings: Iterable[Finding]) -> list[tuple[Rule, Level, str]]:
    """Whom each rule and level is about, in the order of the findings."""
    groups: dict[tuple[str, Level], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule.id, finding.level), []).append(finding)
    return [(group[0].rule, level, subjects_of(group)) for (_, level), group in groups.items()]


def _asides(title: str, texts: list[str]) -> Iterator[Line]:
    if texts:
        yield Line(f"{title}:")
        yield from (Line(f"  {line}") for text in texts for line in _lines(text))


def _lines(text: str) -> list[str]:
    first, *rest = text.splitlines() or [""]
    return [one_line(first, longest=_WHOLE), *(f"  {one_line(line, longest=_WHOLE)}" for line in rest)]


def _name(name: str) -> str:
    return one_line(name, longest=LONGEST_NAME) or "(no name)"


_WHOLE: Final = 10_000
"""Characters of what this package or a policy pack says on one line."""

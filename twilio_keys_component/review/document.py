"""A review as JSON, for other programs. Its JSON Schema is `docs/schemas/review.json`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from twilio_keys_component.model import DriftMode, KeyType
from twilio_keys_component.permissions import Permission
from twilio_keys_component.review.model import ChangeKind, KeyChange, PolicyMessage, Position, Review, Source
from twilio_keys_component.review.safe_text import one_line
from twilio_keys_component.rules import Finding, KeyView, Level, Severity, Unjudged, Waived
from twilio_keys_component.sids import ACCOUNT_SID_FORMAT, KEY_SID_FORMAT

VERSION: Final = 1
"""Of the shape: it grows when a field goes or changes its meaning. New fields may come at any time."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class PositionPart(_Part):
    """Where in the program a key is declared."""

    path: str = Field(description="The file, relative to the project's folder.")
    line: int = Field(description="The line, from 1.")


class KeyPart(_Part):
    """A key as it is, or as it will be."""

    key_type: KeyType
    permissions: tuple[str, ...] | None = Field(description="Sorted; null for standard and main keys.")
    account_sid: str | None
    on_drift: DriftMode
    owner: str | None
    purpose: str | None
    expires: date | None
    reason: str | None
    accept: tuple[str, ...]
    is_deployer: bool
    is_adopted: bool
    unknown: tuple[str, ...] = Field(description="What of this is masked or not known yet, and means nothing.")


class FieldPart(_Part):
    """What changes beside permissions."""

    name: str
    before: str | None
    after: str | None


class ChangePart(_Part):
    """What happens to one key."""

    name: str = Field(description="The logical name.")
    urn: str | None
    sid: str | None
    kind: ChangeKind
    before: KeyPart | None
    after: KeyPart | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    can_now: tuple[str, ...] = Field(description="Verb phrases.")
    can_no_more: tuple[str, ...]
    tags_gained: tuple[str, ...]
    tags_lost: tuple[str, ...]
    granted: tuple[str, ...] = Field(
        description="All permissions of a key that is adopted or forgotten: no preview tells what it gains or loses."
    )
    can: tuple[str, ...] = Field(description="What the holder of such a key can do, as verb phrases.")
    tags: tuple[str, ...] = Field(description="The risks of such a key.")
    fields: tuple[FieldPart, ...]
    is_open: bool = Field(description="Whether its permissions are not known yet.")
    hidden: tuple[str, ...] = Field(description="Inputs that rules need and that are marked as secrets.")
    position: PositionPart | None


class FindingPart(_Part):
    """A rule that is broken."""

    rule: str
    title: str
    level: Level
    severity: Severity
    is_new: bool = Field(description="Whether it was not there before the change.")
    subject: str
    urn: str | None
    sid: str | None
    message: str
    permissions: tuple[str, ...]
    remedy: str
    fingerprint: str = Field(description="What a waiver of it must carry.")


class WaivedPart(_Part):
    """A finding that a waiver allows."""

    finding: FindingPart
    reason: str
    approver: str
    until: date


class UnjudgedPart(_Part):
    """A rule that could not be applied yet."""

    rule: str
    key: str
    fields: tuple[str, ...]


class PolicyPart(_Part):
    """What a policy pack said."""

    pack: str
    policy: str
    level: str
    message: str
    urn: str | None


class ReviewDocument(_Part):
    """A whole review."""

    version: Literal[1] = VERSION
    source: Source
    project: str
    stack: str
    is_production: bool
    changes: tuple[ChangePart, ...]
    findings: tuple[FindingPart, ...] = Field(description="After the change and after the waivers.")
    mended: tuple[FindingPart, ...] = Field(description="There before the change and not after it.")
    waived: tuple[WaivedPart, ...]
    unjudged: tuple[UnjudgedPart, ...]
    policy_messages: tuple[PolicyPart, ...]
    has_failed: bool = Field(description="Whether the preview failed, by an error or because a policy pack stopped it.")
    errors: tuple[str, ...] = Field(description="Why the preview failed.")
    notes: tuple[str, ...]
    revoked: int = Field(description="How many keys end: deleted, or replaced by another.")
    max_revoked: int
    is_over_budget: bool


def as_json(review: Review) -> str:
    """The review as indented JSON."""
    return document(review).model_dump_json(indent=2)


def document(review: Review) -> ReviewDocument:
    """The review in the shape of the JSON."""
    new = set(review.new_findings)
    return ReviewDocument(
        source=review.source,
        project=one_line(review.project),
        stack=one_line(review.stack),
        is_production=review.is_production,
        changes=tuple(map(_change, review.changes)),
        findings=tuple(_finding(each, is_new=each in new) for each in review.after.findings),
        mended=tuple(_finding(each, is_new=False) for each in review.mended_findings),
        waived=tuple(map(_waived, review.after.waived)),
        unjudged=tuple(map(_unjudged, review.after.unjudged)),
        policy_messages=tuple(map(_policy, review.policy_messages)),
        has_failed=review.has_failed,
        errors=review.errors,
        notes=review.notes,
        revoked=len(review.revoked),
        max_revoked=review.max_revoked,
        is_over_budget=review.is_over_budget,
    )


def _change(change: KeyChange) -> ChangePart:
    return ChangePart(
        name=one_line(change.key.name),
        urn=_safe(change.key.urn),
        sid=_sid(change.key.sid),
        kind=change.kind,
        before=_key(change.before),
        after=_key(change.after),
        gained=_names(change.gained),
        lost=_names(change.lost),
        can_now=change.can_now,
        can_no_more=change.can_no_more,
        tags_gained=change.tags_gained,
        tags_lost=change.tags_lost,
        granted=_names(change.granted),
        can=change.can,
        tags=change.tags,
        fields=tuple(
            FieldPart(name=field.name, before=_safe(field.before), after=_safe(field.after)) for field in change.fields
        ),
        is_open=change.is_open,
        hidden=change.hidden,
        position=_position(change.position),
    )


def _key(key: KeyView | None) -> KeyPart | None:
    if key is None:
        return None
    return KeyPart(
        key_type=key.key_type,
        permissions=None if key.permissions is None else _names(key.permissions),
        account_sid=_sid(key.account_sid),
        on_drift=key.on_drift,
        owner=_safe(key.owner),
        purpose=_safe(key.purpose),
        expires=key.expires,
        reason=_safe(key.reason),
        accept=tuple(sorted(map(one_line, key.accept))),
        is_deployer=key.is_deployer,
        is_adopted=key.is_adopted,
        unknown=tuple(sorted(key.unknown)),
    )


def _finding(finding: Finding, *, is_new: bool) -> FindingPart:
    return FindingPart(
        rule=finding.rule.id,
        title=finding.rule.title,
        level=finding.level,
        severity=finding.rule.severity,
        is_new=is_new,
        subject=one_line(finding.subject),
        urn=_safe(finding.urn),
        sid=_sid(finding.sid),
        message=one_line(finding.message, longest=_WHOLE),
        permissions=_names(finding.permissions),
        remedy=finding.rule.remedy,
        fingerprint=finding.fingerprint,
    )


def _waived(each: Waived) -> WaivedPart:
    waiver = each.waiver
    return WaivedPart(
        finding=_finding(each.finding, is_new=False),
        reason=one_line(waiver.reason),
        approver=one_line(waiver.approver),
        until=waiver.until,
    )


def _unjudged(each: Unjudged) -> UnjudgedPart:
    return UnjudgedPart(rule=each.rule.id, key=one_line(each.key.name), fields=each.fields)


def _policy(message: PolicyMessage) -> PolicyPart:
    return PolicyPart(
        pack=message.pack,
        policy=message.policy,
        level=message.level,
        message=message.message,
        urn=_safe(message.urn),
    )


def _position(position: Position | None) -> PositionPart | None:
    return PositionPart(path=one_line(position.path), line=position.line) if position else None


def _sid(text: str | None) -> str | None:
    """A sid is no secret; what only stands in its place may be one."""
    if text is None or KEY_SID_FORMAT.fullmatch(text) or ACCOUNT_SID_FORMAT.fullmatch(text):
        return text
    return one_line(text)


def _names(permissions: Iterable[Permission]) -> tuple[str, ...]:
    return tuple(one_line(str(permission)) for permission in permissions)


def _safe(text: str | None) -> str | None:
    return None if text is None else one_line(text)


_WHOLE: Final = 10_000
"""Characters of a finding's message: more than any of ours has."""

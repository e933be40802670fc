"""What a review says, before anybody prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.rules import WAIVERS_CURRENT, Finding, Judgement, KeyView, Level

_LEVELS: Final = tuple(Level)
"""The gravest first."""


class Source(StrEnum):
    """What the review was made from."""

    EVENTS = "event stream"
    PREVIEW = "preview"


class ChangeKind(StrEnum):
    """What happens to a key."""

    CREATE = "create"
    ADOPT = "adopt"
    UPDATE = "update"
    REPLACE = "replace"
    REVOKE = "revoke"
    FORGET = "forget"
    SAME = "same"
    UNREACHED = "unreached"


STAYING: Final = frozenset({ChangeKind.SAME, ChangeKind.UNREACHED})
"""Keys to which nothing happens: a review counts them."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where in the program a key is declared.

    Attributes:
        path: The file, relative to the project's folder, with slashes.
        line: The line, from 1.
    """

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a key that changes, beside its permissions.

    Attributes:
        name: Such as `owner` or `friendly_name`.
        before: What it was, as text; None if it was not given.
        after: What it will be.
    """

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """What a change of the program does to one key.

    Attributes:
        kind: What happens to it.
        before: The key as it is; None if it is new here.
        after: The key as it will be; None if it goes.
        gained: The permissions that it gains; of a new key all of them.
        lost: The permissions that it loses; of one that goes all of them.
        can_now: What its holder can do from now on that is a risk, as verb phrases: «read message bodies».
        can_no_more: What its holder can do no more.
        tags_gained: Its new risks, sorted.
        tags_lost: The risks that it has no more, sorted.
        granted: All permissions of a key that is adopted or forgotten: whether it gains or loses any, no preview tells.
        can: What the holder of such a key can do.
        tags: The risks of such a key, sorted.
        fields: What else changes, sorted by name.
        is_open: Whether its permissions are not known yet, so that more may change.
        hidden: The inputs of it as it will be that rules need and that are marked as secrets, sorted.
        position: Where it is declared, if that is told.
    """

    kind: ChangeKind
    before: KeyView | None
    after: KeyView | None
    gained: PermissionSet
    lost: PermissionSet
    can_now: tuple[str, ...] = ()
    can_no_more: tuple[str, ...] = ()
    tags_gained: tuple[str, ...] = ()
    tags_lost: tuple[str, ...] = ()
    granted: PermissionSet = field(default_factory=PermissionSet)
    can: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    is_open: bool = False
    hidden: tuple[str, ...] = ()
    position: Position | None = None

    @property
    def key(self) -> KeyView:
        """The key as it will be or, if it goes, as it was."""
        view = self.after or self.before
        if view is None:
            raise AssertionError("a change is about a key")
        return view


@dataclass(frozen=True, slots=True)
class PolicyMessage:
    """What a policy pack said in the preview.

    Attributes:
        pack: The pack's name.
        policy: The policy's.
        level: `mandatory`, `advisory` or `disabled`; what is not known to be less is mandatory.
        message: Its words.
        urn: The resource that it is about, if any.
    """

    pack: str
    policy: str
    level: str
    message: str
    urn: str | None = None

    @property
    def is_mandatory(self) -> bool:
        """Whether it stops the change."""
        return self.level == Level.MANDATORY


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Everything that a reviewer of a change of keys should know.

    Attributes:
        source: What it was made from.
        project: The Pulumi project; empty if the input names none.
        stack: The stack's name; empty likewise.
        is_production: Whether the stack is production.
        changes: Of every key that the input tells of, sorted: what goes first, unchanged keys last.
        before: What the rules say of the stack as it is.
        after: What they say of the stack as it will be.
        policy_messages: What policy packs said, where the input tells that.
        errors: Why the preview failed, if it did; without any secret.
        notes: What the reader should know about the review itself: what the input does not tell.
        max_revoked: How many keys the change may delete or replace.
        has_failed: Whether the preview failed, by an error or because a policy pack stopped it.
        unseen: The URNs of resources that mask now what broke a rule there before: nobody knows if that is mended.
    """

    source: Source
    project: str
    stack: str
    is_production: bool
    changes: tuple[KeyChange, ...]
    before: Judgement
    after: Judgement
    policy_messages: tuple[PolicyMessage, ...] = ()
    errors: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    max_revoked: int
    has_failed: bool = False
    unseen: frozenset[str] = frozenset()

    @property
    def revoked(self) -> tuple[KeyChange, ...]:
        """The changes that end a key: it is deleted, or replaced by another."""
        return tuple(change for change in self.changes if change.kind in (ChangeKind.REVOKE, ChangeKind.REPLACE))

    @property
    def hidden(self) -> tuple[KeyChange, ...]:
        """The changes of keys that keep from reviewers what rules need."""
        return tuple(change for change in self.changes if change.hidden)

    @property
    def is_over_budget(self) -> bool:
        """Whether more keys end than may."""
        return len(self.revoked) > self.max_revoked

    @property
    def new_findings(self) -> tuple[Finding, ...]:
        """What the rules say after the change and did not say before."""
        renamed = self._renamed
        return tuple(
            finding
            for finding in self.after.findings
            if not any(_holds(earlier, finding, renamed) for earlier in self.before.findings)
        )

    @property
    def mended_findings(self) -> tuple[Finding, ...]:
        """What the rules said before the change and do not say any more.

        Of keys that live on unmanaged and of what is masked now nothing is mended, and of waivers nobody knows which
        there were before.
        """
        renamed = self._renamed
        left = {change.key.urn for change in self.changes if change.kind is ChangeKind.FORGET} | self.unseen
        return tuple(
            finding
            for finding in self.before.findings
            if finding.urn not in left
            and finding.rule is not WAIVERS_CURRENT
            and not any(_is_left_of(finding, later, renamed) for later in self.after.findings)
        )

    @property
    def _renamed(self) -> dict[str | None, str | None]:
        """The URNs of keys that go by another one after the change."""
        pairs = [(change.before.urn, change.after.urn) for change in self.changes if change.before and change.after]
        return {old: new for old, new in pairs if old != new}


def _holds(earlier: Finding, later: Finding, renamed: Mapping[str | None, str | None]) -> bool:
    """Whether a finding says nothing beyond an earlier one, however the permissions are spelled, and is no graver."""
    is_graver = _LEVELS.index(later.level) < _LEVELS.index(earlier.level)
    if is_graver or not _is_of_same(earlier, later, renamed):
        return False
    if later.permissions and earlier.permissions:
        return PermissionSet(later.permissions) <= PermissionSet(earlier.permissions)
    return earlier.message == later.message


def _is_left_of(earlier: Finding, later: Finding, renamed: Mapping[str | None, str | None]) -> bool:
    """Whether a finding is still there after the change, in whole or in part."""
    if not _is_of_same(earlier, later, renamed):
        return False
    if later.permissions and earlier.permissions:
        return bool(PermissionSet(later.permissions) & PermissionSet(earlier.permissions))
    return earlier.message == later.message


def _is_of_same(earlier: Finding, later: Finding, renamed: Mapping[str | None, str | None]) -> bool:
    if earlier.rule.id != later.rule.id:
        return False
    if earlier.urn is None or later.urn is None:
        return earlier.urn == later.urn and earlier.subject == later.subject
    return renamed.get(earlier.urn, earlier.urn) == later.urn

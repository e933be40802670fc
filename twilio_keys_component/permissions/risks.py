"""What a permission can do to an account: access levels and risk tags, by rules over names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from twilio_keys_component.permissions.entries import AccessLevel
from twilio_keys_component.permissions.permission import ACTIONS, WILDCARD, Permission
from twilio_keys_component.permissions.strict_toml import Table, read_toml
from twilio_keys_component.permissions.tables import read_data

ESCALATES: Final = "escalates"
"""The tag of what can mint or widen keys or accounts."""

TAGS: Final = ("costs-money", "destroys-data", ESCALATES, "reads-content", "redirects")
"""The tags that this package's own rules give, sorted. A project's rules can give others."""

Source = Literal["doc", "live", "guess"]
"""How well the reason of a rule is known: Twilio's pages or OpenAPI files, a published test, or inferred."""

_LEVELS: Final = {
    "create": AccessLevel.WRITE,
    "delete": AccessLevel.DELETE,
    "list": AccessLevel.LIST,
    "read": AccessLevel.READ,
    "update": AccessLevel.WRITE,
}
_WORD: Final = r"[a-z0-9*]+(?:-[a-z0-9*]+)*"
_GLOB: Final = re.compile(rf"/twilio/{_WORD}/{_WORD}(?:\.{_WORD})*/(?:{'|'.join(ACTIONS)}|\*)")


def glob_matches(glob: str, text: str) -> bool:
    """Whether a permission's text fits a glob, in which `*` stands for any text between two slashes."""
    return glob == text or (WILDCARD in glob and _pattern(glob).fullmatch(text) is not None)


@lru_cache(maxsize=1024)
def _pattern(glob: str) -> re.Pattern[str]:
    return re.compile(re.escape(glob).replace(r"\*", "[^/]*"))


def _checked(glob: str) -> str:
    if not _GLOB.fullmatch(glob):
        raise ValueError(
            f"{glob!r} is no permission with '*' for a part of it, such as /twilio/voice/*recordings/read; "
            f"its action is one of {', '.join(ACTIONS)} or {WILDCARD}"
        )
    return glob


Glob = Annotated[str, AfterValidator(_checked)]
Globs = Annotated[tuple[Glob, ...], Field(min_length=1)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class AccessRule(Table):
    """Names whose action lies about how far they reach.

    Attributes:
        level: How far they do reach. Where rules differ, the highest counts.
        permissions: Which names, as globs.
        reason: Why.
        source: How well that is known.
    """

    level: AccessLevel
    permissions: Globs
    reason: Sentence
    source: Source

    def matches(self, spellings: Iterable[str]) -> bool:
        """Whether this is about a permission, given all its spellings."""
        return _any(self.permissions, spellings)


class TagRule(Table):
    """Names that have a risk.

    Attributes:
        tag: The risk, in lower-case words joined by hyphens: one of `TAGS` or the project's own.
        permissions: Which names, as globs.
        exceptions: Which of them do not have it all the same (`except` in the file).
        says: What the holder can do, as a verb phrase, such as `buy phone numbers`.
        reason: Why.
        source: How well that is known.
    """

    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
    permissions: Globs
    exceptions: Annotated[tuple[Glob, ...], Field(validation_alias="except")] = ()
    says: Sentence
    reason: Sentence
    source: Source

    def matches(self, spellings: Iterable[str]) -> bool:
        """Whether a permission has this risk, given all its spellings."""
        texts = tuple(spellings)
        return _any(self.permissions, texts) and not _any(self.exceptions, texts)


@dataclass(frozen=True, slots=True)
class Risk:
    """What holding a permission means.

    Attributes:
        access: How far it reaches.
        tags: Its risks, sorted.
    """

    access: AccessLevel
    tags: tuple[str, ...]


class RiskRules(Table):
    """Gives every permission its risk, known to the catalog or not.

    Attributes:
        access: The names whose action lies.
        tags: The risks.
    """

    access: tuple[AccessRule, ...] = ()
    tags: tuple[TagRule, ...] = ()

    @classmethod
    def parse(cls, text: str, *, name: str = "risks.toml") -> RiskRules:
        """The rules in the text of a file such as `data/risks.toml`.

        Raises:
            StrictTomlError: A field is missing, unknown or wrong; the error names each rule by its position.
        """
        return read_toml(cls, text, name=name)

    def risk(
        self, permission: Permission, *, also: Iterable[Permission] = (), actions: Iterable[Permission] = ()
    ) -> Risk:
        """The risk of a permission; of a wildcard, that of all its actions.

        Args:
            permission: Which one.
            also: The same permission in other spellings: a rule for one spelling counts for all.
            actions: The single actions that are known of a wildcard's resource; without them all five count.
        """
        risks = [self._single(spellings) for spellings in _spelled(permission, also, actions)]
        return Risk(
            max((risk.access for risk in risks), key=lambda level: level.rank),
            tuple(sorted({tag for risk in risks for tag in risk.tags})),
        )

    def says(
        self, permission: Permission, *, also: Iterable[Permission] = (), actions: Iterable[Permission] = ()
    ) -> tuple[str, ...]:
        """What the holder of a permission can do: verb phrases, in the order of the rules. Takes what `risk` does."""
        singles = list(_spelled(permission, also, actions))
        return tuple(dict.fromkeys(rule.says for rule in self.tags if any(map(rule.matches, singles))))

    def unused(self, permissions: Iterable[Permission]) -> tuple[str, ...]:
        """The globs that match none of these permissions, sorted: misspelled, or left over.

        One under `except` has to match something that its rule is about.
        """
        texts = [str(single) for permission in permissions for single in permission.expanded()]
        globs = [glob for rule in self.access for glob in rule.permissions]
        globs += [glob for rule in self.tags for glob in rule.permissions]
        unused = {glob for glob in globs if not _any((glob,), texts)}
        for rule in self.tags:
            about = [text for text in texts if _any(rule.permissions, (text,))]
            unused.update(glob for glob in rule.exceptions if not _any((glob,), about))
        return tuple(sorted(unused))

    def _single(self, spellings: tuple[str, ...]) -> Risk:
        tags = {rule.tag for rule in self.tags if rule.matches(spellings)}
        if ESCALATES in tags:
            return Risk(AccessLevel.ESCALATE, tuple(tags))
        told = [rule.level for rule in self.access if rule.matches(spellings)]
        by_name = _LEVELS[spellings[0].rpartition("/")[2]]
        return Risk(max(told, key=lambda level: level.rank, default=by_name), tuple(tags))


@cache
def risk_rules() -> RiskRules:
    """The package's risk rules, read at the first call."""
    return RiskRules.parse(read_data("risks.toml"))


def _any(globs: Iterable[str], texts: Iterable[str]) -> bool:
    given = tuple(texts)
    return any(glob_matches(glob, text) for glob in globs for text in given)


def _spelled(
    permission: Permission, also: Iterable[Permission], actions: Iterable[Permission]
) -> Iterator[tuple[str, ...]]:
    """The single actions that a permission grants, each in all its spellings."""
    spellings = (permission, *also)
    known = {single.action for single in actions} if permission.is_wildcard else set()
    for action in sorted(known or {single.action for single in permission.expanded()}):
        yield tuple(f"/twilio/{spelling.product}/{spelling.resource}/{action}" for spelling in spellings)

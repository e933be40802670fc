"""A review as the comment on a pull request: GitHub's Markdown.

Every text that the template prints is escaped, unless it passes a filter that gives `_Markup`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from twilio_keys_component.errors import masked
from twilio_keys_component.permissions import Permission
from twilio_keys_component.review.change_texts import ABOUT_CHANGE, about, policy_text, unjudged_texts
from twilio_keys_component.review.grouping import alike, subjects_of
from twilio_keys_component.review.hidden import hidden_text
from twilio_keys_component.review.model import STAYING, KeyChange, Position, Review
from twilio_keys_component.review.safe_text import LONGEST_NAME, counted, one_line
from twilio_keys_component.review.tally import findings_told, keys_told, packs_told
from twilio_keys_component.rules import Finding

if TYPE_CHECKING:
    from jinja2 import Environment

MAX_CHARACTERS: Final = 65_535
"""The longest comment that GitHub takes is a character longer (doc)."""

_FOLD: Final = 8
"""Permissions of a key that stand open; more are folded."""

_NAMES: Final = 4_000
"""Characters of the names that one finding is about."""

_BREAK: Final = "&#8203;"
"""A space of no width: behind it, GitHub makes no mention, link or emoji of what would be one."""

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&|~$@#]|:(?=\S)|(?<=www)\.|(?<=gh)-", re.IGNORECASE)
_BROKEN: Final = "@#:-"
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NO_MARKER: Final = re.compile(r"[^\w./() …-]")


@dataclass(frozen=True, slots=True)
class _Room:
    """How many of each are shown.

    Attributes:
        permissions: Gained and lost ones of each key.
        others: Mended findings, messages of policy packs, notes.
        keys: Keys that change.
        findings: Findings, and waived ones.
        objections: Keys that hide something, and messages of policy packs that stop the change.
        errors: Lines about errors of the preview.
    """

    permissions: int = 200
    others: int = 200
    keys: int = 500
    findings: int = 500
    objections: int = 20
    errors: int = 60


_OTHERS: Final = (50, 10, 0)
_ROOMS: Final = (
    *(_Room(permissions) for permissions in (200, 80, 40, 20, 10, 5, 2)),
    *(_Room(permissions=0, others=others) for others in (50, 10, 0)),
    *(_Room(permissions=0, others=others, keys=keys) for keys in (200, 100, 50, 20, 5, 0) for others in _OTHERS),
    *(
        _Room(permissions=0, others=others, keys=0, findings=findings)
        for findings in (200, 100, 50, 20, 5, 0)
        for others in _OTHERS
    ),
    *(_Room(permissions=0, others=0, keys=0, findings=0, objections=some, errors=some) for some in (10, 0)),
)
"""From all of it to no more than counts: details go first, findings last."""


class _Markup(str):
    """What is Markdown already."""

    __slots__ = ()


def as_markdown(review: Review) -> str:
    """The review as a comment: shorter than GitHub's limit, whatever stands in it.

    Its first line is a comment in HTML that stays the same for a stack: a pipeline finds its own comment by it.
    """
    template = _environment().get_template("review.md.j2")
    variables = _variables(review)
    pages = (template.render(variables, room=room) for room in _ROOMS)
    return next(page for page in pages if len(page) <= MAX_CHARACTERS)


def _variables(review: Review) -> dict[str, Any]:
    place = "/".join(one_line(part, longest=LONGEST_NAME) for part in (review.project, review.stack) if part)
    rules = {finding.rule.id: finding.rule for finding in review.after.findings}
    stopping = [message for message in review.policy_messages if message.is_mandatory]
    return {
        "review": review,
        "place": place,
        "errors": list(_error_lines(review)),
        "marker": _Markup(_NO_MARKER.sub("_", f"twilio-keys review of {place}").rstrip()),
        "tally": _tally(review),
        "groups": _groups(review),
        "mended": review.mended_findings,
        "rules": [rules[id_] for id_ in sorted(rules)],
        "changing": [change for change in review.changes if change.kind not in STAYING],
        "asides": (
            (
                "Messages of policy packs",
                [policy_text(each) for each in review.policy_messages if each not in stopping],
            ),
            ("Notes", list(review.notes)),
        ),
        "stopping": [policy_text(message) for message in stopping],
        "unjudged": unjudged_texts(review.after.unjudged),
        "fold": _FOLD,
    }


def _error_lines(review: Review) -> Iterator[_Markup]:
    """Why the preview failed: of an error that runs over several lines, each is an item of a list below it."""
    for error in review.errors:
        first, *rest = error.splitlines() or [""]
        yield _Markup(f"- {_item(first)}")
        yield from (_Markup(f"  - {_item(line.strip().removeprefix('* '))}") for line in rest)


def _groups(review: Review) -> tuple[tuple[str, list[_Markup], str], ...]:
    """The findings, with the title under which they fold, and which room they take."""
    positions = {change.key.urn: change.position for change in review.changes if change.position}

    def item(some: Sequence[Finding], status: str, why: str = "") -> _Markup:
        finding = some[0]
        where = positions.get(finding.urn) if len(some) == 1 else None
        text = _escaped(finding.message) + (f" ({_escaped(_place(where))})" if where else "")
        text += f"; why: {_escaped(why)}" if why else ""
        names = _escaped(one_line(subjects_of(some), longest=_NAMES))
        return _Markup(f"**{finding.rule.id} {names}** ({_escaped(status)}): {text}")

    def items(findings: Iterable[Finding], status: str) -> list[_Markup]:
        return [item(some, f"{some[0].level}, {status}") for some in alike(findings)]

    new = frozenset(review.new_findings)
    found = [(finding, finding in new) for finding in review.after.findings]
    waived = [
        item([each.finding], f"waived until {each.waiver.until} by {each.waiver.approver}", each.waiver.reason)
        for each in review.after.waived
    ]
    return (
        ("New", items((finding for finding, is_new in found if is_new), "new"), "findings"),
        ("As before", items((finding for finding, is_new in found if not is_new), "as before"), "findings"),
        ("Waived", waived, "findings"),
        ("Mended", [item(some, "mended") for some in alike(review.mended_findings)], "others"),
    )


def _place(position: Position) -> str:
    return f"{position.path}, line {position.line}"


def _tally(review: Review) -> str:
    """All of the review in counts."""
    counts = (keys_told(review), packs_told(review), findings_told(review))
    return " ".join(f"{count.rstrip('.')}." for count in counts if count)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("twilio_keys_component.review"),
        autoescape=False,  # noqa: S701 - Markdown: `_escaped` escapes more than HTML
        finalize=_escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        about=about,
        happens=ABOUT_CHANGE.__getitem__,
        item=_item,
        counted=counted,
        hidden=hidden_text,
        moved=_moved,
        more=lambda count, word: f"… and {counted(count, f'more {word}')}",
        name=lambda text: one_line(text, longest=LONGEST_NAME) or "(no name)",
        ours=_Markup,
        permission=_permission,
        place=_place,
    )
    return made


def _escaped(value: object) -> str:
    if isinstance(value, _Markup):
        return value
    return _MARKUP.sub(lambda found: _harmless(found[0]), one_line(str(value)))


def _harmless(letter: str) -> str:
    if letter in _BROKEN:
        return letter + _BREAK
    return _ENTITIES.get(letter) or f"\\{letter}"


def _moved(change: KeyChange) -> str:
    """The permissions of a change in counts."""
    if change.granted:
        return f"has {counted(len(change.granted), 'permission')}"
    return f"gains {counted(len(change.gained), 'permission')}, loses {len(change.lost)}"


def _item(text: str) -> _Markup:
    """A text at the start of a line, where a number or a dash would begin a list."""
    line = one_line(text) or "(no text)"
    return _Markup(_escaped(line) if line[0].isalpha() else f"{_BREAK}{_escaped(line)}")


def _permission(permission: Permission) -> _Markup:
    """Its letters mean nothing in Markdown."""
    return _Markup(masked(permission))

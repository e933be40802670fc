"""Whether an input is whole: nothing is missing in its middle, nothing is said twice, nothing goes too deep."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from twilio_keys_component.errors import masked
from twilio_keys_component.review.engine_json import Event, Step

_DEEPEST: Final = 200
"""Levels of JSON in JSON: no real resource has as many, and more would not be walked through."""

_NEED_NEW: Final = frozenset({"create", "create-replacement", "replace", "same", "update"})
_NEED_OLD: Final = frozenset({"delete", "update"})


class TwiceError(ValueError):
    """An object has a name twice: what the one says, the other hides."""


def strict_decoder() -> json.JSONDecoder:
    """A reader of JSON that takes no name twice.

    Its calls raise `TwiceError`.
    """
    return json.JSONDecoder(object_pairs_hook=_once)


def is_too_deep(value: object) -> bool:
    """Whether JSON is nested deeper than anybody walks."""
    level: list[Any] = [value]
    for _ in range(_DEEPEST):
        level = [inner for each in level for inner in _parts(each)]
        if not level:
            return False
    return True


def lack_of(steps: Sequence[Step], counts: Mapping[str, int], *, has_failed: bool, tells_same: bool) -> str:
    """What steps of a preview are not there, though its own summary counts them; empty if none is missing.

    Summaries count what is created, updated, replaced, deleted or the same; no refresh, read or part of a replacement
    (live, Pulumi 3.259).

    Args:
        steps: Those that are there.
        counts: The summary's, by the engine's names.
        has_failed: Whether the preview failed: then it may tell of no resource at all.
        tells_same: Whether it tells of unchanged resources.
    """
    if not steps and not has_failed:
        return "tells of no resource, not even of the stack itself"
    found = Counter(step.op for step in steps)
    for op in sorted(counts):
        if found[op] < counts[op] and (tells_same or op != "same"):
            return f"counts {counts[op]} of {masked(op)} in its summary and tells of {found[op]}"
    return ""


def has_unended(events: Iterable[Event]) -> bool:
    """Whether a step begins and does not end."""
    open_: set[tuple[str, str]] = set()
    for event in events:
        if event.resource_pre_event:
            open_.add(_step(event.resource_pre_event.metadata))
        elif event.res_outputs_event:
            open_.discard(_step(event.res_outputs_event.metadata))
    return bool(open_)


def is_torn(step: Step) -> bool:
    """Whether a step does not say what it makes, or of what."""
    return (step.op in _NEED_NEW and not step.new) or (step.op in _NEED_OLD and not step.old)


def _step(step: Step) -> tuple[str, str]:
    return step.urn, step.op


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise TwiceError
    return found


def _parts(value: object) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list) else ()

"""What the engine tells of a preview: its event stream, or the document of a plain `preview --json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from twilio_keys_component.errors import TwilioKeysError, escaped
from twilio_keys_component.review.engine_json import Diagnostic, Digest, Event, Policy, Step, Summary
from twilio_keys_component.review.model import Position, Source
from twilio_keys_component.review.wholeness import (
    TwiceError,
    has_unended,
    is_too_deep,
    is_torn,
    lack_of,
    strict_decoder,
)
from twilio_keys_component.rules import Urn

RECIPE: Final = "PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json --refresh > preview.json"
"""The command that makes what is wanted."""

_DIGEST: Final = frozenset({"config", "steps", "diagnostics", "duration", "changeSummary", "maybeCorrupt"})
"""All that stands at the top of a plain preview (Pulumi 3.259)."""

_TELLING: Final = frozenset({"steps", "diagnostics", "changeSummary"})
"""What no plain preview is without: one of these."""

_NOT_STARTED: Final = "the preview did not get started, see what pulumi printed beside the JSON"

_BOM: Final = "\ufeff"


class UnusablePreviewError(TwilioKeysError, ValueError):
    """A text that is no whole preview of the engine's; one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A whole preview.

    Attributes:
        source: Where it was read from.
        config: The stack's settings; secrets are masked by the engine.
        steps: What happens to resources, in the engine's order; each step once, as it was told last.
        diagnostics: What was said, debug messages included where the input has them.
        policies: What policy packs said.
        has_failed: Whether the preview failed.
        positions: Where resources are declared, by their URNs, as far as that is told in the input itself.
        unseen: How many unchanged resources the input leaves out.
    """

    source: Source
    config: Mapping[str, str]
    steps: tuple[Step, ...]
    diagnostics: tuple[Diagnostic, ...]
    policies: tuple[Policy, ...] = ()
    has_failed: bool
    positions: Mapping[str, Position]
    unseen: int = 0


def read_preview(text: str, *, name: str) -> Preview:
    """The preview in a text.

    Args:
        text: An event stream, one JSON object after the other however they are laid out, or a plain preview.
        name: What the text is, for the error.

    Raises:
        UnusablePreviewError: It is neither, is cut off, is several previews, or tells of an update and not of a
            preview.
    """
    text = text.removeprefix(_BOM)
    if not text.strip():
        raise UnusablePreviewError(f"{_named(name)} is empty: {_NOT_STARTED}. Make one with: {RECIPE}")
    values = list(_values(text, name))
    digests = sum(map(_is_digest, values))
    if values == [{}]:
        raise UnusablePreviewError(f"{_named(name)} holds nothing: {_NOT_STARTED}")
    if not all(_is_digest(value) or _is_event(value) for value in values):
        raise UnusablePreviewError(f"{_named(name)} is no preview of Pulumi's. Make one with: {RECIPE}")
    if digests and len(values) > 1:
        raise _two_previews(name)
    preview = _of_digest(values[0], name) if digests else _of_events(values, name)
    if len({(urn.stack, urn.project) for urn in (Urn(step.urn) for step in preview.steps)}) > 1:
        raise _two_previews(name)
    if any(map(is_torn, preview.steps)):
        raise _not_whole(name, "has a step that does not say what it does")
    return preview


def _of_digest(value: Any, name: str) -> Preview:  # noqa: ANN401 - JSON
    from twilio_keys_component.review.positions import from_frames

    digest = _checked(Digest, value, name)
    steps = [Step(op=each.op, urn=each.urn, old=each.old_state, new=each.new_state) for each in digest.steps]
    has_failed = any(each.severity == "error" for each in digest.diagnostics)
    lack = lack_of(steps, digest.change_summary, has_failed=has_failed, tells_same=False)
    if lack:
        raise _not_whole(name, lack)
    frames = {step.urn: [frame.source_position for frame in step.new.stack_trace] for step in steps if step.new}
    return Preview(
        source=Source.PREVIEW,
        config=digest.config or {},
        steps=tuple(steps),
        diagnostics=digest.diagnostics,
        has_failed=has_failed,
        positions=from_frames(frames),
        unseen=max(0, digest.change_summary.get("same", 0) - sum(step.op == "same" for step in steps)),
    )


def _of_events(values: Sequence[Any], name: str) -> Preview:
    from twilio_keys_component.review.positions import from_diagnostics

    events = [_checked(Event, value, name) for value in values]
    summary = _summary(events, name)
    diagnostics = tuple(event.diagnostic_event for event in events if event.diagnostic_event)
    raised = tuple(
        Diagnostic(message=event.error_event.error, severity="error") for event in events if event.error_event
    )
    has_failed = summary.result not in ("", "succeeded") or any(d.severity == "error" for d in diagnostics + raised)
    steps = _steps(events)
    lack = lack_of(steps, summary.resource_changes or {}, has_failed=has_failed, tells_same=True)
    if lack or (has_unended(events) and not has_failed):
        raise _not_whole(name, lack or "has a step that does not end")
    return Preview(
        source=Source.EVENTS,
        config=next((event.prelude_event.config or {} for event in events if event.prelude_event), {}),
        steps=steps,
        diagnostics=diagnostics + raised,
        policies=tuple(event.policy_event for event in events if event.policy_event),
        has_failed=has_failed,
        positions=from_diagnostics((each.urn, each.message) for each in diagnostics if each.severity == "debug"),
    )


def _values(text: str, name: str) -> Iterator[Any]:
    """The JSON values that stand one after the other in a text."""
    decoder = strict_decoder()
    position, end = 0, len(text.rstrip())
    while position < end:
        while text[position].isspace():
            position += 1
        try:
            value, position = decoder.raw_decode(text, position)
        except TwiceError:
            raise _not_whole(name, "has a name twice in one object, which nothing of the engine's has") from None
        except (ValueError, RecursionError):
            line = text.count("\n", 0, position) + 1
            raise UnusablePreviewError(
                f"{_named(name)} is cut off or no JSON (from line {line}). Make a whole preview with: {RECIPE}"
            ) from None
        if is_too_deep(value):
            raise UnusablePreviewError(f"{_named(name)} is nested too deep to be read")
        yield value


def _is_digest(value: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(value, dict) and value.keys() <= _DIGEST and not _TELLING.isdisjoint(value)


def _is_event(value: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(value, dict) and "sequence" in value and any(name.endswith("Event") for name in value)


_Read = TypeVar("_Read", bound=BaseModel)


def _checked(kind: type[_Read], value: Any, name: str) -> _Read:  # noqa: ANN401 - JSON
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        place = escaped(".".join(map(str, error.errors(include_input=False, include_url=False)[0]["loc"])))
        raise UnusablePreviewError(
            f"{_named(name)} is no preview of Pulumi's: {place} is not what it should be. Make one with: {RECIPE}"
        ) from None


def _summary(events: Sequence[Event], name: str) -> Summary:
    summaries = [event.summary_event for event in events if event.summary_event]
    ends = sum(event.cancel_event is not None for event in events)
    if max(len(summaries), ends, sum(event.prelude_event is not None for event in events)) > 1:
        raise _two_previews(name)
    if not any(event.prelude_event or event.resource_pre_event for event in events):
        raise UnusablePreviewError(f"{_named(name)} tells of no resource: {_NOT_STARTED}")
    if not summaries or not ends:
        raise UnusablePreviewError(f"{_named(name)} is cut off, its last events are missing. Make it anew: {RECIPE}")
    if not summaries[0].is_preview:
        raise UnusablePreviewError(f"{_named(name)} tells of an update, not of a preview. Make one with: {RECIPE}")
    return summaries[0]


def _not_whole(name: str, why: str) -> UnusablePreviewError:
    return UnusablePreviewError(f"{_named(name)} is not whole: it {why}. Make it anew: {RECIPE}")


def _two_previews(name: str) -> UnusablePreviewError:
    return UnusablePreviewError(f"{_named(name)} holds two previews: give one for each stack")


def _steps(events: Sequence[Event]) -> tuple[Step, ...]:
    """Each step once: the engine tells of it when it begins and, unless it fails, when it ends."""
    found: dict[tuple[str, str, str], Step] = {}
    for event in events:
        told = event.resource_pre_event or event.res_outputs_event
        if told:
            step = told.metadata
            found[step.urn, step.op, step.old.id if step.old else ""] = step
    return tuple(found.values())


def _named(name: str) -> str:
    return "the input" if name == "-" else escaped(name)

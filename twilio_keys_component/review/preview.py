"""What the engine tells of a preview: its event stream, or the document of a plain `preview --json`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from twilio_keys_component.errors import TwilioKeysError, escaped
from twilio_keys_component.review.model import Position, Source
from twilio_keys_component.rules import Urn

RECIPE: Final = "PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --json > preview.json"
"""The command that makes what is wanted."""

REFRESH: Final = "refresh"
"""The engine's name for looking at what is really there."""

_DIGEST: Final = frozenset({"config", "steps", "diagnostics", "duration", "changeSummary", "maybeCorrupt"})
"""All that stands at the top of a plain preview (Pulumi 3.259)."""

_TELLING: Final = frozenset({"steps", "diagnostics", "changeSummary"})
"""What no plain preview is without: one of these."""

_BOM: Final = "\ufeff"


class UnusablePreviewError(TwilioKeysError, ValueError):
    """A text that is no whole preview of the engine's; one line."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel, hide_input_in_errors=True)


def _urn(text: str) -> str:
    Urn(text)
    return text


UrnText = Annotated[str, AfterValidator(_urn)]


class _Frame(_Part):
    source_position: str = ""


class ResourceState(_Part):
    """A resource as it is, or as it will be. Attributes: those of the engine."""

    urn: UrnText
    type: str
    id: str = ""
    inputs: dict[str, Any] | None = None
    outputs: dict[str, Any] | None = None
    retain_on_delete: bool = False
    external: bool = False
    stack_trace: tuple[_Frame, ...] = ()


class Step(_Part):
    """What the engine does to one resource."""

    op: str
    urn: UrnText
    old: ResourceState | None = None
    new: ResourceState | None = None


class _DigestStep(_Part):
    op: str
    urn: UrnText
    old_state: ResourceState | None = None
    new_state: ResourceState | None = None


class Diagnostic(_Part):
    """Something that the engine, the program or a provider says."""

    urn: str = ""
    prefix: str = ""
    message: str = ""
    severity: str = ""

    @property
    def text(self) -> str:
        """The message; a plain preview has its prefix in it."""
        return self.message.removeprefix(f"{self.severity}: ")


class Policy(_Part):
    """What a policy pack says."""

    resource_urn: str = ""
    message: str = ""
    policy_name: str = ""
    policy_pack_name: str = ""
    enforcement_level: str = ""


class _StepEvent(_Part):
    metadata: Step


class _Prelude(_Part):
    config: dict[str, str] | None = None


class _Summary(_Part):
    is_preview: bool
    result: str = ""


class _ErrorEvent(_Part):
    error: str = ""


class _Event(_Part):
    sequence: int
    prelude_event: _Prelude | None = None
    resource_pre_event: _StepEvent | None = None
    res_outputs_event: _StepEvent | None = None
    diagnostic_event: Diagnostic | None = None
    policy_event: Policy | None = None
    error_event: _ErrorEvent | None = None
    summary_event: _Summary | None = None
    cancel_event: dict[str, Any] | None = None


class _Digest(_Part):
    config: dict[str, str] | None = None
    steps: tuple[_DigestStep, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    change_summary: dict[str, int] = Field(default={})


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
        UnusablePreviewError: It is neither, is cut off, or tells of an update and not of a preview.
    """
    from twilio_keys_component.review.positions import from_diagnostics, from_frames

    values = list(_values(text.removeprefix(_BOM), name))
    if len(values) == 1 and _is_digest(values[0]):
        digest = _checked(_Digest, values[0], name)
        steps = [Step(op=each.op, urn=each.urn, old=each.old_state, new=each.new_state) for each in digest.steps]
        frames = {step.urn: [frame.source_position for frame in step.new.stack_trace] for step in steps if step.new}
        return Preview(
            source=Source.PREVIEW,
            config=digest.config or {},
            steps=tuple(steps),
            diagnostics=digest.diagnostics,
            has_failed=any(each.severity == "error" for each in digest.diagnostics),
            positions=from_frames(frames),
            unseen=max(0, digest.change_summary.get("same", 0) - sum(step.op == "same" for step in steps)),
        )
    if not values or not all(map(_is_event, values)):
        raise UnusablePreviewError(f"{_named(name)} is no preview of Pulumi's. Make one with: {RECIPE}")
    events = [_checked(_Event, value, name) for value in values]
    summary = _summary(events, name)
    diagnostics = tuple(event.diagnostic_event for event in events if event.diagnostic_event)
    raised = tuple(
        Diagnostic(message=event.error_event.error, severity="error") for event in events if event.error_event
    )
    return Preview(
        source=Source.EVENTS,
        config=next((event.prelude_event.config or {} for event in events if event.prelude_event), {}),
        steps=_steps(events),
        diagnostics=diagnostics + raised,
        policies=tuple(event.policy_event for event in events if event.policy_event),
        has_failed=summary.result not in ("", "succeeded") or any(d.severity == "error" for d in diagnostics + raised),
        positions=from_diagnostics((each.urn, each.message) for each in diagnostics if each.severity == "debug"),
    )


def _values(text: str, name: str) -> Iterator[Any]:
    """The JSON values that stand one after the other in a text."""
    decoder = json.JSONDecoder()
    position, end = 0, len(text.rstrip())
    while position < end:
        while text[position].isspace():
            position += 1
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            line = text.count("\n", 0, position) + 1
            raise UnusablePreviewError(
                f"{_named(name)} is cut off or no JSON (from line {line}). Make a whole preview with: {RECIPE}"
            ) from None
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


def _summary(events: Sequence[_Event], name: str) -> _Summary:
    summary = next((event.summary_event for event in events if event.summary_event), None)
    if summary is None or not any(event.cancel_event is not None for event in events):
        raise UnusablePreviewError(f"{_named(name)} is cut off, its last events are missing. Make it anew: {RECIPE}")
    if not summary.is_preview:
        raise UnusablePreviewError(f"{_named(name)} tells of an update, not of a preview. Make one with: {RECIPE}")
    return summary


def _steps(events: Sequence[_Event]) -> tuple[Step, ...]:
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

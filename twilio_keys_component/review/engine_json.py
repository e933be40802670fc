"""The engine's JSON: the parts of it that a review reads."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from twilio_keys_component.rules import Urn


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


class DigestStep(_Part):
    """A step, as a plain preview has it."""

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


class StepEvent(_Part):
    """A step begins or ends."""

    metadata: Step


class Prelude(_Part):
    """The engine begins."""

    config: dict[str, str] | None = None


class Summary(_Part):
    """How it ended."""

    is_preview: bool
    result: str = ""
    resource_changes: dict[str, int] | None = None


class ErrorEvent(_Part):
    """The engine itself failed."""

    error: str = ""


class Event(_Part):
    """One of the event stream."""

    sequence: int
    prelude_event: Prelude | None = None
    resource_pre_event: StepEvent | None = None
    res_outputs_event: StepEvent | None = None
    diagnostic_event: Diagnostic | None = None
    policy_event: Policy | None = None
    error_event: ErrorEvent | None = None
    summary_event: Summary | None = None
    cancel_event: dict[str, Any] | None = None


class Digest(_Part):
    """A plain preview."""

    config: dict[str, str] | None = None
    steps: tuple[DigestStep, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    change_summary: dict[str, int] = Field(default={})

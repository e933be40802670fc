"""What a project's overlay file can say: its rows, and what they are in the catalog."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from twilio_keys_component.permissions.entries import AccessLevel, Availability, Entry, Evidence, Resource
from twilio_keys_component.permissions.operations import Confidence, Operation
from twilio_keys_component.permissions.permission import WILDCARD, Permission
from twilio_keys_component.permissions.strict_toml import Table


def _permission(text: str) -> str:
    Permission.parse(text)
    return text


def _single(text: str) -> str:
    if Permission.parse(text).is_wildcard:
        raise ValueError(f"an operation needs single actions, not {text}: name each of them")
    return text


def _line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("must be one line of text that can be printed")
    return text


PermissionText = Annotated[str, AfterValidator(_permission)]
"""A permission in the file."""

SingleText = Annotated[PermissionText, AfterValidator(_single)]
"""One that is no wildcard."""

Line = Annotated[str, StringConstraints(min_length=1), AfterValidator(_line)]
"""Words for people."""

PathTemplate = Annotated[str, StringConstraints(pattern=r"^(/([A-Za-z0-9._-]+|\{[A-Za-z0-9]+\}(\.json)?))+$")]
"""Each part is a literal, a parameter, or a parameter with `.json` behind it."""

Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
"""The name of a risk."""


class PermissionRow(Table):
    """A permission: the columns of the catalog's `permissions.tsv`."""

    permission: PermissionText = Field(description="The name, in Twilio's spelling.")
    evidence: Evidence = Field(description="How well the name is known.")
    access: AccessLevel = Field(description="How far it reaches.")
    tags: tuple[Tag, ...] = Field(default=(), description="Its risks.")

    def entry(self) -> Entry:
        """The row, in the catalog."""
        tags = tuple(sorted(set(self.tags)))
        return Entry(Permission.parse(self.permission), "overlay", self.evidence, self.access, tags)


class ResourceRow(Table):
    """A resource: the columns of the catalog's `resources.tsv`."""

    product: str = Field(description="Such as `serverless`.")
    resource: str = Field(description="Such as `services.environments`.")
    description: Line = Field(description="What it is, in a few words.")
    availability: Availability = Field(default="general", description="Who can use its permissions.")
    paired_with: str | None = Field(default=None, description="The spelling that the API returns, if it has another.")

    def entry(self) -> Resource:
        """The row, in the catalog."""
        return Resource(self.product, self.resource, self.paired_with, self.availability, self.description)

    @model_validator(mode="after")
    def _can_stand_in_permissions(self) -> Self:
        for name in (self.resource, self.paired_with or self.resource):
            Permission(self.product, name, WILDCARD)
        return self


class OperationRow(Table):
    """An operation: the columns of the catalog's `operations.tsv`."""

    method: Annotated[str, StringConstraints(pattern="^(GET|POST|PUT|PATCH|DELETE)$")] = Field(
        description="In capitals."
    )
    host: Annotated[str, StringConstraints(pattern=r"^[a-z-]+\.twilio\.com$")] = Field(description="Twilio's host.")
    path: PathTemplate = Field(description="A template: `/v1/Services/{Sid}`.")
    operation_id: Annotated[str, StringConstraints(pattern="^(List|Fetch|Create|Update|Patch|Delete)[A-Za-z0-9]+$")] = (
        Field(description="A name that begins with List, Fetch, Create, Update, Patch or Delete.")
    )
    permissions: tuple[SingleText, ...] = Field(min_length=1, description="All permissions that it needs.")
    confidence: Confidence = Field(default="sure", description="How sure that is.")

    def entry(self) -> Operation:
        """The row, in the catalog."""
        permissions = tuple(map(Permission.parse, self.permissions))
        return Operation(self.method, self.host, self.path, self.operation_id, permissions, self.confidence)

    @model_validator(mode="after")
    def _has_every_parameter_once(self) -> Self:
        parameters = [part.removesuffix(".json") for part in self.path.split("/") if part.startswith("{")]
        if len(set(parameters)) < len(parameters):
            raise ValueError(f"a parameter of {self.path} has the name of another: their values would get lost")
        return self


class RiskRow(Table):
    """More risks of a permission."""

    permission: PermissionText = Field(description="The permission.")
    tags: tuple[Tag, ...] = Field(min_length=1, description="What is added to its risks; nothing is taken away.")
    reason: Line = Field(description="Why.")


class OverlayFile(Table):
    """The whole file. Its JSON Schema is `docs/schemas/overlay.json`."""

    permissions: tuple[PermissionRow, ...] = Field(default=(), description="Names that the catalog does not have.")
    resources: tuple[ResourceRow, ...] = Field(default=(), description="What they are about.")
    operations: tuple[OperationRow, ...] = Field(default=(), description="Operations, and what they need.")
    risks: tuple[RiskRow, ...] = Field(default=(), description="Risks of your own for names that are known.")

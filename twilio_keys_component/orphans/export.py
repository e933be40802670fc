"""What a `pulumi stack export` says of a stack's keys. No secret in it is needed, so all may stay encrypted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.rules import Urn, is_key
from twilio_keys_component.sids import KEY_SID_FORMAT

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_SETTINGS: Final = "twilio-keys:"
_SID: Final = re.compile(KEY_SID_FORMAT.pattern, re.IGNORECASE)
_CREATING: Final = "creating"
_URN_START: Final = "urn:pulumi:"
_PROBLEMS: Final = 3
"""Places in a malformed export that are told: one mistake of its writer is in many."""

_KINDS: Final = {
    list: "a list",
    str: "a text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}
_NO_OBJECT: Final = ("model_type", "dict_type")

_NEXT: Final = "Give it what `pulumi stack export` prints for the stack."


class ExportError(TwilioKeysError):
    """What was given is no export of one stack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResource:
    """A key in the state, or one that the engine was about to make.

    Attributes:
        urn: The resource's URN.
        name: Its logical name.
        account_sid: Its account; None where the deployment's default account is meant.
        region: Its Region; None where the deployment's default is meant.
        is_emulated: Whether its provider goes to a local emulator; None where that cannot be seen.
        auto_name: The automatic name among its inputs.
        friendly_name: The explicit name among its inputs.
        origin: Project, stack and, where there is one, stack id that the program gave it.
    """

    urn: str
    name: str
    account_sid: str | None
    region: str | None
    is_emulated: bool | None
    auto_name: str | None
    friendly_name: str | None
    origin: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A stack at the time of its export.

    Attributes:
        project: The project; empty where the stack holds nothing, and nothing else tells it.
        stack: The stack, without organization; empty likewise.
        keys: The keys in the state, those retained or waiting for their deletion too.
        creates: The keys in pending operations that create.
        pending: Every pending operation: its type and the URN.
        sids: Every key sid that stands anywhere in resources and pending operations, in lower case; but not what a
            pending create made.
        fingerprint: Equal only if nothing happened in the stack meanwhile.
    """

    project: str
    stack: str
    keys: tuple[KeyResource, ...]
    creates: tuple[KeyResource, ...]
    pending: tuple[tuple[str, str], ...]
    sids: frozenset[str]
    fingerprint: str


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, hide_input_in_errors=True)


class _Resource(_Part):
    urn: str
    type: str
    provider: str | None = None
    inputs: dict[str, Any] | None = None
    outputs: dict[str, Any] | None = None


class _Operation(_Part):
    resource: _Resource
    type: str


class _Deployment(_Part):
    resources: list[_Resource] | None = None
    pending_operations: list[_Operation] | None = None


class _Export(_Part):
    version: Literal[3, 4]
    deployment: _Deployment


def read_export(text: str, *, name: str, holder: tuple[str, str] = ("", "")) -> Snapshot:
    """The stack in an export.

    Args:
        text: What `pulumi stack export` printed.
        name: How errors call it.
        holder: Project and stack of an export that holds nothing, which does not tell them.

    Raises:
        ExportError: It is none, not a whole one, or one of a format that is not known here.
    """
    if not text.strip():
        raise ExportError(f"{name} is empty. {_NEXT}")
    try:
        parsed = json.loads(text)
        export = _Export.model_validate(parsed)
        return _snapshot(export.deployment, parsed["deployment"], holder)
    except ValidationError as error:
        raise ExportError(f"{name} is no stack export: {_problems(error)}. {_NEXT}") from None
    except (ValueError, RecursionError):
        raise ExportError(f"{name} is no stack export: it is no whole JSON. {_NEXT}") from None


def _problems(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False)
    places = [": ".join(filter(None, (".".join(map(str, each["loc"])), _problem(each)))) for each in found]
    more = [f"and {len(places) - _PROBLEMS} more"] if len(places) > _PROBLEMS else []
    return "; ".join([*places[:_PROBLEMS], *more])


def _problem(details: ErrorDetails) -> str:
    """What is wrong in one place; pydantic names a class of ours where an object is missing."""
    if details["type"] in _NO_OBJECT:
        return f"it is {_KINDS[type(details['input'])]}, not an object"
    return details["msg"]


def _snapshot(deployment: _Deployment, raw: Mapping[str, Any], holder: tuple[str, str]) -> Snapshot:
    resources, operations = deployment.resources or [], deployment.pending_operations or []
    providers = {each.urn: each.inputs or {} for each in resources}
    places = {_place(each.urn) for each in (*resources, *(operation.resource for operation in operations))}
    if len(places) > 1:
        raise ExportError(f"the export holds resources of {len(places)} stacks, and proves nothing for any. {_NEXT}")
    project, stack = places.pop() if places else holder
    record = [raw.get("resources"), raw.get("pending_operations")]
    return Snapshot(
        project=project,
        stack=stack,
        keys=tuple(_key(each, providers) for each in resources if is_key(each.type, each.inputs)),
        creates=tuple(
            _key(each.resource, providers)
            for each in operations
            if each.type == _CREATING and is_key(each.resource.type, each.resource.inputs)
        ),
        pending=tuple(sorted((each.type, each.resource.urn) for each in operations)),
        sids=frozenset(
            sid.lower() for text in _texts([record[0], _without_results(record[1])]) for sid in _SID.findall(text)
        ),
        fingerprint=sha256(json.dumps(record, sort_keys=True).encode()).hexdigest(),
    )


def _without_results(operations: object) -> list[Any]:
    """The pending operations without what creates made.

    An engine that was killed after the answer to a create, and before it saved the new resource, leaves a pending
    operation with sid and outputs: clearing it forgets the key.
    """
    made = ("id", "outputs")
    return [
        {**each, "resource": {name: value for name, value in each["resource"].items() if name not in made}}
        if each["type"] == _CREATING
        else each
        for each in (operations if isinstance(operations, list) else ())
    ]


def _place(text: str) -> tuple[str, str]:
    """Project and stack in a URN."""
    try:
        urn = Urn(text)
        is_whole = bool(text.encode()) and text.startswith(_URN_START)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise ExportError(f"the export holds a resource whose URN is none. {_NEXT}")
    return urn.project, urn.stack


def _key(resource: _Resource, providers: Mapping[str, Mapping[str, Any]]) -> KeyResource:
    inputs, outputs = resource.inputs or {}, resource.outputs or {}
    settings = providers.get((resource.provider or "").rpartition("::")[0])
    origin = inputs.get("origin")
    return KeyResource(
        urn=resource.urn,
        name=Urn(resource.urn).name,
        account_sid=_text(outputs, "account_sid") or _text(inputs, "account_sid") or _set(settings, "accountSid"),
        region=_text(outputs, "region") or _text(inputs, "region") or _set(settings, "region"),
        is_emulated=_is_emulated(outputs, settings),
        auto_name=_text(inputs, "auto_name"),
        friendly_name=_text(inputs, "friendly_name"),
        origin=origin if isinstance(origin, Mapping) else {},
    )


def _is_emulated(outputs: Mapping[str, Any], settings: Mapping[str, Any] | None) -> bool | None:
    origin = outputs.get("origin")
    endpoint = origin.get("endpoint") if isinstance(origin, Mapping) else None
    if isinstance(endpoint, str):
        return endpoint == "emulator"
    if settings is None:
        return None
    configured = settings.get(f"{_SETTINGS}endpoint", "")
    return bool(configured) if isinstance(configured, str) else None


def _set(settings: Mapping[str, Any] | None, name: str) -> str | None:
    return _text(settings or {}, f"{_SETTINGS}{name}")


def _text(values: Mapping[str, Any], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) and value else None


def _texts(value: object) -> Iterator[str]:
    """Every text anywhere in a value; without recursion, so that no nesting is too deep."""
    left = [value]
    while left:
        each = left.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            left += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            left += each

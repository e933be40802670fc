"""Exports of a stack, as the engine writes them."""

from __future__ import annotations

import json
from typing import Any, Final

from tests.builders import ACCOUNT_SID
from twilio_keys_component.lifecycle.naming import auto_name
from twilio_keys_component.orphans import Snapshot, read_export

PROJECT: Final = "orders"
STACK: Final = "dev"
KEY_TYPE: Final = "pulumi-python:dynamic/twilio-keys:ApiKey"
PROVIDER_TYPE: Final = "pulumi:providers:pulumi-python"
SUFFIX: Final = "abc234"
ENCRYPTED: Final = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:a:b"}


def name_of(logical: str = "notifier", *, project: str = PROJECT, stack: str = STACK, suffix: str = SUFFIX) -> str:
    """The automatic name that a resource of the stack would get."""
    return auto_name(project=project, stack=stack, name=logical, suffix=suffix)


def urn(logical: str, *, type_: str = KEY_TYPE, stack: str = STACK) -> str:
    """A resource of the stack."""
    return f"urn:pulumi:{stack}::{PROJECT}::{type_}::{logical}"


def provider(**settings: Any) -> dict[str, Any]:
    """The resource in which the deployment's settings lie."""
    given = {"accountSid": ACCOUNT_SID, "endpoint": "http://127.0.0.1:4010", "authToken": ENCRYPTED, **settings}
    inputs = {f"twilio-keys:{name}": value for name, value in given.items() if value is not None}
    return {"urn": urn("default", type_=PROVIDER_TYPE), "type": PROVIDER_TYPE, "id": "one", "inputs": inputs}


def key(logical: str, sid: str, **fields: Any) -> dict[str, Any]:
    """A key in the state."""
    inputs = _inputs(logical, {})
    outputs = {
        "sid": sid,
        "account_sid": ACCOUNT_SID,
        "region": "us1",
        "secret": ENCRYPTED,
        "origin": inputs["origin"] | {"endpoint": "emulator"},
        **fields.pop("outputs", {}),
    }
    return {"urn": urn(logical), "type": KEY_TYPE, "id": sid, "inputs": inputs, "outputs": outputs, **fields}


def creating(logical: str = "notifier", operation: str = "creating", **inputs: Any) -> dict[str, Any]:
    """A pending operation of a key."""
    resource = {
        "urn": urn(logical),
        "type": KEY_TYPE,
        "inputs": _inputs(logical, inputs),
        "provider": f"{urn('default', type_=PROVIDER_TYPE)}::one",
    }
    return {"resource": resource, "type": operation}


def export(*resources: dict[str, Any], pending: tuple[dict[str, Any], ...] = (), has_provider: bool = True) -> str:
    """What `pulumi stack export` prints."""
    held = [*([provider()] if has_provider else []), *resources]
    deployment = {"manifest": {"time": "2026-11-23T00:00:00Z"}, "resources": held, "pending_operations": [*pending]}
    return json.dumps({"version": 3, "deployment": deployment})


def snapshot(
    *resources: dict[str, Any], pending: tuple[dict[str, Any], ...] = (), has_provider: bool = True
) -> Snapshot:
    """The stack in such an export."""
    return read_export(export(*resources, pending=pending, has_provider=has_provider), name="the export")


def _inputs(logical: str, given: dict[str, Any]) -> dict[str, Any]:
    inputs = {"auto_name": name_of(logical), "key_type": "restricted", "on_drift": "tighten", **given}
    origin = {"project": PROJECT, "stack": STACK}
    return {name: value for name, value in ({"origin": origin} | inputs).items() if value is not None}

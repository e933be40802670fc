"""Builders of the values that tests speak of: each gives a valid value and takes only what the test is about."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, TypeVar

from pydantic import SecretStr

from twilio_keys_component.lifecycle import Here, annotations_of
from twilio_keys_component.model import (
    Annotations,
    CreatedKey,
    EndpointKind,
    KeySpec,
    KeyState,
    KeyType,
    LiveKey,
    Origin,
    Place,
    Terms,
)
from twilio_keys_component.permissions import PermissionSet

_Answer = TypeVar("_Answer")

ACCOUNT_SID = "ACe0" + "a1" * 15
OTHER_ACCOUNT_SID = "ACe0" + "b2" * 15
KEY_SID = "SKe0" + "c3" * 15
OTHER_KEY_SID = "SKe0" + "d4" * 15
SECRET = "NeverToBeSeenInAnyTextOfOurs0000"  # 32 characters, as Twilio's
DATE = "Mon, 13 Jun 2016 22:50:08 +0000"
NAME = "order-notifier"
STACK_ID = "stack-id-of-orders-dev"
PLACE = Place(project="orders", stack="dev")
HERE = Here(PLACE)

SEND = "/twilio/messaging/messages/create"
READ = "/twilio/messaging/messages/read"
LIST = "/twilio/messaging/messages/list"
CALL = "/twilio/voice/calls/create"
EVERY_MESSAGE_ACTION = "/twilio/messaging/messages/*"


def grant(*permissions: str) -> PermissionSet:
    """A grant of these permissions."""
    return PermissionSet(permissions)


def spec(*permissions: str, **fields: Any) -> KeySpec:
    """A restricted key with these permissions, `SEND` where none are given; `fields` replace the defaults."""
    return KeySpec(
        **{"account_sid": ACCOUNT_SID, "friendly_name": NAME, "permissions": grant(*permissions or (SEND,)), **fields}
    )


def standard_spec(**fields: Any) -> KeySpec:
    """A standard key."""
    return spec(**{"key_type": KeyType.STANDARD, "permissions": None, **fields})


def main_spec(**fields: Any) -> KeySpec:
    """A Main key, which can only be adopted."""
    return spec(**{"key_type": KeyType.MAIN, "permissions": None, **fields})


def unnamed_spec(*permissions: str, **fields: Any) -> KeySpec:
    """What adopts a restricted key and leaves its name alone."""
    return spec(*permissions, friendly_name=None, **fields)


def terms(*permissions: str, name: str | None = NAME) -> Terms:
    """A name and a grant of these permissions."""
    return Terms(friendly_name=name, permissions=grant(*permissions))


def origin(**fields: Any) -> Origin:
    """A project's stack against the emulator."""
    return Origin(**{**PLACE.model_dump(), "endpoint": EndpointKind.EMULATOR, **fields})


def live(*permissions: str, **fields: Any) -> LiveKey:
    """A key as Twilio shows it, with these permissions, `SEND` where none are given."""
    return LiveKey(
        **{
            "sid": KEY_SID,
            "friendly_name": NAME,
            "permissions": grant(*permissions or (SEND,)),
            "date_created": DATE,
            "date_updated": DATE,
            **fields,
        }
    )


def created(*permissions: str, **fields: Any) -> CreatedKey:
    """The answer to a create, with `SECRET`."""
    return CreatedKey(key=live(*permissions, **fields), secret=SecretStr(SECRET))


def inputs_of(wanted: KeySpec) -> dict[str, Any]:
    """The inputs, as the engine carries them, that ask for `wanted`."""
    fields = wanted.model_dump(mode="json", exclude={"permissions"}) | annotations_of(wanted)
    inputs = {name: value for name, value in fields.items() if value is not None}
    if wanted.permissions is not None:
        inputs["grants"] = {str(permission): True for permission in wanted.permissions.written}
    return {**inputs, "origin": PLACE.model_dump(exclude_none=True)}


def adoption(sid: Any, wanted: KeySpec, **more: Any) -> dict[str, Any]:
    """The inputs that adopt the key of that sid as `wanted`."""
    return inputs_of(wanted) | {"adopt_sid": sid, **more}


def state_of(wanted: KeySpec, **fields: Any) -> KeyState:
    """The state right after `wanted` was applied and nothing happened since; `fields` replace what differs."""
    return KeyState(
        **{
            "sid": KEY_SID,
            "secret": SecretStr(SECRET),
            "account_sid": wanted.account_sid,
            "region": wanted.region,
            "key_type": wanted.key_type,
            "friendly_name": wanted.friendly_name,
            "permissions": wanted.permissions,
            "applied": wanted.terms,
            "date_created": DATE,
            "date_updated": DATE,
            "origin": origin(),
            "inputs": inputs_of(wanted),
            "on_drift": wanted.on_drift,
            **{name: getattr(wanted, name) for name in Annotations.model_fields},
            **fields,
        }
    )


def state(*permissions: str, **fields: Any) -> KeyState:
    """The state of a restricted key with these permissions, `SEND` where none are given."""
    return state_of(spec(*permissions), **fields)


REQUESTED = f"urn:pulumi:{PLACE.stack}::{PLACE.project}::pulumi-python:dynamic/twilio-keys:ApiKey::{NAME}"


def asked(operation: Callable[..., _Answer], *arguments: Any, urn: str = REQUESTED) -> _Answer:
    """What a provider answers to the engine, which says in its request which key of which stack it is about."""
    request = SimpleNamespace(urn=urn)
    assert request.urn
    return operation(*arguments)

"""Keys and stacks as the engine speaks of them, as rules see them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, Final

from twilio_keys_component.model import DriftMode, KeyType
from twilio_keys_component.permissions import MalformedPermissionError, Permission, PermissionSet
from twilio_keys_component.rules.views import KeyView

KEY_RESOURCE_TYPE: Final = "pulumi-python:dynamic/twilio-keys:ApiKey"
"""The engine's name for the type of a declared key: frozen."""

_DYNAMIC: Final = "pulumi-python:dynamic"
"""What the types begin with of all resources whose provider is a class of the program or of a library."""

_ALWAYS_DECLARED: Final = frozenset({"key_type", "on_drift", "origin"})
"""The inputs that every key of ours has."""

ROTATING_TYPES: Final = ("twilio-keys:RotatingApiKey", "twilio-keys:KeyRing")
"""The components that rotate the keys in them."""

_URN_PARTS: Final = 4


class Urn:
    """The parts of an engine's name for a resource: `urn:pulumi:{stack}::{project}::{types}::{name}`.

    Attributes:
        stack: The stack's name.
        project: The project's name.
        types: The types of the resource's parents, outermost first, and its own.
        name: Its logical name.
    """

    __slots__ = ("name", "project", "stack", "types")

    def __init__(self, text: str) -> None:
        parts = text.removeprefix("urn:pulumi:").split("::", _URN_PARTS - 1)
        if len(parts) < _URN_PARTS:
            raise ValueError(f"a URN has {_URN_PARTS} parts, and this one {len(parts)}")
        self.stack, self.project, types, self.name = parts
        self.types = tuple(types.split("$"))


def is_key(type_: str, properties: Mapping[str, Any] | None) -> bool:
    """Whether a resource is a key of ours; also one that a program gave a type of its own.

    Args:
        type_: The engine's name for its type.
        properties: Its inputs or outputs by their names, where they are known.
    """
    if type_ == KEY_RESOURCE_TYPE:
        return True
    return type_.startswith(_DYNAMIC) and _ALWAYS_DECLARED.issubset(properties or ())


def key_view(
    urn: str,
    properties: Mapping[str, Any],
    *,
    sid: str | None = None,
    account_sid: str | None = None,
    parent: str | None = None,
    unknown: Collection[str] = (),
) -> KeyView:
    """A declared key, from its inputs or its outputs.

    What cannot be read counts as not known: the provider's own check refuses it. Of a grant, the entries that can be
    read are kept.

    Args:
        urn: The engine's name for it.
        properties: By their names, as JSON; unknown ones may be left out, or given as far as they are known.
        sid: Its sid, where it has one already.
        account_sid: The account of keys that name none.
        parent: The URN of the component that it stands in, where that is known.
        unknown: The names of those that are not known yet, or masked.
    """
    found: dict[str, Any] = {}
    missing = {field for field, names in _FIELDS.items() if not names.isdisjoint(unknown)}
    for field, read in _READERS.items():
        try:
            found[field] = read(properties)
        except (AttributeError, TypeError, ValueError):
            missing.add(field)
    where = Urn(urn)
    known = {name: value for name, value in properties.items() if name not in unknown}
    return KeyView(
        name=where.name,
        urn=urn,
        sid=sid or known.get("adopt_sid"),
        account_sid=known.get("account_sid") or account_sid,
        is_rotated=any(kind in where.types for kind in ROTATING_TYPES),
        parent=parent,
        known_permissions=_readable(properties) if "permissions" in missing else None,
        unknown=frozenset(missing),
        **{field: value for field, value in found.items() if field not in missing},
    )


def _grant(properties: Mapping[str, Any]) -> PermissionSet | None:
    given = properties.get("grants", properties.get("permissions"))
    return None if given is None else PermissionSet(list(given))


def _readable(properties: Mapping[str, Any]) -> PermissionSet | None:
    """The entries of a grant that are permissions, whatever the others are."""
    given = properties.get("grants", properties.get("permissions"))
    entries = given if isinstance(given, Mapping | list) else ()
    return PermissionSet(permission for entry in entries for permission in _permission(entry)) or None


def _permission(entry: object) -> Iterator[Permission]:
    if isinstance(entry, str):
        with suppress(MalformedPermissionError):
            yield Permission.parse(entry)


def _accepted(properties: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(properties.get("accept") or ())


def _text(name: str) -> Any:  # noqa: ANN401 - a function for the table below
    def read(properties: Mapping[str, Any]) -> str | None:
        value = properties.get(name)
        if value is not None and not isinstance(value, str):
            raise TypeError(name)
        return value

    return read


def _expires(properties: Mapping[str, Any]) -> date | None:
    value = properties.get("expires")
    return None if value is None else date.fromisoformat(value)


_FIELDS: Final[dict[str, frozenset[str]]] = {
    "accept": frozenset({"accept"}),
    "account_sid": frozenset({"account_sid"}),
    "expires": frozenset({"expires"}),
    "is_adopted": frozenset({"adopt_sid"}),
    "is_deployer": frozenset({"deployer"}),
    "key_type": frozenset({"key_type"}),
    "on_drift": frozenset({"on_drift"}),
    "owner": frozenset({"owner"}),
    "permissions": frozenset({"grants", "permissions"}),
    "purpose": frozenset({"purpose"}),
    "reason": frozenset({"reason"}),
}
"""The names of the properties that each field is read from."""

_READERS: Final[dict[str, Any]] = {
    "accept": _accepted,
    "expires": _expires,
    "is_adopted": lambda properties: bool(properties.get("adopt_sid") or properties.get("adopted")),
    "is_deployer": lambda properties: properties.get("deployer") is True,
    "key_type": lambda properties: KeyType(properties.get("key_type") or KeyType.RESTRICTED),
    "on_drift": lambda properties: DriftMode(properties.get("on_drift") or DriftMode.TIGHTEN),
    "owner": _text("owner"),
    "permissions": _grant,
    "purpose": _text("purpose"),
    "reason": _text("reason"),
}

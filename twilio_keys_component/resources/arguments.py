"""What a program may write as an argument of `ApiKey`, in the form in which it goes to the engine."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pulumi

from twilio_keys_component.permissions import MalformedPermissionError, Permission, PermissionSet


def _canonical(entry: object) -> str:
    try:
        return str(Permission.parse(str(entry)))
    except MalformedPermissionError:
        return str(entry)


@dataclass(frozen=True, slots=True)
class ListedNames:
    """An argument that lists names, which are never secret.

    Attributes:
        shape: What it must be, for whoever gives something else.
        spelled: How one of the names goes to the engine.
    """

    shape: str
    spelled: Callable[[object], str]


PERMISSIONS = ListedNames("permissions must be a list of texts or a PermissionSet", _canonical)
ACCEPT = ListedNames("accept must be a list of texts", str)


def as_map(given: Any, names: ListedNames) -> Any:  # noqa: ANN401 - any shape of Input
    """The names that an argument lists as a map to true, so that previews tell of each."""
    if inspect.isawaitable(given):
        given = pulumi.Output.from_input(given)
    if isinstance(given, pulumi.Output):
        return pulumi.Output.unsecret(given.apply(lambda late: _as_late_map(late, names)))
    entries = [pulumi.Output.from_input(e) if inspect.isawaitable(e) else e for e in _entries(given, names)]
    if any(isinstance(entry, pulumi.Output) for entry in entries):
        return pulumi.Output.unsecret(pulumi.Output.all(*entries).apply(lambda known: as_map(known, names)))
    return {names.spelled(entry): True for entry in entries}


def _as_late_map(given: Any, names: ListedNames) -> Any:  # noqa: ANN401 - what an Output holds
    """As `_as_map`; what is no list goes on as it is, so that `check` says so without a traceback."""
    is_list = isinstance(given, Iterable) and not isinstance(given, str | Mapping)
    return as_map(given, names) if is_list else given


def _entries(given: Any, names: ListedNames) -> list[Any]:  # noqa: ANN401 - any shape of Input
    if isinstance(given, PermissionSet):
        return list(given.written)
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
        raise TypeError(f"{names.shape}, not {type(given).__name__}")
    return list(given)


def day(expires: Any) -> Any:  # noqa: ANN401 - any Input
    """A date as text; what is none goes on as it is, or with its time of day, so that `check` says so."""
    if inspect.isawaitable(expires) or isinstance(expires, pulumi.Output):
        return pulumi.Output.from_input(expires).apply(day)
    return expires.isoformat() if isinstance(expires, date) else expires


def named_sid(adopt_sid: Any) -> Any:  # noqa: ANN401 - any Input
    """The sid of the key to adopt; one that turns out to be None is no sid, and not the wish for a new key."""
    if inspect.isawaitable(adopt_sid) or isinstance(adopt_sid, pulumi.Output):
        return pulumi.Output.from_input(adopt_sid).apply(lambda sid: "" if sid is None else sid)
    return adopt_sid


def is_deployer(deployer: object) -> bool:
    """The flag, which must be known while the program runs: the constructor protects the key by it."""
    if not isinstance(deployer, bool):
        raise TypeError(f"deployer must be True or False when the program runs, not {type(deployer).__name__}")
    return deployer

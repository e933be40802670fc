"""Permissions that an operation needs only with certain parameters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from twilio_keys_component.permissions import tables
from twilio_keys_component.permissions.operations import Operation
from twilio_keys_component.permissions.permission import Permission

ANY_VALUE: Final = "*"
"""Stands for every value but the empty one."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One more permission that an operation needs where a parameter has one of some values (guess, all of them).

    Attributes:
        parameter: The parameter's name, such as `Record`.
        values: The values, in lower case, or `*`.
        permission: What is needed then.
    """

    parameter: str
    values: frozenset[str]
    permission: Permission

    def holds(self, parameters: Mapping[str, object]) -> bool:
        """Whether a request with these parameters needs the permission."""
        return is_given(parameters, self.parameter, self.values)


def is_given(parameters: Mapping[str, object], name: str, values: Collection[str]) -> bool:
    """Whether a parameter has one of these values, if need be among others.

    Which of several values Twilio takes, and whether it looks at case and white space, is not known: any of them
    counts, in any writing, so that nobody gets past a check with an odd one.

    Args:
        parameters: Texts, truth values or lists of them by name; `emergency_address_sid` is `EmergencyAddressSid`.
        name: The parameter.
        values: In lower case; `*` for every one but the empty one.
    """
    given = (value for key, value in parameters.items() if _flat(key) == _flat(name))
    texts = {text for value in given for text in _texts(value)} - {""}
    return bool(texts) if ANY_VALUE in values else not texts.isdisjoint(values)


def conditions_of(operation: Operation) -> tuple[Condition, ...]:
    """The conditions of one operation; mostly none."""
    return _conditions().get((operation.method, operation.host, operation.path), ())


@cache
def _conditions() -> Mapping[tuple[str, str, str], tuple[Condition, ...]]:
    """All conditions, read at the first call. Nothing public says that any of them holds."""
    found: dict[tuple[str, str, str], tuple[Condition, ...]] = {}
    for host, path, method, parameter, values, permission, _ in tables.rows("conditions"):
        condition = Condition(parameter, frozenset(values.split(" ")), Permission.parse(permission))
        found[method, host, path] = (*found.get((method, host, path), ()), condition)
    return found


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif value is not None:
        yield str(value).strip().lower()


def _flat(name: str) -> str:
    return name.strip().replace("_", "").lower()

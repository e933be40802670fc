"""Permissions that an operation needs only with certain parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from twilio_keys_component.permissions import Operation, Permission
from twilio_keys_component.permissions.tables import read_data

ANY_VALUE = "*"
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
        value = str(parameters.get(self.parameter) or "").lower()
        return bool(value) and (ANY_VALUE in self.values or value in self.values)


def conditions_of(operation: Operation) -> tuple[Condition, ...]:
    """The conditions of one operation; mostly none."""
    return _conditions().get((operation.method, operation.host, operation.path), ())


@cache
def _conditions() -> Mapping[tuple[str, str, str], tuple[Condition, ...]]:
    """All conditions, read at the first call. Nothing public says that any of them holds."""
    found: dict[tuple[str, str, str], tuple[Condition, ...]] = {}
    for line in read_data("conditions.tsv").splitlines()[1:]:
        host, path, method, parameter, values, permission, _ = line.split("\t")
        condition = Condition(parameter, frozenset(values.split(" ")), Permission.parse(permission))
        found[method, host, path] = (*found.get((method, host, path), ()), condition)
    return found

"""Twilio's REST operations, and which permissions each of them needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from twilio_keys_component.permissions.permission import Permission

Confidence = Literal["sure", "likely", "guess", "unknown"]
"""How sure it is that an operation needs these permissions: name and meaning plainly match, a judgement, a guess, or
nobody public has named any."""

_REGIONAL: Final = re.compile(r"([a-z-]+)\.[a-z0-9-]+\.[a-z]{2}\d\.twilio\.com")


def home_host(host: str) -> str:
    """The host whose operations a host has: that of one with edge and Region is the same product's without (doc).

    `api.dublin.ie1.twilio.com` has those of `api.twilio.com`; every other host has its own. Upper case and a final dot
    mean nothing.
    """
    name = host.lower().removesuffix(".")
    regional = _REGIONAL.fullmatch(name)
    return f"{regional[1]}.twilio.com" if regional else name


@dataclass(frozen=True, slots=True)
class Operation:
    """One REST operation, as Twilio's OpenAPI description lists it (doc).

    Attributes:
        method: Such as `POST`.
        host: Such as `api.twilio.com`.
        path: A template, such as `/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json`.
        operation_id: Twilio's name for it, such as `FetchMessage`; it begins with what the operation does.
        permissions: All of those that it needs; empty where they are not known.
        confidence: How sure that is.
    """

    method: str
    host: str
    path: str
    operation_id: str
    permissions: tuple[Permission, ...]
    confidence: Confidence

    @property
    def is_known(self) -> bool:
        """Whether the permissions that this needs are known."""
        return bool(self.permissions)

    def __str__(self) -> str:
        return f"{self.method} https://{self.host}{self.path}"


@dataclass(frozen=True, slots=True)
class Match:
    """An operation that a request is for.

    Attributes:
        operation: The operation.
        arguments: What stands in the request's path in the place of each parameter, by its name.
    """

    operation: Operation
    arguments: Mapping[str, str]


@dataclass(slots=True)
class _Node:
    """What can follow one beginning of a path."""

    literals: dict[str, _Node] = field(default_factory=dict)
    parameters: dict[str, _Node] = field(default_factory=dict)  # by the suffix that follows the parameter
    operations: dict[str, Operation] = field(default_factory=dict)  # by method


class OperationIndex:
    """Finds the operation that a request is for, in time that grows with the length of its path only.

    A literal part of a path wins over a parameter (`/Calls/Daily.json` is not the call `Daily`).
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._hosts: dict[str, _Node] = {}
        for operation in operations:
            node = self._hosts.setdefault(operation.host, _Node())
            for part in _parts(operation.path):
                name, suffix = _parameter(part)
                branch, key = (node.literals, part) if name is None else (node.parameters, suffix)
                node = branch.setdefault(key, _Node())
            node.operations[operation.method] = operation

    def match(self, method: str, host: str, path: str) -> Match | None:
        """The operation of a request, with what its path's parameters are; None if Twilio has no such operation."""
        for operations, values in self._found(host, path):
            if method in operations:
                operation = operations[method]
                return Match(operation, dict(zip(_names(operation.path), values, strict=True)))
        return None

    def methods(self, host: str, path: str) -> frozenset[str]:
        """The methods that a path takes; none if Twilio has no such path."""
        return frozenset(method for operations, _ in self._found(host, path) for method in operations)

    def _found(self, host: str, path: str) -> list[tuple[dict[str, Operation], tuple[str, ...]]]:
        """The ends of the tree that `path` leads to, literal parts first, with the values of the parameters."""
        open_ends: list[tuple[_Node, tuple[str, ...]]] = [(self._hosts[host], ())] if host in self._hosts else []
        for part in _parts(path):
            open_ends = [after for node, values in open_ends for after in _next(node, values, part)]
        return [(node.operations, values) for node, values in open_ends if node.operations]


def _next(node: _Node, values: tuple[str, ...], part: str) -> list[tuple[_Node, tuple[str, ...]]]:
    literal = [(node.literals[part], values)] if part in node.literals else []
    suffixed = [
        (after, (*values, part.removesuffix(suffix)))
        for suffix, after in sorted(node.parameters.items(), reverse=True)
        if part.endswith(suffix) and part != suffix
    ]
    return literal + suffixed


def _parts(path: str) -> list[str]:
    return path.removeprefix("/").split("/")


def _parameter(part: str) -> tuple[str | None, str]:
    """The name in `{Sid}.json` and what follows it; no name for a literal part."""
    if not part.startswith("{"):
        return None, ""
    name, _, suffix = part.removeprefix("{").partition("}")
    return name, suffix


def _names(template: str) -> list[str]:
    return [name for name, _ in map(_parameter, _parts(template)) if name is not None]

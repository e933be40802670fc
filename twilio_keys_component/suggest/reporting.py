"""What an analysis has found: permissions, what could not be followed, and notes."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from twilio_keys_component.permissions import Catalog, Operation
from twilio_keys_component.permissions.conditions import ANY_VALUE
from twilio_keys_component.suggest.findings import Finding, Unresolved
from twilio_keys_component.suggest.scopes import Scope


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the source says of a call's parameters.

    Attributes:
        known: Those that are written out.
        unknown: The names of those whose value is known only at run time.
        is_open: Whether there may be others.
    """

    known: Mapping[str, object] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    is_open: bool = False


class Reporting:
    """Writes down what a call needs, or why that is not known, in the pass that reports.

    Args:
        catalog: The permissions that requests need.
    """

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.is_reporting = False
        self.findings: set[Finding] = set()
        self.unresolved: set[Unresolved] = set()
        self.notes: set[str] = set()

    def report(self, node: ast.expr, scope: Scope, reason: str) -> None:
        """List a call that could not be followed."""
        if self.is_reporting:
            line = node.end_lineno or node.lineno
            self.unresolved.add(Unresolved(scope.module.file, line, ast.unparse(node), reason))

    def found(
        self, node: ast.expr, scope: Scope, requests: Iterable[tuple[str, str]], doubt: str, parameters: Parameters
    ) -> None:
        """Write down what the requests of a call need, or why that is not known."""
        for method, url in requests if self.is_reporting else ():
            operation = self._operation(method, url)
            if operation is None:
                if not doubt or ".twilio.com/" in url:
                    self.report(node, scope, f"no operation {method} {url.split('?')[0]} is known at Twilio")
            elif doubt:
                needed = needs(operation)
                self.report(
                    node, scope, f"nothing in these files says what {doubt!r} is; if it is Twilio's, it needs {needed}"
                )
            elif not operation.is_known:
                self.report(node, scope, f"the permission of {operation.operation_id} ({operation}) is not known")
            else:
                self._add(node, scope, operation, parameters)

    def needed(self, requests: Iterable[tuple[str, str]]) -> str:
        """What requests need, in words; empty if they are no operations of Twilio's."""
        operations = (self._operation(*request) for request in requests)
        return " and ".join(dict.fromkeys(needs(one) for one in operations if one))

    def _operation(self, method: str, url: str) -> Operation | None:
        match = self.catalog.match(method, url.split("?", maxsplit=1)[0])
        return match.operation if match else None

    def _add(self, node: ast.expr, scope: Scope, operation: Operation, parameters: Parameters) -> None:
        where = (scope.module.file, node.end_lineno or node.lineno, ast.unparse(node))
        self.findings |= {Finding(permission, *where) for permission in operation.permissions}
        if operation.confidence != "sure":
            self.notes.add(f"{operation.operation_id} ({operation}) needs {needs(operation)}: {operation.confidence}")
        for condition in self.catalog.conditions(operation):
            is_needed = condition.holds(parameters.known)
            if is_needed:
                self.findings.add(Finding(condition.permission, *where))
            may_be = condition.holds(dict.fromkeys(parameters.unknown, min(condition.values)))
            if is_needed or may_be or parameters.is_open:
                given = "is given" if ANY_VALUE in condition.values else f"is {' or '.join(sorted(condition.values))}"
                if_so = "as" if is_needed else "if"
                text = f"{if_so} {condition.parameter} {given}, also {condition.permission}: guess"
                self.notes.add("{}:{} {}: ".format(*where) + text)


def needs(operation: Operation) -> str:
    """The permissions of an operation in words."""
    return " and ".join(map(str, operation.permissions)) or "a permission that nobody public has named"

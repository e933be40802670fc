"""Calls of code that is not among the files: what it may do with what it is given, and what it may give back."""

from __future__ import annotations

import ast
import builtins
from typing import Final

from twilio_keys_component.suggest.annotations import identifier
from twilio_keys_component.suggest.functions import Functions, Given
from twilio_keys_component.suggest.interpreter import methods, things
from twilio_keys_component.suggest.reporting import Parameters
from twilio_keys_component.suggest.scopes import Scope
from twilio_keys_component.suggest.twilio_python import Arguments, is_handle
from twilio_keys_component.suggest.values import (
    NOTHING,
    Foreign,
    Function,
    Plain,
    Thing,
    Values,
    container,
    leads_to_twilio,
    plain,
    row,
)

_BUILTINS: Final = frozenset(dir(builtins))
_CALLING: Final = frozenset({"filter", "map", "max", "min", "setattr", "sorted"})
_ITERATING: Final = frozenset(
    {"aiter", "as_completed", "chain", "filter", "from_iterable", "islice"}
    | {"iter", "list", "reversed", "set", "sorted", "tuple"}
)
_MAKING: Final = frozenset({"Depends", "Factory", "Field", "PrivateAttr", "attrib", "field", "ib"})
_PICKING: Final = frozenset({"anext", "max", "min", "next", "sum"})
_THREADS: Final = frozenset({"run_in_executor", "run_in_threadpool", "run_sync", "to_thread"})
_WAITING: Final = frozenset({"create_task", "ensure_future", "run", "run_until_complete", "shield", "wait_for"})
_WRAPPING: Final = frozenset({"aclosing", "closing", "copy", "deepcopy", "nullcontext"})
_PASSING: Final = _ITERATING | _PICKING | _WRAPPING | {"dict", "enumerate", "gather", "zip"}


class Outside(Functions):
    """Follows what is known of libraries; what others are given may come back, and may be given to what they call."""

    def outside_call(self, node: ast.Call, given: Given, held: Values, scope: Scope) -> Values:
        """What a call gives whose code is not among the files.

        Args:
            node: The call.
            given: Its arguments.
            held: What the called thing holds.
            scope: Where it is.
        """
        name = identifier(node.func)
        handed = plain(v for values in given.everything for v in values)
        called = handed | plain(held)
        results = frozenset(v for callee in called for v in self.results_of(callee))
        if _calls(node):
            results |= self._called(node, given, scope)
        self.apply(called, called | plain(results))
        if name in _PASSING:
            return self._passed_on(name, given)
        self._list_handles(node, given, scope)
        return self._given_back(node, given, results, held)

    def _called(self, node: ast.Call, given: Given, scope: Scope) -> Values:
        """What the methods of twilio-python that are handed over give: they count as called."""
        results: Values = NOTHING
        for argument, values in zip(arguments_of(node), given.everything, strict=True):
            for thing in methods(plain(values)):
                outcome = self.twilio.call(thing, Arguments(is_open=True))
                self.found(argument, scope, outcome.requests, thing.doubt, Parameters(is_open=True))
                if outcome.problem and not thing.doubt:
                    self.report(argument, scope, outcome.problem)
                results |= self.twilio.wrapped(outcome.result, thing.doubt)
        return results

    def _passed_on(self, name: str, given: Given) -> Values:
        """What a well-known helper passes on of what it is given."""
        everything: Values = frozenset().union(*given.everything)
        match name:
            case "enumerate":
                return container(row((NOTHING, self.elements(everything))))
            case "zip":
                return container(row(self.elements(values) for values in given.everything))
            case "dict" | "gather":
                return container(everything)
            case _ if name in _PICKING:
                return self.elements(everything)
            case _ if name in _WRAPPING:
                return everything
            case _:
                return container(self.elements(everything))

    def _given_back(self, node: ast.Call, given: Given, results: Values, held: Values) -> Values:
        """What may come back of what was handed over, and of what the functions give that were handed over."""
        name = identifier(node.func)
        everything: Values = frozenset().union(*given.everything)
        if name in _WAITING:
            return everything
        if name == "map":
            return container(results)
        if name == "defaultdict":
            return container(results | self.elements(everything))
        if name in _MAKING:
            return results | frozenset(things(everything))
        if isinstance(node.func, ast.Name) and node.func.id in _BUILTINS:
            return NOTHING
        foreign = [value for value in held if isinstance(value, Foreign)]
        back: set[Plain] = {one for one in plain({*everything, *results, *foreign}) if isinstance(one, Thing)}
        back |= {one for one in everything if isinstance(one, Function)}
        is_doubtful = name not in _THREADS and all(value.is_doubtful for value in foreign)
        return frozenset(Foreign(one, is_doubtful) for one in back)

    def _list_handles(self, node: ast.Call, given: Given, scope: Scope) -> None:
        """List what can request much and goes to code that is not among the files."""
        name = identifier(node.func)
        if not _calls(node) or (name == "map" and given.positional and given.positional[0][0]):
            return
        if any(leads_to_twilio(value) for values in given.everything for value in values):
            home = scope.find(node.func.id) if isinstance(node.func, ast.Name) else None
            if not (home and isinstance(node.func, ast.Name) and node.func.id in home.imported):
                self.want(name)
        for argument, values in zip(arguments_of(node), given.everything, strict=True):
            if isinstance(argument, ast.Call) and name in _WAITING:
                continue
            if any(is_handle(thing) and not thing.doubt for thing in things(plain(values))):
                reason = f"{ast.unparse(argument)!r} goes to {ast.unparse(node.func)!r}, which is not among these files"
                self.report(node, scope, reason)


def arguments_of(node: ast.Call) -> list[ast.expr]:
    """The arguments of a call, in the order of the source."""
    return [*node.args, *(keyword.value for keyword in node.keywords)]


def _calls(node: ast.Call) -> bool:
    """Whether a call may call what it is given, or keep it."""
    name = identifier(node.func)
    if name in _CALLING:
        return True
    return name not in _PASSING and not (isinstance(node.func, ast.Name) and node.func.id in _BUILTINS)

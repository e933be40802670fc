"""What calls give, and what they would request."""

from __future__ import annotations

import ast
import builtins
from abc import abstractmethod
from dataclasses import replace
from typing import Final

from twilio_keys_component.suggest.annotations import identifier
from twilio_keys_component.suggest.interpreter import Interpreter, methods, things
from twilio_keys_component.suggest.scopes import ClassInfo, FunctionInfo, Scope
from twilio_keys_component.suggest.texts import text_of
from twilio_keys_component.suggest.twilio_python import Arguments, is_handle
from twilio_keys_component.suggest.values import (
    NOTHING,
    Function,
    Instance,
    Item,
    Row,
    Thing,
    TwilioClass,
    UserClass,
    Value,
    Values,
    container,
    leads_to_twilio,
    row,
)

_FILLING: Final = frozenset({"add", "append", "appendleft", "extend", "insert", "setdefault"})
_TAKING: Final = frozenset({"get", "pop", "popitem", "popleft", "setdefault"})
_VIEWING: Final = frozenset({"copy", "values"})
_WRAPPING: Final = frozenset({"aclosing", "closing", "copy", "deepcopy", "nullcontext"})
_WAITING: Final = frozenset({"create_task", "ensure_future", "run", "run_until_complete", "shield", "wait_for"})
_ITERATING: Final = frozenset(
    {"aiter", "as_completed", "chain", "filter", "from_iterable", "islice"}
    | {"iter", "list", "reversed", "set", "sorted", "tuple"}
)
_BUILTINS: Final = frozenset(dir(builtins))


class Calls(Interpreter):
    """Follows calls into the files and into twilio-python."""

    def call(self, node: ast.Call, scope: Scope) -> Values:
        """What a call gives."""
        base = self.evaluate(node.func.value, scope) if isinstance(node.func, ast.Attribute) else NOTHING
        callees = self.evaluate(node.func, scope)
        given = [self.evaluate(argument, scope) for argument in _arguments(node)]
        if isinstance(node.func, ast.Attribute) and not callees:
            inside = self._container_call(node.func, base, given, scope)
            if inside is not None:
                return inside
        if not callees:
            return self._unknown_call(node, given, scope)
        results: set[Value] = set()
        for callee in callees:
            match callee:
                case Function(info=info, is_bound=is_bound):
                    self._pass(info, node, scope, is_bound=is_bound)
                    results |= self.returned(info)
                case UserClass(info=info):
                    results |= self._instantiate(info, node, scope)
                case Instance(info=info):
                    results |= self._call_method(info, "__call__", node, scope)
                case TwilioClass(real=real):
                    made = self.twilio.make(real)
                    results |= {made} if made else NOTHING
                case _:
                    pass
        return frozenset(results) | self._request(node, things(callees), scope)

    def _request(self, node: ast.Call, callees: list[Thing], scope: Scope) -> Values:
        given = _given(node, scope)
        outcomes = [(one, self.twilio.call(one, Arguments(is_open=True) if one.is_open else given)) for one in callees]
        if outcomes and all(outcome.problem for _, outcome in outcomes):
            for thing, outcome in outcomes:
                if not thing.doubt:
                    self.report(node.func, scope, outcome.problem)
        for thing, outcome in outcomes:
            self.found(node.func, scope, outcome.requests, thing.doubt)
        return frozenset(v for thing, outcome in outcomes for v in self.twilio.wrapped(outcome.result, thing.doubt))

    def _unknown_call(self, node: ast.Call, given: list[Values], scope: Scope) -> Values:
        """A call of what is not among the files: known helpers pass on what they get, others are reported."""
        name = identifier(node.func)
        first = given[0] if given else NOTHING
        match name:
            case "super":
                return self._super(scope)
            case "getattr":
                return self._getattr(node, first, scope)
            case "cast" if node.args:
                return self.annotation(node.args[0], scope)
            case "partial":
                return self._partial(node, first, scope)
            case _:
                passed = self._passed_on(name, given)
        if passed is not None:
            return passed
        self._hand_over(node, given, scope)
        return frozenset().union(*given) if name in _WAITING else NOTHING

    def _passed_on(self, name: str, given: list[Values]) -> Values | None:
        """What a well-known helper passes on of what it is given; None if it is none."""
        everything: Values = frozenset().union(*given)
        match name:
            case "enumerate":
                return container(row((NOTHING, self.elements(everything))))
            case "zip":
                return container(row(self.elements(values) for values in given))
            case "dict":
                return container(everything)
            case "next" | "anext" | "max" | "min":
                return self.elements(everything)
            case "gather":
                return container(everything)
            case _ if name in _WRAPPING:
                return everything
            case _ if name in _ITERATING:
                return container(self.elements(everything))
            case _:
                return None

    def _super(self, scope: Scope) -> Values:
        functions = (one.function for one in scope.chain() if one.function)
        owner = next((info.outer.owner for info in functions if info.outer.owner), None)
        return frozenset({Instance(owner, is_super=True)}) if owner else NOTHING

    def _getattr(self, node: ast.Call, first: Values, scope: Scope) -> Values:
        handles = [thing for thing in things(first) if is_handle(thing) and not thing.doubt]
        match node.args:
            case [inner, ast.Constant(value=str(name)), *_]:
                attribute = ast.copy_location(ast.Attribute(inner, name, ast.Load()), node)
                return self.attribute(attribute, first, scope)
            case _ if handles:
                self.report(node, scope, "which attribute it is, is known only at run time")
        return NOTHING

    def _partial(self, node: ast.Call, first: Values, scope: Scope) -> Values:
        rest = ast.copy_location(ast.Call(node.args[0], node.args[1:], node.keywords), node) if node.args else node
        for value in first:
            if isinstance(value, Function):
                self._pass(value.info, rest, scope, is_bound=value.is_bound)
        return frozenset(replace(one, is_open=True) if isinstance(one, Thing) else one for one in first)

    def _hand_over(self, node: ast.Call, given: list[Values], scope: Scope) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in _BUILTINS - {"map", "setattr"}:
            return
        if any(leads_to_twilio(value) for values in given for value in values):
            home = scope.find(node.func.id) if isinstance(node.func, ast.Name) else None
            if not (home and isinstance(node.func, ast.Name) and node.func.id in home.imported):
                self.want(identifier(node.func))
        for argument, values in zip(_arguments(node), given, strict=True):
            for thing in methods(values):
                outcome = self.twilio.call(thing, Arguments(is_open=True))
                self.found(argument, scope, outcome.requests, thing.doubt)
                if outcome.problem and not thing.doubt:
                    self.report(argument, scope, outcome.problem)
            if isinstance(argument, ast.Call) and identifier(node.func) in _WAITING:
                continue
            inside = things(values | self.elements(values))
            if any(is_handle(thing) and not thing.doubt for thing in inside):
                reason = f"{ast.unparse(argument)!r} goes to {ast.unparse(node.func)!r}, which is not among these files"
                self.report(node, scope, reason)

    def _container_call(self, func: ast.Attribute, base: Values, given: list[Values], scope: Scope) -> Values | None:
        """What a method of a list or a dict gives; None if this is none."""
        inside = any(isinstance(value, Item | Row) for value in base)
        everything: Values = frozenset().union(*given)
        if func.attr in _FILLING and not things(base):
            spread = self.elements(everything) if func.attr == "extend" else everything
            self.assign(func.value, container(spread), scope)
            return self.elements(base) | (everything if func.attr == "setdefault" else NOTHING)
        if not inside:
            return None
        if func.attr == "items":
            return container(row((NOTHING, self.elements(base))))
        if func.attr in _VIEWING:
            return base
        return self.elements(base) if func.attr in _TAKING else None

    @abstractmethod
    def assign(self, target: ast.expr, values: Values, scope: Scope, source: ast.expr | None = None) -> None:
        """Let a target of an assignment stand for `values` too."""

    def _instantiate(self, info: ClassInfo, node: ast.Call, scope: Scope) -> Values:
        if self.members(info, "__init__"):
            self._call_method(info, "__init__", node, scope)
        else:
            fields = [name for one in (*reversed(info.relatives(is_super=True)), info) for name in one.fields]
            for name, argument in zip(fields, node.args, strict=False):
                self.bind(info.scope, name, self.evaluate(argument, scope))
            for keyword in node.keywords:
                if keyword.arg:
                    self.bind(info.scope, keyword.arg, self.evaluate(keyword.value, scope))
        return frozenset({Instance(info)})

    def _call_method(self, info: ClassInfo, name: str, node: ast.Call, scope: Scope) -> Values:
        functions = [one for one in self.members(info, name) if isinstance(one, Function)]
        for function in functions:
            self._pass(function.info, node, scope, is_bound=True)
        return self.results(functions)

    def _pass(self, info: FunctionInfo, node: ast.Call, scope: Scope, *, is_bound: bool) -> None:
        """Let the parameters of a function stand for the arguments of a call too."""
        parameters = info.node.args
        names = [one.arg for one in (*parameters.posonlyargs, *parameters.args)][is_bound:]
        known = {*names, *(one.arg for one in parameters.kwonlyargs)}
        for index, argument in enumerate(node.args):
            values = self.evaluate(argument, scope)
            if isinstance(argument, ast.Starred):
                for name in names[index:]:
                    self.bind(info.scope, name, self.elements(values))
            elif index < len(names):
                self.bind(info.scope, names[index], values)
            elif parameters.vararg:
                self.bind(info.scope, parameters.vararg.arg, container(values))
        for keyword in node.keywords:
            values = self.evaluate(keyword.value, scope)
            if keyword.arg in known:
                self.bind(info.scope, keyword.arg, values)
            elif parameters.kwarg:
                self.bind(info.scope, parameters.kwarg.arg, container(values))


def _arguments(node: ast.Call) -> list[ast.expr]:
    return [*node.args, *(keyword.value for keyword in node.keywords)]


def _given(node: ast.Call, scope: Scope) -> Arguments:
    is_open = any(isinstance(a, ast.Starred) for a in node.args) or any(k.arg is None for k in node.keywords)
    return Arguments(
        positional=tuple(text_of(a, scope) for a in node.args if not isinstance(a, ast.Starred)),
        named=tuple((k.arg, text_of(k.value, scope)) for k in node.keywords if k.arg),
        is_open=is_open,
    )

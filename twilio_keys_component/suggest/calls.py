"""What calls give, and what they would request."""

from __future__ import annotations

import ast
from abc import abstractmethod
from typing import Final

from twilio_keys_component.suggest.functions import Given
from twilio_keys_component.suggest.interpreter import things
from twilio_keys_component.suggest.reporting import Parameters
from twilio_keys_component.suggest.scopes import Scope
from twilio_keys_component.suggest.special import Special
from twilio_keys_component.suggest.texts import text_of
from twilio_keys_component.suggest.twilio_python import Arguments, Outcome
from twilio_keys_component.suggest.values import (
    NOTHING,
    Foreign,
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
    row,
)

_FILLING: Final = frozenset(
    {"add", "append", "appendleft", "extend", "insert"} | {"put", "put_nowait", "set", "setdefault", "update"}
)
_TAKING: Final = frozenset({"__anext__", "__next__", "get", "get_nowait", "pop", "popitem", "popleft", "setdefault"})
_SPREADING: Final = frozenset({"extend", "update"})
_VIEWING: Final = frozenset({"copy", "values"})
_OPEN: Final = Arguments(is_open=True)


class Calls(Special):
    """Follows calls into the files and into twilio-python."""

    def call(self, node: ast.Call, scope: Scope) -> Values:
        """What a call gives."""
        base = self.evaluate(node.func.value, scope) if isinstance(node.func, ast.Attribute) else NOTHING
        callees = frozenset(_sure(one) for one in self.evaluate(node.func, scope))
        given = self._given(node, scope)
        if not callees:
            inside = (
                self._container_call(node.func, base, given, scope) if isinstance(node.func, ast.Attribute) else None
            )
            inside = self.special_call(node, given, scope) if inside is None else inside
            held = frozenset(value for value in base if isinstance(value, Item | Row))
            return self.outside_call(node, given, held, scope) if inside is None else inside
        results: set[Value] = set()
        for callee in callees:
            match callee:
                case Function(info=info, is_bound=is_bound):
                    results |= self.pass_on(info, given, is_bound=is_bound)
                case UserClass(info=info):
                    results |= self.instantiate(info, given)
                case Instance(info=info):
                    results |= self.call_method(info, "__call__", given)
                case TwilioClass():
                    results |= self.results_of(callee)
                case _:
                    pass
        foreign = frozenset(one for one in callees if isinstance(one, Foreign))
        results |= self.outside_call(node, given, foreign, scope) if foreign else NOTHING
        return frozenset(results) | self._request(node, things(callees), scope)

    def _given(self, node: ast.Call, scope: Scope) -> Given:
        return Given(
            positional=tuple((self.evaluate(one, scope), isinstance(one, ast.Starred)) for one in node.args),
            named=tuple((one.arg, self.evaluate(one.value, scope)) for one in node.keywords),
        )

    def _request(self, node: ast.Call, callees: list[Thing], scope: Scope) -> Values:
        written = _written(node, scope)
        outcomes = [(one, self.twilio.call(one, _OPEN if one.is_open else written)) for one in callees]
        fits = any(not outcome.problem for _, outcome in outcomes)
        for thing, outcome in outcomes:
            if outcome.problem:
                self._list_problem(node.func, thing, outcome, scope, is_one_of_several=fits)
            parameters = _parameters(node, is_open=thing.is_open or written.is_open)
            self.found(node.func, scope, outcome.requests, thing.doubt, parameters)
        return frozenset(v for thing, outcome in outcomes for v in self.twilio.wrapped(outcome.result, thing.doubt))

    def _list_problem(
        self, node: ast.expr, thing: Thing, outcome: Outcome, scope: Scope, *, is_one_of_several: bool
    ) -> None:
        """List a call that twilio-python does not take, or of which nobody knows what it requests."""
        if thing.doubt:
            if outcome.is_fitting:
                said = f"nothing in these files says what {thing.doubt!r} is; if it is Twilio's: {outcome.problem}"
                self.report(node, scope, said)
        elif outcome.is_fitting or not is_one_of_several:
            self.report(node, scope, outcome.problem)
        elif needed := self.needed(self.twilio.call(thing, _OPEN).requests):
            self.report(node, scope, f"{outcome.problem}; as {thing.real.__qualname__} it needs {needed}")

    def _container_call(self, func: ast.Attribute, base: Values, given: Given, scope: Scope) -> Values | None:
        """What a method of a list or a dict gives; None if this is none."""
        everything: Values = frozenset().union(*given.everything)
        if func.attr in _FILLING and not things(base):
            spread = self.elements(everything) if func.attr in _SPREADING else everything
            spread |= frozenset(v for name, values in given.named if name for v in values)
            self.assign(func.value, container(spread), scope)
            return self.elements(base) | (everything if func.attr == "setdefault" else NOTHING)
        if not any(isinstance(value, Item | Row) for value in base):
            return None
        if func.attr == "items":
            return container(row((NOTHING, self.elements(base))))
        if func.attr in _VIEWING:
            return base
        return self.elements(base) if func.attr in _TAKING else None

    @abstractmethod
    def assign(self, target: ast.expr, values: Values, scope: Scope, source: ast.expr | None = None) -> None:
        """Let a target of an assignment stand for `values` too."""


def _sure(callee: Value) -> Value:
    """What is called, where it is called itself and not by code that is not among the files."""
    match callee:
        case Foreign(value=Thing(real=real)) if not callable(real):
            return callee
        case Foreign(value=inner, is_doubtful=False):
            return inner
        case _:
            return callee


def _parameters(node: ast.Call, *, is_open: bool) -> Parameters:
    written = [(one.arg, one.value) for one in node.keywords if one.arg]
    known = {name: value.value for name, value in written if isinstance(value, ast.Constant)}
    return Parameters(known, tuple(name for name, _ in written if name not in known), is_open=is_open)


def _written(node: ast.Call, scope: Scope) -> Arguments:
    is_open = any(isinstance(a, ast.Starred) for a in node.args) or any(k.arg is None for k in node.keywords)
    return Arguments(
        positional=tuple(text_of(a, scope) for a in node.args if not isinstance(a, ast.Starred)),
        named=tuple((k.arg, text_of(k.value, scope)) for k in node.keywords if k.arg),
        is_open=is_open,
    )

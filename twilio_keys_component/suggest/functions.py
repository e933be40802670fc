"""Calls of the files' own functions and classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from twilio_keys_component.suggest.interpreter import Interpreter
from twilio_keys_component.suggest.scopes import ClassInfo, FunctionInfo
from twilio_keys_component.suggest.values import (
    NOTHING,
    Foreign,
    Function,
    Instance,
    Plain,
    Thing,
    TwilioClass,
    UserClass,
    Values,
    container,
    leads_to_twilio,
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a call gives.

    Attributes:
        positional: The values of each positional argument, and whether a `*` spreads it.
        named: The name and values of each other argument; no name for what `**` spreads.
    """

    positional: tuple[tuple[Values, bool], ...] = ()
    named: tuple[tuple[str | None, Values], ...] = ()

    @property
    def everything(self) -> list[Values]:
        """The values of each argument, in the order of the source."""
        return [values for values, _ in self.positional] + [values for _, values in self.named]


class Functions(Interpreter):
    """Passes values to the files' functions, and takes what they return."""

    def pass_on(self, info: FunctionInfo, given: Given, *, is_bound: bool) -> Values:
        """Let the parameters of a function stand for the arguments of a call too; what it returns."""
        parameters = info.node.args
        names = [one.arg for one in (*parameters.posonlyargs, *parameters.args)][is_bound:]
        known = {*names, *(one.arg for one in parameters.kwonlyargs)}
        for index, (values, is_spread) in enumerate(given.positional):
            handed = self.elements(values) if is_spread else values
            for name in names[index:] if is_spread else names[index : index + 1]:
                self.bind(info.scope, name, handed)
            if parameters.vararg and (is_spread or index >= len(names)):
                self.bind(info.scope, parameters.vararg.arg, container(handed))
        for named, values in given.named:
            if named in known:
                self.bind(info.scope, str(named), values)
            elif parameters.kwarg:
                self.bind(info.scope, parameters.kwarg.arg, container(values))
        return self.returned(info)

    def instantiate(self, info: ClassInfo, given: Given) -> Values:
        """An object of a class of the files."""
        if self.members(info, "__init__"):
            self.call_method(info, "__init__", given)
        else:
            fields = [name for one in (*reversed(info.relatives(is_super=True)), info) for name in one.fields]
            for name, (values, _) in zip(fields, given.positional, strict=False):
                self.bind(info.scope, name, values)
            for named, values in given.named:
                if named:
                    self.bind(info.scope, named, values)
        return frozenset({Instance(info)})

    def call_method(self, info: ClassInfo, name: str, given: Given) -> Values:
        """What a method of a class of the files returns."""
        functions = [one for one in self.members(info, name) if isinstance(one, Function)]
        return frozenset(v for one in functions for v in self.pass_on(one.info, given, is_bound=True))

    def results_of(self, callee: Plain) -> Values:
        """What a value gives when it is called, whatever with."""
        match callee:
            case Function(info=info):
                return self.returned(info)
            case UserClass(info=info):
                return frozenset({Instance(info)})
            case TwilioClass(real=real):
                made = self.twilio.make(real)
                return frozenset({made}) if made else NOTHING
            case _:
                return NOTHING

    def apply(self, callees: Iterable[Plain], data: Iterable[Plain]) -> None:
        """Let every parameter of the functions among `callees` stand for all of `data`: they may be called so."""
        handed = frozenset(Foreign(one) for one in data if isinstance(one, Instance | Thing) and leads_to_twilio(one))
        for callee in callees:
            match callee:
                case Function(info=info, is_bound=is_bound):
                    self._fill(info, handed, is_bound=is_bound)
                case Instance(info=info):
                    self._fill_methods(info, "__call__", handed)
                case UserClass(info=info):
                    self._fill_methods(info, "__init__", handed)
                    for name in info.fields:
                        self.bind(info.scope, name, handed)
                case _:
                    pass

    def _fill_methods(self, info: ClassInfo, name: str, handed: frozenset[Foreign]) -> None:
        for function in [one.info for one in self.members(info, name) if isinstance(one, Function)]:
            self._fill(function, handed, is_bound=True)

    def _fill(self, info: FunctionInfo, handed: frozenset[Foreign], *, is_bound: bool) -> None:
        parameters = info.node.args
        plain_ones = [*parameters.posonlyargs, *parameters.args][is_bound:]
        rest = filter(None, (parameters.vararg, parameters.kwarg))
        for one in (*plain_ones, *parameters.kwonlyargs, *rest):
            self.bind(info.scope, one.arg, handed)

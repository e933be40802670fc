"""The state of an analysis: what names stand for, what attributes give, what was found."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from twilio_keys_component.permissions import Catalog
from twilio_keys_component.suggest.annotations import annotated, identifier, is_foreign
from twilio_keys_component.suggest.reporting import Reporting
from twilio_keys_component.suggest.scopes import ClassInfo, FunctionInfo, Project, Scope
from twilio_keys_component.suggest.twilio_python import TwilioPython, is_method
from twilio_keys_component.suggest.values import (
    NOTHING,
    FileModule,
    Foreign,
    Function,
    Instance,
    Item,
    Row,
    Thing,
    TwilioClass,
    TwilioModule,
    UserClass,
    Value,
    Values,
    doubted,
    join,
    leads_to_twilio,
    plain,
)

_CLIENT_WORDS: Final = ("client", "twilio")
_RECEIVERS: Final = (
    *(ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Await),
    *(ast.BoolOp, ast.IfExp, ast.NamedExpr),
)
"""Expressions that may give a client where nothing says what they are."""


class Interpreter(Reporting, ABC):
    """What the files say so far. It only ever grows, so that repeated passes over the files come to an end.

    Args:
        project: The files.
        catalog: The permissions that requests need.
    """

    def __init__(self, project: Project, catalog: Catalog) -> None:
        super().__init__(catalog)
        self.project = project
        self.twilio = TwilioPython()
        self.kept: dict[str, set[Value]] = {}  # what attributes of unknown objects are set to, by their names
        self.wanted: set[str] = set()  # the attributes of unknown objects that are given something of Twilio's
        self.follows_all = False
        self.has_changed = False
        self.is_doubting = False

    @abstractmethod
    def evaluate(self, node: ast.expr, scope: Scope) -> Values:
        """What an expression can stand for."""

    def bind(self, scope: Scope, name: str, values: Values, source: ast.expr | str | None = None) -> None:
        """Let `name` stand for `values` too."""
        home = scope.home(name)
        self.extend(home.names.setdefault(name, set()), values)
        home.texts.setdefault(name, set()).add((scope, source))

    def extend(self, known: set[Value], values: Values) -> None:
        """Add `values` to what is known, without those through which no client goes.

        Else a large program's objects and functions would all meet in its most general names.
        """
        self.has_changed |= join(known, [one for one in values if self.follows_all or self._matters(one)])

    def define(self, scope: Scope, name: str, values: Values) -> None:
        """Let `name` stand for what a definition or an import makes, all of it."""
        self.bind(scope, name, NOTHING)
        self.has_changed |= join(scope.home(name).names[name], values)

    def _matters(self, value: Value) -> bool:
        return isinstance(value, TwilioModule | FileModule) or leads_to_twilio(value)

    def want(self, name: str) -> None:
        """Follow the objects of every class that has an attribute of this name; if that is not enough, everything."""
        is_enough = name not in self.wanted
        self.has_changed |= is_enough or not self.follows_all
        self.follows_all |= not is_enough
        self.wanted.add(name)

    def look_up(self, scope: Scope, name: str) -> Values:
        """What `name` can stand for in `scope`."""
        home = scope.find(name)
        return frozenset(home.names.get(name, ())) if home else NOTHING

    def annotation(self, node: ast.expr | None, scope: Scope) -> Values:
        """What an annotation says; nothing without one."""
        if node is None:
            return NOTHING
        return annotated(node, lambda name: self.evaluate(name, scope), self.twilio.make)

    def classes(self, node: ast.expr, scope: Scope) -> Values:
        """The classes that an annotation names."""
        return self.annotation(ast.Subscript(ast.Name("type"), node), scope)

    def mark_parameter(self, scope: Scope, argument: ast.arg) -> None:
        """Remember whether the annotation of a parameter says that it is no client."""
        scope.foreign.discard(argument.arg)
        said = argument.annotation
        if said and is_foreign(said) and not self.annotation(said, scope):
            scope.foreign.add(argument.arg)

    def elements(self, values: Iterable[Value]) -> Values:
        """What iterating over `values` gives."""
        found: set[Value] = set()
        for value in values:
            match value:
                case Item(value=inner):
                    found.add(inner)
                case Row(cells=cells):
                    found |= frozenset().union(*cells)
                case Foreign(value=inner):
                    inside = plain(self.elements({inner}))
                    found |= {Foreign(inner), *(Foreign(one) for one in inside)}
                case Thing():
                    found |= self.twilio.elements(value)
                case Instance(info=info):
                    for name in ("__iter__", "__aiter__"):
                        given = self.results(self.members(info, name))
                        found |= {one.value for one in given if isinstance(one, Item)}
                    for name in ("__next__", "__anext__"):
                        found |= self.results(self.members(info, name))
                case _:
                    pass
        return frozenset(found)

    def members(self, info: ClassInfo, name: str, *, is_super: bool = False) -> Values:
        """What the class body, the methods and the relatives of a class set as attribute `name`."""
        scopes = (relative.scope for relative in info.relatives(is_super=is_super))
        return frozenset(value for scope in scopes for value in scope.names.get(name, ()))

    def results(self, functions: Iterable[Value]) -> Values:
        """What `functions` of the files return."""
        return frozenset(v for one in functions if isinstance(one, Function) for v in self.returned(one.info))

    def returned(self, info: FunctionInfo) -> Values:
        """What a function of the files returns, as its body and its annotation say."""
        node = info.node
        said = NOTHING if isinstance(node, ast.Lambda) else self.annotation(node.returns, info.outer)
        return frozenset(info.results) | said

    def attribute(self, node: ast.Attribute, values: Values, scope: Scope) -> Values:
        """What an attribute of `values` gives; reported where twilio-python has no such attribute."""
        values = values or self._doubtful(node.value, node.attr, scope)
        if not values and self.is_doubting:
            return frozenset(doubted(value, ast.unparse(node)) for value in self.kept.get(node.attr, ()))
        found: set[Value] = set()
        missing = []
        for value in values:
            if isinstance(value, Thing):
                given = self.twilio.attribute(value, node.attr)
                found |= given or NOTHING
                missing += [value] if given is None and not value.doubt else []
            else:
                found |= self._of_source(value, node)
        if len(missing) == len(values):
            for thing in missing:
                kind = type(thing.real).__name__
                self.report(node, scope, f"twilio-python {self.twilio.version} has no {node.attr!r} on a {kind}")
        if all(isinstance(one, Foreign) for one in found) and all(map(_is_open, values)):
            for client in things(self._doubtful(node.value, node.attr, scope)):
                found |= self.twilio.attribute(client, node.attr) or NOTHING
        return frozenset(found)

    def _of_source(self, value: Value, node: ast.Attribute) -> Values:
        name = node.attr
        match value:
            case FileModule(module=module):
                inner = self.project.find_relative(1, (name,), module) if module.is_package else None
                return self.look_up(module.scope, name) | (frozenset({FileModule(inner)}) if inner else NOTHING)
            case TwilioModule():
                return self.twilio.member(value, name)
            case TwilioClass(real=real):
                made = self.twilio.make(real)
                given = self.twilio.attribute(made, name) if made else NOTHING
                return frozenset(replace(thing, is_open=True) for thing in methods(given or NOTHING))
            case UserClass(info=info):
                return self._bound(self.members(info, name), {"class"})
            case Instance(info=info, is_super=is_super):
                members = self.members(info, name, is_super=is_super)
                return self._bound(members, {"plain", "class"}) | self._inherited(info, name)
            case Foreign():
                return self._of_foreign(value, node)
            case Function():
                return frozenset({Foreign(value, is_doubtful=True)})
            case _:
                return NOTHING

    def _of_foreign(self, value: Foreign, node: ast.Attribute) -> Values:
        """An attribute of the value where it has one of this name; else of what holds it, which may give it back."""
        inner = value.value
        if isinstance(inner, Thing):
            given = self.twilio.attribute(inner, node.attr)
        else:
            given = self._of_source(inner, node) or None
        if given is None:
            return frozenset({value})
        return frozenset(doubted(one, ast.unparse(node.value)) for one in given) if value.is_doubtful else given

    def _bound(self, members: Values, kinds: set[str]) -> Values:
        found: set[Value] = set()
        for member in members:
            if not isinstance(member, Function):
                found.add(member)
            elif member.info.kind == "property":
                found |= self.returned(member.info)
            else:
                found.add(Function(member.info, is_bound=member.is_bound or member.info.kind in kinds))
        return frozenset(found)

    def _inherited(self, info: ClassInfo, name: str) -> Values:
        bases = {base for relative in info.relatives() for base in relative.twilio_bases}
        things = [thing for base in bases if (thing := self.twilio.make(base))]
        return frozenset(v for thing in things for v in self.twilio.attribute(thing, name) or NOTHING)

    def _doubtful(self, node: ast.expr, name: str, scope: Scope) -> Values:
        """A client, where nothing says what `node` is and it is used like one.

        In a file that imports twilio-python it may have any name, in others it must be named like a client.
        """
        if not self.is_doubting or name.startswith("_") or not isinstance(node, _RECEIVERS):
            return NOTHING
        home = scope.find(node.id) if isinstance(node, ast.Name) else None
        has_twilio = scope.module.has_twilio
        if home and isinstance(node, ast.Name):
            is_another = node.id in home.foreign and (not has_twilio or name == "request")
            if is_another or node.id in home.libraries:
                return NOTHING
        if not has_twilio and not any(word in identifier(node).lower() for word in _CLIENT_WORDS):
            return NOTHING
        client = self.twilio.client(doubt=ast.unparse(node))
        return frozenset({client}) if self.twilio.attribute(client, name) else NOTHING


def things(values: Values) -> list[Thing]:
    """The objects of twilio-python among `values`."""
    return [value for value in values if isinstance(value, Thing)]


def _is_open(value: Value) -> bool:
    """Whether an attribute that is nowhere in the files may be there all the same."""
    match value:
        case Foreign() | Function():
            return True
        case Instance(info=info) | UserClass(info=info):
            return any(one.is_open for one in info.relatives())
        case _:
            return False


def methods(values: Values) -> list[Thing]:
    """The bound methods of twilio-python among `values`."""
    return [thing for thing in things(values) if is_method(thing)]

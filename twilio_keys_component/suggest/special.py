"""Calls whose meaning Python or its library gives: `super`, `getattr`, `partial`, `TypeVar`, `eval` and others."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from typing import Final

from twilio_keys_component.permissions import Catalog
from twilio_keys_component.suggest.annotations import identifier
from twilio_keys_component.suggest.functions import Given
from twilio_keys_component.suggest.interpreter import things
from twilio_keys_component.suggest.outside import Outside
from twilio_keys_component.suggest.scopes import Project, Scope
from twilio_keys_component.suggest.twilio_python import is_handle
from twilio_keys_component.suggest.values import (
    NOTHING,
    FileModule,
    Function,
    Instance,
    Thing,
    Values,
    container,
    doubted,
    plain,
)

_DOTTED: Final = re.compile(r"[a-z_]\w*(\.[a-z_]\w*)*", re.IGNORECASE)
_NO_DEFAULT: Final = 2
_PICKERS: Final = {"attrgetter": "lambda it: it.{}", "methodcaller": "lambda it: it.{}()"}


class Special(Outside):
    """Follows what the language itself does with names, attributes and types."""

    def __init__(self, project: Project, catalog: Catalog) -> None:
        super().__init__(project, catalog)
        self._pickers: dict[ast.Call, ast.expr] = {}

    def special_call(  # noqa: C901 - one case for each name
        self, node: ast.Call, given: Given, scope: Scope
    ) -> Values | None:
        """What such a call gives; None if it is none."""
        name = identifier(node.func)
        match name, node.args:
            case "super", _:
                return self._super(scope)
            case "getattr", [first, *_]:
                return self._getattr(node, self.evaluate(first, scope), scope)
            case "iter", [function, _]:
                return container(self.evaluate(ast.copy_location(ast.Call(function, [], []), node), scope))
            case "cast", [kind, *_]:
                return self.annotation(kind, scope)
            case (("TypeVar" | "NewType"), _):
                kinds = (*node.args[1:], *(one.value for one in node.keywords if one.arg == "bound"))
                return frozenset().union(*(self.classes(kind, scope) for kind in kinds))
            case (("partial" | "partialmethod"), [function, *_]):
                return self._partial(self.evaluate(function, scope), given)
            case (("attrgetter" | "methodcaller"), [ast.Constant(value=str(picked)), *_]) if _DOTTED.fullmatch(picked):
                return self._picker(node, _PICKERS[name].format(picked), scope)
            case (("import_module" | "__import__"), [ast.Constant(value=str(module)), *_]):
                return self._import_by_name(module if name == "import_module" else module.split(".")[0], scope)
            case (("eval" | "exec"), _) if isinstance(node.func, ast.Name) and not scope.find(name):
                if scope.module.has_twilio:
                    self.report(node, scope, "what code it runs is known only at run time")
                return NOTHING
            case _:
                return None

    def _super(self, scope: Scope) -> Values:
        functions = (one.function for one in scope.chain() if one.function)
        owner = next((info.outer.owner for info in functions if info.outer.owner), None)
        return frozenset({Instance(owner, is_super=True)}) if owner else NOTHING

    def _getattr(self, node: ast.Call, first: Values, scope: Scope) -> Values:
        match node.args:
            case [inner, ast.Constant(value=str(name)), *_]:
                attribute = ast.copy_location(ast.Attribute(inner, name, ast.Load()), node)
                return self.attribute(attribute, first, scope)
            case _:
                known = [thing for thing in things(plain(first)) if not thing.doubt]
        if any(map(is_handle, known)):
            self.report(node, scope, "which attribute it is, is known only at run time")
        if len(node.args) > _NO_DEFAULT:
            return NOTHING  # who has a default ready wants to read
        records = [thing for thing in known if not is_handle(thing)]
        return frozenset(doubted(v, ast.unparse(node)) for thing in records for v in self.twilio.methods(thing))

    def _partial(self, functions: Values, given: Given) -> Values:
        rest = Given(given.positional[1:], given.named)
        for value in functions:
            if isinstance(value, Function):
                self.pass_on(value.info, rest, is_bound=value.is_bound)
        return frozenset(replace(one, is_open=True) if isinstance(one, Thing) else one for one in functions)

    def _picker(self, node: ast.Call, text: str, scope: Scope) -> Values:
        """What `operator` makes of a name: the function that picks it."""
        if node not in self._pickers:
            picker = ast.parse(text, mode="eval").body
            for inner in ast.walk(picker):
                if isinstance(inner, ast.expr):
                    ast.copy_location(inner, node)
                if isinstance(inner, ast.Call):
                    inner.args, inner.keywords = node.args[1:], node.keywords
            self._pickers[node] = picker
        return self.evaluate(self._pickers[node], scope)

    def _import_by_name(self, name: str, scope: Scope) -> Values:
        if name.split(".", maxsplit=1)[0] == "twilio":
            scope.module.has_twilio = True
            module = self.twilio.module(name)
            return frozenset({module}) if module else NOTHING
        found = self.project.find(tuple(name.split(".")), scope.module)
        return frozenset({FileModule(found)}) if found else NOTHING

"""What expressions stand for."""

from __future__ import annotations

import ast

from twilio_keys_component.permissions import Catalog
from twilio_keys_component.suggest.calls import Calls
from twilio_keys_component.suggest.interpreter import things
from twilio_keys_component.suggest.scopes import FunctionInfo, FunctionNode, Project, Scope
from twilio_keys_component.suggest.values import (
    NOTHING,
    FileModule,
    Function,
    Instance,
    Row,
    UserClass,
    Value,
    Values,
    container,
    leads_to_twilio,
    row,
    unpacked,
)


class Expressions(Calls):
    """Evaluates each expression once a pass."""

    def __init__(self, project: Project, catalog: Catalog) -> None:
        super().__init__(project, catalog)
        self._functions: dict[FunctionNode, FunctionInfo] = {}
        self._loops: dict[ast.AST, Scope] = {}
        self._evaluated: dict[ast.expr, Values] = {}

    def start_pass(self) -> None:
        """Forget what expressions gave in the pass before."""
        self.has_changed = False
        self._evaluated.clear()

    def evaluate(self, node: ast.expr, scope: Scope) -> Values:
        """What an expression can stand for."""
        if node not in self._evaluated:
            self._evaluated[node] = NOTHING
            self._evaluated[node] = self._evaluate(node, scope)
        return self._evaluated[node]

    def _evaluate(self, node: ast.expr, scope: Scope) -> Values:  # noqa: C901 - one line for each kind
        match node:
            case ast.Name(id=name):
                return self.look_up(scope, name)
            case ast.Attribute(value=base):
                return self.attribute(node, self.evaluate(base, scope), scope)
            case ast.Call():
                return self.call(node, scope)
            case ast.Await(value=inner) | ast.Starred(value=inner):
                return self.evaluate(inner, scope)
            case ast.NamedExpr(target=target, value=inner):
                values = self.evaluate(inner, scope)
                self.assign(target, values, scope, inner)
                return values
            case ast.Subscript(value=base, slice=key):
                return self._subscript(self.evaluate(base, scope), key, scope)
            case ast.Lambda(body=body):
                info = self.function(node, scope)
                self.extend(info.results, self.evaluate(body, info.scope))
                return frozenset({Function(info)})
            case ast.Yield(value=inner) if inner:
                self._yield(container(self.evaluate(inner, scope)), scope)
                return NOTHING
            case ast.YieldFrom(value=inner):
                self._yield(container(self.elements(self.evaluate(inner, scope))), scope)
                return NOTHING
            case ast.ListComp(generators=loops) | ast.SetComp(generators=loops) | ast.GeneratorExp(generators=loops):
                return container(self.evaluate(node.elt, self._looped(loops, scope)))
            case ast.DictComp(generators=loops, value=inner):
                return container(self.evaluate(inner, self._looped(loops, scope)))
            case _:
                return self._display(node, scope)

    def _display(self, node: ast.expr, scope: Scope) -> Values:
        """What a display (`[…]`, `{…}`), a choice (`a or b`, `a if b else c`) or any other expression gives."""
        match node:
            case ast.Tuple(elts=parts) if not any(isinstance(part, ast.Starred) for part in parts):
                return row(self.evaluate(part, scope) for part in parts)
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                return container(v for part in parts for v in self._spread(part, scope))
            case ast.Dict(keys=keys, values=parts):
                spread = [ast.Starred(part) if key is None else part for key, part in zip(keys, parts, strict=True)]
                return container(v for part in spread for v in self._spread(part, scope))
            case ast.BoolOp(values=parts):
                return frozenset().union(*[self.evaluate(part, scope) for part in parts])
            case ast.IfExp(test=test, body=body, orelse=otherwise):
                self.evaluate(test, scope)
                return self.evaluate(body, scope) | self.evaluate(otherwise, scope)
            case ast.BinOp(left=left, right=right):
                both = self.evaluate(left, scope) | self.evaluate(right, scope)
                return both - frozenset(things(both))
            case _:
                for inner in ast.iter_child_nodes(node):
                    if isinstance(inner, ast.expr):
                        self.evaluate(inner, scope)
                return NOTHING

    def _spread(self, part: ast.expr, scope: Scope) -> Values:
        values = self.evaluate(part.value if isinstance(part, ast.Starred) else part, scope)
        return self.elements(values) if isinstance(part, ast.Starred) else values

    def _subscript(self, values: Values, key: ast.expr, scope: Scope) -> Values:
        self.evaluate(key, scope)
        found: set[Value] = set()
        for value in values:
            match value, key:
                case Row(cells=cells), ast.Constant(value=int(index)) if index < len(cells):
                    found |= cells[index]
                case Instance(info=info), _:
                    found |= self.results(self.members(info, "__getitem__"))
                case UserClass(), _:
                    found.add(value)
                case _:
                    elements = self.elements({value})
                    found |= container(elements) if isinstance(key, ast.Slice) else elements
        return frozenset(found)

    def _yield(self, values: Values, scope: Scope) -> None:
        function = next((one.function for one in scope.chain() if one.function), None)
        if function:
            self.extend(function.results, values)

    def _looped(self, loops: list[ast.comprehension], scope: Scope) -> Scope:
        inner = scope
        for loop in loops:
            values = self.evaluate(loop.iter, inner)
            inner = self.loop_scope(loop, loop.target, inner)
            self.assign_elements(loop.target, values, inner)
            for condition in loop.ifs:
                self.evaluate(condition, inner)
        return inner

    def loop_scope(self, node: ast.AST, target: ast.expr, scope: Scope) -> Scope:
        """The scope of a loop's body, in which the names of its `target` are its own."""
        if node not in self._loops:
            names = [one.id for one in ast.walk(target) if isinstance(one, ast.Name)]
            block = Scope(scope.module, scope, is_block=True, names={name: set() for name in names})
            self._loops[node] = block
        return self._loops[node]

    def function(self, node: FunctionNode, scope: Scope) -> FunctionInfo:
        """What is known of a function, its parameters with what their defaults and annotations say."""
        if node not in self._functions:
            lookup = next(one for one in scope.chain() if not one.owner)
            inner = Scope(scope.module, lookup)
            self._functions[node] = inner.function = FunctionInfo(node, inner, scope)
        info = self._functions[node]
        arguments = node.args
        plain = [*arguments.posonlyargs, *arguments.args]
        for argument in (*plain, *arguments.kwonlyargs):
            self.bind(info.scope, argument.arg, self.annotation(argument.annotation, scope))
            self.mark_parameter(info.scope, argument)
        defaults = [*zip(reversed(plain), reversed(arguments.defaults), strict=False)]
        for argument, default in (*defaults, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)):
            if default:
                self.bind(info.scope, argument.arg, self.evaluate(default, scope))
        for rest in filter(None, (arguments.vararg, arguments.kwarg)):
            self.bind(info.scope, rest.arg, container(self.annotation(rest.annotation, scope)))
        return info

    def assign(  # noqa: C901 - one case for each kind
        self, target: ast.expr, values: Values, scope: Scope, source: ast.expr | None = None
    ) -> None:
        """Let a target of an assignment stand for `values` too."""
        match target:
            case ast.Name(id=name):
                if isinstance(source, ast.Lambda):
                    self.define(scope, name, values)
                self.bind(scope, name, values, source)
            case ast.Attribute(value=base, attr=name):
                self._set_attribute(self.evaluate(base, scope), name, values)
            case ast.Subscript(value=base, slice=key):
                self.evaluate(key, scope)
                self.assign(base, container(values), scope)
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                for value in values:
                    for part, cell in zip(parts, unpacked(value, parts), strict=True):
                        self.assign(part, cell, scope)
                for part in parts:
                    self.assign(part, NOTHING, scope)
            case ast.Starred(value=inner):
                self.assign(inner, values, scope)
            case ast.Call(func=ast.Attribute(value=base, attr="get" | "setdefault")):
                self.assign(base, container(values), scope)
            case _:
                self.evaluate(target, scope)

    def _set_attribute(self, owners: Values, name: str, values: Values) -> None:
        if not owners:
            self.extend(self.kept.setdefault(name, set()), values)
            if any(leads_to_twilio(value) for value in values):
                self.want(name)
        for owner in owners:
            match owner:
                case Instance(info=info) | UserClass(info=info):
                    self.bind(info.scope, name, values)
                case FileModule(module=module):
                    self.bind(module.scope, name, values)
                case _:
                    pass

    def assign_elements(self, target: ast.expr, values: Values, scope: Scope) -> None:
        """Let the target of a loop stand for the elements of `values`."""
        self.assign(target, self.elements(values), scope)

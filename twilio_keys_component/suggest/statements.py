"""Walks the statements of the files."""

from __future__ import annotations

import ast

from twilio_keys_component.permissions import Catalog
from twilio_keys_component.suggest.findings import SourceError
from twilio_keys_component.suggest.functions import Given
from twilio_keys_component.suggest.interpreter import things
from twilio_keys_component.suggest.patterns import Patterns
from twilio_keys_component.suggest.scopes import ClassInfo, FunctionKind, Module, Project, Scope
from twilio_keys_component.suggest.values import (
    NOTHING,
    FileModule,
    Foreign,
    Function,
    Instance,
    TwilioClass,
    UserClass,
    Value,
    Values,
    leads_to_twilio,
)

_KINDS: dict[str, FunctionKind] = {
    "cached_property": "property",
    "classmethod": "class",
    "property": "property",
    "staticmethod": "static",
}


class Statements(Patterns):
    """Executes each statement once a pass, whether or not anything reaches it."""

    def __init__(self, project: Project, catalog: Catalog) -> None:
        super().__init__(project, catalog)
        self._classes: dict[ast.ClassDef, ClassInfo] = {}

    def run_pass(self) -> None:
        """Go once through all files.

        Raises:
            SourceError: A file has an expression of hundreds of terms.
        """
        self.start_pass()
        for info in self._classes.values():
            self._revive(info)
        for module in self.project.modules:
            try:
                self._execute_all(module.tree.body, module.scope)
            except RecursionError:
                text = f"{module.file}: an expression is nested too deeply to follow: split it over several statements"
                raise SourceError(text) from None

    def _revive(self, info: ClassInfo) -> None:
        """Follow the objects of a class from now on, if a client may be reached through them."""
        values = (value for relative in info.relatives() for held in relative.scope.names.values() for value in held)
        if not info.is_live and (
            info.twilio_bases or info.attributes & self.wanted or any(leads_to_twilio(value) for value in values)
        ):
            info.is_live = self.has_changed = True

    def _execute_all(self, nodes: list[ast.stmt], scope: Scope) -> None:
        for node in nodes:
            self._execute(node, scope)

    def _execute(self, node: ast.AST, scope: Scope) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._define(node, scope)
            case ast.ClassDef():
                self._define_class(node, scope)
            case ast.Assign(targets=targets, value=value):
                values = self.evaluate(value, scope)
                for target in targets:
                    self.assign(target, values, scope, value)
            case ast.AnnAssign(target=target, annotation=annotation, value=assigned):
                self._annotated(target, annotation, assigned, scope)
            case ast.AugAssign(target=target, value=value):
                values = self.evaluate(value, scope)
                self.assign(target, values - frozenset(things(values)), scope)
            case ast.For(target=target, iter=iterable) | ast.AsyncFor(target=target, iter=iterable):
                self._loop(node, target, self.evaluate(iterable, scope), scope)
            case ast.withitem(context_expr=context, optional_vars=target):
                values = self._entered(self.evaluate(context, scope))
                if target:
                    self.assign(target, values, scope)
            case _:
                self._execute_other(node, scope)

    def _execute_other(self, node: ast.AST, scope: Scope) -> None:
        match node:
            case ast.Import(names=names):
                self._import(names, scope)
            case ast.ImportFrom(module=module, names=names, level=level):
                self._import_from(tuple(module.split(".")) if module else (), names, level, scope)
            case ast.Global(names=names):
                scope.elsewhere.update(dict.fromkeys(names, scope.module.scope))
            case ast.Nonlocal(names=names):
                outer = {name: scope.parent.find(name) for name in names} if scope.parent else {}
                scope.elsewhere.update({name: home for name, home in outer.items() if home})
            case ast.Match(subject=subject, cases=cases):
                values = self.evaluate(subject, scope)
                for one in cases:
                    self.match_pattern(one.pattern, values, scope)
                    self._execute(one, scope)
            case ast.Return(value=value) if value:
                self._yield(self.evaluate(value, scope), scope)
            case ast.expr():
                self.evaluate(node, scope)
            case _:
                for inner in ast.iter_child_nodes(node):
                    self._execute(inner, scope)

    def _define(self, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> None:
        kinds = [_KINDS.get(name) for name in map(_decorator, node.decorator_list)]
        info = self.function(node, scope)
        info.kind = next((kind for kind in kinds if kind), "plain")
        self.define(scope, node.name, frozenset({Function(info)}))
        for decorator in node.decorator_list:
            self._decorate(Function(info), self.evaluate(decorator, scope), scope)
        first = next(iter((*node.args.posonlyargs, *node.args.args)), None)
        if scope.owner and first and info.kind != "static":
            value = UserClass(scope.owner) if info.kind == "class" else Instance(scope.owner)
            info.scope.names[first.arg].add(value)
        self._execute_all(node.body, info.scope)

    def _decorate(self, function: Function, decorators: Values, scope: Scope) -> None:
        for one in decorators:
            if isinstance(one, Function) and isinstance(function.info.node, ast.FunctionDef | ast.AsyncFunctionDef):
                given = Given(((frozenset({function}), False),))
                self.bind(scope, function.info.node.name, self.pass_on(one.info, given, is_bound=one.is_bound))

    def _define_class(self, node: ast.ClassDef, scope: Scope) -> None:
        if node not in self._classes:
            inner = Scope(scope.module, next(one for one in scope.chain() if not one.owner))
            self._classes[node] = inner.owner = ClassInfo(inner)
            names = (part.target for part in node.body if isinstance(part, ast.AnnAssign))
            inner.owner.fields = [name.id for name in names if isinstance(name, ast.Name)]
            parts = [*ast.walk(node)]
            inner.owner.attributes = frozenset(
                [part.attr for part in parts if isinstance(part, ast.Attribute)]
                + [part.name for part in parts if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
            )
        info = self._classes[node]
        for base in node.bases:
            values = self.evaluate(base, scope)
            info.is_open |= not values
            for value in values:
                self._extend_class(info, value)
        for other in (*node.decorator_list, *(keyword.value for keyword in node.keywords)):
            self.evaluate(other, scope)
        self.define(scope, node.name, frozenset({UserClass(info)}))
        self._execute_all(node.body, info.scope)

    def _extend_class(self, info: ClassInfo, base: Value) -> None:
        match base:
            case UserClass(info=above) if above is not info:
                if above not in info.bases:
                    info.bases.append(above)
                    above.subclasses.append(info)
                    self.has_changed = True
            case TwilioClass(real=real):
                self.has_changed |= real not in info.twilio_bases
                info.twilio_bases.add(real)
            case _:
                pass

    def _annotated(self, target: ast.expr, annotation: ast.expr, value: ast.expr | None, scope: Scope) -> None:
        said = self.annotation(annotation, scope)
        given = self.evaluate(value, scope) if value else NOTHING
        if value or said:
            self.assign(target, said | given, scope, value)

    def _loop(self, node: ast.For | ast.AsyncFor, target: ast.expr, values: Values, scope: Scope) -> None:
        block = self.loop_scope(node, target, scope)
        self.assign_elements(target, values, block)
        self.assign_elements(target, values, scope)
        self._execute_all(node.body, block)
        self._execute_all(node.orelse, scope)

    def _entered(self, values: Values) -> Values:
        """What `with` gives: what the manager's `__enter__` returns or its function yields, else the manager."""
        foreign = frozenset(value for value in values if isinstance(value, Foreign))
        found: set[Value] = {*things(values), *foreign, *self.elements(values - foreign)}
        for value in values:
            if isinstance(value, Instance):
                names = ("__enter__", "__aenter__")
                found |= self.results(m for name in names for m in self.members(value.info, name)) or {value}
        return frozenset(found)

    def _import(self, names: list[ast.alias], scope: Scope) -> None:
        for alias in names:
            parts = tuple(alias.name.split("."))
            bound = parts if alias.asname else parts[:1]
            if parts[0] == "twilio":
                scope.module.has_twilio = True
                self.twilio.module(alias.name)
                inside = self.twilio.module(".".join(bound))
                values: Values = frozenset({inside}) if inside else NOTHING
            else:
                values = _module(self.project.find(bound, scope.module))
                scope.libraries |= set() if values else {alias.asname or parts[0]}
            self._imported(scope, alias.asname or parts[0], values)

    def _import_from(self, parts: tuple[str, ...], names: list[ast.alias], level: int, scope: Scope) -> None:
        here = scope.module
        if parts[:1] == ("twilio",) and not level:
            here.has_twilio = True
            source = self.twilio.module(".".join(parts))
            for alias in names:
                values = self.twilio.member(source, alias.name) if source else NOTHING
                self._imported(scope, alias.asname or alias.name, values)
            return
        module = self._source(parts, level, here)
        for alias in names:
            if alias.name == "*":
                stars = here.scope.stars
                stars += [module] if module and module not in stars else []
                continue
            values = self.look_up(module.scope, alias.name) if module else NOTHING
            inner = NOTHING if values else _module(self._source((*parts, alias.name), level, here))
            self._imported(scope, alias.asname or alias.name, values | inner)
            if module:
                name = alias.asname or alias.name
                places = scope.home(name).texts[name]
                places -= {(scope, None)}
                places.add((module.scope, alias.name))

    def _imported(self, scope: Scope, name: str, values: Values) -> None:
        self.define(scope, name, values)
        scope.home(name).imported.add(name)

    def _source(self, parts: tuple[str, ...], level: int, near: Module) -> Module | None:
        if level:
            return self.project.find_relative(level, parts, near)
        return self.project.find(parts, near)


def _module(module: Module | None) -> Values:
    return frozenset({FileModule(module)}) if module else NOTHING


def _decorator(node: ast.expr) -> str:
    return ast.unparse(node).rsplit(".", 1)[-1]

"""What the names in the patterns of `match` stand for."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from twilio_keys_component.suggest.expressions import Expressions
from twilio_keys_component.suggest.scopes import Scope
from twilio_keys_component.suggest.values import Instance, Values, container


class Patterns(Expressions):
    """Takes values apart as patterns do."""

    def match_pattern(self, pattern: ast.pattern, values: Values, scope: Scope) -> None:
        """Let the names of a pattern stand for the parts of `values` that they match."""
        match pattern:
            case ast.MatchAs(pattern=inner, name=name):
                if isinstance(inner, ast.MatchClass):
                    values |= self.annotation(inner.cls, scope)
                if inner:
                    self.match_pattern(inner, values, scope)
                self._name(name, values, scope)
            case ast.MatchStar(name=name):
                self._name(name, container(values), scope)
            case ast.MatchMapping(patterns=parts, rest=name):
                self._name(name, values, scope)
                self._match_all(parts, self.elements(values), scope)
            case ast.MatchSequence(patterns=parts):
                self._match_all(parts, self.elements(values), scope)
            case ast.MatchOr(patterns=parts):
                self._match_all(parts, values, scope)
            case ast.MatchClass():
                self._match_class(pattern, values | self.annotation(pattern.cls, scope), scope)
            case _:
                pass

    def _match_all(self, parts: Iterable[ast.pattern], values: Values, scope: Scope) -> None:
        for part in parts:
            self.match_pattern(part, values, scope)

    def _match_class(self, pattern: ast.MatchClass, values: Values, scope: Scope) -> None:
        fields = [name for value in values if isinstance(value, Instance) for name in value.info.fields]
        named = [
            *zip(fields, pattern.patterns, strict=False),
            *zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True),
        ]
        for name, part in named:
            attribute = ast.copy_location(ast.Attribute(pattern.cls, name, ast.Load()), pattern.cls)
            self.match_pattern(part, self.attribute(attribute, values, scope), scope)

    def _name(self, name: str | None, values: Values, scope: Scope) -> None:
        if name:
            self.bind(scope, name, values)

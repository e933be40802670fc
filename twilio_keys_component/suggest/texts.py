"""Texts that the source writes out: what `client.request` asks for."""

from __future__ import annotations

import ast
import re
from typing import Final

from twilio_keys_component.suggest.recorder import PLACEHOLDER
from twilio_keys_component.suggest.scopes import Scope

_DEEP: Final = 20
_WHOLE_PART: Final = re.compile(rf"(?<=[^/:]/){PLACEHOLDER}(?=[/.?]|$)")


def text_of(node: ast.expr, scope: Scope) -> str | None:
    """The text that `node` always is, with a placeholder for each part of a path that is known only at run time.

    Returns:
        None if it is no text, or one that is known only at run time.
    """
    text = _text(node, scope, _DEEP)
    if text is None or PLACEHOLDER in _WHOLE_PART.sub("", text):
        return None
    return text


def _text(node: ast.expr, scope: Scope, depth: int) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, scope, depth) or PLACEHOLDER for part in parts)
        case ast.FormattedValue(value=value):
            return _text(value, scope, depth)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            sides = (_text(left, scope, depth), _text(right, scope, depth))
            return "".join(side or PLACEHOLDER for side in sides)
        case ast.Name(id=name):
            return _named(name, scope, depth)
        case _:
            return None


def _named(name: str, scope: Scope, depth: int) -> str | None:
    """The text of a name that gets a value at one place only."""
    home = scope.find(name)
    places = list(home.texts.get(name, ())) if home else []
    if len(places) != 1 or not depth:
        return None
    where, source = places[0]
    if isinstance(source, str):
        return _named(source, where, depth - 1)
    return _text(source, where, depth - 1) if source else None

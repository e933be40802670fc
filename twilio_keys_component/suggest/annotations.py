"""What an annotation says of a value."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from typing import Final

from twilio_keys_component.suggest.values import (
    NOTHING,
    Instance,
    Thing,
    TwilioClass,
    UserClass,
    Value,
    Values,
    container,
)

_TRANSPARENT: Final = frozenset(
    {"Annotated", "Awaitable", "ClassVar", "Coroutine", "Final", "InitVar", "Optional", "Union"}
)
_CALLED: Final = frozenset({"Callable", "Type", "type"})
_ANYTHING: Final = frozenset({"Any", "object"})


def annotated(node: ast.expr, names: Callable[[ast.expr], Values], make: Callable[[type], Thing | None]) -> Values:
    """The values of which `node`, an annotation, says that they can be there.

    Args:
        node: Such as `Client | None` or `list["Client"]`.
        names: What a name or a dotted name in it stands for.
        make: An object of a class of twilio-python.
    """
    match node:
        case ast.Constant(value=str(text)):
            parsed = _parsed(text)
            return annotated(parsed, names, make) if parsed else NOTHING
        case ast.BinOp(left=left, right=right):
            return annotated(left, names, make) | annotated(right, names, make)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return frozenset().union(*(annotated(part, names, make) for part in parts))
        case ast.Subscript(value=base, slice=inner):
            name = identifier(base)
            result = inner.elts[-1] if name == "Callable" and isinstance(inner, ast.Tuple) and inner.elts else inner
            return _generic(name, annotated(result, names, make))
        case ast.Name() | ast.Attribute():
            return frozenset(v for value in names(node) for v in _object(value, make))
        case _:
            return NOTHING


def is_foreign(node: ast.expr) -> bool:
    """Whether an annotation that names nothing of Twilio's says so: `Any` and a class named after Twilio do not."""
    text = ast.unparse(node)
    return text.rsplit(".", 1)[-1] not in _ANYTHING and "twilio" not in text.lower()


def identifier(node: ast.expr) -> str:
    """The last name in an expression, such as `client` of `self.client`, `get_client` of `app.get_client()`."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case (
            ast.Subscript(value=base, slice=ast.Constant(value=str(key)))
            | ast.Call(func=ast.Attribute(value=base, attr="get" | "pop"), args=[ast.Constant(value=str(key)), *_])
        ):
            return f"{identifier(base)}.{key}"
        case ast.Call(func=inner) | ast.Subscript(value=inner) | ast.Await(value=inner) | ast.NamedExpr(target=inner):
            return identifier(inner)
        case ast.BoolOp(values=parts):
            return " ".join(map(identifier, parts))
        case ast.IfExp(body=left, orelse=right):
            return f"{identifier(left)} {identifier(right)}"
        case _:
            return ""


def _generic(name: str, values: Values) -> Values:
    if name in _TRANSPARENT:
        return values
    if name in _CALLED:
        classes = [TwilioClass(type(value.real)) for value in values if isinstance(value, Thing)]
        return frozenset((*classes, *(UserClass(value.info) for value in values if isinstance(value, Instance))))
    return container(values)


def _object(value: Value, make: Callable[[type], Thing | None]) -> Values:
    match value:
        case TwilioClass(real=real):
            made = make(real)
            return frozenset({made}) if made else NOTHING
        case UserClass(info=info):
            return frozenset({Instance(info)})
        case _:
            return NOTHING


@cache
def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None

"""What a name in the analysed source can stand for. Every value is one of finitely many, so that the analysis ends."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from twilio_keys_component.suggest.scopes import ClassInfo, FunctionInfo, Module


@dataclass(frozen=True, slots=True)
class Thing:
    """A real object of twilio-python that stands for all objects of its type.

    Attributes:
        key: Its type; for a bound method, its owner's key and its name.
        real: The object.
        doubt: The source text of what may be a client and may be none; empty if there is no doubt.
        is_open: Whether some of its arguments are given already, as by `functools.partial`.
    """

    key: tuple[Any, ...]
    real: Any = field(compare=False)
    doubt: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class TwilioModule:
    """A module of twilio-python, by its dotted name."""

    name: str


@dataclass(frozen=True, slots=True)
class TwilioClass:
    """A class of twilio-python, or anything that gives such an object when it is called."""

    real: type


@dataclass(frozen=True, slots=True)
class FileModule:
    """An analysed file as a module."""

    module: Module


@dataclass(frozen=True, slots=True)
class Function:
    """A function, method or lambda of the analysed files; `is_bound` if its first parameter is taken."""

    info: FunctionInfo
    is_bound: bool = False


@dataclass(frozen=True, slots=True)
class UserClass:
    """A class of the analysed files."""

    info: ClassInfo


@dataclass(frozen=True, slots=True)
class Instance:
    """Any object of a class of the analysed files; `is_super` for what `super()` gives in its methods."""

    info: ClassInfo
    is_super: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A tuple whose places are told apart."""

    cells: tuple[Values, ...]


Plain: TypeAlias = Thing | TwilioModule | TwilioClass | FileModule | Function | UserClass | Instance
"""What holds no other value."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """This value, or anything that holds it, whichever is asked for: from nested containers, or from unknown code.

    Attributes:
        value: The value.
        is_doubtful: Whether it may also be another thing that has nothing of the value.
    """

    value: Plain
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A container (list, dict, generator, …) that has this value among others."""

    value: Plain | Row | Foreign


Value: TypeAlias = Plain | Row | Foreign | Item
Values: TypeAlias = frozenset[Value]

NOTHING: Values = frozenset()
"""What a name stands for that is of no interest or not known."""


def container(values: Iterable[Value]) -> Values:
    """A container of `values`; of one in another it is not known how deep its values lie."""
    found: set[Value] = set()
    for value in values:
        found |= {Item(Foreign(one)) for one in plain({value})} if isinstance(value, Item) else {Item(value)}
    return frozenset(found)


def plain(values: Iterable[Value]) -> frozenset[Plain]:
    """The single values in `values`, however deep."""
    found: set[Plain] = set()
    for value in values:
        match value:
            case Item(value=inner):
                found |= plain({inner})
            case Row(cells=cells):
                found |= plain(one for cell in cells for one in cell)
            case Foreign(value=inner):
                found.add(inner)
            case _:
                found.add(value)
    return frozenset(found)


def row(cells: Iterable[Values]) -> Values:
    """A tuple of `cells`, whose own tuples and containers are taken for containers of single values."""
    flat = tuple(frozenset(one for value in cell for one in _without_rows(value)) for cell in cells)
    return frozenset({Row(flat)}) if any(flat) else NOTHING


def _without_rows(value: Value) -> Values:
    inner = value.value if isinstance(value, Item) else value
    if isinstance(inner, Row):
        return container(single for cell in inner.cells for single in cell)
    return frozenset({value})


def leads_to_twilio(value: Value) -> bool:
    """Whether a client is, or may be, reached through `value`."""
    todo, seen = [value], {value}
    for one in todo:
        match one:
            case Thing() | TwilioClass():
                return True
            case Instance(info=info) | UserClass(info=info):
                if info.is_live:
                    return True
            case _:
                new = _inside(one) - seen
                seen |= new
                todo += new
    return False


def _inside(value: Value) -> Values:
    match value:
        case Item(value=inner) | Foreign(value=inner):
            return frozenset({inner})
        case Row(cells=cells):
            return frozenset().union(*cells)
        case Function(info=info):
            return frozenset(info.results)
        case _:
            return NOTHING


def join(known: set[Value], values: Iterable[Value]) -> bool:
    """Add `values` to what is known, tuples of one length as one; whether that is anything new."""
    has_grown = False
    for value in values:
        if value in known:
            continue
        shape = _shape(value)
        old = next((one for one in known if _shape(one) == shape), value) if shape else value
        new = _merged(old, value)
        if new not in known:
            known.discard(old)
            known.add(new)
            has_grown = True
    return has_grown


def _shape(value: Value) -> tuple[bool, int] | None:
    inner = value.value if isinstance(value, Item) else value
    return (value is inner, len(inner.cells)) if isinstance(inner, Row) else None


def _merged(old: Value, new: Value) -> Value:
    match old, new:
        case Row(cells=some), Row(cells=others):
            return Row(tuple(a | b for a, b in zip(some, others, strict=True)))
        case Item(value=Row(cells=some)), Item(value=Row(cells=others)):
            return Item(Row(tuple(a | b for a, b in zip(some, others, strict=True))))
        case _:
            return new


def doubted(value: Value, text: str) -> Value:
    """`value` as what the source `text` may be and may not be."""
    match value:
        case Thing():
            return replace(value, doubt=text)
        case Foreign(value=Thing() as inner):
            return replace(value, value=replace(inner, doubt=text))
        case Item(value=Thing() as inner):
            return Item(replace(inner, doubt=text))
        case Item(value=Foreign(value=Thing() as inner)):
            return Item(Foreign(replace(inner, doubt=text)))
        case _:
            return value


def unpacked(value: Value, targets: list[ast.expr]) -> list[Values]:
    """What each of `targets` gets when `value`, one element of an iterable, is unpacked to them."""
    if isinstance(value, Row) and len(value.cells) == len(targets):
        return list(value.cells)
    inner: Values = NOTHING
    if isinstance(value, Row):
        inner = frozenset().union(*value.cells)
    if isinstance(value, Item):
        inner = frozenset({value.value})
    if isinstance(value, Foreign):
        inner = frozenset({Foreign(value.value)})
    return [container(inner) if isinstance(target, ast.Starred) else inner for target in targets]

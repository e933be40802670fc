"""Where the names of the analysed files live."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from twilio_keys_component.suggest.values import Value

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
FunctionKind: TypeAlias = Literal["plain", "static", "class", "property"]


@dataclass(eq=False, slots=True)
class Module:
    """One analysed file.

    Attributes:
        file: Its name for people.
        tree: Its source.
        parts: Its dotted name from the root of the file system; importing it needs only the last of them.
        is_package: Whether it is an `__init__.py`.
        scope: Its global names.
        has_twilio: Whether it imports twilio-python.
    """

    file: str
    tree: ast.Module
    parts: tuple[str, ...]
    is_package: bool
    scope: Scope = field(init=False)
    has_twilio: bool = False

    def __post_init__(self) -> None:
        self.scope = Scope(self)


@dataclass(eq=False, slots=True)
class Scope:
    """The names of a module, class, function or loop.

    Attributes:
        module: The file it is in.
        parent: Where a name is looked up that this has not.
        owner: The class whose names these are.
        function: The function whose body this is in.
        names: What each name can stand for.
        texts: Where each name gets a value: the expression (or the name in another file) and its scope; None if that
            is no single expression.
        elsewhere: The scope of the names that are declared `global` or `nonlocal`.
        imported: The names that an import gives.
        stars: The files whose names are all imported.
        foreign: The parameters whose annotation says that they have nothing to do with Twilio.
        libraries: The modules by `import` that are not among the files.
        is_block: Whether only the names that it has from the start are its own, as in a loop.
    """

    module: Module
    parent: Scope | None = None
    owner: ClassInfo | None = None
    function: FunctionInfo | None = None
    names: dict[str, set[Value]] = field(default_factory=dict)
    texts: dict[str, set[tuple[Scope, ast.expr | str | None]]] = field(default_factory=dict)
    elsewhere: dict[str, Scope] = field(default_factory=dict)
    imported: set[str] = field(default_factory=set)
    stars: list[Module] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)
    libraries: set[str] = field(default_factory=set)
    is_block: bool = False

    def home(self, name: str) -> Scope:
        """The scope in which an assignment here to `name` puts it."""
        if self.is_block and name not in self.names and self.parent:
            return self.parent.home(name)
        return self.elsewhere.get(name, self)

    def chain(self) -> Iterator[Scope]:
        """This scope and those in which its names are looked up after it."""
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def find(self, name: str) -> Scope | None:
        """The scope that has `name`, as Python looks it up; None if none has."""
        for scope in self.chain():
            if name in scope.names or name in scope.elsewhere:
                return scope.elsewhere.get(name, scope)
        for star in self.module.scope.stars:
            if name in star.scope.names:
                return star.scope
        return None


@dataclass(eq=False, slots=True)
class FunctionInfo:
    """A function of the analysed files.

    Attributes:
        node: Its source.
        scope: Its parameters and local names.
        outer: Where it is defined.
        kind: What a decorator makes of it.
        results: What it returns or yields.
    """

    node: FunctionNode
    scope: Scope
    outer: Scope
    kind: FunctionKind = "plain"
    results: set[Value] = field(default_factory=set)


@dataclass(eq=False, slots=True)
class ClassInfo:
    """A class of the analysed files.

    Attributes:
        scope: The names of its body and the attributes of its objects.
        bases: The classes of the analysed files that it extends.
        subclasses: The classes of the analysed files that extend it.
        twilio_bases: The classes of twilio-python that it extends.
        fields: The annotated names of its body, in order, which a dataclass takes as arguments.
        attributes: Every attribute that its source names.
        is_open: Whether it extends something that is not among the files.
        is_live: Whether a client may be reached through its objects.
    """

    scope: Scope
    bases: list[ClassInfo] = field(default_factory=list)
    subclasses: list[ClassInfo] = field(default_factory=list)
    twilio_bases: set[type] = field(default_factory=set)
    fields: list[str] = field(default_factory=list)
    attributes: frozenset[str] = frozenset()
    is_open: bool = False
    is_live: bool = False

    def relatives(self, *, is_super: bool = False) -> list[ClassInfo]:
        """The classes in which an attribute of its objects may be set: itself, all it extends and all that extend it.

        Args:
            is_super: Only those that it extends.
        """
        above = _closure(self, "bases")
        below = _closure(self, "subclasses")
        return above[1:] if is_super else above + below[1:]


@dataclass(frozen=True, slots=True)
class Project:
    """The analysed files, to find what an import means."""

    modules: tuple[Module, ...]

    def find(self, parts: tuple[str, ...], near: Module) -> Module | None:
        """The file that `import` of these `parts` in `near` most plausibly means; None if it is not among the files."""
        ends = [m for m in self.modules if parts and m.parts[-len(parts) :] == parts]
        return max(ends, key=lambda m: (_common(m.parts, near.parts), -len(m.parts)), default=None)

    def find_relative(self, level: int, parts: tuple[str, ...], near: Module) -> Module | None:
        """The file that `from ..parts` with `level` dots means in `near`."""
        up = level - 1 if near.is_package else level
        whole = (*near.parts[: len(near.parts) - up], *parts)
        return next((m for m in self.modules if m.parts == whole), None)


def module_parts(path: Path) -> tuple[str, ...]:
    """The dotted name of a file, from the root of the file system."""
    parts = path.resolve().with_suffix("").parts[1:]
    return parts[:-1] if parts[-1] == "__init__" else parts


def _closure(start: ClassInfo, relation: Literal["bases", "subclasses"]) -> list[ClassInfo]:
    found = [start]
    for info in found:
        found += [other for other in getattr(info, relation) if other not in found]
    return found


def _common(some: tuple[str, ...], others: tuple[str, ...]) -> int:
    return next((i for i, (a, b) in enumerate(zip(some, others, strict=False)) if a != b), min(len(some), len(others)))

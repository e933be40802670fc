"""What a row of each table may say, and how its line is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar

from pydantic import Field, StringConstraints, ValidationError

from tools.catalog.sources import CONDITIONS, OPERATIONS, PERMISSIONS, RESOURCES, SHAPES, Problem
from twilio_keys_component.permissions.entries import AccessLevel, Availability, Evidence
from twilio_keys_component.permissions.overlay_file import OperationRow, PathTemplate, PermissionText, ResourceRow, Tag
from twilio_keys_component.permissions.strict_toml import Table
from twilio_keys_component.permissions.tables import COLUMNS, NOTHING

METHODS: Final = {
    "Create": ("POST",),
    "Delete": ("DELETE",),
    "Fetch": ("GET",),
    "List": ("GET",),
    "Patch": ("PATCH",),
    "Update": ("PATCH", "POST", "PUT"),
}
"""What an operation's name begins with, and the methods it can have then."""

FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
Place = tuple[str, str, str]
"""Host, path and method."""


class PermissionLine(Table):
    """A permission: a row of `permissions.tsv`."""

    permission: PermissionText = Field(description="The name, as the list that has it spells it.")
    listed: Annotated[str, StringConstraints(pattern="^(A|B|both|other)$")] = Field(
        alias="list", description="Where the name is listed; A is the spelling that the API returns."
    )
    evidence: Evidence = Field(description="How well the name is known.")
    access: AccessLevel | None = Field(default=None, description="How far it reaches; written by the build.")
    tags: tuple[Tag, ...] = Field(default=(), description="Its risks; written by the build.")


class ResourceLine(ResourceRow):
    """A resource: a row of `resources.tsv`."""

    availability: Availability = Field(description="Who can use its permissions.")


class PlaceRow(Table):
    """What the rows about operations have in common."""

    host: Annotated[str, StringConstraints(pattern=r"^[a-z-]+\.twilio\.com$")] = Field(description="Twilio's host.")
    path: PathTemplate = Field(description="A template: `/v1/Services/{Sid}`.")
    method: Annotated[str, StringConstraints(pattern="^(DELETE|GET|PATCH|POST|PUT)$")] = Field(
        description="In capitals."
    )

    @property
    def place(self) -> Place:
        """What tells operations apart."""
        return self.host, self.path, self.method


class OperationLine(OperationRow):
    """An operation: a row of `operations.tsv`."""

    permissions: tuple[PermissionText, ...] = Field(default=(), description="All permissions that it needs.")

    @property
    def place(self) -> Place:
        """What tells operations apart."""
        return self.host, self.path, self.method


class ConditionLine(PlaceRow):
    """A permission that an operation needs only with certain parameters: a row of `conditions.tsv`."""

    parameter: Annotated[str, StringConstraints(pattern="^[A-Za-z0-9]+$")] = Field(description="Such as `Record`.")
    values: tuple[Annotated[str, StringConstraints(pattern=r"^([^A-Z*]+|\*)$")], ...] = Field(
        min_length=1, description="Its values that need the permission, in lower case; `*` for all but the empty one."
    )
    permission: PermissionText = Field(description="What is needed then.")
    confidence: Annotated[str, StringConstraints(pattern="^(sure|likely|guess)$")] = Field(
        description="How sure that is."
    )


class ShapeLine(PlaceRow):
    """What a successful answer looks like: a row of `shapes.tsv`."""

    status: Annotated[str, StringConstraints(pattern="^[23][0-9]{2}$")] = Field(description="Its HTTP status.")
    list_key: FieldName | None = Field(default=None, description="The name that a list's entries stand under.")
    sid_prefix: Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")] | None = Field(
        default=None, description="What the thing's sid begins with."
    )
    fields_: tuple[FieldName, ...] = Field(default=(), alias="fields", description="The names in an instance.")


Row = TypeVar("Row", bound=Table)


@dataclass(frozen=True, slots=True)
class TableFile(Generic[Row]):
    """One of the tables.

    Attributes:
        path: Where it lies in the clone.
        columns: Its heading.
        row: What a row says.
        key: The columns that tell rows apart.
        separators: What stands between several values, by column.
    """

    path: str
    columns: tuple[str, ...]
    row: type[Row]
    key: tuple[str, ...]
    separators: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line(Generic[Row]):
    """A row and where it stands."""

    number: int
    row: Row


_PLACE = ("host", "path", "method")
PERMISSION_TABLE: Final = TableFile(PERMISSIONS, COLUMNS["permissions"], PermissionLine, ("permission",), {"tags": ","})
RESOURCE_TABLE: Final = TableFile(RESOURCES, COLUMNS["resources"], ResourceLine, ("product", "resource"), {})
OPERATION_TABLE: Final = TableFile(OPERATIONS, COLUMNS["operations"], OperationLine, _PLACE, {"permissions": " "})
CONDITION_TABLE: Final = TableFile(
    CONDITIONS,
    (*_PLACE, "parameter", "values", "permission", "confidence"),
    ConditionLine,
    (*_PLACE, "parameter", "permission"),
    {"values": " "},
)
SHAPE_TABLE: Final = TableFile(
    SHAPES, (*_PLACE, "status", "list_key", "sid_prefix", "fields"), ShapeLine, _PLACE, {"fields": " "}
)


def read_table(table: TableFile[Row], text: str) -> tuple[list[Line[Row]], list[Problem]]:
    """The rows of a table that are as they must be, and all that is wrong with the others."""
    heading, *lines = text.split("\n")
    problems = list(_file_problems(table, text, heading))
    if problems:
        return [], problems
    rows: list[Line[Row]] = []
    cells = [tuple(line.split("\t")) for line in lines[:-1]]
    for number, row_cells in enumerate(cells, start=2):
        try:
            rows.append(Line(number, table.row.model_validate(_values(table, row_cells))))
        except ValueError as error:
            problems += [Problem(table.path, number, text) for text in _reasons(error)]
    return rows, problems + list(_order_problems(table, cells))


def _file_problems(table: TableFile[Row], text: str, heading: str) -> Iterator[Problem]:
    if heading != "\t".join(table.columns):
        yield Problem(table.path, 1, f"the heading must be the columns {', '.join(table.columns)}, with tabs between")
    if "\r" in text or not text.endswith("\n"):
        yield Problem(table.path, text.count("\n"), "every line must end with a line feed, and with nothing else")


def _values(table: TableFile[Row], cells: tuple[str, ...]) -> dict[str, object]:
    """What the columns of a row say, without those that say nothing."""
    if len(cells) != len(table.columns):
        raise ValueError(f"{len(cells)} columns instead of {len(table.columns)}: {', '.join(table.columns)}")
    blank = [name for name, cell in zip(table.columns, cells, strict=True) if not cell or cell != cell.strip()]
    if blank:
        raise ValueError(f"{', '.join(blank)}: white space around the text, or no text; write {NOTHING} for nothing")
    given: dict[str, object] = {name: cell for name, cell in zip(table.columns, cells, strict=True) if cell != NOTHING}
    split = {name: str(given[name]).split(mark) for name, mark in table.separators.items() if name in given}
    return {**given, **split}


def _reasons(error: ValueError) -> Iterator[str]:
    if not isinstance(error, ValidationError):
        yield str(error)
        return
    for detail in error.errors():
        place = ".".join(str(part) for part in detail["loc"])
        if detail["type"] == "missing":
            yield f"{place}: nothing is said, and something must be"
        else:
            yield f"{place}: {detail['msg'].removeprefix('Value error, ')}, not {detail['input']!r}"


def _order_problems(table: TableFile[Row], rows: list[tuple[str, ...]]) -> Iterator[Problem]:
    """Rows that stand in the wrong place, or twice."""
    first_lines: dict[tuple[str, ...], int] = {}
    previous: tuple[str, ...] = ()
    for number, row in enumerate(rows, start=2):
        if len(row) != len(table.columns):
            continue
        key = tuple(row[table.columns.index(name)] for name in table.key)
        first = first_lines.setdefault(key, number)
        if first != number:
            yield Problem(table.path, number, f"{' '.join(key)} stands on line {first} already: keep one of the two")
        elif key < previous:
            yield Problem(table.path, number, f"the rows are not sorted: {' '.join(key)} belongs further up")
        previous = key

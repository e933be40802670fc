"""The catalog's tables as they lie beside the code: text files with a line for each row and a tab between columns."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final, cast

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions.entries import AccessLevel, Availability, Entry, Evidence, Listed, Resource
from twilio_keys_component.permissions.operations import Confidence, Operation
from twilio_keys_component.permissions.permission import Permission

NOTHING: Final = "-"
"""What stands in a column that has no value, so that no line ends in white space."""

COLUMNS: Final = {
    "permissions": ("permission", "list", "evidence", "access", "tags"),
    "resources": ("product", "resource", "paired_with", "availability", "description"),
    "operations": ("host", "path", "method", "operation_id", "permissions", "confidence"),
    "conditions": ("host", "path", "method", "parameter", "values", "permission", "confidence"),
}
"""The columns of each table."""


class CatalogDataError(TwilioKeysError):
    """A data file of the catalog that cannot be read: the package is damaged."""


def read_data(name: str) -> str:
    """The text of one of the catalog's data files."""
    return files(__package__).joinpath("data", name).read_text("utf-8")


def rows(table: str) -> Iterator[tuple[str, ...]]:
    """The rows of one of the tables in `COLUMNS`, without its heading.

    Raises:
        CatalogDataError: The heading is another, or a row has too few or too many columns.
    """
    return parse_rows(table, read_data(f"{table}.tsv"))


def parse_rows(table: str, text: str) -> Iterator[tuple[str, ...]]:
    """As `rows`, from the text of the file."""
    columns = COLUMNS[table]
    heading, *lines = text.splitlines() or [""]
    if tuple(heading.split("\t")) != columns:
        raise CatalogDataError(
            f"{table}.tsv must begin with the columns {', '.join(columns)}: install the package again"
        )
    for number, line in enumerate(lines, start=2):
        row = tuple(line.split("\t"))
        if len(row) != len(columns):
            raise CatalogDataError(
                f"{table}.tsv, line {number}: {len(row)} columns instead of {len(columns)}: install the package again"
            )
        yield row


def entry(row: tuple[str, ...]) -> Entry:
    """A row of `permissions.tsv`."""
    permission, listed, evidence, access, tags = row
    return Entry(
        Permission.parse(permission),
        cast("Listed", listed),
        cast("Evidence", evidence),
        AccessLevel(access),
        () if tags == NOTHING else tuple(tags.split(",")),
    )


def resource(row: tuple[str, ...]) -> Resource:
    """A row of `resources.tsv`."""
    product, name, paired_with, availability, description = row
    pair = None if paired_with == NOTHING else paired_with
    return Resource(product, name, pair, cast("Availability", availability), description)


def operation(row: tuple[str, ...]) -> Operation:
    """A row of `operations.tsv`."""
    host, path, method, operation_id, permissions, confidence = row
    needed = () if permissions == NOTHING else tuple(map(Permission.parse, permissions.split(" ")))
    return Operation(method, host, path, operation_id, needed, cast("Confidence", confidence))


def entry_row(given: Entry) -> str:
    """A permission as a row of `permissions.tsv`."""
    tags = ",".join(given.tags) or NOTHING
    return "\t".join((str(given.permission), given.listed, given.evidence, given.access, tags))


def resource_row(given: Resource) -> str:
    """A resource as a row of `resources.tsv`."""
    pair = given.paired_with or NOTHING
    return f"{given.product}\t{given.name}\t{pair}\t{given.availability}\t{given.description}"


def operation_row(given: Operation) -> str:
    """An operation as a row of `operations.tsv`."""
    permissions = " ".join(map(str, given.permissions)) or NOTHING
    return f"{given.host}\t{given.path}\t{given.method}\t{given.operation_id}\t{permissions}\t{given.confidence}"

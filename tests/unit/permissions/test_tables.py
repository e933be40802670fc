"""The catalog's tables as text: read as they must be, written as they were."""

from __future__ import annotations

import pytest

from twilio_keys_component.permissions import tables
from twilio_keys_component.permissions.tables import COLUMNS, CatalogDataError, parse_rows, read_data

HEADING = "\t".join(COLUMNS["resources"])


@pytest.mark.parametrize("text", ["", "\n", "product\tresource\n", f"{HEADING}\tmore\n", "a\tb\n" + HEADING])
def test_another_heading_is_damage(text: str) -> None:
    """Columns are never guessed; an empty file has none."""
    with pytest.raises(CatalogDataError, match=r"resources\.tsv must begin with the columns product, resource.*again"):
        list(parse_rows("resources", text))


@pytest.mark.parametrize(("row", "count"), [("a\tb\tc\td", 4), ("a\tb\tc\td\te\tf", 6), ("", 1)])
def test_a_row_with_another_number_of_columns_is_damage(row: str, count: int) -> None:
    """The error names file and line."""
    text = f"{HEADING}\nvoice\tcalls\t-\tgeneral\tCalls\n{row}\n"
    with pytest.raises(CatalogDataError, match=rf"resources\.tsv, line 3: {count} columns instead of 5: install"):
        list(parse_rows("resources", text))


def test_a_table_can_have_no_rows() -> None:
    """A heading is enough."""
    assert list(parse_rows("resources", f"{HEADING}\n")) == []


def test_every_row_is_written_as_it_was_read() -> None:
    """Of all three tables, byte by byte: what a tool rebuilds differs only where the facts do."""
    readers = {
        "permissions": lambda row: tables.entry_row(tables.entry(row)),
        "resources": lambda row: tables.resource_row(tables.resource(row)),
        "operations": lambda row: tables.operation_row(tables.operation(row)),
    }
    for table, written in readers.items():
        lines = ["\t".join(COLUMNS[table]), *map(written, tables.rows(table))]
        assert "\n".join([*lines, ""]) == read_data(f"{table}.tsv")

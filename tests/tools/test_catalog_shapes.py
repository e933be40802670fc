"""What operations answer, from files such as Twilio's OpenAPI files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.catalog.__main__ import main
from tools.catalog.shapes import NoOpenApiError, shapes_table
from tools.catalog.sources import SHAPES, Sources

SOURCES = Sources.read()


def openapi(folder: Path, paths: dict[str, object]) -> Path:
    """A folder with one OpenAPI file."""
    message = {"properties": {"sid": {"pattern": "^(SM|MM)[0-9a-fA-F]{32}$"}, "body": {"type": "string"}}}
    several = {
        "properties": {"end": {}, "messages": {"type": "array", "items": {"$ref": "#/components/schemas/message"}}}
    }
    file = {
        "servers": [{"url": "https://api.twilio.com"}],
        "components": {"schemas": {"message": message, "several": several}},
        "paths": paths,
    }
    (folder / "twilio_api.json").write_text(json.dumps(file))
    return folder


def answer(status: str, schema: str) -> dict[str, object]:
    """A method that answers a schema."""
    content = {"application/json": {"schema": {"allOf": [{"$ref": f"#/components/schemas/{schema}"}]}}}
    return {"responses": {status: {"content": content}, "400": {}}}


def rows_of(table: str) -> dict[str, list[str]]:
    """The last columns of each row, by method and path."""
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    return {f"{method} {path.rpartition('/')[2]}": rest for host, path, method, *rest in rows if host[:4] == "api."}


def test_shapes_are_read_from_openapi_files(tmp_path: Path) -> None:
    """Status, list key, prefix of the sid and fields come from the answer's schema, behind its references."""
    path = "/2010-04-01/Accounts/{AccountSid}/Messages.json"
    folder = openapi(tmp_path, {path: {"get": answer("200", "several"), "post": answer("201", "message")}})
    rows = rows_of(shapes_table(SOURCES, folder))
    assert rows["GET Messages.json"] == ["200", "messages", "SM", "sid body"]
    assert rows["POST Messages.json"] == ["201", "-", "SM", "sid body"]


def test_an_operation_without_a_description_gets_what_is_usual(tmp_path: Path) -> None:
    """A delete is 204, and a list stands under the last word of its path."""
    rows = rows_of(shapes_table(SOURCES, openapi(tmp_path, {"/other": {"get": answer("200", "message")}})))
    assert rows["DELETE {Sid}.json"] == ["204", "-", "-", "-"]
    assert rows["GET OutgoingCallerIds.json"] == ["200", "outgoing_caller_ids", "-", "-"]


@pytest.mark.parametrize("text", [None, "{}", "no JSON"])
def test_a_folder_without_openapi_files_is_refused(tmp_path: Path, text: str | None) -> None:
    """Nothing is written from nothing."""
    if text is not None:
        (tmp_path / "package.json").write_text(text)
    with pytest.raises(NoOpenApiError, match=r"no OpenAPI file|no JSON"):
        shapes_table(SOURCES, tmp_path)


def test_shapes_are_written_into_the_clone(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The command replaces the table, and what it writes passes the check."""
    folder = openapi(tmp_path_factory.mktemp("openapi"), {"/other": {"get": answer("200", "message")}})
    assert main(["shapes", str(folder)], root=clone) == 0
    assert (clone / SHAPES).read_text() != SOURCES.texts[SHAPES]
    assert main(["check"], root=clone) == 0

"""What each operation answers, from Twilio's OpenAPI files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from tools.catalog.rows import SHAPE_TABLE, Place
from tools.catalog.sources import OPERATIONS, Sources
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions.operations import Operation
from twilio_keys_component.permissions.tables import NOTHING, operation, parse_rows

_METHODS: Final = ("delete", "get", "patch", "post", "put")
_STATUS: Final = {"Create": "201", "Delete": "204"}
_PREFIX: Final = re.compile(r"\^?\(?([A-Z]{2})\[")
_MESSAGE_SID: Final = "^(SM|MM)[0-9a-fA-F]{32}$"


class NoOpenApiError(TwilioKeysError):
    """A folder without Twilio's OpenAPI files."""


@dataclass(frozen=True, slots=True)
class _Described:
    """An operation as a file describes it, with the whole file for its references."""

    file: Mapping[str, Any]
    operation: Mapping[str, Any]

    def resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """A schema behind its references."""
        while "$ref" in schema:
            found: Mapping[str, Any] = self.file
            for name in schema["$ref"].split("/")[1:]:
                found = found[name]
            schema = found
        return schema

    def properties(self, schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
        """The properties of an object; of several that it can be, those of the first."""
        resolved = self.resolved(schema)
        found = dict(resolved.get("properties") or {})
        for part in resolved.get("allOf", []) + resolved.get("oneOf", [])[:1] + resolved.get("anyOf", [])[:1]:
            found |= self.properties(part)
        return found


def shapes_table(sources: Sources, folder: Path) -> str:
    """The text of `shapes.tsv`.

    An operation that the files do not have gets what is usual for its kind. Names of fields are taken only for
    operations whose permissions are known.

    Raises:
        NoOpenApiError: There is no OpenAPI file in the folder, or a file that is no JSON.
    """
    described = _read(folder)
    if not described:
        raise NoOpenApiError(f"{folder} has no OpenAPI file of Twilio's (twilio_*.json with paths in it)")
    rows = ["\t".join(SHAPE_TABLE.columns)]
    for row in map(operation, parse_rows("operations", sources.texts[OPERATIONS])):
        cells = _shape(row, described.get((row.host, row.path, row.method)))
        rows.append("\t".join((row.host, row.path, row.method, *(cell or NOTHING for cell in cells))))
    return "\n".join(rows) + "\n"


def _read(folder: Path) -> dict[Place, _Described]:
    return {place: found for path in sorted(folder.glob("*.json")) for place, found in _operations(_json(path))}


def _json(path: Path) -> Mapping[str, Any]:
    try:
        file: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    except json.JSONDecodeError as error:
        raise NoOpenApiError(f"{path} is no JSON: {error}") from None
    return file


def _operations(file: Mapping[str, Any]) -> Iterator[tuple[Place, _Described]]:
    for path, item in file.get("paths", {}).items():
        for method in _METHODS:
            if method in item:
                servers = item[method].get("servers") or item.get("servers") or file["servers"]
                yield (urlsplit(servers[0]["url"]).netloc, path, method.upper()), _Described(file, item[method])


def _shape(row: Operation, described: _Described | None) -> tuple[str, str, str, str]:
    """Status, list key, prefix of the sid and fields; empty for nothing."""
    verb = next(iter(re.findall("^[A-Z][a-z]+", row.operation_id)))
    usual = _STATUS.get(verb, "200")
    if described is None:
        return usual, _snake(row.path) if verb == "List" else "", "", ""
    answers = described.operation["responses"]
    good = sorted(status for status in answers if status[0] in "23")
    status = usual if usual in good else good[0]
    schema = answers[status].get("content", {}).get("application/json", {}).get("schema")
    if schema is None:
        return status, "", "", ""
    properties = described.properties(schema)
    key = _list_key(described, properties) if verb == "List" else ""
    if key:
        properties = described.properties(described.resolved(properties[key])["items"])
    prefix = _prefix(row, described.resolved(properties.get("sid", {})).get("pattern", ""))
    return status, key, prefix, " ".join(properties) if row.is_known else ""


def _list_key(described: _Described, properties: Mapping[str, Mapping[str, Any]]) -> str:
    """The only list in an answer; none if there are several."""
    lists = [name for name, schema in properties.items() if described.resolved(schema).get("type") == "array"]
    return lists[0] if len(lists) == 1 else ""


def _prefix(row: Operation, pattern: str) -> str:
    """What a sid begins with. *Source:* its pattern (doc), but for two."""
    if pattern == _MESSAGE_SID:
        return "SM"  # what a text message has; MM is for media
    if row.host == "intelligence.twilio.com" and re.match(r"/v2/Services(/[^/]*)?$", row.path):
        return "GA"  # the file has no pattern there
    found = _PREFIX.match(pattern)
    return found[1] if found else ""


def _snake(path: str) -> str:
    """A guess at the name that a list's entries stand under, from the last word of its path."""
    last = [part for part in path.split("/") if part and "{" not in part][-1]
    return re.sub(r"(?<!^)(?=[A-Z])", "_", last.removesuffix(".json")).lower()

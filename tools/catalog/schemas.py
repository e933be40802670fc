"""JSON Schemas of the files that people write, and of what programs read."""

from __future__ import annotations

import json
from typing import Final

from pydantic.json_schema import models_json_schema

from tools.catalog.rows import ConditionLine, OperationLine, PermissionLine, ResourceLine, ShapeLine
from twilio_keys_component.permissions.overlay_file import OverlayFile
from twilio_keys_component.review.document import ReviewDocument
from twilio_keys_component.rules import Settings, WaiverFile

SCHEMAS: Final = "docs/schemas"
_ROWS: Final = (ConditionLine, OperationLine, PermissionLine, ResourceLine, ShapeLine)


def schemas() -> dict[str, str]:
    """The text of each schema, by its path in the clone."""
    _, rows = models_json_schema([(row, "validation") for row in _ROWS], title="Rows of the catalog's tables")
    return {
        f"{SCHEMAS}/catalog-rows.json": _json(rows),
        f"{SCHEMAS}/overlay.json": _json(OverlayFile.model_json_schema()),
        f"{SCHEMAS}/review.json": _json(ReviewDocument.model_json_schema(mode="serialization")),
        f"{SCHEMAS}/settings.json": _json(Settings.model_json_schema()),
        f"{SCHEMAS}/waivers.json": _json(WaiverFile.model_json_schema()),
    }


def _json(schema: dict[str, object]) -> str:
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

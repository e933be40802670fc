"""All that is derived, as text in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tools.catalog.names import NAMES, names_package
from tools.catalog.page import PAGE, reference_page
from tools.catalog.rating import catalog_of, permissions_table
from tools.catalog.schemas import SCHEMAS, schemas
from tools.catalog.sources import PERMISSIONS, RISKS, Sources
from twilio_keys_component.permissions.risks import RiskRules

_PLACES: Final = (PERMISSIONS, PAGE, f"{NAMES}/*.py", f"{SCHEMAS}/*.json")


def derived(sources: Sources) -> dict[str, str]:
    """The text of every derived file, by its path in the clone.

    Raises:
        TwilioKeysError: The sources cannot be read.
    """
    catalog = catalog_of(sources, RiskRules.parse(sources.texts[RISKS]))
    return {
        PERMISSIONS: permissions_table(catalog),
        PAGE: reference_page(catalog),
        **names_package(catalog),
        **schemas(),
    }


def written(root: Path) -> dict[str, str]:
    """The derived files as they lie in a clone, by their paths."""
    paths = [path for place in _PLACES for path in root.glob(place)]
    return {path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8") for path in paths}

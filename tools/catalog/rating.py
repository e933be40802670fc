"""The catalog of the given files, every permission rated by the given rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from tools.catalog.sources import OPERATIONS, PERMISSIONS, RESOURCES, Sources
from twilio_keys_component.permissions import tables
from twilio_keys_component.permissions.catalog import Catalog
from twilio_keys_component.permissions.entries import AccessLevel, Entry, Evidence, Listed
from twilio_keys_component.permissions.permission import Permission
from twilio_keys_component.permissions.risks import RiskRules
from twilio_keys_component.permissions.spelling import known_actions, spellings


def catalog_of(sources: Sources, rules: RiskRules) -> Catalog:
    """The catalog; what the table says of access and tags does not count."""
    resources = list(map(tables.resource, tables.parse_rows("resources", sources.texts[RESOURCES])))
    unrated = Catalog(map(_unrated, tables.parse_rows("permissions", sources.texts[PERMISSIONS])), resources)
    operations = map(tables.operation, tables.parse_rows("operations", sources.texts[OPERATIONS]))
    return Catalog(_rated(unrated, rules), resources, list(operations))


def permissions_table(catalog: Catalog) -> str:
    """The text of `permissions.tsv`."""
    rows = sorted(map(tables.entry_row, catalog.entries.values()))
    return "\n".join(["\t".join(tables.COLUMNS["permissions"]), *rows]) + "\n"


def _unrated(row: tuple[str, ...]) -> Entry:
    permission, listed, evidence, _, _ = row
    return Entry(Permission.parse(permission), cast("Listed", listed), cast("Evidence", evidence), AccessLevel.READ, ())


def _rated(catalog: Catalog, rules: RiskRules) -> Iterator[Entry]:
    for permission, entry in catalog.entries.items():
        also = spellings(permission, catalog)[1:]
        actions = known_actions(permission, catalog) if permission.is_wildcard else ()
        risk = rules.risk(permission, also=also, actions=actions)
        yield replace(entry, access=risk.access, tags=risk.tags)

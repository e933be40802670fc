"""The permission names that are known to be in use, with how well each is known."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from twilio_keys_component.permissions.permission import Permission


@cache
def known_permissions() -> frozenset[Permission]:
    """Every permission of the catalog, read from `data/permissions.tsv` at the first call.

    *Source:* gathered from public client libraries, Twilio's permission PDFs and published live tests; the data file
    carries the evidence for each name. The list cannot be complete: Twilio's grows faster.
    """
    text = files(__package__).joinpath("data/permissions.tsv").read_text("utf-8")
    return frozenset(Permission.parse(line.split("\t", 1)[0]) for line in text.splitlines()[1:])

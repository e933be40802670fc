"""Live keys that no state knows: which of them a stack's own record proves to be its, and which only look like it."""

from twilio_keys_component.orphans.export import ExportError, KeyResource, Snapshot, read_export
from twilio_keys_component.orphans.finding import AccountRegion, Orphan, Orphans, find
from twilio_keys_component.orphans.removing import (
    Look,
    NotSettledError,
    OrphanError,
    Site,
    StackMovedError,
    remove,
)

__all__ = [
    "AccountRegion",
    "ExportError",
    "KeyResource",
    "Look",
    "NotSettledError",
    "Orphan",
    "OrphanError",
    "Orphans",
    "Site",
    "Snapshot",
    "StackMovedError",
    "find",
    "read_export",
    "remove",
]

"""The least permissions of a program: from its source, or from what it did against the emulator."""

from twilio_keys_component.suggest.analysis import analyse
from twilio_keys_component.suggest.findings import Analysis, Finding, SourceError, Unresolved
from twilio_keys_component.suggest.record import KeyUse, RecordError, choose, read_record
from twilio_keys_component.suggest.suggestion import (
    Comparison,
    Suggestion,
    compare,
    fitting,
    from_record,
    from_source,
)

__all__ = [
    "Analysis",
    "Comparison",
    "Finding",
    "KeyUse",
    "RecordError",
    "SourceError",
    "Suggestion",
    "Unresolved",
    "analyse",
    "choose",
    "compare",
    "fitting",
    "from_record",
    "from_source",
    "read_record",
]

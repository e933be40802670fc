"""The least permissions of a program: from its source, or from what it did against the emulator."""

from twilio_keys_component.suggest.analysis import analyse
from twilio_keys_component.suggest.findings import Analysis, Finding, SourceError, Unresolved

__all__ = ["Analysis", "Finding", "SourceError", "Unresolved", "analyse"]

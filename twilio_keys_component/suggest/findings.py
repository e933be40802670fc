"""What an analysis of source code says: permissions with their places, and what it could not follow."""

from __future__ import annotations

from dataclasses import dataclass

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions import Permission


class SourceError(TwilioKeysError, ValueError):
    """Source code that cannot be analysed: a path that is not there, or a file that is no Python."""


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """A permission that one call needs.

    Attributes:
        permission: The permission.
        file: The file, as the caller named it or its folder.
        line: The line of the call, from 1.
        call: What is called, as the source writes it, such as `client.messages.create`.
    """

    permission: Permission
    file: str
    line: int
    call: str


@dataclass(frozen=True, order=True, slots=True)
class Unresolved:
    """A call that may reach Twilio and whose permission is not known.

    Attributes:
        file: The file, as the caller named it or its folder.
        line: The line of the call, from 1.
        call: What is called, as the source writes it.
        reason: Why the permission is not known.
    """

    file: str
    line: int
    call: str
    reason: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the files need.

    Attributes:
        findings: Every call whose permissions are known, sorted, once for each permission.
        unresolved: Every call that may reach Twilio and could not be followed, sorted.
        notes: What to know about the findings, such as a permission that is a judgement and not sure.
        files: How many files were read.
    """

    findings: tuple[Finding, ...]
    unresolved: tuple[Unresolved, ...]
    notes: tuple[str, ...]
    files: int

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """Every permission that was found, sorted."""
        return tuple(sorted({finding.permission for finding in self.findings}))

"""What an operation tells a person about keys: its errors and warnings, not what the program exports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SECTION: Final = re.compile(r"^Diagnostics:\n(.*?)(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
_MESSAGE: Final = re.compile(r"(?:^|\s)(?:error|warning): ")
_RESOURCE: Final = re.compile(r"  \S+ApiKey \((.+)\):")
_SID: Final = re.compile(r"SK[0-9a-f]{32}")
_GONE: Final = re.compile(r"found by its name and deleted: SK\w+(?:, SK\w+)*|for the key SK\w+ .*It was deleted again")
"""What our texts say of a key that they no longer call left."""

_NOT_LISTED: Final = ("It was looked for in vain", "could not be listed to the end")
_UNKNOWN: Final = "may exist"
_DELETE: Final = "Could not delete the key {sid}: "
_MAY_BE_DONE: Final = "may have been carried out"
_MAY_BE_DELETED: Final = "Whether it was deleted is not known"


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """What was told.

    Attributes:
        messages: The lines of errors and warnings.
        failed: The logical names of the keys whose operation failed.
    """

    messages: tuple[str, ...] = ()
    failed: frozenset[str] = frozenset()

    def names(self, sid: str) -> bool:
        """Whether a key is named that may be left: not only as one that was deleted."""
        return any(sid in _SID.findall(_GONE.sub("", message)) for message in self.messages)

    def may_have_deleted(self, sid: str) -> bool:
        """Whether it is told that a key may be gone whose deletion failed; a lost update ends none."""
        failed = _DELETE.format(sid=sid)
        return any(
            (failed in message and _MAY_BE_DONE in message) or (sid in message and _MAY_BE_DELETED in message)
            for message in self.messages
        )

    def leaves_open(self, name: str, *, is_twilio_killed: bool) -> bool:
        """Whether it is told that a create may have made a key of this name, which could not be looked for.

        Args:
            name: The key's name.
            is_twilio_killed: Whether Twilio was: then the plain error of an unknown outcome will do.
        """
        signs = (*_NOT_LISTED, _UNKNOWN) if is_twilio_killed else _NOT_LISTED
        return any(repr(name) in message and any(sign in message for sign in signs) for message in self.messages)


def diagnostics(text: str) -> Diagnostics:
    """What the engine, or a command that runs it, printed."""
    section = [line for found in _SECTION.findall(text) for line in found.splitlines()]
    failed: set[str] = set()
    resource = ""
    for line in section:
        if line.strip() and not line.startswith("    "):
            header = _RESOURCE.fullmatch(line)
            resource = header[1] if header else ""
        elif line.startswith("    error: ") and resource:
            failed.add(resource)
    messages = [line for line in text.splitlines() if _MESSAGE.search(line)]
    return Diagnostics((*messages, *section), frozenset(failed))

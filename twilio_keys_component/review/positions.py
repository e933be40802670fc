"""Where in the program resources are declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from twilio_keys_component.review.model import Position

_DECLARED: Final = re.compile(r"twilio-keys: declared at (?P<path>[^\n]+)#(?P<line>[1-9]\d*)\s*$")
"""What our resource says where nobody but a review reads it."""

_FRAME: Final = re.compile(r"project:///(?P<path>[^\n]+)#(?P<line>[1-9]\d*)$")
FOREIGN: Final = frozenset({"..", "site-packages", "dist-packages", ".venv", "venv", "twilio_keys_component"})
"""Folders with code that is not the user's: what lies outside the project, what is installed, this package."""


def from_diagnostics(told: Iterable[tuple[str, str]]) -> dict[str, Position]:
    """The positions in diagnostics.

    Args:
        told: URNs and messages.
    """
    matches = ((urn, _DECLARED.match(message)) for urn, message in told if urn)
    return {urn: _position(match) for urn, match in matches if match}


def from_frames(frames: Mapping[str, Sequence[str]]) -> dict[str, Position]:
    """The positions in stack traces: the first that is in the user's program.

    Args:
        frames: The engine's source positions by URN, innermost first.
    """
    found: dict[str, Position] = {}
    for urn, trace in frames.items():
        matches = (_FRAME.match(frame) for frame in trace)
        ours = (match for match in matches if match and FOREIGN.isdisjoint(match["path"].split("/")))
        first = next(ours, None)
        if first:
            found[urn] = _position(first)
    return found


def _position(match: re.Match[str]) -> Position:
    return Position(match["path"], int(match["line"]))

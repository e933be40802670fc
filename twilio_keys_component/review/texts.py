"""Texts of programs, providers and policy packs that run over several lines."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.review.positions import FOREIGN
from twilio_keys_component.review.values import MASK

_COLOR: Final = re.compile(r"<\{%[^%]*%\}>")
"""The engine's own marks for colors."""

_TRACEBACK: Final = "Traceback (most recent call last):"
_FRAME: Final = re.compile(r'\s*File "(?P<path>[^"<>]+)", line (?P<line>\d+)')
_INTERPRETER: Final = re.compile(r"python3(\.\d+)?|pulumi-language-python-exec")
"""Folders of Python's own modules, and the engine's program that starts the user's."""

_SECRET_SETTINGS: Final = ("authToken", "apiKeySecret")
_SHORTEST: Final = 8
"""Characters of a setting's value below which it may stand in any text by chance."""


def safe_lines(text: str, config: Mapping[str, str]) -> str:
    """A text whose lines hold nothing that looks like a secret; of a traceback its exception only.

    Behind the exception stands the last line of the user's program that led to it.

    Args:
        text: What was said.
        config: The stack's settings: what credentials lie there in the clear is taken out.
    """
    text = _COLOR.sub("", text).strip()
    for name, value in config.items():
        if name.endswith(_SECRET_SETTINGS) and len(value) >= _SHORTEST:
            text = text.replace(value, MASK)
    lines = [line for line in text.splitlines() if line.strip()]
    heads = [number for number, line in enumerate(lines) if line.strip() == _TRACEBACK]
    return "\n".join(map(_safe, [*lines[: heads[0]], *_exception(lines[heads[0] :])] if heads else lines))


def _exception(lines: Sequence[str]) -> list[str]:
    """What a traceback ends with, and where in the user's program that was, seen from the folder of its first file."""
    last = max(number for number, line in enumerate(lines) if line.strip() == _TRACEBACK or _FRAME.match(line))
    first = next((number for number in range(last + 1, len(lines)) if not lines[number][0].isspace()), len(lines) - 1)
    told, rest = lines[first], list(lines[first + 1 :])
    frames = [(found["path"].replace("\\", "/"), found["line"]) for line in lines if (found := _FRAME.match(line))]
    ours = [(path, line) for path, line in frames if _is_of_user(path)]
    if ours:
        path, line = ours[-1]
        told = f"{told} ({posixpath.relpath(path, posixpath.dirname(ours[0][0]))}, line {line})"
    return [told, *rest]


def _is_of_user(path: str) -> bool:
    parts = path.split("/")
    return FOREIGN.isdisjoint(parts) and not any(map(_INTERPRETER.fullmatch, parts))


def _safe(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return " " * indent + " ".join(map(masked, line.split()))

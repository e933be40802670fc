"""Texts of programs, providers and policy packs that run over several lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.review.values import MASK

_COLOR: Final = re.compile(r"<\{%[^%]*%\}>")
"""The engine's own marks for colors."""

_TRACEBACK: Final = "Traceback (most recent call last):"
_SECRET_SETTINGS: Final = ("authToken", "apiKeySecret")
_SHORTEST: Final = 8
"""Characters of a setting's value below which it may stand in any text by chance."""


def safe_lines(text: str, config: Mapping[str, str]) -> str:
    """A text whose lines hold nothing that looks like a secret; of a traceback the last line only.

    Args:
        text: What was said.
        config: The stack's settings: what credentials lie there in the clear is taken out.
    """
    text = _COLOR.sub("", text).strip()
    for name, value in config.items():
        if name.endswith(_SECRET_SETTINGS) and len(value) >= _SHORTEST:
            text = text.replace(value, MASK)
    lines = [_safe(line) for line in text.splitlines() if line.strip()]
    heads = [number for number, line in enumerate(lines) if line.strip() == _TRACEBACK]
    return "\n".join([*lines[: heads[0]], lines[-1]] if heads else lines)


def _safe(line: str) -> str:
    indent = len(line) - len(line.lstrip())
    return " " * indent + " ".join(map(masked, line.split()))

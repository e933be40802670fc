"""The code blocks of the repository's pages."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, language: str) -> list[str]:
    """The blocks of one language on a page, in order; an empty language for what programs print."""
    text = (ROOT / page).read_text("utf-8")
    return [found["text"] for found in _BLOCK.finditer(text) if found["language"] == language]


def commands(block: str) -> list[str]:
    """The commands of a shell block, without their comments."""
    return [line.split("  #")[0].split(" #")[0].strip() for line in block.splitlines() if line.strip()]

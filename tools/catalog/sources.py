"""The files that people write, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
"""The clone."""

DATA: Final = "twilio_keys_component/permissions/data"
PERMISSIONS: Final = f"{DATA}/permissions.tsv"
RESOURCES: Final = f"{DATA}/resources.tsv"
OPERATIONS: Final = f"{DATA}/operations.tsv"
CONDITIONS: Final = f"{DATA}/conditions.tsv"
RISKS: Final = f"{DATA}/risks.toml"
PROFILES: Final = f"{DATA}/profiles.toml"
SHAPES: Final = "twilio_keys_component/emulator/data/shapes.tsv"
FILES: Final = (PERMISSIONS, RESOURCES, OPERATIONS, CONDITIONS, RISKS, PROFILES, SHAPES)
"""All of them, by their paths in the clone."""

BUILD: Final = "python -m tools.catalog build"
"""What writes the derived files."""

AS_OF: Final = "September 2026"
"""When the names were gathered and Twilio's OpenAPI files read. It changes with the tables, never with the clock."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """Something wrong in a file.

    Attributes:
        file: Its path in the clone.
        line: Where in it, from 1.
        text: What is wrong, and what to do.
    """

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Sources:
    """The text of each of `FILES`, by its path."""

    texts: Mapping[str, str]

    @classmethod
    def read(cls, root: Path = ROOT) -> Sources:
        """Those of a clone, every byte as it lies there.

        Raises:
            OSError: One of them cannot be read.
            UnicodeDecodeError: One of them is no UTF-8.
        """
        return cls({name: (root / name).read_bytes().decode("utf-8") for name in FILES})

    def with_text(self, name: str, text: str) -> Sources:
        """The same files but for one."""
        return replace(self, texts={**self.texts, name: text})

    def line_of(self, name: str, text: str) -> int:
        """The first line of a file with `text` in it; 1 if there is none."""
        lines = self.texts[name].splitlines()
        return next((number for number, line in enumerate(lines, start=1) if text in line), 1)

"""A folder to build in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.catalog.derived import derived
from tools.catalog.sources import Sources


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the sources and what is derived from them."""
    sources = Sources.read()
    for name, text in {**sources.texts, **derived(sources)}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path

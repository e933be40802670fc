"""What the tests of source analysis share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.suggest.ways import Analyse
from twilio_keys_component.suggest import Analysis, analyse


@pytest.fixture
def analyse_text(tmp_path: Path) -> Analyse:
    """Analyse one file with this text, or several by their names."""

    def call(text: str = "", **files: str) -> Analysis:
        for name, source in ({"program": text} | files).items():
            path = tmp_path / f"{name}.py"
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(source)
        return analyse([tmp_path])

    return call

"""Running `twilio-keys permissions …` in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from twilio_keys_component.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `twilio-keys permissions …` in this process; give its exit code, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(("permissions", *arguments))
        written = capsys.readouterr()
        return int(end.value.code or 0), written.out, written.err

    return call


@pytest.fixture
def as_json(run: Run) -> Callable[..., Any]:
    """Run it with `--json`; give what it printed."""

    def call(*arguments: str) -> Any:
        return json.loads(run(*arguments, "--json")[1])

    return call

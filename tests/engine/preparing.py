"""A project without a stack, and `twilio-keys init` in its folder."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.builders import SECRET
from tests.engine.deployment import STACK, clean_environment
from tests.engine.terminal import Terminal
from twilio_keys_component.cli import main

Init = Callable[..., tuple[int, str, str]]
LIMIT_S = 60


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder without a stack, in which this process is."""
    (tmp_path / "Pulumi.yaml").write_text("name: orders\nruntime: python\n", "utf-8")
    environment = clean_environment(tmp_path, python=sys.executable)
    del environment["PULUMI_STACK"]
    for name in os.environ.keys() - environment.keys():
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def init(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Init:
    """Run `twilio-keys init …` in this process; give its exit code, stdout and stderr."""

    def call(*arguments: str, typed: str = "", at_terminal: bool = False) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", (Terminal if at_terminal else io.StringIO)(typed))
        with pytest.raises(SystemExit) as end:
            main(("init", *arguments))
        written = capsys.readouterr()
        assert SECRET not in written.out + written.err
        return int(end.value.code or 0), written.out, written.err

    return call


def settings() -> dict[str, Any]:
    """What the stack's file holds of ours."""
    config = yaml.safe_load(Path(f"Pulumi.{STACK}.yaml").read_text("utf-8")).get("config", {})
    return {name.removeprefix("twilio-keys:"): value for name, value in config.items()}


def stored(name: str) -> str:
    """A setting as the engine decrypts it."""
    config = subprocess.run(
        ["pulumi", "config", "get", f"twilio-keys:{name}", "--stack", STACK],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=True,
    )
    return config.stdout.removesuffix("\n")

"""The page on waivers shows what the command prints."""

from __future__ import annotations

import json
import shlex
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.docs.pages import blocks
from tests.unit.cli.waiving import FLOWS, TODAY, preview
from twilio_keys_component.cli import app

PAGE = "docs/waivers.md"
END = "2026-12-31"


def test_the_command_prints_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Line by line; only the end is another one, as it has to lie ahead."""
    command, *shown = blocks(PAGE, "")[0].splitlines()
    later = str(TODAY + timedelta(days=30))
    monkeypatch.chdir(tmp_path)
    Path("policies").mkdir()
    Path("policies/policy-config.json").write_text(json.dumps({"settings": {"waivers": "waivers.toml"}}), "utf-8")
    Path("preview.json").write_text(preview(FLOWS).replace("urn:pulumi:production", "urn:pulumi:prod"), "utf-8")

    words = shlex.split(command.removeprefix("$ twilio-keys ").replace(END, later))

    assert CliRunner().invoke(app, words).output.replace(later, END).splitlines() == shown

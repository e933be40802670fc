"""`twilio-keys waive` in a project whose preview has a finding to waive."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from twilio_keys_component.cli import main
from twilio_keys_component.permissions import load_catalog
from twilio_keys_component.review import Review, Terms, read_preview, review
from twilio_keys_component.rules import KEY_RESOURCE_TYPE, Settings, Waiver

Waive = Callable[..., tuple[int, str, str]]

FLOWS = "/twilio/studio/flows/update"
ESCALATES = "/twilio/iam/api-keys/create"
TODAY = datetime.now(UTC).date()
UNTIL = (TODAY + timedelta(days=30)).isoformat()

SETTINGS = """
[tool.twilio-keys]
waivers = "waivers.toml"
"""


def preview(*permissions: str, name: str = "flow-editor", **inputs: Any) -> str:
    """A plain preview that creates one key which accepts no risk."""
    return previews({"name": name, "grants": dict.fromkeys(permissions, True), **inputs})


def previews(*keys: dict[str, Any]) -> str:
    """A plain preview that creates these keys."""
    steps = []
    for key in keys:
        inputs = {"owner": "team-flows", "purpose": "Edits flows", "key_type": "restricted", **key}
        name, parent = inputs.pop("name"), inputs.pop("parent", "")
        urn = f"urn:pulumi:production::orders::{parent}{KEY_RESOURCE_TYPE}::{name}"
        steps.append(
            {"op": "create", "urn": urn, "newState": {"urn": urn, "type": KEY_RESOURCE_TYPE, "inputs": inputs}}
        )
    return json.dumps({"steps": steps, "duration": 1, "changeSummary": {"create": len(steps)}})


def judged(text: str, waivers: tuple[Waiver, ...]) -> Review:
    """What a review says of a preview with these waivers."""
    terms = Terms(settings=Settings(), waivers=waivers, catalog=load_catalog(), today=TODAY, max_revoked=5)
    return review(read_preview(text, name="-"), terms)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: settings that name `waivers.toml`, and a preview in which `flow-editor` breaks TK204."""
    (tmp_path / "pyproject.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "preview.json").write_text(preview(FLOWS), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def waive(project: Path, capsys: pytest.CaptureFixture[str]) -> Waive:
    """Run the command in the project with good options, where none are given; give exit code, stdout, stderr."""

    def call(rule: str = "TK204", key: str = "flow-editor", *flags: str, **options: str) -> tuple[int, str, str]:
        given_ = {
            "from": "preview.json",
            "until": UNTIL,
            "reason": "Flows move soon",
            "approver": "Ada, security",
            **options,
        }
        pairs = [word for name, value in given_.items() for word in (f"--{name}", value)]
        with pytest.raises(SystemExit) as end:
            main(("waive", rule, key, *pairs, *flags))
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return call

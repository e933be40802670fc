"""The repository's own pack, and the one that `twilio-keys policy-pack init` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import SEND
from tests.docs.pages import blocks
from tests.engine.local_twilio import LocalTwilio
from tests.policies.guarding import PRODUCTION, Guarded, stopping, warning
from tests.policies.programs import WHOSE, key
from twilio_keys_component import __version__
from twilio_keys_component.rules import read_settings

pytestmark = pytest.mark.engine

ROOT = Path(__file__).resolve().parents[2]
WHOLE = WHOSE + key("/twilio/messaging/messages/*", accept='"TK204", "TK205"')


def test_the_repositorys_pack_works(guarded: Guarded) -> None:
    """`--policy-pack policies` in the project's own environment, without settings."""
    guarded.pack = ROOT / "policies"

    assert stopping(guarded.preview(PRODUCTION, WHOLE, fails=True)) == {"TK201"}


def test_a_pack_of_ones_own_works_with_all_its_files(guarded: Guarded) -> None:
    """As `policy-pack init` writes it, with its settings: a clean program passes, another is stopped."""
    arguments = ("--policy-pack-config", str(guarded.pack / "policy-config.json"))

    clean = guarded.up(PRODUCTION, WHOSE + key(SEND), *arguments)
    run = guarded.up(PRODUCTION, WHOLE, *arguments, fails=True)

    assert stopping(clean) | warning(clean) == set()
    assert stopping(run) == {"TK201"}


def test_a_pack_without_its_environment_stops(guarded: Guarded) -> None:
    """The engine names the interpreter that it did not find, and deploys nothing."""
    file = guarded.pack / "PulumiPolicy.yaml"
    file.write_text("name: twilio-keys\nruntime: {name: python, options: {virtualenv: ../gone}}\n", "utf-8")

    run = guarded.preview(PRODUCTION, WHOSE + key(SEND), fails=True)

    assert "gone/bin/python" in run.text


def test_the_repositorys_pack_has_the_version_of_the_package() -> None:
    """The engine shows it with every finding."""
    assert f"version: {__version__}\n" in (ROOT / "policies" / "PulumiPolicy.yaml").read_text("utf-8")


def test_without_a_preview_rules_over_the_stack_come_late(guarded: Guarded, twilio: LocalTwilio) -> None:
    """What the page warns of: `--skip-preview` stops a key in time, but not what only the whole stack shows."""
    stopped = guarded.up(PRODUCTION, WHOLE, "--skip-preview", fails=True)
    made_by_then = twilio.requests()
    handed = 'pulumi.export("app", {"TWILIO_AUTH_TOKEN": "x"})\n'

    late = guarded.up(PRODUCTION, WHOSE + key(SEND) + handed, "--skip-preview", fails=True)

    assert (stopping(stopped), made_by_then) == ({"TK201"}, [])
    assert {policy.removesuffix("-stack") for policy in stopping(late)} == {"TK104"}
    assert twilio.requests() == ["POST /v1/Keys"]


def test_the_page_shows_what_the_engine_prints(guarded: Guarded) -> None:
    """Word for word, but for the place of the pack."""
    page = (ROOT / "docs" / "policy-pack.md").read_text("utf-8")
    shown = page[page.index("        - [mandatory] [severity: high]  TK201") :].partition("```")[0]

    assert shown in guarded.preview(PRODUCTION, WHOLE, fails=True).out


def test_the_settings_of_the_page_can_be_used() -> None:
    """As far as they are settings: the files are the reader's."""
    (block,) = blocks("docs/policy-pack.md", "json")

    assert read_settings(json.loads(block)["settings"], name="the page").max_permissions == 60

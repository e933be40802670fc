"""The repository's own pack, and the one that `twilio-keys policy-pack init` writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import SEND
from tests.policies.guarding import PRODUCTION, Guarded, stopping, warning
from tests.policies.programs import WHOSE, key
from twilio_keys_component import __version__

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

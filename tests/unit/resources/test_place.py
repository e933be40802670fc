"""Which stack the engine's request is about, and what the stack's own file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import HERE, STACK_ID, asked
from twilio_keys_component.lifecycle import OriginError
from twilio_keys_component.pulumi_files import PulumiFileError
from twilio_keys_component.resources.place import here
from twilio_keys_component.twilio_iam import Settings

CONFIGURED: Settings = {"stackId": "id-of-the-state", "claim": "true"}.get
WITH_ID = HERE.model_copy(update={"stack_id": STACK_ID})
CONFIGURED_ID = HERE.model_copy(update={"stack_id": "id-of-the-state"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder; this process is in one of its folders, as a provider with `main` is."""
    (tmp_path / "Pulumi.yaml").write_text("name: orders\nruntime: python\n", "utf-8")
    (tmp_path / "app").mkdir()
    monkeypatch.chdir(tmp_path / "app")
    return tmp_path


def test_without_a_request_nothing_is_known() -> None:
    """A guard that cannot check is an error."""
    with pytest.raises(OriginError, match="does not show which stack"):
        here(CONFIGURED)


def test_a_request_that_names_no_key_is_none() -> None:
    """Any frame may have a variable of that name."""
    with pytest.raises(OriginError, match="does not show which stack"):
        asked(here, CONFIGURED, urn="https://127.0.0.1")


def test_the_stacks_own_file_counts(folder: Path) -> None:
    """What is configured may be a copied state's."""
    (folder / "Pulumi.dev.yaml").write_text(f"config:\n  twilio-keys:stackId: {STACK_ID}\n", "utf-8")

    assert asked(here, CONFIGURED) == (WITH_ID, False)


@pytest.mark.parametrize("text", ["", "config:\n", "config: {other:stackId: x}", "config: {twilio-keys:stackId: }"])
def test_a_file_without_an_id_says_that_there_is_none(folder: Path, text: str) -> None:
    """It does not fall back on what is configured."""
    (folder / "Pulumi.dev.yaml").write_text(text, "utf-8")

    assert asked(here, CONFIGURED) == (HERE, False)


def test_a_claim_is_read_as_pulumi_writes_it(folder: Path) -> None:
    """In quotes."""
    (folder / "Pulumi.dev.yaml").write_text('config:\n  twilio-keys:claim: "true"\n', "utf-8")

    assert asked(here, CONFIGURED) == (HERE, True)


def test_without_a_file_it_is_what_is_configured(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stack of an inline program, or one of another folder."""
    assert asked(here, CONFIGURED) == (CONFIGURED_ID, True)
    monkeypatch.chdir("/")
    assert asked(here, CONFIGURED) == (CONFIGURED_ID, True)
    assert asked(here, lambda _: None) == (HERE, False)


def test_the_folder_of_settings_is_where_the_project_says(folder: Path) -> None:
    """`stackConfigDir`, beside the project's file."""
    (folder / "Pulumi.yaml").write_text("name: orders\nruntime: python\nstackConfigDir: settings\n", "utf-8")
    (folder / "settings").mkdir()
    (folder / "settings" / "Pulumi.dev.yaml").write_text(f"config:\n  twilio-keys:stackId: {STACK_ID}\n", "utf-8")

    assert asked(here, CONFIGURED) == (WITH_ID, False)


def test_an_encrypted_id_is_refused(folder: Path) -> None:
    """With the way out."""
    (folder / "Pulumi.dev.yaml").write_text("config:\n  twilio-keys:stackId:\n    secure: v1:abc\n", "utf-8")

    with pytest.raises(OriginError, match=r"stackId lies encrypted in Pulumi\.dev\.yaml.*--plaintext"):
        asked(here, CONFIGURED)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("config: [", "it is no YAML"),
        ("- 1", "it is no map"),
        ("config: 1", "its config is no map"),
        ("\0", "it is no YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(folder: Path, text: str, reason: str) -> None:
    """Without what stands in it, which may be a secret."""
    (folder / "Pulumi.dev.yaml").write_text(text, "utf-8")

    with pytest.raises(PulumiFileError, match=rf"Pulumi\.dev\.yaml cannot be read: {reason}"):
        asked(here, CONFIGURED)


def test_a_file_that_is_none_is_refused(folder: Path) -> None:
    """With the reason of the system."""
    (folder / "Pulumi.dev.yaml").mkdir()

    with pytest.raises(PulumiFileError, match="cannot be read: Is a directory"):
        asked(here, CONFIGURED)

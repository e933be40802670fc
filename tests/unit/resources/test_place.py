"""Which stack the engine's request is about, and what the stack's own file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import PLACE, STACK_ID, asked
from twilio_keys_component.lifecycle import Here, OriginError
from twilio_keys_component.pulumi_files import PulumiFileError
from twilio_keys_component.resources.place import here

WITH_ID = PLACE.model_copy(update={"stack_id": STACK_ID})
ID_LINE = f"config:\n  twilio-keys:stackId: {STACK_ID}\n"


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
        here()


def test_a_request_that_names_no_key_is_none() -> None:
    """Any frame may have a variable of that name."""
    with pytest.raises(OriginError, match="does not show which stack"):
        asked(here, urn="https://127.0.0.1")


def test_the_stacks_own_file_counts(folder: Path) -> None:
    """What is configured may be a copied state's."""
    (folder / "Pulumi.dev.yaml").write_text(ID_LINE, "utf-8")

    assert asked(here) == Here(WITH_ID)


@pytest.mark.parametrize("text", ["", "config:\n", "config: {other:stackId: x}", "config: {twilio-keys:stackId: }"])
def test_a_file_without_an_id_says_that_there_is_none(folder: Path, text: str) -> None:
    """With the way in for an id that comes from elsewhere."""
    (folder / "Pulumi.dev.yaml").write_text(text, "utf-8")

    found = asked(here)

    assert (found.place, found.claims) == (PLACE, False)
    assert found.without_id.startswith("The id was looked for in Pulumi.dev.yaml. Where there is none (")
    assert "set TWILIO_KEYS_STACK_ID to this stack's own id" in found.without_id


def test_a_claim_is_read_as_pulumi_writes_it(folder: Path) -> None:
    """In quotes."""
    (folder / "Pulumi.dev.yaml").write_text(f'{ID_LINE}  twilio-keys:claim: "true"\n', "utf-8")

    assert asked(here) == Here(WITH_ID, claims=True)


@pytest.mark.parametrize("where", ["project", "/"])
def test_without_a_file_there_is_neither_id_nor_claim(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """What is configured may be a copied state's. The text says where it looked, and both ways in."""
    (folder / "Pulumi.prod.yaml").write_text(ID_LINE, "utf-8")
    if where == "/":
        monkeypatch.chdir("/")

    found = asked(here)

    assert (found.place, found.claims) == (PLACE, False)
    looked = f"No Pulumi.dev.yaml of project orders was found in {Path.cwd()} or above it"
    assert found.without_id.startswith(looked)
    assert "run this in the project's folder." in found.without_id
    assert "set TWILIO_KEYS_STACK_ID to this stack's own id" in found.without_id


@pytest.mark.parametrize("text", [None, "config:\n"])
def test_an_id_that_lies_elsewhere_is_given_by_a_variable(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    """It claims nothing."""
    if text is not None:
        (folder / "Pulumi.dev.yaml").write_text(text, "utf-8")
    monkeypatch.setenv("TWILIO_KEYS_STACK_ID", STACK_ID)

    assert asked(here) == Here(WITH_ID)


def test_the_id_in_the_stacks_file_goes_before_the_variable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable may be left over from another stack."""
    (folder / "Pulumi.dev.yaml").write_text(ID_LINE, "utf-8")
    monkeypatch.setenv("TWILIO_KEYS_STACK_ID", "id-of-another")

    assert asked(here) == Here(WITH_ID)


@pytest.mark.parametrize("project_file", ["name: other\n", "runtime: python\n"])
def test_another_projects_folder_is_gone_past(folder: Path, project_file: str) -> None:
    """A program can lie in one; its settings are not this stack's."""
    (folder / "app" / "Pulumi.yaml").write_text(project_file, "utf-8")
    (folder / "app" / "Pulumi.dev.yaml").write_text("config:\n  twilio-keys:stackId: id-of-another\n", "utf-8")
    assert asked(here).place == PLACE

    (folder / "Pulumi.dev.yaml").write_text(ID_LINE, "utf-8")

    assert asked(here) == Here(WITH_ID)


def test_the_folder_of_settings_is_where_the_project_says(folder: Path) -> None:
    """`stackConfigDir`, beside the project's file."""
    (folder / "Pulumi.yaml").write_text("name: orders\nruntime: python\nstackConfigDir: settings\n", "utf-8")
    (folder / "settings").mkdir()
    (folder / "settings" / "Pulumi.dev.yaml").write_text(ID_LINE, "utf-8")

    assert asked(here) == Here(WITH_ID)


def test_an_encrypted_id_is_refused(folder: Path) -> None:
    """With the way out."""
    (folder / "Pulumi.dev.yaml").write_text("config:\n  twilio-keys:stackId:\n    secure: v1:abc\n", "utf-8")

    with pytest.raises(OriginError, match=r"stackId lies encrypted in Pulumi\.dev\.yaml.*--plaintext"):
        asked(here)


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
        asked(here)


def test_a_file_that_is_none_is_refused(folder: Path) -> None:
    """With the reason of the system."""
    (folder / "Pulumi.dev.yaml").mkdir()

    with pytest.raises(PulumiFileError, match="cannot be read: Is a directory"):
        asked(here)

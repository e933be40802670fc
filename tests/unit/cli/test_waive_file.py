"""The file that `twilio-keys waive` writes into: what stands in it stays."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.cli.waiving import TODAY, UNTIL, Waive, project, waive
from twilio_keys_component.cli.rule_files import load_settings
from twilio_keys_component.cli.waiver_file import write_waiver
from twilio_keys_component.rules import Waiver, load_waivers, waivers_path

__all__ = ["project", "waive"]

WRITTEN_BY_HAND = f"""\
# Approved by the security team, see CODEOWNERS.

[[waivers]]
rule = "TK301"          # the owner is on leave
key = "other"
reason = "asked for"
approver = "Ada"
until = {UNTIL}
fingerprint = "0123456789abcdef"
"""


def test_what_is_in_the_file_stays(waive: Waive, project: Path) -> None:
    """With its comments, byte by byte."""
    (project / "waivers.toml").write_text(WRITTEN_BY_HAND, "utf-8")
    waive()
    text = (project / "waivers.toml").read_text("utf-8")
    assert text.startswith(f"{WRITTEN_BY_HAND}\n[[waivers]]\nrule = ")
    assert len(load_waivers(project / "waivers.toml")) == 2


def test_a_new_file_says_what_it_is(waive: Waive, project: Path) -> None:
    """In a comment at its top."""
    waive()
    assert (project / "waivers.toml").read_text("utf-8").startswith("# Waivers: who may break which guardrail")


def test_a_waiver_for_the_same_is_replaced(waive: Waive, project: Path) -> None:
    """In its place, with the comments around it, and the command says so."""
    waive()
    file = project / "waivers.toml"
    file.write_text(
        file.read_text("utf-8").replace('"flow-editor"', '"flow-editor" # soon gone') + "\n# end\n", "utf-8"
    )
    code, out, _ = waive(reason="Again")
    text = file.read_text("utf-8")
    assert (code, text.count("[[waivers]]"), text.count("Again"), "Flows move" in text) == (0, 1, 1, False)
    assert '"flow-editor" # soon gone' in text
    assert text.endswith("\n# end\n")
    assert "; replaced in " in out


def test_all_waivers_for_the_same_are_replaced_by_one(waive: Waive, project: Path) -> None:
    """Others between them stay."""
    waive()
    file = project / "waivers.toml"
    one = "[[waivers]]" + file.read_text("utf-8").partition("[[waivers]]")[2]
    file.write_text(f"{one}\n{WRITTEN_BY_HAND}\n{one}", "utf-8")
    waive(reason="Again")
    assert [waiver.reason for waiver in load_waivers(file)] == ["Again", "asked for"]


@pytest.mark.parametrize("text", ["", "waivers = []\n", "# nothing yet\n", "waivers = [\n]\n# end\n"])
def test_an_empty_file_is_filled(waive: Waive, project: Path, text: str) -> None:
    """However it is empty."""
    (project / "waivers.toml").write_text(text, "utf-8")
    assert waive()[0] == 0
    assert len(load_waivers(project / "waivers.toml")) == 1


def test_waivers_in_one_list_are_joined_by_another(waive: Waive, project: Path) -> None:
    """TOML knows two ways to write them."""
    (table,) = tomllib.loads(WRITTEN_BY_HAND)["waivers"]
    inline = ", ".join(f"{name} = {value if name == 'until' else json.dumps(value)}" for name, value in table.items())
    (project / "waivers.toml").write_text(f"waivers = [{{ {inline} }}]\n", "utf-8")
    waive()
    waive()
    assert [waiver.rule for waiver in load_waivers(project / "waivers.toml")] == ["TK301", "TK204"]


def test_lines_end_as_they_did(waive: Waive, project: Path) -> None:
    """As Windows ends them, if they did."""
    (project / "waivers.toml").write_bytes(WRITTEN_BY_HAND.replace("\n", "\r\n").encode())
    waive()
    data = (project / "waivers.toml").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 10


def test_the_file_can_be_named(waive: Waive, project: Path) -> None:
    """And if the settings lead to another one, the command says which."""
    code, _, err = waive(file="mine.toml")
    read = project / "waivers.toml"
    assert (code, err) == (
        0,
        f"with these settings the waivers in {read} count, not these: name this file there as `waivers`\n",
    )
    assert len(load_waivers(project / "mine.toml")) == 1
    assert waive(file="waivers.toml")[2] == ""


@pytest.mark.parametrize("settings", ["[tool.twilio-keys]\n", '{"settings": {}}'], ids=["project file", "of the pack"])
def test_a_file_that_no_settings_name_lies_beside_them(waive: Waive, project: Path, settings: str) -> None:
    """Where pack and review look for it; it is made if there is none."""
    path = project / "policies" / ("config.json" if settings[0] == "{" else "ours.toml")
    path.parent.mkdir()
    path.write_text(settings, "utf-8")
    for _ in range(2):
        code, out, err = waive(settings=str(path))
        assert (code, err) == (0, "")
        assert str(path.with_name("waivers.toml").relative_to(project)) in out
    assert waivers_path(*load_settings(path)) == path.with_name("waivers.toml")
    assert waive(settings=str(path), file="policies/waivers.toml")[2] == ""


def test_a_file_that_cannot_be_written_is_told(waive: Waive) -> None:
    """With the reason."""
    code, _, err = waive(file="nowhere/waivers.toml")
    assert (code, err) == (2, "nowhere/waivers.toml cannot be written: No such file or directory\n")


WORDS = st.text(min_size=1).filter(str.strip)


@given(reason=WORDS, approver=WORDS, key=WORDS)
def test_any_text_comes_back_as_it_was_given(reason: str, approver: str, key: str) -> None:
    """Quotes, newlines and other letters included; the file stays a file of waivers."""
    waiver = Waiver(
        rule="TK204",
        key=key,
        reason=reason,
        approver=approver,
        until=TODAY,
        fingerprint="0123456789abcdef",
    )
    for path in _files():
        write_waiver(path, waiver)
        write_waiver(path, waiver)
        assert load_waivers(path)[-1] == waiver
        path.unlink()


def _files() -> Iterator[Path]:
    """A new file, and one that was written by hand."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "new.toml"
        old = Path(folder) / "old.toml"
        old.write_text(WRITTEN_BY_HAND, "utf-8")
        yield old

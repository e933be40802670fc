"""Files with settings and waivers."""

from __future__ import annotations

from pathlib import Path

import pytest

from twilio_keys_component.cli.rule_files import load_settings
from twilio_keys_component.permissions.strict_toml import StrictTomlError
from twilio_keys_component.rules import Settings, SettingsError, load_names, load_waivers, waivers_path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, the current one, below one that may hold a project file."""
    inner = tmp_path / "service" / "keys"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return inner


def test_without_a_file_nothing_is_set(folder: Path) -> None:
    """Paths would begin in the current folder."""
    assert load_settings(None) == (Settings(), folder)


def test_the_nearest_project_file_with_our_table_counts(folder: Path) -> None:
    """Other project files in between say nothing about us."""
    for where, text in (
        (folder, '[project]\nname = "x"\n'),
        (folder.parent, "[tool.twilio-keys]\nmaxProducts = 2\n"),
        (folder.parent.parent, "[tool.twilio-keys]\nmaxProducts = 3\n"),
    ):
        (where / "pyproject.toml").write_text(text, "utf-8")
    assert load_settings(None) == (Settings(max_products=2), folder.parent)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config.json", '{"settings": {"maxProducts": 2, "enforcementLevel": "mandatory"}, "TK101": "advisory"}'),
        ("ours.toml", "[tool.twilio-keys]\nmaxProducts = 2\n"),
    ],
)
def test_a_file_that_is_given_counts(name: str, text: str) -> None:
    """The policy pack's configuration as it is, or any TOML file with our table."""
    Path("policies").mkdir()
    path = Path("policies") / name
    path.write_text(text, "utf-8")
    assert load_settings(path) == (Settings(max_products=2), Path("policies"))


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.json", "{", "is no JSON"),
        ("a.json", "[" * 90_000, "is no JSON"),
        ("a.json", "[]", "holds no settings"),
        ("a.json", '{"settings": "mandatory"}', "holds no settings"),
        ("a.json", '{"settings": {"maxProduct": 1}}', "maxProduct"),
        ("a.toml", "[", "is no TOML"),
        ("a.toml", "tool = 1", "holds no settings"),
        ("a.toml", '[tool.twilio-keys]\nrules.TK999.production = "advisory"', "there is no such rule"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(name: str, text: str, problem: str) -> None:
    """A guard that cannot read its settings must not go on without them."""
    Path(name).write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=problem):
        load_settings(Path(name))


def test_files_that_cannot_be_read_are_refused() -> None:
    """Missing, or no UTF-8."""
    Path("latin.toml").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match=r"^missing\.json cannot be read: No such file"):
        load_settings(Path("missing.json"))
    with pytest.raises(SettingsError, match="no UTF-8 text"):
        load_waivers(Path("latin.toml"))


def test_waivers_lie_where_the_settings_say_or_beside_them(folder: Path) -> None:
    """As for the policy pack; where there is no such file there are none."""
    assert waivers_path(Settings(), folder) is None
    assert waivers_path(Settings(waivers="w.toml"), folder) == folder / "w.toml"
    (folder / "waivers.toml").write_text("", "utf-8")
    assert waivers_path(Settings(), folder) == folder / "waivers.toml"
    assert load_waivers(folder / "waivers.toml") == ()


def test_waivers_that_are_none_are_refused() -> None:
    """What is wrong with them is told."""
    Path("waivers.toml").write_text("[[waivers]]\n", "utf-8")
    with pytest.raises(StrictTomlError, match="rule"):
        load_waivers(Path("waivers.toml"))


def test_names_are_those_of_the_overlay_too(folder: Path) -> None:
    """Its path begins where the settings lie."""
    (folder / "own.toml").write_text(
        '[[permissions]]\npermission = "/twilio/x/y/read"\nevidence = "inferred"\naccess = "read"\n'
        '[[resources]]\nproduct = "x"\nresource = "y"\ndescription = "Ours"\n',
        "utf-8",
    )
    settings = Settings(permissions_overlay="own.toml")
    more = load_names(settings, folder).entries.keys() - load_names(Settings(), folder).entries.keys()
    assert [str(name) for name in more] == ["/twilio/x/y/read"]

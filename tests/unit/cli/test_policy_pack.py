"""`twilio-keys policy-pack init`: a pack of one's own."""

from __future__ import annotations

import json
import shlex
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from twilio_keys_component import __version__
from twilio_keys_component.cli import main
from twilio_keys_component.cli.policy_pack import FILES
from twilio_keys_component.rules import NON_PRODUCTION, Waiver, read_settings

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def init(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `twilio-keys policy-pack init …` in this process; give its exit code, stdout and stderr."""

    def call(folder: Path | str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(("policy-pack", "init", "--", str(folder)))
        written = capsys.readouterr()
        return int(end.value.code or 0), written.out, written.err

    return call


def test_a_whole_pack_is_written(init: Run, tmp_path: Path) -> None:
    """Into a folder that need not exist; the command to use it is told."""
    folder = tmp_path / "project" / "policies"

    code, out, _ = init(folder)

    assert code == 0
    assert {path.name for path in folder.iterdir()} == {*FILES}
    assert f"pulumi up --policy-pack {folder} --policy-pack-config {folder}/policy-config.json" in out
    assert f"version: {__version__}\n" in (folder / "PulumiPolicy.yaml").read_text("utf-8")
    assert not [
        path for path in folder.iterdir() if "{" in path.read_text("utf-8").replace("{\n", "").replace("{}", "")
    ]


def test_its_settings_and_waivers_can_be_used(init: Run, tmp_path: Path) -> None:
    """The settings are the defaults, written out; the example of a waiver is one, once it is no comment any more."""
    init(tmp_path)

    settings = read_settings(json.loads((tmp_path / "policy-config.json").read_text("utf-8"))["settings"], name="it")
    text = (tmp_path / "waivers.toml").read_text("utf-8")
    example = text[text.index("[[waivers]]\n#") :].replace("\n# ", "\n")

    assert settings.non_production == NON_PRODUCTION
    assert settings.waivers == "waivers.toml"
    assert tomllib.loads(text) == {}
    assert Waiver.model_validate(tomllib.loads(example)["waivers"][0]).rule == "TK203"


@pytest.mark.parametrize(
    ("environment", "pack", "written"),
    [
        ("shop/.venv", "shop/policies", "../.venv"),
        ("shop/.venv", "shop/ops/policies", "../../.venv"),
        ("venvs/shop", "shop/policies", None),
    ],
)
def test_the_environment_is_named_as_seen_from_the_pack(
    init: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: str, pack: str, written: str | None
) -> None:
    """Relative where both lie in one project, so that the pack can be committed; else as a whole path."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / environment))

    err = init(tmp_path / pack)[2]

    text = (tmp_path / pack / "PulumiPolicy.yaml").read_text("utf-8")
    assert f'virtualenv: "{written or (tmp_path / environment).as_posix()}"\n' in text
    assert ("fits this machine only. Make .venv in the project" in err) == (written is None)


def test_without_an_environment_one_is_asked_for(init: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack is written; the engine would not find an interpreter."""
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)

    code, _, err = init(tmp_path)

    assert code == 0
    assert f"{tmp_path / 'PulumiPolicy.yaml'} names " in err
    assert "which is no virtual environment. Make .venv in the project" in err


def test_nothing_is_overwritten(init: Run, tmp_path: Path) -> None:
    """All files that are in the way are named, and none is written."""
    for name in ("waivers.toml", "README.md"):
        (tmp_path / name).write_text("mine", "utf-8")

    code, out, err = init(tmp_path)

    assert (code, out) == (1, "")
    assert "has waivers.toml, README.md already, and nothing is overwritten: nothing was written." in err
    assert "It has no PulumiPolicy.yaml, __main__.py, policy-config.json: choose another folder" in err
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "waivers.toml": "mine",
        "README.md": "mine",
    }


def test_a_whole_pack_is_left_as_it_is(init: Run, tmp_path: Path) -> None:
    """A second run says that it is there."""
    init(tmp_path)

    code, out, err = init(tmp_path)

    assert (code, out, err.endswith(": nothing was written. Use it as it is, or choose another folder\n")) == (
        1,
        "",
        True,
    )


@pytest.mark.parametrize(
    ("folder", "written"),
    [("my pol", "'my pol'"), ("-x", "./-x"), ("it's", """'it'"'"'s'"""), ("ops/policies", "ops/policies")],
)
def test_the_command_to_use_it_can_be_copied(
    init: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, written: str
) -> None:
    """Whatever the folder is called: as it is printed, and as the pack's page has it."""
    monkeypatch.chdir(tmp_path)

    _, out, _ = init(folder)

    (printed,) = (line.strip() for line in out.splitlines() if "--policy-pack" in line)
    assert printed.startswith(f"pulumi up --policy-pack {written} ")
    paths = [Path(word) for word in shlex.split(printed)[3::2]]
    assert paths == [Path(folder), Path(folder) / "policy-config.json"]
    assert printed in (tmp_path / folder / "README.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("", "the folder has no name"),
        (" ", "the folder has no name"),
        ("~/policies", "leave ~ to the shell"),
        (".", ". has Pulumi.yaml: it holds a program"),
        ("../program", "../program has Pulumi.yaml: it holds a program"),
    ],
)
def test_a_folder_that_is_not_for_packs_is_refused(
    init: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, said: str
) -> None:
    """That of a program, whose `__main__.py` would be the pack's; or one that nobody meant."""
    program = tmp_path / "program"
    program.mkdir()
    (program / "Pulumi.yaml").write_text("", "utf-8")
    monkeypatch.chdir(program)

    code, out, err = init(folder)

    assert (code, out, said in err) == (2, "", True)
    assert [path.name for path in program.iterdir()] == ["Pulumi.yaml"]


def test_a_folder_that_cannot_be_written_is_named(init: Run, tmp_path: Path) -> None:
    """One sentence, no traceback."""
    (tmp_path / "file").write_text("", "utf-8")

    code, _, err = init(tmp_path / "file" / "policies")

    assert code == 2
    assert err == f"{tmp_path / 'file' / 'policies'} cannot be written: Not a directory\n"

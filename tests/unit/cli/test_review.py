"""`twilio-keys review`: what it reads, what it prints where, and how it ends."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builders import READ, SEND
from tests.unit.review.previews import MASKED, inputs, plain, reviewed, root, step, stream
from twilio_keys_component.cli import main

Run = Callable[..., tuple[int, str, str]]

FINE = stream(root(), step("create", new=inputs()))
BAD = stream(root(), step("create", new=inputs(purpose=None)))
OLD = stream(root(), step("same", old=inputs(purpose=None), new=inputs(purpose=None)))
ADVISED = stream(root(), step("create", new=inputs(expires=None)))
FAILED = stream(root(), result="failed")
STOPPED = stream(root(), policies=({"policyName": "A", "message": "No.", "enforcementLevel": "mandatory"},))
HIDING = stream(root(), step("same", old=inputs(grants=MASKED), new=inputs(grants=MASKED)))
ENDING = stream(root(), *(step("delete", name, old=inputs()) for name in "abcdef"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on a preview in a folder of its own; give its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(preview: str, *arguments: str) -> tuple[int, str, str]:
        Path("preview.json").write_text(preview, "utf-8")
        with pytest.raises(SystemExit) as end:
            main(("review", "preview.json", *arguments))
        written = capsys.readouterr()
        return int(end.value.code or 0), written.out, written.err

    return call


@pytest.mark.parametrize(
    ("preview", "options", "code"),
    [
        (FINE, "", 0),
        (stream(root()), "", 0),
        (plain(root()), "", 0),
        (BAD, "", 1),
        (BAD, "--fail-on never", 0),
        (BAD, "--new-only", 1),
        (OLD, "", 1),
        (OLD, "--new-only", 0),
        (ADVISED, "", 0),
        (ADVISED, "--fail-on advisory", 1),
        (FAILED, "--fail-on never", 1),
        (STOPPED, "--fail-on never", 1),
        (ENDING, "--fail-on never", 1),
        (HIDING, "--fail-on never --new-only", 1),
        (ENDING, "--max-revoked-keys 6", 0),
        ("{", "", 2),
        (FINE, "--stack dev", 2),
        (FINE, "--max-revoked-keys -1", 2),
        (FINE, "--json --format text", 2),
    ],
)
def test_it_ends_as_documented(run: Run, preview: str, options: str, code: int) -> None:
    """0 nothing to object, 1 something to object, 2 nothing to review."""
    assert run(preview, *options.split())[0] == code


@pytest.mark.parametrize("preview", ["{", "{}", FINE[:-20]])
def test_unusable_input_is_one_line_on_stderr(run: Run, preview: str) -> None:
    """Nothing stands on stdout that a pipe could take for a review."""
    code, out, err = run(preview)
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("name", ["missing.json", "folder", "latin.json", "a\0b"])
def test_a_file_that_cannot_be_read_is_one_line(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is missing, a folder, or no UTF-8."""
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("latin.json").write_bytes(b"\xff")
    with pytest.raises(SystemExit) as end:
        main(("review", name))
    assert end.value.code == 2
    assert "cannot be read" in capsys.readouterr().err


def test_it_reads_stdin(run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A dash stands for it, as elsewhere."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FINE.encode())))
    with pytest.raises(SystemExit) as end:
        main(("review", "-"))
    assert (end.value.code, "+ notifier is created" in capsys.readouterr().out) == (0, True)


@pytest.mark.parametrize("form", ["text", "markdown", "sarif", "json"])
def test_every_format_goes_to_a_file_or_to_stdout(run: Run, form: str) -> None:
    """The same text, and then nothing on stdout."""
    _, out, _ = run(BAD, "--format", form)
    code, nothing, _ = run(BAD, "--format", form, "--output", "review.out")
    assert (code, nothing) == (1, "")
    assert Path("review.out").read_text("utf-8").rstrip() == out.rstrip()
    assert "TK301" in out


@pytest.mark.parametrize("folder", ["infra/keys", "./infra/keys/"])
def test_sarif_names_files_from_the_root_of_the_repository(run: Run, folder: str) -> None:
    """The project may lie in a folder of it."""
    _, out, _ = run(BAD, "--format", "sarif", "--project-folder", folder)
    (result,) = json.loads(out)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "infra/keys/Pulumi.yaml"


def test_json_is_a_format_with_an_option_of_its_own(run: Run) -> None:
    """As with other commands."""
    assert json.loads(run(FINE, "--json")[1]) == json.loads(run(FINE, "--format", "json", "--json")[1])


def test_a_file_that_cannot_be_written_is_wrong_use(run: Run) -> None:
    """A review that nobody gets is no review."""
    code, _, err = run(FINE, "--output", "no/such/folder.md")
    assert (code, "cannot be written" in err) == (2, True)


def test_settings_come_from_the_nearest_project_file(run: Run) -> None:
    """Its waivers and overlay lie beside it; options go before them."""
    Path("pyproject.toml").write_text(
        '[tool.twilio-keys]\nnonProduction = ["prod"]\npermissionsOverlay = "own.toml"\n', "utf-8"
    )
    Path("own.toml").write_text(f'[[risks]]\npermission = "{SEND}"\ntags = ["own-risk"]\nreason = "Ours."\n', "utf-8")
    code, out, _ = run(BAD)
    assert (code, "(not production)" in out, "own-risk" in out) == (0, True, True)
    Path("other.toml").write_text(f'[[risks]]\npermission = "{SEND}"\ntags = ["other-risk"]\nreason = "No."\n', "utf-8")
    assert "other-risk" in run(BAD, "--overlay", "other.toml")[1]


@pytest.mark.parametrize("options", ["", "--waivers policies/waivers.toml", "--settings policies/policy-config.json"])
def test_waivers_are_taken_into_account(run: Run, options: str) -> None:
    """From the settings' file, from beside it, or as given."""
    (finding,) = reviewed(BAD).after.findings
    Path("policies").mkdir()
    waiver = f'[[waivers]]\nrule = "TK301"\nkey = "notifier"\nreason = "new"\napprover = "sec"\nuntil = {_soon()}\n'
    Path("policies/waivers.toml").write_text(f'{waiver}fingerprint = "{finding.fingerprint}"\n', "utf-8")
    Path("policies/policy-config.json").write_text('{"settings": {"enforcementLevel": "mandatory"}}', "utf-8")
    if not options:
        Path("pyproject.toml").write_text('[tool.twilio-keys]\nwaivers = "policies/waivers.toml"\n', "utf-8")
    code, out, _ = run(BAD, *options.split())
    assert (code, "waived until" in out) == (0, True)


def _soon() -> str:
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC).date() + timedelta(days=30)).isoformat()


def test_the_other_permissions_are_told_too(run: Run) -> None:
    """The reason of the whole command."""
    out = run(stream(root(), step("update", old=inputs(), new=inputs(SEND, READ))))[1]
    assert "can now read messages" in out

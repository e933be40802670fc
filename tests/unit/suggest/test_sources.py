"""Which files are read, and what is said of those that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from twilio_keys_component.suggest import SourceError, analyse

CALL = "from twilio.rest import Client\nClient().messages.list()\n"


def _write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_folders_are_read_without_what_is_not_the_projects(tmp_path: Path) -> None:
    """Hidden folders, virtual environments, caches and other files are left out."""
    _write(tmp_path / "app" / "use.py", CALL)
    for skipped in (".hidden/use.py", "venv/lib/use.py", "node_modules/use.py", "__pycache__/use.py", "app/notes.txt"):
        _write(tmp_path / skipped, "not Python")
    _write(tmp_path / "venv" / "pyvenv.cfg", "")
    analysis = analyse([tmp_path])
    assert [(one.file, one.line) for one in analysis.findings] == [((tmp_path / "app" / "use.py").as_posix(), 2)]
    assert analysis.files == 1


def test_a_file_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path stays relative, and a file needs no `.py`."""
    _write(tmp_path / "bin" / "use", CALL)
    monkeypatch.chdir(tmp_path)
    assert [one.file for one in analyse(["bin/use"]).findings] == ["bin/use"]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("x = 1\ny = (\n", 2, "was never closed"),
        (b"x = 1\0", 1, "null bytes"),
        (b"x = '\xff'\n", 1, "utf-8"),
        ("-" * 100_000 + "1", 1, ""),
    ],
)
def test_a_file_that_does_not_parse_is_an_error(tmp_path: Path, text: str | bytes, line: int, problem: str) -> None:
    """The error names the file and the line, and the other files are not analysed either."""
    _write(tmp_path / "good.py", CALL)
    broken = _write(tmp_path / "broken.py", text)
    with pytest.raises(SourceError, match="does not parse as Python") as error:
        analyse([tmp_path])
    assert str(error.value).startswith(f"{broken}:{line}: ")
    assert problem in str(error.value)


def test_an_expression_too_deep_to_follow_is_an_error(tmp_path: Path) -> None:
    """Python parses it; the file is named."""
    deep = _write(tmp_path / "deep.py", "x = " + " + ".join(["y"] * 900))
    with pytest.raises(SourceError, match="nested too deeply to follow") as error:
        analyse([deep])
    assert str(error.value).startswith(f"{deep}: ")


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """It is named, with what to do."""
    with pytest.raises(SourceError, match=r"cannot read .*nowhere: No such file.*; give files and folders"):
        analyse([tmp_path / "nowhere"])


def test_a_folder_without_python_is_an_error(tmp_path: Path) -> None:
    """An empty answer would look like a program that needs nothing."""
    with pytest.raises(SourceError, match="no Python file lies under"):
        analyse([tmp_path])


def test_odd_escapes_are_no_matter(tmp_path: Path) -> None:
    """What Python merely warns of is read."""
    assert analyse([_write(tmp_path / "use.py", "x = '\\d'\n" + CALL)]).files == 1

"""What the command line does where its output cannot be written."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import pytest
import typer

from twilio_keys_component.cli import main
from twilio_keys_component.cli.output import told_failures

LISTS = (("permissions", "list"), ("permissions", "list", "--json"), ("permissions", "profiles"), ("--version",))


@contextmanager
def _full_disk() -> Iterator[TextIO]:
    with Path("/dev/full").open("w", encoding="utf-8") as stream:
        yield stream


@contextmanager
def _gone_reader() -> Iterator[TextIO]:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        yield stream


@contextmanager
def _ascii() -> Iterator[TextIO]:
    with io.TextIOWrapper(io.BytesIO(), encoding="ascii") as stream:
        yield stream


Run = Callable[..., tuple[object, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command with that stream as its stdout; give its exit code and stderr."""

    def call(stdout: TextIO, *arguments: str) -> tuple[object, str]:
        with monkeypatch.context() as patched, (tmp_path / "stderr").open("w", encoding="utf-8") as stderr:
            patched.setattr(sys, "stdout", stdout)
            patched.setattr(sys, "stderr", stderr)
            with pytest.raises(SystemExit) as end:
                main(arguments)
        return end.value.code, (tmp_path / "stderr").read_text("utf-8")

    return call


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
@pytest.mark.parametrize("arguments", LISTS)
def test_full_disk_is_one_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    """Exit code 1, and nothing is left that the interpreter would try to write."""
    with _full_disk() as stdout:
        assert run(stdout, *arguments) == (1, "the output cannot be written: No space left on device\n")
        stdout.flush()


@pytest.mark.parametrize("arguments", LISTS)
def test_reader_that_has_gone_is_no_failure(run: Run, arguments: tuple[str, ...]) -> None:
    """As a shell counts it: 141, and no word."""
    with _gone_reader() as stdout:
        assert run(stdout, *arguments) == (141, "")
        stdout.flush()


def test_letter_that_the_output_does_not_have_is_one_sentence(run: Run) -> None:
    """With the way out."""
    with _ascii() as stdout:
        code, err = run(stdout, "permissions", "explain", "messaging/messages/cr\u00e9er")
    assert (code, err) == (1, "the output cannot be written: ascii has no '\\xe9'; set PYTHONIOENCODING=utf-8\n")


def test_other_failure_of_the_system_is_not_taken_for_one_of_the_output() -> None:
    """It goes on to whoever knows it."""
    with pytest.raises(PermissionError), told_failures():
        raise PermissionError(errno.EACCES, "no", "file")


def test_commands_own_end_goes_through() -> None:
    """With its exit code."""
    with pytest.raises(typer.Exit) as end, told_failures():
        raise typer.Exit(2)
    assert end.value.exit_code == 2

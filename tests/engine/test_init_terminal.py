"""`twilio-keys init` at a terminal, with the real command line of Pulumi."""

from __future__ import annotations

import getpass
import os
import select
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, SECRET
from tests.engine.deployment import STACK
from tests.engine.preparing import LIMIT_S, Init, folder, init, settings, stored

pytestmark = pytest.mark.engine

__all__ = ["folder", "init"]


def test_at_a_terminal_a_secret_is_asked_for_apart(init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own way to ask for a password; an end of input there is no answer."""
    monkeypatch.setattr(getpass, "getpass", lambda _: SECRET)
    code, _, _ = init("--stack", STACK, "--create", at_terminal=True, typed=f"{ACCOUNT_SID}\n{KEY_SID}\n")
    assert (code, stored("apiKeySecret")) == (0, SECRET)

    def end_of_input(_: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", end_of_input)
    code, _, err = init("--stack", "other", "--create", at_terminal=True, typed=f"{ACCOUNT_SID}\n\n")
    assert (code, "Nobody answers" in err) == (2, True)
    assert "The stack other was made and stays: run this again." in err


def test_at_a_terminal_a_malformed_answer_is_asked_for_again(init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each at once, and three times at most."""
    secrets = iter(["", "ab cd", SECRET])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(secrets))

    typed = f"foo\n{ACCOUNT_SID}\nbar\nSK1\n{KEY_SID}\n"
    code, _, err = init("--stack", STACK, "--create", at_terminal=True, typed=typed)
    assert (code, stored("apiKeySecret"), settings()["accountSid"]) == (0, SECRET, ACCOUNT_SID)
    assert [err.count(words) for words in ("no account sid", "no key sid", "copy it again")] == [1, 2, 2]

    code, _, err = init("--stack", "other", "--create", at_terminal=True, typed="a\nb\nc\nd\n")
    assert (code, err.count("no account sid"), "run this again" in err) == (2, 3, True)


def test_a_secret_is_not_echoed(folder: Path) -> None:
    """What a person types at a terminal for it is not shown there."""
    terminal, other_end = os.openpty()
    with ExitStack() as ends:
        ends.callback(os.close, terminal)
        process = ends.enter_context(
            subprocess.Popen(
                ["twilio-keys", "init", "--stack", STACK, "--create"],
                stdin=other_end,
                stdout=other_end,
                stderr=other_end,
                start_new_session=True,
            )
        )
        ends.callback(process.kill)
        os.close(other_end)
        shown = b""
        for question, answer in ((b"AC", ACCOUNT_SID), (b"empty for", KEY_SID), (b"Its secret: ", SECRET)):
            shown += _read_until(terminal, question)
            os.write(terminal, f"{answer}\n".encode())
        shown += _read_until(terminal, b"is ready")
        assert process.wait(LIMIT_S) == 0

    assert SECRET.encode() not in shown
    assert KEY_SID.encode() in shown
    assert stored("apiKeySecret") == SECRET


def _read_until(terminal: int, text: bytes) -> bytes:
    read = b""
    while text not in read:
        assert select.select([terminal], [], [], LIMIT_S)[0], f"{text!r} is not shown after {read!r}"
        read += os.read(terminal, 1024)
    return read

"""`twilio-keys emulator`: what its options say to the emulator."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests

from twilio_keys_component.cli import main
from twilio_keys_component.emulator.given import SHORT_KINDS, SHORT_OPTIONS

COMMAND = [sys.executable, "-W", "error", "-c", "from twilio_keys_component.cli import main; main()"]
NUMBERS = {
    "latency_ms": 1,
    "jitter_ms": 2,
    "clock_skew_s": -3.5,
    "list_delay_ms": 4,
    "fetch_delay_ms": 5,
    "max_keys": 6,
    "max_concurrent": 7,
}


@contextmanager
def _emulator(*arguments: str | Path) -> Iterator[list[str]]:
    """Run it until the block ends; give the lines that it prints first."""
    more = ("--main-key", "--fault", *(f"--{name.replace('_', '-')}" for name in NUMBERS))
    command = [*COMMAND, "emulator", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield [process.stdout.readline().rstrip("\n") for _ in range(4 + sum(map(arguments.count, more)))]
        finally:
            process.terminate()


def _shown(lines: list[str], name: str) -> Any:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(f"{lines[0].split()[3]}/_emulator/{name}", timeout=10).json()


def test_options_are_the_conditions_and_faults_of_the_start() -> None:
    """Each option reaches the emulator."""
    options = [part for name, value in NUMBERS.items() for part in (f"--{name.replace('_', '-')}", str(value))]
    texts = ("drop_after:create,rate=0.25,seed=7", "reset:delete,count=2", "html,method=POST,path=/Mes{1,2}ages")
    faults = [part for text in texts for part in ("--fault", text)]
    with _emulator(*options, *faults) as lines:
        assert lines[4:] == [
            *(f"Condition {name}={value}" for name, value in NUMBERS.items()),
            *(f"Fault {text}" for text in texts),
        ]
        assert _shown(lines, "conditions") == {**NUMBERS, "seed": 0}
        names = ("kind", "call", "rate", "count", "method", "path")
        seen = [tuple(fault[name] for name in names) for fault in _shown(lines, "faults")]
    assert seen == [
        ("drop_after", "create", 0.25, None, None, ""),
        ("reset", "delete", None, 2, None, ""),
        ("html", None, None, 1, "POST", "/Mes{1,2}ages"),
    ]


def test_state_file_keeps_the_main_key(tmp_path: Path) -> None:
    """A second start prints the same key, as long as it is there."""
    options: tuple[str | Path, ...] = ("--state", tmp_path / "twilio.db", "--main-key", "Legacy")
    with _emulator(*options) as first:
        pass
    with _emulator(*options) as second:
        (key,) = _shown(second, "keys")
        with requests.Session() as session:
            session.trust_env = False
            session.delete(f"{second[0].split()[3]}/_emulator/keys/{key['sid']}", timeout=10).raise_for_status()
    with _emulator(*options[:2]) as third:
        assert _shown(third, "keys") == []
    assert first[4] == second[4]
    assert first[4].startswith(f"Main key Legacy: {key['sid']} ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fault", "none", "--fault", "reset,rate=2"], "'none': kind: there is no 'none'"),
        (["--fault", "none", "--fault", "reset,rate=2"], "'reset,rate=2': rate: must be "),
        (["--clock-skew-s", "nan"], "there are no such conditions: clock_skew_s: "),
        (["--state", "/dev/null/twilio.db"], "the emulator cannot use the state file '/dev/null/twilio.db': Not a dir"),
    ],
)
def test_option_that_cannot_be_is_wrong_use(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """One line that says what is wrong, exit code 2, and nothing is started."""
    with pytest.raises(SystemExit) as end:
        main(["emulator", "--port", "0", *arguments])
    written = capsys.readouterr()
    assert (end.value.code, written.out, written.err.count("\n")) == (2, "", 1)
    assert words in written.err


def test_taken_port_leaves_the_state_file_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is not made for an emulator that cannot start."""
    path = tmp_path / "busy.db"
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SystemExit) as end:
            main(["emulator", "--port", str(other.getsockname()[1]), "--state", str(path)])
    assert (end.value.code, "another program listens" in capsys.readouterr().err, path.exists()) == (2, True, False)


def test_help_names_every_kind_of_fault_and_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    """Those that a command line can give, and how often a fault happens."""
    with pytest.raises(SystemExit):
        main(["emulator", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert f"({', '.join(SHORT_KINDS)})" in told
    assert f"any of {', '.join(SHORT_OPTIONS)}, and last the path:" in told
    assert "It happens once, or count times, or for ever with a rate" in told

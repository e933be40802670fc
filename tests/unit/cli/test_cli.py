"""The command line: help, version, and the emulator in the foreground."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import typer

from twilio_keys_component import _version
from twilio_keys_component.cli import app, emulator, main
from twilio_keys_component.emulator import EmulatorServer
from twilio_keys_component.emulator.settings import DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN

COMMAND = [sys.executable, "-W", "error", "-c", "from twilio_keys_component.cli import main; main()"]
SUBACCOUNT = "ACe0000000000000000000000000000002"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process; give its exit code, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(arguments)
        written = capsys.readouterr()
        return int(end.value.code or 0), written.out, written.err

    return call


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port where something listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@contextlib.contextmanager
def _emulator(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The emulator in a process of its own, and the four lines that it prints."""
    with subprocess.Popen(
        [*COMMAND, "emulator", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            yield process, [process.stdout.readline().rstrip("\n") for _ in range(4)]
        finally:
            process.kill()


def _parameters(command: Any) -> list[Any]:
    return [parameter for parameter in command.params if parameter.name != "help"]


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command with its whole name, those of groups included."""
    if not hasattr(command, "commands"):
        yield name, command
        return
    for word, inner in command.commands.items():
        yield from _commands(inner, f"{name} {word}")


def test_version_is_the_packages(run: Any) -> None:
    """`--version` prints one line."""
    assert run("--version") == (0, f"twilio-keys {_version.__version__}\n", "")


def test_help_lists_the_commands(run: Any) -> None:
    """`--help`, and no argument at all, name every command."""
    code, out, _ = run("--help")
    assert code == 0
    assert re.search(r"^  emulator +Run a local Twilio", out, re.MULTILINE)
    assert "emulator" in "".join(run()[1:])


def test_every_command_and_option_has_help_and_an_example() -> None:
    """Whoever asks for help gets it, with something to copy."""
    commands = dict(_commands(typer.main.get_command(app), "twilio-keys"))
    assert {"twilio-keys emulator", "twilio-keys permissions explain", "twilio-keys suggest"} <= commands.keys()
    for name, command in commands.items():
        assert command.help, name
        assert f"Example: {name}" in command.epilog
        assert [parameter.name for parameter in _parameters(command) if not parameter.help] == []


def test_help_of_the_emulator_names_its_options(run: Any) -> None:
    """Each option of the emulator is shown, with the default account and port."""
    _, out, _ = run("emulator", "--help")
    for option in ("--port", "--account-sid", "--auth-token", "--subaccount", "--latency-ms", "--refuse-wildcards"):
        assert option in out
    assert "[default: 4010" in " ".join(out.split())
    assert DEFAULT_ACCOUNT_SID in out


def test_help_needs_nothing_heavy() -> None:
    """The help imports no web framework, no engine, no client library and no model."""
    code = (
        "import sys; from twilio_keys_component.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(sorted({'fastapi', 'uvicorn', 'pulumi', 'twilio', 'pydantic'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "[]"


def test_unknown_command_is_wrong_use(run: Any) -> None:
    """A command that is not there ends with 2."""
    code, out, err = run("nothing")
    assert (code, out) == (2, "")
    assert "nothing" in err


def test_taken_port_is_one_line_and_exit_code_2(run: Any, taken_port: int) -> None:
    """A port where another program listens is said in one line, with the way out."""
    line = (
        f"the emulator cannot listen on 127.0.0.1:{taken_port}: another program listens there; "
        "choose another port with --port, or --port 0 for a free one\n"
    )
    assert run("emulator", "--port", str(taken_port)) == (2, "", line)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--account-sid", "AC1"], "cannot have an account 'AC1'"),
        (["--subaccount", SUBACCOUNT], "an account has an empty auth token"),
        (["--subaccount", f"{SUBACCOUNT}:a", "--subaccount", f"{SUBACCOUNT}:b"], "a subaccount is given twice"),
    ],
)
def test_setting_that_cannot_be_is_one_line_and_exit_code_2(run: Any, arguments: list[str], words: str) -> None:
    """Wrong use is said in one line, before anything listens."""
    code, out, err = run("emulator", "--port", "0", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert words in err


@pytest.mark.parametrize("missing", ["fastapi", "uvicorn"])
def test_missing_extra_is_one_line(run: Any, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    """Without the packages of the extra the line says what to install."""
    monkeypatch.setitem(sys.modules, missing, None)
    assert run("emulator", "--port", "0") == (
        2,
        "",
        "the emulator needs packages that are not installed: pip install 'twilio-keys-component[emulator]'\n",
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_the_emulator_with_0_and_no_word(number: signal.Signals) -> None:
    """It prints what to export when it listens, and stops cleanly, even with a connection kept open."""
    arguments = ("--auth-token", "it's secret", "--subaccount", f"{SUBACCOUNT}:b:c", "--main-key", "Old\tone")
    with _emulator("--port", "0", *arguments) as (process, lines):
        url = re.findall(r"http://127\.0\.0\.1:\d+", lines[0])[0]
        with requests.Session() as session:
            session.trust_env = False
            path = f"{url}/api.twilio.com/2010-04-01/Accounts/{SUBACCOUNT}.json"
            assert session.get(path, auth=(SUBACCOUNT, "b:c"), timeout=10).status_code == 200
            assert process.stdout
            main_key = process.stdout.readline()
            process.send_signal(number)
            rest = process.communicate(timeout=30)
    assert (process.returncode, rest) == (0, ("", ""))
    assert re.fullmatch(r"Main key Old\\tone: SK[0-9a-f]{32} [0-9A-Za-z]{32}\n", main_key)
    assert lines[1:] == [
        "export TWILIO_ACCOUNT_SID=ACe0000000000000000000000000000001",
        """export TWILIO_AUTH_TOKEN='it'"'"'s secret'""",
        f"pulumi config set twilio-keys:endpoint {url}",
    ]


OVERLAY = """
[[permissions]]
permission = "/twilio/own/things/read"
evidence = "live"
access = "read"

[[resources]]
product = "own"
resource = "things"
description = "Things of our own"

[[operations]]
method = "GET"
host = "own.twilio.com"
path = "/v1/Things/{Sid}"
operation_id = "FetchThing"
permissions = ["/twilio/own/things/read"]
"""


def test_overlay_adds_permissions_and_operations(tmp_path: Path) -> None:
    """A key may be given the permission, and needs it for the operation."""
    (tmp_path / "own.toml").write_text(OVERLAY, "utf-8")
    with (
        _emulator("--port", "0", "--overlay", str(tmp_path / "own.toml")) as (_, lines),
        requests.Session() as session,
    ):
        url = re.findall(r"http://127\.0\.0\.1:\d+", lines[0])[0]
        session.trust_env = False
        answers = []
        for permission in ("/twilio/own/things/read", "/twilio/messaging/messages/read"):
            made = session.post(
                f"{url}/iam.twilio.com/v1/Keys",
                {
                    "AccountSid": DEFAULT_ACCOUNT_SID,
                    "KeyType": "restricted",
                    "Policy": json.dumps({"allow": [permission]}),
                },
                auth=(DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN),
                timeout=10,
            ).json()
            key = (made["sid"], made["secret"])
            answers.append(session.get(f"{url}/own.twilio.com/v1/Things/1", auth=key, timeout=10).status_code)
    assert answers == [200, 401]


def test_overlay_that_cannot_be_used_is_wrong_use(run: Any, tmp_path: Path) -> None:
    """Nothing is started."""
    code, out, err = run("emulator", "--port", "0", "--overlay", str(tmp_path / "none.toml"))
    assert (code, out, "cannot be read" in err) == (2, "", True)


def test_ctrl_c_puts_the_signals_back_as_they_were() -> None:
    """Run inside another program, the command leaves that program's signal handlers alone."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    out = io.StringIO()

    def interrupt() -> None:
        deadline = time.monotonic() + 30
        while "pulumi config" not in out.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)  # until it listens: only then does Ctrl-C end it with 0
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with contextlib.redirect_stdout(out), pytest.raises(SystemExit) as end:
        main(["emulator", "--port", "0", "--latency-ms", "5", "--refuse-wildcards"])
    thread.join()
    assert end.value.code == 0
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_emulator_that_stops_by_itself_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is told that all went well when the emulator died."""
    with EmulatorServer.run() as server:
        pass
    with pytest.raises(typer.Exit) as end:
        emulator._wait(server, lambda: False)
    assert end.value.exit_code == 1
    assert "has stopped by itself" in capsys.readouterr().err

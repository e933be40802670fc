"""`twilio-keys init`, with the real command line of Pulumi."""

from __future__ import annotations

import getpass
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.builders import ACCOUNT_SID, KEY_SID, SECRET
from tests.engine.deployment import STACK, clean_environment
from twilio_keys_component.cli import main

pytestmark = pytest.mark.engine

Init = Callable[..., tuple[int, str, str]]
LIMIT_S = 60


class Typed(io.StringIO):
    """What somebody types."""

    is_terminal = False

    def isatty(self) -> bool:
        """Whether it is typed at a terminal."""
        return self.is_terminal


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder without a stack, in which this process is."""
    (tmp_path / "Pulumi.yaml").write_text("name: orders\nruntime: python\n", "utf-8")
    environment = clean_environment(tmp_path, python=sys.executable)
    del environment["PULUMI_STACK"]
    for name in os.environ.keys() - environment.keys():
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def init(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Init:
    """Run `twilio-keys init …` in this process; give its exit code, stdout and stderr."""

    def call(*arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", Typed(typed))
        with pytest.raises(SystemExit) as end:
            main(("init", *arguments))
        written = capsys.readouterr()
        assert SECRET not in written.out + written.err
        return int(end.value.code or 0), written.out, written.err

    return call


def settings() -> dict[str, Any]:
    """What the stack's file holds of ours."""
    config = yaml.safe_load(Path(f"Pulumi.{STACK}.yaml").read_text("utf-8")).get("config", {})
    return {name.removeprefix("twilio-keys:"): value for name, value in config.items()}


def stored(name: str) -> str:
    """A setting as the engine decrypts it."""
    config = subprocess.run(
        ["pulumi", "config", "get", f"twilio-keys:{name}", "--stack", STACK],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=True,
    )
    return config.stdout.removesuffix("\n")


def test_a_new_stack_gets_an_id_and_credentials(init: Init) -> None:
    """It is shown what will be done before anything is asked; the secret lies encrypted, and as it was typed."""
    typed = f"{ACCOUNT_SID}\n{KEY_SID}\n{SECRET}\n"

    code, out, err = init("--stack", STACK, "--create", "--region", "us1", typed=typed)

    assert (code, err.index("Project orders, stack dev (made just now)") < err.index("Account sid")) == (0, True)
    made = settings()
    assert re.fullmatch(r"[a-z2-7]{20}", made["stackId"])
    assert made["stackId"] in out
    assert (made["accountSid"], made["apiKey"], made["region"]) == (ACCOUNT_SID, KEY_SID, "us1")
    assert made["apiKeySecret"].keys() == {"secure"}
    assert stored("apiKeySecret") == SECRET


def test_it_can_be_run_again(init: Init) -> None:
    """What is there is kept and told; only --new-id replaces the id, and says what follows from that."""
    init("--stack", STACK, "--create", "--no-credentials")
    before = settings()

    _, out, err = init("--json", "--no-credentials", "--stack", STACK)
    assert (settings(), json.loads(out)) == (
        before,
        {"project": "orders", "stack": STACK, "stack_id": before["stackId"], "written": []},
    )
    assert f"{before['stackId']}, kept" in err

    _, out, err = init("--json", "--new-id", "--endpoint", "http://127.0.0.1:4010", "--no-credentials")
    assert settings() == {"stackId": json.loads(out)["stack_id"], "endpoint": "http://127.0.0.1:4010"} != before
    assert json.loads(out)["written"] == ["twilio-keys:endpoint", "twilio-keys:stackId"]
    assert "stay the other stack's until this one claims them" in err


def test_an_auth_token_of_the_environment_is_stored_with_a_warning(init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    """For pipelines; a key beside it wins, as it does in a deployment."""
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT_SID)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", SECRET)

    code, _, err = init("--stack", STACK, "--create", "--from-environment")

    assert (code, stored("authToken"), settings()["accountSid"]) == (0, SECRET, ACCOUNT_SID)
    assert "An Auth Token may do everything" in err
    code, _, err = init("--from-environment")
    assert (code, "there already, kept" in err) == (0, True)


def test_a_key_of_the_environment_is_stored(init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key beside an Auth Token wins, as it does in a deployment."""
    given = {"ACCOUNT_SID": ACCOUNT_SID, "API_KEY": KEY_SID, "API_KEY_SECRET": SECRET, "AUTH_TOKEN": "unused"}
    for name, value in given.items():
        monkeypatch.setenv(f"TWILIO_{name}", value)

    code, _, err = init("--stack", STACK, "--create", "--from-environment")

    assert (code, "An Auth Token" in err) == (0, False)
    assert settings().keys() == {"accountSid", "apiKey", "apiKeySecret", "stackId"}


def test_at_a_terminal_a_secret_is_asked_for_apart(init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's own way to ask for a password; an end of input there is no answer."""
    monkeypatch.setattr(Typed, "is_terminal", True)
    monkeypatch.setattr(getpass, "getpass", lambda _: SECRET)
    code, _, _ = init("--stack", STACK, "--create", typed=f"{ACCOUNT_SID}\n{KEY_SID}\n")
    assert (code, stored("apiKeySecret")) == (0, SECRET)

    def end_of_input(_: str) -> str:
        raise EOFError

    monkeypatch.setattr(getpass, "getpass", end_of_input)
    code, _, err = init("--stack", "other", "--create", typed=f"{ACCOUNT_SID}\n\n")
    assert (code, "Nobody answers" in err) == (2, True)
    assert "The stack other was made and stays: run this again." in err


def test_at_a_terminal_a_malformed_answer_is_asked_for_again(init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each at once, and three times at most."""
    monkeypatch.setattr(Typed, "is_terminal", True)
    secrets = iter(["", "ab cd", SECRET])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(secrets))

    typed = f"foo\n{ACCOUNT_SID}\nbar\nSK1\n{KEY_SID}\n"
    code, _, err = init("--stack", STACK, "--create", typed=typed)
    assert (code, stored("apiKeySecret"), settings()["accountSid"]) == (0, SECRET, ACCOUNT_SID)
    assert [err.count(words) for words in ("no account sid", "no key sid", "copy it again")] == [1, 2, 2]

    code, _, err = init("--stack", "other", "--create", typed="a\nb\nc\nd\n")
    assert (code, err.count("no account sid"), "run this again" in err) == (2, 3, True)


def test_an_id_that_the_settings_lost_is_not_replaced(init: Init, folder: Path) -> None:
    """The keys of the state still have it: the line that puts it back is named, and only --new-id makes another."""
    init("--stack", STACK, "--create", "--no-credentials")
    lost = settings()["stackId"]
    _import_key({"project": "orders", "stack": STACK, "stack_id": lost})
    subprocess.run(["pulumi", "config", "rm", "twilio-keys:stackId"], timeout=LIMIT_S, check=True)

    code, out, err = init("--no-credentials")
    assert (code, out, settings()) == (2, "", {})
    assert f"`pulumi config set twilio-keys:stackId {lost}`" in err
    assert init("--no-credentials", "--new-id")[0] == 0
    assert settings()["stackId"] != lost


def test_keys_of_other_stacks_in_the_state_have_no_id_of_this_one(init: Init, folder: Path) -> None:
    """A stack that took keys over before it was prepared gets an id of its own."""
    subprocess.run(["pulumi", "stack", "init", STACK], timeout=LIMIT_S, check=True)
    _import_key({"project": "orders", "stack": "other", "stack_id": "abcdefgh"})

    assert init("--no-credentials")[0] == 0


def test_what_an_option_changes_is_shown(init: Init, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what it was; and that credentials of the environment are not taken where there are some."""
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT_SID)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", SECRET)
    emulator = ("--endpoint", "http://127.0.0.1:4010")
    _, _, first = init("--stack", STACK, "--create", "--from-environment", *emulator)
    _, _, err = init("--from-environment", "--endpoint", "http://127.0.0.1:4011", "--region", "us1")

    assert "come from the environment, and are stored encrypted" in first
    assert "endpoint     http://127.0.0.1:4010\n" in first
    assert "endpoint     http://127.0.0.1:4011 (was http://127.0.0.1:4010)\n  region       us1\n" in err
    assert "there already, kept; those of the environment are not looked at" in err


def _import_key(origin: dict[str, str]) -> None:
    """Have a key in the state that comes from there."""
    key = {
        "urn": f"urn:pulumi:{STACK}::orders::pulumi-python:dynamic/twilio-keys:ApiKey::notifier",
        "custom": True,
        "id": KEY_SID,
        "type": "pulumi-python:dynamic/twilio-keys:ApiKey",
        "inputs": {"origin": origin},
    }
    subprocess.run(
        ["pulumi", "stack", "import"],
        input=json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": [key]}}),
        text=True,
        timeout=LIMIT_S,
        check=True,
    )


@pytest.mark.parametrize(
    ("arguments", "typed", "code", "reason"),
    [
        ((), "", 2, "No stack of project orders is selected: give --stack NAME"),
        (("--stack", "prod"), "", 2, "Project orders has no stack prod. Its stacks: none yet. --create"),
        (("--create",), "", 2, "--create needs --stack NAME"),
        (("--from-environment", "--no-credentials"), "", 2, "give one of them"),
        (("--region", "mars", "--endpoint", "ftp://x"), "", 2, "is none of us1, ie1, au1"),
        (("--stack", STACK, "--create"), "", 2, "Nobody answers"),
        (("--stack", STACK, "--create"), "AC12\n\nab cd\n", 2, "is no account sid"),
        (("--stack", STACK, "--create", "--from-environment"), "", 2, "no credentials: set twilio-keys:accountSid"),
    ],
)
def test_what_cannot_be_done_is_told(
    init: Init, arguments: tuple[str, ...], typed: str, code: int, reason: str
) -> None:
    """With the way out, and nothing is set."""
    ended, out, err = init(*arguments, typed=typed)

    assert (ended, out) == (code, "")
    assert reason in err
    assert not Path(f"Pulumi.{STACK}.yaml").exists() or settings() == {}


def test_a_folder_without_a_project_a_path_without_pulumi_and_a_missing_passphrase_are_told(
    init: Init, folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each in one sentence."""
    monkeypatch.delenv("PULUMI_CONFIG_PASSPHRASE")
    assert "passphrase must be set" in init("--stack", STACK, "--create")[2]
    monkeypatch.setenv("PATH", str(folder))
    assert "no pulumi on PATH" in init("--stack", STACK)[2]
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    code, _, err = init("--stack", STACK)
    assert (code, err.startswith("There is no Pulumi.yaml in ")) == (2, True)


def test_half_a_set_of_credentials_and_an_encrypted_id_are_refused(init: Init, folder: Path) -> None:
    """Neither is mended by guessing."""
    init("--stack", STACK, "--create", "--no-credentials")
    file = folder / f"Pulumi.{STACK}.yaml"
    whole = file.read_text("utf-8")

    file.write_text(whole + f"  twilio-keys:accountSid: {ACCOUNT_SID}\n", "utf-8")
    assert "has twilio-keys:accountSid, which is no whole set" in init()[2]
    subprocess.run(
        ["pulumi", "config", "set", "--secret", "twilio-keys:stackId", "abcdefgh"], timeout=LIMIT_S, check=True
    )
    file.write_text(file.read_text("utf-8").replace(f"  twilio-keys:accountSid: {ACCOUNT_SID}\n", ""), "utf-8")
    code, _, err = init("--no-credentials")
    assert (code, "is a secret, and refresh and destroy must read it" in err) == (2, True)


def test_a_secret_is_not_echoed(folder: Path) -> None:
    """What a person types at a terminal for it is not shown there."""
    terminal, other_end = os.openpty()
    with subprocess.Popen(
        ["twilio-keys", "init", "--stack", STACK, "--create"],
        stdin=other_end,
        stdout=other_end,
        stderr=other_end,
        start_new_session=True,
    ) as process:
        os.close(other_end)
        shown = b""
        for question, answer in ((b"AC", ACCOUNT_SID), (b"empty for", KEY_SID), (b"Its secret: ", SECRET)):
            shown += _read_until(terminal, question)
            os.write(terminal, f"{answer}\n".encode())
        shown += _read_until(terminal, b"is ready")
        assert process.wait(LIMIT_S) == 0
    os.close(terminal)

    assert SECRET.encode() not in shown
    assert KEY_SID.encode() in shown
    assert stored("apiKeySecret") == SECRET


def _read_until(terminal: int, text: bytes) -> bytes:
    read = b""
    while text not in read:
        read += os.read(terminal, 1024)
    return read

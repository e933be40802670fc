"""`twilio-keys init`, with the real command line of Pulumi."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, SECRET
from tests.engine.deployment import STACK
from tests.engine.preparing import LIMIT_S, Init, folder, init, settings, stored

pytestmark = pytest.mark.engine

__all__ = ["folder", "init"]


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

"""`twilio-keys permissions explain --key`: what somebody at a terminal is told."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable

import pytest
import stamina

from tests.builders import ACCOUNT_SID, SEND
from tests.unit.local_twilio import AUTH_TOKEN, LocalTwilio
from twilio_keys_component.cli import key_grant, main
from twilio_keys_component.twilio_iam import NotSentError

Explain = Callable[..., tuple[int, str, str]]

NO_KEY = "SK" + "0" * 32


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Explain:
    """Explain a key with the account's credentials in the environment; give exit code, stdout and stderr."""
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", ACCOUNT_SID)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", AUTH_TOKEN)

    def call(sid: str, endpoint: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(("permissions", "explain", "--json", "--key", sid, "--endpoint", endpoint))
        written = capsys.readouterr()
        return int(end.value.code or 0), written.out, written.err

    return call


def test_key_is_fetched(explain: Explain, twilio: LocalTwilio) -> None:
    """With the credentials of the environment."""
    sid, _ = twilio.make_key("restricted", SEND)
    code, out, err = explain(sid, twilio.url)
    assert (code, err) == (0, "")
    assert [entry["permission"] for entry in json.loads(out)["permissions"]] == [SEND]


def test_standard_key_has_no_grant(explain: Explain, twilio: LocalTwilio) -> None:
    """That is an answer, not wrong use."""
    sid, _ = twilio.make_key("standard")
    code, out, err = explain(sid, twilio.url)
    assert (code, out, "is no restricted key" in err) == (1, "", True)


def test_key_that_is_not_there(explain: Explain, twilio: LocalTwilio) -> None:
    """The error names key, account and Region, and nothing of a deployment."""
    code, out, err = explain(NO_KEY, twilio.url)
    assert (code, out) == (1, "")
    assert f"there is no key {NO_KEY} in account {ACCOUNT_SID}, Region us1 (404, error 20404)" in err
    assert "the account in TWILIO_ACCOUNT_SID" in err
    assert "pulumi" not in err


def test_refused_credentials_are_those_of_the_environment(
    explain: Explain, twilio: LocalTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the variables."""
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "wrong")
    code, out, err = explain(NO_KEY, twilio.url)
    assert (code, out) == (1, "")
    assert "Check the credentials in the environment: TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN" in err
    assert "deployment" not in err


def test_signing_key_without_the_permission(
    explain: Explain, twilio: LocalTwilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the permission and the variable."""
    signer, secret = twilio.make_key("restricted", SEND)
    monkeypatch.setenv("TWILIO_API_KEY", signer)
    monkeypatch.setenv("TWILIO_API_KEY_SECRET", secret)
    code, _, err = explain(signer, twilio.url)
    assert (code, "twilio/iam/api-keys/read is missing" in err) == (1, True)
    assert "Grant it to the key of TWILIO_API_KEY, or sign in with TWILIO_AUTH_TOKEN" in err


@pytest.mark.parametrize("status", [429, 500])
def test_twilio_is_asked_once(explain: Explain, twilio: LocalTwilio, status: int) -> None:
    """Whoever waits can ask again; retries are as they were afterwards."""
    for _ in range(2):
        twilio.fault("answer", status=status)
    twilio.forget()
    code, out, err = explain(NO_KEY, twilio.url)
    assert (code, out, err.count("\n"), str(status) in err) == (1, "", 1, True)
    assert (twilio.methods(), stamina.is_active()) == (["GET"], True)


def test_emulator_that_does_not_run(explain: Explain) -> None:
    """One sentence, with the way out."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{closed.getsockname()[1]}"
        code, out, err = explain(NO_KEY, endpoint)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert f"no connection to {endpoint}" in err
    assert "`twilio-keys emulator` starts one" in err


def test_twilio_that_is_not_reached() -> None:
    """Without an endpoint, nobody is told of an emulator."""
    said = key_grant._next(NotSentError("no connection", next_step="-"), None)
    assert said == "Check the network and the proxy, and run it again"


@pytest.mark.parametrize(
    ("environment", "endpoint", "said"),
    [
        ({}, "http://127.0.0.1:1", "--key: there are no credentials in the environment: export TWILIO_ACCOUNT_SID"),
        ({"TWILIO_ACCOUNT_SID": ACCOUNT_SID}, "http://127.0.0.1:1", "cannot be used: TWILIO_AUTH_TOKEN: is missing"),
        ({}, "http://example.com", "--endpoint: endpoint 'http://example.com' would carry credentials in the clear"),
    ],
)
def test_what_cannot_be_tried_is_wrong_use(
    explain: Explain, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], endpoint: str, said: str
) -> None:
    """The error names variables and options, and no setting of a deployment."""
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"):
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    code, out, err = explain(NO_KEY, endpoint)
    assert (code, out, said in err, "twilio-keys:" in err) == (2, "", True, False)

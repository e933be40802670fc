"""Secrets are in no text of ours: not in how an object shows, not in logs, not behind an error."""

from __future__ import annotations

import http.client
import logging
import pickle
import sys
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pulumi.dynamic import Config, ConfigureRequest
from pydantic import SecretStr
from stamina.instrumentation import set_on_retry_hooks

from tests import builders
from tests.builders import ACCOUNT_SID, KEY_SID, SECRET, SEND
from tests.unit.local_twilio import AUTH_TOKEN, OTHER_AUTH_TOKEN, SETTINGS, LocalTwilio, owner
from tools.secret_search import find_secrets
from twilio_keys_component.emulator import EmulatorState
from twilio_keys_component.lifecycle import Outcome, StateError, check
from twilio_keys_component.model import KeyState, Region
from twilio_keys_component.resources.provider import ApiKeyProvider
from twilio_keys_component.resources.wire import from_outputs, to_outputs
from twilio_keys_component.twilio_iam import Connection, Credentials, CredentialsError, KeyGateway, TwilioError


@pytest.fixture
def gateway(connection: Connection) -> KeyGateway:
    """The account's keys in us1."""
    return connection.gateway(ACCOUNT_SID, Region.US1)


ALL = [SECRET, AUTH_TOKEN, OTHER_AUTH_TOKEN]


def checked(connection: Connection) -> object:
    """Inputs that adopt a key with its secret."""
    return check(builders.adoption(KEY_SID, builders.spec(SEND), adopt_secret=SECRET), {}, connection)


OBJECTS: dict[str, Callable[[Connection], object]] = {
    "connection": lambda connection: connection,
    "gateway": lambda connection: connection.gateway(ACCOUNT_SID, Region.US1),
    "credentials": lambda _: (owner(), Credentials(ACCOUNT_SID, KEY_SID, SecretStr(SECRET))),
    "answer": lambda _: builders.created(),
    "state": lambda _: builders.state(secret=SecretStr(SECRET)),
    "outcome": lambda _: Outcome(builders.state(secret=SecretStr(SECRET))),
    "checked inputs": checked,
    "emulator's settings": lambda _: SETTINGS,
    "emulator's accounts": lambda _: list(EmulatorState(SETTINGS).access.accounts.values()),
}


@pytest.mark.parametrize("make", OBJECTS.values(), ids=OBJECTS)
def test_no_object_shows_a_secret(make: Callable[[Connection], object], connection: Connection) -> None:
    """Neither in `repr` nor in `str`, alone or in a list."""
    made = make(connection)

    assert find_secrets({"texts": f"{made!r} {made} {[made]}".encode()}, ALL) == []


def test_a_configured_provider_pickles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in the state is the class's path, before and after the deployment's settings were taken."""
    provider = ApiKeyProvider()
    before = pickle.dumps(provider)
    given = {"twilio-keys:accountSid": ACCOUNT_SID, "twilio-keys:authToken": AUTH_TOKEN}
    monkeypatch.setattr(sys, "tracebacklimit", 1000, raising=False)
    provider.configure(ConfigureRequest(Config(raw_config=given, project_name="orders")))
    set_on_retry_hooks(None)

    assert pickle.dumps(provider) == before
    assert find_secrets({"pickle": before}, ALL) == []


def chain(error: BaseException | None) -> Iterator[str]:
    """All that an error and those behind it hold and show."""
    while error is not None:
        yield "".join(traceback.format_exception(error))
        yield repr((error, error.args, [repr(value) for value in vars(error).values()]))
        request = getattr(error, "request", None)
        yield repr(getattr(request, "headers", None)) + repr(getattr(error, "doc", None))
        yield repr(error.errors() if hasattr(error, "errors") else None)
        error = error.__cause__ or error.__context__


def assert_keeps(error: BaseException) -> None:
    """Nothing in the whole chain is a secret."""
    assert find_secrets({"chain": "\n".join(chain(error)).encode()}, ALL) == []


PAIR = b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode()
FAULTS: list[dict[str, Any]] = [
    {"kind": "drop_after"},
    {"kind": "drop_before"},
    {"kind": "answer", "status": 401, "body": {"code": 20003, "message": f"{AUTH_TOKEN} and Basic {PAIR}"}},
    {"kind": "answer", "status": 500, "body": {"message": AUTH_TOKEN}},
    {"kind": "rewrite", "body": {"sid": "SK"}},
    {"kind": "rewrite", "body": {"date_created": AUTH_TOKEN, "policy": {"allow": 1}}},
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['kind']} {fault.get('status', '')}")
def test_nothing_behind_a_failed_call_is_a_secret(
    fault: dict[str, Any], gateway: KeyGateway, twilio: LocalTwilio, no_waiting: None
) -> None:
    """Not even the request that failed, which an error's context would carry."""
    twilio.fault(**fault, count=100)

    with pytest.raises(TwilioError) as failed:
        gateway.create(builders.terms(SEND))

    assert_keeps(failed.value)


def test_nothing_behind_an_unreadable_state_is_a_secret() -> None:
    """Pydantic's error holds what it was given, and is left behind."""
    outputs = to_outputs(builders.state(secret=SecretStr(SECRET)))
    del outputs["sid"]
    outputs["key_type"] = {"a": SECRET}

    with pytest.raises(StateError) as failed:
        from_outputs(outputs)

    assert_keeps(failed.value)


def test_nothing_behind_unusable_credentials_is_a_secret() -> None:
    """Nor does an error tell one that stands in the wrong place."""
    settings = {"accountSid": AUTH_TOKEN, "apiKey": SECRET, "accounts": f"{{{OTHER_AUTH_TOKEN}", "region": SECRET}

    with pytest.raises(CredentialsError) as failed:
        Connection.from_settings(settings.get, {})

    assert_keeps(failed.value)


def test_a_model_s_own_error_hides_its_input() -> None:
    """Where a value cannot be, its error says where, and not what it was."""
    with pytest.raises(ValueError, match="sid") as failed:
        KeyState.model_validate({"sid": SECRET, "secret": AUTH_TOKEN})

    assert find_secrets({"error": f"{failed.value!r} {failed.value}".encode()}, ALL) == []


def test_libraries_that_log_everything_log_no_secret(
    gateway: KeyGateway,
    twilio: LocalTwilio,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every logger at DEBUG, and `http.client` told to print what it sends and gets."""
    monkeypatch.setattr(http.client.HTTPConnection, "debuglevel", 1)
    monkeypatch.setenv("TWILIO_LOG_LEVEL", "debug")
    with caplog.at_level(logging.DEBUG):
        made = gateway.create(builders.terms(SEND))
        gateway.fetch(made.key.sid)
        gateway.delete(made.key.sid)

    told = caplog.text + repr([vars(record) for record in caplog.records]) + "".join(capsys.readouterr())
    assert "POST https://iam.twilio.com/v1/Keys: 201" in told
    assert find_secrets({"logs": told.encode()}, [*ALL, made.secret.get_secret_value()]) == []

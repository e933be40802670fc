"""The dynamic provider, called as the engine calls it, against a running emulator."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pulumi.dynamic import ConfigureRequest
from pulumi.dynamic.config import Config
from pulumi.output import UNKNOWN
from stamina.instrumentation import set_on_retry_hooks

from tests.builders import CALL, LIST, SEND, asked
from twilio_keys_component.emulator import EmulatorServer
from twilio_keys_component.emulator.faults import Fault
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.model import KeyType
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.resources import provider as provider_module
from twilio_keys_component.resources.provider import DEBUG_VARIABLE, ApiKeyError, ApiKeyProvider
from twilio_keys_component.resources.run import Run

Configured = Callable[..., ApiKeyProvider]


@pytest.fixture(autouse=True)
def _process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """`configure` sets tracebacks and retry messages for its process, which here is pytest's: put them back."""
    monkeypatch.setattr(sys, "tracebacklimit", getattr(sys, "tracebacklimit", 1000), raising=False)
    yield
    set_on_retry_hooks(None)


@pytest.fixture(scope="module")
def emulator() -> Iterator[EmulatorServer]:
    """One emulator for all."""
    with EmulatorServer.run() as server:
        yield server


@pytest.fixture
def configured(emulator: EmulatorServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Configured]:
    """Makes a provider that is configured for the emulator, as for a run of its own; None takes a setting away."""
    made: list[ApiKeyProvider] = []
    emulator.state.reset()

    def configure(**changes: str | None) -> ApiKeyProvider:
        settings = {"accountSid": emulator.account_sid, "authToken": emulator.auth_token, "endpoint": emulator.url}
        given = {f"twilio-keys:{name}": value for name, value in (settings | changes).items() if value is not None}
        monkeypatch.setattr(provider_module, "_run", Run())
        provider = ApiKeyProvider()
        provider.configure(ConfigureRequest(Config(raw_config=given, project_name="orders")))
        made.append(provider)
        return provider

    yield configure
    for provider in made:
        if provider._to_revoke:
            provider._to_revoke.close()


def inputs(*permissions: str, **fields: Any) -> dict[str, Any]:
    """What the engine hands over for a restricted key."""
    return {
        "__provider": "pickled",
        "auto_name": "notifier-3s7hjsfg-abcdef",
        "grants": dict.fromkeys(permissions or (SEND,), True),
        "key_type": "restricted",
        "on_drift": "tighten",
        "origin": {"project": "orders", "stack": "dev"},
        **fields,
    }


def made(provider: ApiKeyProvider, **fields: Any) -> dict[str, Any]:
    """The outputs of a key that `provider` has just made."""
    outputs = provider.create(inputs(**fields)).outs
    assert outputs is not None
    return outputs


@pytest.mark.usefixtures("no_waiting")
def test_a_key_is_made_read_changed_and_revoked(configured: Configured, emulator: EmulatorServer) -> None:
    """The id is the sid; reads keep the secret; a revoked key is gone from Twilio and reads as gone."""
    provider = configured()

    created = provider.create(inputs())
    assert created.outs is not None
    read = asked(provider.read, created.id, created.outs)
    updated = provider.update(created.id, created.outs, inputs(SEND, LIST))
    asked(provider.delete, created.id, created.outs)

    assert created.id == created.outs["sid"]
    assert read.outs == created.outs
    assert read.inputs == {name: value for name, value in inputs().items() if name != "__provider"}
    assert updated.outs is not None
    assert (updated.outs["permissions"], updated.outs["secret"]) == ([SEND, LIST], created.outs["secret"])
    assert asked(provider.read, created.id, created.outs).id == ""
    assert emulator.state.keys.all() == []


def test_drift_is_warned_of_and_read_into_the_inputs(
    configured: Configured, emulator: EmulatorServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next preview compares the code with what is there; what was applied stays known."""
    provider = configured()
    outputs = made(provider)
    emulator.state.keys.all()[0].permissions = PermissionSet([SEND, CALL])

    read = asked(provider.read, outputs["sid"], outputs)

    assert read.inputs is not None
    assert read.outs is not None
    assert read.inputs["grants"] == {SEND: True, CALL: True}
    assert read.outs["applied"] == outputs["applied"]
    assert f"granted outside the code: {CALL}" in capsys.readouterr().err


def test_a_diff_says_nothing_leaves_it_to_the_engine_or_forces_an_update(configured: Configured) -> None:
    """False for the same in other words, None where properties differ or are unknown, True for accepted drift."""
    provider = configured()
    outputs = made(provider)
    drifted = outputs | {"permissions": [SEND, CALL], "inputs": inputs(SEND, CALL)}

    def changes(olds: dict[str, Any], news: dict[str, Any]) -> bool | None:
        return provider.diff("id", olds, news).changes

    assert changes(outputs, inputs(SEND)) is False
    assert changes(outputs, inputs(SEND, LIST)) is None
    assert changes(outputs, inputs(SEND, owner=UNKNOWN)) is None
    assert changes(drifted, inputs(SEND, CALL)) is True


def test_a_diff_names_what_replaces_the_key(configured: Configured) -> None:
    """Another kind is another key; the id stays known."""
    provider = configured()
    changed = inputs(key_type="standard")
    del changed["grants"]

    diff = provider.diff("id", made(provider), changed)

    assert diff.replaces == ["key_type"]
    assert diff.stables == ["sid"]


def test_check_keeps_the_name_of_a_living_key_and_lets_unknowns_through(configured: Configured) -> None:
    """The constructor draws a new name each time: only a new key gets it."""
    provider = configured()

    kept = provider.check(inputs(), inputs(auto_name=UNKNOWN, owner=UNKNOWN))
    fresh = provider.check({}, inputs(auto_name="notifier-3s7hjsfg-222222"))

    assert kept.failures == fresh.failures == []
    assert kept.inputs["auto_name"] == "notifier-3s7hjsfg-abcdef"
    assert kept.inputs["owner"] is UNKNOWN
    assert fresh.inputs["auto_name"] == "notifier-3s7hjsfg-222222"


def test_check_tells_every_problem_without_the_values(configured: Configured) -> None:
    """The engine prints the value of a property that a failure names: so, none is named as such."""
    provider = configured(authToken=None)

    failures = provider.check({}, inputs("nonsense", account_sid="e0" * 16, key_type="main")).failures

    assert {failure.property for failure in failures} == {""}
    reasons = sorted(failure.reason.split(":")[0] for failure in failures)
    assert reasons == ["account_sid", "key_type", "permissions", "twilio-keys"]
    assert not [failure for failure in failures if "e0" * 16 in failure.reason]


@pytest.mark.parametrize("operation", ["create", "read", "update", "delete", "diff"])
def test_without_credentials_nothing_is_done(configured: Configured, emulator: EmulatorServer, operation: str) -> None:
    """What is wrong with the settings is told by whatever is called first."""
    outputs = made(configured())
    emulator.state.journal.clear()
    provider = configured(accountSid=None, authToken=None)
    arguments = {"create": (inputs(),), "read": ("id", outputs), "delete": ("id", outputs)}

    with pytest.raises(ApiKeyError, match="no credentials: set twilio-keys:accountSid"):
        asked(getattr(provider, operation), *arguments.get(operation, ("id", outputs, inputs())))

    assert emulator.state.journal.entries() == []


@pytest.mark.parametrize(
    "settings", [{"permissionsOverlay": "/gone.toml"}, {"permissionsOverlay": "a\0b"}, {"strictPermissions": "maybe"}]
)
def test_names_that_cannot_be_read_do_not_keep_a_key_alive(
    configured: Configured, emulator: EmulatorServer, settings: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """It is revoked with a warning; all else still fails."""
    outputs = made(configured())
    provider = configured(**settings)
    (setting,) = settings
    for operation, arguments in (("create", (inputs(),)), ("read", ("id", outputs))):
        with pytest.raises(ApiKeyError, match=f"twilio-keys:{setting}: "):
            asked(getattr(provider, operation), *arguments)

    asked(provider.delete, "id", outputs)

    assert emulator.state.keys.all() == []
    warning = "".join(capsys.readouterr())
    assert f"Revoking goes on with the names that this package knows. twilio-keys:{setting}: " in warning


def test_an_error_is_one_paragraph_without_a_traceback(configured: Configured) -> None:
    """Its class reads without a module, nothing is chained to it, and the process prints no frames."""
    provider = configured(authToken="wrong")

    with pytest.raises(ApiKeyError, match="20003") as failed:
        provider.create(inputs())

    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    assert type(failed.value).__module__ == "builtins"
    assert "\n" not in str(failed.value)
    assert "wrong" not in str(failed.value)
    assert sys.tracebacklimit == 0


def test_a_long_wait_is_told(
    configured: Configured, emulator: EmulatorServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever waits for Twilio reads why, and for how long."""
    provider = configured()
    emulator.state.faults.add(
        Fault(kind="answer", method="POST", status=429, headers={"Retry-After": "1"}, body={"code": 20429})
    )

    provider.create(inputs())

    assert "trying again in 1 s" in "".join(capsys.readouterr())


def test_debugging_lets_the_traceback_through(configured: Configured, monkeypatch: pytest.MonkeyPatch) -> None:
    """With TWILIO_KEYS_DEBUG set the error keeps its class and its frames."""
    monkeypatch.setenv(DEBUG_VARIABLE, "1")
    provider = configured(authToken="wrong")

    with pytest.raises(TwilioKeysError):
        provider.create(inputs())

    assert sys.tracebacklimit == 1000


def test_a_key_is_adopted_and_read_back_without_its_secret(
    configured: Configured, emulator: EmulatorServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person is told of it; the secret is an output, and among no inputs that go back to the engine."""
    provider = configured()
    key = emulator.state.keys.add(account_sid=emulator.account_sid, kind=KeyType.MAIN, friendly_name="Legacy")
    adopting = inputs(key_type="main", adopt_sid=key.sid, adopt_secret=key.secret, grants=None, auto_name=None)

    created = provider.create(adopting)
    assert created.outs is not None
    read = asked(provider.read, key.sid, created.outs)

    assert f"The key 'Legacy' ({key.sid}) is adopted as it is" in capsys.readouterr().err
    assert (created.id, created.outs["secret"], created.outs["adopted"]) == (key.sid, key.secret, True)
    assert key.secret not in str((created.outs["inputs"], read.inputs))
    assert read.outs == created.outs
    assert provider.diff(key.sid, created.outs, adopting).changes is False


def test_a_process_adopts_a_key_once_and_does_not_revoke_it(
    configured: Configured, emulator: EmulatorServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """A failed adoption does not count; the next process, which serves another run, may revoke."""
    provider = configured()
    key = emulator.state.keys.add(account_sid=emulator.account_sid, kind=KeyType.STANDARD, friendly_name=None)
    adopting = inputs(key_type="standard", adopt_sid=key.sid, grants=None, auto_name=None, revoke_adopted=True)
    with pytest.raises(ApiKeyError, match="is a standard key, and is declared as a main one"):
        provider.create(adopting | {"key_type": "main"})
    outputs = provider.create(adopting).outs
    assert outputs is not None

    with pytest.raises(ApiKeyError, match=f"The key {key.sid} is adopted by another resource of this run too"):
        provider.create(adopting)
    asked(provider.delete, key.sid, outputs)
    assert "is adopted by this program, so it was not revoked" in capsys.readouterr().err
    assert emulator.state.keys.get(key.sid)

    asked(configured().delete, key.sid, outputs)
    assert emulator.state.keys.all() == []


def test_a_key_that_a_resource_has_is_adopted_by_no_other(configured: Configured) -> None:
    """The check of the one and the comparison of the other say so, whichever comes second."""
    provider = configured()
    outputs = made(provider)
    adopting = inputs(adopt_sid=outputs["sid"], auto_name=None)

    (failure,) = provider.check({}, adopting).failures
    provider.check(inputs(), inputs())
    with pytest.raises(ApiKeyError, match=f"another resource of this program has the key {outputs['sid']} already"):
        provider.diff(outputs["sid"], outputs, inputs())

    assert f"another resource of this program has the key {outputs['sid']} already" in failure.reason

"""Start, stop and sources of an emulator."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

import twilio_keys_component.emulator as package
from twilio_keys_component.emulator import (
    EmulatorServer,
    EmulatorSettings,
    EmulatorSettingsError,
    EmulatorState,
    PortUnavailableError,
)
from twilio_keys_component.emulator.conditions import Conditions
from twilio_keys_component.emulator.faults import Fault
from twilio_keys_component.permissions import load_catalog

KEYS = "iam.twilio.com/v1/Keys"


def test_taken_port_is_an_error_that_says_so() -> None:
    """A port where another program listens is refused with the way out, and nothing is started."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortUnavailableError, match="another program listens there; choose another port") as error:
            EmulatorServer.run(port=port).__enter__()
    assert error.value.port == port


def test_port_that_cannot_be_is_an_error() -> None:
    """A number that is no port is refused in the same way."""
    with pytest.raises(PortUnavailableError, match=r"cannot listen on 127\.0\.0\.1:70000"):
        EmulatorServer.run(port=70000).__enter__()


def test_stopped_emulator_frees_its_port() -> None:
    """The port can be had again at once, even after requests on connections that were kept open."""
    with requests.Session() as session, EmulatorServer.run() as first:
        session.trust_env = False
        session.get(f"{first.url}/_emulator/keys", timeout=10)
        with socket.create_connection(("127.0.0.1", first.port)):
            port = first.port
            first_thread_ran = first.is_running
            first._server.should_exit = True
            first._thread.join(timeout=10)
            assert (first_thread_ran, first.is_running) == (True, False)
    with EmulatorServer.run(port=port) as second:
        assert second.port == port


def test_request_in_flight_does_not_hold_up_the_stop() -> None:
    """A request that would wait for ten minutes is cut off."""
    settings = EmulatorSettings(conditions=Conditions(latency_ms=600_000))
    with socket.socket() as client, EmulatorServer.run(settings) as server:
        server.state.faults.add(Fault(kind="answer"))
        client.connect(("127.0.0.1", server.port))
        client.sendall(b"GET /v1/Keys HTTP/1.1\r\nHost: iam.twilio.com\r\n\r\n")
        while server.state.faults.all():  # the request takes it when it arrives
            time.sleep(0.005)
    assert not server.is_running


def test_connection_that_ends_early_breaks_nothing() -> None:
    """Whoever hangs up while the emulator waits gets no answer, and the next one does."""
    with EmulatorServer.run() as server:
        with socket.create_connection(("127.0.0.1", server.port)) as client:
            client.sendall(b"GET /v1/Keys HTTP/1.1\r\nHost: iam.tw")
        assert requests.get(f"{server.url}/_emulator/requests", timeout=10).json() == []


def test_http_without_a_host_is_refused() -> None:
    """A request that names no host reaches none of the routes."""
    with EmulatorServer.run() as server, socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(b"GET /_emulator/keys HTTP/1.0\r\n\r\n")
        assert client.recv(100).startswith(b"HTTP/1.1 403")


def test_same_sources_give_the_same_keys(session: requests.Session) -> None:
    """Clock, sids and secrets come from where the state was told to get them."""

    def moments() -> Iterator[datetime]:
        now = datetime(2016, 6, 13, 22, 50, 8, tzinfo=UTC)
        while True:
            yield now
            now += timedelta(seconds=1)

    clock = moments()
    state = EmulatorState(
        clock=lambda: next(clock), new_sid=lambda prefix: f"{prefix}{'0' * 32}", new_secret=lambda: "s" * 32
    )
    with EmulatorServer.run(state=state) as server:
        auth = (server.account_sid, server.auth_token)
        url = f"{server.url}/{KEYS}"
        made = session.post(url, auth=auth, data={"AccountSid": server.account_sid}, timeout=10).json()
        changed = session.post(f"{url}/{made['sid']}", auth=auth, data={"FriendlyName": "x"}, timeout=10).json()
    assert (made["sid"], made["secret"]) == ("SK" + "0" * 32, "s" * 32)
    assert made["date_created"] == "Mon, 13 Jun 2016 22:50:09 +0000"
    assert (changed["date_created"], changed["date_updated"]) == (
        made["date_created"],
        "Mon, 13 Jun 2016 22:50:10 +0000",
    )


def test_state_excludes_what_it_has_already() -> None:
    """Its settings and its catalog."""
    for given in ({"settings": EmulatorSettings()}, {"catalog": load_catalog()}):
        with pytest.raises(ValueError, match="not both"):
            EmulatorServer.run(**given, state=EmulatorState()).__enter__()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"account_sid": "AC1"}, "cannot have an account 'AC1'"),
        ({"subaccounts": {"SK" + "0" * 32: "t"}}, "cannot have an account 'SK0"),
        ({"main_keys": ("Legacy", "")}, "cannot have a name of 0 characters"),
        ({"main_keys": ("x" * 65,)}, "cannot have a name of 65 characters: give 1 to 64"),
        ({"subaccounts": {EmulatorSettings().account_sid: "t"}}, "cannot be the main account and a subaccount"),
        ({"auth_token": ""}, "an empty auth token"),
        ({"subaccounts": {"AC" + "0" * 32: ""}}, "an empty auth token"),
    ],
)
def test_settings_that_cannot_be_are_refused(given: dict[str, object], message: str) -> None:
    """Each setting is checked, and the error says what to give instead."""
    with pytest.raises(EmulatorSettingsError, match=message):
        EmulatorSettings(**given)  # type: ignore[arg-type]  # wrong on purpose


def test_default_account_is_recognisable() -> None:
    """The default sid and token cannot be mistaken for real ones."""
    settings = EmulatorSettings()
    assert settings.account_sid.startswith("ACe0000")
    assert (len(settings.account_sid), len(settings.auth_token)) == (34, 32)


def test_no_secret_in_a_text_form(make_key: object, server: EmulatorServer) -> None:
    """Neither settings nor keys nor accounts print what is secret about them."""
    key = server.state.keys.add(account_sid=server.account_sid, kind="standard", friendly_name=None)  # type: ignore[arg-type]  # its kind does not matter
    texts = repr((server.state.settings, key, server.state.access.accounts))
    secrets = [key.secret, server.auth_token, *server.state.settings.subaccounts.values()]
    assert not [secret for secret in secrets if secret in texts]


def test_public_names_are_what_is_exported() -> None:
    """Each public name can be had, others cannot."""
    assert [getattr(package, name).__name__ for name in package.__all__] == package.__all__
    with pytest.raises(AttributeError, match="has no attribute 'other'"):
        package.other  # noqa: B018 - the access is the test


def test_keys_are_listed_in_json_that_parses(session: requests.Session) -> None:
    """A fresh emulator has no keys and remembers no requests."""
    with EmulatorServer.run() as server:
        texts = [session.get(f"{server.url}/_emulator/{name}", timeout=10).text for name in ("keys", "requests")]
    assert [json.loads(text) for text in texts] == [[], []]


def test_main_keys_are_there_from_the_start_and_after_a_reset() -> None:
    """As the Console would have made them: they sign in, a fetch shows no policy, the list's flags tell the kind."""
    settings = EmulatorSettings(main_keys=("Legacy", "Legacy"))
    with requests.Session() as session, EmulatorServer.run(settings) as server:
        session.trust_env = False
        (sid, secret), (other, _) = keys = [(key.sid, key.secret) for key in server.state.main_keys]

        def ask(method: str, path: str, **options: str) -> requests.Response:
            return session.request(method, f"{server.url}/{path}", auth=(sid, secret), timeout=10, data=options)

        listed = ask("GET", f"{KEYS}?AccountSid={server.account_sid}").json()["keys"]
        assert [(key["sid"], key["friendly_name"]) for key in listed] == [(sid, "Legacy"), (other, "Legacy")]
        assert all({"manage_keys", "manage_accounts"} <= {*key["flags"]} for key in listed)
        assert ask("GET", f"{KEYS}/{sid}").json()["policy"] is None
        assert ask("POST", f"{KEYS}/{sid}", FriendlyName="x").status_code == 200
        assert ask("DELETE", f"{KEYS}/{other}").status_code == 204

        server.state.reset()

        found = [(key.sid, key.secret, key.friendly_name) for key in server.state.keys.all()]
        assert found == [(*key, "Legacy") for key in keys]

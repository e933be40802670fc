"""One emulator for the worker, as new for each test, and the ways to ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
import requests
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from twilio_keys_component.emulator import EmulatorServer, EmulatorSettings

SUBACCOUNT = ("ACe0000000000000000000000000000002", "token-of-the-subaccount")
STRANGER = "ACe0000000000000000000000000000009"


class Ask(Protocol):
    """Raw HTTP to the emulator."""

    def __call__(
        self, method: str, path: str, *, auth: tuple[str, str] | None = None, **options: Any
    ) -> requests.Response:
        """Send one request to a path of the emulator, such as `iam.twilio.com/v1/Keys`."""
        ...


class MakeKey(Protocol):
    """The Console."""

    def __call__(self, kind: str, *permissions: str, **fields: str) -> tuple[str, str]:
        """Make a key; give its sid and secret."""
        ...


class _ToTheEmulator(TwilioHttpClient):  # type: ignore[misc]  # twilio-python's module has no types
    """Sends what is meant for one of Twilio's hosts to the emulator, the host in front of the path."""

    def __init__(self, base: str, session: requests.Session) -> None:
        super().__init__()
        self._base = base
        self.session = session

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Response:
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        return super().request(method, f"{self._base}/{parts.netloc}{path}", *args, **options)


@pytest.fixture(scope="session")
def running() -> Iterator[EmulatorServer]:
    """An emulator with one subaccount."""
    with EmulatorServer.run(EmulatorSettings(subaccounts=dict([SUBACCOUNT]))) as server:
        yield server


@pytest.fixture
def server(running: EmulatorServer) -> EmulatorServer:
    """The emulator, as it was at its start."""
    running.state.reset()
    return running


@pytest.fixture(scope="session")
def session() -> Iterator[requests.Session]:
    """Connections that are used again, past any proxy."""
    with requests.Session() as session:
        session.trust_env = False
        yield session


@pytest.fixture
def ask(server: EmulatorServer, session: requests.Session) -> Ask:
    """Raw HTTP."""

    def send(method: str, path: str, *, auth: tuple[str, str] | None = None, **options: Any) -> requests.Response:
        return session.request(method, f"{server.url}/{path}", auth=auth, timeout=10, **options)

    return send


@pytest.fixture
def owner(server: EmulatorServer) -> tuple[str, str]:
    """The main account's sid and auth token."""
    return server.account_sid, server.auth_token


@pytest.fixture
def subaccount() -> tuple[str, str]:
    """The subaccount's sid and auth token."""
    return SUBACCOUNT


@pytest.fixture
def stranger() -> str:
    """The sid of an account that the emulator does not have."""
    return STRANGER


@pytest.fixture
def sign(server: EmulatorServer, session: requests.Session) -> Callable[..., Client]:
    """A twilio-python client signed with the given credentials."""

    def make(username: str, password: str, account_sid: str | None = None) -> Client:
        account_sid = account_sid or server.account_sid
        return Client(username, password, account_sid, http_client=_ToTheEmulator(server.url, session))

    return make


@pytest.fixture
def client(sign: Callable[..., Client], owner: tuple[str, str]) -> Client:
    """A twilio-python client signed with the main account's auth token."""
    return sign(*owner)


@pytest.fixture
def make_key(ask: Ask) -> MakeKey:
    """Keys of every kind."""

    def make(kind: str, *permissions: str, **fields: str) -> tuple[str, str]:
        body = {"kind": kind, **fields} | ({"permissions": list(permissions)} if permissions else {})
        answer = ask("POST", "_emulator/keys", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()["sid"], answer.json()["secret"]

    return make


@pytest.fixture
def fails(ask: Ask) -> Callable[..., None]:
    """Check that a request is refused with the status, code and message, in Twilio's error format."""

    def check(answer: requests.Response, status: int, code: int, message: str) -> None:
        assert answer.status_code == status, answer.text
        assert answer.json() == {
            "code": code,
            "message": message,
            "more_info": f"https://www.twilio.com/docs/errors/{code}",
            "status": status,
        }

    return check


@pytest.fixture
def create(ask: Ask, owner: tuple[str, str]) -> Callable[[], requests.Response]:
    """Ask for a standard key."""
    return lambda: ask("POST", "iam.twilio.com/v1/Keys", auth=owner, data={"AccountSid": owner[0]})


@pytest.fixture
def inject(ask: Ask) -> Callable[..., None]:
    """Let a fault happen."""

    def add(**fault: Any) -> None:
        answer = ask("POST", "_emulator/faults", json=fault)
        assert answer.status_code == 201, answer.text

    return add

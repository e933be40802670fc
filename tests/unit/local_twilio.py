"""An emulator as the tests see it: the product's other side, and the Console behind its back. All over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import requests
from pydantic import SecretStr

from tests.builders import ACCOUNT_SID, OTHER_ACCOUNT_SID
from twilio_keys_component.emulator import EmulatorServer, EmulatorSettings
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.twilio_iam import Connection, Credentials, Endpoint
from twilio_keys_component.twilio_iam.gate import Gate

AUTH_TOKEN = "authTokenNeverToBeSeenAnywhere01"
OTHER_AUTH_TOKEN = "authTokenNeverToBeSeenAnywhere02"

SETTINGS = EmulatorSettings(
    account_sid=ACCOUNT_SID, auth_token=AUTH_TOKEN, subaccounts={OTHER_ACCOUNT_SID: OTHER_AUTH_TOKEN}
)


def owner(account_sid: str = ACCOUNT_SID, token: str = AUTH_TOKEN) -> Credentials:
    """An account with its Auth Token."""
    return Credentials(account_sid, account_sid, SecretStr(token))


def signer(sid: str, secret: str, account_sid: str = ACCOUNT_SID) -> Credentials:
    """A key that signs in."""
    return Credentials(account_sid, sid, SecretStr(secret))


class Clock:
    """A clock that only waiting moves on, and that takes no time to.

    Attributes:
        now: Its seconds.
    """

    def __init__(self) -> None:
        self.now = 0.0

    def wait(self, _condition: object, seconds: float) -> None:
        """Let them pass."""
        self.now += seconds

    def gate(self) -> Gate:
        """A gate that goes by it, without chance."""
        return Gate(clock=lambda: self.now, wait=self.wait, draw=lambda: 0.5)


def tomorrow() -> datetime:
    """A day from now, when no key of a test is a young one."""
    return datetime.now(UTC) + timedelta(days=1)


def connect(url: str, *credentials: Credentials, **options: Any) -> Connection:
    """A connection whose gate never really waits; to be closed by the caller."""
    by_account = {one.account_sid: one for one in credentials or (owner(),)}
    return Connection(by_account, Endpoint.parse(url), **{"gate": Clock().gate(), **options})


class LocalTwilio:
    """A running emulator with the accounts of the builders."""

    def __init__(self, server: EmulatorServer, session: requests.Session) -> None:
        self.url = server.url
        self._session = session

    @classmethod
    @contextmanager
    def run(cls) -> Iterator[Self]:
        """Run one until the block ends."""
        with EmulatorServer.run(SETTINGS) as server, requests.Session() as session:
            session.trust_env = False
            yield cls(server, session)

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._session.request(method, f"{self.url}/_emulator/{path}", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def reset(self) -> None:
        """Make it as it was at the start."""
        self._ask("POST", "reset")

    def fault(self, kind: str, **fields: Any) -> None:
        """Let something go wrong with the next requests."""
        self._ask("POST", "faults", {"kind": kind, **fields})

    def requests(self) -> list[dict[str, Any]]:
        """What was asked so far."""
        answer: list[dict[str, Any]] = self._ask("GET", "requests")
        return answer

    def methods(self) -> list[str]:
        """The methods of what was asked so far."""
        return [request["method"] for request in self.requests()]

    def forget(self) -> None:
        """Count the requests from here on."""
        self._ask("DELETE", "requests")

    def make_key(self, kind: str, *permissions: str, **fields: str) -> tuple[str, str]:
        """Make a key in the Console; give its sid and secret."""
        grants = {"permissions": list(permissions)} if permissions else {}
        made = self._ask("POST", "keys", {"kind": kind, **grants, **fields})
        return made["sid"], made["secret"]

    def change_key(self, sid: str, **change: Any) -> None:
        """Change a key in the Console."""
        self._ask("PATCH", f"keys/{sid}", change)

    def remove_key(self, sid: str) -> None:
        """Delete a key in the Console."""
        self._ask("DELETE", f"keys/{sid}")

    def all_keys(self) -> dict[str, dict[str, Any]]:
        """All keys by their sids."""
        return {key["sid"]: key for key in self._ask("GET", "keys")}

    def grant_of(self, sid: str) -> PermissionSet:
        """What a restricted key may do now."""
        return PermissionSet(self.all_keys()[sid]["policy"]["allow"])

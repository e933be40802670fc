"""The emulator behind one test's deployments: what it holds, what it was asked, and the Console's side of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

import requests

from twilio_keys_component.emulator import EmulatorServer, EmulatorSettings, EmulatorState
from twilio_keys_component.emulator.settings import DEFAULT_AUTH_TOKEN
from twilio_keys_component.emulator.sources import random_secret

SUBACCOUNT_SID = "ACe0000000000000000000000000000002"
SUBACCOUNT_TOKEN = "0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e"
TIMEOUT_S = 10


@dataclass(frozen=True)
class LocalTwilio:
    """One emulator, asked over HTTP.

    Attributes:
        server: The emulator.
        http: The connections to its own routes.
        secrets: The secrets of all keys that it ever made.
    """

    server: EmulatorServer
    http: requests.Session
    secrets: list[str]

    @classmethod
    @contextmanager
    def run(cls, *, refuse_wildcards: bool = False, secrets_end: str = "") -> Iterator[Self]:
        """An emulator with one subaccount, until the block ends; every secret and its Auth Token end so."""
        settings = EmulatorSettings(
            auth_token=DEFAULT_AUTH_TOKEN + secrets_end,
            subaccounts={SUBACCOUNT_SID: SUBACCOUNT_TOKEN},
            refuse_wildcards=refuse_wildcards,
        )
        secrets: list[str] = []

        def new_secret() -> str:
            secrets.append(random_secret() + secrets_end)
            return secrets[-1]

        state = EmulatorState(settings, new_secret=new_secret)
        with requests.Session() as http, EmulatorServer.run(state=state) as server:
            http.trust_env = False
            yield cls(server, http, secrets)

    @property
    def url(self) -> str:
        """Where it listens."""
        return self.server.url

    @property
    def account_sid(self) -> str:
        """The main account."""
        return self.server.account_sid

    @property
    def auth_token(self) -> str:
        """The main account's Auth Token."""
        return self.server.auth_token

    def ask(self, method: str, path: str, **options: Any) -> Any:
        """The answer of one of the emulator's own routes."""
        answer = self.http.request(method, f"{self.url}/_emulator/{path}", timeout=TIMEOUT_S, **options)
        assert answer.ok, answer.text
        return answer.json() if answer.content else None

    def keys(self) -> dict[str | None, dict[str, Any]]:
        """The keys of all accounts, by their names."""
        return {key["friendly_name"]: key for key in self.ask("GET", "keys")}

    def key(self) -> dict[str, Any]:
        """The only key."""
        (key,) = self.ask("GET", "keys")
        assert isinstance(key, dict)
        return key

    def grant(self, sid: str | None = None) -> set[str]:
        """What the key of that sid, or the only one, may do."""
        found = [key for key in self.ask("GET", "keys") if sid in (None, key["sid"])]
        (key,) = found
        return set(key["policy"]["allow"])

    def requests(self) -> list[str]:
        """The requests so far, such as `POST /v1/Keys`; they are forgotten."""
        asked = [f"{entry['method']} {entry['path']}" for entry in self.ask("GET", "requests")]
        self.ask("DELETE", "requests")
        return asked

    def make_key(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Make a key in the Console; it comes with its secret."""
        made = self.ask("POST", "keys", json={"kind": kind, **fields})
        assert isinstance(made, dict)
        return made

    def change_key(self, sid: str, **fields: Any) -> None:
        """Change a key in the Console."""
        self.ask("PATCH", f"keys/{sid}", json=fields)

    def remove_key(self, sid: str) -> None:
        """Delete a key in the Console."""
        self.ask("DELETE", f"keys/{sid}")

    def make_old_keys(self) -> None:
        """Let all keys that are made from now on be a day old: one that is gone is believed to be at once."""
        self.ask("PATCH", "conditions", json={"clock_skew_s": -86400})

    def fail(self, kind: str, **fields: Any) -> None:
        """Let a fault happen to the next request that it fits."""
        self.ask("POST", "faults", json={"kind": kind, **fields})

    def sign_in(self, sid: str, secret: str, *, method: str = "POST") -> int:
        """The status of sending (or with GET, listing) messages, signed in with a key."""
        url = f"{self.url}/api.twilio.com/2010-04-01/Accounts/{self.account_sid}/Messages.json"
        body = {"To": "+15005550006", "From": "+15005550001", "Body": "Shipped"} if method == "POST" else None
        answer = self.http.request(method, url, data=body, auth=(sid, secret), timeout=TIMEOUT_S)
        return answer.status_code

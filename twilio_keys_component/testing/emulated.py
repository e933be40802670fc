"""What the fixture `twilio_emulator` gives to a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import pytest
import requests
from twilio.rest import Client

from twilio_keys_component.emulator import EmulatorServer, EmulatorSettingsError
from twilio_keys_component.emulator.faults import FaultKind
from twilio_keys_component.emulator.given import make_conditions, make_fault
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions import Catalog, Permission, PermissionSet, load_catalog, load_overlay
from twilio_keys_component.permissions.profiles import profile
from twilio_keys_component.testing.isolation import clear_environment, loopback_only, send_clients_to

Granted: TypeAlias = str | Permission | Iterable[str | Permission]
"""A permission or the name of a profile, or several of them, such as a list or a `PermissionSet`."""

_TIMEOUT_S: Final = 10


class EmulatorUseError(TwilioKeysError, ValueError):
    """A test asked `twilio_emulator` for what it cannot give."""


class Key(NamedTuple):
    """A restricted key of the emulator.

    Attributes:
        sid: `SK` and 32 hexadecimal digits.
        secret: Its password.
    """

    sid: str
    secret: str

    def __repr__(self) -> str:
        return f"Key(sid={self.sid!r})"


@dataclass(frozen=True, slots=True)
class RunningEmulator:
    """The emulator of this process.

    Attributes:
        server: The emulator.
        session: Connections to its own routes.
    """

    server: EmulatorServer
    session: requests.Session = field(repr=False)

    def control(self, method: str, path: str, **options: Any) -> Any:  # noqa: ANN401 - JSON
        """Ask one of the emulator's own routes; give what it answers."""
        answer = self.session.request(method, f"{self.server.url}/_emulator/{path}", timeout=_TIMEOUT_S, **options)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def reset(self) -> None:
        """Make everything as it was at the start."""
        self.control("POST", "reset")


class TwilioEmulator:
    """A local Twilio that enforces the permissions of the keys it hands out.

    `client`, `environment` and `key` take permissions and names of profiles, alone or in lists. Without any they give
    the test's one default key, which holds what `@pytest.mark.twilio_permissions(…)` lists.
    """

    def __init__(self, running: RunningEmulator, patch: pytest.MonkeyPatch, default: Iterable[Granted]) -> None:
        self._running = running
        self._patch = patch
        self._default = tuple(default)
        self._default_key: Key | None = None
        self._sids: list[str] = []

    @property
    def url(self) -> str:
        """Where it is; a request's Twilio host comes first in the path: `{url}/api.twilio.com/2010-04-01/…`."""
        return self._running.server.url

    @property
    def account_sid(self) -> str:
        """Its account."""
        return self._running.server.account_sid

    @property
    def auth_token(self) -> str:
        """The account's auth token, which may do everything."""
        return self._running.server.auth_token

    def owner(self) -> Client:
        """A client that may do everything, for what a test arranges and looks at."""
        return Client(self.account_sid, self.auth_token)

    def client(self, *permissions: Granted) -> Client:
        """A twilio-python client signed with a key that holds exactly these permissions."""
        key = self.key(*permissions)
        return Client(key.sid, key.secret, self.account_sid)

    def environment(self, *permissions: Granted) -> Key:
        """Set TWILIO_ACCOUNT_SID, TWILIO_API_KEY and TWILIO_API_KEY_SECRET until the test ends; give the key."""
        key = self.key(*permissions)
        self._patch.setenv("TWILIO_ACCOUNT_SID", self.account_sid)
        self._patch.setenv("TWILIO_API_KEY", key.sid)
        self._patch.setenv("TWILIO_API_KEY_SECRET", key.secret)
        return key

    def key(self, *permissions: Granted) -> Key:
        """A key that holds exactly these permissions.

        Raises:
            EmulatorUseError: No permission was given, here or by the marker, or one that is not known: Twilio refuses a
                key with a name that it does not know (live).
            MalformedPermissionError: A text is no permission.
            UnknownProfileError: A text without a slash is no profile's name.
            TooManyPermissionsError: They do not fit into one key.
        """
        if permissions:
            return self._make(permissions)
        if self._default_key is None:
            self._default_key = self._make(self._default)
        return self._default_key

    def used(self, key: Client | Key | str) -> list[str]:
        """The permissions of a key, or of a client's key, that were used in this test, sorted."""
        return sorted(self._record(key)["used"])

    def unused(self, key: Client | Key | str) -> list[str]:
        """Those that it holds and that were not used, sorted."""
        return sorted(self._record(key)["unused"])

    def refused(self, key: Client | Key | str) -> list[str]:
        """Those that it would have needed for what it was refused, sorted."""
        return sorted(self._record(key)["refused"])

    def assert_least_privilege(self, *keys: Client | Key | str) -> None:
        """Check that each of these keys used all that it holds; without any, each key that this test got.

        Raises:
            AssertionError: One holds more.
            EmulatorUseError: The test got no key.
        """
        __tracebackhide__ = True
        if not (keys or self._sids):
            raise EmulatorUseError(
                "assert_least_privilege has no key to look at: let the test get one from client(), key() or "
                "environment() first"
            )
        idle = {_sid(key): self.unused(key) for key in keys or self._sids}
        found = [f"{sid} holds what was not used: {', '.join(unused)}" for sid, unused in idle.items() if unused]
        if found:
            raise AssertionError("\n".join((*found, "Take it off the list, or let the test do what needs it")))

    def fail(self, kind: FaultKind, **options: Any) -> None:  # noqa: ANN401 - a fault's fields
        """Let a fault happen to the next requests of the application that it fits.

        Args:
            kind: What happens, such as `throttle`, `server_error`, `drop_after`, `reset` or `slow`.
            options: Which requests (`method`, `path`, `call`), how often (`count`, `rate`, `seed`), and what the kind
                takes besides: `docs/emulator.md` lists it.

        Raises:
            EmulatorUseError: There is no such fault.
        """
        try:
            fault = make_fault(kind=kind, **options)
        except EmulatorSettingsError as error:
            raise EmulatorUseError(str(error)) from None
        self._running.control("POST", "faults", json=fault.model_dump(exclude_unset=True))

    def heal(self) -> None:
        """End all faults, those that last too; conditions stay as they are."""
        self._running.control("DELETE", "faults")

    def conditions(self, **changes: float | None) -> None:
        """Change what every request of the test meets from now on, such as `latency_ms` or `max_concurrent`.

        Raises:
            EmulatorUseError: There is no such condition.
        """
        try:
            changed = make_conditions(**changes)
        except EmulatorSettingsError as error:
            raise EmulatorUseError(str(error)) from None
        self._running.control("PATCH", "conditions", json=changed.model_dump(exclude_unset=True))

    def _record(self, key: Client | Key | str) -> dict[str, Any]:
        sid = _sid(key)
        records: dict[str, dict[str, Any]] = {row["sid"]: row for row in self._running.control("GET", "permissions")}
        if sid not in records:
            raise EmulatorUseError(f"the emulator has no key {sid}: give a key or client that this test got from it")
        return records[sid]

    def _make(self, permissions: Iterable[Granted]) -> Key:
        grant = _grant(permissions, self._running.server.state.catalog)
        if not grant:
            raise EmulatorUseError(
                "a restricted key has at least one permission: give some, such as "
                "'/twilio/messaging/messages/create', or mark the test with @pytest.mark.twilio_permissions(…)"
            )
        body = {"kind": "restricted", "permissions": grant.to_policy()["allow"]}
        made = self._running.control("POST", "keys", json=body)
        self._sids.append(made["sid"])
        return Key(made["sid"], made["secret"])


@contextmanager
def run_emulator(overlays: Iterable[Path]) -> Iterator[RunningEmulator]:
    """An emulator that runs until the block ends.

    Args:
        overlays: Files with permissions of the project's own.

    Raises:
        OverlayError: One of them cannot be used.
    """
    catalog = reduce(lambda known, path: load_overlay(path, known), overlays, load_catalog())
    with ExitStack() as stack:
        with loopback_only():  # where pytest-socket refuses every socket, it would refuse the emulator's too
            server = stack.enter_context(EmulatorServer.run(catalog=catalog))
            session = stack.enter_context(requests.Session())
            session.trust_env = False
            running = RunningEmulator(server, session)
            running.reset()
        yield running


@contextmanager
def use_emulator(
    running: RunningEmulator, patch: pytest.MonkeyPatch, *, default: Iterable[Granted]
) -> Iterator[TwilioEmulator]:
    """The emulator as new, for one test that is kept away from the real Twilio until the block ends.

    Args:
        running: The emulator.
        patch: What undoes the changes of environment and clients when the test has ended.
        default: The permissions of the test's default key.
    """
    clear_environment(patch)
    send_clients_to(running.server.url, patch)
    with loopback_only():
        running.reset()
        yield TwilioEmulator(running, patch, default)


def _grant(permissions: Iterable[Granted], catalog: Catalog) -> PermissionSet:
    singles = (one for given in permissions for one in ((given,) if isinstance(given, str | Permission) else given))
    grant = PermissionSet(permission for one in singles for permission in _spelled_out(one))
    unknown = [_unknown(permission, catalog) for permission in grant.written if catalog.entry(permission) is None]
    if unknown:
        raise EmulatorUseError(
            f"{'; '.join(unknown)}. Twilio refuses a key with a name that it does not know; where a name is right, put "
            "it into an overlay file and name that in twilio_permissions_overlay of pytest's settings"
        )
    return grant


def _unknown(permission: Permission, catalog: Catalog) -> str:
    near = catalog.suggest(str(permission), limit=2)
    hint = f": did you mean {' or '.join(map(str, near))}?" if near else ""
    return f"{permission} is not a known permission{hint}"


def _spelled_out(given: str | Permission) -> Iterable[str | Permission]:
    """The permissions of a profile, whose name has no slash; a permission as it is."""
    return (given,) if isinstance(given, Permission) or "/" in given else profile(given)


def _sid(key: Client | Key | str) -> str:
    if isinstance(key, Key):
        return key.sid
    return key if isinstance(key, str) else key.username

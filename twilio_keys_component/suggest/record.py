"""What the emulator wrote down about a test run: which permissions each key used."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions import MalformedPermissionError, Permission, PermissionSet

_TIMEOUT_S: Final = 10


class RecordError(TwilioKeysError, ValueError):
    """No record of a test run: no emulator, or none of the key that was asked for."""


@dataclass(frozen=True, slots=True)
class KeyUse:
    """What one key did.

    Attributes:
        sid: The key's sid; the account's for its auth token.
        friendly_name: The key's name, if it has one.
        granted: What a restricted key holds; None for what holds everything.
        used: How often each permission was needed and there.
        refused: How often each permission was missing.
        unknown: The operations that were asked for and whose permission is not known, with how often.
    """

    sid: str
    friendly_name: str | None
    granted: PermissionSet | None
    used: Mapping[Permission, int]
    refused: Mapping[Permission, int]
    unknown: Mapping[str, int]

    @property
    def name(self) -> str:
        """How people call it."""
        return f"{self.sid} ({self.friendly_name})" if self.friendly_name else self.sid


class _Signer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    sid: str
    friendly_name: str | None
    granted: list[str] | None
    used: dict[str, int]
    refused: dict[str, int]


class _Unknown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    operation: str
    method: str
    host: str
    path: str
    refused: dict[str, int]
    served: dict[str, int]


def read_record(url: str) -> tuple[KeyUse, ...]:
    """What the keys of the emulator at `url` did, sorted by sid.

    Raises:
        RecordError: The URL is not on this machine, or no emulator answers there.
    """
    _must_be_local(url)
    signers = _ask(url, "permissions", TypeAdapter(list[_Signer]))
    unknown = _ask(url, "unknown-permissions", TypeAdapter(list[_Unknown]))
    try:
        return tuple(_key_use(signer, unknown) for signer in sorted(signers, key=lambda one: one.sid))
    except MalformedPermissionError as error:
        raise RecordError(f"the emulator at {url} speaks of something that is no permission: {error}") from None


def choose(record: Sequence[KeyUse], key: str | None, *, command: str = "") -> KeyUse:
    """The key with this sid or friendly name; without one, the only key that did anything.

    Args:
        record: What each key did.
        key: A sid or a friendly name.
        command: A command that lacks only the key's sid, to tell people what to run.

    Raises:
        RecordError: There is no such key, or more than one.
    """
    if key is None:
        found = [one for one in record if one.used or one.refused or one.unknown]
    else:
        found = [one for one in record if key in (one.sid, one.friendly_name)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in found or record) or "none"
    if found:
        which = "asked for something" if key is None else f"are called {key!r}"
        example = f": {command} {found[0].sid}" if command else ""
        raise RecordError(f"{len(found)} keys of the emulator's record {which} ({names}): say whose record{example}")
    if key is None:
        raise RecordError(f"no key of the emulator's record asked for anything (keys: {names}): run the tests first")
    raise RecordError(f"the emulator's record has no key {key!r} (keys: {names}): give one of these, or run the tests")


def _key_use(signer: _Signer, unknown: Sequence[_Unknown]) -> KeyUse:
    asked = {
        f"{one.operation} ({one.method} https://{one.host}{one.path})": (
            one.refused.get(signer.sid, 0) + one.served.get(signer.sid, 0)
        )
        for one in unknown
    }
    return KeyUse(
        sid=signer.sid,
        friendly_name=signer.friendly_name,
        granted=None if signer.granted is None else PermissionSet(signer.granted),
        used={Permission.parse(text): count for text, count in sorted(signer.used.items())},
        refused={Permission.parse(text): count for text, count in sorted(signer.refused.items())},
        unknown={operation: count for operation, count in sorted(asked.items()) if count},
    )


def _must_be_local(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
        is_local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_local = False
    if not is_local or parts.scheme != "http":
        raise RecordError("the emulator is on this machine only: give its URL, such as http://127.0.0.1:4010")


def _ask(url: str, what: str, shape: TypeAdapter[Any]) -> Any:  # noqa: ANN401 - what `shape` is of
    import requests

    where = f"{url.rstrip('/')}/_emulator/{what}"
    try:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.get(where, timeout=_TIMEOUT_S, allow_redirects=False)
            answer.raise_for_status()
            return shape.validate_python(answer.json())
    except requests.ConnectionError:
        problem = "nothing answers there"
    except (requests.RequestException, ValidationError):
        problem = "what answers there is no emulator of this version"
    raise RecordError(
        f"no record of a test run at {where}: {problem}. Start one with `twilio-keys emulator`, run the tests against "
        "it, and ask again while it runs: its record ends with it"
    )

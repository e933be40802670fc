"""Where the command line takes a grant from: arguments, a file, profiles, a key at Twilio."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from twilio_keys_component.errors import TwilioKeysError, shown
from twilio_keys_component.permissions import MalformedPermissionError, Permission, PermissionSet
from twilio_keys_component.permissions.profiles import profile


class GrantSourceError(TwilioKeysError):
    """A grant that cannot be read from where it should come from."""


def collect(
    *, texts: Iterable[str], file: str | None, profiles: Sequence[str], key: str | None, endpoint: str | None
) -> tuple[PermissionSet, tuple[str, ...]]:
    """The grant that all sources give together, and the texts that are no permissions.

    Args:
        texts: Permissions, with or without `/twilio/` in front.
        file: A file's path, or `-` for stdin: a JSON list, a policy (`{"allow": […]}`), or a permission a line.
        profiles: Names of profiles.
        key: The sid of a key whose grant is fetched with the credentials of the environment.
        endpoint: A local emulator to fetch it from.

    Raises:
        GrantSourceError: Nothing was given, or the file or the key has no grant to read.
        UnknownProfileError: There is no such profile.
        CredentialsError: A key is to be fetched, and the credentials are wrong.
        TwilioError: Twilio refused, or did not answer.
    """
    given = [*texts, *(_read(file) if file else ())]
    permissions, misspelled = _parse(given)
    for name in profiles:
        permissions |= profile(name)
    if key:
        permissions |= _fetched(key, endpoint)
    if not permissions and not misspelled:
        raise GrantSourceError("nothing to explain: give permissions, --file, --profile or --key")
    return permissions, misspelled


def _parse(texts: Iterable[str]) -> tuple[PermissionSet, tuple[str, ...]]:
    parsed: list[Permission] = []
    misspelled: list[str] = []
    for text in texts:
        try:
            parsed.append(Permission.parse(_prefixed(text)))
        except MalformedPermissionError:
            misspelled.append(text)
    return PermissionSet(parsed), tuple(dict.fromkeys(misspelled))


def _prefixed(text: str) -> str:
    bare = text.strip().removeprefix("/")
    return f"/{bare}" if bare.startswith("twilio/") else f"/twilio/{bare}"


def _read(file: str) -> list[str]:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GrantSourceError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if not text.lstrip().startswith(("[", "{")):
        lines = (line.partition("#")[0].strip() for line in text.splitlines())
        return [line for line in lines if line]
    return _from_json(text, file)


def _from_json(text: str, file: str) -> list[str]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise GrantSourceError(f"{file} begins like JSON and is none: {error}") from None
    except RecursionError:
        raise GrantSourceError(f"{file} is nested too deeply for a grant: give a list of permissions") from None
    if isinstance(value, dict):
        value = next((value[name] for name in ("allow", "permissions", "grants") if name in value), None)
    if isinstance(value, dict):
        value = list(value)
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise GrantSourceError(f'{file} holds no grant: a list of permissions, or {{"allow": [permissions]}}')
    return value


def _fetched(sid: str, endpoint: str | None) -> PermissionSet:
    from twilio_keys_component.model import Region
    from twilio_keys_component.sids import KEY_SID_FORMAT
    from twilio_keys_component.twilio_iam import Connection

    if not KEY_SID_FORMAT.fullmatch(sid):
        raise GrantSourceError(f"{shown(sid)} is no key sid: SK and 32 hexadecimal digits")
    connection = Connection.from_settings({"endpoint": endpoint}.get, os.environ)
    with closing(connection):
        key = connection.gateway(connection.account_sid, Region.US1).fetch(sid)
    if key.permissions is None:
        raise GrantSourceError(
            f"{sid} is no restricted key: it may do everything, a standard key all but accounts and keys (doc)"
        )
    return key.permissions

"""Where the command line takes a grant from: arguments, a file, profiles, a key at Twilio."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from twilio_keys_component.cli.grant_errors import GrantSourceError
from twilio_keys_component.cli.grant_file import read_grant
from twilio_keys_component.permissions import MalformedPermissionError, Permission, PermissionSet
from twilio_keys_component.permissions.profiles import profile


@dataclass(frozen=True, slots=True)
class Malformed:
    """A text that stands in the place of a permission.

    Attributes:
        text: What was given.
        reason: What is wrong with it.
    """

    text: str
    reason: str


def collect(
    *, texts: Iterable[str], file: str | None, profiles: Sequence[str], key: str | None, endpoint: str | None
) -> tuple[PermissionSet, tuple[Malformed, ...]]:
    """The grant that all sources give together, and the texts that are no permissions.

    Args:
        texts: Permissions, with or without `/twilio/` in front.
        file: A file's path, or `-` for stdin: see `grant_file.read_grant`.
        profiles: Names of profiles.
        key: The sid of a key whose grant is fetched with the credentials of the environment.
        endpoint: A local emulator to fetch it from.

    Raises:
        GrantSourceError: Nothing was given, or the file, the endpoint or the credentials cannot be used.
        NoGrantError: The key has no grant to show, Twilio refused, or was not reached.
        UnknownProfileError: There is no such profile.
    """
    if endpoint is not None and key is None:
        raise GrantSourceError("--endpoint says where to ask for a key: give --key SID too")
    permissions, malformed = _parse([*texts, *(read_grant(file) if file is not None else ())])
    for name in profiles:
        permissions |= profile(name)
    if key is not None:
        from twilio_keys_component.cli.key_grant import fetch_grant

        permissions |= fetch_grant(key, endpoint)
    if not permissions and not malformed:
        raise GrantSourceError("nothing to explain: give permissions, --file, --profile or --key")
    return permissions, malformed


def _parse(texts: Iterable[str]) -> tuple[PermissionSet, tuple[Malformed, ...]]:
    parsed: list[Permission] = []
    malformed: list[Malformed] = []
    for text in texts:
        try:
            parsed.append(Permission.parse(_prefixed(text)))
        except MalformedPermissionError as error:
            malformed.append(Malformed(text, error.reason))
    return PermissionSet(parsed), tuple(dict.fromkeys(malformed))


def _prefixed(text: str) -> str:
    bare = text.strip().removeprefix("/")
    return f"/{bare}" if bare.startswith("twilio/") else f"/twilio/{bare}"

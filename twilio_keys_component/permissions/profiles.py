"""Named least grants for jobs that people have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, StringConstraints

from twilio_keys_component.errors import TwilioKeysError, shown
from twilio_keys_component.permissions.catalog import Catalog, load_catalog
from twilio_keys_component.permissions.permission import WILDCARD, Permission
from twilio_keys_component.permissions.permission_set import PermissionSet
from twilio_keys_component.permissions.risks import Globs, Sentence, glob_matches
from twilio_keys_component.permissions.spelling import canonical
from twilio_keys_component.permissions.strict_toml import StrictTomlError, Table, read_toml
from twilio_keys_component.permissions.tables import read_data


@dataclass(frozen=True, slots=True)
class Profile:
    """What a key for one job needs.

    Attributes:
        name: Such as `send-sms`.
        purpose: The job, in one sentence.
        permissions: All that it needs, and nothing else.
        note: What to know before using it; empty where there is nothing.
    """

    name: str
    purpose: str
    permissions: PermissionSet
    note: str


class UnknownProfileError(TwilioKeysError, LookupError):
    """A profile was asked for that there is not.

    Attributes:
        name: The name that was asked for.
    """

    def __init__(self, name: str, known: Mapping[str, Profile]) -> None:
        folded = name.strip().lower()
        near = [folded] if folded in known else get_close_matches(folded, known, n=3)
        guess = (
            f"Did you mean {' or '.join(near)}? `twilio-keys permissions profiles` lists them all"
            if near
            else f"The profiles are {', '.join(known)}"
        )
        super().__init__(f"There is no profile {shown(name)}. {guess}")
        self.name = name


@cache
def profiles() -> Mapping[str, Profile]:
    """The profiles of this package by their names, sorted; read at the first call."""
    return parse_profiles(read_data("profiles.toml"), load_catalog(), name="profiles.toml")


def profile(name: str) -> PermissionSet:
    """The grant of a profile, to be used as it is or composed with others by `|` and `-`.

    Raises:
        UnknownProfileError: There is no such profile; the error names the likeliest, or all.
    """
    if name not in profiles():
        raise UnknownProfileError(name, profiles())
    return profiles()[name].permissions


def parse_profiles(text: str, catalog: Catalog, *, name: str) -> Mapping[str, Profile]:
    """The profiles in the text of a file such as `data/profiles.toml`, by their names, sorted.

    A glob stands for the single actions that the catalog knows: in the spelling of list A, that of list B where A does
    not have the action.

    Raises:
        StrictTomlError: A field is missing, unknown or wrong, a name occurs twice, a permission is not in the catalog,
            or a profile with a glob has no note.
    """
    rows = read_toml(_File, text, name=name).profiles
    problems = sorted({problem for row in rows for problem in _problems(row, catalog)})
    twice = sorted(row_name for row_name, count in Counter(row.name for row in rows).items() if count > 1)
    problems += [f"{row_name} occurs twice" for row_name in twice]
    if problems:
        raise StrictTomlError(f"{name} cannot be used. Correct these places in it: {'; '.join(problems)}")
    made = (Profile(row.name, row.purpose, PermissionSet(_granted(row, catalog)), row.note) for row in rows)
    return MappingProxyType({one.name: one for one in sorted(made, key=lambda one: one.name)})


class _Row(Table):
    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    purpose: Sentence
    permissions: Globs
    note: str = ""


class _File(Table):
    profiles: Annotated[tuple[_Row, ...], Field(min_length=1)]


def _problems(row: _Row, catalog: Catalog) -> Iterator[str]:
    for text in row.permissions:
        if not any(True for _ in _expanded(text, catalog)):
            yield f"{row.name}: the catalog has no {text}"
    if any(map(_is_glob, row.permissions)) and not row.note.strip():
        yield f"{row.name}: a note must say why it has globs"


def _granted(row: _Row, catalog: Catalog) -> Iterator[Permission]:
    for text in row.permissions:
        yield from _expanded(text, catalog)


def _expanded(text: str, catalog: Catalog) -> Iterator[Permission]:
    if not _is_glob(text):
        permission = Permission.parse(text)
        yield from (permission,) if permission in catalog else ()
        return
    for permission in catalog.entries:
        first = canonical(permission, catalog)
        is_other_spelling = first != permission and first in catalog
        if not permission.is_wildcard and not is_other_spelling and glob_matches(text, str(permission)):
            yield permission


def _is_glob(text: str) -> bool:
    return WILDCARD in text

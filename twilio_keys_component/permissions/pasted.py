"""Texts that people give for a permission: pasted from code, from an address, with dots or colons for slashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from twilio_keys_component.permissions.operations import OperationIndex, home_host
from twilio_keys_component.permissions.permission import ACTIONS, WILDCARD, Permission
from twilio_keys_component.permissions.words import VERBS, dashed, is_version

_AROUND: Final = " \t\r\n\"'`,;()[]{}"
"""What code leaves around a name."""

_NO_PRODUCT: Final = frozenset({"client", "twilio"})
_IS_TWILIO: Final = 0.85
_IS_ACTION: Final = 0.75
_DOUBT: Final = 0.04
"""What a reading costs that takes the last part for an action that nobody knows."""

_ACCOUNT: Final = frozenset({("api", "account"), ("api", "accounts")})
"""What stands before the resources of an account in twilio-python (`client.api.v2010.account.messages`)."""

_OF_AN_ACCOUNT: Final = 3
"""Parts; with more of them, the account is not what is meant."""

_FROM_SAFE: Final = ("read", "list", "create", "update", "delete", WILDCARD)
"""What changes nothing first."""

_ARGUMENTS: Final = re.compile(r"\([^()]*\)")
_SPLIT: Final = re.compile(r"[/:]+")
_SPLIT_ALSO_AT_DOTS: Final = re.compile(r"[.:\s]+")
_ADDRESS: Final = re.compile(
    r"(?:(?P<method>[a-z]+)\s+)?(?:(?:https?://)?(?P<host>[a-z0-9.-]+\.twilio\.com)(?=[/?#]|$)|(?=/2010-04-01/))"
    r"(?P<path>/[^\s?#]*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a text.

    Attributes:
        product: Empty where it was forgotten.
        resource: Its parts joined by dots.
        actions: Those that were meant, the likelier first; empty where none was said or nobody knows it.
        doubt: What it costs to be true.
    """

    product: str
    resource: str
    actions: tuple[str, ...] = ()
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a request goes.

    Attributes:
        method: In upper case; empty where none was given.
        host: Without edge and Region.
        path: Without its query.
    """

    method: str
    host: str
    path: str


def parts(text: str) -> list[str]:
    """What stands between the slashes, with dashes for any other writing; empty where nothing is said.

    `client.messages("SM…").fetch()` is messages and fetch.
    """
    bare = _ARGUMENTS.sub("", text).strip(_AROUND)
    is_path = "/" in bare
    found = [dashed(part.strip(_AROUND)) for part in (_SPLIT if is_path else _SPLIT_ALSO_AT_DOTS).split(bare)]
    found = [part for part in found if part and not is_version(part)]
    while found and (found[0] in _NO_PRODUCT or _likeness(found[0], "twilio") > _IS_TWILIO):
        found = found[1:]
    if len(found) > _OF_AN_ACCOUNT and tuple(found[:2]) in _ACCOUNT:
        found = found[2:]
    if not is_path and found and found[0] in VERBS:
        return [*found[1:], found[0]]
    if found and "." in found[-1] and found[-1].rpartition(".")[2] in ACTIONS:
        found[-1:] = found[-1].rsplit(".", 1)
    return found


def readings(given: Sequence[str]) -> list[Reading]:
    """What the parts of a text may mean.

    The first is the product or, where that was forgotten, the beginning of the resource; the last is the action, or
    the end of the resource.
    """
    if len(given) == 1:
        return [Reading("", given[0])]
    actions = meant(given[-1])
    if actions:
        return _with_and_without_product(given[:-1], actions)
    whole = _with_and_without_product(given, ())
    return [*whole, Reading(given[0], ".".join(given[1:-1]), doubt=_DOUBT)] if len(given) > 2 else whole


def meant(verb: str) -> tuple[str, ...]:
    """The actions that a word stands for, misspelled or not; none where nobody knows it."""
    if verb in VERBS:
        return VERBS[verb]
    likeness, action = max((_likeness(verb, action), action) for action in ACTIONS)
    return (action,) if likeness >= _IS_ACTION else ()


def address(text: str) -> Address | None:
    """The address of Twilio's API in front of a text, or with a method before it; None where there is none."""
    found = _ADDRESS.match(text.strip(_AROUND))
    if found is None:
        return None
    host = home_host(found["host"] or "api.twilio.com")
    return Address((found["method"] or "").upper(), host, (found["path"] or "").rstrip("/"))


def permissions_at(given: Address, index: OperationIndex) -> tuple[Permission, ...]:
    """The permissions of the operations at an address, of that with its method only if it is one; what reads first."""
    known = index.methods(given.host, given.path)
    methods = {given.method} & known or known
    matches = [index.match(method, given.host, given.path) for method in sorted(methods)]
    needed = {permission for match in matches if match for permission in match.operation.permissions}
    return tuple(sorted(needed, key=lambda one: (_FROM_SAFE.index(one.action), one)))


def _with_and_without_product(given: Sequence[str], actions: tuple[str, ...]) -> list[Reading]:
    whole = Reading("", ".".join(given), actions)
    return [Reading(given[0], ".".join(given[1:]), actions), whole] if len(given) > 1 else [whole]


@lru_cache(maxsize=1024)
def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()

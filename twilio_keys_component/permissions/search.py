"""Finding permissions by misspelled names and by words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from twilio_keys_component.permissions.entries import Resource
from twilio_keys_component.permissions.operations import Operation
from twilio_keys_component.permissions.permission import ACTIONS, WILDCARD, Permission

_ACTION_WORDS: Final = {
    "create": ("add", "buy", "make", "new", "place", "post", "send", "start", "write"),
    "delete": ("cancel", "del", "destroy", "release", "remove", "revoke"),
    "list": ("all", "index", "query", "search"),
    "read": ("fetch", "get", "retrieve", "show", "view"),
    "update": ("change", "edit", "modify", "patch", "put", "rename", "set", "write"),
    WILDCARD: ("any", "full", "manage"),
}
"""Words that people write for an action."""

PRODUCT_WORDS: Final = {
    "billing": ("usage", "account"),
    "event-streams": ("events", "event", "streams"),
    "iam": ("accounts", "auth", "api", "identity"),
    "lookup": ("lookups",),
    "messaging": ("sms", "mms", "messages", "whatsapp"),
    "phone-numbers": ("numbers", "phone", "api"),
    "voice": ("calls", "call", "phone", "api", "sip"),
    "taskrouter": ("task-router",),
}
"""Words that people write for a product, beside the hosts of its operations."""

_RESOURCE_WEIGHT: Final = 0.66
_PRODUCT_WEIGHT: Final = 0.2
_ACTION_WEIGHT: Final = 0.14
_WORST: Final = 0.4
"""What is less alike than this is not suggested."""

_UNSAID: Final = 0.5
_IS_WORD: Final = 0.6
_LONGEST: Final = 200
"""Characters that are looked at: no name is as long."""

_BORROWED: Final = 0.97
_AS_WHOLE: Final = 0.98
_ROUNDING: Final = 1e-9
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789*"
"""What words are made of, see `_SEPARATORS`."""

_REMEMBERED: Final = 1024
"""Texts whose suggestions are kept: the keys of a deployment share their mistakes, and each is looked at twice."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SEPARATORS = re.compile(r"[^a-z0-9*]+")
_VERSION = re.compile(r"v\d+|\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A resource as a misspelled name may mean it.

    Attributes:
        key: Product and name.
        names: What it is called, each in words: first in permissions, then in the paths of its operations.
        products: What its product is called: in permissions, as the host of its operations, and by people.
        actions: Those that are known for it.
    """

    key: tuple[str, str]
    names: tuple[tuple[str, ...], ...]
    products: tuple[str, ...]
    actions: tuple[str, ...]


class Matcher:
    """Ranks the catalog's permissions by how much a text is like them."""

    def __init__(
        self,
        permissions: Iterable[Permission],
        resources: Mapping[tuple[str, str], Resource],
        operations: Iterable[Operation],
    ) -> None:
        actions: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for permission in permissions:
            actions[permission.product, permission.resource].append(permission.action)
        paths: defaultdict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
        hosts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for operation in operations:
            for permission in operation.permissions:
                key = permission.product, permission.resource
                paths[key].add(_words(_literals(operation.path)))
                hosts[key].add(operation.host.partition(".")[0])
        pairs = {(r.product, r.name): (r.product, r.paired_with) for r in resources.values() if r.paired_with}
        self._pairs = pairs | {first: second for second, first in pairs.items()}
        self._candidates = tuple(
            _Candidate(
                key,
                (_words(key[1]), *sorted(paths[key])),
                (key[0], *sorted(hosts[key]), *PRODUCT_WORDS.get(key[0], ())),
                tuple(actions[key]),
            )
            for key in sorted(actions)
        )
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._suggested)

    def suggest(self, text: str, *, limit: int) -> tuple[Permission, ...]:
        """The permissions that `text` most likely means, the likeliest first; none where nothing is alike."""
        return self._remembered(text[:_LONGEST], limit)

    def _suggested(self, text: str, limit: int) -> tuple[Permission, ...]:
        readings, action = _readings(text)
        scored = [
            (score + _action_score(action, known) * _ACTION_WEIGHT, Permission(*candidate.key, known))
            for candidate in self._candidates
            if (score := max(self._score(candidate, *reading) for reading in readings)) > _WORST
            for known in candidate.actions
        ]
        # Of two that are as likely, the one that says more: «calls/recordings» means calls.recordings.
        best = sorted(scored, key=lambda pair: (-round(pair[0], 6), -len(pair[1].resource), pair[1]))
        return tuple(permission for _, permission in best[:limit])

    def _score(self, candidate: _Candidate, product: str, resource: str) -> float:
        """How much a resource is what was meant, the action left aside: from 0 to all but the action's weight."""
        if self._pairs.get((product, resource)) == candidate.key:
            return _RESOURCE_WEIGHT + _PRODUCT_WEIGHT
        words = _words(resource)
        share, rest = _RESOURCE_WEIGHT + _PRODUCT_WEIGHT, 0.0
        if product:
            share, rest = _RESOURCE_WEIGHT, max(_ratio(product, name) for name in candidate.products) * _PRODUCT_WEIGHT
        floor = ((_WORST - rest) / share) ** 0.5 - _ROUNDING
        own, *others = candidate.names
        likeness = max(_alike(words, own, floor), *(_alike(words, name, floor) * _BORROWED for name in others), 0.0)
        return likeness**2 * share + rest


def matches(words: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether each of the words stands somewhere in the texts; case does not count."""
    whole = " ".join(texts).lower()
    return all(word.lower() in whole for word in words)


def _readings(text: str) -> tuple[list[tuple[str, str]], str]:
    """What a text may mean: pairs of product and resource, and the action. Empty where it says nothing.

    Its first part is the product or, where that was forgotten, the beginning of the resource.
    """
    parts = [_dashed(part) for part in text.strip().strip("/").split("/") if part]
    if parts and parts[0] == "twilio":
        parts = parts[1:]
    action = parts.pop() if len(parts) > 1 and _is_action(parts[-1]) else ""
    whole = ("", ".".join(parts))
    return ([(parts[0], ".".join(parts[1:])), whole] if len(parts) > 1 else [whole]), action


def _dashed(part: str) -> str:
    return _CAMEL.sub("-", part).replace("_", "-").lower()


def _is_action(word: str) -> bool:
    return max(_action_score(word, action) for action in (*ACTIONS, WILDCARD)) > _IS_WORD


def _literals(path: str) -> str:
    parts = path.removesuffix(".json").strip("/").split("/")
    kept = [part for part in parts if not part.startswith("{") and not _VERSION.fullmatch(part)]
    return ".".join(kept[1:] if len(kept) > 1 and kept[0] == "Accounts" else kept)


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name in the singular."""
    return tuple(_singular(word) for word in _SEPARATORS.split(_dashed(name)) if word)


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word


def _alike(given: tuple[str, ...], name: tuple[str, ...], floor: float) -> float:
    """How alike two lists of words are, from 0 to 1: word by word, in any order, and as a whole; 0 up to `floor`."""
    if not given or not name:
        return 0.0
    one, other = "".join(given), "".join(name)
    if one == other:
        return 1.0
    if max(_by_words(given, name, _at_most), _at_most(one, other) * _AS_WHOLE) <= floor:
        return 0.0
    return max(_by_words(given, name, _ratio), _ratio(one, other) * _AS_WHOLE)


def _by_words(given: tuple[str, ...], name: tuple[str, ...], measure: Callable[[str, str], float]) -> float:
    fewer, more = sorted((given, name), key=len)
    found = sum(max(measure(word, other) for other in more) for word in fewer)
    by_word = found / len(more) * 0.5 + found / len(fewer) * 0.5
    return by_word * 0.95 - 0.1 * (len(more) - len(fewer)) / len(more)


@lru_cache(maxsize=65536)
def _at_most(one: str, other: str) -> float:
    """What `_ratio` cannot be above, for a hundredth of its time: the share of letters that both have."""
    return 2 * (_letters(one) & _letters(other)).bit_count() / (len(one) + len(other))


@lru_cache(maxsize=4096)
def _letters(word: str) -> int:
    """A bit for each letter of a word, another one for each time that it occurs."""
    seen: Counter[str] = Counter()
    bits = 0
    for letter in word:
        bits |= 1 << (_ALPHABET.find(letter) * _LONGEST + seen[letter])
        seen[letter] += 1
    return bits


@lru_cache(maxsize=65536)
def _ratio(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _action_score(given: str, action: str) -> float:
    if not given:
        return _UNSAID
    if given in _ACTION_WORDS[action]:
        return 1.0
    return _ratio(given, action)

"""What a misspelled permission was meant to be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from twilio_keys_component.permissions import pasted
from twilio_keys_component.permissions.entries import Resource
from twilio_keys_component.permissions.operations import Operation
from twilio_keys_component.permissions.permission import Permission
from twilio_keys_component.permissions.words import NAMES, PRODUCT_WORDS, TASKS, VERBS, literals, words

_RESOURCE_WEIGHT: Final = 0.66
_PRODUCT_WEIGHT: Final = 0.2
_ACTION_WEIGHT: Final = 0.14
_WORST: Final = 0.4
"""What is less alike than this is not suggested."""

_BORROWED: Final = 0.97
_AS_WHOLE: Final = 0.98
_ROUNDING: Final = 1e-9
_IS_FOREIGN: Final = 0.85
"""How alike the name of a product without known permissions must be to be meant."""

_UNSAID: Final = {"read": 0.5, "list": 0.49, "create": 0.4, "update": 0.39, "delete": 0.2, "*": 0.0}
"""How likely each action is where none was asked for, or one that the resource does not have: what changes nothing
comes first, what grants more than anybody asked for last."""

_LONGEST: Final = 200
"""Characters that are looked at: no name is as long."""

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789*"
"""What words are made of."""

_REMEMBERED: Final = 1024
"""Texts whose suggestions are kept: the keys of a deployment share their mistakes, and each is looked at twice."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A resource as a misspelled name may mean it.

    Attributes:
        key: Product and name.
        names: What it is called, each in words: first in permissions, then in the paths of its operations, by people.
        as_product: What its product is called, where this is the resource that people mean by it.
        products: What its product is called: in permissions, as the host of its operations, and by people.
        actions: Those that are known for it.
    """

    key: tuple[str, str]
    names: tuple[tuple[str, ...], ...]
    as_product: frozenset[tuple[str, ...]]
    products: tuple[str, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    """A job that one permission is for.

    Attributes:
        words: Those that speak of it.
        also: Those that can stand beside them.
        permission: The permission.
    """

    words: frozenset[str]
    also: frozenset[str]
    permission: Permission


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
        strangers: set[str] = set()
        for operation in operations:
            host = operation.host.partition(".")[0]
            strangers.add(host)
            for permission in operation.permissions:
                key = permission.product, permission.resource
                paths[key].add(words(literals(operation.path)))
                hosts[key].add(host)
        pairs = {(r.product, r.name): (r.product, r.paired_with) for r in resources.values() if r.paired_with}
        self._pairs = pairs | {first: second for second, first in pairs.items()}
        self._candidates = tuple(
            _candidate(key, tuple(actions[key]), paths[key], hosts[key]) for key in sorted(actions)
        )
        self._products = {_joined(product) for candidate in self._candidates for product in candidate.products}
        self._foreign = {_joined(host) for host in strangers} - self._products
        self._tasks = tuple(task for candidate in self._candidates for task in _tasks(candidate))
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._suggested)

    def suggest(self, text: str, *, limit: int) -> tuple[Permission, ...]:
        """The permissions that `text` most likely means, the likeliest first; none where nothing is alike."""
        return self._remembered(text[:_LONGEST], limit)

    def _suggested(self, text: str, limit: int) -> tuple[Permission, ...]:
        parts = pasted.parts(text)
        if not parts or self._is_foreign(_joined(parts[0])):
            return ()
        readings = pasted.readings(parts)
        scored = [
            (score, Permission(*candidate.key, known))
            for candidate in self._candidates
            for known, score in self._scores(candidate, readings).items()
        ]
        # Of two that are as likely, the one that says more: «calls/recordings» means calls.recordings.
        best = sorted(scored, key=lambda pair: (-round(pair[0], 6), -len(pair[1].resource), pair[1]))
        given = frozenset(word for part in parts for word in words(part))
        jobs = [task.permission for task in self._tasks if task.words <= given <= task.words | task.also]
        return tuple(dict.fromkeys([*jobs, *(permission for _, permission in best)]))[:limit]

    def _is_foreign(self, product: str) -> bool:
        """Whether a product is meant whose permissions nobody knows; those of another would be wrong."""
        if product in self._products or product in self._foreign:
            return product in self._foreign
        foreign = max((_likeness(product, name) for name in self._foreign), default=0.0)
        return foreign > max(_likeness(product, name) for name in self._products) if foreign else False

    def _scores(self, candidate: _Candidate, readings: Sequence[pasted.Reading]) -> dict[str, float]:
        """How likely each of a resource's actions is; none where the resource is not alike."""
        scores: dict[str, float] = {}
        for reading in readings:
            score = self._score(candidate, reading.product, reading.resource) - reading.doubt
            if score > _WORST:
                for known in candidate.actions:
                    likely = score + _action_score(reading.actions, known) * _ACTION_WEIGHT
                    scores[known] = max(likely, scores.get(known, 0.0))
        return scores

    def _score(self, candidate: _Candidate, product: str, resource: str) -> float:
        """How much a resource is what was meant, the action left aside: from 0 to all but the action's weight."""
        if self._pairs.get((product, resource)) == candidate.key:
            return _RESOURCE_WEIGHT + _PRODUCT_WEIGHT
        given = words(resource)
        share, rest = _RESOURCE_WEIGHT + _PRODUCT_WEIGHT, 0.0
        if product:
            share, rest = _RESOURCE_WEIGHT, max(_ratio(product, name) for name in candidate.products) * _PRODUCT_WEIGHT
        floor = ((_WORST - rest) / share) ** 0.5 - _ROUNDING
        if given in candidate.as_product and product in ("", *candidate.products):
            return _BORROWED**2 * share + rest
        own, *others = candidate.names
        likeness = max(_alike(given, own, floor), *(_alike(given, name, floor) * _BORROWED for name in others), 0.0)
        return likeness**2 * share + rest


def _candidate(
    key: tuple[str, str], actions: tuple[str, ...], paths: Iterable[tuple[str, ...]], hosts: Iterable[str]
) -> _Candidate:
    products = (key[0], *sorted(hosts), *PRODUCT_WORDS.get(key[0], ()))
    called = [words(name) for name in NAMES.get("/".join(key), ())]
    as_product = frozenset(called).intersection(map(words, products))
    names = dict.fromkeys([words(key[1]), *sorted(paths), *(name for name in called if name not in as_product)])
    return _Candidate(key, tuple(names), as_product, products, actions)


def _tasks(candidate: _Candidate) -> Iterator[_Task]:
    also = frozenset(word for text in (*candidate.products, candidate.key[1]) for word in words(text))
    for action in candidate.actions:
        permission = Permission(*candidate.key, action)
        for phrase in map(frozenset, map(words, TASKS.get(f"{'/'.join(candidate.key)}/{action}", ()))):
            # Without a verb, a name is meant where other words stand beside it: «verify/verification».
            yield _Task(phrase, also if phrase & VERBS.keys() else frozenset(), permission)


def _joined(name: str) -> str:
    return "".join(words(name))


def _likeness(one: str, other: str) -> float:
    """How alike two names of products are; 0 where it could not be enough for a foreign one."""
    return _ratio(one, other) if one and _at_most(one, other) > _IS_FOREIGN else 0.0


def _action_score(meant: Sequence[str], action: str) -> float:
    """From 0 to 1."""
    return 1.0 - 0.1 * meant.index(action) if action in meant else _UNSAID[action]


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

"""Finding permissions by words, the likeliest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from twilio_keys_component.permissions.entries import Resource
from twilio_keys_component.permissions.operations import Operation
from twilio_keys_component.permissions.permission import ACTIONS, Permission
from twilio_keys_component.permissions.words import (
    ACTION_ORDER,
    NAMES,
    NOISE,
    PRODUCT_WORDS,
    PRODUCTS_FIRST,
    TASKS,
    VERBS,
    dashed,
    is_version,
    literals,
    words,
)

_TASK: Final = 120
_IS_LAST_PART: Final = 100
_NAME: Final = 85
_IN_LAST_PART: Final = 80
_IN_RESOURCE: Final = 60
_PRODUCT: Final = 40
_ACTION: Final = 30
_IN_DESCRIPTION: Final = 20
_IN_OPERATION: Final = 10
_WILDCARD: Final = 5
"""What a word is worth, by where it stands."""

_BEGINNING: Final = 0.8
"""What the beginning of a word is worth, compared to the word."""

_SHORTEST_BEGINNING: Final = 3
"""Letters; fewer begin too many words."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A permission as it is searched.

    Attributes:
        permission: The permission.
        fields: The words of each place where one can stand, with what it is worth there; the best first.
        names: What people call the resource.
        tasks: The jobs that this very permission is for.
        place: Its place among equally good ones.
    """

    permission: Permission
    fields: tuple[tuple[int, frozenset[str]], ...]
    names: tuple[frozenset[str], ...]
    tasks: tuple[frozenset[str], ...]
    place: tuple[int, int, str, int]


class Finder:
    """Ranks the catalog's permissions by words that speak of them."""

    def __init__(
        self,
        operations: Mapping[Permission, tuple[Operation, ...]],
        resources: Mapping[tuple[str, str], Resource],
    ) -> None:
        self._pages = [_page(known, resources, needing) for known, needing in operations.items()]
        self._tasks = frozenset(phrase for page in self._pages for phrase in page.tasks)

    def find(self, text: str) -> list[Permission]:
        """The permissions that every word of `text` speaks of, the likeliest first; none where it has no word.

        A piece of a permission between slashes, such as `messages/create`, means those that it is a piece of.
        """
        piece = f"/{text.strip().strip('/')}/"
        named = [page for page in self._pages if "/" in text and piece in f"{page.permission}/"]
        if named:
            return [page.permission for page in sorted(named, key=lambda page: page.place)]
        wanted = frozenset(word for word in words(text) if word not in NOISE and not is_version(word))
        if not wanted:
            return []
        # «buy» alone is a job, not any creation; «stop» alone says nothing, «delete» alone is clear.
        is_about_a_thing = not wanted <= VERBS.keys() or wanted <= {*ACTIONS}
        verbs = {word for word in wanted if is_about_a_thing and word in VERBS and frozenset([word]) not in self._tasks}
        scored = [(_score(page, wanted, verbs), page) for page in self._pages]
        best = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].place))
        return [page.permission for _, page in best]


def _page(permission: Permission, resources: Mapping[tuple[str, str], Resource], needing: Iterable[Operation]) -> _Page:
    name, product = f"{permission.product}/{permission.resource}", permission.product
    own, last = words(permission.resource), words(permission.resource.rpartition(".")[2])
    described = resources.get((product, permission.resource))
    hosts = {operation.host.removesuffix(".twilio.com") for operation in needing}
    called = [product, product.replace("-", ""), *PRODUCT_WORDS.get(product, ()), *hosts]
    spoken = (f"{_without_verb(operation.operation_id)} {literals(operation.path)}" for operation in needing)
    return _Page(
        permission,
        (
            (_IS_LAST_PART, frozenset([last[0] if len(last) == 1 else "".join(last)])),
            (_IN_LAST_PART, frozenset(last)),
            (_IN_RESOURCE, frozenset(own)),
            (
                _PRODUCT,
                _all_words(called),
            ),
            (_IN_DESCRIPTION, _all_words([described.description if described else ""])),
            (_IN_OPERATION, _all_words(spoken)),
        ),
        tuple(frozenset(words(phrase)) for phrase in NAMES.get(name, ())),
        tuple(frozenset(words(phrase)) for phrase in TASKS.get(f"{name}/{permission.action}", ())),
        (len(own), _product_place(product), name, ACTION_ORDER.index(permission.action)),
    )


def _without_verb(operation_id: str) -> str:
    return dashed(operation_id).partition("-")[2]


def _all_words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in words(text))


def _product_place(product: str) -> int:
    return PRODUCTS_FIRST.index(product) if product in PRODUCTS_FIRST else len(PRODUCTS_FIRST)


def _score(page: _Page, wanted: frozenset[str], verbs: Collection[str]) -> float:
    """The sum of what the words are worth; 0 if one of them is worth nothing."""
    tasks = frozenset().union(*(phrase for phrase in page.tasks if phrase <= wanted))
    names = frozenset().union(*(phrase for phrase in page.names if phrase <= wanted))
    total = 0.0
    for word in wanted:
        worth = max(_worths(page, word, tasks, names, verbs), default=0.0)
        if not worth:
            return 0.0
        total += worth
    return total


def _worths(
    page: _Page, word: str, tasks: Collection[str], names: Collection[str], verbs: Collection[str]
) -> Iterator[float]:
    if word in tasks:
        yield _TASK
    if word in names:
        yield _NAME
    if word in verbs:
        if page.permission.action in VERBS[word]:
            yield _ACTION
        elif page.permission.is_wildcard:
            yield _WILDCARD
    for worth, field in page.fields:
        if word in field:
            yield worth
        elif len(word) >= _SHORTEST_BEGINNING and any(other.startswith(word) for other in field):
            yield worth * _BEGINNING

"""A grant: an immutable set of permissions that compares by what it allows, not by how it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions.permission import ACTIONS, Permission

MAX_POLICY_ENTRIES: Final = 100
"""How many entries a key's policy can hold (doc). A wildcard counts as one (guess)."""

_LARGEST_NAMED: Final = 5


class TooManyPermissionsError(TwilioKeysError, ValueError):
    """A grant that does not fit into one key.

    Attributes:
        count: How many entries it has after all full resources were collapsed to wildcards.
    """

    def __init__(self, permissions: Iterable[Permission]) -> None:
        entries = list(permissions)
        self.count = len(entries)
        largest = Counter(f"{p.product}/{p.resource}" for p in entries).most_common(_LARGEST_NAMED)
        named = ", ".join(f"{resource} ({count})" for resource, count in largest)
        super().__init__(
            f"{self.count} permissions do not fit into one key: Twilio takes at most {MAX_POLICY_ENTRIES}. "
            f"The largest resources are {named}. Split the work over several keys, "
            "or grant a whole resource with its '*'"
        )


@dataclass(frozen=True, slots=True)
class PermissionDelta:
    """What changes between two grants.

    Attributes:
        granted: What the second allows and the first does not.
        revoked: What the first allows and the second does not.
    """

    granted: PermissionSet
    revoked: PermissionSet

    def __bool__(self) -> bool:
        return bool(self.granted or self.revoked)


class PermissionSet:
    """What a key may do.

    Two sets are equal, and hash equal, when they allow the same: order and duplicates do not count, and
    `…/{resource}/*` equals all five actions of that resource (reported by a public client library: Twilio answers with
    the wildcard where all five were sent). The spelling that was given is kept for the wire, see `to_policy`.

    Args:
        permissions: `Permission`s or their texts, in any order, duplicates allowed.

    Raises:
        MalformedPermissionError: One of the texts is no permission.
        TypeError: One text was given instead of several, or something that is neither a `Permission` nor a text.
    """

    _written: tuple[Permission, ...]

    def __init__(self, permissions: Iterable[Permission | str] = ()) -> None:
        if isinstance(permissions, str):
            raise TypeError("permissions must be several, such as a list: got one text")
        given = permissions.written if isinstance(permissions, PermissionSet) else permissions
        parsed = {p if isinstance(p, Permission) else Permission.parse(p) for p in given}
        object.__setattr__(self, "_written", tuple(sorted(parsed)))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a PermissionSet cannot be changed (tried to set {name!r}): make a new one")

    @property
    def written(self) -> tuple[Permission, ...]:
        """The entries as they were given, sorted, without duplicates."""
        return self._written

    @cached_property
    def actions(self) -> frozenset[Permission]:
        """Every single action that this allows, wildcards expanded."""
        return frozenset(single for p in self._written for single in p.expanded())

    @cached_property
    def normal(self) -> tuple[Permission, ...]:
        """The one spelling that all equal sets share: sorted, a resource with all five actions as its wildcard."""
        counts = Counter(p.wildcard for p in self.actions)
        full = {wildcard for wildcard, count in counts.items() if count == len(ACTIONS)}
        return tuple(sorted(full | {p for p in self.actions if p.wildcard not in full}))

    def __iter__(self) -> Iterator[Permission]:
        return iter(self.normal)

    def __len__(self) -> int:
        return len(self.normal)

    def __bool__(self) -> bool:
        return bool(self._written)

    def __contains__(self, permission: object) -> bool:
        return isinstance(permission, Permission) and self.covers(permission)

    def __eq__(self, other: object) -> bool:
        return self.actions == other.actions if isinstance(other, PermissionSet) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.actions)

    def __le__(self, other: PermissionSet) -> bool:
        return self.actions <= other.actions

    def __lt__(self, other: PermissionSet) -> bool:
        return self.actions < other.actions

    def __or__(self, other: PermissionSet) -> PermissionSet:
        return PermissionSet((*self._written, *other._written))

    def __and__(self, other: PermissionSet) -> PermissionSet:
        return PermissionSet(self.actions & other.actions).spelled_like(self)

    def __sub__(self, other: PermissionSet) -> PermissionSet:
        return PermissionSet(self.actions - other.actions).spelled_like(self)

    def covers(self, permission: Permission) -> bool:
        """Whether this allows `permission`; a wildcard is covered when all five of its actions are."""
        return self.actions.issuperset(permission.expanded())

    def delta(self, other: PermissionSet) -> PermissionDelta:
        """What is granted and what is revoked on the way from this set to `other`."""
        return PermissionDelta(granted=other - self, revoked=self - other)

    def spelled_like(self, model: PermissionSet) -> PermissionSet:
        """The same grant, written with `model`'s entries wherever they fit and in normal form for the rest."""
        kept = tuple(p for p in model.written if self.covers(p))
        rest = self.actions.difference(PermissionSet(kept).actions)
        return PermissionSet((*kept, *PermissionSet(rest).normal))

    def expanded(self) -> PermissionSet:
        """The same grant without a wildcard."""
        return PermissionSet(self.actions)

    def to_policy(self) -> dict[str, list[str]]:
        """The policy that Twilio takes: `{"allow": [texts]}`, as written, in the order of product, resource, action.

        With over 100 entries, resources with all five actions are collapsed to their wildcard.

        Raises:
            TooManyPermissionsError: Over 100 entries are left after that.
        """
        entries = self._written if len(self._written) <= MAX_POLICY_ENTRIES else self.normal
        if len(entries) > MAX_POLICY_ENTRIES:
            raise TooManyPermissionsError(entries)
        return {"allow": [str(p) for p in entries]}

    def __repr__(self) -> str:
        return f"PermissionSet({[str(p) for p in self._written]!r})"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        """Let pydantic models hold a set: itself in Python, a sorted list of texts in JSON."""
        texts = core_schema.list_schema(core_schema.str_schema())
        from_texts = core_schema.no_info_after_validator_function(cls, texts)
        return core_schema.json_or_python_schema(
            json_schema=from_texts,
            python_schema=core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda permissions: [str(p) for p in permissions.written], when_used="json"
            ),
        )

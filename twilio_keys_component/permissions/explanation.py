"""What permissions mean: in words, in risks, in operations; for one of them and for a whole grant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.permissions.catalog import Catalog
from twilio_keys_component.permissions.entries import AccessLevel, Entry, Resource
from twilio_keys_component.permissions.operations import Operation
from twilio_keys_component.permissions.permission import ACTIONS, WILDCARD, Permission
from twilio_keys_component.permissions.permission_set import MAX_POLICY_ENTRIES, PermissionSet
from twilio_keys_component.permissions.risks import Risk, risk_rules
from twilio_keys_component.permissions.spelling import canonical, known_actions, spellings, without_wildcards

_VERBS: Final = {
    "create": "create",
    "delete": "delete",
    "list": "list",
    "read": "read one by its sid",
    "update": "change",
    WILDCARD: "create, delete, list, read and change",
}


@dataclass(frozen=True, slots=True)
class Description:
    """What one permission means.

    Attributes:
        permission: Which one.
        words: What it allows, such as `create: inbound and outbound messages`.
        entry: What the catalog knows about it; None if it does not know it.
        resource: What it is about; None if the catalog does not know that.
        risk: How far it reaches, and its risks; for one that is not known, presumed from its name.
        says: What its holder can do that is a risk: verb phrases.
        operations: The operations that need it.
        other_spellings: The same permission as another list spells it.
        suggestions: For one that is not known: what it may mean, the likeliest first.
    """

    permission: Permission
    words: str
    entry: Entry | None
    resource: Resource | None
    risk: Risk
    says: tuple[str, ...]
    operations: tuple[Operation, ...]
    other_spellings: tuple[Permission, ...]
    suggestions: tuple[Permission, ...]

    @property
    def is_known(self) -> bool:
        """Whether the catalog knows the permission."""
        return self.entry is not None


@dataclass(frozen=True, slots=True)
class Redundancy:
    """An entry of a grant that it could do without.

    Attributes:
        permission: The entry.
        reason: Why.
    """

    permission: Permission
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a whole grant means.

    Attributes:
        descriptions: Each entry's, in the order of the grant.
        products: The products that it reaches, sorted.
        access: The furthest that it reaches; None if there is nothing in it.
        tags: Its risks, sorted.
        says: What its holder can do that is a risk.
        redundant: The entries that it could do without.
        entries: How many entries it has as it is written.
        entries_with_wildcards: How many with a wildcard for each resource with all five actions.
        entries_without_wildcards: How many with the known actions in the place of each wildcard.
    """

    descriptions: tuple[Description, ...]
    products: tuple[str, ...]
    access: AccessLevel | None
    tags: tuple[str, ...]
    says: tuple[str, ...]
    redundant: tuple[Redundancy, ...]
    entries: int
    entries_with_wildcards: int
    entries_without_wildcards: int

    @property
    def is_too_large(self) -> bool:
        """Whether it does not fit into one key, however it is written."""
        return self.entries_with_wildcards > MAX_POLICY_ENTRIES

    @property
    def needs_wildcards(self) -> bool:
        """Whether it fits into one key only if Twilio takes wildcards, which nobody knows."""
        return not self.is_too_large and self.entries_without_wildcards > MAX_POLICY_ENTRIES

    @property
    def doubt(self) -> str | None:
        """How many entries the catalog does not know, and what their risk is worth then; None if it knows all."""
        count = sum(not description.is_known for description in self.descriptions)
        if count == 1:
            return "1 entry not known: risk presumed from its name"
        return f"{count} entries not known: risk presumed from their names" if count else None


def describe(permission: Permission, catalog: Catalog) -> Description:
    """What a permission means, whether the catalog knows it or not."""
    entry = catalog.entry(permission)
    resource = catalog.resource(permission.product, permission.resource)
    others = spellings(permission, catalog)[1:]
    actions = known_actions(permission, catalog)
    risk = Risk(entry.access, entry.tags) if entry else risk_rules().risk(permission, also=others, actions=actions)
    return Description(
        permission=permission,
        words=_words(permission, resource),
        entry=entry,
        resource=resource,
        risk=risk,
        says=risk_rules().says(permission, also=others, actions=actions),
        operations=catalog.operations(permission),
        other_spellings=tuple(other for other in others if other in catalog),
        suggestions=() if entry else catalog.suggest(str(permission)),
    )


def explain(permissions: PermissionSet, catalog: Catalog) -> Explanation:
    """What a grant means, entry by entry and in all."""
    descriptions = tuple(describe(permission, catalog) for permission in permissions.written)
    risks = [description.risk for description in descriptions]
    return Explanation(
        descriptions=descriptions,
        products=tuple(sorted({permission.product for permission in permissions.written})),
        access=max((risk.access for risk in risks), key=lambda level: level.rank, default=None),
        tags=tuple(sorted({tag for risk in risks for tag in risk.tags})),
        says=tuple(dict.fromkeys(phrase for description in descriptions for phrase in description.says)),
        redundant=tuple(_redundant(permissions.written, catalog)),
        entries=len(permissions.written),
        entries_with_wildcards=len(permissions.normal),
        entries_without_wildcards=len(without_wildcards(permissions, catalog).written),
    )


def _words(permission: Permission, resource: Resource | None) -> str:
    what = resource.description if resource else masked(f"{permission.resource} of {permission.product}")
    is_acronym = what[:2].isupper()
    return f"{_VERBS[permission.action]}: {what if is_acronym else what[0].lower() + what[1:]}"


def _redundant(written: Iterable[Permission], catalog: Catalog) -> Iterator[Redundancy]:
    entries = set(written)
    for permission in sorted(entries):
        first = canonical(permission, catalog)
        if permission.action in ACTIONS and permission.wildcard in entries:
            yield Redundancy(permission, f"{permission.wildcard} allows it already")
        elif first != permission and first in entries:
            yield Redundancy(permission, f"it is another spelling of {first}: keep the one that Twilio takes")

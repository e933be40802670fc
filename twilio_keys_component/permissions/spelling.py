"""Spellings of one grant that only the catalog knows to be the same: the two lists' names, and short wildcards.

Nothing public proves which of two paired spellings the API takes, nor whether a wildcard stands for five actions or for
those that the resource has; so what Twilio answers is read in the spelling of what was declared.
"""

from __future__ import annotations

from collections.abc import Iterable

from twilio_keys_component.permissions.catalog import Catalog
from twilio_keys_component.permissions.permission import ACTIONS, Permission
from twilio_keys_component.permissions.permission_set import PermissionSet


def canonical(permission: Permission, catalog: Catalog) -> Permission:
    """The permission in the spelling of list A, the one that the API returns; itself where it has no pair."""
    resource = catalog.resource(permission.product, permission.resource)
    if resource is None or resource.paired_with is None:
        return permission
    return Permission(permission.product, resource.paired_with, permission.action)


def spellings(permission: Permission, catalog: Catalog) -> tuple[Permission, ...]:
    """The permission in every spelling that the catalog pairs: as it is given first, then list A's, then the others."""
    first = canonical(permission, catalog)
    pairs = (
        Permission(resource.product, resource.name, permission.action)
        for resource in catalog.resources.values()
        if (resource.product, resource.paired_with) == (first.product, first.resource)
    )
    return tuple(dict.fromkeys((permission, first, *pairs)))


def known_actions(wildcard: Permission, catalog: Catalog) -> tuple[Permission, ...]:
    """The single actions that a wildcard stands for: those that the catalog knows, in whichever spelling it has them.

    All five for a resource of which it knows none.
    """
    known = [_first_known(action, spellings(wildcard, catalog), catalog) for action in ACTIONS]
    return tuple(permission for permission in known if permission is not None) or wildcard.expanded()


def without_wildcards(permissions: PermissionSet, catalog: Catalog) -> PermissionSet:
    """The grant with each wildcard replaced by the actions that are known for its resource."""
    return PermissionSet(
        single for p in permissions.written for single in (known_actions(p, catalog) if p.is_wildcard else (p,))
    )


def meaning(grant: PermissionSet, declared: Iterable[PermissionSet], catalog: Catalog) -> PermissionSet:
    """The grant as single actions in one spelling, to be compared with other grants in theirs.

    A wildcard that the code declares stands for the actions that are known; any other one for all five: whoever granted
    it outside the code granted also what nobody knows.

    Args:
        grant: What is compared.
        declared: All grants that the code declares, or declared before.
        catalog: The known names.
    """
    wildcards = {canonical(p, catalog) for each in declared for p in each.normal if p.is_wildcard}
    singles = (known_actions(p, catalog) if canonical(p, catalog) in wildcards else p.expanded() for p in grant.normal)
    return PermissionSet(canonical(single, catalog) for each in singles for single in each)


def read_as(live: PermissionSet, declared: PermissionSet, catalog: Catalog) -> PermissionSet:
    """What Twilio has, in the spelling of what was declared wherever that means the same.

    So a grant that came back in the other spelling, or as the single actions of a wildcard, is no drift. What is really
    missing stays missing, the rest of its wildcard does not; what is more than declared stays in Twilio's spelling.
    """
    have = {canonical(action, catalog) for action in live.actions}
    whole = [p for p in declared.written if _needed(p, catalog) <= have]
    single = [action for action in declared.actions if canonical(action, catalog) in have]
    meant = {canonical(action, catalog) for action in declared.actions}
    rest = PermissionSet(action for action in live.actions if canonical(action, catalog) not in meant)
    return PermissionSet((*whole, *single, *rest.normal)).spelled_like(declared)


def _needed(permission: Permission, catalog: Catalog) -> set[Permission]:
    singles = known_actions(permission, catalog) if permission.is_wildcard else (permission,)
    return {canonical(single, catalog) for single in singles}


def _first_known(action: str, spelled: tuple[Permission, ...], catalog: Catalog) -> Permission | None:
    candidates = (Permission(each.product, each.resource, action) for each in spelled)
    return next((permission for permission in candidates if permission in catalog), None)

"""What single permissions can do, as rules judge and say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.permissions import Catalog, Permission, PermissionSet, known_actions
from twilio_keys_component.permissions.risks import Risk, RiskRules, risk_rules
from twilio_keys_component.permissions.spelling import spellings

_NAMED: Final = 10
"""How many things one sentence names."""


def risk_of(permission: Permission, catalog: Catalog) -> Risk:
    """How far a permission reaches, and its risks; of one that the catalog does not know, presumed from its name."""
    entry = catalog.entry(permission)
    if entry is not None:
        return Risk(entry.access, entry.tags)
    others, actions = spellings(permission, catalog)[1:], known_actions(permission, catalog)
    return risk_rules().risk(permission, also=others, actions=actions)


def tagged(grant: PermissionSet | None, tag: str, catalog: Catalog) -> tuple[Permission, ...]:
    """The permissions of a grant that have a risk, as they are written, sorted."""
    return tuple(p for p in (grant.written if grant else ()) if tag in risk_of(p, catalog).tags)


def says(permissions: Iterable[Permission], tag: str, catalog: Catalog) -> tuple[str, ...]:
    """What the holder of these permissions can do that is this risk: verb phrases, in the order of the risk rules.

    None where only an overlay gives them the risk.
    """
    rules = RiskRules(tags=tuple(rule for rule in risk_rules().tags if rule.tag == tag))
    return tuple(dict.fromkeys(phrase for p in permissions for phrase in _phrases(rules, p, catalog)))


def named(things: Sequence[object]) -> str:
    """Permissions or other names in a sentence; of many, the first few and how many more."""
    first = ", ".join(map(masked, things[:_NAMED]))
    more = len(things) - _NAMED
    return f"{first} and {more} more" if more > 0 else first


def _phrases(rules: RiskRules, permission: Permission, catalog: Catalog) -> Iterator[str]:
    others, actions = spellings(permission, catalog)[1:], known_actions(permission, catalog)
    yield from rules.says(permission, also=others, actions=actions)

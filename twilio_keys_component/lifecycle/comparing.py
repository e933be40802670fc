"""Comparing what was declared with what Twilio has by what it means, and telling it as the code spells it.

The rules of `reconcile` compare grants literally. Twilio may answer in another spelling, or with the single actions of
a wildcard: so they are given grants in one spelling, and what they find is spelled back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from twilio_keys_component import reconcile
from twilio_keys_component.model import DriftMode, KeySpec, LiveKey, Terms
from twilio_keys_component.permissions import (
    Catalog,
    Permission,
    PermissionSet,
    canonical,
    known_actions,
    meaning,
    read_as,
)
from twilio_keys_component.reconcile import Drift, Refusal, Target


def read_live(live: LiveKey, declared: Terms, catalog: Catalog) -> LiveKey:
    """What Twilio has, its grant in the spelling of the one that was declared."""
    if live.permissions is None or declared.permissions is None:
        return live
    return live.model_copy(update={"permissions": read_as(live.permissions, declared.permissions, catalog)})


def drift(declared: Terms, live: Terms, catalog: Catalog) -> Drift:
    """What differs between a key and what was declared, in the declaration's spelling."""
    found = reconcile.drift(_meant(declared, catalog, declared), _meant(live, catalog, declared))
    return _spelled_drift(found, lambda grant: _as(grant, declared, catalog))


def settle(spec: KeySpec, applied: Terms, live: Terms, catalog: Catalog) -> Target | Refusal:
    """What to send so that the live key becomes what `spec` asks for; see `reconcile.settle`. In `spec`'s spelling.

    Args:
        spec: What the code asks for now, with its `on_drift`.
        applied: What the code last applied.
        live: What Twilio has now, as it answered.
        catalog: The known names.
    """

    def spelled(grant: PermissionSet) -> PermissionSet:
        return _as(_as(grant, applied, catalog), spec.terms, catalog)

    meant_spec = spec.model_copy(update={"permissions": _meant(spec.terms, catalog, spec.terms, applied).permissions})
    meant_applied, meant_live = (_meant(terms, catalog, spec.terms, applied) for terms in (applied, live))
    settled = reconcile.settle(meant_spec, meant_applied, meant_live, spec.on_drift)
    found = _spelled_drift(settled.drift, spelled)
    if isinstance(settled, Refusal):
        return replace(settled, drift=found)
    terms = settled.terms
    if terms.permissions is not None:
        grant = spelled(terms.permissions)
        if spec.on_drift is not DriftMode.OVERWRITE:
            grant = _not_wider(grant, applied, live, catalog)
        terms = terms.model_copy(update={"permissions": grant})
    return Target(terms, found, withheld=spelled(settled.withheld))


def as_told(asked: Terms, live: Terms, changes: Drift, catalog: Catalog) -> Terms:
    """What to send so that a key with the terms `live` changes by no more than `changes`, which a person was told.

    A declared wildcard is told as its known actions, so it is sent only where the key has it, or is told to gain it.
    """
    if asked.permissions is None or live.permissions is None:
        return asked
    will_have = (live.permissions - changes.granted) | changes.revoked
    bounds = Terms(friendly_name=None, permissions=will_have)
    return asked.model_copy(update={"permissions": _not_wider(asked.permissions, asked, bounds, catalog)})


def _meant(terms: Terms, catalog: Catalog, *declared: Terms) -> Terms:
    if terms.permissions is None:
        return terms
    grants = [each.permissions for each in declared if each.permissions is not None]
    return terms.model_copy(update={"permissions": meaning(terms.permissions, grants, catalog)})


def _as(grant: PermissionSet, declared: Terms, catalog: Catalog) -> PermissionSet:
    return grant if declared.permissions is None else read_as(grant, declared.permissions, catalog)


def _spelled_drift(found: Drift, spelled: Callable[[PermissionSet], PermissionSet]) -> Drift:
    return replace(found, granted=spelled(found.granted), revoked=spelled(found.revoked))


def _not_wider(grant: PermissionSet, applied: Terms, live: Terms, catalog: Catalog) -> PermissionSet:
    """The grant without a wildcard that was applied and that Twilio now has as its known actions only.

    Either Twilio refused it, or somebody narrowed it to them: to send it again would grant what nobody knows.
    """
    had, has = (_wildcards(terms, catalog) for terms in (applied, live))
    narrowed = {p for p in grant.written if canonical(p, catalog) in had - has}
    return PermissionSet(
        single for p in grant.written for single in (known_actions(p, catalog) if p in narrowed else (p,))
    )


def _wildcards(terms: Terms, catalog: Catalog) -> set[Permission]:
    """The resources that are granted whole, in one spelling."""
    return {canonical(p, catalog) for p in terms.permissions or () if p.is_wildcard}

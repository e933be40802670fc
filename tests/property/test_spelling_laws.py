"""Laws of reading a grant in the spelling of another: over a catalog where every oddity is frequent."""

from __future__ import annotations

from itertools import chain
from random import Random
from typing import Final

from hypothesis import assume, given
from hypothesis import strategies as st

from twilio_keys_component.permissions import (
    ACTIONS,
    AccessLevel,
    Catalog,
    Entry,
    Permission,
    PermissionSet,
    Resource,
    canonical,
    read_as,
    without_wildcards,
)

KNOWN: Final = {
    "plain": ACTIONS,
    "short": ("create", "list"),
    "sip.trunks": ACTIONS,
    "trunks": ("create", "list", "read", "update"),
    "sip.targets": (),
    "targets": ("create", "delete", "read"),
    "wild": (),
}
"""The single actions that the catalog has of each resource; `unheard-of` is not even described."""

FIRST: Final = {"trunks": "sip.trunks", "targets": "sip.targets"}
"""The spelling that the API returns, of those that have two."""

SECOND: Final = {first: second for second, first in FIRST.items()}


def single(resource: str, action: str) -> Permission:
    """A permission of the only product."""
    return Permission("voice", resource, action)


CATALOG: Final = Catalog(
    [Entry(single(r, a), "A", "listed", AccessLevel.READ, ()) for r, actions in KNOWN.items() for a in (*actions, "*")],
    [Resource("voice", name, FIRST.get(name), "general", name) for name in KNOWN],
    [],
)


def meaning(permission: Permission) -> Permission:
    """The same for both spellings of a permission."""
    return single(FIRST.get(permission.resource, permission.resource), permission.action)


def meanings(permissions: PermissionSet) -> set[Permission]:
    """What a grant allows, whatever its spelling."""
    return {meaning(action) for action in permissions.actions}


def needed(permission: Permission) -> set[Permission]:
    """What a permission must stand for: a wildcard for the actions that either spelling is known to have."""
    if not permission.is_wildcard:
        return {meaning(permission)}
    first = meaning(permission).resource
    known = {*KNOWN.get(first, ()), *KNOWN.get(SECOND.get(first, ""), ())} or set(ACTIONS)
    return {single(first, action) for action in known}


def unheard(declared: PermissionSet) -> set[Permission]:
    """What its wildcards may stand for and the catalog does not know."""
    wildcards = [p for p in declared.written if p.is_wildcard]
    meant = {meaning(action) for p in wildcards for action in p.expanded()}
    return meant - set(chain.from_iterable(map(needed, wildcards)))


def permissions(*actions: str) -> st.SearchStrategy[Permission]:
    """One permission; several resources have two spellings, or fewer actions than five."""
    return st.builds(single, st.sampled_from((*KNOWN, "unheard-of")), st.sampled_from(actions or (*ACTIONS, "*")))


def grants() -> st.SearchStrategy[PermissionSet]:
    """Sets of these, many with all five actions of a resource."""
    piece = permissions().map(lambda p: (p,)) | permissions().map(lambda p: p.wildcard.expanded())
    return st.lists(piece, max_size=5).map(lambda pieces: PermissionSet(chain.from_iterable(pieces)))


def spelled(permission: Permission) -> st.SearchStrategy[Permission]:
    """A permission in one of its spellings."""
    first = meaning(permission)
    second = single(SECOND.get(first.resource, first.resource), first.action)
    return st.sampled_from((first, second))


@st.composite
def respelled(draw: st.DrawFn, declared: PermissionSet) -> PermissionSet:
    """The same grant as Twilio may answer it: other names, wildcards as they are, in full, or as known actions."""
    entries: list[Permission] = []
    for permission in declared.written:
        forms = [(permission,), permission.expanded(), tuple(sorted(needed(permission)))]
        entries += [draw(spelled(entry)) for entry in draw(st.sampled_from(forms))]
    return PermissionSet(draw(st.permutations(entries)))


@given(st.data())
def test_a_respelled_grant_is_read_as_it_was_declared(data: st.DataObject) -> None:
    """To the letter: no entry differs from the declaration's."""
    declared = data.draw(grants())
    live = data.draw(respelled(declared))
    assert read_as(live, declared, CATALOG).written == declared.written


@given(st.data())
def test_what_is_missing_stays_missing_and_nothing_else_does(data: st.DataObject) -> None:
    """Of all that the declaration needs, one meaning taken away is gone in each of its spellings; the rest is there."""
    declared = data.draw(grants())
    everything = sorted(set(chain.from_iterable(map(needed, declared.written))))
    assume(everything)
    lost = data.draw(st.sampled_from(everything))
    assume(lost not in unheard(declared))
    live = PermissionSet([data.draw(spelled(action)) for action in everything if action != lost])

    seen = read_as(live, declared, CATALOG)

    for action in declared.actions:
        if meaning(action) in everything:
            assert seen.covers(action) == (meaning(action) != lost)


@given(st.data(), permissions(*ACTIONS))
def test_what_is_more_stays_as_twilio_spells_it(data: st.DataObject, more: Permission) -> None:
    """One permission that the declaration does not mean is added to what is read, and to nothing else."""
    declared = data.draw(grants())
    assume(meaning(more) not in meanings(declared))
    live = data.draw(respelled(declared)) | PermissionSet([more])
    assert read_as(live, declared, CATALOG) == declared | PermissionSet([more])


@given(grants(), grants())
def test_reading_twice_is_reading_once(live: PermissionSet, declared: PermissionSet) -> None:
    """What was read is in the declaration's spelling already."""
    seen = read_as(live, declared, CATALOG)
    assert read_as(seen, declared, CATALOG).written == seen.written


@given(grants())
def test_a_grant_reads_as_itself(declared: PermissionSet) -> None:
    """Where Twilio answers what was sent, nothing happens."""
    assert read_as(declared, declared, CATALOG).written == declared.written


@given(grants(), grants())
def test_reading_hides_and_invents_nothing(live: PermissionSet, declared: PermissionSet) -> None:
    """Every meaning is kept; what is new are actions that a declared wildcard has and the catalog does not know."""
    seen = meanings(read_as(live, declared, CATALOG))
    assert meanings(live) <= seen <= meanings(live) | unheard(declared)


@given(grants(), grants(), st.randoms())
def test_the_order_of_entries_does_not_count(live: PermissionSet, declared: PermissionSet, random: Random) -> None:
    """Neither Twilio's nor the declaration's."""
    first, second = (
        PermissionSet(random.sample(entries.written, len(entries.written))) for entries in (live, declared)
    )
    assert read_as(first, second, CATALOG).written == read_as(live, declared, CATALOG).written


@given(grants())
def test_a_grant_without_wildcards_means_what_is_needed(declared: PermissionSet) -> None:
    """It has no wildcard, reads as the declaration, and keeps the single actions that were written."""
    without = without_wildcards(declared, CATALOG)
    assert not any(permission.is_wildcard for permission in without.written)
    assert meanings(without) == set(chain.from_iterable(map(needed, declared.written)))
    assert {p for p in declared.written if not p.is_wildcard} <= set(without.written)
    assert read_as(without, declared, CATALOG).written == declared.written


@given(permissions())
def test_both_spellings_have_one_canonical_form(permission: Permission) -> None:
    """Which is its own."""
    assert canonical(permission, CATALOG) == meaning(permission)
    assert canonical(canonical(permission, CATALOG), CATALOG) == meaning(permission)

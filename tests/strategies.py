"""Hypothesis strategies for grants, specs and states.

Permissions come from a small universe, so that sets overlap and full resources, the collapsing case, are frequent.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from hypothesis import strategies as st

from tests.builders import ACCOUNT_SID, OTHER_ACCOUNT_SID, state_of
from twilio_keys_component.model import DriftMode, KeySpec, KeyState, KeyType, Region, Terms
from twilio_keys_component.permissions import ACTIONS, Permission, PermissionSet

# Names where one begins like another show an order or a grouping that looks at the text instead of the parts.
RESOURCES = (("voice", "calls"), ("voice", "calls.recordings"), ("voice-x", "calls"), ("iam", "api-keys"))

_WORDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


def permissions() -> st.SearchStrategy[Permission]:
    """One permission of the small universe, wildcards among them."""

    def of(resource: tuple[str, str], action: str) -> Permission:
        return Permission(*resource, action)

    return st.builds(of, st.sampled_from(RESOURCES), st.sampled_from((*ACTIONS, "*")))


def any_permissions() -> st.SearchStrategy[Permission]:
    """One permission anywhere in the grammar."""
    resources = st.lists(_WORDS, min_size=1, max_size=3).map(".".join)
    return st.builds(Permission, _WORDS, resources, st.sampled_from((*ACTIONS, "*")))


def grants(*, min_size: int = 0) -> st.SearchStrategy[PermissionSet]:
    """Sets of permissions, many of them with all five actions of a resource."""
    piece = permissions().map(lambda p: (p,)) | permissions().map(lambda p: p.wildcard.expanded())
    return st.lists(piece, min_size=min_size, max_size=6).map(lambda pieces: PermissionSet(chain.from_iterable(pieces)))


@st.composite
def respellings(draw: st.DrawFn, grant: PermissionSet) -> list[str]:
    """Texts that allow what `grant` allows: another order, duplicates, no slash, wildcards written out or not."""
    entries: list[Permission] = []
    for permission in grant.normal:
        spelled = draw(st.sampled_from(((permission,), permission.expanded(), (permission, *permission.expanded()))))
        entries.extend(spelled * draw(st.integers(1, 2)))
    slashes = draw(st.lists(st.booleans(), min_size=len(entries), max_size=len(entries)))
    texts = [str(p) if slash else str(p).removeprefix("/") for p, slash in zip(entries, slashes, strict=True)]
    return draw(st.permutations(texts))


def names() -> st.SearchStrategy[str]:
    """Friendly names, few enough to be equal at times."""
    return st.sampled_from(("orders", "orders-2", "Ünïcode name", "x" * 64))


def notes() -> st.SearchStrategy[str | None]:
    """An owner or a purpose, or none."""
    return st.sampled_from((None, "team-a", "team-b"))


@st.composite
def specs(draw: st.DrawFn, *, key_types: tuple[KeyType, ...] = tuple(KeyType)) -> KeySpec:
    """Valid specs of these kinds."""
    key_type = draw(st.sampled_from(key_types))
    is_restricted = key_type is KeyType.RESTRICTED
    return KeySpec(
        account_sid=draw(st.sampled_from((ACCOUNT_SID, OTHER_ACCOUNT_SID))),
        region=Region.US1 if is_restricted else draw(st.sampled_from(Region)),
        key_type=key_type,
        friendly_name=draw(names()),
        permissions=draw(grants(min_size=1)) if is_restricted else None,
        on_drift=draw(st.sampled_from(DriftMode)),
        owner=draw(notes()),
        purpose=draw(notes()),
    )


def restricted_specs() -> st.SearchStrategy[KeySpec]:
    """Valid specs of restricted keys."""
    return specs(key_types=(KeyType.RESTRICTED,))


def states() -> st.SearchStrategy[KeyState]:
    """States after some spec was applied and the key was, perhaps, changed outside the code and seen by a refresh."""

    def seen(wanted: KeySpec, friendly_name: str | None, permissions: PermissionSet) -> KeyState:
        changed: dict[str, Any] = {"friendly_name": friendly_name}
        if wanted.permissions is not None:
            changed["permissions"] = permissions
        return state_of(wanted, **changed)

    return st.one_of(specs().map(state_of), st.builds(seen, specs(), st.none() | names(), grants()))


def restricted_terms() -> st.SearchStrategy[Terms]:
    """Names and grants of a restricted key, an empty grant and no name among them."""
    return st.builds(Terms, friendly_name=st.none() | names(), permissions=grants())

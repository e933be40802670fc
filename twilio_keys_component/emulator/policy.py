"""A key's policy: from the text that Twilio takes to a grant, and back to the form in which it answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from twilio_keys_component.emulator import errors
from twilio_keys_component.emulator.json_text import read_json
from twilio_keys_component.permissions import (
    MAX_POLICY_ENTRIES,
    Catalog,
    MalformedPermissionError,
    Permission,
    PermissionSet,
)


def read_policy(text: str, *, catalog: Catalog, refuse_wildcards: bool) -> PermissionSet:
    """The grant that a `Policy` parameter asks for.

    Args:
        text: The parameter.
        catalog: The permissions that there are.
        refuse_wildcards: Whether `*` is one that there is not.

    Raises:
        TwilioError: 70001 for no entry (guess) or over 100 (doc: the limit, guess: the code); 70002 for a text that is
            not `{"allow": [texts]}` (guess) and for an entry that Twilio does not know (live).
    """
    entries = _entries(text)
    if not entries:
        raise errors.constraint_violated("Policy must allow at least one permission")
    if len(entries) > MAX_POLICY_ENTRIES:
        raise errors.constraint_violated(f"Policy must not have more than {MAX_POLICY_ENTRIES} permissions")
    return PermissionSet(_known(entry, catalog, refuse_wildcards=refuse_wildcards) for entry in entries)


def _entries(text: str) -> list[str]:
    try:
        policy = read_json(text)
    except ValueError:
        raise errors.invalid_value("Policy is not valid JSON") from None
    allow = policy.get("allow") if isinstance(policy, dict) and policy.keys() == {"allow"} else None
    if not isinstance(allow, list):
        raise errors.invalid_value("Policy must be an object with the list 'allow'")
    for entry in allow:
        if not isinstance(entry, str):
            raise errors.invalid_assertion(json.dumps(entry))
    return allow


def _known(entry: str, catalog: Catalog, *, refuse_wildcards: bool) -> Permission:
    try:
        permission = Permission.parse(entry)
    except MalformedPermissionError:
        raise errors.invalid_assertion(entry) from None
    if not entry.startswith("/"):
        raise errors.invalid_assertion(entry)
    if permission.is_wildcard:
        is_known = not refuse_wildcards and (permission.product, permission.resource) in catalog.resources
    else:
        is_known = permission in catalog
    if not is_known:
        raise errors.invalid_assertion(entry)
    return permission


def answered(permissions: PermissionSet | None) -> dict[str, list[str]] | None:
    """The policy as Twilio answers it; None for keys that are not restricted (doc).

    A resource with all five actions is one entry with `*` (reported by a public client library), and the order that
    was sent is not kept (live): here it follows a hash, so that it is the same in every run and sorted in none.
    """
    return None if permissions is None else {"allow": sorted(_texts(permissions), key=_scattered)}


def _texts(permissions: Iterable[Permission]) -> list[str]:
    return [str(permission) for permission in permissions]


def _scattered(text: str) -> str:
    return sha256(text.encode()).hexdigest()

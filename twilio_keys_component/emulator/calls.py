"""The calls on keys, in either API: what faults can be told to happen to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from twilio_keys_component.permissions import Match

KeyCall = Literal["create", "fetch", "update", "delete", "list"]
"""What can be asked of keys."""

_KEYS: Final = re.compile(
    r"(?:iam\.twilio\.com/v1/Keys|api\.twilio\.com/2010-04-01/Accounts/\{AccountSid\}/(?:Signing)?Keys)"
    r"(?P<sid>/\{Sid\})?(?:\.json)?"
)
_ON_ALL: Final[dict[str, KeyCall]] = {"POST": "create", "GET": "list"}
_ON_ONE: Final[dict[str, KeyCall]] = {"POST": "update", "GET": "fetch", "DELETE": "delete"}

METHODS: Final[Mapping[KeyCall, str]] = MappingProxyType(
    {call: method for calls in (_ON_ALL, _ON_ONE) for method, call in calls.items()}
)
"""The method of each of these calls."""


def key_call(match: Match | None) -> KeyCall | None:
    """What a request asks of keys; None for everything else."""
    keys = _KEYS.fullmatch(f"{match.operation.host}{match.operation.path}") if match else None
    if match is None or keys is None:
        return None
    return (_ON_ONE if keys["sid"] else _ON_ALL)[match.operation.method]

"""What is wrong with a key's inputs: every problem at once, without a call to Twilio."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from twilio_keys_component.errors import masked, shown
from twilio_keys_component.lifecycle.accepting import accept_problems
from twilio_keys_component.lifecycle.framing import frame_problems
from twilio_keys_component.lifecycle.inputs import UNKNOWN, Inputs
from twilio_keys_component.model import MAX_FRIENDLY_NAME, DriftMode, KeyType, Region
from twilio_keys_component.permissions import (
    MalformedPermissionError,
    Permission,
    PermissionSet,
    TooManyPermissionsError,
)
from twilio_keys_component.restrictions import RESTRICTION
from twilio_keys_component.sids import ACCOUNT_SID_FORMAT, KEY_SID_FORMAT
from twilio_keys_component.twilio_iam import Connection, Names, Problem, no_credentials_for


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking inputs.

    Attributes:
        inputs: The inputs to go on with; `adopt_secret` is one.
        problems: Everything that is wrong with them, sorted; empty if they can be used.
        notes: What a person should read although nothing is wrong: permissions that the catalog does not know.
    """

    inputs: dict[str, Any] = field(repr=False)
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def check(news: Inputs, olds: Inputs, connection: Connection | tuple[Problem, ...]) -> Checked:
    """Check the inputs of a key without a call to Twilio.

    Args:
        news: What the program asks for; values may be `UNKNOWN`.
        olds: The inputs of the living key, empty for a new one: its auto name is kept.
        connection: The connection, or what is wrong with its settings.
    """
    inputs = dict(news)
    if "auto_name" in news and olds:
        _keep_name(inputs, olds)
    problems = frame_problems(news, known=_NAMES)
    if not isinstance(connection, Connection):
        return Checked(inputs, _sorted([*problems, *value_problems(inputs), *connection]))
    names = connection.names
    problems += value_problems(inputs, default_region=connection.region, names=names)
    problems += _account_problems(inputs, connection)
    notes = () if names.is_strict else names.complaints(_parsed(inputs.get("grants")))
    return Checked(inputs, _sorted(problems), notes)


def _keep_name(inputs: dict[str, Any], olds: Inputs) -> None:
    """Let a living key be without the name that the constructor has just drawn, if it has its own.

    Inputs without any name are those of an adopted key; after a refresh the name that somebody gave it may be among
    them.
    """
    if isinstance(olds.get("auto_name"), str):
        inputs["auto_name"] = olds["auto_name"]
    elif "auto_name" not in olds and ("friendly_name" not in olds or "adopt_sid" in olds):
        del inputs["auto_name"]


def value_problems(inputs: Inputs, *, default_region: Region = Region.US1, names: Names | None = None) -> list[Problem]:
    """What is wrong with the inputs themselves, whoever signs in.

    Args:
        inputs: As the program gives them; values may be `UNKNOWN`.
        default_region: The Region of a key that names none.
        names: The known permissions, where they are to be looked at.
    """
    known = {name: value for name, value in inputs.items() if value is not UNKNOWN}
    key_type = inputs.get("key_type") or KeyType.RESTRICTED
    return [
        *_property_problems(known),
        *accept_problems(known.get("accept"), names),
        *_adoption_problems(inputs),
        *_grant_problems(inputs.get("grants"), key_type=key_type, adopts=inputs.get("adopt_sid") is not None),
        *_region_problems(inputs.get("region"), key_type=key_type, default_region=default_region),
        *_name_problems(inputs.get("grants"), names),
        *(_deployer_problems(inputs.get("grants"), key_type=key_type) if known.get("deployer") else ()),
    ]


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda problem: (problem.property, problem.reason)))


def _account_problems(inputs: Inputs, connection: Connection) -> Iterator[Problem]:
    account_sid = inputs.get("account_sid")
    if (
        isinstance(account_sid, str)
        and ACCOUNT_SID_FORMAT.fullmatch(account_sid)
        and not connection.reaches(account_sid)
    ):
        yield Problem("account_sid", no_credentials_for(account_sid))


def _property_problems(known: Inputs) -> Iterator[Problem]:
    for name, reason_for in _VALUES.items():
        value = known.get(name)
        reason = reason_for(value) if value is not None else None
        if reason:
            yield Problem(name, reason)
    unsupported = known.get("unsupported")
    for name in unsupported if isinstance(unsupported, list) else ():
        yield Problem(masked(name), RESTRICTION)


def _one_of(kinds: type[KeyType | Region | DriftMode]) -> Callable[[Any], str | None]:
    def reason_for(value: object) -> str | None:
        return None if value in list(kinds) else f"{shown(value)} is none of {', '.join(kinds)}"

    return reason_for


def _friendly_name(value: object) -> str | None:
    if not isinstance(value, str) or _SURROGATE.search(value):
        return _text(value)
    if not value or value != value.strip():
        return "must not be empty and must not begin or end with white space; leave it out for an automatic name"
    if len(value) > MAX_FRIENDLY_NAME:
        return f"has {len(value)} characters and Twilio takes at most {MAX_FRIENDLY_NAME}: shorten it, or leave it out"
    return None


def _account_sid(value: object) -> str | None:
    is_sid = isinstance(value, str) and ACCOUNT_SID_FORMAT.fullmatch(value)
    return None if is_sid else "is no account sid: AC and 32 hexadecimal digits, as the Console shows it"


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return f"must be a text, not {type(value).__name__}"
    return "holds half of a surrogate pair, which UTF-8 cannot write: correct it" if _SURROGATE.search(value) else None


def _expires(value: object) -> str | None:
    if isinstance(value, str) and _is_date(value):
        return None
    return (
        f"{shown(value)} is no date: give a datetime.date, or a text such as 2026-12-31, without a time of day. "
        "It is the last day on which the key is meant to exist"
    )


def _is_date(text: str) -> bool:
    """Whether it is a day in the one spelling that is taken, of the several of ISO 8601."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _true(value: object) -> str | None:
    return None if value is True else f"{shown(value)} is not True: give that, or leave it out"


def _key_sid(value: object) -> str | None:
    if value == "":
        return "is None or empty when the program runs: give the sid of the key, or leave the argument out"
    is_sid = isinstance(value, str) and KEY_SID_FORMAT.fullmatch(value)
    return None if is_sid else "is no key sid: SK and 32 hexadecimal digits, as the Console shows it"


def _secret(value: object) -> str | None:
    if isinstance(value, str) and value:
        return _text(value)
    return "must be a text that is not empty: the key's secret"


_SURROGATE: Final = re.compile("[\ud800-\udfff]")


_VALUES: Final[dict[str, Callable[[Any], str | None]]] = {
    "account_sid": _account_sid,
    "adopt_secret": _secret,
    "adopt_sid": _key_sid,
    "deployer": _true,
    "expires": _expires,
    "friendly_name": _friendly_name,
    "key_type": _one_of(KeyType),
    "on_drift": _one_of(DriftMode),
    "owner": _text,
    "purpose": _text,
    "reason": _text,
    "region": _one_of(Region),
    "revoke_adopted": _true,
}


_NAMES: Final = frozenset({*_VALUES, "accept", "auto_name", "grants", "origin", "unsupported"})


def _adoption_problems(inputs: Inputs) -> Iterator[Problem]:
    if inputs.get("adopt_sid") is not None:
        return
    if inputs.get("key_type") == KeyType.MAIN:
        yield Problem(
            "key_type",
            "Twilio's API cannot make a Main key, only the Console can: declare a restricted key with what it needs, "
            "or take over an existing Main key with adopt_sid; where it was taken over, put its adopt_sid back",
        )
    if inputs.get("adopt_secret") is not None:
        yield Problem("adopt_secret", "is the secret of a key that is taken over: give its adopt_sid, or leave it out")


def _grant_problems(grants: Any, *, key_type: Any, adopts: bool) -> Iterator[Problem]:  # noqa: ANN401 - as given, or UNKNOWN
    if grants is UNKNOWN:
        return
    if grants is not None and not isinstance(grants, Mapping):
        kind = type(grants).__name__
        yield Problem("permissions", f'must be a list of permissions, not {kind}: write ["/twilio/…"], even for one')
        return
    if key_type == KeyType.RESTRICTED and not grants:
        yield Problem("permissions", "a restricted key needs at least one: list exactly what its user does")
    if (key_type == KeyType.STANDARD or (key_type == KeyType.MAIN and adopts)) and grants is not None:
        yield Problem(
            "permissions",
            f"a {key_type} key may do everything and takes no permissions: leave them out, or declare a restricted key",
        )
    for text, is_granted in sorted((grants or {}).items()):
        if is_granted is not True:
            yield Problem("permissions", f"{shown(text)} is {is_granted!r} and not true: leave out what is not granted")
        try:
            Permission.parse(text)
        except MalformedPermissionError as error:
            yield Problem("permissions", str(error))
    try:
        PermissionSet(_parsed(grants)).to_policy()
    except TooManyPermissionsError as error:
        yield Problem("permissions", str(error))


def _name_problems(grants: Any, names: Names | None) -> Iterator[Problem]:  # noqa: ANN401 - as above
    if names is not None and names.is_strict:
        yield from (Problem("permissions", complaint) for complaint in names.complaints(_parsed(grants)))


def _deployer_problems(grants: Any, *, key_type: Any) -> Iterator[Problem]:  # noqa: ANN401 - as above
    if key_type in (KeyType.STANDARD, KeyType.MAIN):
        yield Problem("deployer", f"a deployer key is restricted, not {key_type}: declare a restricted key")
    others = [str(p) for p in PermissionSet(_parsed(grants)) if not manages_keys(p)]
    if others:
        yield Problem(
            "deployer",
            "the key that deployments sign in with holds permissions of /twilio/iam/api-keys and nothing else: move "
            f"{', '.join(others)} to another key, or leave deployer out",
        )


def manages_keys(permission: Permission) -> bool:
    """Whether it is one of those that a deployment needs."""
    return (permission.product, permission.resource) == ("iam", "api-keys")


def _parsed(grants: Any) -> Iterator[Permission]:  # noqa: ANN401 - as above
    """The well-formed permissions among the grants; none where there are no grants to look at."""
    for text in grants if isinstance(grants, Mapping) else ():
        try:
            yield Permission.parse(text)
        except MalformedPermissionError:
            continue


def _region_problems(region: Any, *, key_type: Any, default_region: Region) -> Iterator[Problem]:  # noqa: ANN401 - as above
    effective = region or default_region.value
    if key_type == KeyType.RESTRICTED and effective in list(Region) and effective != Region.US1:
        way_out = "leave the region out" if region == effective and default_region is Region.US1 else 'set region="us1"'
        yield Problem(
            "region",
            f"restricted keys exist in us1 only, not in {effective}: {way_out}, or declare a standard key with "
            'key_type="standard"',
        )

"""Who signs in: complete sets of credentials, each from one source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import SecretStr

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.sids import ACCOUNT_SID_FORMAT, KEY_SID_FORMAT

NAMESPACE: Final = "twilio-keys"
"""The configuration namespace of all settings."""

_SENDABLE: Final = re.compile(r"[!-~]+")
_STACK_ID: Final = re.compile(r"[A-Za-z0-9-]{8,64}")

Settings = Callable[[str], str | None]
"""Looks one setting up by its name without the namespace; a complex one comes as JSON text."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with what was given.

    Attributes:
        property: The input or setting, such as `permissions` or `twilio-keys:authToken`.
        reason: What is wrong with it and the way out. Never its value where that is a secret.
    """

    property: str
    reason: str


class CredentialsError(TwilioKeysError):
    """Credentials are missing, half given or unusable.

    Attributes:
        problems: All of them.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{problem.property}: {problem.reason}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Credentials:
    """One way to sign in to one account.

    Attributes:
        account_sid: The account that is worked on.
        username: The account sid itself or a key's sid.
        password: The Auth Token or the key's secret.
    """

    account_sid: str
    username: str
    password: SecretStr


@dataclass(frozen=True, slots=True)
class _Names:
    """What one source calls the parts of a set."""

    account_sid: str
    auth_token: str
    api_key: str
    api_key_secret: str


_ENTRIES: Final = ("authToken", "apiKey", "apiKeySecret")
_ACCOUNTS: Final = f"{NAMESPACE}:accounts"
_CONFIG: Final = _Names(*(f"{NAMESPACE}:{name}" for name in ("accountSid", *_ENTRIES)))
_ENVIRONMENT: Final = _Names("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_KEY", "TWILIO_API_KEY_SECRET")


def find_credentials(settings: Settings, environment: Mapping[str, str]) -> dict[str, Credentials]:
    """The credentials of the deployment, by account; the first is the default account's.

    They come as one complete set from the configuration, else from the environment: sets are never mixed.

    Args:
        settings: The configuration.
        environment: The environment variables; `twilio-keys:allowEnvironment=false` forbids them.

    Raises:
        CredentialsError: Nothing, half a set or two sets were given, or a part is malformed.
    """
    configured, exported = _configured(settings), {name: environment.get(name, "") for name in _parts(_ENVIRONMENT)}
    if any(configured.values()):
        return _collected(settings, _CONFIG, configured)
    is_forbidden = _switch(settings, "allowEnvironment", default="true") is not True
    if any(exported.values()) and not is_forbidden:
        return _collected(settings, _ENVIRONMENT, exported)
    missing = Problem(_CONFIG.account_sid, _MISSING_FORBIDDEN if is_forbidden else _MISSING)
    raise CredentialsError((missing, *_side_problems(settings)))


def find_configured(settings: Settings) -> dict[str, Credentials]:
    """As `find_credentials`, from the configuration alone; empty if it holds none.

    Raises:
        CredentialsError: It holds half a set or two, or a part is malformed.
    """
    values = _configured(settings)
    if any(values.values()):
        return _collected(settings, _CONFIG, values)
    problems = _side_problems(settings)
    if problems:
        raise CredentialsError(problems)
    return {}


def claims(settings: Settings) -> bool:
    """Whether this deployment takes over the keys of its state that come from other stacks."""
    return _switch(settings, "claim", default="false") is True


_TWICE: Final = "is the account that the deployment itself signs in to: keep its credentials in one place"
_MISSING: Final = (
    "no credentials: set twilio-keys:accountSid with twilio-keys:authToken, or with twilio-keys:apiKey and "
    "twilio-keys:apiKeySecret (`pulumi config set --secret`), or export TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN, or "
    "with TWILIO_API_KEY and TWILIO_API_KEY_SECRET"
)
_MISSING_FORBIDDEN: Final = (
    "no credentials in the configuration, and twilio-keys:allowEnvironment=false forbids those of the environment: set "
    "twilio-keys:accountSid with twilio-keys:authToken, or with twilio-keys:apiKey and twilio-keys:apiKeySecret"
)


def _parts(names: _Names) -> tuple[str, ...]:
    return (names.account_sid, names.auth_token, names.api_key, names.api_key_secret)


def _configured(settings: Settings) -> dict[str, str]:
    return {name: settings(name.removeprefix(f"{NAMESPACE}:")) or "" for name in _parts(_CONFIG)}


def _switch(settings: Settings, name: str, *, default: str) -> bool | None:
    """What a setting that is true or false says; None where it cannot be read, which allows nothing."""
    return {"true": True, "false": False}.get((settings(name) or default).lower())


def _side_problems(settings: Settings) -> tuple[Problem, ...]:
    """What is wrong beside the default account's credentials."""
    problems = _subaccounts(settings("accounts"))[1]
    for name, default in (("allowEnvironment", "true"), ("claim", "false")):
        if _switch(settings, name, default=default) is None:
            problems.append(Problem(f"{NAMESPACE}:{name}", "is neither true nor false"))
    stack_id = settings("stackId")
    if stack_id and not _STACK_ID.fullmatch(stack_id):
        problems.append(Problem(f"{NAMESPACE}:stackId", "is no stack id: let `twilio-keys init` make one"))
    return tuple(problems)


def _collected(settings: Settings, names: _Names, values: Mapping[str, str]) -> dict[str, Credentials]:
    """The credentials that `values` and the subaccounts' map give together.

    Raises:
        CredentialsError: With every problem of both.
    """
    account, subaccounts = values[names.account_sid], _subaccounts(settings("accounts"))[0]
    problems = [*_problems(names, values), *_side_problems(settings)]
    if account in subaccounts:
        problems.append(Problem(f"{_ACCOUNTS}.{account}", _TWICE))
    if problems:
        raise CredentialsError(tuple(problems))
    return {account: _credentials(names, values), **subaccounts}


def _problems(names: _Names, values: Mapping[str, str]) -> Iterator[Problem]:
    account, token, key, secret = (values[name] for name in _parts(names))
    if not account:
        yield Problem(names.account_sid, "is missing: the other credentials beside it are useless without it")
    elif not ACCOUNT_SID_FORMAT.fullmatch(account):
        yield Problem(names.account_sid, "is no account sid: AC and 32 hexadecimal digits")
    if key and not secret:
        yield Problem(names.api_key_secret, f"is missing: {names.api_key} is given")
    if secret and not key:
        yield Problem(names.api_key, f"is missing: {names.api_key_secret} is given")
    if key and not KEY_SID_FORMAT.fullmatch(key):
        yield Problem(names.api_key, "is no key sid: SK and 32 hexadecimal digits")
    if token and (key or secret) and names is not _ENVIRONMENT:
        yield Problem(names.auth_token, f"is given beside {names.api_key}: keep one of the two")
    if not (token or key or secret):
        yield Problem(names.auth_token, f"is missing, and so is {names.api_key}: give one of the two")
    for name in (names.auth_token, names.api_key_secret):
        if values[name] and not _SENDABLE.fullmatch(values[name]):
            yield Problem(name, "holds white space or other characters that no such credential has: copy it again")


def _credentials(names: _Names, values: Mapping[str, str]) -> Credentials:
    account, token, key, secret = (values[name] for name in _parts(names))
    return Credentials(account, key or account, SecretStr(secret if key else token))


def _subaccounts(text: str | None) -> tuple[dict[str, Credentials], list[Problem]]:
    """The credentials of `twilio-keys:accounts`: `{"AC…": {"authToken": …} | {"apiKey": …, "apiKeySecret": …}}`.

    And what is wrong with them. Names are told only where they cannot be a secret that stands in the wrong place.
    """
    try:
        entries = json.loads(text or "{}")
    except ValueError:
        entries = None
    if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
        return {}, [Problem(_ACCOUNTS, "must be a map of account sids to their credentials")]
    problems: list[Problem] = []
    found: dict[str, Credentials] = {}
    for number, (account, entry) in enumerate(entries.items(), 1):
        if not ACCOUNT_SID_FORMAT.fullmatch(account):
            problems.append(Problem(_ACCOUNTS, f"name {number} is no account sid: AC and 32 hexadecimal digits"))
            continue
        names = _Names(f"{_ACCOUNTS}.{account}", *(f"{_ACCOUNTS}.{account}.{part}" for part in _ENTRIES))
        values = dict(zip(_parts(names), (account, *(entry.get(part, "") for part in _ENTRIES)), strict=True))
        wrong = [Problem(name, "must be a text") for name, value in values.items() if not isinstance(value, str)]
        if entry.keys() - set(_ENTRIES):
            wrong.append(Problem(names.account_sid, f"may hold {', '.join(_ENTRIES)} and nothing else"))
        wrong = wrong or list(_problems(names, values))
        problems += wrong
        if not wrong:
            found[account] = _credentials(names, values)
    return found, problems

"""Who signs in: complete sets of credentials, each from one source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import SecretStr

from twilio_keys_component.errors import TwilioKeysError

NAMESPACE: Final = "twilio-keys"
"""The configuration namespace of all settings."""

ACCOUNT_SID: Final = re.compile(r"AC[0-9a-fA-F]{32}")
KEY_SID: Final = re.compile(r"SK[0-9a-fA-F]{32}")

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


_CONFIG: Final = _Names(*(f"{NAMESPACE}:{name}" for name in ("accountSid", "authToken", "apiKey", "apiKeySecret")))
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
    found = find_configured(settings)
    if found:
        return found
    if settings("allowEnvironment") == "false":
        raise CredentialsError((Problem(_CONFIG.account_sid, _MISSING_FORBIDDEN),))
    values = {name: environment.get(name, "") for name in _parts(_ENVIRONMENT)}
    if not any(values.values()):
        raise CredentialsError((Problem(_CONFIG.account_sid, _MISSING),))
    default = _complete(_ENVIRONMENT, values, prefers_key=True)
    return {default.account_sid: default, **_subaccounts(settings("accounts"))}


def find_configured(settings: Settings) -> dict[str, Credentials]:
    """As `find_credentials`, from the configuration alone; empty if it holds none.

    Raises:
        CredentialsError: It holds half a set or two, or a part is malformed.
    """
    values = {name: settings(name.removeprefix(f"{NAMESPACE}:")) or "" for name in _parts(_CONFIG)}
    subaccounts = _subaccounts(settings("accounts"))
    if not any(values.values()):
        return {}
    default = _complete(_CONFIG, values, prefers_key=False)
    return {default.account_sid: default, **subaccounts}


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


def _problems(names: _Names, values: Mapping[str, str], *, prefers_key: bool) -> Iterator[Problem]:
    account, token, key, secret = (values[name] for name in _parts(names))
    if not account:
        yield Problem(names.account_sid, "is missing: the other credentials beside it are useless without it")
    elif not ACCOUNT_SID.fullmatch(account):
        yield Problem(names.account_sid, "is no account sid: AC and 32 hexadecimal digits")
    if key and not secret:
        yield Problem(names.api_key_secret, f"is missing: {names.api_key} is given")
    if secret and not key:
        yield Problem(names.api_key, f"is missing: {names.api_key_secret} is given")
    if key and not KEY_SID.fullmatch(key):
        yield Problem(names.api_key, "is no key sid: SK and 32 hexadecimal digits")
    if token and (key or secret) and not prefers_key:
        yield Problem(names.auth_token, f"is given beside {names.api_key}: keep one of the two")
    if not (token or key or secret):
        yield Problem(names.auth_token, f"is missing, and so is {names.api_key}: give one of the two")


def _complete(names: _Names, values: Mapping[str, str], *, prefers_key: bool) -> Credentials:
    problems = tuple(_problems(names, values, prefers_key=prefers_key))
    if problems:
        raise CredentialsError(problems)
    account, token, key, secret = (values[name] for name in _parts(names))
    return Credentials(account, key or account, SecretStr(secret if key else token))


def _subaccounts(text: str | None) -> dict[str, Credentials]:
    """The credentials of `twilio-keys:accounts`: `{"AC…": {"authToken": …} | {"apiKey": …, "apiKeySecret": …}}`."""
    if not text:
        return {}
    whole = f"{NAMESPACE}:accounts"
    try:
        entries = json.loads(text)
    except ValueError:
        entries = None
    if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
        raise CredentialsError((Problem(whole, "must be a map of account sids to their credentials"),))
    problems: list[Problem] = []
    found: dict[str, Credentials] = {}
    for account, entry in sorted(entries.items()):
        path = f"{whole}.{account}"
        names = _Names(path, f"{path}.authToken", f"{path}.apiKey", f"{path}.apiKeySecret")
        parts = {f"{path}.{name}": str(value) for name, value in entry.items()}
        values = {name: parts.pop(name, "") for name in _parts(names)} | {path: account}
        problems += [Problem(name, "is none of authToken, apiKey, apiKeySecret") for name in sorted(parts)]
        try:
            found[account] = _complete(names, values, prefers_key=False)
        except CredentialsError as error:
            problems += error.problems
    if problems:
        raise CredentialsError(tuple(problems))
    return found

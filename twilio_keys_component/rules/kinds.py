"""TK1xx: what kinds of credentials there are, and who has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from twilio_keys_component.errors import masked
from twilio_keys_component.model import KeyType
from twilio_keys_component.rules.declared import Urn
from twilio_keys_component.rules.json_texts import unpacked
from twilio_keys_component.rules.rule import Rule, RuleContext, Severity, Violation
from twilio_keys_component.rules.settings import Level
from twilio_keys_component.rules.views import KeyView, Signer, StackView

TOKEN_VARIABLE: Final = "TWILIO_AUTH_TOKEN"  # noqa: S105 - the name of a variable
"""By which Twilio's samples and libraries look for the Auth Token (live)."""

_SAYS_TOKEN: Final = re.compile(r"twilio[_-]auth[_-]token", re.IGNORECASE)
"""That name in names and texts of every kind, also as a part of a longer one: what reads it is not known here."""


def _no_main_key(key: KeyView, _: RuleContext) -> Iterator[Violation]:
    if key.key_type is KeyType.MAIN:
        yield Violation("it is a Main key, which may do everything, manage keys and accounts included", key=key)


NO_MAIN_KEY: Final = Rule(
    id="TK101",
    title="No Main key among the declared or adopted keys",
    why="Whoever has a Main key has the account: it can do what the Auth Token can, and mint keys of any kind.",
    remedy="Declare a restricted key with the permissions that its user needs, hand that out, and revoke the Main key.",
    severity=Severity.CRITICAL,
    production=Level.MANDATORY,
    elsewhere=Level.ADVISORY,
    tags=("least-privilege", "keys"),
    reads=frozenset({"key_type"}),
    on_key=_no_main_key,
)


def _restricted(key: KeyView, _: RuleContext) -> Iterator[Violation]:
    if key.key_type is KeyType.STANDARD and not (key.reason or "").strip():
        yield Violation("it is a standard key, which may do everything but manage keys, and gives no reason", key=key)


KEYS_RESTRICTED: Final = Rule(
    id="TK102",
    title="Keys are restricted, and a standard key gives its reason",
    why="A leaked standard key sends, calls, buys, reads and deletes whatever the account can.",
    remedy="Declare the key as restricted with the permissions that it needs (`twilio-keys suggest` finds them). "
    "Where only a standard key will do, say why in `reason`: Access Tokens, a Region without restricted keys, a "
    "product whose permissions are not known.",
    severity=Severity.HIGH,
    production=Level.MANDATORY,
    elsewhere=Level.ADVISORY,
    tags=("least-privilege", "keys"),
    reads=frozenset({"key_type", "reason"}),
    on_key=_restricted,
)


def _signs_in_with_key(stack: StackView, _: RuleContext) -> Iterator[Violation]:
    if stack.signer is Signer.AUTH_TOKEN:
        message = "the deployment signs in to Twilio with the account's Auth Token"
        yield Violation(message, subject="deployment", about=stack.account_sid)


SIGNS_IN_WITH_KEY: Final = Rule(
    id="TK103",
    title="The deployment signs in with an API key",
    why="The Auth Token cannot be narrowed, and to revoke it breaks everybody who uses it.",
    remedy="Give the deployment a restricted key that holds `/twilio/iam/api-keys/*` alone (`deployer=True`), and set "
    "`twilio-keys:apiKey` and `twilio-keys:apiKeySecret` in the place of the token.",
    severity=Severity.HIGH,
    production=Level.MANDATORY,
    elsewhere=Level.ADVISORY,
    tags=("deployment",),
    on_stack=_signs_in_with_key,
    is_for_each=True,
)


def _no_auth_token(stack: StackView, _: RuleContext) -> Iterator[Violation]:
    for resource in stack.resources:
        for path in sorted({*_token_paths(resource.properties)}):
            where = masked(path)
            message = f"{where} hands the account's Auth Token to a workload under the name {TOKEN_VARIABLE}"
            about = "\n".join([*Urn(resource.urn).types, path])
            yield Violation(message, subject=resource.name, urn=resource.urn, about=about)


def _token_paths(properties: Mapping[str, Any]) -> Iterator[str]:
    """Where in a resource's properties something is called as the Auth Token is, or says so, without what it is."""
    waiting: list[tuple[str, Any]] = [("", properties)]
    while waiting:
        path, given = waiting.pop()
        value = unpacked(given)
        if isinstance(value, Mapping):
            if any(_SAYS_TOKEN.search(str(name)) for name in value):
                yield path or "its properties"
            waiting += [(f"{path}.{name}" if path else str(name), inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{number}]", inner) for number, inner in enumerate(value)]
        elif isinstance(value, str) and _SAYS_TOKEN.search(value):
            yield path


NO_AUTH_TOKEN_FOR_WORKLOADS: Final = Rule(
    id="TK104",
    title="No Auth Token is handed to a workload",
    why="A workload that has the Auth Token can do everything, and the token cannot be revoked for it alone.",
    remedy="Hand the workload a restricted key of its own (`key.environment()`): sid, secret and account.",
    severity=Severity.CRITICAL,
    production=Level.MANDATORY,
    elsewhere=Level.ADVISORY,
    tags=("least-privilege", "workloads"),
    on_stack=_no_auth_token,
    is_for_each=True,
)

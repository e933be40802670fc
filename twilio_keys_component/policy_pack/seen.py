"""Keys and stacks as the engine shows them to a policy pack, as rules see them.

A pack sees every secret in the clear: no value that is read here may get into a message.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import pulumi
from pulumi_policy import PolicyProviderResource, PolicyResource, ResourceValidationArgs
from pulumi_policy.proxy import UnknownValueError

from twilio_keys_component.rules import KeyView, ResourceView, Signer, StackView, is_key, key_view
from twilio_keys_component.twilio_iam.credentials import NAMESPACE, Credentials, CredentialsError, find_credentials

STACK_TYPE: Final = "pulumi:pulumi:Stack"
"""The engine's type of the stack itself; its properties are the stack's outputs."""

Seen = PolicyResource | ResourceValidationArgs
"""A resource: one of a stack, or one that is judged alone."""

_HAND_NOTHING_ON: Final = ("pulumi:providers:", "pulumi:pulumi:StackReference")
"""Types of what signs in to a cloud, and of what another stack has handed out."""


def has_provider(resource: Seen) -> bool:
    """Whether a provider makes it; no one does the stack itself and components."""
    return resource.resource_type != STACK_TYPE and resource.provider is not None


def seen_key(
    urn: str, properties: Mapping[str, Any], *, provider: PolicyProviderResource | None, parent: str | None = None
) -> KeyView:
    """A declared key.

    Args:
        urn: The engine's name for it.
        properties: Its inputs or outputs as the engine shows them.
        provider: Its provider, from which keys that name no account have theirs.
        parent: The URN of its parent, where that is shown.
    """
    known: dict[str, Any] = {}
    unknown: set[str] = set()
    for name in properties:
        missing: list[str] = []
        known[name] = _member(properties, name, missing)
        if missing:
            unknown.add(name)
    account_sid = known.get("account_sid")
    if not account_sid and "account_sid" not in unknown:
        account_sid = next(iter(_credentials(provider)), None)
    if not account_sid:
        unknown.add("account_sid")
    return key_view(
        urn,
        known,
        sid=known.get("sid"),
        account_sid=account_sid,
        parent=parent,
        unknown=unknown,
    )


def seen_stack(resources: Iterable[Seen]) -> StackView:
    """A stack.

    The stack itself is among the resources, its outputs as properties: `outputs` stays empty, because a pack cannot
    tell secret ones from plain ones.
    """
    found = sorted(resources, key=lambda resource: resource.urn)
    keys = [resource for resource in found if is_key(resource.resource_type, resource.props)]
    others = [
        resource
        for resource in found
        if not is_key(resource.resource_type, resource.props)
        and not resource.resource_type.startswith(_HAND_NOTHING_ON)
    ]
    signed_in = [_credentials(key.provider) for key in keys]
    accounts = {next(iter(credentials), None) for credentials in signed_in}
    return StackView(
        keys=tuple(_seen_in_stack(key) for key in keys),
        resources=tuple(ResourceView(other.urn, _plain(other.props, [])) for other in others),
        account_sid=accounts.pop() if len(accounts) == 1 else None,
        signer=_signer(signed_in),
    )


def _seen_in_stack(key: Seen) -> KeyView:
    parent = key.parent if isinstance(key, PolicyResource) else None
    return seen_key(key.urn, key.props, provider=key.provider, parent=parent.urn if parent else None)


def _credentials(provider: PolicyProviderResource | None) -> dict[str, Credentials]:
    """What a deployment signs in with: its configuration lies in the provider; the environment is ours as the engine's.

    Empty where that cannot be seen; what is wrong with it is told by the provider itself.
    """
    properties = _plain(provider.props, []) if provider else {}

    def setting(name: str) -> str | None:
        value = properties.get(f"{NAMESPACE}:{name}")
        return value if value is None or isinstance(value, str) else json.dumps(value)

    try:
        return find_credentials(setting, os.environ)
    except CredentialsError:
        return {}


def _signer(signed_in: Iterable[Mapping[str, Credentials]]) -> Signer | None:
    """The Auth Token if a provider signs in to any account with it; None where no provider's sign-in can be seen."""
    has_token = [each.username == account_sid for found in signed_in for account_sid, each in found.items()]
    if not has_token:
        return None
    return Signer.AUTH_TOKEN if any(has_token) else Signer.API_KEY


def _plain(value: Any, missing: list[str]) -> Any:  # noqa: ANN401 - JSON
    """A value without proxies; what is not known yet is None in it, and its name is put among the missing."""
    if isinstance(value, Mapping):
        return {str(name): _member(value, name, missing) for name in value}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_member(value, number, missing) for number in range(len(value))]
    if isinstance(value, pulumi.AssetArchive):
        return _plain(value.assets, missing)
    if isinstance(value, pulumi.StringAsset):
        return value.text
    return None if isinstance(value, pulumi.Asset | pulumi.Archive) else value


def _member(container: Any, name: str | int, missing: list[str]) -> Any:  # noqa: ANN401 - JSON
    try:
        return _plain(container[name], missing)
    except UnknownValueError:
        missing.append(str(name))
        return None

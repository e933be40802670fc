"""Asks the policies as the engine's server does, in its order, without a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pulumi_policy import (
    Policy,
    PolicyProviderResource,
    PolicyResource,
    PolicyResourceOptions,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.policy import PolicyCustomTimeouts, _NotApplicableError
from pulumi_policy.proxy import UNKNOWN_STRING_VALUE, unknown_checking_proxy

from tests.builders import ACCOUNT_SID, KEY_SID, SECRET, SEND
from twilio_keys_component.policy_pack.seen import STACK_TYPE
from twilio_keys_component.rules import KEY_RESOURCE_TYPE

UNKNOWN = UNKNOWN_STRING_VALUE
WORKLOAD_TYPE = "cloud:index:Function"
OPTIONS = PolicyResourceOptions(
    protect=False,
    ignore_changes=[],
    delete_before_replace=None,
    aliases=[],
    custom_timeouts=PolicyCustomTimeouts(0, 0, 0),
    additional_secret_outputs=[],
)
SIGNED_IN_WITH_KEY = {
    "twilio-keys:accountSid": ACCOUNT_SID,
    "twilio-keys:apiKey": KEY_SID,
    "twilio-keys:apiKeySecret": SECRET,
}


def urn(type_: str, name: str, *, stack: str = "prod") -> str:
    """A URN in the project `orders`."""
    return f"urn:pulumi:{stack}::orders::{type_}::{name}"


def a_key(*permissions: str, name: str = "notifier", stack: str = "prod", **properties: Any) -> PolicyResource:
    """A key that breaks no rule, but by what is given."""
    given = {
        "grants": dict.fromkeys(permissions or (SEND,), True),
        "owner": "team-orders",
        "purpose": "Texts",
        "accept": {"TK204": True, "TK205": True},
        **properties,
    }
    return resource(KEY_RESOURCE_TYPE, name, stack=stack, properties=given)


def resource(type_: str, name: str, *, properties: Mapping[str, Any], stack: str = "prod") -> PolicyResource:
    """Any resource, as a policy gets it; all but the stack have the provider that signs in with a key."""
    return PolicyResource(
        type_,
        unknown_checking_proxy(dict(properties)),
        urn(type_, name, stack=stack),
        name,
        OPTIONS,
        None if type_ == STACK_TYPE else provider(SIGNED_IN_WITH_KEY),
        None,
        [],
        {},
    )


def provider(settings: Mapping[str, Any]) -> PolicyProviderResource:
    """The provider of our keys with its configuration."""
    type_ = "pulumi:providers:pulumi-python"
    return PolicyProviderResource(type_, unknown_checking_proxy(dict(settings)), urn(type_, "default"), "default")


def ask(
    policies: Sequence[Policy], *resources: PolicyResource, settings: Mapping[str, Any] | None = None
) -> dict[str, list[str]]:
    """What the policies report about a stack of these resources, by policy."""
    found: dict[str, list[str]] = {}
    stack = resource(STACK_TYPE, "orders-prod", properties={})
    for each in (stack, *resources):
        for policy in policies:
            if isinstance(policy, ResourceValidationPolicy):
                config = settings if policy.name == "settings" else None
                args = ResourceValidationArgs(
                    each.resource_type, each.props, each.urn, each.name, OPTIONS, each.provider, config
                )
                _ask(policy, args, found)
    for policy in policies:
        if isinstance(policy, StackValidationPolicy):
            _ask(policy, StackValidationArgs([stack, *resources]), found)
    return found


def _ask(policy: Any, args: Any, found: dict[str, list[str]]) -> None:
    try:
        policy.validate(args, lambda message, _urn=None: found.setdefault(policy.name, []).append(message))
    except _NotApplicableError:
        found.setdefault("not applicable", []).append(policy.name)

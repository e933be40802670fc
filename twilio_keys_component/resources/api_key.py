"""`ApiKey`: a Twilio API key and its exact permissions, declared in a Pulumi program."""

from __future__ import annotations

import inspect
import os
import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal, Never

import pulumi
from pulumi.output import UNKNOWN, Unknown

from twilio_keys_component.lifecycle import UNKNOWN as UNKNOWN_INPUT
from twilio_keys_component.lifecycle import value_problems
from twilio_keys_component.lifecycle.naming import SUFFIX_ALPHABET, SUFFIX_LENGTH, auto_name
from twilio_keys_component.model import Place
from twilio_keys_component.permissions import Permission, PermissionSet
from twilio_keys_component.resources.arguments import ACCEPT, PERMISSIONS, as_map, day, is_deployer, named_sid
from twilio_keys_component.resources.place import STACK_ID
from twilio_keys_component.resources.position import tell_position
from twilio_keys_component.resources.preflight import Preflight, preflight
from twilio_keys_component.resources.provider import ApiKeyProvider
from twilio_keys_component.restrictions import asks_for_restriction
from twilio_keys_component.twilio_iam import Names, Problem
from twilio_keys_component.twilio_iam.connection import settings_problems
from twilio_keys_component.twilio_iam.credentials import NAMESPACE, claims
from twilio_keys_component.twilio_iam.names import has_relative_overlay

PermissionsInput = pulumi.Input[Sequence[pulumi.Input[str | Permission]]] | pulumi.Input[PermissionSet]
"""How a program can give permissions: texts, `Permission`s, a `PermissionSet`, or Outputs of them."""

_OUTPUTS = (
    "sid",
    "secret",
    "permissions",
    "applied",
    "date_created",
    "date_updated",
)
_SECRET_SETTINGS = ("authToken", "apiKeySecret", "accounts")
_ENCRYPTED_ID = (
    "is a secret, and `refresh` and `destroy` read it from the stack's file: set it again with `pulumi config set "
    "--plaintext`; it says nothing that must be hidden"
)
_CLAIMING = (
    "twilio-keys:claim is set: this stack takes over every key of its state, whichever stack it comes from. Take it "
    "out after this `pulumi up`: `pulumi config rm twilio-keys:claim`"
)
_LANGUAGE_HOST_VARIABLE = "PULUMI_CONFIG"
"""Set where the language host runs the program, with the environment that the provider has too. An inline program of
the Automation API runs in a process of the user's own, whose environment and folder say nothing about the
deployment's."""


class ApiKey(pulumi.dynamic.Resource, module="twilio-keys", name="ApiKey"):
    """A Twilio API key.

    Changing `permissions` or `friendly_name` updates the key in place; changing `key_type`, `account_sid` or `region`
    makes a new key before the old one is revoked; changing the rest is recorded in the state only.

    Example:
        ```python
        notifier = ApiKey(
            "order-notifier",
            permissions=["/twilio/messaging/messages/create"],
            owner="team-orders",
            purpose="Order status texts",
        )
        pulumi.export("secret", notifier.secret)
        ```

    Args:
        resource_name: The logical name, also the first part of an automatic friendly name.
        permissions: What the key may do: texts, `Permission`s, a `PermissionSet`, or Outputs of them. Required for a
            restricted key, forbidden for others. At most 100 entries (doc).
        key_type: `restricted` (only what `permissions` lists), `standard` (everything but accounts and keys; for
            Access Tokens, which a restricted key cannot sign, doc) or, with `adopt_sid` only, `main` (everything, doc).
        friendly_name: The key's name at Twilio, at most 64 characters. Left out, it is `{resource_name}-{h}-{n}`, by
            which a key that a lost answer left behind can be recognised; an adopted key keeps its own.
        account_sid: The account or subaccount of the key. Left out, the deployment's.
        region: The Twilio Region of the key; restricted keys exist in `us1` only (doc). Left out, the deployment's.
        on_drift: What an update does about changes made outside the code. `tighten` removes what was granted and does
            not grant again what was revoked, `overwrite` makes it what the code says, `fail` stops.
        owner: Who answers for the key. Never sent to Twilio.
        purpose: What the key is for. Never sent to Twilio.
        expires: The last day on which the key is meant to exist: a `datetime.date`, or a text such as `2026-12-31`. For
            reviewers and rules; the key is not revoked by itself.
        reason: Why the key must be what it is. For reviewers and rules.
        accept: The risks that are taken knowingly with this key: risk tags (`costs-money`, `destroys-data`,
            `reads-content`, `redirects`, or one of the project's overlay) and rules (`TK201`, `TK204`, `TK205`).
        deployer: Whether deployments sign in with this key. It may hold permissions of `/twilio/iam/api-keys` and
            nothing else, is protected (`ResourceOptions(protect=True)`), and is not revoked while it is declared so.
        adopt_sid: The sid of an existing key to take over instead of making one. It is read when the resource is made:
            taking it out of the code later changes nothing, changing it is an error. With it the resource is retained
            when it is taken out of the code (`ResourceOptions(retain_on_delete=True)`): the key lives on. Only
            `retain_on_delete=False` in the key's own `opts` revokes it then; a parent's or a transform's does not.
        adopt_secret: The secret of that key, if programs are to get it from here: Twilio does not show it again (doc).
        opts: Pulumi's resource options. `ignore_changes=["grants"]` leaves the permissions alone, but for an adoption,
            which makes them what is declared.

    Raises:
        TypeError: An argument that does not exist, a text or a map where a list is due, or a `deployer` that is only
            known later.
    """

    sid: pulumi.Output[str]
    """The key's sid, `SK…`: the user name to sign in with. Also the resource's `id`."""
    secret: pulumi.Output[str]
    """The password to sign in with. Always a Pulumi secret; Twilio shows it once, so it lies in the state (doc). None
    for a key that was adopted without its secret."""
    account_sid: pulumi.Output[str]
    """The account that the key belongs to."""
    friendly_name: pulumi.Output[str]
    """The key's name at Twilio."""
    key_type: pulumi.Output[str]
    """`restricted`, `standard` or `main`."""
    region: pulumi.Output[str]
    """The Twilio Region that the key was made in."""
    permissions: pulumi.Output[list[str] | None]
    """What the key may do: normal form, sorted. None for other than restricted keys."""
    grants: pulumi.Output[dict[str, bool]]
    """The permissions as declared, each mapped to true: what previews compare and unit tests can look at."""
    applied: pulumi.Output[dict[str, Any]]
    """The name and grant that the code last applied: what drift is measured against."""
    date_created: pulumi.Output[str]
    """RFC 2822, in GMT."""
    date_updated: pulumi.Output[str]
    """RFC 2822, in GMT."""
    origin: pulumi.Output[dict[str, str]]
    """Project, stack, its id where it has one, and kind of endpoint: whose the key is."""

    def __init_subclass__(cls, **_named: object) -> None:
        """Whatever module and name a subclass gives: its keys have the type by which packs and reviews know keys."""
        super().__init_subclass__()
        cls._resource_type_name = ApiKey._resource_type_name

    def __init__(
        self,
        resource_name: str,
        *,
        permissions: PermissionsInput | None = None,
        key_type: pulumi.Input[Literal["restricted", "standard", "main"]] = "restricted",
        friendly_name: pulumi.Input[str] | None = None,
        account_sid: pulumi.Input[str] | None = None,
        region: pulumi.Input[str] | None = None,
        on_drift: pulumi.Input[Literal["tighten", "overwrite", "fail"]] = "tighten",
        owner: pulumi.Input[str] | None = None,
        purpose: pulumi.Input[str] | None = None,
        expires: pulumi.Input[date | str] | None = None,
        reason: pulumi.Input[str] | None = None,
        accept: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None,
        deployer: bool = False,
        adopt_sid: pulumi.Input[str] | None = None,
        adopt_secret: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
        **restrictions: Never,
    ) -> None:
        inputs: dict[str, Any] = {
            "grants": None if permissions is None else as_map(permissions, PERMISSIONS),
            "key_type": key_type,
            "friendly_name": friendly_name,
            "account_sid": account_sid,
            "region": region,
            "on_drift": on_drift,
            "owner": owner,
            "purpose": purpose,
            "expires": day(expires),
            "reason": reason,
            "accept": None if accept is None else as_map(accept, ACCEPT),
            "deployer": is_deployer(deployer) or None,
            "adopt_sid": named_sid(adopt_sid),
            "adopt_secret": None if adopt_secret is None else pulumi.Output.secret(adopt_secret),
            # Kept whether or not the key is adopted now: it is asked when adopt_sid is long out of the code.
            "revoke_adopted": True if opts is not None and opts.retain_on_delete is False else None,
            "unsupported": _unsupported(restrictions),
        }
        if friendly_name is None and adopt_sid is None:
            inputs["auto_name"] = _draw_name(resource_name)
        origin, is_fine = _origin_after_preflight(resource_name, inputs)
        # Over values that are not its own Pulumi would stumble before the preflight tells what is wrong with them.
        props = {**dict.fromkeys((*_OUTPUTS, *inputs)), **(inputs if is_fine else {}), "origin": origin}
        options = _options(opts, is_protected=deployer, is_retained=adopt_sid is not None)
        super().__init__(ApiKeyProvider(), resource_name, props, options)
        self.sid = self.id  # the only output that the engine knows in the preview of an update
        tell_position(self)

    def environment(self) -> pulumi.Output[dict[str, str]]:
        """The variables by which Twilio's samples sign in with a key, as a secret.

        twilio-python itself reads only `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN` (live): pass it all three,
        `Client(api_key, api_key_secret, account_sid)`.

        A key that was adopted without its secret has none to give: the run ends in a `pulumi.RunError`.
        """
        variables = pulumi.Output.all(self.account_sid, self.sid, self.secret).apply(_variables)
        return pulumi.Output.secret(variables)


def _origin_after_preflight(resource_name: str, inputs: dict[str, Any]) -> tuple[pulumi.Output[dict[str, str]], bool]:
    """Project, stack and its id, once all keys of the program were looked at; and whether nothing is wrong here."""
    run, is_new = preflight()
    if is_new:
        _look_at_settings(run)
    problems = value_problems(_known(inputs), names=run.names)
    run.report(problems, about=f"key {resource_name!r}")
    if isinstance(inputs["adopt_sid"], str):
        run.adopts(inputs["adopt_sid"], by=resource_name)
    place = Place(
        project=pulumi.get_project(), stack=pulumi.get_stack(), stack_id=pulumi.Config(NAMESPACE).get(STACK_ID) or None
    )
    return run.passed(place.model_dump(exclude_none=True)), not problems


def _options(opts: pulumi.ResourceOptions | None, *, is_protected: bool, is_retained: bool) -> pulumi.ResourceOptions:
    """The user's options over ours."""
    ours = pulumi.ResourceOptions(
        # Inputs are repeated in the last two, and what the program made a secret would lie there in the clear.
        additional_secret_outputs=["secret", "inputs", "applied"],
        protect=is_protected or None,
        retain_on_delete=is_retained or None,
    )
    return pulumi.ResourceOptions.merge(ours, opts)


def _variables(values: Sequence[Any]) -> dict[str, str]:
    account_sid, sid, secret = values
    if secret is None:
        raise pulumi.RunError(
            f"the secret of the key {sid} is not known here, so nobody can sign in with it: give ApiKey its "
            "adopt_secret, or let the program do without key.environment()"
        )
    return {"TWILIO_ACCOUNT_SID": account_sid, "TWILIO_API_KEY": sid, "TWILIO_API_KEY_SECRET": secret}


def _unsupported(restrictions: Mapping[str, object]) -> list[str] | None:
    for name in restrictions:
        if not asks_for_restriction(name):
            raise TypeError(f"ApiKey() got an unexpected keyword argument {name!r}")
    return sorted(restrictions) or None


def _draw_name(resource_name: str) -> Any:  # noqa: ANN401 - a text, unknown in previews
    if pulumi.runtime.is_dry_run():
        return UNKNOWN
    suffix = "".join(secrets.choice(SUFFIX_ALPHABET) for _ in range(SUFFIX_LENGTH))
    return auto_name(project=pulumi.get_project(), stack=pulumi.get_stack(), name=resource_name, suffix=suffix)


def _known(inputs: dict[str, Any]) -> dict[str, Any]:
    return {
        name: UNKNOWN_INPUT if isinstance(value, pulumi.Output | Unknown) or inspect.isawaitable(value) else value
        for name, value in inputs.items()
    }


def _look_at_settings(run: Preflight) -> None:
    """What only the program can see: whether a setting is a secret. And what is wrong with the settings, at once."""
    config = pulumi.Config(NAMESPACE)
    is_hosted = _LANGUAGE_HOST_VARIABLE in os.environ
    problems = settings_problems(config.get, os.environ if is_hosted else None)
    run.report(problems, about="configuration")
    if not problems and (is_hosted or not has_relative_overlay(config.get)):
        run.names = Names.from_settings(config.get)
    if config.get(STACK_ID) and pulumi.runtime.is_config_secret(f"{NAMESPACE}:{STACK_ID}"):
        run.report([Problem(f"{NAMESPACE}:{STACK_ID}", _ENCRYPTED_ID)], about="configuration")
    if claims(config.get):
        pulumi.log.warn(_CLAIMING)
    for name in _SECRET_SETTINGS:
        key = f"{NAMESPACE}:{name}"
        if config.get(name) and not pulumi.runtime.is_config_secret(key):
            pulumi.log.warn(f"{key} is not a secret and lies in the stack's file in the clear: set it with --secret")

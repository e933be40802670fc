"""The keys by which deployments sign in: what no deployment does to them."""

from __future__ import annotations

from typing import Final

from twilio_keys_component.lifecycle.checking import manages_keys
from twilio_keys_component.lifecycle.errors import ProtectedKeyError
from twilio_keys_component.lifecycle.guards import UNTOUCHED, describe, is_only_forgotten
from twilio_keys_component.lifecycle.inputs import Inputs
from twilio_keys_component.lifecycle.naming import SUFFIX_LENGTH
from twilio_keys_component.model import KeySpec, KeyState
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.reconcile import Plan
from twilio_keys_component.twilio_iam import (
    AuthenticationError,
    Connection,
    KeyNotFoundError,
    MissingPermissionError,
)

_NOTHING: Final = PermissionSet()
_SIGN_IN: Final = (
    "Sign in with other credentials first (twilio-keys:apiKey and twilio-keys:apiKeySecret, or twilio-keys:authToken), "
    "and run `pulumi up`: `pulumi destroy` and `pulumi refresh` sign in with those that it stored"
)
"""The way out of every refusal; docs/own-key.md has it step by step."""


def guard_own_signer(state: KeyState, connection: Connection) -> None:
    """Refuse to delete the key that the deployment itself signs in with.

    Raises:
        ProtectedKeyError: It is that key.
    """
    if connection.signs_in_with(state.sid):
        raise ProtectedKeyError(
            f"The {describe(state)} is the one that this deployment signs in with, and was not deleted. {_SIGN_IN}. "
            "Where it was replaced already, and only waits to be deleted: sign in with the new key, and that `pulumi "
            "up` deletes this one."
        )


def guard_signer_grant(key: str, sid: str, lost: PermissionSet, connection: Connection) -> None:
    """Refuse to take from the key that the deployment itself signs in with what it manages keys by.

    A deployment needs all five: create, read, update, delete, and list, by which it tells a key that is gone from one
    that it does not see. What was granted outside the code counts too: the deployment works by it.

    Args:
        key: How the text names the key.
        sid: Its sid.
        lost: What it would lose.
        connection: The connection.

    Raises:
        ProtectedKeyError: It is that key, and would lose permissions of `/twilio/iam/api-keys`.
    """
    if needed := _needed(lost, sid, connection):
        raise ProtectedKeyError(
            f"The {key} is the one that this deployment signs in with, and would lose {needed}, so that the next "
            f"deployment could not manage keys with it. {UNTOUCHED} {_SIGN_IN}. Or declare these permissions too."
        )


def signer_drift_next(granted: PermissionSet, sid: str, connection: Connection) -> str:
    """What comes of drift that granted the own key what it manages keys by; empty for any other drift or key."""
    needed = _needed(granted, sid, connection)
    return needed and (
        f"This deployment signs in with it, so {needed} is not taken from it: updates of it stop until that is "
        "declared too, or the deployment signs in with other credentials."
    )


def _needed(permissions: PermissionSet, sid: str, connection: Connection) -> str:
    """Which of them the deployment manages keys by, where the key is its own."""
    if not connection.signs_in_with(sid):
        return ""
    return ", ".join(str(permission) for permission in permissions if manages_keys(permission))


def signer_loss(has: PermissionSet | None, gets: PermissionSet | None) -> PermissionSet:
    """What a key that has a grant loses with another one; None stands for a key without a grant of its own."""
    return _NOTHING if has is None or gets is None else has - gets


def guard_replacement(changes: Plan, state: KeyState, connection: Connection) -> None:
    """Refuse to replace a key that deployments sign in with: its deletion would be refused after the new one is made.

    Raises:
        ProtectedKeyError: It is such a key, and a new one would be made.
    """
    if not changes.replaced_by or is_only_forgotten(state):
        return
    what = f"another {' and '.join(changes.replaced_by)} would make a new key and revoke this one. {UNTOUCHED}"
    if connection.signs_in_with(state.sid):
        declared = " It is declared with deployer=True too: set that to False in that `up`." if state.deployer else ""
        raise ProtectedKeyError(
            f"The {describe(state)} is the one that this deployment signs in with, and {what} {_SIGN_IN}.{declared} "
            "Then make the change that replaces it."
        )
    if state.deployer:
        raise ProtectedKeyError(
            f"The {describe(state)} was deployed with deployer=True, and {what} Set deployer to False and change "
            "nothing else, run `pulumi up`, and then make the change that replaces it."
        )


def guard_successor(spec: KeySpec, inputs: Inputs, connection: Connection) -> None:
    """Refuse to make a key in the place of the one that the deployment itself signs in with.

    The engine tells a provider of no forced replacement (`--replace`, `replace_on_changes`, a taint): it asks for a new
    key, and when that is made for the deletion of the old one. What tells is the name, which the old one has at Twilio:
    the same but for its random end, or the same explicit one. So, for a new key that may manage keys, and a deployment
    that signs in with a key, this is one call more. Where it may not look at its key, the deletion is refused later.

    Raises:
        ProtectedKeyError: It would take that key's place.
        TwilioError: Twilio did not answer.
    """
    own = connection.own_key(spec.account_sid)
    if own is None or not any(manages_keys(permission) for permission in spec.permissions or ()):
        return
    try:
        live = connection.gateway(spec.account_sid, spec.region).fetch(own)
    except (AuthenticationError, KeyNotFoundError, MissingPermissionError):
        return
    end = None if inputs.get("friendly_name") else -SUFFIX_LENGTH
    if live.friendly_name and live.friendly_name[:end] == str(spec.friendly_name)[:end]:
        raise ProtectedKeyError(
            f"The new key {spec.friendly_name!r} would take the place of the key {live.friendly_name!r} ({own}), which "
            f"this deployment signs in with and could not revoke then. No key was made, and none was changed. "
            f"{_SIGN_IN}. Then replace it. If it is not in the state any more, take it over with adopt_sid; if the new "
            "key is to stand beside it, give it a friendly_name of its own."
        )


def guard_deployer(state: KeyState) -> None:
    """Refuse to delete a key that is still declared as one by which deployments sign in.

    Raises:
        ProtectedKeyError: It is such a key.
    """
    if state.deployer:
        raise ProtectedKeyError(
            f"The {describe(state)} is declared with deployer=True, and was not deleted: deployments sign in with it. "
            "If none does any more, set deployer to False, run `pulumi up`, and then take the key out of the code. "
            "Where it was replaced already, and only waits to be deleted: revoke it in the Console, then run "
            "`pulumi refresh`, or forget it with `pulumi state delete`."
        )

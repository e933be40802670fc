"""The keys by which deployments sign in: what no deployment does to them."""

from __future__ import annotations

from twilio_keys_component.lifecycle.checking import manages_keys
from twilio_keys_component.lifecycle.errors import ProtectedKeyError
from twilio_keys_component.lifecycle.guards import UNTOUCHED, describe
from twilio_keys_component.model import KeyState
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.reconcile import Plan
from twilio_keys_component.twilio_iam import Connection


def guard_own_signer(state: KeyState, connection: Connection) -> None:
    """Refuse to delete the key that the deployment itself signs in with.

    Raises:
        ProtectedKeyError: It is that key.
    """
    if connection.signs_in_with(state.sid):
        raise ProtectedKeyError(
            f"The {describe(state)} is the one that this deployment signs in with, and was not deleted. Sign in with "
            "other credentials first (twilio-keys:apiKey and twilio-keys:apiKeySecret), then run again."
        )


def guard_signer_grant(key: str, sid: str, lost: PermissionSet, connection: Connection) -> None:
    """Refuse to take from the key that the deployment itself signs in with what it manages keys by.

    Args:
        key: How the text names the key.
        sid: Its sid.
        lost: What it would lose.
        connection: The connection.

    Raises:
        ProtectedKeyError: It is that key, and would lose permissions of `/twilio/iam/api-keys`.
    """
    needed = [str(permission) for permission in lost if manages_keys(permission)]
    if needed and connection.signs_in_with(sid):
        raise ProtectedKeyError(
            f"The {key} is the one that this deployment signs in with, and would lose {', '.join(needed)}, so that the "
            f"next deployment could not manage keys with it. {UNTOUCHED} Sign in with other credentials first "
            "(twilio-keys:apiKey and twilio-keys:apiKeySecret), then run again; or leave it what it has."
        )


def guard_replacement(changes: Plan, state: KeyState) -> None:
    """Refuse to replace a key that deployments sign in with: its deletion would be refused after the new one is made.

    Raises:
        ProtectedKeyError: It is such a key, and a new one would be made.
    """
    is_revoked = state.revoke_adopted or not state.adopted
    if changes.replaced_by and state.deployer and is_revoked:
        raise ProtectedKeyError(
            f"The {describe(state)} was deployed with deployer=True, and another {' and '.join(changes.replaced_by)} "
            f"would make a new key and revoke this one. {UNTOUCHED} Set deployer to False and change nothing else, "
            "run `pulumi up`, and then make the change that replaces it."
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

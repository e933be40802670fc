"""What must hold before a key of the state is touched."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote
from typing import Final

from twilio_keys_component.errors import escaped, masked
from twilio_keys_component.lifecycle.errors import AdoptionError, OriginError
from twilio_keys_component.lifecycle.inputs import Inputs
from twilio_keys_component.model import EndpointKind, KeyState, Place
from twilio_keys_component.twilio_iam import Connection

_PLACES: Final = {EndpointKind.TWILIO: "Twilio itself", EndpointKind.EMULATOR: "a local emulator"}
UNTOUCHED: Final = "State and keys are as they were."
"""The end of what an operation says that a guard stopped."""


def describe(state: KeyState) -> str:
    """How texts name a key."""
    return f"key {state.friendly_name!r} ({state.sid})"


_CLAIM: Final = (
    "If this stack takes its keys over: `pulumi config set twilio-keys:claim true`, `pulumi up`, then `pulumi config "
    "rm twilio-keys:claim`."
)
_CLAIM_FIRST: Final = (
    "twilio-keys:claim takes keys over and ends none: run `pulumi up` with nothing else changed, then change or delete "
    "what is this stack's own."
)
_ID_LOST: Final = (
    "If this is that stack, put its twilio-keys:stackId back into its settings: `pulumi config set twilio-keys:stackId "
    "{stack_id}`."
)


@dataclass(frozen=True, slots=True)
class Here:
    """The stack that an operation runs for.

    Attributes:
        place: The stack.
        claims: Whether it takes over the keys of its state that come from other stacks.
        without_id: Where its id was looked for in vain, and how to give one, if an error should tell that.
    """

    place: Place
    claims: bool = False
    without_id: str = ""


def guard_origin(state: KeyState, connection: Connection, here: Here, *, ends: bool = False) -> None:
    """Refuse a key that comes from another place than where this runs, or than the deployment is configured for.

    A key that was made without a stack id, before its stack had one, is known by project and stack alone.

    Args:
        state: The key.
        connection: The connection.
        here: The stack that this runs for; if it claims keys, those of other stacks pass.
        ends: Whether the key would be deleted: what is claimed must be taken over before that.

    Raises:
        OriginError: Another stack, another kind of endpoint, or an account without credentials.
    """
    _guard_endpoint(state, connection)
    place = here.place
    if _is_from(state, place) or (here.claims and not ends):
        return
    origin, ways_out = state.origin, ["Use the stack that the key belongs to."]
    if (origin.project, origin.stack) == (place.project, place.stack) and place.stack_id is None:
        ways_out += [
            _ID_LOST.format(stack_id=quote(escaped(str(origin.stack_id)))),
            *([here.without_id] if here.without_id else []),
        ]
    ways_out.append(_CLAIM_FIRST if here.claims else _CLAIM)
    raise OriginError(
        f"The {describe(state)} comes from stack {named(origin)}, and this is {named(place)}. {UNTOUCHED} "
        f"{' '.join(ways_out)}"
    )


def is_only_forgotten(state: KeyState) -> bool:
    """Whether the deletion of its resource leaves the key as it is: it was adopted, and nobody said to revoke it."""
    return state.adopted and not state.revoke_adopted


def _is_from(state: KeyState, place: Place) -> bool:
    origin = state.origin
    is_namesake = (origin.project, origin.stack) == (place.project, place.stack)
    return is_namesake and origin.stack_id in (None, place.stack_id)


def named(place: Place) -> str:
    """How texts name a stack."""
    own = f"stack id {masked(place.stack_id)}" if place.stack_id else "no stack id"
    return f"{masked(place.project)}/{masked(place.stack)} ({own})"


def _guard_endpoint(state: KeyState, connection: Connection) -> None:
    if state.origin.endpoint is not connection.endpoint_kind:
        raise OriginError(
            f"The {describe(state)} was made at {_PLACES[state.origin.endpoint]}, and the deployment is configured for "
            f"{_PLACES[connection.endpoint_kind]}. {UNTOUCHED} Correct twilio-keys:endpoint, or use the stack that "
            "belongs to this endpoint."
        )
    if not connection.reaches(state.account_sid):
        raise OriginError(
            f"The {describe(state)} belongs to account {state.account_sid}, and the deployment signs in to "
            f"{connection.account_sid}. {UNTOUCHED} Sign in to the key's account, or add its credentials to "
            "twilio-keys:accounts."
        )


def guard_defaults(inputs: Inputs, state: KeyState, connection: Connection) -> None:
    """Refuse to replace keys because only the deployment's configuration changed.

    Raises:
        OriginError: The key names no account or Region itself, and the configured one is not its own.
    """
    for name, setting, default, actual in (
        ("account_sid", "accountSid", connection.account_sid, state.account_sid),
        ("region", "region", connection.region.value, state.region.value),
    ):
        if not inputs.get(name) and default != actual:
            raise OriginError(
                f"The {describe(state)} is in {actual}, names no {name} itself, and twilio-keys:{setting} is {default} "
                f"now. {UNTOUCHED} The configuration alone replaces no key: give the key its own "
                f'{name}="{actual}" to leave it there, or {name}="{default}" to have it replaced.'
            )


def guard_adoption(inputs: Inputs, state: KeyState) -> None:
    """Refuse to become another key: which one is adopted is asked once, when the resource is made.

    Raises:
        AdoptionError: The inputs name another key.
    """
    if str(inputs.get("adopt_sid") or state.sid).lower() != state.sid.lower():
        raise AdoptionError(
            f"The {describe(state)} cannot become {inputs['adopt_sid']}: adopt_sid is read once, when a resource is "
            f'made. {UNTOUCHED} Give this resource adopt_sid="{state.sid}" or none, and adopt the other key under a '
            "logical name of its own."
        )

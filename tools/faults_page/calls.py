"""The five operations that talk to Twilio, each as a deployment does it, and what is there afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from tools.faults_page.scene import Scene
from twilio_keys_component import lifecycle
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.lifecycle.inputs import place_of
from twilio_keys_component.lifecycle.naming import auto_name
from twilio_keys_component.model import KeyState
from twilio_keys_component.orphans import Site, Snapshot
from twilio_keys_component.orphans.export import KeyResource

_SEND: Final = "/twilio/messaging/messages/create"
_READ: Final = "/twilio/messaging/messages/read"
_PLACE: Final = {"project": "orders", "stack": "dev"}
_NAME: Final = auto_name(**_PLACE, name="notifier", suffix="abc234")
_URN: Final = "urn:pulumi:dev::orders::pulumi-python:dynamic/twilio-keys:ApiKey::notifier"


@dataclass(frozen=True, slots=True)
class Ending:
    """How an operation ended.

    Attributes:
        said: What the user reads, each a paragraph.
        afterwards: What is at Twilio and in the state then.
        is_well: Whether it did what was asked.
        is_done: Whether Twilio carried it out although it failed.
        is_left: Whether a key is at Twilio that no state knows.
    """

    said: tuple[str, ...]
    afterwards: str
    is_well: bool
    is_done: bool = False
    is_left: bool = False


Operation = Callable[[], Ending]


def _inputs(*permissions: str) -> dict[str, Any]:
    return {
        "auto_name": _NAME,
        "grants": dict.fromkeys(permissions, True),
        "key_type": "restricted",
        "on_drift": "tighten",
        "origin": _PLACE,
    }


def _create(scene: Scene) -> Operation:
    def run() -> Ending:
        try:
            outcome = lifecycle.create(_inputs(_SEND), scene.connection)
        except TwilioKeysError as error:
            is_left = bool(scene.settled().keys.all())
            return Ending(
                (str(error),), f"{_counted(scene)} at Twilio, none in the state", is_well=False, is_left=is_left
            )
        key = scene.settled().keys.get(outcome.state.sid)
        secret = outcome.state.secret
        is_whole = key and secret and secret.get_secret_value() == key.secret
        in_state = "in the state with its secret" if is_whole else "another one in the state"
        is_left = len(scene.settled().keys.all()) > 1
        return Ending(outcome.notes, f"{_counted(scene)} at Twilio, {in_state}", is_well=True, is_left=is_left)

    return run


def _read(scene: Scene) -> Operation:
    state = _made(scene)

    def run() -> Ending:
        try:
            found = lifecycle.read(state, scene.connection, lifecycle.Here(place_of(state.inputs)))
        except TwilioKeysError as error:
            return Ending((str(error),), "state and key as they were", is_well=False)
        if found is None:
            return Ending((), "the state says that the key is gone", is_well=True)
        same = "state and key as they were" if found.state == state else "the state shows what Twilio has"
        return Ending(found.notes, same, is_well=True)

    return run


def _update(scene: Scene) -> Operation:
    state = _made(scene)

    def run() -> Ending:
        try:
            outcome = lifecycle.update(_inputs(_SEND, _READ), state, scene.connection)
        except TwilioKeysError as error:
            is_done = _has_new_grant(scene, state)
            afterwards = "the key has the new grant, the state still the old one" if is_done else "nothing changed"
            return Ending((str(error),), afterwards, is_well=False, is_done=is_done)
        grant = "new" if _has_new_grant(scene, state) else "old"
        return Ending(outcome.notes, f"the key has the {grant} grant, and so has the state", is_well=True)

    return run


def _delete(scene: Scene) -> Operation:
    state = _made(scene)

    def run() -> Ending:
        try:
            notes = lifecycle.delete(state, scene.connection, lifecycle.Here(place_of(state.inputs)))
        except TwilioKeysError as error:
            afterwards = f"{_counted(scene)} at Twilio, and the state still has it"
            return Ending((str(error),), afterwards, is_well=False, is_done=not scene.settled().keys.all())
        return Ending(notes, f"{_counted(scene)} at Twilio, none in the state", is_well=True)

    return run


def _list(scene: Scene) -> Operation:
    _made(scene)
    pending = KeyResource(
        urn=_URN,
        name="notifier",
        account_sid=None,
        region=None,
        is_emulated=True,
        auto_name=_NAME,
        friendly_name=None,
        origin=_PLACE,
    )
    snapshot = Snapshot(
        project="orders",
        stack="dev",
        keys=(),
        creates=(pending,),
        pending=(("creating", _URN),),
        sids=frozenset(),
        fingerprint="",
    )
    site = Site(read=lambda: snapshot, connection=scene.connection)

    def run() -> Ending:
        try:
            found = site.look().orphans.proven
        except TwilioKeysError as error:
            return Ending((str(error),), "nothing was touched", is_well=False)
        return Ending((), f"{len(found)} of 1 orphans found", is_well=True)

    return run


CALLS: Final[dict[str, Callable[[Scene], Operation]]] = {
    "create": _create,
    "fetch": _read,
    "update": _update,
    "delete": _delete,
    "list": _list,
}
"""The operations, by the emulator's names for the requests that they are about; each arranges what it needs first."""


def _made(scene: Scene) -> KeyState:
    return lifecycle.create(_inputs(_SEND), scene.connection).state


def _counted(scene: Scene) -> str:
    number = len(scene.settled().keys.all())
    return "1 key" if number == 1 else f"{number or 'no'} keys"


def _has_new_grant(scene: Scene, state: KeyState) -> bool:
    key = scene.settled().keys.get(state.sid)
    return key is not None and key.permissions is not None and len(key.permissions) > 1

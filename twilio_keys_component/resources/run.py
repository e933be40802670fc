"""What the resources of one run of the engine say about keys, kept by the provider's process, which serves that run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from twilio_keys_component.model import KeyState


class Run:
    """Which keys the program declares, and as what.

    The engine checks every declared key before it deletes any, and checks none in a destroy. A refresh compares also
    what is no longer declared: so, a comparison counts only if its inputs were checked.
    """

    def __init__(self) -> None:
        self._named: set[str] = set()
        self._owned: set[str] = set()
        self._kept: set[str] = set()
        self._checked: list[dict[str, Any]] = []
        self._adopters: dict[str, object] = {}

    def checked(self, inputs: Mapping[str, Any]) -> bool:
        """Remember a declared key; false if it adopts one that another resource of the program has already."""
        self._checked.append(_given(inputs))
        sid = inputs.get("adopt_sid")
        if not isinstance(sid, str):
            return True
        self._named.add(sid.lower())
        return sid.lower() not in self._owned

    def kept(self, inputs: Mapping[str, Any], state: KeyState) -> bool:
        """Remember that a resource keeps its key; false if another resource of the program adopts that."""
        if inputs.get("adopt_sid") is not None or _given(inputs) not in self._checked:
            return True
        if state.adopted:
            self._kept.add(state.sid.lower())
        return self.made(state)

    def made(self, state: KeyState) -> bool:
        """Remember the key of a resource that does not name it; false if another resource of the program adopts it."""
        self._owned.add(state.sid.lower())
        return state.sid.lower() not in self._named

    def begin_adoption(self, sid: str, adopter: object) -> bool:
        """Whether `adopter` is the first to adopt the key."""
        self._named.add(sid.lower())
        return self._adopters.setdefault(sid.lower(), adopter) is adopter

    def end_failed_adoption(self, sid: str) -> None:
        """Let the key be adopted by another try."""
        del self._adopters[sid.lower()]

    def lives_on(self, state: KeyState) -> bool:
        """Whether the program adopts the key, or did once and keeps it: a resource that goes must not take it along."""
        return state.sid.lower() in self._named | self._kept


def _given(inputs: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in inputs.items() if value is not None}

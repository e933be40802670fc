"""What must be true when the faults have stopped, seen from Twilio's side, from the state's, and in every file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tools.chaos.ledger import Ledger, Leftover
from tools.chaos.program import Key, Program
from tools.chaos.stack import PROJECT, STACK, Project
from tools.chaos.twilio import Twilio
from tools.secret_search import Search
from twilio_keys_component.lifecycle.naming import mark
from twilio_keys_component.permissions import PermissionSet

Json = dict[str, Any]


class Check:
    """The check at the end of a run.

    Args:
        project: The project.
        twilio: The emulator, which does what it should by now.
        program: What is declared.
        ledger: The keys of others, and those that were left behind.
        found: What `twilio-keys orphans` says now.

    Attributes:
        searched_bytes: How much was searched for secrets.
    """

    def __init__(self, project: Project, twilio: Twilio, program: Program, ledger: Ledger, found: Json) -> None:
        self._project = project
        self._twilio = twilio
        self._program = program
        self._ledger = ledger
        self._proven = [orphan["sid"] for orphan in found["proven"]]
        self._suspected = {orphan["sid"] for orphan in found["suspected"]}
        self._secrets = twilio.secrets()
        self._live = {key["sid"]: key for key in twilio.all_keys()}
        self.searched_bytes = 0

    def problems(self) -> list[str]:
        """All that is wrong."""
        return [
            *self._declared(),
            *(f"a proven orphan is left: {sid}" for sid in self._proven),
            *self._left(),
            *self._ledger.changed_foreign(list(self._live.values())),
            *self._written(),
        ]

    def _declared(self) -> Iterator[str]:
        """Every declared key is there, is what is declared, and signs in."""
        states: dict[str, list[Json]] = {}
        for state in self._project.exported():
            states.setdefault(state["urn"].rpartition("::")[2], []).append(state)
        if wrong := sorted(set(states) ^ set(self._program.keys)):
            yield f"declared and not in the state, or the other way round: {', '.join(wrong)}"
        for name, key in sorted(self._program.keys.items()):
            found = states.get(name, [])
            if len(found) > 1:
                yield f"{name} lies in the state {len(found)} times"
            for state in found:
                yield from (f"{name} ({state['id']}) {wrong}" for wrong in self._key(name, key, state))

    def _key(self, name: str, key: Key, state: Json) -> Iterator[str]:
        live = self._live.get(state["id"])
        if live is None:
            yield "is not at Twilio"
            return
        allowed = None if live["policy"] is None else PermissionSet(live["policy"]["allow"])
        wanted = PermissionSet(key["permissions"]) if "permissions" in key else None
        if allowed != wanted:
            yield f"may do {allowed}, and {wanted} is declared"
        if live["kind"] != key.get("key_type", "restricted"):
            yield f"is {live['kind']}"
        own_mark = f"-{mark(project=PROJECT, stack=STACK, name=name)}-"
        expected = key.get("friendly_name")
        if live["friendly_name"] != expected and (expected or own_mark not in live["friendly_name"]):
            yield f"has the name {live['friendly_name']!r}"
        secret = str(_plain(state["outputs"]["secret"]))
        if not self._twilio.signs_in(state["id"], secret):
            yield "does not sign in with the secret of the state"
        if secret not in self._secrets:
            yield "has a secret that is not among those that are searched for"

    def _left(self) -> Iterator[str]:
        """Every key that was ever left behind is explained; those that live are told."""
        for leftover in self._ledger.unexplained:
            yield f"{_about(leftover)} is an orphan that neither an error nor a kill of the provider explains"
        for leftover in self._ledger.left.values():
            declared = [name for name in self._program.keys if leftover.is_of(name)]
            if (declared or leftover.is_marked) and leftover.sid not in self._suspected:
                yield f"{_about(leftover)} carries a mark of this stack and is not listed as suspected"
            if not leftover.is_explicit and leftover.sid not in self._ledger.told | self._suspected:
                yield f"{_about(leftover)} was never told"

    def _written(self) -> Iterator[str]:
        """No secret lies in the clear in any file; what was printed lies in files too."""
        search = Search(self._secrets)
        for path in self._project.written():
            text = path.read_bytes()
            self.searched_bytes += len(text)
            for spelling in sorted(search.spellings(text)):
                yield f"a secret lies in the clear ({spelling}) in {path.relative_to(self._project.root)}"


def _about(leftover: Leftover) -> str:
    return f"{leftover.sid} ({leftover.name!r}), which operation {leftover.step} left behind,"


def _plain(value: object) -> object:
    """A secret output as `stack export --show-secrets` writes it, JSON in JSON."""
    if isinstance(value, dict) and "plaintext" in value:
        return json.loads(value["plaintext"])
    return value

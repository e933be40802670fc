"""Where the things lie that operations are about: which paths show the same collection, and what is above them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from twilio_keys_component.emulator.shapes import shape_of
from twilio_keys_component.permissions import Operation

_2010: Final = "api.twilio.com/2010-04-01/Accounts/{}"
MESSAGES: Final = f"{_2010}/Messages"
CALLS: Final = f"{_2010}/Calls"
RECORDINGS: Final = f"{_2010}/Recordings"
INCOMING_NUMBERS: Final = f"{_2010}/IncomingPhoneNumbers"
FLOW_REVISIONS: Final = "studio.twilio.com/v2/Flows/{}/Revisions"
VERIFICATIONS: Final = "verify.twilio.com/v2/Services/{}/Verifications"

_SAME: Final = {
    f"{_2010}/Calls/{{}}/Recordings": RECORDINGS,
    f"{_2010}/Conferences/{{}}/Recordings": RECORDINGS,
    f"{_2010}/IncomingPhoneNumbers/Local": INCOMING_NUMBERS,
    f"{_2010}/IncomingPhoneNumbers/Mobile": INCOMING_NUMBERS,
    f"{_2010}/IncomingPhoneNumbers/TollFree": INCOMING_NUMBERS,
    "content.twilio.com/v1/ContentAndApprovals": "content.twilio.com/v1/Content",
    "content.twilio.com/v1/LegacyContent": "content.twilio.com/v1/Content",
    "content.twilio.com/v2/Content": "content.twilio.com/v1/Content",
    "content.twilio.com/v2/ContentAndApprovals": "content.twilio.com/v1/Content",
    "intelligence.twilio.com/v2/Operators": "intelligence.twilio.com/v2/Operators/Custom",
    "studio.twilio.com/v1/Flows": "studio.twilio.com/v2/Flows",
    "studio.twilio.com/v1/Flows/{}/Executions": "studio.twilio.com/v2/Flows/{}/Executions",
}
"""Collections that show what another one has (doc)."""

_PARAMETER = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the things lie that an operation is about.

    Attributes:
        collection: The collection, the same for all paths that show it, such as `verify.twilio.com/v2/Services`.
        instance: The path's parameter that names one thing in it; None for an operation on all of it.
        key: The field that such a parameter holds, mostly `sid`.
        sid_prefix: What the sids of its things begin with; None where they have none.
        is_single: Whether there is one such thing and no collection, such as settings or statistics.
        is_made: Whether Twilio has an operation that makes such things; if not, every name is taken for one.
        above: The parameters that name the things that this one belongs to and that somebody must have made, by the
            parameter, each with its collection and the field that it holds.
    """

    collection: str
    instance: str | None
    key: str
    sid_prefix: str | None
    is_single: bool
    is_made: bool
    above: Mapping[str, tuple[str, str]]


class Layout:
    """Finds the place of each operation.

    Args:
        operations: All of Twilio's.
    """

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._places: dict[Operation, Place] = {}
        all_operations = tuple(operations)
        lists = {_own_path(operation) for operation in all_operations if _does(operation, "List")}
        self._singles = {
            _own_path(operation)
            for operation in all_operations
            if _instance(operation) is None and not _does(operation, "List", "Create")
        } - lists
        self._keys = {
            _collection(operation): snake(name) for operation in all_operations if (name := _instance(operation))
        }
        self._prefixes = {
            _collection(operation): prefix
            for operation in all_operations
            if _instance(operation) and (prefix := shape_of(operation).sid_prefix)
        }
        self._made = {
            _collection(operation)
            for operation in all_operations
            if _does(operation, "Create") and _own_path(operation) not in self._singles
        }

    def place(self, operation: Operation) -> Place:
        """The place of one operation."""
        if operation not in self._places:
            self._places[operation] = self._found(operation)
        return self._places[operation]

    def _found(self, operation: Operation) -> Place:
        collection = _collection(operation)
        return Place(
            collection=collection,
            instance=_instance(operation),
            key=self._keys.get(collection, "sid"),
            sid_prefix=self._prefixes.get(collection),
            is_single=_own_path(operation) in self._singles,
            is_made=collection in self._made,
            above=dict(self._above(operation)),
        )

    def _above(self, operation: Operation) -> Iterator[tuple[str, tuple[str, str]]]:
        parts = operation.path.removesuffix(".json").split("/")
        for index, part in enumerate(parts[:-1]):
            name = _PARAMETER.fullmatch(part)
            collection = _shared(_plain(operation.host, "/".join(parts[:index])))
            is_made = collection in self._made and collection in self._keys
            if name and is_made and name[1].endswith("Sid") and name[1] != "AccountSid":
                yield name[1], (collection, self._keys[collection])


def snake(name: str) -> str:
    """A parameter's name as the field that shows it is named: `FriendlyName` as `friendly_name`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _does(operation: Operation, *verbs: str) -> bool:
    return operation.operation_id.startswith(verbs)


def _instance(operation: Operation) -> str | None:
    last = _PARAMETER.fullmatch(operation.path.removesuffix(".json").rpartition("/")[2])
    return last[1] if last else None


def _own_path(operation: Operation) -> str:
    return _plain(operation.host, operation.path.removesuffix(".json"))


def _collection(operation: Operation) -> str:
    path = operation.path.removesuffix(".json")
    return _shared(_plain(operation.host, path if _instance(operation) is None else path.rpartition("/")[0]))


def _plain(host: str, path: str) -> str:
    return host + _PARAMETER.sub("{}", path)


def _shared(collection: str) -> str:
    return _SAME.get(collection, collection)

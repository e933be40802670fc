"""The catalog: every permission that is known to be in use, its risk, and the operations that need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.permissions import pasted, tables
from twilio_keys_component.permissions.conditions import Condition, conditions_of
from twilio_keys_component.permissions.entries import Entry, Resource
from twilio_keys_component.permissions.matching import Matcher
from twilio_keys_component.permissions.operations import Match, Operation, OperationIndex, home_host
from twilio_keys_component.permissions.permission import Permission
from twilio_keys_component.permissions.search import Finder

if TYPE_CHECKING:
    from twilio_keys_component.permissions.explanation import Description

MAX_SUGGESTIONS: Final = 5
"""How many permissions are suggested for a misspelled one, unless told otherwise."""


class UnknownOperationError(TwilioKeysError, LookupError):
    """A request that none of Twilio's known operations is for."""

    def __init__(self, method: str, url: str) -> None:
        super().__init__(
            f"{method} {url} is no operation of Twilio's API that the catalog knows: "
            "look at the method, the host and the path, such as GET https://api.twilio.com/2010-04-01/Accounts.json"
        )


class PermissionsNotKnownError(TwilioKeysError, LookupError):
    """An operation that Twilio has, and nobody public has named the permissions for.

    Attributes:
        operation: The operation.
    """

    def __init__(self, operation: Operation) -> None:
        super().__init__(
            f"which permission {operation} needs is not known: try it with a standard key, "
            "or name the permission in an overlay file once you have seen Twilio ask for it (error 70051 names it)"
        )
        self.operation = operation


class Catalog:
    """Looks permissions, resources and operations up. All of it is read when it is first asked for.

    *Source:* gathered from public client libraries, Twilio's permission PDFs, its OpenAPI files and published live
    tests; every name carries its evidence. It cannot be complete: Twilio's list grows faster.

    Args:
        entries: The permissions.
        resources: What they are about.
        operations: What needs them.
    """

    def __init__(
        self, entries: Iterable[Entry], resources: Iterable[Resource], operations: Iterable[Operation] | None = None
    ) -> None:
        by_permission = {entry.permission: entry for entry in entries}
        by_name = {(resource.product, resource.name): resource for resource in resources}
        self._entries, self._resources = dict(sorted(by_permission.items())), dict(sorted(by_name.items()))
        self._given_operations = operations

    @property
    def entries(self) -> Mapping[Permission, Entry]:
        """Every known permission, sorted."""
        return MappingProxyType(self._entries)

    @property
    def resources(self) -> Mapping[tuple[str, str], Resource]:
        """Every known resource by its product and name, sorted."""
        return MappingProxyType(self._resources)

    @cached_property
    def all_operations(self) -> tuple[Operation, ...]:
        """Every operation of Twilio's API, by host and path; also those whose permissions are not known."""
        if self._given_operations is None:
            return tuple(map(tables.operation, tables.rows("operations")))
        return tuple(self._given_operations)

    @cached_property
    def index(self) -> OperationIndex:
        """Finds the operation of a request."""
        return OperationIndex(self.all_operations)

    def __contains__(self, permission: object) -> bool:
        return permission in self._entries

    def entry(self, permission: Permission) -> Entry | None:
        """What is known about a permission; None if the catalog does not know it.

        A wildcard that no list has is known where actions of its resource are: it has the risks of all of them, also
        of those that are known in its other spelling only.
        """
        entry = self._entries.get(permission)
        if entry is not None or not permission.is_wildcard:
            return entry
        if not any(single in self._entries for single in permission.expanded()):
            return None
        from twilio_keys_component.permissions.spelling import known_actions

        singles = [self._entries[single] for single in known_actions(permission, self)]
        access = max((single.access for single in singles), key=lambda level: level.rank)
        tags = tuple(sorted({tag for single in singles for tag in single.tags}))
        return Entry(permission, "other", "inferred", access, tags)

    def resource(self, product: str, name: str) -> Resource | None:
        """What is known about a resource; None if it is not in the catalog."""
        return self._resources.get((product, name))

    def find(self, text: str) -> tuple[Entry, ...]:
        """The permissions that `text` speaks of, the likeliest first; for no text all of them, sorted.

        Each of its words, or words that begin with it, must stand in the permission, in what people call its resource
        or product (`sms`), in the resource's description, or in the name or the path of an operation that needs it; a
        verb (`send`, `buy`) stands for its action. Words of the resource's last part count most, then those of the
        resource, its product, its description and its operations; a wildcard comes last of its resource.
        """
        if not text.strip():
            return tuple(self._entries.values())
        return tuple(self._entries[permission] for permission in self._finder.find(text))

    def suggest(self, misspelled: str, *, limit: int = MAX_SUGGESTIONS) -> tuple[Permission, ...]:
        """The known permissions that a misspelled one most likely means, the likeliest first; none if nothing is alike.

        A resource in the spelling of the other list gives its pair first. Twilio's words for the same thing in its API
        (`IncomingPhoneNumbers`, `trunking`) count as well, what twilio-python calls it (`client.messages.create`), and
        an address of the API gives what its operations need. Where no action is said, or none that is known, what only
        reads comes first. A product whose permissions nobody public has named has no suggestion.
        """
        address = pasted.address(misspelled)
        if address is None:
            return self._matcher.suggest(misspelled, limit=limit)
        return pasted.permissions_at(address, self.index)[:limit]

    def describe(self, permission: Permission) -> Description:
        """What a permission means, in words, in risks and in operations, whether the catalog knows it or not."""
        from twilio_keys_component.permissions.explanation import describe

        return describe(permission, self)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._entries, self._resources, self.all_operations)

    @cached_property
    def _finder(self) -> Finder:
        return Finder({permission: self.operations(permission) for permission in self._entries}, self._resources)

    def operations(self, permission: Permission) -> tuple[Operation, ...]:
        """The operations that need a permission; for a wildcard those that need one of its actions."""
        return tuple(found for single in permission.expanded() for found in self._by_permission.get(single, ()))

    @cached_property
    def _by_permission(self) -> Mapping[Permission, list[Operation]]:
        needing: defaultdict[Permission, list[Operation]] = defaultdict(list)
        for operation in self.all_operations:
            for permission in operation.permissions:
                needing[permission].append(operation)
        return needing

    def conditions(self, operation: Operation) -> tuple[Condition, ...]:
        """What an operation needs besides its permissions where certain parameters are given (guess, all of it)."""
        return conditions_of(operation)

    def match(self, method: str, url: str) -> Match | None:
        """The operation that a request is for; None if Twilio has no such operation.

        A host with edge and Region, such as `api.dublin.ie1.twilio.com`, has the operations of the one without (doc).
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        return self.index.match(method.upper(), home_host(parts.hostname or ""), parts.path)

    def permissions_for(self, method: str, url: str) -> tuple[Permission, ...]:
        """The permissions that a request needs, all of them.

        Args:
            method: Such as `POST`.
            url: Such as `https://api.twilio.com/2010-04-01/Accounts/AC…/Messages.json`; a query does not count.

        Raises:
            UnknownOperationError: Twilio has no such operation.
            PermissionsNotKnownError: It has, and nobody public has named its permissions.
        """
        match = self.match(method, url)
        if match is None:
            raise UnknownOperationError(method, url)
        if not match.operation.is_known:
            raise PermissionsNotKnownError(match.operation)
        return match.operation.permissions


@cache
def load_catalog() -> Catalog:
    """The catalog of this package, read at the first call.

    Raises:
        CatalogDataError: The package's data files are damaged.
    """
    return Catalog(map(tables.entry, tables.rows("permissions")), map(tables.resource, tables.rows("resources")))

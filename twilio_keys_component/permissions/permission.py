"""One permission: `/twilio/{product}/{resource}/{action}`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from twilio_keys_component.errors import TwilioKeysError, quoted, shown

ACTIONS: Final = ("create", "delete", "list", "read", "update")
"""The actions that a resource can have, sorted. *Source:* every name known to be in use has one of these or `*`
(live for most of them, see `docs/twilio-facts.md`)."""

WILDCARD: Final = "*"
"""The action that stands for all of `ACTIONS`."""

_WORD = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_PRODUCT = re.compile(_WORD)
_RESOURCE = re.compile(rf"{_WORD}(?:\.{_WORD})*")
_PARTS = 4
_SHAPE = "/twilio/{product}/{resource}/{action}"


class MalformedPermissionError(TwilioKeysError, ValueError):
    """A text that is no permission.

    Attributes:
        text: What was given.
        part: The part of it that is wrong.
        reason: What is wrong with that part and what to write instead.
    """

    def __init__(self, *, text: str, part: str, reason: str) -> None:
        super().__init__(f"{quoted(text) if '/' in text else shown(text)} is not a Twilio permission: {reason}")
        self.text = text
        self.part = part
        self.reason = reason

    def __str__(self) -> str:
        return f"{super().__str__()}{self._did_you_mean()}"

    def _did_you_mean(self) -> str:
        """The nearest known permission, looked up only when somebody reads the error."""
        from twilio_keys_component.permissions.catalog import load_catalog

        near = load_catalog().suggest(self.text, limit=1) if self.part != WILDCARD else ()
        return f"; did you mean {near[0]}?" if near else ""


@dataclass(frozen=True, order=True, slots=True)
class Permission:
    """What a key may do with one kind of thing.

    *Source:* Twilio's pages on restricted keys (doc); `read` is one resource by its sid, `list` the collection, and
    neither implies the other (live).

    Attributes:
        product: Such as `messaging`.
        resource: Such as `messages` or, with dotted parts, `calls.recordings`.
        action: One of `ACTIONS`, or `*` for all five of them.
    """

    product: str
    resource: str
    action: str

    def __post_init__(self) -> None:
        text = f"/twilio/{self.product}/{self.resource}/{self.action}"
        if WILDCARD in (self.product, self.resource):
            raise _too_wide(text)
        if not _PRODUCT.fullmatch(self.product):
            raise MalformedPermissionError(
                text=text,
                part=self.product,
                reason=f"the product {quoted(self.product)} must be lower-case words joined by '-'",
            )
        if not _RESOURCE.fullmatch(self.resource):
            raise MalformedPermissionError(
                text=text,
                part=self.resource,
                reason=f"the resource {quoted(self.resource)} must be lower-case words joined by '-' or '.'",
            )
        if self.action not in (*ACTIONS, WILDCARD):
            raise MalformedPermissionError(
                text=text,
                part=self.action,
                reason=f"the action {quoted(self.action)} is none of {', '.join(ACTIONS)} or {WILDCARD}",
            )

    @classmethod
    def parse(cls, text: str) -> Permission:
        """Read a permission from `text`, with or without its leading slash.

        Raises:
            MalformedPermissionError: `text` is no permission, or a wildcard over a product or the whole account.
            TypeError: `text` is no text.
        """
        if not isinstance(text, str):
            raise TypeError(f"a permission is a text such as /twilio/messaging/messages/create: got {_kind(text)}")
        return _parsed(text)

    def __str__(self) -> str:
        return f"/twilio/{self.product}/{self.resource}/{self.action}"

    def __repr__(self) -> str:
        return f"Permission({str(self)!r})"

    @property
    def is_wildcard(self) -> bool:
        """Whether this stands for all five actions of its resource."""
        return self.action == WILDCARD

    @property
    def wildcard(self) -> Permission:
        """The grant of all five actions of the same resource."""
        return Permission(self.product, self.resource, WILDCARD)

    def expanded(self) -> tuple[Permission, ...]:
        """The single actions that this grants: five for a wildcard, else itself."""
        if not self.is_wildcard:
            return (self,)
        return tuple(Permission(self.product, self.resource, action) for action in ACTIONS)


def _kind(value: object) -> str:
    return "None" if value is None else f"a value of type {type(value).__name__}"


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Permission:
    """As `Permission.parse`; the names of a deployment are few and come again with every key."""
    parts = text.removeprefix("/").split("/")
    if WILDCARD in parts[:-1] or (WILDCARD in parts and len(parts) < _PARTS):
        raise _too_wide(text)
    if parts[0] != "twilio":
        raise MalformedPermissionError(text=text, part=parts[0], reason=f"it must read {_SHAPE}")
    if len(parts) != _PARTS:
        raise MalformedPermissionError(text=text, part=text, reason=f"it must have four parts, {_SHAPE}")
    try:
        return Permission(*parts[1:])
    except MalformedPermissionError as error:
        raise MalformedPermissionError(text=text, part=error.part, reason=error.reason) from None


def _too_wide(text: str) -> MalformedPermissionError:
    return MalformedPermissionError(
        text=text,
        part=WILDCARD,
        reason=(
            "Twilio has no wildcard over a product or an account, only over the actions of one resource "
            "(such as /twilio/messaging/messages/*); list the resources that the key needs, or begin with a profile "
            "(`twilio-keys permissions profiles`)"
        ),
    )

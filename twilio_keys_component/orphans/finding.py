"""Which live keys are orphans of a stack: proven by its own pending creates, or only looking like it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from twilio_keys_component.errors import masked
from twilio_keys_component.lifecycle.naming import (
    SUFFIX_ALPHABET,
    SUFFIX_LENGTH,
    auto_name,
    mark,
    marked_name,
)
from twilio_keys_component.model import LiveKey
from twilio_keys_component.orphans.export import KeyResource, Snapshot

_NOT_IN_STATE: Final = "no resource of the stack has its sid"
_STACK_ID: Final = "stack_id"


@dataclass(frozen=True, slots=True, order=True)
class AccountRegion:
    """Where keys are listed.

    Attributes:
        account_sid: The account.
        region: The Twilio Region; a key works only in the one it was made in (doc).
    """

    account_sid: str
    region: str


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Orphan:
    """A live key that no resource of the stack knows.

    Attributes:
        logical_name: The logical name of the resource that it was made for, or looks made for.
        friendly_name: The key's name.
        sid: The key's sid.
        account_sid: Its account.
        region: Its Region.
        date_created: RFC 2822, in GMT; empty where Twilio gave none.
        evidence: What proves it to be this stack's, or what raises the suspicion.
        rests_on_pending: Of a suspected one, whether nothing but a pending create leads to it: once that is cleared,
            nothing lists it.
        urn: The URN of that resource; empty where the stack has none.
    """

    logical_name: str
    friendly_name: str
    sid: str
    account_sid: str
    region: str
    date_created: str
    evidence: str
    rests_on_pending: bool = False
    urn: str = ""

    @property
    def place(self) -> AccountRegion:
        """Where it is listed."""
        return AccountRegion(self.account_sid, self.region)


@dataclass(frozen=True, slots=True)
class Orphans:
    """What was found, each sorted by logical name, name and sid.

    Attributes:
        proven: Keys that carry exactly the automatic name of one of the stack's pending creates.
        suspected: Keys that carry a mark or a name of the stack's, which others can have for good reasons.
    """

    proven: tuple[Orphan, ...] = ()
    suspected: tuple[Orphan, ...] = ()


def places(snapshot: Snapshot, default: AccountRegion) -> tuple[AccountRegion, ...]:
    """The accounts and Regions that a stack's keys and pending creates are in, and the default one; sorted."""
    return tuple(sorted({default, *(_place(each, default) for each in (*snapshot.keys, *snapshot.creates))}))


def find(
    snapshot: Snapshot, live: Mapping[AccountRegion, Iterable[LiveKey]], *, default: AccountRegion, stack_id: str | None
) -> Orphans:
    """The orphans among live keys.

    Args:
        snapshot: The stack.
        live: The keys that each account lists.
        default: The account and Region of resources that name none.
        stack_id: What the stack's settings have as `twilio-keys:stackId`; None where they have none, or are not known.
    """
    traces = _Traces(snapshot, default, stack_id)
    unknown = [(place, key) for place, keys in live.items() for key in keys if key.sid.lower() not in snapshot.sids]
    proven = {_orphan(key, place, proof) for place, key in unknown if (proof := traces.proof(key, place))}
    looking = {_orphan(key, place, trace) for place, key in unknown if (trace := traces.suspicion(key))}
    certain = {orphan.sid for orphan in proven}
    suspected = {orphan for orphan in looking if orphan.sid not in certain}
    return Orphans(tuple(sorted(proven)), tuple(sorted(suspected)))


@dataclass(frozen=True, slots=True)
class _Trace:
    """The logical name that a key leads to, and what leads there."""

    logical_name: str
    evidence: str
    rests_on_pending: bool = False
    urn: str = ""


class _Traces:
    """What names can be recognised by."""

    def __init__(self, snapshot: Snapshot, default: AccountRegion, stack_id: str | None) -> None:
        self._snapshot = snapshot
        self._own: dict[tuple[str, AccountRegion], KeyResource] = {}
        self._asked: dict[str, _Trace] = {}
        for create in snapshot.creates:
            name = create.friendly_name or create.auto_name
            if name and (doubt := _doubt(create, snapshot, stack_id)):
                self._asked[name] = _Trace(create.name, f"{_asked(create)}; {doubt}", urn=create.urn)
            elif name:
                self._own[name, _place(create, default)] = create
        self._stems = {_stem(each, snapshot): each for each in (*snapshot.creates, *snapshot.keys)}
        self._kept = {_stem(each, snapshot) for each in snapshot.keys}

    def proof(self, key: LiveKey, place: AccountRegion) -> _Trace | None:
        """What proves a key to be the stack's."""
        create = self._own.get((key.friendly_name or "", place))
        if create is None:
            return None
        return _Trace(create.name, f"{_asked(create)}; nothing else has its random end", urn=create.urn)

    def suspicion(self, key: LiveKey) -> _Trace | None:
        """What makes a key look like the stack's."""
        name = key.friendly_name or ""
        marked, asked = self._marked(name), self._asked.get(name)
        if asked is None:
            return marked
        return replace(asked, rests_on_pending=marked is None or marked.rests_on_pending)

    def _marked(self, name: str) -> _Trace | None:
        """Whose mark a name carries: that of a resource, or one that proves itself though the state has no resource."""
        project, stack = self._snapshot.project, self._snapshot.stack
        stem = name[:-SUFFIX_LENGTH]
        resource = self._stems.get(stem) if _ends_as_drawn(name) else None
        proper = marked_name(name, project=project, stack=stack) if stack else None
        if resource is not None:
            logical, whose = resource.name, f"`{masked(resource.name)}`"
        elif proper is not None:
            logical = proper
            whose = (
                f"`{masked(proper)}` in project {masked(project)}, stack {masked(stack)}, which its state does not have"
            )
        else:
            return None
        return _Trace(
            logical,
            f"its name carries the mark {mark(project=project, stack=stack, name=logical)} of {whose}, and "
            f"{_NOT_IN_STATE}",
            rests_on_pending=proper is None and stem not in self._kept,
            urn=resource.urn if resource else "",
        )


def _asked(create: KeyResource) -> str:
    return f"a pending create of `{masked(create.name)}` asks for exactly this name, and {_NOT_IN_STATE}"


def _doubt(create: KeyResource, snapshot: Snapshot, stack_id: str | None) -> str:
    """Why a key of the name that a pending create asks for need not be its; empty if it must be."""
    if create.friendly_name or not create.auto_name:
        return "an explicit name proves nothing: any key can have it"
    is_own = create.auto_name[:-SUFFIX_LENGTH] == _stem(create, snapshot) and _ends_as_drawn(create.auto_name)
    here = {"project": snapshot.project, "stack": snapshot.stack, _STACK_ID: stack_id}
    foreign = {name for name, own in here.items() if create.origin.get(name, own) not in (own, None)}
    if not is_own or foreign - ({_STACK_ID} if stack_id is None else set()):
        return (
            "but another stack made it, or this one under another name: if this state is a copy of another's, that one "
            "may use the key"
        )
    if foreign:
        return "but a stack with an id made it, and here none is known: that one may use the key, if this is its copy"
    return ""


def _stem(resource: KeyResource, snapshot: Snapshot) -> str:
    """What all automatic names of a resource begin with: all but the random end."""
    drawn = SUFFIX_ALPHABET[0] * SUFFIX_LENGTH
    named = auto_name(project=snapshot.project, stack=snapshot.stack, name=resource.name, suffix=drawn)
    return named.removesuffix(drawn)


def _ends_as_drawn(name: str) -> bool:
    return set(name[-SUFFIX_LENGTH:]) <= set(SUFFIX_ALPHABET)


def _place(resource: KeyResource, default: AccountRegion) -> AccountRegion:
    return AccountRegion(resource.account_sid or default.account_sid, resource.region or default.region)


def _orphan(key: LiveKey, place: AccountRegion, trace: _Trace) -> Orphan:
    return Orphan(
        logical_name=trace.logical_name,
        friendly_name=key.friendly_name or "",
        sid=key.sid,
        account_sid=place.account_sid,
        region=place.region,
        date_created=key.date_created or "",
        evidence=trace.evidence,
        rests_on_pending=trace.rests_on_pending,
        urn=trace.urn,
    )

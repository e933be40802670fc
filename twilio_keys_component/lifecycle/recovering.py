"""A create whose answer was lost: what it made is found by its automatic name and removed, and it is tried again.

An automatic name is drawn for one create and lies in the inputs, so that a live key of exactly that name is one that
this create made. Nothing proves whose a key with an explicit name is: there the candidates are named, and no more. So
it is where the name does not prove itself by its mark: a transform may have put it there, or the logical name has a
blank at an end. A shortened name passes by its form and full length alone, so that a transform that puts a foreign name
of that form into `auto_name` is not noticed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from twilio_keys_component.errors import escaped, masked
from twilio_keys_component.lifecycle.inputs import Inputs, place_of
from twilio_keys_component.lifecycle.naming import is_drawn
from twilio_keys_component.model import CreatedKey, KeySpec, LiveKey, Terms
from twilio_keys_component.twilio_iam import (
    Bounds,
    Connection,
    CreateOutcomeUnknownError,
    KeyGateway,
    KeyNotFoundError,
    TwilioError,
    retrying,
)

CREATES: Final = Bounds(attempts=3, budget_s=120.0, wait_initial_s=0.5, wait_max_s=4.0, wait_jitter_s=0.5)
"""Of one key: after the third lost answer, or one that is lost later than the budget, no more is tried."""

LOOKS: Final = Bounds(attempts=6, budget_s=10.0, wait_initial_s=0.5, wait_max_s=4.0, wait_jitter_s=0.0)
"""At the list, for what a create made: about 0, 0.5, 1.5, 3.5, 7.5 and 11.5 s after its answer was lost.

Twilio says nowhere how far its lists lag behind (guess).
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What a create made, perhaps not at its first try.

    Attributes:
        created: The key.
        notes: What a person should read, each a paragraph; nothing if no answer was lost.
    """

    created: CreatedKey
    notes: tuple[str, ...] = ()


def make(spec: KeySpec, inputs: Inputs, connection: Connection) -> Made:
    """The key that `spec` asks for. One call, two where Twilio refuses a wildcard; more only after a lost answer.

    Raises:
        StateError: The inputs do not say which stack they come from.
        CreateOutcomeUnknownError: Nobody knows whether a create made a key, or it made one that could not be removed;
            the text names every key that may be left.
        TwilioError: Twilio refused.
    """
    here = place_of(inputs)
    drawn = "" if inputs.get("friendly_name") else inputs.get("auto_name") or ""
    if is_drawn(drawn, project=here.project, stack=here.stack):
        return _Recovery(spec, connection).make()
    try:
        return Made(connection.gateway(spec.account_sid, spec.region).create(spec.terms))
    except CreateOutcomeUnknownError as unknown:
        unknown.next_step = _candidates(spec, connection)
        raise


def undo(spec: KeySpec, answered: LiveKey, connection: Connection) -> str:
    """Delete what a create made, if it is certainly that: answer and key both carry the name that was sent.

    Returns:
        What became of it, for the error.
    """
    gateway, asked = connection.gateway(spec.account_sid, spec.region), spec.terms
    sid = escaped(answered.sid)
    if connection.signs_in_with(answered.sid):
        return f"Nothing was deleted, because this deployment signs in with {sid}. {_may_exist(asked)}"
    try:
        fetched = retrying(
            lambda: gateway.fetch(answered.sid), when=lambda error: isinstance(error, KeyNotFoundError), within=LOOKS
        )
        if {answered.friendly_name, fetched.friendly_name} != {asked.friendly_name}:
            return f"Nothing was deleted, because {sid} {_OTHER_NAME} {_may_exist(asked)}"
        _delete(answered.sid, gateway)
    except KeyNotFoundError:
        return f"Nothing was deleted, because Twilio does not find {sid}. {_may_exist(asked)}"
    except TwilioError as error:
        return f"It could not be deleted again ({error}). Delete {sid} in the Console: nobody has its secret."
    return "It was deleted again, and nothing is left. Try again; if it stays, ask Twilio's support."


class _NotSeenError(Exception):
    """The list may not show yet what is looked for.

    Attributes:
        problem: That in words, for a person who waits.
    """

    def __init__(self, name: str) -> None:
        self.problem = f"the list of keys may not show the last ones named {name!r} yet"
        super().__init__(self.problem)


class _ClearedError(Exception):
    """The answer to a create was lost, and nothing is left of what it may have made.

    Attributes:
        lost: How it was lost.
        problem: That in words, for a person who waits.
    """

    def __init__(self, lost: CreateOutcomeUnknownError) -> None:
        self.lost = lost
        self.problem = f"the answer to a create was lost ({lost.problem})"
        super().__init__(self.problem)


class _Recovery:
    """One key with an automatic name, on its way to Twilio."""

    def __init__(self, spec: KeySpec, connection: Connection) -> None:
        self._connection = connection
        self._gateway = connection.gateway(spec.account_sid, spec.region)
        self._spec = spec
        self._name = str(spec.friendly_name)
        self._lost = 0
        self._removed: set[str] = set()
        self._not_found: set[str] = set()

    def make(self) -> Made:
        try:
            created = retrying(self._create, when=lambda error: isinstance(error, _ClearedError), within=CREATES)
        except _ClearedError as last:
            last.lost.next_step = f"{self._story()} Run again; if it stays, see https://status.twilio.com."
            raise last.lost from None
        except CreateOutcomeUnknownError:
            raise
        except TwilioError as refusal:
            if self._lost:
                refusal.next_step = f"{refusal.next_step} {self._last_look()}"
            raise
        return Made(created, (self._last_look(kept=created.key.sid),) if self._lost else ())

    def _create(self) -> CreatedKey:
        try:
            return self._gateway.create(self._spec.terms)
        except CreateOutcomeUnknownError as lost:
            self._lost += 1
            self._clear(lost)
            raise _ClearedError(lost) from None

    def _clear(self, lost: CreateOutcomeUnknownError) -> None:
        """Remove what the lost creates made, once the list shows it, or believe that they made nothing."""
        try:
            left = retrying(self._look, when=lambda error: isinstance(error, _NotSeenError), within=LOOKS)
        except _NotSeenError:
            left = _still_listed(self._not_found)
        except TwilioError as error:
            left = f"{_may_exist(self._spec.terms)} It was looked for in vain: {error}"
        if left:
            lost.next_step = f"{self._story(left)} Then run again."
            raise lost from None

    def _look(self) -> str:
        """Remove what the list shows; give what is left of it, in words.

        Raises:
            _NotSeenError: Not all that the lost creates can have made was seen and deleted.
        """
        found = self._found()
        self._removed |= self._not_found - {key.sid for key in found}
        if left := self._remove(found):
            return left
        if self._lost > len(self._removed):
            raise _NotSeenError(self._name)
        return ""

    def _last_look(self, kept: str | None = None) -> str:
        """Remove what lost creates made late, and tell all. No failure is raised: there may be a key to remember."""
        try:
            left = self._remove(self._found(kept)) or _still_listed(self._not_found)
        except TwilioError as error:
            left = f"Whether another key of that name is left could not be seen: {error}"
        return self._story(left)

    def _found(self, kept: str | None = None) -> list[LiveKey]:
        """The live keys of the name that only a lost create can have made. A list may show what is deleted."""
        known = {*self._removed, kept}
        named = self._gateway.named(self._name)
        return [key for key in named if key.sid not in known and not self._connection.signs_in_with(key.sid)]

    def _remove(self, found: Collection[LiveKey]) -> str:
        """Delete these keys; give what is left of them, in words."""
        self._not_found = set()
        sids = sorted(key.sid for key in found)
        if len(sids) > self._lost - len(self._removed):
            return _TOO_MANY.format(sids=_listed(sids), name=self._name)
        failures = []
        for sid in sids:
            try:
                self._gateway.delete(sid)
            except KeyNotFoundError:
                self._not_found.add(sid)
            except TwilioError as error:
                failures.append(f"{escaped(sid)} may be left ({error})")
            else:
                self._removed.add(sid)
        if not failures:
            return ""
        failures += [f"{escaped(sid)} may be left (Twilio does not find it)" for sid in sorted(self._not_found)]
        return f"{'; '.join(failures)}. Delete what is left in the Console: nobody has its secret."

    def _story(self, left: str = "") -> str:
        """What happened, for a person. Nothing is said to be left unless `left` says so."""
        times = "once" if self._lost == 1 else f"{self._lost} times"
        told = [f"The create of {self._name!r} got no clear answer {times}: it was lost, or a server failed."]
        if self._removed:
            told.append(f"What that had made was found by its name and deleted: {_listed(self._removed)}.")
        if left:
            told.append(left)
        elif unseen := self._lost - len(self._removed):
            told.append(
                _UNSEEN.format(what="that try" if self._lost == 1 else f"{unseen} of these tries", name=self._name)
            )
        return " ".join(told)


_OTHER_NAME: Final = "does not carry the name that was sent and may be somebody else's."

_TOO_MANY: Final = (
    "More keys are named {name!r} than this deployment sent creates for, so that one of them may be somebody else's, "
    "and none was deleted: {sids}. Look at them in the Console and delete those that nobody uses."
)

_UNSEEN: Final = (
    "The account's list showed no key that came of {what}. Should one named {name!r} appear yet that is in no "
    "state, it is an orphan: `twilio-keys orphans` lists it."
)


def _may_exist(terms: Terms) -> str:
    return (
        f"A key named {terms.friendly_name!r} may exist, with a secret that nobody has: look for it among the "
        "account's keys and delete it."
    )


def _delete(sid: str, gateway: KeyGateway) -> None:
    """Delete a key that was there a moment ago: not to find it means that only the answer was lost."""
    try:
        gateway.delete(sid)
    except KeyNotFoundError:
        return


def _still_listed(sids: Collection[str]) -> str:
    if not sids:
        return ""
    return (
        f"{_listed(sids)} may be left: Twilio lists it, and does not find it to delete it. Look for it in the Console."
    )


def _listed(sids: Collection[str]) -> str:
    return ", ".join(escaped(sid) for sid in sorted(sids))


def _candidates(spec: KeySpec, connection: Connection) -> str:
    """Which live keys a lost create with an explicit name may have made, and what to do about them."""
    gateway = connection.gateway(spec.account_sid, spec.region)
    name = str(spec.friendly_name)
    seen: dict[str, LiveKey] = {}

    def look() -> None:
        seen.update((key.sid, key) for key in gateway.named(name) if not connection.signs_in_with(key.sid))
        raise _NotSeenError(name)

    failure = ""
    try:
        retrying(look, when=lambda error: isinstance(error, _NotSeenError), within=LOOKS)
    except _NotSeenError:
        pass
    except TwilioError as error:
        failure = f"Which keys carry it could not be listed to the end: {error} "
    keys = ", ".join(f"{escaped(sid)} (made {masked(key.date_created)})" for sid, key in sorted(seen.items()))
    if keys:
        found = f"These keys of account {spec.account_sid} carry it now: {keys}. If one was made by this create"
    elif failure:
        found = f"Look for it among the keys of account {spec.account_sid}. If one was made by this create"
    else:
        found = f"No key of account {spec.account_sid} is listed with it now. If one appears"
    return (
        f"It was not tried again, because anybody's key can be named {name!r}. {failure}{found}, delete it: nobody has "
        "its secret. Then run again. (A key without friendly_name gets a name of its own, and is recovered by itself.)"
    )

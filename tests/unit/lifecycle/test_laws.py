"""What holds for a key whatever the code and somebody outside do to it, in any order."""

from __future__ import annotations

from contextlib import closing
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import (
    HERE,
    adoption,
    inputs_of,
    spec,
    unnamed_spec,
)
from tests.unit.local_twilio import LocalTwilio, connect
from twilio_keys_component import lifecycle
from twilio_keys_component.model import DriftMode, KeyState
from twilio_keys_component.permissions import ACTIONS, PermissionSet
from twilio_keys_component.twilio_iam import Connection

SINGLE = frozenset(f"/twilio/messaging/messages/{action}" for action in ACTIONS) | {"/twilio/voice/calls/create"}

Grants = st.frozensets(st.sampled_from(sorted(SINGLE)), min_size=1)
Steps = st.lists(st.tuples(st.sampled_from(("code", "code", "outside", "outside", "refresh")), Grants), max_size=6)


class _Story:
    """One key, what the code asks for, and what somebody outside has taken from it."""

    def __init__(self, connection: Connection, twilio: LocalTwilio, grant: frozenset[str], mode: DriftMode) -> None:
        self._connection, self._twilio, self._mode = connection, twilio, mode
        self.asked = grant
        self.withheld: frozenset[str] = frozenset()
        self.state: KeyState = lifecycle.create(self._inputs(grant), connection).state

    @property
    def live(self) -> frozenset[str]:
        return frozenset(map(str, self._twilio.grant_of(self.state.sid).actions))

    def _inputs(self, grant: frozenset[str]) -> dict[str, Any]:
        return inputs_of(spec(*grant, on_drift=self._mode))

    def outside(self, grant: frozenset[str]) -> None:
        """Somebody sets the grant in the Console: what the code asked for and is missing now was revoked."""
        self._twilio.change_key(self.state.sid, permissions=sorted(grant))
        self.withheld = self.asked - grant

    def refresh(self, _: frozenset[str]) -> None:
        """The state learns what is there."""
        found = lifecycle.read(self.state, self._connection, HERE)
        assert found is not None
        assert found.state.permissions == PermissionSet(self.live)
        assert found.state.applied == self.state.applied
        self.state = found.state

    def code(self, grant: frozenset[str]) -> None:
        """The code asks for another grant; as the engine does, nothing is updated where nothing differs."""
        inputs, before = self._inputs(grant), self.live
        plan = lifecycle.diff(inputs, self.state, self._connection)
        if not plan:
            return
        try:
            self.state = lifecycle.update(inputs, self.state, self._connection).state
        except lifecycle.DriftError:
            assert (self.live, self._mode) == (before, DriftMode.TIGHTEN)
            assert grant <= self.withheld
            return
        if plan.is_local:
            # The code takes over what a refresh saw. Nobody looks again: what went since counts as revoked outside.
            assert self.live == before
            self.asked, self.withheld = grant, grant - before
            return
        self.asked, self.withheld = grant, self.withheld & grant
        assert self.live == (grant if self._mode is DriftMode.OVERWRITE else grant - self.withheld)
        assert self.state.permissions == PermissionSet(self.live)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(first=Grants, steps=Steps, mode=st.sampled_from((DriftMode.TIGHTEN, DriftMode.TIGHTEN, DriftMode.OVERWRITE)))
def test_update_gives_the_spec_without_what_was_revoked_outside(
    twilio: LocalTwilio, first: frozenset[str], steps: list[tuple[str, frozenset[str]]], mode: DriftMode
) -> None:
    """In tighten mode exactly that, so never more than the code asks for; in overwrite mode the spec."""
    twilio.reset()
    with closing(connect(twilio.url)) as connection:
        story = _Story(connection, twilio, first, mode)
        assert story.live == first
        for step, grant in steps:
            getattr(story, step)(grant)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(there=Grants, asked=Grants)
def test_an_adopted_key_is_what_was_declared_and_every_change_was_told(
    twilio: LocalTwilio, there: frozenset[str], asked: frozenset[str]
) -> None:
    """Exactly the permissions that it gains and loses are named; where it gains and loses none, nothing is sent."""
    twilio.reset()
    sid, _ = twilio.make_key("restricted", *there)
    told: list[str] = []
    with closing(connect(twilio.url)) as connection:
        lifecycle.adopt(adoption(sid, unnamed_spec(*asked)), connection, told.append)

    assert PermissionSet(twilio.grant_of(sid)) == PermissionSet(asked)
    assert ("POST" in twilio.methods()) == (there != asked)
    (note,) = told
    delta = PermissionSet(there).delta(PermissionSet(asked))
    for word, permissions in (("granted", delta.granted), ("revoked", delta.revoked)):
        assert (f"{word} {', '.join(map(str, permissions))}" in note) == bool(permissions)

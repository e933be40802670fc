"""States that somebody edited: each operation ends in a value or in words, and touches no other key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import READ, SEND
from tests.hostile.operations import GOOD, attempt
from tests.hostile.strategies import broken
from twilio_keys_component.emulator import EmulatorServer
from twilio_keys_component.model import KeyType
from twilio_keys_component.resources.provider import ApiKeyProvider

_CALLS: dict[str, Callable[[ApiKeyProvider, str, Any], Any]] = {
    "delete": lambda provider, sid, outputs: provider.delete(sid, outputs),
    "diff": lambda provider, sid, outputs: provider.diff(sid, outputs, {**GOOD, "owner": "team"}),
    "read": lambda provider, sid, outputs: provider.read(sid, outputs),
    "update": lambda provider, sid, outputs: provider.update(sid, outputs, {**GOOD, "grants": {SEND: True}}),
}


@settings(max_examples=600)
@given(st.sampled_from(sorted(_CALLS)), st.data())
def test_a_spoilt_state_ends_in_words(
    begin: Callable[[str], ApiKeyProvider], emulator: EmulatorServer, call: str, data: st.DataObject
) -> None:
    """A value, or one line that a person can read; a key that the state does not name stays as it is."""
    emulator.state.reset()
    other = emulator.state.keys.add(account_sid=emulator.account_sid, kind=KeyType.MAIN, friendly_name="Other")
    provider = begin(emulator.url)
    made = provider.create(GOOD)
    outputs = data.draw(broken(made.outs))

    attempt(_CALLS[call], provider, made.id, outputs)

    assert emulator.state.keys.get(other.sid) == other
    assert len(emulator.state.keys.all()) <= 2


@settings(max_examples=200)
@given(data=st.data())
def test_spoilt_old_inputs_end_in_words(
    begin: Callable[[str], ApiKeyProvider], emulator: EmulatorServer, data: st.DataObject
) -> None:
    """A check gets them from the state too."""
    olds = data.draw(broken({**GOOD, "grants": {READ: True}, "friendly_name": "orders"}))
    attempt(begin(emulator.url).check, olds, GOOD)

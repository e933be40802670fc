"""States that somebody edited: each operation ends in a value or in words, and touches no key but the one they name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import OTHER_ACCOUNT_SID, READ, SEND, asked, grant
from tests.hostile.operations import GOOD, attempt
from tests.hostile.strategies import broken
from twilio_keys_component.emulator import EmulatorServer
from twilio_keys_component.model import KeyType
from twilio_keys_component.resources.provider import ApiKeyError, ApiKeyProvider

Begin = Callable[[str], ApiKeyProvider]

_CALLS: dict[str, Callable[[ApiKeyProvider, str, Any], Any]] = {
    "delete": lambda provider, sid, outputs: provider.delete(sid, outputs),
    "diff": lambda provider, sid, outputs: provider.diff(sid, outputs, {**GOOD, "owner": "team"}),
    "read": lambda provider, sid, outputs: provider.read(sid, outputs),
    "update": lambda provider, sid, outputs: provider.update(sid, outputs, {**GOOD, "grants": {SEND: True}}),
}


def _add_other(emulator: EmulatorServer) -> str:
    """The sid of one more key that every operation of these could be done to."""
    added = emulator.state.keys.add(
        account_sid=emulator.account_sid,
        kind=KeyType.RESTRICTED,
        friendly_name=GOOD["auto_name"],
        permissions=grant(SEND, READ),
    )
    return added.sid


def _keys(emulator: EmulatorServer) -> dict[str, Any]:
    """Every key as it is now, by its sid; what the emulator does to them later does not change this."""
    return {key.sid: replace(key) for key in emulator.state.keys.all()}


def _touched(emulator: EmulatorServer, before: dict[str, Any]) -> list[str]:
    """The sids of the keys that were made, changed or deleted since they were like that."""
    after = _keys(emulator)
    return [sid for sid in before | after if after.get(sid) != before.get(sid)]


def _naming(outputs: Any, sid: str) -> Any:
    """The outputs with the sid of another key where sids stand."""
    return {**outputs, "sid": sid, "adopt_sid": sid, "inputs": {**GOOD, "adopt_sid": sid}}


@settings(max_examples=600)
@given(st.sampled_from(sorted(_CALLS)), st.data())
def test_a_spoilt_state_ends_in_words(begin: Begin, emulator: EmulatorServer, call: str, data: st.DataObject) -> None:
    """A value, or one line that a person can read; a key that the state does not name stays as it is."""
    emulator.state.reset()
    other = _add_other(emulator)
    provider = begin(emulator.url)
    made = provider.create(GOOD)
    outputs = data.draw(broken(_naming(made.outs, other) if data.draw(st.booleans()) else made.outs))
    before = _keys(emulator)

    attempt(_CALLS[call], provider, made.id, outputs)

    assert _touched(emulator, before) in ([], [outputs.get("sid")])


@pytest.mark.parametrize(("call", "requests"), [("delete", 1), ("diff", 0), ("read", 1), ("update", 2)])
def test_a_state_that_names_another_key_is_that_key_s(
    begin: Begin, emulator: EmulatorServer, call: str, requests: int
) -> None:
    """With nothing else spoilt every operation succeeds, on that key alone: so, what is spoilt above gets as far."""
    emulator.state.reset()
    other = _add_other(emulator)
    provider = begin(emulator.url)
    made = provider.create(GOOD)
    assert made.outs is not None
    before = _keys(emulator)
    emulator.state.journal.clear()

    asked(_CALLS[call], provider, made.id, {**made.outs, "sid": other})

    assert len(emulator.state.journal.entries()) == requests
    assert _touched(emulator, before) == ([other] if call in ("delete", "update") else [])


@pytest.mark.parametrize("call", sorted(_CALLS))
@pytest.mark.parametrize(
    "elsewhere",
    [
        {"account_sid": OTHER_ACCOUNT_SID},
        {"origin": {"endpoint": "twilio"}},
        {"origin": {"project": "invoices"}},
        {"origin": {"stack": "prod"}},
        {"origin": {"stack_id": "another-stacks"}},
    ],
    ids=lambda elsewhere: next(iter(elsewhere.get("origin", elsewhere))),
)
def test_a_state_of_another_place_is_refused_unsent(
    begin: Begin, emulator: EmulatorServer, call: str, elsewhere: dict[str, Any]
) -> None:
    """Whatever key of this place it names."""
    emulator.state.reset()
    provider = begin(emulator.url)
    made = provider.create(GOOD)
    assert made.outs is not None
    origin = made.outs["origin"] | elsewhere.get("origin", {})
    outputs = {**made.outs, "sid": _add_other(emulator), **elsewhere, "origin": origin}
    emulator.state.journal.clear()

    with pytest.raises(ApiKeyError, match="State and keys are as they were"):
        asked(_CALLS[call], provider, made.id, outputs)

    assert emulator.state.journal.entries() == []


@settings(max_examples=200)
@given(data=st.data())
def test_spoilt_old_inputs_end_in_words(begin: Begin, emulator: EmulatorServer, data: st.DataObject) -> None:
    """A check gets them from the state too."""
    olds = data.draw(broken({**GOOD, "grants": {READ: True}, "friendly_name": "orders"}))
    attempt(begin(emulator.url).check, olds, GOOD)

"""Inputs that no program should give: they are refused in words before anything is sent, or they are a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pulumi.output import UNKNOWN

from tests.builders import ACCOUNT_SID, KEY_SID, OTHER_ACCOUNT_SID
from tests.hostile.operations import GOOD, attempt
from tests.hostile.strategies import permission_maps, scalars, texts, values
from twilio_keys_component.emulator import EmulatorServer
from twilio_keys_component.resources.provider import ApiKeyProvider

Begin = Callable[[str], ApiKeyProvider]

_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "accept": st.dictionaries(texts(), scalars(), max_size=3),
    "account_sid": st.sampled_from((ACCOUNT_SID, OTHER_ACCOUNT_SID)),
    "adopt_secret": texts(),
    "adopt_sid": st.sampled_from((KEY_SID, KEY_SID.upper(), "")),
    "auto_name": texts(),
    "deployer": st.booleans(),
    "expires": st.dates().map(str) | texts(),
    "friendly_name": texts(),
    "grants": permission_maps(),
    "key_type": st.sampled_from(("restricted", "standard", "main")),
    "on_drift": st.sampled_from(("tighten", "overwrite", "fail")),
    "origin": st.fixed_dictionaries({"project": texts(), "stack": texts()}),
    "owner": texts(),
    "purpose": texts(),
    "reason": texts(),
    "region": st.sampled_from(("us1", "ie1", "au1")),
    "revoke_adopted": st.booleans(),
    "unsupported": st.lists(texts(), max_size=2),
}


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    """A good key's inputs with some of them changed: to what they may be, to anything, to nothing."""
    inputs = dict(GOOD)
    for name in draw(st.lists(st.sampled_from(sorted(_FIELDS)), max_size=4)):
        kind = draw(st.sampled_from(("likely", "likely", "any", "gone", "unknown")))
        if kind == "gone":
            inputs.pop(name, None)
        else:
            inputs[name] = UNKNOWN if kind == "unknown" else draw(_FIELDS[name] if kind == "likely" else values())
    if draw(st.integers(0, 9)) == 0:
        inputs[draw(texts())] = draw(values())
    return inputs


def _is_unknown(inputs: dict[str, Any]) -> bool:
    return any(value is UNKNOWN for value in inputs.values())


@settings(max_examples=500)
@given(specs())
def test_a_new_key_is_refused_in_words_or_made(begin: Begin, emulator: EmulatorServer, inputs: dict[str, Any]) -> None:
    """A check that fails has sent nothing; a create that fails says so, and leaves no key behind."""
    emulator.state.reset()
    provider = begin(emulator.url)
    checked = provider.check({}, inputs)
    assert emulator.state.journal.entries() == []
    assert [failure.reason for failure in checked.failures if not failure.reason.isprintable()] == []
    if checked.failures or _is_unknown(inputs):
        return
    made = attempt(provider.create, checked.inputs)
    assert [key.sid for key in emulator.state.keys.all()] == ([made.id] if made else [])


@settings(max_examples=400)
@given(specs())
def test_a_living_key_is_refused_in_words_or_changed(
    begin: Begin, emulator: EmulatorServer, inputs: dict[str, Any]
) -> None:
    """From check over diff to update and delete: an error of ours or a result, and never a second key."""
    emulator.state.reset()
    provider = begin(emulator.url)
    made = provider.create(GOOD)
    assert made.outs is not None
    emulator.state.journal.clear()
    checked = provider.check(GOOD, inputs)
    diff = None if checked.failures else attempt(provider.diff, made.id, made.outs, checked.inputs)
    assert emulator.state.journal.entries() == []
    if diff is None or diff.replaces or _is_unknown(inputs):
        return
    updated = attempt(provider.update, made.id, made.outs, checked.inputs)
    outputs = updated.outs if updated else made.outs
    attempt(provider.read, made.id, outputs)
    attempt(provider.delete, made.id, outputs)
    assert {key.sid for key in emulator.state.keys.all()} <= {made.id}

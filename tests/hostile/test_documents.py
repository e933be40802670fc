"""Previews and exports that the engine never wrote: they are read, or refused in words."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import ACCOUNT_SID, DATE, KEY_SID, OTHER_KEY_SID, READ
from tests.hostile.strategies import broken, texts, values
from tests.unit.orphans.exports import creating, export, key, name_of
from tests.unit.review.previews import diagnostic, inputs, plain, root, step, stream, terms
from twilio_keys_component.errors import TwilioKeysError
from twilio_keys_component.model import LiveKey
from twilio_keys_component.orphans import AccountRegion, Orphan, find, read_export
from twilio_keys_component.review import read_preview, review

_HERE = AccountRegion(ACCOUNT_SID, "us1")
_EXPORT: dict[str, Any] = json.loads(export(key("notifier", KEY_SID), pending=(creating("sender"),)))
_STEPS = (root(), step("create", new=inputs()), step("update", "other", old=inputs(), new=inputs(READ)))
_SAID = (diagnostic("careful", severity="warning"),)
_STREAM = [json.loads(line) for line in stream(*_STEPS, said=_SAID).splitlines()]
_PLAIN: dict[str, Any] = json.loads(plain(*_STEPS, said=_SAID))
_LIVE = tuple(
    LiveKey(sid=OTHER_KEY_SID, friendly_name=name, permissions=None, flags=(), date_created=DATE, date_updated=DATE)
    for name in (name_of("sender"), name_of("notifier", suffix="zzz222"), None)
)


def _torn(text: str) -> st.SearchStrategy[str]:
    """The text with a piece of it cut out or put in."""
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    return st.builds(lambda ends, middle: text[: ends[0]] + middle + text[ends[1] :], places, st.just("") | texts())


def _lines(events: list[Any]) -> str:
    return "\n".join(map(json.dumps, events))


@settings(max_examples=250)
@given(
    broken(_STREAM).map(_lines)
    | broken(_PLAIN).map(json.dumps)
    | _torn(_lines(_STREAM))
    | _torn(json.dumps(_PLAIN))
    | values().map(json.dumps)
)
def test_a_preview_is_reviewed_or_refused_in_words(text: str) -> None:
    """A review, or one line."""
    said = ""
    try:
        review(read_preview(text, name="preview.json"), terms())
    except TwilioKeysError as error:
        said = str(error)
    assert said.isprintable()


@settings(max_examples=250)
@given(broken(_EXPORT).map(json.dumps) | _torn(json.dumps(_EXPORT)) | values().map(json.dumps))
def test_an_export_is_searched_or_refused_in_words(text: str) -> None:
    """Orphans, or one line; what is in the state of the export is never among them."""
    said, found = "", list[Orphan]()
    try:
        snapshot = read_export(text, name="the export")
        orphans = find(snapshot, {_HERE: _LIVE}, default=_HERE, stack_id=None)
    except TwilioKeysError as error:
        said = str(error)
    else:
        found = [*orphans.proven, *orphans.suspected]
        assert not snapshot.sids & {orphan.sid.lower() for orphan in found}
    assert said.isprintable()
    assert all(orphan.evidence.isprintable() for orphan in found)

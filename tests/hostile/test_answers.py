"""Answers that no Twilio gives: each operation ends in a value or in words."""

from __future__ import annotations

import gc
import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import DATE, KEY_SID, READ, SECRET, SEND, asked, state
from tests.hostile.operations import GOOD, attempt
from tests.hostile.raw_twilio import RawTwilio
from tests.hostile.strategies import DEEP, broken, nested, texts, values
from twilio_keys_component.resources.provider import ApiKeyProvider
from twilio_keys_component.resources.wire import to_outputs

# urllib3 leaves a socket to the garbage collector where it cannot make an answer of what it reads.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

_KEY = {
    "sid": KEY_SID,
    "friendly_name": GOOD["auto_name"],
    "date_created": DATE,
    "date_updated": DATE,
    "policy": {"allow": [READ, SEND]},
}
_LIST = {
    "keys": [{name: value for name, value in _KEY.items() if name != "policy"} | {"flags": ["restricted"]}],
    "meta": {
        "page": 0,
        "page_size": 50,
        "first_page_url": "https://iam.twilio.com/v1/Keys?Page=0",
        "previous_page_url": None,
        "next_page_url": "https://iam.twilio.com/v1/Keys?Page=1",
        "url": "https://iam.twilio.com/v1/Keys?Page=0",
        "key": "keys",
    },
}
_ERROR = {"code": 20404, "message": "not found", "more_info": "https://www.twilio.com/docs/errors/20404", "status": 404}
_LAST = _LIST | {"meta": {**_LIST["meta"], "next_page_url": None}}  # type: ignore[dict-item]  # a map


def _dumped(value: Any) -> bytes:
    return json.dumps(value).encode()


_MADE = _KEY | {"secret": SECRET}
_DELETED = b"HTTP/1.1 204 No Content\r\n\r\n"
_DOCUMENTS = (_KEY, _MADE, _LIST, _LAST, _ERROR)

_BODIES: st.SearchStrategy[bytes] = st.one_of(
    st.sampled_from(_DOCUMENTS).map(_dumped),
    st.sampled_from(_DOCUMENTS).flatmap(broken).map(_dumped),
    st.sampled_from(_DOCUMENTS).flatmap(broken).map(_dumped),
    st.sampled_from((400, DEEP, 3000)).map(lambda depth: b"[" * depth + b"]" * depth),
    values().map(lambda value: _dumped({"code": 20001, "message": value})),
    st.sampled_from((nested("x", 450), nested(0, 90))).map(lambda value: _dumped(_KEY | {"friendly_name": value})),
    values().map(_dumped),
    st.binary(max_size=60),
    texts().map(lambda text: f"<html>{text}</html>".encode()),
)

_HEADERS = st.sampled_from(
    (
        "Content-Type: application/json",
        "Content-Type: text/html; charset=no-such-charset",
        "Content-Type: application/json; charset=utf-16",
        "Content-Encoding: gzip",
        "Content-Encoding: br",
        "Transfer-Encoding: chunked",
        "Content-Length: 5",
        "Content-Length: many",
        "Content-Length: -1",
        "Location: https://evil.example/",
        "Location: http://[",
        "Retry-After: nan",
        "Retry-After: -inf",
        "Retry-After: 9e99",
        "Retry-After: soon",
        "Set-Cookie: =;;=\x00",
        "X-Long: " + "x" * 70_000,
        "no colon",
        ": no name",
    )
)

_STATUSES = st.sampled_from((200, 201, 204, 206, 301, 307, 400, 401, 404, 418, 429, 500, 503, 599, 100, 103, 0, 999))


@st.composite
def _http(draw: st.DrawFn) -> bytes:
    """An answer that is HTTP, or nearly."""
    body = draw(_BODIES)
    headers = draw(st.lists(_HEADERS, max_size=2))
    if draw(st.booleans()):
        headers.append(f"Content-Length: {len(body)}")
    if "Content-Encoding: gzip" in headers and draw(st.booleans()):
        body = gzip.compress(body)
    status = draw(_STATUSES | st.just(200))
    return "\r\n".join((f"HTTP/1.1 {status} Odd", *headers, "", "")).encode() + body


def _well_formed(body: bytes, status: int) -> bytes:
    """An answer whose HTTP is right, whatever it says."""
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


_NARROWED = _KEY | {"policy": {"allow": [SEND]}}
_OUTPUTS = to_outputs(state(SEND, READ, friendly_name=GOOD["auto_name"]))
_NARROWER = {**GOOD, "grants": {SEND: True}}
_ADOPTER = {**_NARROWER, "auto_name": None, "adopt_sid": KEY_SID}
_CALLS: dict[str, tuple[Callable[[ApiKeyProvider], Any], tuple[dict[str, Any], ...]]] = {
    "adopt": (lambda provider: provider.create(_ADOPTER), (_LAST, _KEY, _NARROWED)),
    "create": (lambda provider: provider.create(GOOD), (_MADE,)),
    "read": (lambda provider: provider.read(KEY_SID, _OUTPUTS), (_KEY,)),
    "tighten": (lambda provider: provider.update(KEY_SID, _OUTPUTS, _NARROWER), (_KEY, _NARROWED)),
    "overwrite": (
        lambda provider: provider.update(KEY_SID, _OUTPUTS, {**_NARROWER, "on_drift": "overwrite"}),
        (_NARROWED,),
    ),
    "delete": (lambda provider: provider.delete(KEY_SID, _OUTPUTS), ({},)),
}
"""Each operation, and the documents that it gets where all goes well; an empty one is none."""


def _right(documents: tuple[dict[str, Any], ...]) -> list[bytes]:
    return [_well_formed(_dumped(document), 200) if document else _DELETED for document in documents]


@st.composite
def _answers(draw: st.DrawFn, right: tuple[dict[str, Any], ...]) -> list[bytes]:
    """The right answers with at least one of them spoilt, and what comes after them."""
    answers = _right(right)
    spoilt = st.one_of(
        st.builds(_well_formed, st.sampled_from(right).flatmap(broken).map(_dumped), st.just(200)),
        st.builds(_well_formed, _BODIES, st.sampled_from((200, 201, 400, 404, 429, 503))),
        _http(),
    )
    place = draw(st.integers(0, len(answers) - 1))
    answers[place] = draw(spoilt)
    return answers + draw(st.lists(spoilt, min_size=1, max_size=3))


@pytest.fixture(scope="module", autouse=True)
def _collected() -> Iterator[None]:
    """No such socket is left for another test."""
    yield
    gc.collect()


@pytest.mark.parametrize("call", sorted(_CALLS))
def test_with_the_right_answers_every_operation_succeeds(
    begin: Callable[[str], ApiKeyProvider], raw: RawTwilio, call: str
) -> None:
    """So, what the tests below spoil is what the operation reads: every answer, and in this order."""
    operation, right = _CALLS[call]
    raw.will_answer(_right(right))
    asked(operation, begin(raw.url))
    assert raw.requests == len(right)


@pytest.mark.parametrize("call", sorted(_CALLS))
@settings(max_examples=120)
@given(data=st.data())
def test_whatever_answers_an_operation_ends_in_words(
    begin: Callable[[str], ApiKeyProvider], raw: RawTwilio, call: str, data: st.DataObject
) -> None:
    """A value, or one line that a person can read."""
    operation, right = _CALLS[call]
    raw.will_answer(data.draw(_answers(right)))
    attempt(operation, begin(raw.url))


@pytest.mark.parametrize("call", sorted(_CALLS))
@settings(max_examples=20)
@given(answer=st.binary(max_size=200))
def test_whatever_bytes_come_back_an_operation_ends_in_words(
    begin: Callable[[str], ApiKeyProvider], raw: RawTwilio, call: str, answer: bytes
) -> None:
    """Also where they are no HTTP at all."""
    raw.will_answer([answer])
    attempt(_CALLS[call][0], begin(raw.url))

"""Injected faults."""

from __future__ import annotations

from typing import Any

import pytest
import requests

KEYS = "iam.twilio.com/v1/Keys"


@pytest.fixture
def create(ask: Any, owner: Any) -> Any:
    """Create a standard key."""
    return lambda: ask("POST", KEYS, auth=owner, data={"AccountSid": owner[0]})


def _inject(ask: Any, **fault: Any) -> None:
    answer = ask("POST", "_emulator/faults", json=fault)
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(
    ("body", "text"), [({"code": 20429}, '{"code":20429}'), ("busy", "busy"), (None, ""), ([1], "[1]")]
)
def test_answer_is_given_and_nothing_is_processed(ask: Any, create: Any, server: Any, body: Any, text: str) -> None:
    """The given answer comes, count times, and makes no key; then everything is as before."""
    _inject(
        ask,
        method="POST",
        path="^/v1/Keys$",
        count=2,
        kind="answer",
        status=429,
        headers={"Retry-After": "1"},
        body=body,
    )
    answers = [create() for _ in range(3)]
    assert [answer.status_code for answer in answers] == [429, 429, 201]
    assert (answers[0].text, answers[0].headers["Retry-After"]) == (text, "1")
    assert len(server.state.keys.all()) == 1


def test_fault_happens_only_where_it_fits(ask: Any, owner: Any, create: Any) -> None:
    """Another method and another path are left alone."""
    _inject(ask, method="DELETE", path="^/v1/Keys", kind="answer", status=503)
    _inject(ask, path="^/v2/", kind="answer", status=503)
    assert create().status_code == 201
    assert len(ask("GET", "_emulator/faults").json()) == 2


def test_first_fault_that_fits_happens(ask: Any, create: Any) -> None:
    """Faults happen in the order in which they were added."""
    for status in (500, 503):
        _inject(ask, kind="answer", status=status)
    assert [create().status_code for _ in range(3)] == [500, 503, 201]


def test_drop_before_closes_the_connection_and_makes_nothing(ask: Any, create: Any, server: Any) -> None:
    """The request is lost on its way to Twilio."""
    _inject(ask, kind="drop_before")
    with pytest.raises(requests.ConnectionError):
        create()
    assert server.state.keys.all() == []
    assert [(e.status, e.fault) for e in server.state.journal.entries()] == [(None, "drop_before")]


def test_drop_after_closes_the_connection_and_leaves_a_key(ask: Any, create: Any, server: Any) -> None:
    """The answer is lost on its way back: an orphan is left."""
    _inject(ask, kind="drop_after")
    with pytest.raises(requests.ConnectionError):
        create()
    assert len(server.state.keys.all()) == 1
    assert create().status_code == 201


def test_rewrite_lays_fields_over_the_answer(ask: Any, owner: Any, create: Any) -> None:
    """The request is processed and its answer changed; a list or an empty answer stays as it is."""
    _inject(ask, kind="rewrite", body={"policy": {"allow": []}, "sid": None})
    body = create().json()
    assert (body["policy"], body["sid"], len(body["secret"])) == ({"allow": []}, None, 32)


def test_rewrite_leaves_an_empty_answer(ask: Any, owner: Any, make_key: Any) -> None:
    """A delete has no body to lay anything over."""
    sid, _ = make_key("standard")
    _inject(ask, kind="rewrite", body={"sid": None})
    answer = ask("DELETE", f"{KEYS}/{sid}", auth=owner)
    assert (answer.status_code, answer.content) == (204, b"")


def test_code_of_a_given_refusal_is_remembered(ask: Any, create: Any, server: Any) -> None:
    """The journal knows the code of an injected refusal, if it has one."""
    bodies: list[Any] = [{"code": 20429}, "text", [1], {"code": "x"}]
    for body in bodies:
        _inject(ask, kind="answer", status=429, body=body)
        create()
    assert [entry.code for entry in server.state.journal.entries()] == [20429, None, None, None]


def test_faults_can_be_cleared(ask: Any, create: Any) -> None:
    """After that nothing happens."""
    _inject(ask, kind="drop_before", count=5)
    assert ask("DELETE", "_emulator/faults").status_code == 204
    assert create().status_code == 201


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "other"},
        {"kind": "answer", "path": "("},
        {"kind": "answer", "count": 0},
        {"kind": "answer", "status": 99},
        {"kind": "rewrite"},
        {"kind": "rewrite", "body": "text"},
        {"kind": "answer", "colour": "red"},
    ],
)
def test_fault_that_cannot_be_is_refused(ask: Any, fault: dict[str, Any]) -> None:
    """A fault that could never happen as meant is not taken."""
    assert ask("POST", "_emulator/faults", json=fault).status_code == 422

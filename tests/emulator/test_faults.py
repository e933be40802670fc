"""Injected faults."""

from __future__ import annotations

import base64
import random
import socket
from typing import Any
from urllib.parse import urlencode

import pytest
import requests

from twilio_keys_component.emulator.faults import Fault, FaultList

KEYS = "iam.twilio.com/v1/Keys"


@pytest.fixture
def create(ask: Any, owner: Any) -> Any:
    """Create a standard key."""
    return lambda: ask("POST", KEYS, auth=owner, data={"AccountSid": owner[0]})


def _inject(ask: Any, **fault: Any) -> None:
    answer = ask("POST", "_emulator/faults", json=fault)
    assert answer.status_code == 201, answer.text


def _raw(method: str, path: str, auth: tuple[str, str], body: str) -> bytes:
    credentials = base64.b64encode(":".join(auth).encode()).decode()
    head = [f"{method} {path} HTTP/1.1", "Host: iam.twilio.com", f"Authorization: Basic {credentials}"]
    head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*head, "", body]).encode()


def _read_into(seen: bytearray, client: socket.socket) -> None:
    while part := client.recv(65536):
        seen += part


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


def test_reset_breaks_the_connection_in_the_middle_of_the_answer(owner: Any, server: Any) -> None:
    """The client has head and half of the body when the connection breaks; the request was processed."""
    server.state.faults.add(Fault(kind="reset"))
    body = urlencode({"AccountSid": owner[0]})
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(_raw("POST", "/v1/Keys", owner, body))
        seen = bytearray()
        with pytest.raises(ConnectionResetError):
            _read_into(seen, client)
    head, _, half = seen.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
    assert (bytes(head.partition(b"\r\n")[0]), len(half)) == (b"HTTP/1.1 201 Created", length // 2)
    assert [(e.status, e.fault) for e in server.state.journal.entries()] == [(201, "reset")]
    assert len(server.state.keys.all()) == 1


def test_reset_of_an_answer_without_a_body_leaves_half_a_head(ask: Any, owner: Any, make_key: Any, server: Any) -> None:
    """A delete's answer breaks in its head: what came would else be a whole answer."""
    sid, _ = make_key("standard")
    _inject(ask, kind="reset", call="delete")
    with pytest.raises(requests.ConnectionError):
        ask("DELETE", f"{KEYS}/{sid}", auth=owner)
    assert server.state.keys.all() == []


def test_reset_fails_a_request_of_a_client_library(ask: Any, create: Any, server: Any) -> None:
    """Libraries see a connection that broke while they read."""
    _inject(ask, kind="reset")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        create()
    assert len(server.state.keys.all()) == 1


def test_truncate_answers_half_of_the_json(ask: Any, create: Any, server: Any) -> None:
    """A whole answer with the right status, and half of a key in it."""
    _inject(ask, kind="truncate")
    answer = create()
    assert (answer.status_code, answer.headers["Content-Type"]) == (201, "application/json")
    assert answer.text.startswith('{"sid":')
    with pytest.raises(requests.JSONDecodeError):
        answer.json()
    assert len(server.state.keys.all()) == 1


def test_not_json_answers_a_text(ask: Any, create: Any, server: Any) -> None:
    """The right status and a text in place of the key."""
    _inject(ask, kind="not_json")
    answer = create()
    assert (answer.status_code, answer.headers["Content-Type"]) == (201, "text/plain; charset=utf-8")
    with pytest.raises(requests.JSONDecodeError):
        answer.json()
    assert len(server.state.keys.all()) == 1


@pytest.mark.parametrize("kind", ["truncate", "not_json"])
def test_empty_answer_cannot_be_spoilt(ask: Any, owner: Any, make_key: Any, kind: str) -> None:
    """A delete's answer has no body: it comes as it is."""
    sid, _ = make_key("standard")
    _inject(ask, kind=kind)
    assert ask("DELETE", f"{KEYS}/{sid}", auth=owner).status_code == 204


@pytest.mark.parametrize(
    ("given", "status", "title"), [({}, 502, "502 Bad Gateway"), ({"status": 520}, 520, "520 Error")]
)
def test_html_is_a_page_of_a_proxy(
    ask: Any, create: Any, server: Any, given: dict[str, int], status: int, title: str
) -> None:
    """A page in place of Twilio's answer; Twilio saw nothing."""
    _inject(ask, kind="html", **given)
    answer = create()
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert f"<title>{title}</title>" in answer.text
    assert server.state.keys.all() == []


@pytest.mark.parametrize(
    ("given", "header"), [({}, None), ({"retry_after_s": 2}, "2"), ({"retry_after_s": 0.5}, "0.5")]
)
def test_throttle_is_429_with_or_without_a_time(
    ask: Any, create: Any, server: Any, fails: Any, given: dict[str, float], header: str | None
) -> None:
    """Twilio's refusal, which says when to come again only if that was asked for."""
    _inject(ask, kind="throttle", **given)
    answer = create()
    fails(answer, 429, 20429, "Too Many Requests")
    assert answer.headers.get("Retry-After") == header
    assert server.state.keys.all() == []


@pytest.mark.parametrize(("given", "status"), [({}, 503), ({"status": 500}, 500)])
def test_server_error_is_in_twilios_format(
    ask: Any, create: Any, server: Any, fails: Any, given: dict[str, int], status: int
) -> None:
    """Twilio fails before it does anything."""
    _inject(ask, kind="server_error", **given)
    fails(create(), status, 20000 + status, "An internal server error has occurred")
    assert server.state.keys.all() == []


def test_slow_request_is_answered_in_the_end(ask: Any, create: Any) -> None:
    """It is late and whole."""
    _inject(ask, kind="slow", delay_ms=2, jitter_ms=2)
    assert create().status_code == 201


def test_wait_of_a_slow_request_is_drawn_around_its_delay() -> None:
    """The same seed gives the same waits, all within the jitter and none below 0."""
    faults = [FaultList((Fault(kind="slow", delay_ms=20, jitter_ms=30, seed=3, count=None),)) for _ in range(2)]
    waits = [[happening.wait_s for _ in range(50) if (happening := each.take("GET", "/"))] for each in faults]
    assert waits[0] == waits[1]
    assert (len(set(waits[0])) > 10, min(waits[0]), max(waits[0]) <= 0.05) == (True, 0, True)


def test_fault_of_a_call_leaves_the_others_alone(ask: Any, owner: Any, make_key: Any) -> None:
    """A call is meant in both versions of the API, and nothing else is."""
    account = f"api.twilio.com/2010-04-01/Accounts/{owner[0]}"
    asked = {
        "create": [("POST", KEYS), ("POST", f"{account}/Keys.json"), ("POST", f"{account}/SigningKeys.json")],
        "list": [("GET", KEYS), ("GET", f"{account}/Keys.json")],
        "fetch": [("GET", f"{KEYS}/SK1"), ("GET", f"{account}/Keys/SK1.json")],
        "update": [("POST", f"{KEYS}/SK1"), ("POST", f"{account}/SigningKeys/SK1.json")],
        "delete": [("DELETE", f"{KEYS}/SK1"), ("DELETE", f"{account}/Keys/SK1.json")],
        "": [("GET", f"{account}/Messages.json"), ("GET", f"{KEYS}/SK1/x"), ("POST", f"{account}/Messages.json")],
    }
    for call in sorted(set(asked) - {""}):
        _inject(ask, kind="answer", status=299, call=call, count=None)
        hit = {name for name, pairs in asked.items() for pair in pairs if ask(*pair, auth=owner).status_code == 299}
        assert hit == {call}
        ask("DELETE", "_emulator/faults")


def test_fault_without_a_count_happens_for_ever(ask: Any, create: Any) -> None:
    """Until it is taken away."""
    _inject(ask, kind="server_error", count=None)
    assert {create().status_code for _ in range(5)} == {503}
    assert ask("GET", "_emulator/faults").json()[0]["count"] is None


def test_rate_lets_the_same_requests_fail_for_the_same_seed(ask: Any, create: Any) -> None:
    """Each request is drawn; the next fault in the list gets those that are spared."""
    seen = []
    for _ in range(2):
        _inject(ask, kind="server_error", rate=0.5, seed=7)
        _inject(ask, kind="answer", status=299, count=None)
        seen.append([create().status_code for _ in range(20)])
        ask("DELETE", "_emulator/faults")
    drawn = random.Random(7)
    assert seen[0] == seen[1] == [503 if drawn.random() < 0.5 else 299 for _ in range(20)]


def test_rate_and_count_together_end(ask: Any, create: Any) -> None:
    """A count bounds how often the draws come out."""
    _inject(ask, kind="server_error", rate=1, count=2)
    assert [create().status_code for _ in range(3)] == [503, 503, 201]


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
        {"kind": "answer", "delay_ms": 5},
        {"kind": "reset", "status": 500},
        {"kind": "slow", "retry_after_s": 1},
        {"kind": "server_error", "status": 429},
        {"kind": "slow", "delay_ms": -1},
        {"kind": "throttle", "retry_after_s": -1},
        {"kind": "throttle", "rate": 0},
        {"kind": "throttle", "rate": 1.1},
        {"kind": "throttle", "call": "read"},
    ],
)
def test_fault_that_cannot_be_is_refused(ask: Any, fault: dict[str, Any]) -> None:
    """A fault that could never happen as meant is not taken."""
    assert ask("POST", "_emulator/faults", json=fault).status_code == 422

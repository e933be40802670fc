"""Injected faults that lose an answer or spoil it."""

from __future__ import annotations

import base64
import socket
from typing import Any
from urllib.parse import urlencode

import pytest
import requests

from tests.waiting import wait_until
from twilio_keys_component.emulator.faults import Fault

KEYS = "iam.twilio.com/v1/Keys"


def _raw(method: str, path: str, auth: tuple[str, str], body: str) -> bytes:
    credentials = base64.b64encode(":".join(auth).encode()).decode()
    head = [f"{method} {path} HTTP/1.1", "Host: iam.twilio.com", f"Authorization: Basic {credentials}"]
    head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*head, "", body]).encode()


def _read_into(seen: bytearray, client: socket.socket) -> None:
    while part := client.recv(65536):
        seen += part


def test_drop_before_closes_the_connection_and_makes_nothing(inject: Any, create: Any, server: Any) -> None:
    """The request is lost on its way to Twilio."""
    inject(kind="drop_before")
    with pytest.raises(requests.ConnectionError):
        create()
    assert server.state.keys.all() == []
    assert [(e.status, e.fault) for e in server.state.journal.entries()] == [(None, "drop_before")]


def test_drop_before_needs_no_look_at_the_body(owner: Any, server: Any) -> None:
    """Also a request that is there whole is lost unread."""
    server.state.faults.add(Fault(kind="drop_before"))
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(_raw("POST", "/v1/Keys", owner, urlencode({"AccountSid": owner[0]})))
        assert client.recv(100) == b""
    assert server.state.keys.all() == []


def test_drop_after_closes_the_connection_and_leaves_a_key(inject: Any, create: Any, server: Any) -> None:
    """The answer is lost on its way back: an orphan is left."""
    inject(kind="drop_after")
    with pytest.raises(requests.ConnectionError):
        create()
    assert len(server.state.keys.all()) == 1
    assert create().status_code == 201


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


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ({"kind": "slow", "delay_ms": 50}, (201, "slow")),
        ({"kind": "drop_after"}, (None, "drop_after")),
        ({"kind": "reset"}, (201, "reset")),
    ],
    ids=["slow", "drop_after", "reset"],
)
def test_a_request_whose_sender_is_gone_is_processed_all_the_same(
    ask: Any, owner: Any, server: Any, fault: dict[str, Any], seen: tuple[int | None, str]
) -> None:
    """It was sent whole: a client that gives up, or is killed, takes nothing back."""
    ask("PATCH", "_emulator/conditions", json={"latency_ms": 200})
    server.state.faults.add(Fault(call="create", **fault))
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(_raw("POST", "/v1/Keys", owner, urlencode({"AccountSid": owner[0]})))
        wait_until(lambda: not server.state.faults.all(), limit_s=10, what="the request did not arrive")
    wait_until(server.state.journal.entries, limit_s=10, what="the request is still on its way")
    assert [(e.status, e.fault) for e in server.state.journal.entries()] == [seen]
    assert len(server.state.keys.all()) == 1


def test_a_request_that_never_came_whole_is_not_processed(ask: Any, owner: Any, server: Any) -> None:
    """Its sender went away in the middle of it; the next one is served."""
    server.state.faults.add(Fault(kind="slow", delay_ms=1))
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(_raw("POST", "/v1/Keys", owner, urlencode({"AccountSid": owner[0]}))[:-1])
        wait_until(lambda: not server.state.faults.all(), limit_s=10, what="the request did not arrive")
    assert ask("GET", KEYS, auth=owner, params={"AccountSid": owner[0]}).json()["keys"] == []
    assert [e.method for e in server.state.journal.entries()] == ["GET"]


def test_reset_of_an_answer_without_a_body_leaves_half_a_head(
    ask: Any, inject: Any, owner: Any, make_key: Any, server: Any
) -> None:
    """A delete's answer breaks in its head: what came would else be a whole answer."""
    sid, _ = make_key("standard")
    inject(kind="reset", call="delete")
    with pytest.raises(requests.ConnectionError):
        ask("DELETE", f"{KEYS}/{sid}", auth=owner)
    assert server.state.keys.all() == []


def test_reset_fails_a_request_of_a_client_library(inject: Any, create: Any, server: Any) -> None:
    """Libraries see a connection that broke while they read."""
    inject(kind="reset")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        create()
    assert len(server.state.keys.all()) == 1


def test_truncate_answers_half_of_the_json(inject: Any, create: Any, server: Any) -> None:
    """A whole answer with the right status, and half of a key in it."""
    inject(kind="truncate")
    answer = create()
    assert (answer.status_code, answer.headers["Content-Type"]) == (201, "application/json")
    assert answer.text.startswith('{"sid":')
    with pytest.raises(requests.JSONDecodeError):
        answer.json()
    assert len(server.state.keys.all()) == 1


def test_not_json_answers_a_text(inject: Any, create: Any, server: Any) -> None:
    """The right status and a text in place of the key."""
    inject(kind="not_json")
    answer = create()
    assert (answer.status_code, answer.headers["Content-Type"]) == (201, "text/plain; charset=utf-8")
    with pytest.raises(requests.JSONDecodeError):
        answer.json()
    assert len(server.state.keys.all()) == 1


@pytest.mark.parametrize("kind", ["truncate", "not_json"])
def test_empty_answer_cannot_be_spoilt(ask: Any, inject: Any, owner: Any, make_key: Any, kind: str) -> None:
    """A delete's answer has no body: it comes as it is."""
    sid, _ = make_key("standard")
    inject(kind=kind)
    assert ask("DELETE", f"{KEYS}/{sid}", auth=owner).status_code == 204

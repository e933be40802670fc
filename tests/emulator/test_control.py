"""The emulator's own routes."""

from __future__ import annotations

import json
from typing import Any

import pytest

SEND = "/twilio/messaging/messages/create"
KEYS = "iam.twilio.com/v1/Keys"


def test_keys_are_shown_without_their_secrets(ask: Any, subaccount: Any, make_key: Any, server: Any) -> None:
    """Every key of every account and Region is shown, and no secret."""
    make_key("restricted", SEND, friendly_name="texts")
    make_key("main", account_sid=subaccount[0], region="ie1")
    answer = ask("GET", "_emulator/keys")
    seen = [
        (key["account_sid"], key["region"], key["kind"], key["friendly_name"], key["policy"]) for key in answer.json()
    ]
    assert seen == [
        (server.account_sid, "us1", "restricted", "texts", {"allow": [SEND]}),
        (subaccount[0], "ie1", "main", None, None),
    ]
    assert not any(key.secret in answer.text for key in server.state.keys.all())


def test_key_can_be_changed_from_outside(ask: Any, owner: Any, make_key: Any) -> None:
    """A change as in the Console is what Twilio answers from then on; what is left out stays."""
    sid, _ = make_key("restricted", SEND, friendly_name="a")
    ask("PATCH", f"_emulator/keys/{sid}", json={"permissions": ["/twilio/a/b/read"]}).raise_for_status()
    ask("PATCH", f"_emulator/keys/{sid}", json={"friendly_name": None}).raise_for_status()
    key = ask("GET", f"{KEYS}/{sid}", auth=owner).json()
    assert (key["policy"], key["friendly_name"]) == ({"allow": ["/twilio/a/b/read"]}, None)


def test_key_can_be_deleted_from_outside(ask: Any, owner: Any, make_key: Any) -> None:
    """A deletion as in the Console is a 404 from then on."""
    sid, _ = make_key("standard")
    assert ask("DELETE", f"_emulator/keys/{sid}").status_code == 204
    assert ask("GET", f"{KEYS}/{sid}", auth=owner).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "restricted"},
        {"kind": "restricted", "permissions": []},
        {"kind": "restricted", "permissions": [SEND], "region": "ie1"},
        {"kind": "restricted", "permissions": ["/twilio/x/y"]},
        {"kind": "restricted", "permissions": SEND},
        {"kind": "standard", "permissions": [SEND]},
        {"kind": "standard", "friendly_name": "x" * 65},
        {"kind": "standard", "account_sid": "ACe0000000000000000000000000000009"},
        {"kind": "standard", "referrer": "example.com"},
        {"kind": "other"},
    ],
)
def test_key_that_cannot_be_is_not_made(ask: Any, server: Any, body: dict[str, Any]) -> None:
    """The Console makes no key that breaks a rule either."""
    assert ask("POST", "_emulator/keys", json=body).status_code == 422
    assert server.state.keys.all() == []


def test_kind_and_permissions_must_fit_in_a_change(ask: Any, make_key: Any) -> None:
    """A change that does not fit the key's kind is refused with the reason."""
    answers = [
        ask("PATCH", f"_emulator/keys/{make_key('standard')[0]}", json={"permissions": [SEND]}),
        ask("PATCH", f"_emulator/keys/{make_key('restricted', SEND)[0]}", json={"permissions": None}),
    ]
    assert [(answer.status_code, answer.json()["detail"]) for answer in answers] == [
        (422, "a standard key has no permissions of its own"),
        (422, "a restricted key has at least one permission"),
    ]


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_missing_key_is_404(ask: Any, method: str) -> None:
    """A change of a key that is not there says so."""
    answer = ask(method, "_emulator/keys/SK1", json={})
    assert (answer.status_code, answer.json()) == (404, {"detail": "the emulator has no key SK1"})


def test_requests_are_remembered_without_bodies_and_secrets(ask: Any, owner: Any, make_key: Any) -> None:
    """Each request to Twilio's routes leaves an entry that names its signer and its outcome."""
    sid, secret = make_key("standard")
    ask("POST", KEYS, auth=owner, data={"AccountSid": owner[0], "FriendlyName": "body-text"})
    ask("GET", f"{KEYS}/{sid}", auth=(sid, secret))
    ask("GET", KEYS, auth=(secret, sid))
    answer = ask("GET", "_emulator/requests")
    entries = [{k: v for k, v in entry.items() if k not in {"number", "connection"}} for entry in answer.json()]
    create, fetch, listed = (
        {"host": "iam.twilio.com", "fault": None, "operation": name, "permissions": [f"/twilio/iam/api-keys/{action}"]}
        for name, action in (("CreateNewKey", "create"), ("FetchKey", "read"), ("ListGetKeys", "list"))
    )
    assert entries == [
        create | {"method": "POST", "path": "/v1/Keys", "signer": owner[0], "status": 201, "code": None},
        fetch | {"method": "GET", "path": f"/v1/Keys/{sid}", "signer": sid, "status": 401, "code": 20003},
        listed | {"method": "GET", "path": "/v1/Keys", "signer": None, "status": 401, "code": 20003},
    ]
    assert not [text for text in (secret, owner[1], "body-text") if text in answer.text]


def test_connections_are_counted(ask: Any, owner: Any, server: Any, session: Any) -> None:
    """Requests on one TCP connection carry its number, a new connection gets another one."""
    for _ in range(3):
        ask("GET", KEYS, auth=owner)
    session.close()
    ask("GET", KEYS, auth=owner)
    numbers = [entry["connection"] for entry in ask("GET", "_emulator/requests").json()]
    assert numbers[0] == numbers[1] == numbers[2] != numbers[3]


def test_requests_can_be_forgotten(ask: Any, owner: Any) -> None:
    """After that only the new ones are shown, and numbers go on."""
    ask("GET", KEYS, auth=owner)
    first = ask("GET", "_emulator/requests").json()[0]["number"]
    assert ask("DELETE", "_emulator/requests").status_code == 204
    ask("GET", KEYS, auth=owner)
    assert [entry["number"] for entry in ask("GET", "_emulator/requests").json()] == [first + 1]


def test_latency_is_set_and_shown(ask: Any, owner: Any) -> None:
    """Requests wait as long as was set; a negative wait is refused."""
    assert ask("GET", "_emulator/latency").json() == {"ms": 0}
    assert ask("PUT", "_emulator/latency", json={"ms": 1}).json() == {"ms": 1}
    assert ask("PUT", "_emulator/latency", json={"ms": -1}).status_code == 422
    assert ask("GET", KEYS, auth=owner).status_code == 400
    assert ask("GET", "_emulator/latency").json() == {"ms": 1}


def test_reset_takes_everything_back(ask: Any, owner: Any, make_key: Any, server: Any) -> None:
    """Keys, messages, calls, requests, faults and latency are as at the start."""
    make_key("main")
    data = {"To": "+1", "From": "+2", "Body": "x", "Url": "https://example.com"}
    for name in ("Messages", "Calls"):
        ask("POST", f"api.twilio.com/2010-04-01/Accounts/{owner[0]}/{name}.json", auth=owner, data=data)
    ask("PUT", "_emulator/latency", json={"ms": 1})
    ask("POST", "_emulator/faults", json={"kind": "drop_before"})
    assert ask("POST", "_emulator/reset").status_code == 204
    shown = [ask("GET", f"_emulator/{name}").json() for name in ("keys", "requests", "faults", "latency")]
    assert shown == [[], [], [], {"ms": 0}]
    lists = [
        ask("GET", f"api.twilio.com/2010-04-01/Accounts/{owner[0]}/{name}.json", auth=owner)
        for name in ("Messages", "Calls")
    ]
    assert [lists[0].json()["messages"], lists[1].json()["calls"]] == [[], []]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "iam.twilio.com"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "[::1"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_pages_from_elsewhere_are_refused(ask: Any, server: Any, headers: dict[str, str]) -> None:
    """A web page under a name of its own (DNS rebinding) or across origins can use none of these routes."""
    answer = ask("POST", "_emulator/keys", json={"kind": "main"}, headers=headers)
    assert (answer.status_code, server.state.keys.all()) == (403, [])
    assert "http://127.0.0.1" in answer.json()["detail"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:4010", "127.0.0.1:1", "127.1.2.3", "[::1]:80"])
def test_loopback_by_any_name_is_taken(ask: Any, host: str) -> None:
    """Whoever asks this machine under one of its loopback names is answered."""
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert ask("GET", "_emulator/keys", headers=headers).status_code == 200


def test_unknown_control_route_is_404(ask: Any) -> None:
    """A route that is not there is no Twilio error."""
    assert ask("GET", "_emulator/nothing").json() == {"detail": "Not Found"}


def test_answers_are_json(ask: Any) -> None:
    """Every answer of these routes is JSON."""
    assert json.loads(ask("GET", "_emulator/keys").text) == []

"""What every request to Twilio's routes meets."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import requests
from requests.auth import _basic_auth_str

from tests.waiting import wait_until
from twilio_keys_component.emulator import EmulatorServer, EmulatorState
from twilio_keys_component.emulator.conditions import Conditions, CurrentConditions
from twilio_keys_component.emulator.past import KEPT_S
from twilio_keys_component.model import KeyType

SEND = "/twilio/messaging/messages/create"
KEYS = "iam.twilio.com/v1/Keys"
POLICY = '{"allow": ["/twilio/messaging/messages/read"]}'


class _Timer:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def timer() -> _Timer:
    """What the lagging emulator measures its lag with."""
    return _Timer()


@pytest.fixture
def lagging(timer: _Timer) -> Iterator[EmulatorServer]:
    """An emulator whose lists lag by 5 seconds and whose fetches lag by 2."""
    state = EmulatorState(timer=timer)
    state.conditions.change(Conditions(list_delay_ms=5000, fetch_delay_ms=2000))
    with EmulatorServer.run(state=state) as server:
        yield server


@pytest.fixture
def seen(lagging: EmulatorServer, session: requests.Session) -> Any:
    """What a fetch of a key and a list show of it, in both versions: its name, or None where it is not there."""
    account = f"api.twilio.com/2010-04-01/Accounts/{lagging.account_sid}/Keys"

    def look(sid: str) -> tuple[set[str | None], set[str | None]]:
        fetched = [_send(lagging, session, "GET", path) for path in (f"{KEYS}/{sid}", f"{account}/{sid}.json")]
        lists = [
            _send(lagging, session, "GET", path).json()["keys"]
            for path in (f"{KEYS}?AccountSid={lagging.account_sid}", f"{account}.json")
        ]
        names = [[key["friendly_name"] for key in keys if key["sid"] == sid] for keys in lists]
        return (
            {answer.json().get("friendly_name") for answer in fetched},
            {name for found in names for name in found or [None]},
        )

    return look


def _send(server: EmulatorServer, session: requests.Session, method: str, path: str, **data: str) -> requests.Response:
    auth = (server.account_sid, server.auth_token)
    return session.request(method, f"{server.url}/{path}", auth=auth, data=data, timeout=10)


def _made(server: EmulatorServer, session: requests.Session) -> str:
    sid: str = _send(server, session, "POST", KEYS, AccountSid=server.account_sid, FriendlyName="a").json()["sid"]
    return sid


def test_conditions_are_shown_and_changed(ask: Any) -> None:
    """A change is of what it names; a reset brings those of the start back."""
    start = {
        "latency_ms": 0,
        "jitter_ms": 0,
        "seed": 0,
        "clock_skew_s": 0,
        "list_delay_ms": 0,
        "fetch_delay_ms": 0,
        "max_keys": None,
        "max_concurrent": None,
    }
    assert ask("GET", "_emulator/conditions").json() == start
    ask("PATCH", "_emulator/conditions", json={"max_keys": 3, "latency_ms": 1}).raise_for_status()
    changed = ask("PATCH", "_emulator/conditions", json={"max_keys": None, "clock_skew_s": -1.5}).json()
    assert changed == start | {"latency_ms": 1, "clock_skew_s": -1.5}
    assert ask("GET", "_emulator/latency").json() == {"ms": 1}
    ask("POST", "_emulator/reset")
    assert ask("GET", "_emulator/conditions").json() == start


@pytest.mark.parametrize(
    "change",
    [
        {"latency_ms": -1},
        {"latency_ms": 1.5},
        {"latency_ms": "1"},
        {"jitter_ms": None},
        {"latency_ms": KEPT_S * 1000 + 1},
        {"jitter_ms": KEPT_S * 1000 + 1},
        {"max_concurrent": 0},
        {"max_keys": -1},
        {"list_delay_ms": KEPT_S * 1000 + 1},
        {"clock_skew_s": 1e30},
        {"delay": 1},
    ],
)
def test_conditions_that_cannot_be_are_refused(ask: Any, change: dict[str, object]) -> None:
    """Nothing is changed then."""
    assert ask("PATCH", "_emulator/conditions", json=change).status_code == 422


def test_jitter_is_drawn_around_the_latency() -> None:
    """The same seed gives the same waits, and a seed that is set again the same ones once more."""
    conditions = CurrentConditions(Conditions(latency_ms=10, jitter_ms=20, seed=5))
    waits = [conditions.wait_s() for _ in range(50)]
    conditions.change(Conditions(seed=5))
    assert waits == [conditions.wait_s() for _ in range(50)]
    assert (min(waits), max(waits) <= 0.03, len(set(waits)) > 10) == (0, True, True)


def test_skewed_clock_shifts_dates(ask: Any, owner: Any) -> None:
    """What is made after an hour was put forward seems to be made an hour later."""
    moments = []
    for skew in (0, 3600, -3600):
        ask("PATCH", "_emulator/conditions", json={"clock_skew_s": skew})
        made = ask("POST", KEYS, auth=owner, data={"AccountSid": owner[0]}).json()
        moments.append(parsedate_to_datetime(made["date_created"]))
    assert timedelta(minutes=59) < moments[1] - moments[0] < timedelta(minutes=61)
    assert timedelta(minutes=-61) < moments[2] - moments[0] < timedelta(minutes=-59)


def test_new_key_is_seen_when_the_delays_are_over(
    lagging: EmulatorServer, session: requests.Session, timer: _Timer, seen: Any
) -> None:
    """First by fetches and then by lists."""
    sid = _made(lagging, session)
    shown = []
    for seconds in (0, 2, 3):
        timer.now += seconds
        shown.append(seen(sid))
    assert shown == [({None}, {None}), ({"a"}, {None}), ({"a"}, {"a"})]


def test_change_is_seen_when_the_delays_are_over(
    lagging: EmulatorServer, session: requests.Session, timer: _Timer, seen: Any
) -> None:
    """Until then a changed key shows its old self; the answer to the change shows the new one."""
    sid = _made(lagging, session)
    timer.now += 10
    assert _send(lagging, session, "POST", f"{KEYS}/{sid}", FriendlyName="b").json()["friendly_name"] == "b"
    shown = []
    for seconds in (1, 1, 3):
        timer.now += seconds
        shown.append(seen(sid))
    assert shown == [({"a"}, {"a"}), ({"b"}, {"a"}), ({"b"}, {"b"})]


def test_deleted_key_is_seen_until_the_delays_are_over(
    lagging: EmulatorServer, session: requests.Session, timer: _Timer, seen: Any
) -> None:
    """It is gone for a delete at once."""
    sid = _made(lagging, session)
    timer.now += 10
    statuses = [_send(lagging, session, "DELETE", f"{KEYS}/{sid}").status_code for _ in range(2)]
    shown = []
    for seconds in (1, 1, 3):
        timer.now += seconds
        shown.append(seen(sid))
    assert statuses == [204, 404]
    assert shown == [({"a"}, {"a"}), ({None}, {"a"}), ({None}, {None})]


def test_key_works_before_it_is_seen(lagging: EmulatorServer, session: requests.Session) -> None:
    """A new key signs in, and is changed and deleted, by what it is and not by what is shown."""
    key = lagging.state.rules.keys.add(account_sid=lagging.account_sid, kind=KeyType.MAIN, friendly_name="m")
    url = f"{lagging.url}/{KEYS}/{key.sid}"
    auth = (key.sid, key.secret)
    answers = [
        session.request(method, url, auth=auth, data=data, timeout=10)
        for method, data in (("POST", {"FriendlyName": "n"}), ("DELETE", {}), ("POST", {"FriendlyName": "o"}))
    ]
    assert [answer.status_code for answer in answers] == [200, 204, 401]


def test_what_was_done_long_ago_is_settled(
    lagging: EmulatorServer, session: requests.Session, timer: _Timer, seen: Any
) -> None:
    """Keys that were made, changed and deleted before all delays are shown as they are."""
    sids = [_made(lagging, session) for _ in range(2)]
    _send(lagging, session, "DELETE", f"{KEYS}/{sids[0]}")
    timer.now += KEPT_S + 1
    late = _made(lagging, session)
    assert [seen(sid) for sid in (*sids, late)] == [({None}, {None}), ({"a"}, {"a"}), ({None}, {None})]


def test_account_has_as_many_keys_as_it_can(ask: Any, owner: Any, subaccount: Any, make_key: Any, fails: Any) -> None:
    """One more is refused in either API; other accounts and the Console are not held back, a delete makes room."""
    ask("PATCH", "_emulator/conditions", json={"max_keys": 2})
    make_key("restricted", SEND)
    sid, _ = make_key("standard", region="ie1")
    old = f"api.twilio.com/2010-04-01/Accounts/{owner[0]}/Keys.json"
    restricted = {"AccountSid": owner[0], "KeyType": "restricted", "Policy": POLICY}
    for path, data in ((KEYS, {"AccountSid": owner[0]}), (KEYS, restricted), (old, {})):
        answer = ask("POST", path, auth=owner, data=data)
        fails(answer, 400, 70151, "The maximum number of API keys of this account is reached")
    assert ask("POST", KEYS, auth=subaccount, data={"AccountSid": subaccount[0]}).status_code == 201
    ask("DELETE", f"_emulator/keys/{sid}")
    assert ask("POST", KEYS, auth=owner, data=restricted).status_code == 201
    make_key("main")


def test_more_requests_at_once_are_refused_and_not_processed(ask: Any, owner: Any, server: Any) -> None:
    """While one is inside the next is told to come again; faults wait for the ones that are processed."""
    ask("PATCH", "_emulator/conditions", json={"max_concurrent": 1})
    ask("POST", "_emulator/faults", json={"kind": "slow", "call": "create", "delay_ms": 1})
    head = {"Host": "iam.twilio.com", "Content-Length": "1", "Authorization": _basic_auth_str(*owner)}
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as inside:
        inside.sendall("\r\n".join(["POST /v1/Keys HTTP/1.1", *map(": ".join, head.items()), "", ""]).encode())
        wait_until(lambda: not ask("GET", "_emulator/faults").json(), limit_s=10, what="the request did not arrive")
        ask("POST", "_emulator/faults", json={"kind": "reset"})
        refused = ask("POST", KEYS, auth=owner, data={"AccountSid": owner[0]})
        assert (refused.status_code, refused.json()["code"], "Retry-After" in refused.headers) == (429, 20429, False)
        ask("DELETE", "_emulator/faults")
        inside.sendall(b"x")
        assert inside.recv(100).startswith(b"HTTP/1.1 400 ")
    assert server.state.keys.all() == []
    entries = server.state.journal.entries()
    assert [(e.status, e.code, e.fault) for e in entries] == [(400, 20001, "slow"), (429, 20429, None)]
    assert ask("POST", KEYS, auth=owner, data={"AccountSid": owner[0]}).status_code == 201

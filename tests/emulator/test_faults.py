"""Injected faults."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest

from twilio_keys_component.emulator import EmulatorSettingsError
from twilio_keys_component.emulator.calls import METHODS
from twilio_keys_component.emulator.faults import Fault, FaultList
from twilio_keys_component.emulator.given import make_fault

KEYS = "iam.twilio.com/v1/Keys"


@pytest.mark.parametrize(
    ("body", "text"), [({"code": 20429}, '{"code":20429}'), ("busy", "busy"), (None, ""), ([1], "[1]")]
)
def test_answer_is_given_and_nothing_is_processed(inject: Any, create: Any, server: Any, body: Any, text: str) -> None:
    """The given answer comes, count times, and makes no key; then everything is as before."""
    inject(
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


def test_header_of_an_answer_may_have_all_of_latin_1(inject: Any, create: Any) -> None:
    """It comes as it was given, an empty one too."""
    given = {"X-Name": "Zo\xeb \t ~!", "X-Empty": ""}
    inject(kind="answer", headers=given)
    headers = create().headers
    assert {name: headers[name] for name in given} == given


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "throttle", "retry_after_s": math.inf},
        {"kind": "answer", "body": [math.nan]},
        {"kind": "rewrite", "body": {"a": math.inf}},
    ],
)
def test_number_that_json_does_not_have_is_no_field_of_a_fault(fields: dict[str, Any]) -> None:
    """Who makes faults in Python, where there are such numbers, is told as well."""
    with pytest.raises(EmulatorSettingsError, match="finite number"):
        make_fault(**fields)


def test_fault_happens_only_where_it_fits(ask: Any, inject: Any, owner: Any, create: Any) -> None:
    """Another method and another path are left alone; a method may be named beside the call that has it."""
    for call, method in METHODS.items():
        assert Fault(kind="reset", call=call, method=method).fits(method, "/", call)  # type: ignore[arg-type]  # one of them
    inject(method="DELETE", path="^/v1/Keys", kind="answer", status=503)
    inject(path="^/v2/", kind="answer", status=503)
    assert create().status_code == 201
    assert len(ask("GET", "_emulator/faults").json()) == 2


def test_first_fault_that_fits_happens(inject: Any, create: Any) -> None:
    """Faults happen in the order in which they were added."""
    for status in (500, 503):
        inject(kind="answer", status=status)
    assert [create().status_code for _ in range(3)] == [500, 503, 201]


def test_rewrite_lays_fields_over_the_answer(inject: Any, owner: Any, create: Any) -> None:
    """The request is processed and its answer changed; a list or an empty answer stays as it is."""
    inject(kind="rewrite", body={"policy": {"allow": []}, "sid": None})
    body = create().json()
    assert (body["policy"], body["sid"], len(body["secret"])) == ({"allow": []}, None, 32)


def test_rewrite_leaves_an_empty_answer(ask: Any, inject: Any, owner: Any, make_key: Any) -> None:
    """A delete has no body to lay anything over."""
    sid, _ = make_key("standard")
    inject(kind="rewrite", body={"sid": None})
    answer = ask("DELETE", f"{KEYS}/{sid}", auth=owner)
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize(
    ("given", "status", "title"), [({}, 502, "502 Bad Gateway"), ({"status": 520}, 520, "520 Error")]
)
def test_html_is_a_page_of_a_proxy(
    inject: Any, create: Any, server: Any, given: dict[str, int], status: int, title: str
) -> None:
    """A page in place of Twilio's answer; Twilio saw nothing."""
    inject(kind="html", **given)
    answer = create()
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert f"<title>{title}</title>" in answer.text
    assert server.state.keys.all() == []


@pytest.mark.parametrize(
    ("given", "header"),
    [({}, None), ({"retry_after_s": 2}, "2"), ({"retry_after_s": 0.5}, "0.5"), ({"retry_after_s": 1e8}, "100000000")],
)
def test_throttle_is_429_with_or_without_a_time(
    inject: Any, create: Any, server: Any, fails: Any, given: dict[str, float], header: str | None
) -> None:
    """Twilio's refusal, which says when to come again only if that was asked for."""
    inject(kind="throttle", **given)
    answer = create()
    fails(answer, 429, 20429, "Too Many Requests")
    assert answer.headers.get("Retry-After") == header
    assert server.state.keys.all() == []


@pytest.mark.parametrize(("given", "status"), [({}, 503), ({"status": 500}, 500)])
def test_server_error_is_in_twilios_format(
    inject: Any, create: Any, server: Any, fails: Any, given: dict[str, int], status: int
) -> None:
    """Twilio fails before it does anything."""
    inject(kind="server_error", **given)
    fails(create(), status, 20000 + status, "An internal server error has occurred")
    assert server.state.keys.all() == []


def test_slow_request_is_answered_in_the_end(inject: Any, create: Any) -> None:
    """It is late and whole."""
    inject(kind="slow", delay_ms=2, jitter_ms=2)
    assert create().status_code == 201


def test_wait_of_a_slow_request_is_drawn_around_its_delay() -> None:
    """The same seed gives the same waits, all within the jitter and none below 0."""
    faults = [FaultList((Fault(kind="slow", delay_ms=20, jitter_ms=30, seed=3, count=None),)) for _ in range(2)]
    waits = [[happening.wait_s for _ in range(50) if (happening := each.take("GET", "/"))] for each in faults]
    assert waits[0] == waits[1]
    assert (len(set(waits[0])) > 10, min(waits[0]), max(waits[0]) <= 0.05) == (True, 0, True)


def test_fault_of_a_call_leaves_the_others_alone(ask: Any, inject: Any, owner: Any, make_key: Any) -> None:
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
        inject(kind="answer", status=299, call=call, count=None)
        hit = {name for name, pairs in asked.items() for pair in pairs if ask(*pair, auth=owner).status_code == 299}
        assert hit == {call}
        ask("DELETE", "_emulator/faults")


def test_fault_without_a_count_happens_for_ever(ask: Any, inject: Any, create: Any) -> None:
    """Until it is taken away."""
    inject(kind="server_error", count=None)
    assert {create().status_code for _ in range(5)} == {503}
    assert ask("GET", "_emulator/faults").json()[0]["count"] is None


def test_rate_lets_the_same_requests_fail_for_the_same_seed(ask: Any, inject: Any, create: Any) -> None:
    """Each request is drawn; the next fault in the list gets those that are spared."""
    seen = []
    for _ in range(2):
        inject(kind="server_error", rate=0.5, seed=7)
        inject(kind="answer", status=299, count=None)
        seen.append([create().status_code for _ in range(20)])
        ask("DELETE", "_emulator/faults")
    drawn = random.Random(7)
    assert seen[0] == seen[1] == [503 if drawn.random() < 0.5 else 299 for _ in range(20)]


def test_rate_and_count_together_end(inject: Any, create: Any) -> None:
    """A count bounds how often the draws come out."""
    inject(kind="server_error", rate=1, count=2)
    assert [create().status_code for _ in range(3)] == [503, 503, 201]


def test_code_of_a_given_refusal_is_remembered(inject: Any, create: Any, server: Any) -> None:
    """The journal knows the code of an injected refusal, if it has one."""
    bodies: list[Any] = [{"code": 20429}, "text", [1], {"code": "x"}]
    for body in bodies:
        inject(kind="answer", status=429, body=body)
        create()
    assert [entry.code for entry in server.state.journal.entries()] == [20429, None, None, None]


def test_faults_can_be_cleared(ask: Any, inject: Any, create: Any) -> None:
    """After that nothing happens."""
    inject(kind="drop_before", count=5)
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
        {"kind": "throttle", "retry_after_s": 1e10},
        {"kind": "slow", "delay_ms": 600_001},
        {"kind": "slow", "delay_ms": 1, "jitter_ms": 600_001},
        {"kind": "answer", "headers": {"X-Name": "\u2713"}},
        {"kind": "answer", "headers": {"X-Name": "a\r\nb"}},
        {"kind": "answer", "headers": {"X Name": "a"}},
        {"kind": "answer", "headers": {"content-length": "1"}},
        {"kind": "throttle", "method": "post"},
        {"kind": "throttle", "method": ""},
        {"kind": "throttle", "method": "GET", "call": "create"},
        {"kind": "throttle", "method": "POST", "call": "delete"},
    ],
)
def test_fault_that_cannot_be_is_refused(ask: Any, fault: dict[str, Any]) -> None:
    """A fault that could never happen as meant is not taken."""
    assert ask("POST", "_emulator/faults", json=fault).status_code == 422

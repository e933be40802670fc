"""The least grant from the emulator's record, and what a key holds and never used."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from tests.builders import ACCOUNT_SID
from tests.unit.local_twilio import AUTH_TOKEN, LocalTwilio
from twilio_keys_component.permissions import ACTIONS, Permission
from twilio_keys_component.suggest import (
    KeyUse,
    RecordError,
    choose,
    compare,
    fitting,
    from_record,
    read_record,
    rendering,
)

LIST = "/twilio/messaging/messages/list"
CREATE = "/twilio/messaging/messages/create"
MESSAGES = f"/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
UNKNOWN = "/v1/Services"


def _ask(twilio: LocalTwilio, method: str, path: str, signer: tuple[str, str], host: str = "api.twilio.com") -> int:
    with requests.Session() as session:
        session.trust_env = False
        return session.request(method, f"{twilio.url}/{host}{path}", auth=signer, timeout=10).status_code


def _use(sid: str = "SK1", **fields: Any) -> KeyUse:
    nothing: dict[str, Any] = {"friendly_name": None, "granted": None, "used": {}, "refused": {}, "unknown": {}}
    return KeyUse(sid=sid, **nothing | fields)


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Answer every request with this JSON or status; the URL."""
    servers = []

    def start(answer: Any, status: int = 200) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


def test_what_a_key_used_is_suggested(twilio: LocalTwilio) -> None:
    """Used permissions with their number; refused ones and operations without a known permission apart."""
    key = twilio.make_key("restricted", LIST, friendly_name="reports")
    assert [_ask(twilio, "GET", MESSAGES, key), _ask(twilio, "GET", MESSAGES, key)] == [200, 200]
    assert _ask(twilio, "POST", MESSAGES, key) == 401
    suggestion = from_record(choose(read_record(twilio.url), "reports"))
    assert [str(permission) for permission in suggestion.permissions] == [LIST]
    assert suggestion.reasons == {Permission.parse(LIST): ("used 2 times",)}
    assert (suggestion.problems, suggestion.refused) == ((), (f"{CREATE}: once",))


def test_operations_without_a_known_permission_are_not_resolved(twilio: LocalTwilio) -> None:
    """An operation that nobody public has named a permission for is listed for the key that asked for it."""
    main = (ACCOUNT_SID, AUTH_TOKEN)
    other = twilio.make_key("restricted", LIST)
    _ask(twilio, "GET", UNKNOWN, main, "serverless.twilio.com")
    record = read_record(twilio.url)
    (operation,) = choose(record, ACCOUNT_SID).unknown
    assert operation.endswith(f"(GET https://serverless.twilio.com{UNKNOWN})")
    assert choose(record, other[0]).unknown == {}
    (problem,) = from_record(choose(record, None)).problems
    assert problem.startswith("asked for once: ")
    assert "not known" in problem


def test_the_only_busy_key_needs_no_name(twilio: LocalTwilio) -> None:
    """A key that did nothing is not in the way; two that did something are told apart by name."""
    busy, second = twilio.make_key("restricted", LIST), twilio.make_key("restricted", CREATE, friendly_name="second")
    _ask(twilio, "GET", MESSAGES, busy)
    assert choose(read_record(twilio.url), None).sid == busy[0]
    _ask(twilio, "GET", MESSAGES, second)
    with pytest.raises(
        RecordError, match=rf"^2 keys .* asked for something .*{second[0]} \(second\).*: say whose"
    ) as e:
        choose(read_record(twilio.url), None, command="twilio-keys suggest --key")
    assert str(e.value).endswith(f": twilio-keys suggest --key {min(busy[0], second[0])}")
    twilio.make_key("restricted", LIST, friendly_name="second")
    with pytest.raises(RecordError, match=r"2 keys .* are called 'second' .*say whose record$"):
        choose(read_record(twilio.url), "second")


def test_an_unknown_key_is_an_error() -> None:
    """The keys that are there are named."""
    with pytest.raises(RecordError, match=r"the emulator's record has no key 'nobody' \(keys: SK1\)"):
        choose([_use()], "nobody")
    with pytest.raises(RecordError, match=r"no key of the emulator's record asked for anything \(keys: none\)"):
        choose([], None)


def test_what_is_held_and_never_used_is_shown(twilio: LocalTwilio) -> None:
    """Of the grant, what was used, and what could be revoked."""
    key = twilio.make_key("restricted", LIST, CREATE)
    _ask(twilio, "GET", MESSAGES, key)
    use = choose(read_record(twilio.url), None)
    comparison = compare(use, use.used)
    assert comparison.held_and_used == (Permission.parse(LIST),)
    assert comparison.held_and_unused == (Permission.parse(CREATE),)
    assert (comparison.used_and_not_held, comparison.is_exact) == ((), False)


def test_the_other_spelling_of_a_resource_is_the_same() -> None:
    """A key that holds the spelling of Twilio's PDFs holds what the operations name, and a wildcard its actions."""
    from twilio_keys_component.permissions import PermissionSet, load_catalog

    catalog = load_catalog()
    other = next(one for one in catalog.resources.values() if one.paired_with)
    held = PermissionSet([Permission(other.product, other.name, "*"), LIST])
    used = [Permission(other.product, str(other.paired_with), "read"), Permission.parse(CREATE)]
    comparison = compare(_use(granted=held), used)
    assert comparison.held_and_used == (Permission(other.product, other.name, "read"),)
    assert Permission.parse(LIST) in comparison.held_and_unused
    assert comparison.used_and_not_held == (Permission.parse(CREATE),)


def test_a_key_that_holds_everything_is_not_compared() -> None:
    """Only restricted keys have a list of permissions."""
    with pytest.raises(RecordError, match="is no restricted key"):
        compare(_use(), [])


@pytest.mark.parametrize(
    "url", ["https://api.twilio.com", "http://10.0.0.1:4010", "http://[bad", "http://127.0.0.1:x", "127.0.0.1:4010", ""]
)
def test_only_an_emulator_on_this_machine_is_asked(url: str) -> None:
    """Any other URL is refused before anything is sent."""
    with pytest.raises(RecordError, match="on this machine only"):
        read_record(url)


def test_no_emulator_is_an_error(serve: Callable[..., str]) -> None:
    """Nothing there, or something else there: what to do is said."""
    for answer, status in (({}, 200), ("x", 404), ([{"sid": 1}], 200)):
        with pytest.raises(RecordError, match=r"no emulator of this version.*twilio-keys emulator"):
            read_record(serve(answer, status))
    with pytest.raises(RecordError, match="nothing answers there"):
        read_record("http://localhost:1")


def test_a_record_with_something_else_than_permissions_is_an_error(serve: Callable[..., str]) -> None:
    """What is no permission is not passed on."""
    fields = {"friendly_name": None, "granted": None, "used": {"sms": 1}, "refused": {}}
    both = {"operation": "a", "method": "a", "host": "a", "path": "a", "served": {}}
    with pytest.raises(RecordError, match="something that is no permission"):
        read_record(serve([{"sid": "SK1", **fields, **both}]))


def test_more_than_a_key_can_hold() -> None:
    """Over 100 permissions collapse where a resource is used whole; what still does not fit is said and shown."""
    whole = [Permission("voice", f"r{n}", action) for n in range(25) for action in ACTIONS]
    suggestion = from_record(_use(used=dict.fromkeys(whole, 1)))
    assert [entry.action for entry in suggestion.entries] == ["*"] * 25
    assert suggestion.reasons_of(suggestion.entries[0]) == ("used once",) * 5
    many = [Permission("voice", f"r{n}", "read") for n in range(101)]
    entries, problem = fitting(from_record(_use(used=dict.fromkeys(many, 1))))
    assert (len(entries), "101 permissions do not fit" in problem) == (101, True)
    assert "101 permissions do not fit" in rendering.as_json(from_record(_use(used=dict.fromkeys(many, 1))))


def test_nothing_used_is_an_empty_list() -> None:
    """Every format says so in its own way."""
    suggestion = from_record(_use())
    assert rendering.as_python(suggestion) == "permissions=[],"
    assert rendering.as_yaml(suggestion) == "permissions: []"
    answer = json.loads(rendering.as_json(suggestion))
    assert (answer["permissions"], answer["notes"]) == ([], ["SK1 asked for nothing: run the tests with it first"])

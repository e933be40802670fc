"""The emulator's record of which permissions were used, refused and never used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from twilio.base.exceptions import TwilioException
from twilio.rest import Client

SEND = "/twilio/messaging/messages/create"
READ = "/twilio/messaging/messages/read"
LIST = "/twilio/messaging/messages/list"
MESSAGES = "https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages.json"
BALANCE = "https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Balance.json"


def _send(client: Client) -> Any:
    return client.messages.create(to="+15005550006", from_="+15005550001", body="x")


def test_key_shows_what_it_used_and_what_it_never_needed(ask: Any, sign: Callable[..., Client], make_key: Any) -> None:
    """Used, refused and unused permissions of a key, and the operations behind them."""
    key = make_key("restricted", SEND, READ, friendly_name="texts")
    client = sign(*key)
    _send(client)
    _send(client)
    with pytest.raises(TwilioException):
        client.messages.list()
    assert ask("GET", f"_emulator/permissions/{key[0]}").json() == {
        "sid": key[0],
        "friendly_name": "texts",
        "kind": "restricted",
        "granted": [SEND, READ],
        "used": {SEND: 2},
        "refused": {LIST: 1},
        "unused": [READ],
        "operations": [f"POST {MESSAGES}"],
    }


def test_key_that_did_nothing_is_shown(ask: Any, make_key: Any) -> None:
    """Everything that a key holds is unused until it is used."""
    sid, _ = make_key("restricted", SEND)
    shown = ask("GET", "_emulator/permissions").json()
    assert [(entry["sid"], entry["used"], entry["unused"]) for entry in shown] == [(sid, {}, [SEND])]


def test_wildcard_is_unused_as_far_as_it_was_not_needed(ask: Any, sign: Callable[..., Client], make_key: Any) -> None:
    """Of a grant with `*` the actions that were never needed are left."""
    key = make_key("restricted", "/twilio/messaging/messages/*")
    _send(sign(*key))
    left = ask("GET", f"_emulator/permissions/{key[0]}").json()["unused"]
    assert left == [f"/twilio/messaging/messages/{action}" for action in ("delete", "list", "read", "update")]


def test_wildcard_can_be_used_up(ask: Any, sign: Callable[..., Client], make_key: Any) -> None:
    """What its resource does not have is not missed: conferences are neither made nor deleted."""
    key = make_key("restricted", "/twilio/voice/conferences/*")
    conferences = sign(*key).conferences
    conferences.list()
    conferences(f"CF{'0' * 32}").fetch()
    left = [ask("GET", f"_emulator/permissions/{key[0]}").json()["unused"]]
    conferences(f"CF{'0' * 32}").update(status="completed")
    left.append(ask("GET", f"_emulator/permissions/{key[0]}").json()["unused"])
    assert left == [["/twilio/voice/conferences/update"], []]


def test_wildcard_that_is_not_known_stands_for_all_actions(ask: Any, make_key: Any) -> None:
    """Of a resource that the catalog does not have nobody knows which actions there are."""
    sid, _ = make_key("restricted", "/twilio/own/things/*")
    left = ask("GET", f"_emulator/permissions/{sid}").json()["unused"]
    assert left == ["/twilio/own/things/*"]


@pytest.mark.parametrize("kind", ["standard", "main"])
def test_other_keys_show_what_a_restricted_one_would_have_needed(
    ask: Any, sign: Callable[..., Client], make_key: Any, kind: str
) -> None:
    """A key that may do everything tells which permissions its work needs, and has none that is unused."""
    key = make_key(kind)
    _send(sign(*key))
    shown = ask("GET", f"_emulator/permissions/{key[0]}").json()
    assert (shown["kind"], shown["granted"], shown["used"], shown["unused"]) == (kind, None, {SEND: 1}, [])


def test_auth_token_is_shown_under_its_account(ask: Any, client: Client, owner: Any) -> None:
    """So does an auth token; what it asked without a known permission is among its operations."""
    _send(client)
    client.balance.fetch()
    shown = ask("GET", "_emulator/permissions").json()
    assert [(entry["sid"], entry["kind"], entry["used"]) for entry in shown] == [(owner[0], "auth_token", {SEND: 1})]
    assert shown[0]["operations"] == [f"GET {BALANCE}", f"POST {MESSAGES}"]


def test_standard_key_on_keys_is_refused_by_name(ask: Any, make_key: Any) -> None:
    """Its 20003 is a refusal of the permission that a restricted key would have needed."""
    key = make_key("standard")
    ask("GET", "iam.twilio.com/v1/Keys", auth=key)
    assert ask("GET", f"_emulator/permissions/{key[0]}").json()["refused"] == {"/twilio/iam/api-keys/list": 1}


def test_permission_is_used_even_where_the_request_is_wrong(ask: Any, owner: Any, make_key: Any) -> None:
    """Who is told that something is missing needed the permission to be told."""
    key = make_key("restricted", SEND)
    path = f"api.twilio.com/2010-04-01/Accounts/{owner[0]}/Messages.json"
    assert ask("POST", path, auth=key).status_code == 400
    assert ask("GET", f"_emulator/permissions/{key[0]}").json()["used"] == {SEND: 1}


def test_deleted_key_is_remembered(ask: Any, sign: Callable[..., Client], make_key: Any) -> None:
    """What a key did before it was deleted stays in the record."""
    key = make_key("restricted", SEND)
    _send(sign(*key))
    ask("DELETE", f"_emulator/keys/{key[0]}")
    assert ask("GET", f"_emulator/permissions/{key[0]}").json()["used"] == {SEND: 1}


def test_record_can_be_forgotten(ask: Any, client: Client) -> None:
    """Afterwards it holds what came later, of known and unknown permissions."""
    _send(client)
    client.balance.fetch()
    assert ask("DELETE", "_emulator/permissions").status_code == 204
    assert [ask("GET", f"_emulator/{name}").json() for name in ("permissions", "unknown-permissions")] == [[], []]


def test_reset_forgets_the_record(ask: Any, client: Client) -> None:
    """A reset leaves no trace of who did what."""
    _send(client)
    ask("POST", "_emulator/reset")
    assert ask("GET", "_emulator/permissions").json() == []


def test_unknown_signer_is_404(ask: Any) -> None:
    """A sid that nobody signed with says so."""
    answer = ask("GET", "_emulator/permissions/SK1")
    assert (answer.status_code, answer.json()["detail"]) == (
        404,
        "nothing was signed with SK1, and the emulator has no such key",
    )


def test_record_holds_no_secret(ask: Any, sign: Callable[..., Client], make_key: Any, owner: Any) -> None:
    """Neither a key's secret nor an auth token is in it."""
    key = make_key("main")
    _send(sign(*key))
    _send(sign(*owner))
    text = ask("GET", "_emulator/permissions").text
    assert not [secret for secret in (key[1], owner[1]) if secret in text]

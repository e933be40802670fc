"""Operations that Twilio has and whose permission nobody public has named, and what Twilio does not have."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.emulator.tables import Row, Things, unknown_rows

HOSTS = sorted({row.host for row in unknown_rows()})
BALANCE = "api.twilio.com/2010-04-01/Accounts/{}/Balance.json"
_WORDS = (
    "Authorization Error: the emulator does not know which permission {} needs, so it refuses it to "
    "restricted keys; try a standard key, and see /_emulator/unknown-permissions"
)


def _is_about_accounts(row: Row) -> bool:
    return row.operation_id in {"CreateAccount", "UpdateAccount"}


@pytest.mark.parametrize("host", HOSTS)
def test_restricted_key_is_refused(
    session: requests.Session, server: Any, owner: Any, make_key: Any, host: str
) -> None:
    """Whatever a restricted key holds, it is refused, and told that the permission is not known."""
    things, key = Things(session, server.url, owner), make_key("restricted", "/twilio/messaging/messages/create")
    wrong = {}
    for row in (row for row in unknown_rows() if row.host == host):
        address, form = things.request(row)
        answer = session.request(row.method, address, data=form, auth=key, timeout=10)
        told = (answer.status_code, answer.json()["code"], answer.json()["message"])
        if told != (401, 70051, _WORDS.format(f"{row.method} https://{row.host}{row.path}")):
            wrong[str(row)] = answer.text
    assert wrong == {}


@pytest.mark.parametrize("host", HOSTS)
def test_standard_key_is_served(session: requests.Session, server: Any, owner: Any, make_key: Any, host: str) -> None:
    """A standard key gets an answer of the right status and shape, but for what is about accounts."""
    things, key = Things(session, server.url, owner), make_key("standard")
    wrong = {}
    for row in (row for row in unknown_rows() if row.host == host):
        address, form = things.request(row)
        answer = session.request(row.method, address, data=form, auth=key, timeout=10, allow_redirects=False)
        body = answer.json() if answer.content else None
        if _is_about_accounts(row):
            assert (answer.status_code, answer.json()["code"]) == (401, 20003)
        elif misfit := row.misfit(answer.status_code, body):
            wrong[str(row)] = misfit
    assert wrong == {}


def test_they_are_counted_by_who_asked(ask: Any, owner: Any, make_key: Any) -> None:
    """How often each was asked for, and which signers were refused and served."""
    restricted, main = make_key("restricted", "/twilio/billing/usage/read"), make_key("main")
    for auth in (restricted, restricted, main, owner):
        ask("GET", BALANCE.format(owner[0]), auth=auth)
    assert ask("GET", "_emulator/unknown-permissions").json() == [
        {
            "operation": "FetchBalance",
            "method": "GET",
            "host": "api.twilio.com",
            "path": "/2010-04-01/Accounts/{AccountSid}/Balance.json",
            "asked": 4,
            "refused": {restricted[0]: 2},
            "served": {main[0]: 1, owner[0]: 1},
        }
    ]


def test_they_are_listed_by_host_path_and_method(ask: Any, owner: Any) -> None:
    """The list does not depend on the order of the requests."""
    for path in ("voice.twilio.com/v1/Settings", BALANCE.format(owner[0])):
        ask("GET", path, auth=owner)
    asked = ask("GET", "_emulator/unknown-permissions").json()
    assert [entry["host"] for entry in asked] == ["api.twilio.com", "voice.twilio.com"]


@pytest.mark.parametrize("path", ["v1/Nothing", "v1/Services/MG1/Nothing", "v9/Services", "v1/Services/"])
def test_path_that_twilio_does_not_have_is_20404(ask: Any, owner: Any, path: str) -> None:
    """Nobody gets an answer where Twilio has nothing, and it is no unknown permission."""
    answer = ask("GET", f"messaging.twilio.com/{path}", auth=owner)
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)
    assert ask("GET", "_emulator/unknown-permissions").json() == []


@pytest.mark.parametrize("path", ["messaging.twilio.com/v1/Services", "verify.twilio.com/v2/Services/VA1"])
def test_known_path_with_another_method_is_20004(ask: Any, fails: Any, path: str) -> None:
    """A path that Twilio has says so, whoever asks."""
    fails(ask("PUT", path), 405, 20004, "Method not allowed")

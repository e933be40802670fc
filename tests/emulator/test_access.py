"""Who may do what: accounts, kinds of key, permissions."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

KEYS = "iam.twilio.com/v1/Keys"
OLD = "api.twilio.com/2010-04-01/Accounts"
NO_KEY = "SKe0" + "0" * 30
NO_MESSAGE = "SMe0" + "0" * 30
NO_CALL = "CAe0" + "0" * 30

OPERATIONS = [
    ("POST", KEYS, "iam/api-keys/create"),
    ("GET", KEYS, "iam/api-keys/list"),
    ("GET", f"{KEYS}/{NO_KEY}", "iam/api-keys/read"),
    ("POST", f"{KEYS}/{NO_KEY}", "iam/api-keys/update"),
    ("DELETE", f"{KEYS}/{NO_KEY}", "iam/api-keys/delete"),
    *(
        row
        for name in ("Keys", "SigningKeys")
        for row in (
            ("POST", f"{OLD}/{{account}}/{name}.json", "iam/api-keys/create"),
            ("GET", f"{OLD}/{{account}}/{name}.json", "iam/api-keys/list"),
            ("GET", f"{OLD}/{{account}}/{name}/{NO_KEY}.json", "iam/api-keys/read"),
            ("POST", f"{OLD}/{{account}}/{name}/{NO_KEY}.json", "iam/api-keys/update"),
            ("DELETE", f"{OLD}/{{account}}/{name}/{NO_KEY}.json", "iam/api-keys/delete"),
        )
    ),
    ("GET", f"{OLD}.json", "iam/accounts/list"),
    ("GET", f"{OLD}/{{account}}.json", "iam/accounts/read"),
    ("POST", f"{OLD}/{{account}}/Messages.json", "messaging/messages/create"),
    ("GET", f"{OLD}/{{account}}/Messages.json", "messaging/messages/list"),
    ("GET", f"{OLD}/{{account}}/Messages/{NO_MESSAGE}.json", "messaging/messages/read"),
    ("POST", f"{OLD}/{{account}}/Messages/{NO_MESSAGE}.json", "messaging/messages/update"),
    ("DELETE", f"{OLD}/{{account}}/Messages/{NO_MESSAGE}.json", "messaging/messages/delete"),
    ("POST", f"{OLD}/{{account}}/Calls.json", "voice/calls/create"),
    ("GET", f"{OLD}/{{account}}/Calls.json", "voice/calls/list"),
    ("GET", f"{OLD}/{{account}}/Calls/{NO_CALL}.json", "voice/calls/read"),
    ("DELETE", f"{OLD}/{{account}}/Calls/{NO_CALL}.json", "voice/calls/delete"),
]
OTHER = "/twilio/billing/usage/read"


@pytest.mark.parametrize(("method", "path", "permission"), OPERATIONS)
def test_restricted_key_needs_the_permission(
    ask: Any, owner: Any, make_key: Any, fails: Any, method: str, path: str, permission: str
) -> None:
    """Without the operation's permission a restricted key gets 70051 before anything else is looked at."""
    answer = ask(method, path.format(account=owner[0]), auth=make_key("restricted", OTHER))
    fails(answer, 401, 70051, f"Authorization Error: required permission twilio/{permission} is missing")


@pytest.mark.parametrize(("method", "path", "permission"), OPERATIONS)
def test_restricted_key_with_the_permission_passes(
    ask: Any, owner: Any, make_key: Any, method: str, path: str, permission: str
) -> None:
    """With it, the request is looked at: whatever is wrong now is not the credentials."""
    answer = ask(method, path.format(account=owner[0]), auth=make_key("restricted", f"/twilio/{permission}"))
    assert answer.status_code in {200, 201, 400, 404}


@pytest.mark.parametrize(("method", "path", "permission"), OPERATIONS)
def test_standard_key_reaches_all_but_keys_and_accounts(
    ask: Any, owner: Any, make_key: Any, method: str, path: str, permission: str
) -> None:
    """A standard key gets 20003 on Keys and Accounts and passes elsewhere."""
    answer = ask(method, path.format(account=owner[0]), auth=make_key("standard"))
    is_refused = (answer.status_code, answer.json().get("code")) == (401, 20003)
    assert is_refused == permission.startswith("iam/")


@pytest.mark.parametrize(("method", "path", "permission"), OPERATIONS)
def test_main_key_reaches_everything(
    ask: Any, owner: Any, make_key: Any, method: str, path: str, permission: str
) -> None:
    """A main key is as good as the auth token."""
    answer = ask(method, path.format(account=owner[0]), auth=make_key("main"))
    assert answer.status_code in {200, 201, 400, 404}


@pytest.mark.parametrize("granted", ["read", "list"])
def test_read_and_list_do_not_imply_each_other(ask: Any, owner: Any, make_key: Any, granted: str) -> None:
    """`read` is one message by its sid, `list` the collection."""
    key = make_key("restricted", f"/twilio/messaging/messages/{granted}")
    one = ask("GET", f"{OLD}/{owner[0]}/Messages/{NO_MESSAGE}.json", auth=key).status_code
    many = ask("GET", f"{OLD}/{owner[0]}/Messages.json", auth=key).status_code
    assert (one, many) == ((404, 401) if granted == "read" else (401, 200))


def test_wildcard_grants_every_action(sign: Callable[..., Client], make_key: Any) -> None:
    """A key with `*` may send, list and delete messages."""
    client = sign(*make_key("restricted", "/twilio/messaging/messages/*"))
    message = client.messages.create(to="+15005550006", from_="+15005550001", body="hello")
    assert [found.sid for found in client.messages.list()] == [message.sid]
    assert client.messages(message.sid).delete()


def test_new_policy_counts_at_once(ask: Any, owner: Any, sign: Callable[..., Client], make_key: Any) -> None:
    """What an update revoked is refused in the next request, in the words of twilio-python's exception."""
    key = make_key("restricted", "/twilio/messaging/messages/create")
    sign(*owner).iam.v1.api_key(key[0]).update(policy={"allow": ["/twilio/voice/calls/list"]})
    with pytest.raises(TwilioRestException) as refused:
        sign(*key).messages.create(to="+1", from_="+2", body="x")
    assert (refused.value.status, refused.value.code) == (401, 70051)
    assert "required permission twilio/messaging/messages/create is missing" in refused.value.msg


def test_restricted_key_can_widen_itself(ask: Any, sign: Callable[..., Client], make_key: Any) -> None:
    """A key that may update keys is as good as a main key: it grants itself what it likes."""
    key = make_key("restricted", "/twilio/iam/api-keys/update")
    sign(*key).iam.v1.api_key(key[0]).update(policy={"allow": ["/twilio/messaging/messages/list"]})
    assert sign(*key).messages.list() == []


BAD_HEADERS = [
    None,
    "Basic",
    "Basic ???",
    "Basic " + base64.b64encode(b"\xff:x").decode(),
    "Basic " + base64.b64encode(b"no-colon").decode(),
    "Bearer " + base64.b64encode(b"a:b").decode(),
]


@pytest.mark.parametrize("header", BAD_HEADERS)
def test_unusable_credentials_are_20003(ask: Any, fails: Any, header: str | None) -> None:
    """What is no Basic credential is refused before the body is looked at."""
    answer = ask("POST", KEYS, headers={"Authorization": header} if header else {})
    fails(answer, 401, 20003, "Authenticate")
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.parametrize("who", ["token", "key", "nobody", "umlaut"])
def test_wrong_secret_is_20003(ask: Any, owner: Any, make_key: Any, fails: Any, who: str) -> None:
    """A wrong token, a wrong secret and an unknown name look all the same."""
    username = {"token": owner[0], "key": make_key("main")[0], "nobody": NO_KEY, "umlaut": "ü"}[who]
    header = "Basic " + base64.b64encode(f"{username}:wrong-ü".encode()).decode()
    fails(ask("GET", KEYS, headers={"Authorization": header}), 401, 20003, "Authenticate")


def test_authorization_comes_before_the_body(ask: Any, make_key: Any, fails: Any) -> None:
    """A standard key with a bad policy learns nothing about the policy."""
    answer = ask("POST", KEYS, auth=make_key("standard"), data={"FriendlyName": "x" * 65})
    fails(answer, 401, 20003, "Authenticate")


def _reach(ask: Any, auth: Any, account: str) -> tuple[int, ...]:
    old = ask("GET", f"{OLD}/{account}/Keys.json", auth=auth)
    new = ask("GET", KEYS, auth=auth, params={"AccountSid": account})
    made = ask("POST", KEYS, auth=auth, data={"AccountSid": account})
    return old.status_code, new.status_code, made.status_code


def test_parents_auth_token_reaches_the_subaccount(ask: Any, owner: Any, subaccount: Any) -> None:
    """The main account's auth token manages the subaccount's keys, in both versions of the API."""
    assert _reach(ask, owner, subaccount[0]) == (200, 200, 201)


def test_main_key_reaches_its_own_account_only(ask: Any, owner: Any, subaccount: Any, make_key: Any) -> None:
    """A main key does not reach the subaccounts of its account."""
    key = make_key("main")
    assert _reach(ask, key, owner[0]) == (200, 200, 201)
    assert _reach(ask, key, subaccount[0]) == (401, 401, 401)


def test_subaccount_reaches_itself_only(ask: Any, owner: Any, subaccount: Any, make_key: Any) -> None:
    """Neither the subaccount's auth token nor its main key reaches the main account."""
    for auth in (subaccount, make_key("main", account_sid=subaccount[0])):
        assert _reach(ask, auth, subaccount[0]) == (200, 200, 201)
        assert _reach(ask, auth, owner[0]) == (401, 401, 401)


def test_unknown_account_is_20003(ask: Any, owner: Any, stranger: str, fails: Any) -> None:
    """An account that nobody has is refused like a foreign one."""
    fails(ask("GET", f"{OLD}/{stranger}/Messages.json", auth=owner), 401, 20003, "Authenticate")
    assert _reach(ask, owner, stranger) == (401, 401, 401)


def test_key_of_another_account_is_20404(ask: Any, owner: Any, subaccount: Any, make_key: Any, fails: Any) -> None:
    """Nobody learns that another account has a key of that sid; the parent's auth token reaches it."""
    sid, _ = make_key("standard")
    below, _ = make_key("standard", account_sid=subaccount[0])
    fails(
        ask("GET", f"{KEYS}/{sid}", auth=subaccount), 404, 20404, f"The requested resource /v1/Keys/{sid} was not found"
    )
    assert ask("GET", f"{KEYS}/{below}", auth=owner).status_code == 200
    assert ask("GET", f"{OLD}/{owner[0]}/Keys/{below}.json", auth=owner).status_code == 404


def test_accounts_are_listed_as_far_as_reached(
    client: Client, sign: Callable[..., Client], owner: Any, subaccount: Any
) -> None:
    """The main account sees itself and its subaccounts, a subaccount itself; no answer has an auth token."""
    seen = client.api.v2010.accounts.list()
    assert [(account.sid, account.owner_account_sid) for account in seen] == [
        (owner[0], owner[0]),
        (subaccount[0], owner[0]),
    ]
    assert [account.sid for account in sign(*subaccount).api.v2010.accounts.list()] == [subaccount[0]]
    account = client.api.v2010.accounts(subaccount[0]).fetch()
    assert (account.status, account.auth_token) == ("active", None)

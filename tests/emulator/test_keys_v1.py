"""The Key resource, version 1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from twilio.rest import Client

SEND = "/twilio/messaging/messages/create"
READ = "/twilio/messaging/messages/read"
KEYS = "iam.twilio.com/v1/Keys"
NO_KEY = "SKe0" + "0" * 30


def test_created_restricted_key_has_policy_and_secret(client: Client, server: Any) -> None:
    """A restricted key is answered with its policy and, once, its secret of 32 base62 characters."""
    key = client.iam.v1.new_api_key.create(
        server.account_sid, friendly_name="texts", key_type="restricted", policy={"allow": [SEND]}
    )
    assert key.policy == {"allow": [SEND]}
    assert re.fullmatch(r"SKe0[0-9a-f]{30}", key.sid or "")
    assert re.fullmatch(r"[0-9A-Za-z]{32}", key.secret or "")
    assert (key.friendly_name, key.date_created) == ("texts", key.date_updated)


def test_created_standard_key_has_no_policy_and_no_name(client: Client, server: Any) -> None:
    """Without KeyType a standard key is made, without FriendlyName its name is null."""
    key = client.iam.v1.new_api_key.create(server.account_sid)
    assert (key.policy, key.friendly_name) == (None, None)


def test_create_answers_201_with_these_fields(ask: Any, owner: Any) -> None:
    """A create answers 201 with six fields and dates in RFC 2822."""
    answer = ask("POST", KEYS, auth=owner, data={"AccountSid": owner[0]})
    assert answer.status_code == 201
    assert sorted(answer.json()) == ["date_created", "date_updated", "friendly_name", "policy", "secret", "sid"]
    assert re.fullmatch(
        r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000", answer.json()["date_created"]
    )


def test_fetch_has_policy_and_neither_flags_nor_secret(ask: Any, owner: Any, make_key: Any) -> None:
    """A fetched key shows its policy, no flags, and never its secret."""
    sid, _ = make_key("restricted", SEND)
    answer = ask("GET", f"{KEYS}/{sid}", auth=owner)
    assert answer.status_code == 200
    assert sorted(answer.json()) == ["date_created", "date_updated", "friendly_name", "policy", "sid"]


def test_update_replaces_the_policy_whole(client: Client, make_key: Any) -> None:
    """A new policy replaces the old one; the name stays."""
    sid, _ = make_key("restricted", SEND, friendly_name="texts")
    key = client.iam.v1.api_key(sid).update(policy={"allow": [READ]})
    assert (key.policy, key.friendly_name) == ({"allow": [READ]}, "texts")
    assert client.iam.v1.api_key(sid).fetch().policy == {"allow": [READ]}


def test_update_renames_and_keeps_the_policy(client: Client, make_key: Any) -> None:
    """A rename leaves the policy."""
    sid, _ = make_key("restricted", SEND)
    key = client.iam.v1.api_key(sid).update(friendly_name="new")
    assert (key.policy, key.friendly_name) == ({"allow": [SEND]}, "new")


def test_refused_update_changes_nothing(ask: Any, owner: Any, make_key: Any) -> None:
    """A new name does not get through beside a bad policy."""
    sid, _ = make_key("restricted", SEND, friendly_name="old")
    data = {"FriendlyName": "new", "Policy": '{"allow":["/twilio/x/y"]}'}
    assert ask("POST", f"{KEYS}/{sid}", auth=owner, data=data).status_code == 400
    assert ask("GET", f"{KEYS}/{sid}", auth=owner).json()["friendly_name"] == "old"


def test_deleted_key_is_gone_and_signs_nothing(ask: Any, owner: Any, make_key: Any, fails: Any) -> None:
    """A delete answers 204 without a body; then the key is 20404 and its credentials are bad."""
    key = make_key("main")
    answer = ask("DELETE", f"{KEYS}/{key[0]}", auth=owner)
    assert (answer.status_code, answer.content) == (204, b"")
    fails(
        ask("GET", f"{KEYS}/{key[0]}", auth=owner),
        404,
        20404,
        f"The requested resource /v1/Keys/{key[0]} was not found",
    )
    fails(ask("GET", KEYS, auth=key), 401, 20003, "Authenticate")


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_missing_key_is_20404(ask: Any, owner: Any, fails: Any, method: str) -> None:
    """A sid that no key has is 20404."""
    fails(
        ask(method, f"{KEYS}/{NO_KEY}", auth=owner),
        404,
        20404,
        f"The requested resource /v1/Keys/{NO_KEY} was not found",
    )


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_malformed_sid_is_70002(ask: Any, owner: Any, fails: Any, method: str) -> None:
    """A text that can be no key's sid is 70002."""
    fails(ask(method, f"{KEYS}/SK1", auth=owner), 400, 70002, "Sid 'SK1' is not a valid key sid")


def test_account_sid_beside_the_sid_must_fit(ask: Any, owner: Any, subaccount: Any, make_key: Any) -> None:
    """A fetch may name the account, and finds nothing under another one."""
    sid, _ = make_key("standard")
    codes = [
        ask("GET", f"{KEYS}/{sid}", auth=owner, params={"AccountSid": account}).status_code
        for account in (owner[0], subaccount[0])
    ]
    assert codes == [200, 404]


_POLICY = json.dumps({"allow": [SEND]})
_TYPE_WORDS = "KeyType must be 'restricted' where a Policy is given, or left out"
_LONG_NAME = "FriendlyName must not be longer than 64 characters"


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        ({"AccountSid": None}, 20001, "AccountSid is required"),
        ({"AccountSid": "AC1"}, 70002, "AccountSid 'AC1' is not a valid account sid"),
        ({"FriendlyName": "x" * 65}, 70001, _LONG_NAME),
        ({"KeyType": "main"}, 70001, _TYPE_WORDS),
        ({"KeyType": "standard", "Policy": _POLICY}, 70001, _TYPE_WORDS),
        ({"Policy": _POLICY}, 70001, _TYPE_WORDS),
        ({"KeyType": "restricted"}, 70001, "Policy is required with KeyType 'restricted'"),
    ],
)
def test_refused_create_makes_no_key(
    ask: Any, owner: Any, server: Any, fails: Any, data: dict[str, str | None], code: int, message: str
) -> None:
    """A parameter that breaks a rule is refused, and no key is made."""
    fails(ask("POST", KEYS, auth=owner, data={"AccountSid": owner[0]} | data), 400, code, message)
    assert server.state.keys.all() == []


def test_name_of_64_characters_is_taken(client: Client, server: Any) -> None:
    """64 characters fit, whatever their bytes; two keys may have one name."""
    names = [
        client.iam.v1.new_api_key.create(server.account_sid, friendly_name="ü" * 64).friendly_name for _ in range(2)
    ]
    assert names == ["ü" * 64] * 2


def test_update_to_a_long_name_is_70001(ask: Any, owner: Any, make_key: Any, fails: Any) -> None:
    """The limit on names holds for updates too."""
    sid, _ = make_key("standard")
    fails(ask("POST", f"{KEYS}/{sid}", auth=owner, data={"FriendlyName": "x" * 65}), 400, 70001, _LONG_NAME)


@pytest.mark.parametrize("kind", ["standard", "main"])
def test_policy_for_another_kind_is_70001(ask: Any, owner: Any, make_key: Any, fails: Any, kind: str) -> None:
    """A standard or main key cannot become restricted."""
    sid, _ = make_key(kind)
    answer = ask("POST", f"{KEYS}/{sid}", auth=owner, data={"Policy": _POLICY})
    fails(answer, 400, 70001, "Policy can be set on a restricted key only")


def test_list_has_flags_and_no_policy(client: Client, ask: Any, owner: Any, make_key: Any) -> None:
    """A list shows each key's flags, and no policy."""
    for kind, permissions in (("main", ()), ("standard", ()), ("restricted", (SEND,))):
        make_key(kind, *permissions)
    flags = [key.flags for key in client.iam.v1.get_api_keys.list(owner[0])]
    assert flags == [
        ["rest_api", "signing", "manage_keys", "manage_accounts"],
        ["rest_api", "signing"],
        ["restricted"],
    ]
    item = ask("GET", KEYS, auth=owner, params={"AccountSid": owner[0]}).json()["keys"][0]
    assert sorted(item) == ["date_created", "date_updated", "flags", "friendly_name", "sid"]


def test_list_is_sorted_by_the_last_change(client: Client, owner: Any, make_key: Any) -> None:
    """A key that was just changed comes last."""
    first, second = make_key("standard")[0], make_key("standard")[0]
    client.iam.v1.api_key(first).update(friendly_name="changed")
    assert [key.sid for key in client.iam.v1.get_api_keys.list(owner[0])] == [second, first]


def test_list_without_account_is_20001(ask: Any, owner: Any, fails: Any) -> None:
    """A list needs an AccountSid."""
    fails(ask("GET", KEYS, auth=owner), 400, 20001, "AccountSid is required")


def test_two_creates_make_two_keys(client: Client, owner: Any) -> None:
    """A create is not idempotent."""
    create: Callable[..., Any] = client.iam.v1.new_api_key.create
    assert create(owner[0], friendly_name="a").sid != create(owner[0], friendly_name="a").sid

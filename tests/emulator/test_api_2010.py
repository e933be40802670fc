"""The 2010-04-01 API: its old Keys endpoint, messages and calls, in each Region."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

DUBLIN = "api.dublin.ie1.twilio.com/2010-04-01/Accounts"
SYDNEY = "api.sydney.au1.twilio.com/2010-04-01/Accounts"
OLD = "api.twilio.com/2010-04-01/Accounts"
KEYS = "iam.twilio.com/v1/Keys"


@pytest.mark.parametrize("name", ["Keys", "SigningKeys"])
def test_old_endpoint_ignores_the_policy_and_makes_a_standard_key(ask: Any, owner: Any, name: str) -> None:
    """The trap: KeyType and Policy are ignored without an error, bad ones too."""
    data = {"FriendlyName": "trapped", "KeyType": "restricted", "Policy": '{"allow":["/twilio/x/y"]}'}
    made = ask("POST", f"{OLD}/{owner[0]}/{name}.json", auth=owner, data=data)
    assert made.status_code == 201
    assert sorted(made.json()) == ["date_created", "date_updated", "friendly_name", "secret", "sid"]
    assert ask("GET", f"{KEYS}/{made.json()['sid']}", auth=owner).json()["policy"] is None
    key = (made.json()["sid"], made.json()["secret"])
    assert ask("GET", f"{OLD}/{owner[0]}/Messages.json", auth=key).status_code == 200


def test_old_endpoint_keeps_keys(client: Client) -> None:
    """twilio-python creates, fetches, renames, lists and deletes there."""
    sid = client.new_keys.create(friendly_name="a").sid
    assert client.keys(sid).fetch().friendly_name == "a"
    assert client.keys(sid).update(friendly_name="b").friendly_name == "b"
    assert [key.friendly_name for key in client.signing_keys.list()] == ["b"]
    assert client.keys(sid).delete()
    with pytest.raises(TwilioRestException) as gone:
        client.keys(sid).fetch()
    assert (gone.value.status, gone.value.code) == (404, 20404)


def test_old_endpoint_ignores_a_policy_in_an_update(ask: Any, owner: Any, make_key: Any) -> None:
    """A restricted key can be touched there, and keeps its policy and name."""
    sid, _ = make_key("restricted", "/twilio/voice/calls/read", friendly_name="a")
    ask("POST", f"{OLD}/{owner[0]}/Keys/{sid}.json", auth=owner, data={"Policy": "{"}).raise_for_status()
    key = ask("GET", f"{KEYS}/{sid}", auth=owner).json()
    assert (key["policy"], key["friendly_name"]) == ({"allow": ["/twilio/voice/calls/read"]}, "a")


def test_signing_keys_are_the_same_things(ask: Any, owner: Any, make_key: Any) -> None:
    """Keys and SigningKeys list the same keys under different names."""
    sid, _ = make_key("standard")
    lists = [ask("GET", f"{OLD}/{owner[0]}/{name}.json", auth=owner).json() for name in ("Keys", "SigningKeys")]
    assert lists[0]["keys"] == lists[1]["signing_keys"]
    assert lists[0]["keys"][0]["sid"] == sid


def test_regional_key_works_and_is_seen_in_its_region_only(ask: Any, owner: Any) -> None:
    """A key made in Dublin signs in there, and elsewhere it does not exist."""
    made = ask("POST", f"{DUBLIN}/{owner[0]}/Keys.json", auth=owner).json()
    key = (made["sid"], made["secret"])
    assert [ask("GET", f"{base}/{owner[0]}/Messages.json", auth=key).status_code for base in (DUBLIN, SYDNEY, OLD)] == [
        200,
        401,
        401,
    ]
    seen = [
        len(ask("GET", f"{base}/{owner[0]}/Keys.json", auth=owner).json()["keys"]) for base in (DUBLIN, SYDNEY, OLD)
    ]
    assert seen == [1, 0, 0]
    assert ask("GET", f"{KEYS}/{key[0]}", auth=owner).status_code == 404


def test_us1_key_does_not_work_elsewhere(ask: Any, owner: Any, make_key: Any) -> None:
    """A key of us1 is unknown in the other Regions."""
    key = make_key("main")
    assert [ask("GET", f"{base}/{owner[0]}/Messages.json", auth=key).status_code for base in (OLD, DUBLIN)] == [
        200,
        401,
    ]


def test_messages_of_a_region_stay_there(ask: Any, owner: Any) -> None:
    """A message sent in Sydney is listed there only."""
    data = {"To": "+15005550006", "From": "+15005550001", "Body": "hello"}
    ask("POST", f"{SYDNEY}/{owner[0]}/Messages.json", auth=owner, data=data).raise_for_status()
    counts = [
        len(ask("GET", f"{base}/{owner[0]}/Messages.json", auth=owner).json()["messages"]) for base in (SYDNEY, OLD)
    ]
    assert counts == [1, 0]


def test_message_lives_until_it_is_deleted(client: Client) -> None:
    """A message can be sent, fetched, emptied, canceled and deleted; then it is 20404."""
    message = client.messages.create(to="+15005550006", from_="+15005550001", body="hello")
    assert (message.body, message.status, message.from_) == ("hello", "queued", "+15005550001")
    assert client.messages(message.sid).fetch().date_created == message.date_created
    assert client.messages(message.sid).update(body="").body == ""
    assert client.messages(message.sid).update(status="canceled").status == "canceled"
    assert client.messages(message.sid).delete()
    with pytest.raises(TwilioRestException) as gone:
        client.messages(message.sid).fetch()
    assert (gone.value.status, gone.value.code) == (404, 20404)


def test_message_from_a_service_has_no_sender(client: Client) -> None:
    """A messaging service can send a message with media alone."""
    service = "MGe0" + "0" * 30
    message = client.messages.create(
        to="+15005550006", messaging_service_sid=service, media_url=["https://example.com/a.png"]
    )
    assert (message.from_, message.messaging_service_sid, message.body) == (None, service, "")


def test_messages_are_listed_newest_first_and_filtered(client: Client) -> None:
    """A list begins with the newest message and can be filtered by receiver and sender."""
    for to, sender in (("+1", "+8"), ("+2", "+8"), ("+2", "+9")):
        client.messages.create(to=to, from_=sender, body="x")
    assert [(message.to, message.from_) for message in client.messages.list(page_size=2)] == [
        ("+2", "+9"),
        ("+2", "+8"),
        ("+1", "+8"),
    ]
    assert len(client.messages.list(to="+2", from_="+8")) == 1


def test_call_lives_until_it_is_deleted(client: Client) -> None:
    """A call can be placed, fetched, listed and deleted; then it is 20404."""
    call = client.calls.create(to="+15005550006", from_="+15005550001", url="https://example.com/twiml")
    assert (call.status, call.direction) == ("queued", "outbound-api")
    assert client.calls(call.sid).fetch().to == "+15005550006"
    assert [found.sid for found in client.calls.list(to="+15005550006")] == [call.sid]
    assert client.calls(call.sid).delete()
    with pytest.raises(TwilioRestException) as gone:
        client.calls(call.sid).fetch()
    assert (gone.value.status, gone.value.code) == (404, 20404)


@pytest.mark.parametrize(
    ("path", "data", "code", "message"),
    [
        ("Messages", {}, 21604, "A 'To' phone number is required."),
        ("Messages", {"To": "+1"}, 21603, "A 'From' phone number is required."),
        ("Messages", {"To": "+1", "From": "+2"}, 21602, "Message body is required."),
        ("Calls", {}, 21201, "No 'To' number is specified"),
        ("Calls", {"To": "+1"}, 21213, "A 'From' phone number is required."),
        ("Calls", {"To": "+1", "From": "+2"}, 21205, "Url parameter is required."),
    ],
)
def test_incomplete_message_or_call_is_refused(
    ask: Any, owner: Any, fails: Any, path: str, data: dict[str, str], code: int, message: str
) -> None:
    """A message needs receiver, sender and content; a call receiver, caller and instructions."""
    fails(ask("POST", f"{OLD}/{owner[0]}/{path}.json", auth=owner, data=data), 400, code, message)


def test_message_cannot_be_rewritten(ask: Any, client: Client, owner: Any, fails: Any) -> None:
    """A message that was sent can be emptied, not changed."""
    sid = client.messages.create(to="+1", from_="+2", body="hello").sid
    answer = ask("POST", f"{OLD}/{owner[0]}/Messages/{sid}.json", auth=owner, data={"Body": "other"})
    fails(answer, 400, 20001, "a message's Body can only be emptied, its Status only be 'canceled'")


def test_messages_of_one_account_are_not_anothers(sign: Callable[..., Client], client: Client, subaccount: Any) -> None:
    """A subaccount sees its own messages only, and so does its parent under the parent's path."""
    below = sign(*subaccount, account_sid=subaccount[0])
    sid = below.messages.create(to="+1", from_="+2", body="x").sid
    assert ([message.sid for message in below.messages.list()], client.messages.list()) == ([sid], [])

"""The keys of an account through the gateway, against the emulator."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
import requests

from tests.builders import ACCOUNT_SID, CALL, EVERY_MESSAGE_ACTION, LIST, NAME, READ, SEND, grant, terms
from tests.unit.local_twilio import AUTH_TOKEN, LocalTwilio, owner
from twilio_keys_component.emulator import EmulatorServer, EmulatorSettings
from twilio_keys_component.model import Region, Terms
from twilio_keys_component.permissions import ACTIONS, MAX_POLICY_ENTRIES, load_catalog
from twilio_keys_component.twilio_iam import (
    Connection,
    InvalidPermissionError,
    KeyGateway,
    TwilioError,
    UnexpectedAnswerError,
)

STANDARD = Terms(friendly_name=NAME, permissions=None)
MESSAGE_ACTIONS = [f"/twilio/messaging/messages/{action}" for action in ACTIONS]


def test_restricted_key_is_made_by_one_request(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """With its name, its policy and the secret that is seen once."""
    made = gateway.create(terms(SEND, READ, name="Ünïcode"))
    key = twilio.all_keys()[made.key.sid]
    assert (key["kind"], key["friendly_name"], key["account_sid"]) == ("restricted", "Ünïcode", ACCOUNT_SID)
    assert twilio.grant_of(made.key.sid) == made.key.permissions == grant(SEND, READ)
    assert (made.key.date_created, made.key.flags) == (key["date_created"], None)
    assert len(made.secret.get_secret_value()) == 32
    assert twilio.methods() == ["POST"]


def test_standard_key_is_made_by_one_request(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Without permissions there is no policy, and no type either."""
    made = gateway.create(STANDARD)
    assert (twilio.all_keys()[made.key.sid]["kind"], made.key.permissions) == ("standard", None)
    assert twilio.methods() == ["POST"]


def test_secret_signs_in(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """The key that was made works at once, within its permissions."""
    made = gateway.create(terms(LIST))
    auth = (made.key.sid, made.secret.get_secret_value())
    url = f"{twilio.url}/api.twilio.com/2010-04-01/Accounts/{ACCOUNT_SID}"
    assert requests.get(f"{url}/Messages.json", auth=auth, timeout=10).status_code == 200
    assert requests.get(f"{url}/Calls.json", auth=auth, timeout=10).status_code == 401


def test_key_without_a_name(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Twilio takes it, and has null for its name (live)."""
    made = gateway.create(Terms(friendly_name=None, permissions=None))
    assert made.key.friendly_name is None
    assert gateway.fetch(made.key.sid) == made.key
    assert [key.friendly_name for key in gateway.list()] == [None]


def test_update_replaces_name_and_whole_policy(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """In one request; the answer is the key as it is then."""
    sid, _ = twilio.make_key("restricted", SEND, READ, friendly_name="old")
    updated = gateway.update(sid, terms(CALL, name="new"))
    assert twilio.methods() == ["POST"]
    assert updated.terms == terms(CALL, name="new")
    assert (twilio.all_keys()[sid]["friendly_name"], twilio.grant_of(sid)) == ("new", grant(CALL))


def test_standard_key_is_renamed_without_a_policy(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """A policy would be refused."""
    sid, _ = twilio.make_key("standard")
    assert gateway.update(sid, STANDARD).friendly_name == NAME


def test_delete_revokes(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """One request, and the key is gone."""
    sid, _ = twilio.make_key("standard")
    gateway.delete(sid)
    assert (twilio.all_keys(), twilio.methods()) == ({}, ["DELETE"])


def test_list_goes_through_all_pages_in_order(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """With flags and without policies (doc); each page is one request."""
    sids = [twilio.make_key(kind, *grants)[0] for kind, *grants in (("standard",), ("restricted", SEND), ("main",))]
    keys = list(gateway.list(page_size=1))
    assert [key.sid for key in keys] == sids
    assert [key.flags for key in keys][:2] == [("rest_api", "signing"), ("restricted",)]
    assert "manage_keys" in (keys[2].flags or ())
    assert {key.permissions for key in keys} == {None}
    assert twilio.methods() == ["GET"] * 3


def test_list_asks_only_for_the_pages_that_are_read(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Who looks at one key pays for one page."""
    for _ in range(3):
        twilio.make_key("standard")
    keys = gateway.list(page_size=1)
    assert twilio.methods() == []
    assert len(list(islice(keys, 1))) == 1
    assert twilio.methods() == ["GET"]


def test_keys_are_found_by_their_exact_name(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """All of it, whatever they may do; none whose name is only similar."""
    for name in ("orders", "Orders ", "Orders-2", None):
        twilio.make_key("standard", **({} if name is None else {"friendly_name": name}))
    sids = [twilio.make_key(kind, friendly_name="Orders")[0] for kind in ("standard", "main")]
    assert [key.sid for key in gateway.named("Orders")] == sids
    assert gateway.named("Order") == ()


def test_list_of_no_keys(gateway: KeyGateway) -> None:
    """An account without keys is no error."""
    assert list(gateway.list()) == []


@pytest.mark.parametrize(
    "url", ["https://example.com/v1/Keys", r"https://example.com\.twilio.com/v1/Keys", "http://127.0.0.1:9/v1/Keys"]
)
def test_link_to_another_place_is_not_followed(gateway: KeyGateway, twilio: LocalTwilio, url: str) -> None:
    """Whatever an answer says is the next page, credentials go to Twilio only."""
    sid, _ = twilio.make_key("standard")
    twilio.fault("rewrite", body={"meta": {"key": "keys", "next_page_url": url}})
    keys = gateway.list()
    assert next(keys).sid == sid
    with pytest.raises(UnexpectedAnswerError, match="refused to send credentials") as caught:
        next(keys)
    assert AUTH_TOKEN not in str(caught.value)
    assert len(twilio.requests()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"sid": None},
        {"sid": 5},
        {"sid": "AC123"},
        {"friendly_name": 5},
        {"policy": 5},
        {"policy": {"allow": 5}},
        {"policy": {"deny": []}},
        {"policy": {"allow": ["/twilio/messaging/messages/explode"]}},
        {"date_created": 5},
        {"date_updated": "Mon, 99 Jun 2016 22:50:08 +0000"},
    ],
    ids=str,
)
@pytest.mark.parametrize("call", ["fetch", "update"])
def test_answer_that_is_no_key(
    calls: dict[str, Callable[[], Any]], twilio: LocalTwilio, wrong: dict[str, Any], call: str
) -> None:
    """One readable error, whoever tripped over it; nothing is taken for granted."""
    twilio.fault("rewrite", body=wrong)
    with pytest.raises(UnexpectedAnswerError, match=f"Could not {call} the key"):
        calls[call]()


@pytest.mark.parametrize(
    "wrong",
    [
        {"keys": None},
        {"keys": 5},
        {"keys": [5]},
        {"keys": [{"sid": None}]},
        {"keys": [{"sid": "SK1", "flags": 5}]},
        {"meta": {}},
        {"meta": 5},
        {"meta": {"key": "other"}},
        {"meta": {"key": "keys", "next_page_url": 5}},
    ],
    ids=str,
)
def test_answer_that_is_no_list(gateway: KeyGateway, twilio: LocalTwilio, wrong: dict[str, Any]) -> None:
    """The same for pages."""
    twilio.fault("rewrite", body=wrong)
    with pytest.raises(UnexpectedAnswerError, match="Could not list the keys"):
        list(gateway.list())


def test_permission_that_cannot_be_read_is_named(calls: dict[str, Callable[[], Any]], twilio: LocalTwilio) -> None:
    """Somebody may have granted in the Console what this version cannot speak of."""
    twilio.fault("rewrite", body={"policy": {"allow": [SEND, "/twilio/messaging/messages/explode"]}})
    with pytest.raises(UnexpectedAnswerError, match="messages/explode"):
        calls["fetch"]()


@pytest.mark.parametrize("text", ["yesterday", None])
def test_date_that_cannot_be_read_is_none(calls: dict[str, Callable[[], Any]], twilio: LocalTwilio, text: Any) -> None:
    """Nothing depends on it."""
    twilio.fault("rewrite", body={"date_created": text})
    assert calls["fetch"]().date_created is None


@pytest.fixture
def picky(reach: Callable[..., KeyGateway]) -> Any:
    """A Twilio that takes no wildcards, and a gateway to it."""
    with EmulatorServer.run(EmulatorSettings(refuse_wildcards=True)) as server:
        yield server, reach(server.url, owner(server.account_sid, server.auth_token))


def test_refused_wildcard_is_sent_once_more_as_single_actions(picky: Any) -> None:
    """A refusal has made nothing (live); the answer is the same grant, whatever its spelling."""
    server, gateway = picky
    made = gateway.create(terms(EVERY_MESSAGE_ACTION, CALL))
    assert made.key.permissions == grant(EVERY_MESSAGE_ACTION, CALL) == grant(*MESSAGE_ACTIONS, CALL)
    assert [entry.status for entry in server.state.journal.entries()] == [400, 201]
    updated = gateway.update(made.key.sid, terms(EVERY_MESSAGE_ACTION))
    assert updated.permissions == grant(*MESSAGE_ACTIONS)
    assert [entry.status for entry in server.state.journal.entries()[2:]] == [400, 200]


def test_refusal_of_another_permission_is_final(picky: Any) -> None:
    """Spelling the wildcards out would not help."""
    server, gateway = picky
    with pytest.raises(InvalidPermissionError, match="no/such/read"):
        gateway.create(terms("/twilio/no/such/read", EVERY_MESSAGE_ACTION.replace("messaging", "zz")))
    assert len(server.state.journal.entries()) == 1


def test_wildcards_that_do_not_fit_when_spelled_out_are_an_error(picky: Any) -> None:
    """Over 100 single actions: one request, and the error says why and what to do."""
    server, gateway = picky
    known = load_catalog().entries.keys()
    whole = [wildcard for wildcard in {p.wildcard for p in known} if set(wildcard.expanded()) <= known]
    wildcards = [str(permission) for permission in sorted(whole)[: MAX_POLICY_ENTRIES // len(ACTIONS) + 1]]
    with pytest.raises(InvalidPermissionError, match=r"105 actions.*at most 100") as caught:
        gateway.create(terms(*wildcards))
    assert "split the work over several keys" in caught.value.next_step
    assert (len(server.state.journal.entries()), server.state.keys.all()) == (1, [])


@pytest.fixture
def regional(connection: Connection) -> KeyGateway:
    """The account's keys in ie1."""
    return connection.gateway(ACCOUNT_SID, Region.IE1)


def test_key_of_another_region_lives_there_alone(
    regional: KeyGateway, gateway: KeyGateway, twilio: LocalTwilio
) -> None:
    """Make, fetch, rename, list and delete through the Region's own host."""
    made = regional.create(STANDARD)
    assert (twilio.all_keys()[made.key.sid]["region"], len(made.secret.get_secret_value())) == ("ie1", 32)
    assert regional.fetch(made.key.sid) == made.key
    assert regional.update(made.key.sid, Terms(friendly_name="new", permissions=None)).friendly_name == "new"
    assert [key.friendly_name for key in regional.list(page_size=1)] == ["new"]
    assert list(gateway.list()) == []
    regional.delete(made.key.sid)
    assert twilio.all_keys() == {}
    hosts = {request["host"] for request in twilio.requests()}
    assert hosts == {"api.dublin.ie1.twilio.com", "iam.twilio.com"}


def test_list_of_another_region_goes_through_all_pages(regional: KeyGateway, twilio: LocalTwilio) -> None:
    """The 2010 API links its pages by paths instead of addresses (doc)."""
    sids = [twilio.make_key("standard", region="ie1")[0] for _ in range(3)]
    assert [key.sid for key in regional.list(page_size=1)] == sids
    assert {request["host"] for request in twilio.requests()} == {"api.dublin.ie1.twilio.com"}


def test_au1_has_its_own_host(connection: Connection, twilio: LocalTwilio) -> None:
    """Outside us1 a host needs its edge (doc)."""
    connection.gateway(ACCOUNT_SID, Region.AU1).create(STANDARD)
    assert [request["host"] for request in twilio.requests()] == ["api.sydney.au1.twilio.com"]


def test_policy_is_not_sent_to_another_region(regional: KeyGateway, twilio: LocalTwilio) -> None:
    """The 2010 API would ignore it and make or leave a standard key (live)."""
    for call in (lambda: regional.create(terms(SEND)), lambda: regional.update("SK1", terms(SEND))):
        with pytest.raises(TwilioError, match=r"us1 only.*Nothing was sent"):
            call()
    assert twilio.requests() == []

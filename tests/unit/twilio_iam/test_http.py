"""The wire: connections, time-outs, proxies, and answers that are not Twilio's."""

from __future__ import annotations

import gc
import logging
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.builders import ACCOUNT_SID, KEY_SID, READ, SEND, terms
from tests.unit.local_twilio import AUTH_TOKEN, LocalTwilio, connect
from tests.unit.twilio_iam.raw_server import answer, raw_server
from twilio_keys_component.model import Region
from twilio_keys_component.twilio_iam import (
    AnswerLostError,
    CreateOutcomeUnknownError,
    Endpoint,
    KeyGateway,
    NotSentError,
    UnexpectedAnswerError,
)
from twilio_keys_component.twilio_iam.http import IamHttpClient, _transport_error
from twilio_keys_component.twilio_iam.retries import ATTEMPTS

DEAD = "http://127.0.0.1:9"
KEYS_URL = "https://iam.twilio.com/v1/Keys"
KEY = f'{{"sid": "{KEY_SID}", "friendly_name": "x", "date_created": null, "date_updated": null, "policy": null}}'
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
Reach = Callable[..., KeyGateway]


def test_calls_one_after_another_share_a_connection(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Twenty calls of every kind are one TCP connection."""
    for _ in range(4):
        sid = gateway.create(terms(SEND)).key.sid
        gateway.fetch(sid)
        gateway.update(sid, terms(READ))
        list(gateway.list())
        gateway.delete(sid)
    assert len(twilio.requests()) == 20
    assert len({request["connection"] for request in twilio.requests()}) == 1


def test_connection_outlives_a_refusal(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """An error is read to its end, so that its connection can be used again."""
    for _ in range(2):
        with pytest.raises(Exception, match="20404"):
            gateway.fetch(KEY_SID)
    assert len({request["connection"] for request in twilio.requests()}) == 1


def test_accounts_share_their_connections(twilio: LocalTwilio) -> None:
    """One pool serves all gateways of a deployment."""
    with closing(connect(twilio.url)) as connection:
        for region in Region:
            list(connection.gateway(ACCOUNT_SID, region).list())
    assert len({request["connection"] for request in twilio.requests()}) == 1


def test_threads_have_a_connection_each_at_most(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Four threads, as dynamic providers have, open no fifth connection."""
    sid, _ = twilio.make_key("standard")
    with ThreadPoolExecutor(4) as threads:
        assert {key.sid for key in threads.map(lambda _: gateway.fetch(sid), range(40))} == {sid}
    assert len(twilio.requests()) == 40
    assert len({request["connection"] for request in twilio.requests()}) <= 4


def test_loopback_is_reached_past_every_proxy(
    twilio: LocalTwilio, reach: Reach, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands on this machine is not asked for elsewhere."""
    for name in PROXIES:
        monkeypatch.setenv(name, DEAD)
    assert list(reach(twilio.url).list()) == []


def test_proxy_is_used_elsewhere(reach: Reach, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that does not answer means that Twilio saw nothing."""
    for name in PROXIES:
        monkeypatch.setenv(name, DEAD)
    with pytest.raises(NotSentError, match=r"https://twilio\.example \(ProxyError"):
        reach("https://twilio.example").create(terms(SEND))


def test_credentials_of_netrc_are_left_alone(
    twilio: LocalTwilio, reach: Reach, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The deployment signs in with what it was given."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    list(reach(twilio.url).list())
    assert [request["signer"] for request in twilio.requests()] == [ACCOUNT_SID]


def test_other_variables_of_twilios_bend_nothing(
    twilio: LocalTwilio, reach: Reach, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Region, edge and credentials of the environment are not twilio-python's to read."""
    for name in ("ACCOUNT_SID", "AUTH_TOKEN", "REGION", "EDGE"):
        monkeypatch.setenv(f"TWILIO_{name}", "ie1")
    list(reach(twilio.url).list())
    assert [(one["host"], one["signer"]) for one in twilio.requests()] == [("iam.twilio.com", ACCOUNT_SID)]


def test_no_cookie_is_kept(reach: Reach) -> None:
    """What one answer sets is not sent with the next request."""
    with raw_server(answer(KEY, "Set-Cookie: seen=1; Path=/")) as server:
        gateway = reach(server.url)
        gateway.fetch(KEY_SID)
        gateway.fetch(KEY_SID)
        assert len(server.heads) == 2
        assert "cookie" not in "".join(server.heads).lower()


def test_request_names_the_package(reach: Reach) -> None:
    """Twilio can tell our requests apart."""
    with raw_server(answer(KEY)) as server:
        reach(server.url).fetch(KEY_SID)
        assert "twilio-keys-component/" in server.heads[0]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_not_followed(gateway: KeyGateway, twilio: LocalTwilio, status: int) -> None:
    """Credentials go where they were meant to go, and nowhere else."""
    twilio.fault("answer", status=status, headers={"Location": f"{twilio.url}/iam.twilio.com/v1/Keys/{KEY_SID}"})
    with pytest.raises(UnexpectedAnswerError, match=f"not Twilio's \\({status}"):
        gateway.fetch(KEY_SID)
    assert twilio.methods() == ["GET"]


@pytest.mark.parametrize("body", ["<html>Sign in to the network</html>", "", '{"sid": ', [1], "null"])
def test_answer_without_a_json_object_is_not_twilios(gateway: KeyGateway, twilio: LocalTwilio, body: Any) -> None:
    """The error tells status, type and size, and not what stands in it."""
    twilio.fault("answer", status=200, body=body)
    with pytest.raises(UnexpectedAnswerError, match=r"not Twilio's \(200, .*characters\)") as caught:
        gateway.fetch(KEY_SID)
    assert "html" not in str(caught.value).replace("text/html", "")


def test_empty_answer_is_due_to_a_delete_only(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """A 204 shows no key."""
    twilio.fault("answer", status=204)
    with pytest.raises(UnexpectedAnswerError, match="204"):
        gateway.fetch(KEY_SID)


def test_delete_is_believed_only_with_its_own_status(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """A friendly 200 from something else does not make a key forgotten that still lives."""
    sid, _ = twilio.make_key("standard")
    twilio.fault("answer", status=200, body={})
    with pytest.raises(UnexpectedAnswerError, match="200"):
        gateway.delete(sid)
    assert sid in twilio.all_keys()


def test_truncated_answer_is_a_lost_one(reach: Reach) -> None:
    """Fewer bytes than announced; the call may have been carried out."""
    with raw_server(answer(KEY, length=1000)) as server:
        gateway = reach(server.url)
        with pytest.raises(AnswerLostError, match="broke off"):
            gateway.fetch(KEY_SID)
        assert len(server.heads) == ATTEMPTS


@pytest.mark.parametrize("begun", [b"", answer(KEY, length=1000)])
def test_late_answer_is_a_lost_one(begun: bytes) -> None:
    """Whether nothing comes or the rest does not, it ends when the time is up."""
    with raw_server(begun, holds=True) as server:
        client = IamHttpClient(Endpoint(server.url), read_timeout_s=0.2)
        with closing(client), pytest.raises(AnswerLostError, match="within the time-out"):
            client.request("POST", KEYS_URL, auth=("AC", "token"))
        assert len(server.heads) == 1


def test_broken_encoding_is_a_lost_answer(reach: Reach) -> None:
    """An answer that cannot be unpacked is not whole."""
    with raw_server(answer(KEY, "Content-Encoding: gzip")) as server, pytest.raises(AnswerLostError):
        reach(server.url).fetch(KEY_SID)


def test_refused_connection_means_that_nothing_was_sent(reach: Reach) -> None:
    """A create, too, ends without a doubt."""
    with pytest.raises(NotSentError) as caught:
        reach(DEAD).create(terms(SEND))
    assert f"no connection to {DEAD}" in str(caught.value)
    assert "Nothing was sent." in str(caught.value)


def test_host_name_that_cannot_be_means_that_nothing_was_sent(reach: Reach) -> None:
    """Such as one with a label that is too long."""
    with pytest.raises(NotSentError):
        reach(f"https://{'x' * 70}.example").create(terms(SEND))


def test_dropped_connection_is_a_lost_answer(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """Nobody knows whether a change arrived; the next step says how to find out. A fetch has changed nothing."""
    twilio.fault("drop_before", count=2 * ATTEMPTS)
    with pytest.raises(AnswerLostError, match=r"broke off.*pulumi refresh"):
        gateway.update(KEY_SID, terms(SEND))
    with pytest.raises(AnswerLostError, match=r"broke off.*Nothing was changed"):
        gateway.fetch(KEY_SID)


def test_json_that_is_cut_off_is_a_lost_answer(gateway: KeyGateway, twilio: LocalTwilio) -> None:
    """It began as Twilio's: what can be repeated is asked for again; another text than JSON stays a wrong answer."""
    sid = gateway.create(terms(SEND)).key.sid
    twilio.fault("truncate")
    assert gateway.fetch(sid).sid == sid
    twilio.fault("truncate", count=ATTEMPTS)
    with pytest.raises(AnswerLostError, match=r"the answer is cut off \(200, [0-9]+ characters of JSON\)"):
        gateway.fetch(sid)


# Whatever requests raises ends in one of our errors; a class that a new version brings must be put in its place here.
SENT = {
    "ChunkedEncodingError",
    "ConnectionError",
    "ContentDecodingError",
    "HTTPError",
    "InvalidHeader",
    "ProxyError",
    "ReadTimeout",
    "RequestException",
    "RetryError",
    "SSLError",
    "StreamConsumedError",
    "Timeout",
    "TooManyRedirects",
    "UnrewindableBodyError",
}
NOT_SENT = {
    "ConnectTimeout",
    "InvalidProxyURL",
    "InvalidSchema",
    "InvalidURL",
    "MissingSchema",
}
NEVER_RAISED = {"InvalidJSONError", "JSONDecodeError", "URLRequired"}
"""We let requests neither write nor read JSON, and always give an address."""


def _requests_errors() -> dict[str, type[requests.RequestException]]:
    return {
        name: kind
        for name, kind in vars(requests.exceptions).items()
        if isinstance(kind, type) and issubclass(kind, requests.RequestException)
    }


def test_every_error_of_requests_is_known() -> None:
    """A new one must be sorted into what was sent and what was not."""
    assert _requests_errors().keys() == SENT | NOT_SENT | NEVER_RAISED


@pytest.mark.parametrize("name", sorted(SENT | NOT_SENT))
def test_every_error_of_requests_is_translated(name: str) -> None:
    """In doubt a request counts as sent."""
    error = _transport_error(_requests_errors()[name]("why"), Endpoint())
    assert type(error) is (NotSentError if name in NOT_SENT else AnswerLostError)


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # urllib3 leaves the broken connection to the collector
def test_answer_with_an_impossible_head_does_not_repeat_a_create(reach: Reach) -> None:
    """The libraries call it an error of what they were given, and yet the create was sent."""
    head = b"HTTP/1.1 201 Created\r\nContent-Length: 1,2\r\n\r\n{}"
    with raw_server(head) as server:
        with pytest.raises(CreateOutcomeUnknownError):
            reach(server.url).create(terms(SEND))
        assert len(server.heads) == 1
    gc.collect()


def test_logs_hold_no_body_and_no_secret(
    gateway: KeyGateway, twilio: LocalTwilio, caplog: pytest.LogCaptureFixture
) -> None:
    """At the most talkative level, of every library, through success, refusal and retries."""
    caplog.set_level(logging.DEBUG)
    twilio.fault("answer", status=503, body={"code": 20500, "message": "busy"})
    assert list(gateway.list()) == []
    made = gateway.create(terms(SEND))
    gateway.update(made.key.sid, terms(READ))
    gateway.delete(made.key.sid)
    said = caplog.text + "".join(repr(vars(record)) for record in caplog.records)
    assert "DELETE https://iam.twilio.com/v1/Keys/SK" in said
    basic = b64encode(f"{ACCOUNT_SID}:{AUTH_TOKEN}".encode()).decode()
    for secret in (made.secret.get_secret_value(), AUTH_TOKEN, basic, "Authorization", "allow", SEND):
        assert secret not in said

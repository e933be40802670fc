"""Where calls may go."""

from __future__ import annotations

import pytest

from twilio_keys_component.model import EndpointKind
from twilio_keys_component.twilio_iam import Endpoint, EndpointError

KEYS = "https://iam.twilio.com/v1/Keys"
SECRET = "hunter2hunter2"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (None, None),
        ("", None),
        ("http://127.0.0.1:4010", "http://127.0.0.1:4010"),
        ("http://127.0.0.1:4010/", "http://127.0.0.1:4010"),
        ("http://127.0.0.1:4010/base/\n", "http://127.0.0.1:4010/base"),
        ("http://127.8.8.8", "http://127.8.8.8"),
        ("http://[::1]:4010", "http://[::1]:4010"),
        ("HTTP://localhost:4010", "http://localhost:4010"),
    ],
)
def test_loopback_and_nothing_are_taken(text: str | None, url: str | None) -> None:
    """Nothing means Twilio itself; anything on loopback is an emulator."""
    endpoint = Endpoint.parse(text)
    assert endpoint.url == url
    assert endpoint.kind is (EndpointKind.EMULATOR if url else EndpointKind.TWILIO)
    assert str(endpoint) == (url or "Twilio")


def test_https_elsewhere_is_not_twilio() -> None:
    """Whatever stands there, keys made through it are not taken for keys made at Twilio itself."""
    endpoint = Endpoint.parse("https://proxy.example/twilio")
    assert (endpoint.kind, endpoint.is_loopback) == (EndpointKind.EMULATOR, False)
    assert endpoint.locate(f"{KEYS}?PageSize=1") == "https://proxy.example/twilio/iam.twilio.com/v1/Keys?PageSize=1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("http://example.com", "in the clear"),
        ("http://0.0.0.0:4010", "in the clear"),
        ("http://127.0.0.1.example.com", "in the clear"),
        ("ftp://127.0.0.1", "no http"),
        ("127.0.0.1:4010", "no http"),
        ("http://", "no http"),
        ("http://[::1].example.com", "no http"),
        ("https://exa mple", "no http"),
        (r"https://e.c\.twilio.com", "no http"),
        ("https://tw\u0131lio.com", "no http"),
        ("http://127.0.0.1:99999", "no address"),
        ("https://[::1", "no address"),
        ("https://iam.twilio.com", "Twilio itself"),
        ("https://TWILIO.com", "Twilio itself"),
        ("https://twilio.com.", "Twilio itself"),
    ],
)
def test_what_must_not_see_credentials_is_refused(text: str, reason: str) -> None:
    """The error quotes the setting, says what is wrong with it and what to do."""
    with pytest.raises(EndpointError, match=reason) as caught:
        Endpoint.parse(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        f"http://user:{SECRET}@127.0.0.1:4010",
        f"http://{SECRET}@127.0.0.1:4010",
        f"http://user:{SECRET}@127.0.0.1:port",
        f"http://user:pass/{SECRET}@127.0.0.1",
        f"user:{SECRET}@127.0.0.1:4010",
        f"http://127.0.0.1:4010/?token={SECRET}",
        f"http://127.0.0.1:4010/#{SECRET}",
        "http://127.0.0.1:4010/?",
    ],
)
def test_credentials_in_the_address_are_refused_and_not_echoed(text: str) -> None:
    """However malformed the address is, nothing of it is repeated."""
    with pytest.raises(EndpointError, match="a bare address without credentials") as caught:
        Endpoint.parse(text)
    assert SECRET not in str(caught.value)


def test_what_is_no_address_at_all_is_not_repeated() -> None:
    """It may be a secret in the wrong place."""
    with pytest.raises(EndpointError, match="a text of 42 characters is no http") as caught:
        Endpoint.parse(SECRET * 3)
    assert SECRET not in str(caught.value)


def test_twilios_addresses_stay_as_they_are_at_twilio() -> None:
    """Without an endpoint, Twilio's own addresses are called."""
    assert Endpoint().locate(KEYS) == KEYS


def test_twilios_host_becomes_the_first_part_of_the_path() -> None:
    """So one address stands for all of Twilio's hosts; the query is kept."""
    endpoint = Endpoint.parse("http://127.0.0.1:4010")
    expected = "http://127.0.0.1:4010/api.dublin.ie1.twilio.com/2010-04-01/Accounts.json?Page=1"
    assert endpoint.locate("https://api.dublin.ie1.twilio.com/2010-04-01/Accounts.json?Page=1") == expected


def test_own_address_is_called_as_it_is() -> None:
    """A link to the next page may already lead to the endpoint."""
    url = "http://127.0.0.1:4010/iam.twilio.com/v1/Keys?Page=1"
    assert Endpoint.parse("http://127.0.0.1:4010").locate(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/v1/Keys",
        "http://iam.twilio.com/v1/Keys",
        "https://twilio.com.example.com/v1/Keys",
        "https://nottwilio.com/v1/Keys",
        "http://127.0.0.1:4010@example.com/",
        "http://127.0.0.1:40100/v1/Keys",
        r"https://example.com\.twilio.com/v1/Keys",
        r"https://example.com\@iam.twilio.com/v1/Keys",
        "https://user:password@iam.twilio.com/v1/Keys",
        "https://iam.tw\u0131lio.com/v1/Keys",
        "https://iam.tw\u0130lio.com/v1/Keys",
        "https://example.com\n.twilio.com/v1/Keys",
        "https://iam.twilio.com/v1/Ke ys",
        "/v1/Keys",
    ],
)
@pytest.mark.parametrize("endpoint", [None, "http://127.0.0.1:4010"])
def test_credentials_go_nowhere_else(endpoint: str | None, url: str) -> None:
    """Also where two parsers of addresses see two hosts in one text, as behind a backslash."""
    with pytest.raises(EndpointError, match="refused to send credentials") as caught:
        Endpoint.parse(endpoint).locate(url)
    assert "password" not in str(caught.value)

"""What a test that uses `twilio_emulator` is kept away from, and that all is as before once it has ended."""

from __future__ import annotations

import os
import socket
import threading

import pytest
from twilio.http.http_client import TwilioHttpClient

from tests.plugin.conftest import ELSEWHERE, SOCKET_HEAD, TOLD, RunTests

pytest_plugins = ["pytester"]


def test_the_environment_is_without_twilio(run_tests: RunTests, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every `TWILIO_*` variable is gone during the test, and back after it, also those that the test set itself."""
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "real")
    monkeypatch.setenv("TWILIO_API_KEY", "SKreal")
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    before = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = run_tests(
        SOCKET_HEAD
        + """
def test_during(twilio_emulator):
    assert [name for name in os.environ if name.startswith("TWILIO_")] == []

def test_environment(monkeypatch, twilio_emulator):
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", "of the test")
    key = twilio_emulator.environment("/twilio/messaging/messages/create")
    assert (os.environ["TWILIO_API_KEY"], os.environ["TWILIO_API_KEY_SECRET"]) == key
    assert os.environ["TWILIO_ACCOUNT_SID"] == twilio_emulator.account_sid

def test_after():
    assert {name: value for name, value in os.environ.items() if name.startswith("TWILIO_")} == {
        "TWILIO_AUTH_TOKEN": "real", "TWILIO_API_KEY": "SKreal", "TWILIO_EDGE": "dublin"
    }
"""
    )
    done.assert_outcomes(passed=3)
    assert {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} == before


def test_no_proxy_stands_between(run_tests: RunTests, monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's proxy, which cannot reach this machine's loopback, is passed by."""
    monkeypatch.setenv("http_proxy", f"http://{ELSEWHERE}:3128")
    monkeypatch.setenv("HTTPS_PROXY", f"http://{ELSEWHERE}:3128")
    done = run_tests("def test_direct(twilio_emulator):\n    assert twilio_emulator.owner().messages.list() == []\n")
    done.assert_outcomes(passed=1)


def test_other_machines_are_out_of_reach(run_tests: RunTests) -> None:
    """By name or by address, through any library on Python's sockets: the error says what was tried."""
    done = run_tests(
        SOCKET_HEAD
        + """
@pytest.mark.parametrize("reach", [
    lambda: requests.get("https://example.com", timeout=5),
    lambda: socket.create_connection(("example.com", 443), timeout=5),
    lambda: socket.gethostbyname("example.com"),
    lambda: socket.gethostbyname_ex("example.com"),
    lambda: socket.getaddrinfo(b"example.com", 443),
    lambda: asyncio.run(asyncio.open_connection("example.com", 443)),
])
def test_names(twilio_emulator, reach):
    with pytest.raises(pytest_socket.SocketBlockedError, match="twilio_emulator tried to reach 'example.com'"):
        reach()

@pytest.mark.parametrize("reach", [
    lambda: requests.get(f"http://{ELSEWHERE}", timeout=5),
    lambda: socket.create_connection((ELSEWHERE, 443), timeout=5),
    lambda: asyncio.run(asyncio.open_connection(ELSEWHERE, 443)),
    lambda: socket.socket().connect_ex((ELSEWHERE, 443)),
    lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", (ELSEWHERE, 53)),
    lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", 0, (ELSEWHERE, 53)),
    lambda: socket.socket(type=socket.SOCK_DGRAM).connect((ELSEWHERE, 53)),
])
def test_addresses(twilio_emulator, reach):
    with pytest.raises(pytest_socket.SocketConnectBlockedError, match=ELSEWHERE):
        reach()

@pytest.mark.parametrize("name", ["example.com", "0.0.0.0"])
def test_without_lookup(twilio_emulator, name):
    with pytest.raises(pytest_socket.SocketConnectBlockedError, match=name):
        socket.socket().connect_ex((name, 443))
""",
        *TOLD,
    )
    done.assert_outcomes(passed=15, warnings=15)


def test_this_machine_is_in_reach(run_tests: RunTests) -> None:
    """A database or server of the test's own goes on working, by address or as localhost, over TCP and Unix sockets."""
    done = run_tests(
        SOCKET_HEAD
        + """
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1.2.3"])
def test_tcp(twilio_emulator, host):
    with socket.create_server(("0.0.0.0", 0)) as server:
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()

@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_without_exceptions(twilio_emulator, host):
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        assert client.connect_ex((host, server.getsockname()[1])) == 0

def test_udp(twilio_emulator):
    with socket.socket(type=socket.SOCK_DGRAM) as one, socket.socket(type=socket.SOCK_DGRAM) as two:
        two.bind(("127.0.0.1", 0))
        assert one.sendto(b"x", two.getsockname()) == 1
        assert two.recv(1) == b"x"

def test_wildcard(twilio_emulator):
    assert socket.getaddrinfo(None, 80)

@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no Unix sockets")
def test_unix(twilio_emulator, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind("s")
        server.listen()
        client.connect("s")

@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no Unix sockets")
def test_unix_datagrams(twilio_emulator, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    kind = (socket.AF_UNIX, socket.SOCK_DGRAM)
    with socket.socket(*kind) as one, socket.socket(*kind) as two:
        two.bind("s")
        assert one.connect_ex("s") == 0
        assert one.sendto(b"x", "s") == 1
"""
    )
    done.assert_outcomes(passed=9)


@pytest.mark.parametrize("host", ["api.twilio.com", "api.twilio.com.", "API.Twilio.com:443", "user@api.twilio.com"])
def test_twilio_in_any_writing_is_the_emulator(run_tests: RunTests, host: str) -> None:
    """A final dot, a port or upper case is no way around it."""
    done = run_tests(
        SOCKET_HEAD
        + f"""
def test_host(twilio_emulator):
    url = "https://{host}/2010-04-01/Accounts/{{}}.json".format(twilio_emulator.account_sid)
    assert twilio_emulator.owner().request("GET", url).status_code == 200
"""
    )
    done.assert_outcomes(passed=1)


def test_the_asynchronous_client_is_refused(run_tests: RunTests) -> None:
    """It is not sent to the emulator; it does not reach Twilio either."""
    done = run_tests(
        SOCKET_HEAD
        + """
from twilio.http.async_http_client import AsyncTwilioHttpClient

def test_async(twilio_emulator):
    async def send():
        async with AsyncTwilioHttpClient() as http:
            client = Client(*twilio_emulator.key("/twilio/messaging/messages/create"), "AC1", http_client=http)
            await client.messages.create_async(to="+15005550006", from_="+15005550001", body="Hello")

    with pytest.raises(pytest_socket.SocketBlockedError, match="tried to reach 'api.twilio.com'"):
        asyncio.run(send())
""",
        *TOLD,
    )
    done.assert_outcomes(passed=1)


def test_all_is_as_before_afterwards(run_tests: RunTests) -> None:
    """Clients, sockets and lookups are the originals again, in the next test and in the process; no thread is left."""
    names = ("socket", "getaddrinfo", "gethostbyname", "gethostbyname_ex")
    before = [getattr(socket, name) for name in names]
    methods = [getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")]
    request, threads = TwilioHttpClient.request, threading.enumerate()
    done = run_tests(
        SOCKET_HEAD
        + """
before = [socket.socket, socket.socket.connect, socket.getaddrinfo, socket.gethostbyname, TwilioHttpClient.request]

def test_during(twilio_emulator):
    assert twilio_emulator.owner().messages.list() == []

def test_after():
    assert before == [
        socket.socket, socket.socket.connect, socket.getaddrinfo, socket.gethostbyname, TwilioHttpClient.request
    ]
"""
    )
    done.assert_outcomes(passed=2)
    assert [getattr(socket, name) for name in names] == before
    assert [getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")] == methods
    assert not {"connect_ex", "sendto"} & vars(socket.socket).keys()
    assert (TwilioHttpClient.request, threading.enumerate()) == (request, threads)


def test_what_a_test_patched_over_the_guard_does_no_harm(run_tests: RunTests, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's own patch may put the guard back when it is undone after it: it refuses nothing any more."""
    monkeypatch.setattr(socket, "gethostbyname", lambda name: f"address of {name}")
    done = run_tests(
        SOCKET_HEAD
        + """
def test_patches(monkeypatch, twilio_emulator):
    monkeypatch.setattr(socket, "gethostbyname", lambda name: "127.0.0.1")
    assert socket.gethostbyname("example.com") == "127.0.0.1"

def test_after():
    assert socket.gethostbyname("example.com") == "address of example.com"
"""
    )
    done.assert_outcomes(passed=2)

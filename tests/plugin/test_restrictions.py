"""Restrictions of pytest-socket's own around a test with the emulator: they hold again, and none is left behind."""

from __future__ import annotations

from tests.plugin.conftest import SOCKET_HEAD, TOLD, RunTests

pytest_plugins = ["pytester"]

SOCKETS = ("-p", "pytest_socket")
"""pytest-socket as a plugin, as it is wherever it is installed."""


def test_restrictions_by_options_hold_again(run_tests: RunTests) -> None:
    """With `--disable-socket` only the test with the emulator has sockets, and they reach this machine alone."""
    done = run_tests(
        SOCKET_HEAD
        + """
def refused():
    with pytest.raises(pytest_socket.SocketBlockedError):
        socket.socket()
    with pytest.raises(pytest_socket.SocketBlockedError):
        socket.gethostbyname("localhost")

def test_before():
    refused()

def test_during(twilio_emulator):
    assert twilio_emulator.owner().messages.list() == []

def test_after():
    refused()

@pytest.mark.enable_socket
def test_enabled():
    socket.socket().close()
    assert socket.gethostbyname("localhost") == "127.0.0.1"
""",
        *SOCKETS,
        *TOLD,
        "--disable-socket",
    )
    done.assert_outcomes(passed=4, warnings=4)


def test_restrictions_by_markers_end_with_their_test(run_tests: RunTests) -> None:
    """What pytest-socket restricts for the test with the emulator alone is not left to the next one."""
    done = run_tests(
        SOCKET_HEAD
        + """
def free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()
    assert socket.gethostbyname("localhost") == "127.0.0.1"

@pytest.mark.disable_socket
def test_marked(twilio_emulator):
    assert twilio_emulator.owner().messages.list() == []

def test_after_it():
    free()

@pytest.mark.allow_hosts([ELSEWHERE])
def test_allowed(twilio_emulator):
    assert twilio_emulator.owner().messages.list() == []
    with pytest.raises(pytest_socket.SocketConnectBlockedError, match="127.0.0.0/8"):
        socket.create_connection((ELSEWHERE, 80), timeout=5)

def test_after_that():
    free()
""",
        *SOCKETS,
        *TOLD,
    )
    done.assert_outcomes(passed=4, warnings=1)


def test_restrictions_by_a_fixture_hold_again(run_tests: RunTests) -> None:
    """Where pytest-socket only serves as a library, its restriction is back for the rest of the session."""
    done = run_tests(
        SOCKET_HEAD
        + """
@pytest.fixture(scope="module", autouse=True)
def only_there():
    pytest_socket.socket_allow_hosts(["192.0.2.1"])
    pytest_socket.disable_socket()
    yield
    pytest_socket.enable_socket()
    pytest_socket._remove_restrictions()

def test_during(twilio_emulator):
    assert twilio_emulator.owner().messages.list() == []

def test_after():
    with pytest.raises(pytest_socket.SocketBlockedError):
        socket.socket()
    pytest_socket.enable_socket()
    with socket.socket() as client, pytest.raises(pytest_socket.SocketConnectBlockedError, match="192.0.2.1"):
        client.connect(("127.0.0.1", 80))
""",
        *TOLD,
    )
    done.assert_outcomes(passed=2, warnings=2)

"""A proxy between us and Twilio: what it refuses was not sent, and what it carried may have been carried out."""

from __future__ import annotations

import os
import socket
import socketserver
import ssl
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread

import pytest
import trustme

from tests.builders import SEND, terms
from twilio_keys_component.twilio_iam import CreateOutcomeUnknownError, KeyGateway, NotSentError, TwilioError

HOST = "twilio.example"
_RESETS = "resets"
_ENDS_PLAINLY = "ends in plain text"
_IS_PLAIN = "speaks plain HTTP from the beginning"


class _Tunnel(socketserver.BaseRequestHandler):
    server: _Proxy

    def handle(self) -> None:
        if self.server.then == _IS_PLAIN:
            self.request.recv(65536)
            self.request.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return
        _head(self.request)
        self.request.sendall(f"HTTP/1.1 {self.server.says}\r\n\r\n".encode())
        if not self.server.says.startswith("200"):
            return
        try:
            secured = self.server.context.wrap_socket(self.request, server_side=True)
        except OSError:
            return
        with secured:
            head, body = _head(secured)
            length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if b"content-length" in line.lower())
            while len(body) < length:
                body += secured.recv(4096)
            self.server.carried.append(body)
            if self.server.then == _ENDS_PLAINLY:
                os.write(secured.fileno(), b"HTTP/1.1 504 Gateway Timeout\r\n\r\n")
            if self.server.then == _RESETS:
                secured.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _head(connection: socket.socket) -> tuple[bytes, bytes]:
    """What comes before the first empty line, and what came after it so far."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += connection.recv(4096) or b"\r\n\r\n"
    head, _, rest = got.partition(b"\r\n\r\n")
    return head, rest


class _Proxy(socketserver.ThreadingTCPServer):
    """Takes what goes through it for itself, and answers to nothing but CONNECT.

    Attributes:
        carried: The bodies of all requests that came through whole.
    """

    daemon_threads = True
    block_on_close = True

    def __init__(self, authority: trustme.CA, *, says: str, then: str) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(HOST).configure_cert(self.context)
        self.says = says
        self.then = then
        self.carried: list[bytes] = []


Through = Callable[..., _Proxy]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority that nobody but this test trusts."""
    return trustme.CA()


@contextmanager
def _serving(proxy: _Proxy) -> Iterator[_Proxy]:
    with proxy:
        thread = Thread(target=proxy.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
            thread.join()


@pytest.fixture
def through(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> Iterator[Through]:
    """Make a proxy the one that the environment names."""
    for name in ("HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "all_proxy", "no_proxy", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with ExitStack() as stack:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", stack.enter_context(authority.cert_pem.tempfile()))

        def make(says: str = "200 Connection established", *, then: str = "closes") -> _Proxy:
            proxy = stack.enter_context(_serving(_Proxy(authority, says=says, then=then)))
            scheme = "https" if then == _IS_PLAIN else "http"
            monkeypatch.setenv("https_proxy", f"{scheme}://127.0.0.1:{proxy.server_address[1]}")
            return proxy

        yield make


def _create(reach: Callable[..., KeyGateway]) -> TwilioError:
    """How a create through the proxy ends."""
    with pytest.raises(TwilioError) as caught:
        reach(f"https://{HOST}").create(terms(SEND))
    return caught.value


@pytest.mark.parametrize("then", ["closes", _RESETS, _ENDS_PLAINLY])
def test_a_create_that_went_through_may_have_been_carried_out(
    reach: Callable[..., KeyGateway], through: Through, then: str
) -> None:
    """The whole request arrived, then the connection ended: the libraries blame the proxy, and it is sent once."""
    proxy = through(then=then)
    assert isinstance(_create(reach), CreateOutcomeUnknownError)
    assert [b"FriendlyName" in body for body in proxy.carried] == [True]


@pytest.mark.parametrize("says", ["407 Proxy Authentication Required", "502 Bad Gateway"])
def test_a_proxy_that_does_not_connect_has_sent_nothing(
    reach: Callable[..., KeyGateway], through: Through, says: str
) -> None:
    """A create ends without a doubt."""
    proxy = through(says)
    assert isinstance(_create(reach), NotSentError)
    assert proxy.carried == []


def test_a_proxy_that_is_called_https_and_speaks_http_has_sent_nothing(
    reach: Callable[..., KeyGateway], through: Through
) -> None:
    """The handshake is answered in plain text: a create ends without a doubt."""
    proxy = through(then=_IS_PLAIN)
    assert isinstance(_create(reach), NotSentError)
    assert proxy.carried == []


def test_a_proxy_that_shows_another_certificate_has_got_nothing(
    reach: Callable[..., KeyGateway], through: Through, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No request goes to somebody who cannot prove to be Twilio."""
    proxy = through()
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    assert isinstance(_create(reach), NotSentError)
    assert proxy.carried == []

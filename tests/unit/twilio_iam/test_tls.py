"""TLS: one handshake for many calls, and none with a server that cannot prove who it is."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import trustme

from tests.builders import KEY_SID, SEND, terms
from twilio_keys_component.twilio_iam import KeyGateway, NotSentError

BODY = f'{{"sid": "{KEY_SID}", "friendly_name": "x", "policy": null}}'.encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    block_on_close = True
    daemon_threads = False
    attempts = 0
    handshakes = 0
    context: ssl.SSLContext

    def get_request(self) -> Any:
        plain, address = super().get_request()
        self.attempts += 1
        try:
            secured = self.context.wrap_socket(plain, server_side=True)
        except OSError:
            plain.close()
            raise
        self.handshakes += 1
        return secured, address

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.server_address[1]}"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority that nobody but this test trusts."""
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[_Server]:
    """A server with a certificate of that authority, which shows the same key for ever."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.context = context
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_calls_share_one_handshake(
    server: _Server, authority: trustme.CA, reach: Callable[..., KeyGateway], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty calls are one TLS handshake."""
    with authority.cert_pem.tempfile() as bundle:
        monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", bundle)
        gateway = reach(server.url)
        assert {gateway.fetch(KEY_SID).sid for _ in range(20)} == {KEY_SID}
    assert server.handshakes == 1


def test_unknown_certificate_means_that_nothing_was_sent(server: _Server, reach: Callable[..., KeyGateway]) -> None:
    """A create ends at once and without a doubt: credentials were not sent either, and no other try would help."""
    with pytest.raises(NotSentError, match="no connection"):
        reach(server.url).create(terms(SEND))
    assert (server.handshakes, server.attempts) == (0, 1)

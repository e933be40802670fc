"""What keeps a test away from the real Twilio: no credentials, no way out of this machine, clients sent elsewhere."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
import pytest_socket
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

_LOOPBACK: Final = ["127.0.0.0/8", "::1", "localhost"]
_NAMES: Final = {"localhost": {"127.0.0.1", "::1"}}
_LOOKUPS: Final = ("getaddrinfo", "gethostbyname", "gethostbyname_ex")
_SENDING: Final = ("connect_ex", "sendto")
"""The ways to another machine that pytest-socket leaves open; the address is their last argument."""


def clear_environment(patch: pytest.MonkeyPatch) -> None:
    """Take every `TWILIO_*` variable away, and every proxy, which would stand between a client and the emulator."""
    for name in tuple(os.environ):
        if name.startswith("TWILIO_"):
            patch.delenv(name)
    patch.setenv("no_proxy", "*")


def send_clients_to(emulator: str, patch: pytest.MonkeyPatch) -> None:
    """Let twilio-python's clients, whoever makes them, send to this URL what is meant for one of Twilio's hosts.

    Its asynchronous HTTP client is left as it is.
    """
    send = TwilioHttpClient.request

    @wraps(send)
    def request(client: TwilioHttpClient, method: str, url: str, *args: Any, **options: Any) -> Response:  # noqa: ANN401 - twilio-python's signature
        return send(client, method, _moved(url, emulator), *args, **options)

    patch.setattr(TwilioHttpClient, "request", request)


def _moved(url: str, emulator: str) -> str:
    """The same address at the emulator, with Twilio's host in front of the path; other hosts' as they are."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removesuffix(".")
    if not host.endswith(".twilio.com"):
        return url
    return f"{emulator}/{host}{parts.path}{f'?{parts.query}' if parts.query else ''}"


@contextmanager
def loopback_only() -> Iterator[None]:
    """Refuse to connect anywhere but to this machine, and to look up the address of another one.

    It holds for Python's own sockets in this process. What pytest-socket restricts now it restricts again afterwards,
    unless it has ended the test's restrictions by then.
    """
    is_on = True
    with pytest.MonkeyPatch.context() as patch:
        for name in ("socket", *_LOOKUPS):
            patch.setattr(socket, name, getattr(socket, name))
        pytest_socket.enable_socket()
        open_socket, connect = socket.socket, socket.socket.connect
        pytest_socket.socket_allow_hosts(_LOOPBACK, allow_unix_socket=True, resolution_cache=dict(_NAMES))
        guarded_connect = open_socket.connect
        for name in _LOOKUPS:
            patch.setattr(socket, name, _guarded(getattr(socket, name), is_on=lambda: is_on))
        for name in _SENDING:
            patch.setattr(open_socket, name, _kept_here(getattr(open_socket, name), is_on=lambda: is_on))
        try:
            yield
        finally:
            is_on = False
            patch.undo()
            if open_socket.connect is guarded_connect:
                open_socket.connect = connect  # type: ignore[method-assign] # as pytest-socket does
            else:
                # It lifts its restrictions before fixtures are torn down, and what it lifted must not come back.
                pytest_socket.enable_socket()


def _kept_here(send: Callable[..., Any], *, is_on: Callable[[], bool]) -> Callable[..., Any]:
    """A method of sockets that refuses other machines' addresses, as pytest-socket's `connect` does."""

    @wraps(send)
    def kept(sock: socket.socket, *args: Any) -> Any:  # noqa: ANN401 - the signatures of several methods
        if is_on() and sock.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(args[-1][0]):
            sock.close()  # whoever catches OSError alone would leave it open
            raise pytest_socket.SocketConnectBlockedError(_LOOPBACK, _text(args[-1][0]))
        return send(sock, *args)

    return kept


def _is_here(host: object) -> bool:
    text = _text(host)
    try:
        return text == "localhost" or ip_address(text).is_loopback
    except ValueError:
        return False


def _guarded(look_up: Callable[..., Any], *, is_on: Callable[[], bool]) -> Callable[..., Any]:
    """A lookup that refuses names of other machines; it may outlive the guard where a test patched over it."""

    @wraps(look_up)
    def guarded(host: object, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - the signatures of several functions
        if is_on() and not _needs_no_lookup(host):
            raise pytest_socket.SocketBlockedError(
                f"a test that uses twilio_emulator tried to reach {_text(host)!r}: it reaches this machine only. "
                "Replace what it calls there, as the fixture does with Twilio's API"
            )
        return look_up(host, *args, **options)

    return guarded


def _needs_no_lookup(host: object) -> bool:
    """Whether this is an address already (connecting to it is another matter) or this machine's own name."""
    text = _text(host)
    if text in {"", "localhost"}:
        return True
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _text(host: object) -> str:
    if isinstance(host, bytes):
        return host.decode("ascii", "replace")
    return "" if host is None else str(host)

"""A server that answers with given bytes, for answers that no working HTTP server gives."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread


class _Handler(socketserver.StreamRequestHandler):
    server: RawServer

    def handle(self) -> None:
        lines = list(iter(self.rfile.readline, b"\r\n"))
        length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length")), 0)
        self.rfile.read(length)
        self.server.heads.append(b"".join(lines).decode())
        self.wfile.write(self.server.answer)
        self.wfile.flush()
        if self.server.holds:
            self.server.released.wait(30)


class RawServer(socketserver.ThreadingTCPServer):
    """Attributes.

    heads: The requests' heads so far.
    """

    daemon_threads = True
    block_on_close = True

    def __init__(self, answer: bytes, *, holds: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.holds = holds
        self.heads: list[str] = []
        self.released = Event()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def raw_server(answer: bytes, *, holds: bool = False) -> Iterator[RawServer]:
    """Answer every request with `answer` and close the connection, or hold it open and say nothing more."""
    with RawServer(answer, holds=holds) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()


def answer(body: str, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """The bytes of an answer after which the connection is closed."""
    size = len(body.encode()) if length is None else length
    head = [f"HTTP/1.1 {status}", f"Content-Length: {size}", "Connection: close", *headers]
    return "\r\n".join([*head, "", body]).encode()

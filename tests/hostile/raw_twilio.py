"""A server that answers each request with the next of some given bytes, and closes the connection."""

from __future__ import annotations

import socketserver
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile
from threading import Thread


class _Handler(socketserver.StreamRequestHandler):
    server: RawTwilio

    def handle(self) -> None:
        lines = list(takewhile(lambda line: line not in (b"\r\n", b""), iter(self.rfile.readline, None)))
        length = next((int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length")), 0)
        self.rfile.read(length)
        self.wfile.write(self.server.next_answer())


class RawTwilio(socketserver.ThreadingTCPServer):
    """The server.

    Attributes:
        requests: How many were answered since it was told what to answer.
    """

    daemon_threads = True
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._answers: list[bytes] = []
        self.requests = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def will_answer(self, answers: Sequence[bytes]) -> None:
        """Give these answers from now on, the last one for ever."""
        self._answers = list(answers)
        self.requests = 0

    def next_answer(self) -> bytes:
        """What is answered to one more request."""
        self.requests += 1
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


@contextmanager
def raw_twilio() -> Iterator[RawTwilio]:
    """Run one until the block ends."""
    with RawTwilio() as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()

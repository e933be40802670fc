"""An answer between its making and its sending, and what a fault does to it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import responses
from typing import Final

from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import Message, Send

from twilio_keys_component.emulator import errors
from twilio_keys_component.emulator.faults import Fault
from twilio_keys_component.emulator.wire import refusal

_REFUSED: Final = 400
_NOT_JSON: Final = "upstream connect error or disconnect/reset before headers\n"
_PAGE: Final = """<!DOCTYPE html>
<html><head><title>{status} {reason}</title></head>
<body><center><h1>{status} {reason}</h1></center><hr><center>proxy</center></body></html>
"""


@dataclass(slots=True)
class Answer:
    """An answer that was not sent yet."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    async def take(self, message: Message) -> None:
        """Be what a handler sends."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        else:
            self.body += message.get("body", b"")

    async def give(self, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})

    @property
    def code(self) -> int | None:
        """Twilio's error code in the body of a refusal."""
        try:
            body = json.loads(self.body) if self.status >= _REFUSED else None
        except ValueError:
            return None
        code = body.get("code") if isinstance(body, dict) else None
        return code if isinstance(code, int) else None

    def spoil(self, fault: Fault) -> None:
        """Change the body as `fault` says; without one there is nothing to change."""
        if not self.body:
            return
        if fault.kind == "rewrite":
            self._replace(json.dumps(fault.laid_over(json.loads(self.body))).encode())
        elif fault.kind == "truncate":
            self._replace(self.body[: len(self.body) // 2])
        elif fault.kind == "not_json":
            self._replace(_NOT_JSON.encode(), content_type=b"text/plain; charset=utf-8")

    def beginning(self) -> bytes:
        """What of it goes over the wire before the connection breaks.

        Head and half of the body; without a body only half of the head, which else would be a whole answer.
        """
        head = [b"HTTP/1.1 %d %s" % (self.status, responses[self.status].encode())]
        head += [b"%s: %s" % header for header in self.headers]
        if not self.body:
            return b"\r\n".join(head[:1]) + b"\r\n"
        return b"\r\n".join((*head, b"", b"")) + self.body[: len(self.body) // 2]

    def _replace(self, body: bytes, *, content_type: bytes | None = None) -> None:
        changed = {b"content-length": b"%d" % len(body)} | ({b"content-type": content_type} if content_type else {})
        self.headers = [(name, changed.get(name, value)) for name, value in self.headers]
        self.body = body


def instead(fault: Fault) -> Response | None:
    """What is answered in Twilio's place; None if the fault lets Twilio answer."""
    status = fault.answered_status
    if fault.kind == "answer":
        return _given(fault)
    if fault.kind == "html":
        return HTMLResponse(_PAGE.format(status=status, reason=responses.get(status, "Error")), status_code=status)
    if fault.kind == "throttle":
        headers = {} if fault.retry_after_s is None else {"Retry-After": _decimal(fault.retry_after_s)}
        return JSONResponse(errors.too_many_requests().body, status_code=429, headers=headers)
    return refusal(errors.server_error(status)) if fault.kind == "server_error" else None


def _decimal(number: float) -> str:
    """Without an exponent, which no header has."""
    return f"{number:f}".rstrip("0").rstrip(".")


def _given(fault: Fault) -> Response:
    headers, status = dict(fault.headers), fault.answered_status
    if fault.body is None:
        return Response(status_code=status, headers=headers)
    if isinstance(fault.body, str):
        return PlainTextResponse(fault.body, status_code=status, headers=headers)
    return JSONResponse(fault.body, status_code=status, headers=headers)

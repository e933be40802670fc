"""What happens to every request before and after its handler: host, fault, latency, journal."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Final, Protocol

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from twilio_keys_component.emulator import routes
from twilio_keys_component.emulator.faults import Fault
from twilio_keys_component.emulator.hosts import Target, find_target, host_name, is_loopback
from twilio_keys_component.emulator.journal import Entry
from twilio_keys_component.emulator.state import EmulatorState
from twilio_keys_component.emulator.wire import basic_credentials
from twilio_keys_component.permissions import Match

CONTROL: Final = "/_emulator"
"""What the paths of the emulator's own routes begin with."""

_REFUSED: Final = 400
_SIGNER = re.compile(r"(AC|SK)[0-9a-fA-F]{32}")


class Connection(Protocol):
    """The TCP connection that a request came on."""

    number: int

    def abort(self) -> None:
        """Close it at once, without another byte."""


@dataclass(slots=True)
class _Answer:
    """An answer that was not sent yet."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        else:
            self.body += message.get("body", b"")

    async def give(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": self.body})

    def lay_over(self, fault: Fault) -> None:
        if self.body:
            self.body = json.dumps(fault.laid_over(json.loads(self.body))).encode()
            others = [(name, value) for name, value in self.headers if name != b"content-length"]
            self.headers = [*others, (b"content-length", b"%d" % len(self.body))]

    @property
    def code(self) -> int | None:
        """Twilio's error code in the body of a refusal."""
        try:
            body = json.loads(self.body) if self.status >= _REFUSED else None
        except ValueError:
            return None
        code = body.get("code") if isinstance(body, dict) else None
        return code if isinstance(code, int) else None


class Front:
    """The ASGI application around the handlers.

    Args:
        control: The handlers of the emulator's own routes.
        state: What all handlers answer from.
    """

    def __init__(self, control: ASGIApp, state: EmulatorState) -> None:
        self._control = control
        self._state = state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = Headers(scope=scope)
        if f"{scope['path']}/".startswith(f"{CONTROL}/"):
            handler = self._control if _is_from_here(headers) else _not_from_here()
            await handler(scope, receive, send)
        else:
            target = find_target(headers.get("host", ""), scope["path"], self._state.hosts)
            await self._exchange(target, scope, receive, send)

    async def _exchange(self, target: Target, scope: Scope, receive: Receive, send: Send) -> None:
        """One request to Twilio's routes: it is in the journal before its answer is sent."""
        match = self._state.catalog.index.match(scope["method"], target.product_host or "", target.path)
        number = self._state.journal.next_number()
        connection: Connection = scope["state"]["connection"]
        fault = self._state.faults.take(scope["method"], target.path)
        await asyncio.sleep(self._state.latency_ms / 1000)
        answer = await self._answer(fault, target, match, scope, receive)
        self._state.journal.add(
            Entry(
                number=number,
                connection=connection.number,
                method=scope["method"],
                host=target.host,
                path=target.path,
                operation=match.operation.operation_id if match else None,
                permissions=tuple(map(str, match.operation.permissions)) if match else (),
                signer=_signer(Headers(scope=scope)),
                status=answer.status if answer else None,
                code=answer.code if answer else None,
                fault=fault.kind if fault else None,
            )
        )
        if answer is None:
            connection.abort()
            await _gone(receive)
        else:
            await answer.give(send)

    async def _answer(
        self, fault: Fault | None, target: Target, match: Match | None, scope: Scope, receive: Receive
    ) -> _Answer | None:
        """What is answered; None if the connection is to be closed instead."""
        kind = fault.kind if fault else None
        if kind == "drop_before":
            return None
        answer = _Answer()
        if fault and kind == "answer":
            await _given(fault)(scope, receive, answer.take)
            return answer
        response = await routes.answer(self._state, target, match, Request(scope, receive))
        await response(scope, receive, answer.take)
        if fault and kind == "rewrite":
            answer.lay_over(fault)
        return None if kind == "drop_after" else answer


def _given(fault: Fault) -> Response:
    headers = dict(fault.headers)
    if fault.body is None:
        return Response(status_code=fault.status, headers=headers)
    if isinstance(fault.body, str):
        return PlainTextResponse(fault.body, status_code=fault.status, headers=headers)
    return JSONResponse(fault.body, status_code=fault.status, headers=headers)


def _is_from_here(headers: Headers) -> bool:
    """Whether no web page from elsewhere sends this: neither under a name of its own nor across origins."""
    origin = headers.get("origin")
    is_own_page = origin is None or is_loopback(host_name(origin.partition("://")[2]))
    return is_own_page and is_loopback(host_name(headers.get("host", "")))


def _not_from_here() -> Response:
    detail = f"{CONTROL} is refused: it is for this machine only, so ask for it at http://127.0.0.1 or http://localhost"
    return JSONResponse({"detail": detail}, status_code=403)


def _signer(headers: Headers) -> str | None:
    """The username, if it looks like one: whoever swaps it with the password must not find that in the journal."""
    credentials = basic_credentials(headers.get("authorization"))
    return credentials[0] if credentials and _SIGNER.fullmatch(credentials[0]) else None


async def _gone(receive: Receive) -> None:
    """Wait until the server knows that the connection is closed; before that it would send an answer of its own."""
    while (await receive())["type"] != "http.disconnect":
        pass

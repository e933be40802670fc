"""What happens to every request before and after its handler: host, fault, latency, journal."""

from __future__ import annotations

import asyncio
import re
from typing import Final, Protocol, cast

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.status import HTTP_500_INTERNAL_SERVER_ERROR
from starlette.types import ASGIApp, Receive, Scope, Send

from twilio_keys_component.emulator import errors, routes
from twilio_keys_component.emulator.answers import Answer, instead
from twilio_keys_component.emulator.calls import key_call
from twilio_keys_component.emulator.faults import Fault, FaultKind
from twilio_keys_component.emulator.hosts import Target, find_target, host_name, is_loopback
from twilio_keys_component.emulator.journal import Entry
from twilio_keys_component.emulator.state import EmulatorState
from twilio_keys_component.emulator.storage import StateFileError
from twilio_keys_component.emulator.wire import basic_credentials, refusal
from twilio_keys_component.permissions import Match

CONTROL: Final = "/_emulator"
"""What the paths of the emulator's own routes begin with."""

_LOST: Final = ("drop_before", "drop_after")
_SIGNER = re.compile(r"(AC|SK)[0-9a-fA-F]{32}")


class Connection(Protocol):
    """The TCP connection that a request came on."""

    number: int

    def abort(self) -> None:
        """Close it at once, without another byte."""

    def reset(self, last: bytes) -> None:
        """Send `last`, and then break it so that the other side sees a reset."""


class Front:
    """The ASGI application around the handlers.

    Args:
        control: The handlers of the emulator's own routes.
        state: What all handlers answer from.
    """

    def __init__(self, control: ASGIApp, state: EmulatorState) -> None:
        self._control = control
        self._state = state
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = Headers(scope=scope)
        if not f"{scope['path']}/".startswith(f"{CONTROL}/"):
            target = find_target(headers.get("host", ""), scope["path"], self._state.hosts)
            await self._exchange(target, scope, receive, send)
        elif not _is_from_here(headers):
            await _not_from_here()(scope, receive, send)
        else:
            answer = await _taken(self._control, scope, receive)
            if (reason := self._unsaved()) is not None:
                refused = JSONResponse({"detail": reason}, status_code=HTTP_500_INTERNAL_SERVER_ERROR)
                answer = await _taken(refused, scope, receive)
            await answer.give(send)

    def _unsaved(self) -> str | None:
        """Why what an answer tells of might not outlive this process; None once it does."""
        try:
            self._state.save()
        except StateFileError as error:
            return str(error)
        return None

    async def _exchange(self, target: Target, scope: Scope, receive: Receive, send: Send) -> None:
        """One request to Twilio's routes: it is in the journal before its answer is sent."""
        state, request = self._state, Request(scope, receive)
        match = state.catalog.index.match(scope["method"], target.product_host or "", target.path)
        number, connection = state.journal.next_number(), cast("Connection", scope["state"]["connection"])
        most = state.conditions.now.max_concurrent
        is_refused = most is not None and self._inside >= most
        happening = None if is_refused else state.faults.take(scope["method"], target.path, key_call(match))
        kind = happening.fault.kind if happening else None
        self._inside += 1
        try:
            if is_refused:
                answer = await _taken(refusal(errors.too_many_requests()), scope, receive)
            else:
                await request.body()  # once it is here, a client that goes away takes nothing back
                await asyncio.sleep(state.conditions.wait_s() + (happening.wait_s if happening else 0))
                answer = await self._answer(happening.fault if happening else None, target, match, request)
        except ClientDisconnect:
            return
        finally:
            self._inside -= 1
        state.journal.add(
            Entry(
                number=number,
                connection=connection.number,
                method=scope["method"],
                host=target.host,
                path=target.path,
                operation=match.operation.operation_id if match else None,
                permissions=tuple(map(str, match.operation.permissions)) if match else (),
                signer=_signer(Headers(scope=scope)),
                status=None if kind in _LOST else answer.status,
                code=None if kind in _LOST else answer.code,
                fault=kind,
            )
        )
        await _deliver(answer, kind, connection, receive, send)

    async def _answer(self, fault: Fault | None, target: Target, match: Match | None, request: Request) -> Answer:
        """What is answered, processed or not."""
        if fault and fault.kind == "drop_before":
            return Answer()
        response = instead(fault) if fault else None
        if response is None:
            response = await routes.answer(self._state, target, match, request)
            if (reason := self._unsaved()) is not None:
                response = refusal(errors.server_error(HTTP_500_INTERNAL_SERVER_ERROR, reason))
        answer = await _taken(response, request.scope, request.receive)
        if fault:
            answer.spoil(fault)
        return answer


async def _deliver(
    answer: Answer, kind: FaultKind | None, connection: Connection, receive: Receive, send: Send
) -> None:
    if kind in _LOST:
        connection.abort()
    elif kind == "reset":
        connection.reset(answer.beginning())
    else:
        await answer.give(send)
        return
    # The body is here, so this waits for the disconnect; before that the server would send an answer of its own.
    await receive()


async def _taken(app: ASGIApp, scope: Scope, receive: Receive) -> Answer:
    answer = Answer()
    await app(scope, receive, answer.take)
    return answer


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

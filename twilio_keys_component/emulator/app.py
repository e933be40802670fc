"""The application: the front that every request passes, and the handlers behind it."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from twilio_keys_component.emulator import errors, routes_2010, routes_control, routes_v1
from twilio_keys_component.emulator.errors import TwilioError
from twilio_keys_component.emulator.front import Front
from twilio_keys_component.emulator.state import EmulatorState
from twilio_keys_component.emulator.wire import refusal


def make_app(state: EmulatorState) -> Front:
    """The ASGI application that answers from `state`."""
    app = FastAPI(openapi_url=None, redirect_slashes=False)
    app.state.emulator = state
    for router in (routes_v1.router, routes_2010.router, routes_control.router):
        app.include_router(router)
    app.add_exception_handler(TwilioError, _refuse)
    app.add_exception_handler(HTTPException, _no_route)
    return Front(app, state)


async def _refuse(request: Request, error: Exception) -> Response:  # noqa: ARG001 - starlette's signature
    assert isinstance(error, TwilioError)
    return refusal(error)


async def _no_route(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    path = getattr(request.state, "path", None)
    if path is None:
        return JSONResponse({"detail": error.detail}, status_code=error.status_code)
    is_known_path = error.status_code == errors.method_not_allowed().status
    return refusal(errors.method_not_allowed() if is_known_path else errors.not_found(path))

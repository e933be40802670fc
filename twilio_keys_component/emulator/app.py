"""The application: the front that every request passes, and the emulator's own routes behind it."""

from __future__ import annotations

from fastapi import FastAPI

from twilio_keys_component.emulator import routes_control, routes_openapi, routes_record
from twilio_keys_component.emulator.front import Front
from twilio_keys_component.emulator.state import EmulatorState


def make_app(state: EmulatorState) -> Front:
    """The ASGI application that answers from `state`."""
    control = FastAPI(openapi_url=None, redirect_slashes=False)
    control.state.emulator = state
    for router in (routes_control.router, routes_openapi.router, routes_record.router):
        control.include_router(router)
    return Front(control, state)

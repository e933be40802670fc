"""Handler of `/_emulator/openapi.json`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from twilio_keys_component.emulator.openapi import document

router = APIRouter(prefix="/_emulator")


@router.get("/openapi.json")
async def show_openapi(request: Request) -> dict[str, Any]:
    """The emulator's own routes and Twilio's Key resource, as an OpenAPI document."""
    return document(request.app)

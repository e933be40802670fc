"""Handlers of `/_emulator/permissions`: what each key used, and what it could do without."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException

from twilio_keys_component.emulator.record import SignerRecord, UnknownRecord
from twilio_keys_component.emulator.routes_control import State
from twilio_keys_component.emulator.shapes import EMPTY
from twilio_keys_component.permissions import Catalog

router = APIRouter(prefix="/_emulator")


@router.get("/permissions")
async def show_permissions(state: State) -> list[dict[str, Any]]:
    """What every signer used, was refused and never used; also every key that did nothing."""
    return [_signer(record, state.catalog) for record in state.record.signers(state.keys.all())]


@router.get("/permissions/{sid}")
async def show_permissions_of(state: State, sid: str) -> dict[str, Any]:
    """The same for one key, or for an account's auth token by the account's sid."""
    for record in state.record.signers(state.keys.all()):
        if record.sid == sid:
            return _signer(record, state.catalog)
    raise HTTPException(404, f"nothing was signed with {sid}, and the emulator has no such key")


@router.delete("/permissions", status_code=EMPTY)
async def forget_permissions(state: State) -> None:
    """Forget what was used, refused and not known so far."""
    state.record.clear()


@router.get("/unknown-permissions")
async def show_unknown(state: State) -> list[dict[str, Any]]:
    """The operations that were asked for and whose permission is not known."""
    return [_unknown(record) for record in state.record.unknown()]


def _signer(record: SignerRecord, catalog: Catalog) -> dict[str, Any]:
    return {
        "sid": record.sid,
        "friendly_name": record.friendly_name,
        "kind": record.kind,
        "granted": None if record.granted is None else [str(permission) for permission in record.granted],
        "used": {str(permission): count for permission, count in sorted(record.used.items())},
        "refused": {str(permission): count for permission, count in sorted(record.refused.items())},
        "unused": [str(permission) for permission in record.unused(catalog)],
        "operations": sorted(record.operations),
    }


def _unknown(record: UnknownRecord) -> dict[str, Any]:
    return {
        "operation": record.operation.operation_id,
        "method": record.operation.method,
        "host": record.operation.host,
        "path": record.operation.path,
        "asked": record.refused.total() + record.served.total(),
        "refused": dict(sorted(record.refused.items())),
        "served": dict(sorted(record.served.items())),
    }

"""Handlers of `https://iam.twilio.com/v1/Keys`: they take a request apart and render an answer, nothing else."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from twilio_keys_component.emulator import render
from twilio_keys_component.emulator.paging import cut
from twilio_keys_component.emulator.wire import CREATED, EMPTY, SignedCall

router = APIRouter(prefix="/iam.twilio.com/v1")


@router.post("/Keys")
async def create_key(call: SignedCall) -> Response:
    """Make a standard or restricted key; the only answer with its secret (doc)."""
    call.authorize("/twilio/iam/api-keys/create")
    key = call.state.rules.create(
        call.signer,
        account_sid=call.form.get("AccountSid"),
        friendly_name=call.form.get("FriendlyName"),
        key_type=call.form.get("KeyType"),
        policy=call.form.get("Policy"),
    )
    return JSONResponse(render.key_v1(key) | {"secret": key.secret}, status_code=CREATED)


@router.get("/Keys")
async def list_keys(call: SignedCall) -> Response:
    """The keys of an account, with flags and without policies (doc)."""
    call.authorize("/twilio/iam/api-keys/list")
    keys = call.state.rules.listed(call.signer, account_sid=call.query.get("AccountSid"))
    page = cut(keys, position=lambda key: key.position, asked=call.query)
    return JSONResponse(render.list_v1(page))


@router.get("/Keys/{sid}")
async def fetch_key(call: SignedCall, sid: str) -> Response:
    """One key, with its policy and without its secret (doc)."""
    call.authorize("/twilio/iam/api-keys/read")
    key = call.state.rules.find(call.signer, sid, account_sid=call.query.get("AccountSid"))
    return JSONResponse(render.key_v1(key))


@router.post("/Keys/{sid}")
async def update_key(call: SignedCall, sid: str) -> Response:
    """Rename a key or replace its policy whole (doc)."""
    call.authorize("/twilio/iam/api-keys/update")
    key = call.state.rules.find(call.signer, sid, account_sid=call.form.get("AccountSid"))
    call.state.rules.update(key, friendly_name=call.form.get("FriendlyName"), policy=call.form.get("Policy"))
    return JSONResponse(render.key_v1(key))


@router.delete("/Keys/{sid}")
async def delete_key(call: SignedCall, sid: str) -> Response:
    """Revoke a key (doc)."""
    call.authorize("/twilio/iam/api-keys/delete")
    key = call.state.rules.find(call.signer, sid, account_sid=call.query.get("AccountSid"))
    call.state.keys.remove(key)
    return Response(status_code=EMPTY)

"""Handlers of the 2010-04-01 API: what is left of keys there, accounts, messages and calls."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from twilio_keys_component.emulator import errors, render
from twilio_keys_component.emulator.activity import (
    ActivityRecord,
    ActivityStore,
    change_message,
    place_call,
    send_message,
)
from twilio_keys_component.emulator.iam import checked_name
from twilio_keys_component.emulator.keys import KeyRecord
from twilio_keys_component.emulator.paging import cut
from twilio_keys_component.emulator.wire import CREATED, EMPTY, SignedCall, TwilioCall
from twilio_keys_component.model import KeyType

router = APIRouter(prefix="/api.twilio.com/2010-04-01")


@router.get("/Accounts.json")
async def list_accounts(call: SignedCall) -> Response:
    """The accounts that the signer reaches (doc)."""
    call.authorize("/twilio/iam/accounts/list")
    access = call.state.access
    reached = [account for account in access.accounts.values() if access.is_reached(call.signer, account.sid)]
    position = {account.sid: index for index, account in enumerate(reached)}
    page = cut(reached, position=lambda account: position[account.sid], asked=call.query)
    return JSONResponse(
        render.list_2010(
            page,
            name="accounts",
            path=call.path,
            render=lambda account: render.account(
                account, main_sid=call.state.settings.account_sid, created=call.state.started
            ),
        )
    )


@router.get("/Accounts/{account_sid}.json")
async def fetch_account(call: SignedCall, account_sid: str) -> Response:
    """One account, without its auth token."""
    call.authorize("/twilio/iam/accounts/read", account_sid=account_sid)
    return JSONResponse(
        render.account(
            call.state.access.accounts[account_sid],
            main_sid=call.state.settings.account_sid,
            created=call.state.started,
        )
    )


@router.post("/Accounts/{account_sid}/Keys.json")
@router.post("/Accounts/{account_sid}/SigningKeys.json")
async def create_key(call: SignedCall, account_sid: str) -> Response:
    """Make a standard key, whatever `KeyType` and `Policy` say (live)."""
    call.authorize("/twilio/iam/api-keys/create", account_sid=account_sid)
    key = call.state.keys.add(
        account_sid=account_sid,
        kind=KeyType.STANDARD,
        friendly_name=checked_name(call.form.get("FriendlyName")),
        region=call.region,
    )
    return JSONResponse(render.key_2010(key) | {"secret": key.secret}, status_code=CREATED)


@router.get("/Accounts/{account_sid}/Keys.json")
@router.get("/Accounts/{account_sid}/SigningKeys.json")
async def list_keys(call: SignedCall, account_sid: str) -> Response:
    """The keys of an account in the host's Region; Keys and SigningKeys are the same (live)."""
    call.authorize("/twilio/iam/api-keys/list", account_sid=account_sid)
    keys = call.state.keys.of(account_sid, call.region)
    page = cut(keys, position=lambda key: key.position, asked=call.query)
    name = "signing_keys" if call.path.endswith("/SigningKeys.json") else "keys"
    return JSONResponse(render.list_2010(page, name=name, path=call.path, render=render.key_2010))


@router.get("/Accounts/{account_sid}/Keys/{sid}.json")
@router.get("/Accounts/{account_sid}/SigningKeys/{sid}.json")
async def fetch_key(call: SignedCall, account_sid: str, sid: str) -> Response:
    """One key."""
    call.authorize("/twilio/iam/api-keys/read", account_sid=account_sid)
    return JSONResponse(render.key_2010(_key(call, account_sid, sid)))


@router.post("/Accounts/{account_sid}/Keys/{sid}.json")
@router.post("/Accounts/{account_sid}/SigningKeys/{sid}.json")
async def update_key(call: SignedCall, account_sid: str, sid: str) -> Response:
    """Rename a key; a `Policy` is ignored here too (guess)."""
    call.authorize("/twilio/iam/api-keys/update", account_sid=account_sid)
    key = _key(call, account_sid, sid)
    if "FriendlyName" in call.form:
        key.friendly_name = checked_name(call.form["FriendlyName"])
    call.state.keys.touch(key)
    return JSONResponse(render.key_2010(key))


@router.delete("/Accounts/{account_sid}/Keys/{sid}.json")
@router.delete("/Accounts/{account_sid}/SigningKeys/{sid}.json")
async def delete_key(call: SignedCall, account_sid: str, sid: str) -> Response:
    """Revoke a key."""
    call.authorize("/twilio/iam/api-keys/delete", account_sid=account_sid)
    call.state.keys.remove(_key(call, account_sid, sid))
    return Response(status_code=EMPTY)


@router.post("/Accounts/{account_sid}/Messages.json")
async def create_message(call: SignedCall, account_sid: str) -> Response:
    """Make a message that is never sent."""
    call.authorize("/twilio/messaging/messages/create", account_sid=account_sid)
    record = send_message(call.state.messages, call.form, account_sid=account_sid, region=call.region)
    return JSONResponse(render.message(record), status_code=CREATED)


@router.get("/Accounts/{account_sid}/Messages.json")
async def list_messages(call: SignedCall, account_sid: str) -> Response:
    """The messages of an account, filtered by `To` and `From`."""
    call.authorize("/twilio/messaging/messages/list", account_sid=account_sid)
    page = cut(
        call.state.messages.of(account_sid, call.region, call.query),
        position=lambda record: record.position,
        asked=call.query,
    )
    return JSONResponse(render.list_2010(page, name="messages", path=call.path, render=render.message))


@router.get("/Accounts/{account_sid}/Messages/{sid}.json")
async def fetch_message(call: SignedCall, account_sid: str, sid: str) -> Response:
    """One message."""
    call.authorize("/twilio/messaging/messages/read", account_sid=account_sid)
    return JSONResponse(render.message(_activity(call, call.state.messages, account_sid, sid)))


@router.post("/Accounts/{account_sid}/Messages/{sid}.json")
async def update_message(call: SignedCall, account_sid: str, sid: str) -> Response:
    """Empty a message's text or cancel it (doc)."""
    call.authorize("/twilio/messaging/messages/update", account_sid=account_sid)
    record = _activity(call, call.state.messages, account_sid, sid)
    change_message(call.state.messages, record, call.form)
    return JSONResponse(render.message(record))


@router.delete("/Accounts/{account_sid}/Messages/{sid}.json")
async def delete_message(call: SignedCall, account_sid: str, sid: str) -> Response:
    """Delete a message."""
    call.authorize("/twilio/messaging/messages/delete", account_sid=account_sid)
    call.state.messages.remove(_activity(call, call.state.messages, account_sid, sid))
    return Response(status_code=EMPTY)


@router.post("/Accounts/{account_sid}/Calls.json")
async def create_call(call: SignedCall, account_sid: str) -> Response:
    """Make a call that is never placed."""
    call.authorize("/twilio/voice/calls/create", account_sid=account_sid)
    record = place_call(call.state.calls, call.form, account_sid=account_sid, region=call.region)
    return JSONResponse(render.call(record), status_code=CREATED)


@router.get("/Accounts/{account_sid}/Calls.json")
async def list_calls(call: SignedCall, account_sid: str) -> Response:
    """The calls of an account, filtered by `To` and `From`."""
    call.authorize("/twilio/voice/calls/list", account_sid=account_sid)
    page = cut(
        call.state.calls.of(account_sid, call.region, call.query),
        position=lambda record: record.position,
        asked=call.query,
    )
    return JSONResponse(render.list_2010(page, name="calls", path=call.path, render=render.call))


@router.get("/Accounts/{account_sid}/Calls/{sid}.json")
async def fetch_call(call: SignedCall, account_sid: str, sid: str) -> Response:
    """One call."""
    call.authorize("/twilio/voice/calls/read", account_sid=account_sid)
    return JSONResponse(render.call(_activity(call, call.state.calls, account_sid, sid)))


@router.delete("/Accounts/{account_sid}/Calls/{sid}.json")
async def delete_call(call: SignedCall, account_sid: str, sid: str) -> Response:
    """Delete a call."""
    call.authorize("/twilio/voice/calls/delete", account_sid=account_sid)
    call.state.calls.remove(_activity(call, call.state.calls, account_sid, sid))
    return Response(status_code=EMPTY)


def _key(call: TwilioCall, account_sid: str, sid: str) -> KeyRecord:
    key = call.state.keys.get(sid)
    if key is None or (key.account_sid, key.region) != (account_sid, call.region):
        raise errors.not_found(call.path)
    return key


def _activity(call: TwilioCall, store: ActivityStore, account_sid: str, sid: str) -> ActivityRecord:
    record = store.get(sid, account_sid=account_sid, region=call.region)
    if record is None:
        raise errors.not_found(call.path)
    return record

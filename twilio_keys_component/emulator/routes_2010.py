"""Handlers of the 2010-04-01 API for accounts and for what is left of keys there."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import JSONResponse, Response

from twilio_keys_component.emulator import errors, render
from twilio_keys_component.emulator.access import Account
from twilio_keys_component.emulator.iam import checked_name
from twilio_keys_component.emulator.keys import KeyRecord
from twilio_keys_component.emulator.paging import cut
from twilio_keys_component.emulator.shapes import CREATED, EMPTY
from twilio_keys_component.emulator.wire import TwilioCall
from twilio_keys_component.model import KeyType

_STATUSES = {"active", "suspended", "closed"}


def list_accounts(call: TwilioCall) -> Response:
    """The accounts that the signer reaches (doc)."""
    access = call.state.access
    reached = [account for account in access.accounts.values() if access.is_reached(call.signer, account.sid)]
    position = {account.sid: index for index, account in enumerate(reached)}
    page = cut(reached, position=lambda account: position[account.sid], asked=call.query)
    return JSONResponse(
        render.list_2010(page, name="accounts", path=call.path, render=lambda account: _account(call, account))
    )


def create_account(call: TwilioCall) -> Response:
    """Make a subaccount of the main account (doc). Its auth token is drawn and never shown: the parent's reaches it.

    Raises:
        TwilioError: 20003 for a subaccount, which can have none below it (guess: the code).
    """
    if call.signer.account.parent_sid is not None:
        raise errors.authenticate()
    account = Account(
        sid=call.state.new_sid("AC"),
        auth_token=call.state.new_secret(),
        parent_sid=call.signer.account.sid,
        friendly_name=call.form.get("FriendlyName") or "SubAccount",
        created=call.state.clock(),
    )
    call.state.access.put(account)
    return JSONResponse(_account(call, account), status_code=call.shape.status)


def fetch_account(call: TwilioCall) -> Response:
    """One account, without its auth token."""
    return JSONResponse(_account(call, _named_account(call)))


def update_account(call: TwilioCall) -> Response:
    """Rename an account, or note that it is suspended or closed (doc); the emulator serves it all the same.

    Raises:
        TwilioError: 20001 for another status (guess).
    """
    account, status = _named_account(call), call.form.get("Status")
    if status is not None and status not in _STATUSES:
        raise errors.invalid_request("Status must be active, suspended or closed")
    changed = replace(
        account,
        friendly_name=call.form.get("FriendlyName") or account.friendly_name,
        status=status or account.status,
    )
    call.state.access.put(changed)
    return JSONResponse(_account(call, changed))


def create_key(call: TwilioCall) -> Response:
    """Make a standard key, whatever `KeyType` and `Policy` say (live)."""
    friendly_name = checked_name(call.form.get("FriendlyName"))
    call.state.rules.must_have_room(call.account_sid)
    key = call.state.keys.add(
        account_sid=call.account_sid, kind=KeyType.STANDARD, friendly_name=friendly_name, region=call.region
    )
    return JSONResponse(render.key_2010(key) | {"secret": key.secret}, status_code=CREATED)


def list_keys(call: TwilioCall) -> Response:
    """The keys of an account in the host's Region; Keys and SigningKeys are the same (live)."""
    keys = call.state.keys.of(call.account_sid, call.region, ago_ms=call.state.conditions.now.list_delay_ms)
    page = cut(keys, position=lambda key: key.position, asked=call.query)
    name = "signing_keys" if call.path.endswith("/SigningKeys.json") else "keys"
    return JSONResponse(render.list_2010(page, name=name, path=call.path, render=render.key_2010))


def fetch_key(call: TwilioCall) -> Response:
    """One key."""
    return JSONResponse(render.key_2010(_key(call, ago_ms=call.state.conditions.now.fetch_delay_ms)))


def update_key(call: TwilioCall) -> Response:
    """Rename a key; a `Policy` is ignored here too (guess)."""
    key = _key(call)
    if "FriendlyName" in call.form:
        key.friendly_name = checked_name(call.form["FriendlyName"])
    call.state.keys.touch(key)
    return JSONResponse(render.key_2010(key))


def delete_key(call: TwilioCall) -> Response:
    """Revoke a key."""
    call.state.keys.remove(_key(call))
    return Response(status_code=EMPTY)


def _named_account(call: TwilioCall) -> Account:
    return call.state.access.accounts[call.match.arguments["Sid"]]


def _account(call: TwilioCall, account: Account) -> render.Json:
    return render.account(account, main_sid=call.state.settings.account_sid, created=call.state.started)


def _key(call: TwilioCall, *, ago_ms: int = 0) -> KeyRecord:
    key = call.state.keys.get_past(call.match.arguments["Sid"], ago_ms=ago_ms)
    if key is None or (key.account_sid, key.region) != (call.account_sid, call.region):
        raise errors.not_found(call.path)
    return key

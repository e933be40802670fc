"""Handlers of `https://iam.twilio.com/v1/Keys`: they take a request apart and render an answer, nothing else."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from twilio_keys_component.emulator import render
from twilio_keys_component.emulator.keys import KeyRecord
from twilio_keys_component.emulator.paging import cut
from twilio_keys_component.emulator.shapes import CREATED, EMPTY
from twilio_keys_component.emulator.wire import TwilioCall


def create_key(call: TwilioCall) -> Response:
    """Make a standard or restricted key; the only answer with its secret (doc)."""
    key = call.state.rules.create(
        call.signer,
        account_sid=call.form.get("AccountSid"),
        friendly_name=call.form.get("FriendlyName"),
        key_type=call.form.get("KeyType"),
        policy=call.form.get("Policy"),
    )
    return JSONResponse(render.key_v1(key) | {"secret": key.secret}, status_code=CREATED)


def list_keys(call: TwilioCall) -> Response:
    """The keys of an account, with flags and without policies (doc)."""
    keys = call.state.rules.listed(call.signer, account_sid=call.query.get("AccountSid"))
    page = cut(keys, position=lambda key: key.position, asked=call.query)
    return JSONResponse(render.list_v1(page, name="keys", url=call.url, render=render.key_v1_listed))


def fetch_key(call: TwilioCall) -> Response:
    """One key, with its policy and without its secret (doc)."""
    ago_ms = call.state.conditions.now.fetch_delay_ms
    return JSONResponse(render.key_v1(_key(call, call.query.get("AccountSid"), ago_ms=ago_ms)))


def update_key(call: TwilioCall) -> Response:
    """Rename a key or replace its policy whole (doc)."""
    key = _key(call, call.form.get("AccountSid"))
    call.state.rules.update(key, friendly_name=call.form.get("FriendlyName"), policy=call.form.get("Policy"))
    return JSONResponse(render.key_v1(key))


def delete_key(call: TwilioCall) -> Response:
    """Revoke a key (doc)."""
    call.state.keys.remove(_key(call, call.query.get("AccountSid")))
    return Response(status_code=EMPTY)


def _key(call: TwilioCall, account_sid: str | None, *, ago_ms: int = 0) -> KeyRecord:
    sid = call.match.arguments["Sid"]
    return call.state.rules.find(call.signer, sid, account_sid=account_sid, ago_ms=ago_ms)

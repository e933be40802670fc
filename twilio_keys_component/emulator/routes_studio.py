"""Handlers of Studio flows and executions: nothing runs."""

from __future__ import annotations

from starlette.responses import Response

from twilio_keys_component.emulator import errors, stubs
from twilio_keys_component.emulator.items import Item
from twilio_keys_component.emulator.layout import FLOW_REVISIONS
from twilio_keys_component.emulator.wire import TwilioCall


def create_flow(call: TwilioCall) -> Response:
    """Keep a flow's first revision; its definition is not checked."""
    valid = {"valid": True, "errors": [], "warnings": []}
    item = stubs.make(call, {**valid, **call.values, "revision": 1, "version": 1})
    _keep_revision(call, item)
    return stubs.shown(call, item)


def update_flow(call: TwilioCall) -> Response:
    """Change a flow, which makes its next revision (doc)."""
    item = stubs.find(call)
    revision = item.values["revision"] + 1
    stubs.change(call, item, {**call.values, "revision": revision, "version": revision})
    _keep_revision(call, item)
    return stubs.shown(call, item)


def _keep_revision(call: TwilioCall, flow: Item) -> None:
    call.state.items.new(
        FLOW_REVISIONS,
        account_sid=call.account_sid,
        region=call.region,
        parents={"sid": flow.values["sid"]},
        values=dict(flow.values),
    )


def validate_flow(call: TwilioCall) -> Response:
    """Say that a flow is valid, whatever its definition is."""
    return stubs.shown(call, stubs.imagined(call, {"valid": True}))


def create_execution(call: TwilioCall) -> Response:
    """Begin an execution that stays `active`; its context is what it was given.

    Raises:
        TwilioError: 20001 without receiver (guess: the code), or for parameters that are no JSON object.
    """
    asked = call.values
    if not asked.get("to"):
        raise errors.invalid_request("To is required")
    given = asked.get("parameters") or {}
    if not isinstance(given, dict):
        raise errors.invalid_request("Parameters must be a JSON object")
    fixed = {"status": "active", "contact_channel_address": asked["to"], "context": {"flow": {"data": given}}}
    return stubs.create(call, asked | fixed)

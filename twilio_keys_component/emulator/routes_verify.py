"""Handlers of Verify: nothing is ever sent, and one code approves everything."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from twilio_keys_component.emulator import errors, stubs
from twilio_keys_component.emulator.items import Item
from twilio_keys_component.emulator.layout import VERIFICATIONS
from twilio_keys_component.emulator.wire import TwilioCall

RIGHT_CODE: Final = "123456"
"""The code that approves every verification of an emulator; at Twilio it is random and goes to the receiver."""

_PENDING: Final = "pending"
_ENDINGS: Final = ("canceled", "approved")


def create_verification(call: TwilioCall) -> Response:
    """Begin to verify a receiver. One that is still pending goes on: it is answered with its sid (doc).

    Raises:
        TwilioError: 60200 without receiver or channel (doc: the code).
    """
    asked = call.parameters
    if not asked.get("To") or not asked.get("Channel"):
        raise errors.refused_input(60200, "Invalid parameter: To and Channel are required")
    pending = _pending(call, str(asked["To"]))
    item = pending or stubs.make(call, {"status": _PENDING, "valid": False, "send_code_attempts": [], **call.values})
    return stubs.shown(call, item)


def fetch_verification(call: TwilioCall) -> Response:
    """A verification that is pending, by its sid or its receiver (doc).

    Raises:
        TwilioError: 20404 for one that is no longer (doc: they are deleted then), or never was.
    """
    return stubs.shown(call, _named(call))


def update_verification(call: TwilioCall) -> Response:
    """Cancel or approve a pending verification without a code of Twilio's (doc).

    Raises:
        TwilioError: 20404 as for a fetch; 60200 for another status (doc: the code).
    """
    item, status = _named(call), call.parameters.get("Status")
    if status not in _ENDINGS:
        raise errors.refused_input(60200, "Invalid parameter: Status must be canceled or approved")
    stubs.change(call, item, {"status": status, "valid": status == "approved"})
    return stubs.shown(call, item)


def check_verification(call: TwilioCall) -> Response:
    """Compare a code with the right one; another leaves the verification pending (doc).

    Raises:
        TwilioError: 20404 for a check of nothing that is pending (doc); 60200 without code (doc: the code).
    """
    asked = call.parameters
    if not asked.get("Code"):
        raise errors.refused_input(60200, "Invalid parameter: Code is required")
    item = _pending(call, str(asked.get("VerificationSid") or asked.get("To") or ""))
    if item is None:
        raise errors.not_found(call.path)
    if asked["Code"] == RIGHT_CODE:
        stubs.change(call, item, {"status": "approved", "valid": True})
    return stubs.shown(call, item)


def _named(call: TwilioCall) -> Item:
    item = _pending(call, call.match.arguments["Sid"])
    if item is None:
        raise errors.not_found(call.path)
    return item


def _pending(call: TwilioCall, name: str) -> Item | None:
    items = call.state.items.of(
        VERIFICATIONS, account_sid=call.account_sid, region=call.region, parents=stubs.parents(call)
    )
    for item in items:
        if item.values["status"] == _PENDING and name in (item.values["sid"], item.values.get("to")):
            return item
    return None

"""Handlers of calls, their recordings, and the participants of conferences: nobody is ever called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from starlette.responses import Response

from twilio_keys_component.emulator import errors, stubs
from twilio_keys_component.emulator.layout import RECORDINGS
from twilio_keys_component.emulator.routes_verify import RIGHT_CODE
from twilio_keys_component.emulator.wire import TwilioCall
from twilio_keys_component.permissions.conditions import is_given

_ENDINGS: Final = ("canceled", "completed")
_RECORDED: Final = frozenset({"true"})
_NOT_RECORDED: Final = {"", "false", "do-not-record"}


def create_call(call: TwilioCall) -> Response:
    """Make a call that stays `queued`; with `Record=true` a recording of it too.

    Raises:
        TwilioError: 21201, 21213 or 21205 without receiver, caller or instructions (doc: the codes).
    """
    asked = call.parameters
    if not asked.get("To"):
        raise errors.refused_input(21201, "No 'To' number is specified")
    if not asked.get("From"):
        raise errors.refused_input(21213, "A 'From' phone number is required.")
    if not any(asked.get(name) for name in ("Url", "Twiml", "ApplicationSid")):
        raise errors.refused_input(21205, "Url parameter is required.")
    fixed = {
        "status": "queued",
        "direction": "outbound-api",
        "price_unit": "USD",
        "queue_time": "0",
        "to_formatted": asked["To"],
        "from_formatted": asked["From"],
    }
    item = stubs.make(call, call.values | fixed)
    if is_given(asked, "Record", _RECORDED):
        _record(call, {"call_sid": item.values["sid"]})
    return stubs.shown(call, item)


def update_call(call: TwilioCall) -> Response:
    """Give a call other instructions, or end it with `Status=completed` or `Status=canceled` (doc).

    Raises:
        TwilioError: 20001 for another status (guess).
    """
    item, status = stubs.find(call), call.parameters.get("Status")
    if status is not None and status not in _ENDINGS:
        raise errors.invalid_request("a call's Status can only be 'canceled' or 'completed'")
    stubs.change(call, item, {"status": status} if status else {})
    return stubs.shown(call, item)


def create_recording(call: TwilioCall) -> Response:
    """Start the recording of a call."""
    return stubs.create(call, {**_STARTED, **call.values})


def create_participant(call: TwilioCall) -> Response:
    """Dial somebody into a conference; where it is recorded, there is a recording of the conference."""
    asked = call.parameters
    item = stubs.make(call, {"status": "queued", "muted": False, "hold": False, **call.values})
    sid = item.values["conference_sid"]
    if str(asked.get("ConferenceRecord") or "").lower() not in _NOT_RECORDED:
        _record(call, {"conference_sid": sid})
    if is_given(asked, "Record", _RECORDED):
        _record(call, {"call_sid": item.values["call_sid"], "conference_sid": sid})
    return stubs.shown(call, item)


def create_caller_id(call: TwilioCall) -> Response:
    """Verify a number as a caller's: it is one at once, though Twilio calls it first and asks for the code.

    Raises:
        TwilioError: 21201 without a number (guess).
    """
    if not call.parameters.get("PhoneNumber"):
        raise errors.refused_input(21201, "No 'PhoneNumber' is specified")
    drawn = {"call_sid": call.state.new_sid("CA"), "validation_code": RIGHT_CODE}
    return stubs.create(call, call.values | drawn)


_STARTED: Final[Mapping[str, Any]] = {
    "status": "in-progress",
    "channels": 1,
    "source": "StartCallRecordingAPI",
    "price_unit": "USD",
}


def _record(call: TwilioCall, of: Mapping[str, str]) -> None:
    values = {**_STARTED, "source": "OutboundAPI", "sid": call.state.new_sid("RE"), "account_sid": call.account_sid}
    call.state.items.new(
        RECORDINGS, account_sid=call.account_sid, region=call.region, parents=of, values=values | dict(of)
    )

"""Handlers of messages: none is ever sent."""

from __future__ import annotations

from starlette.responses import Response

from twilio_keys_component.emulator import errors, stubs
from twilio_keys_component.emulator.wire import TwilioCall


def create_message(call: TwilioCall) -> Response:
    """Make a message that stays `queued`.

    Raises:
        TwilioError: 21604, 21603 or 21602 without receiver, sender or content (doc: the codes).
    """
    asked = call.parameters
    has_service = bool(asked.get("MessagingServiceSid"))
    if not asked.get("To"):
        raise errors.refused_input(21604, "A 'To' phone number is required.")
    if not (asked.get("From") or has_service):
        raise errors.refused_input(21603, "A 'From' phone number is required.")
    if not any(asked.get(name) for name in ("Body", "MediaUrl", "ContentSid")):
        raise errors.refused_input(21602, "Message body is required.")
    fixed = {
        "status": "queued",
        "direction": "outbound-api",
        "price_unit": "USD",
        "num_media": "0",
        "num_segments": "0" if has_service else "1",
    }
    return stubs.create(call, {"body": "", **call.values, **fixed})


def update_message(call: TwilioCall) -> Response:
    """Empty a message's text (`Body=`) or cancel it (`Status=canceled`), the two changes that there are (doc).

    Raises:
        TwilioError: 20001 for another change (guess).
    """
    item, asked = stubs.find(call), call.parameters
    if asked.get("Body") or asked.get("Status", "canceled") != "canceled":
        raise errors.invalid_request("a message's Body can only be emptied, its Status only be 'canceled'")
    stubs.change(call, item, call.values)
    return stubs.shown(call, item)

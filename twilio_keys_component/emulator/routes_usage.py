"""Handlers of usage records: how many things of each kind an account has now, at no price."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from twilio_keys_component.emulator import stubs
from twilio_keys_component.emulator.items import Item
from twilio_keys_component.emulator.layout import CALLS, INCOMING_NUMBERS, MESSAGES, RECORDINGS
from twilio_keys_component.emulator.wire import TwilioCall

_CATEGORIES: Final = (
    ("sms", MESSAGES, "messages"),
    ("calls", CALLS, "calls"),
    ("recordings", RECORDINGS, "recordings"),
    ("phonenumbers", INCOMING_NUMBERS, "numbers"),
)


def list_usage(call: TwilioCall) -> Response:
    """One record for each category that the emulator counts, the same in every view: it knows no past."""
    return stubs.listed(call, [_usage(call, index) for index in range(len(_CATEGORIES))])


def _usage(call: TwilioCall, index: int) -> Item:
    category, collection, unit = _CATEGORIES[index]
    items = call.state.items.of(collection, account_sid=call.account_sid, region=call.region)
    today, count = call.state.started.date().isoformat(), str(len(items))
    values = {
        "category": category,
        "description": category,
        "count": count,
        "count_unit": unit,
        "usage": count,
        "usage_unit": unit,
        "price": "0",
        "price_unit": "usd",
        "start_date": today,
        "end_date": today,
    }
    return stubs.imagined(call, values, position=index)

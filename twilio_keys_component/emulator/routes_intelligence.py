"""Handler of Intelligence: the operators of a service."""

from __future__ import annotations

from starlette.responses import Response

from twilio_keys_component.emulator import stubs
from twilio_keys_component.emulator.wire import TwilioCall


def fetch_attached(call: TwilioCall) -> Response:
    """The sids of the operators that were attached to a service."""
    sids = [item.values["operator_sid"] for item in stubs.all_here(call)]
    return stubs.shown(call, stubs.imagined(call, {"operator_sids": sids}))

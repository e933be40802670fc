"""Which handler answers which operation: a few have rules of their own, all others are stubs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from twilio_keys_component.emulator import (
    errors,
    routes_2010,
    routes_calls,
    routes_intelligence,
    routes_messages,
    routes_numbers,
    routes_studio,
    routes_usage,
    routes_v1,
    routes_verify,
    stubs,
)
from twilio_keys_component.emulator.authorization import authorize
from twilio_keys_component.emulator.errors import TwilioError
from twilio_keys_component.emulator.hosts import Target, is_loopback
from twilio_keys_component.emulator.state import EmulatorState
from twilio_keys_component.emulator.wire import TwilioCall, read_call, refusal
from twilio_keys_component.permissions import Match

Handler = Callable[[TwilioCall], Response]

_API: Final = "https://api.twilio.com/2010-04-01/Accounts"
_ACCOUNT: Final = f"{_API}/{{AccountSid}}"
_INTELLIGENCE: Final = "https://intelligence.twilio.com/v2/Services/{ServiceSid}"
_KEYS: Final = "https://iam.twilio.com/v1/Keys"
_LOOKUPS: Final = "https://lookups.twilio.com"
_STUDIO: Final = "https://studio.twilio.com"
_VERIFY: Final = "https://verify.twilio.com/v2/Services/{ServiceSid}"

_AVAILABLE: Final = ("Local", "MachineToMachine", "Mobile", "National", "SharedCost", "TollFree", "Voip")
_USAGE: Final = ("AllTime", "Daily", "LastMonth", "Monthly", "ThisMonth", "Today", "Yearly", "Yesterday")


async def answer(state: EmulatorState, target: Target, match: Match | None, request: Request) -> Response:
    """What Twilio would answer to one request."""
    try:
        if match is None:
            raise _no_operation(state, target)
        call = await read_call(state, target, match, request)
        authorize(call)
        return _handler(call)(call)
    except TwilioError as error:
        return refusal(error)


def _no_operation(state: EmulatorState, target: Target) -> TwilioError:
    is_known_path = target.product_host and state.catalog.index.methods(target.product_host, target.path)
    if is_known_path:
        return errors.method_not_allowed()
    return errors.no_host(target.path) if is_loopback(target.host) else errors.not_found(target.path)


def _handler(call: TwilioCall) -> Handler:
    operation, place = call.operation, call.place
    own = _handlers().get(str(operation))
    if own is not None:
        return own
    if operation.method == "GET":
        return stubs.list_all if operation.operation_id.startswith("List") else stubs.fetch
    if operation.method == "DELETE":
        return stubs.delete
    makes = operation.operation_id.startswith("Create") and not place.is_single
    return stubs.create if makes else stubs.update


@cache
def _handlers() -> Mapping[str, Handler]:
    """The handlers of the operations that have rules of their own."""
    return MappingProxyType(
        dict(_key_handlers())
        | dict(_number_handlers())
        | {
            f"GET {_API}.json": routes_2010.list_accounts,
            f"POST {_API}.json": routes_2010.create_account,
            f"GET {_API}/{{Sid}}.json": routes_2010.fetch_account,
            f"POST {_API}/{{Sid}}.json": routes_2010.update_account,
            f"POST {_ACCOUNT}/Messages.json": routes_messages.create_message,
            f"POST {_ACCOUNT}/Messages/{{Sid}}.json": routes_messages.update_message,
            f"POST {_ACCOUNT}/Calls.json": routes_calls.create_call,
            f"POST {_ACCOUNT}/Calls/{{Sid}}.json": routes_calls.update_call,
            f"POST {_ACCOUNT}/Calls/{{CallSid}}/Recordings.json": routes_calls.create_recording,
            f"POST {_ACCOUNT}/Conferences/{{ConferenceSid}}/Participants.json": routes_calls.create_participant,
            f"POST {_ACCOUNT}/OutgoingCallerIds.json": routes_calls.create_caller_id,
            f"GET {_INTELLIGENCE}/Operators": routes_intelligence.fetch_attached,
            f"POST {_VERIFY}/Verifications": routes_verify.create_verification,
            f"GET {_VERIFY}/Verifications/{{Sid}}": routes_verify.fetch_verification,
            f"POST {_VERIFY}/Verifications/{{Sid}}": routes_verify.update_verification,
            f"POST {_VERIFY}/VerificationCheck": routes_verify.check_verification,
            f"GET {_LOOKUPS}/v1/PhoneNumbers/{{PhoneNumber}}": routes_numbers.look_up_v1,
            f"GET {_LOOKUPS}/v2/PhoneNumbers/{{PhoneNumber}}": routes_numbers.look_up_v2,
            f"POST {_STUDIO}/v2/Flows": routes_studio.create_flow,
            f"POST {_STUDIO}/v2/Flows/{{Sid}}": routes_studio.update_flow,
            f"POST {_STUDIO}/v2/Flows/Validate": routes_studio.validate_flow,
            f"POST {_STUDIO}/v1/Flows/{{FlowSid}}/Executions": routes_studio.create_execution,
            f"POST {_STUDIO}/v2/Flows/{{FlowSid}}/Executions": routes_studio.create_execution,
        }
    )


def _key_handlers() -> Iterator[tuple[str, Handler]]:
    yield f"POST {_KEYS}", routes_v1.create_key
    yield f"GET {_KEYS}", routes_v1.list_keys
    yield f"GET {_KEYS}/{{Sid}}", routes_v1.fetch_key
    yield f"POST {_KEYS}/{{Sid}}", routes_v1.update_key
    yield f"DELETE {_KEYS}/{{Sid}}", routes_v1.delete_key
    for name in ("Keys", "SigningKeys"):
        yield f"POST {_ACCOUNT}/{name}.json", routes_2010.create_key
        yield f"GET {_ACCOUNT}/{name}.json", routes_2010.list_keys
        yield f"GET {_ACCOUNT}/{name}/{{Sid}}.json", routes_2010.fetch_key
        yield f"POST {_ACCOUNT}/{name}/{{Sid}}.json", routes_2010.update_key
        yield f"DELETE {_ACCOUNT}/{name}/{{Sid}}.json", routes_2010.delete_key


def _number_handlers() -> Iterator[tuple[str, Handler]]:
    yield f"GET {_ACCOUNT}/AvailablePhoneNumbers.json", routes_numbers.list_countries
    yield f"GET {_ACCOUNT}/AvailablePhoneNumbers/{{CountryCode}}.json", routes_numbers.fetch_country
    for kind in _AVAILABLE:
        path = f"{_ACCOUNT}/AvailablePhoneNumbers/{{CountryCode}}/{kind}.json"
        yield f"GET {path}", routes_numbers.list_available
    for kind in ("", "/Local", "/Mobile", "/TollFree"):
        yield f"POST {_ACCOUNT}/IncomingPhoneNumbers{kind}.json", routes_numbers.buy_number
        yield f"GET {_ACCOUNT}/IncomingPhoneNumbers{kind}.json", routes_numbers.list_incoming
    yield f"GET {_ACCOUNT}/Usage/Records.json", routes_usage.list_usage
    for view in _USAGE:
        yield f"GET {_ACCOUNT}/Usage/Records/{view}.json", routes_usage.list_usage

"""Whether a customer's phone number is the customer's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from twilio.rest import Client

from .clients import async_client, client

SERVICE = "VA00000000000000000000000000000001"


async def _patiently(operation: Callable[..., Awaitable[Any]], **arguments: Any) -> Any:
    try:
        return await operation(**arguments)
    except TimeoutError:
        return await operation(**arguments)


async def start(to: str) -> str:
    """Send a code."""
    verify = async_client().verify.v2.services(SERVICE)
    verification = await _patiently(verify.verifications.create_async, to=to, channel="sms")
    return str(verification.status)


def check(to: str, code: str, *, using: Client = client) -> bool:
    """Whether the code is right."""
    service = using.verify.services(SERVICE)
    return bool((result := service.verification_checks.create(to=to, code=code)) and result.valid)


def is_mobile(using: Client | None, number: str) -> bool:
    """Whether texts can reach a number."""
    found = (using or client).lookups.v2.phone_numbers(number).fetch(fields="line_type_intelligence")
    return bool(found.line_type_intelligence)

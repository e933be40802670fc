"""Where the shop's clients come from."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.rest import Client as TwilioClient

client = TwilioClient(os.environ["TWILIO_API_KEY"], os.environ["TWILIO_API_KEY_SECRET"])

BY_BRAND = {
    "shoes": TwilioClient(os.environ["SHOES_KEY"], os.environ["SHOES_SECRET"]),
    "hats": TwilioClient(os.environ["HATS_KEY"], os.environ["HATS_SECRET"]),
}


@cache
def async_client() -> TwilioClient:
    """The client for coroutines."""
    return TwilioClient(http_client=AsyncTwilioHttpClient())


def shared() -> Any:
    """The client of this process."""
    return client

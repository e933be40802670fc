"""Calls to customers, and what becomes of them."""

from __future__ import annotations

import functools
from concurrent.futures import ThreadPoolExecutor

import twilio.rest

from tests.unit.suggest.application import clients


def call_back(numbers: list[str]) -> None:
    """Call several customers at once."""
    dial = functools.partial(clients.client.calls.create, from_="+15005550006", url="https://shop.example/hello")
    with ThreadPoolExecutor() as pool:
        for number in numbers:
            pool.submit(dial, to=number)


def hang_up(subaccount: str) -> None:
    """End the calls of a subaccount."""
    account = twilio.rest.Client().api.v2010.accounts(subaccount)
    for call in account.calls.list(status="in-progress") if subaccount else []:
        call.update(status="completed")


def forget_recordings(call: str, subaccount: str) -> None:
    """Delete the recordings of a call."""
    recordings = twilio.rest.Client().api.accounts(subaccount).calls(call).recordings
    _ = [recording.delete() for recording in recordings.list()]


def spent(subaccount: str) -> object:
    """What calls cost."""
    url = f"https://api.twilio.com/2010-04-01/Accounts/{subaccount}/Usage/Records.json"
    return clients.client.request("GET", url)

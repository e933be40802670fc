"""The transport that sends nothing, and what runs on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from twilio_keys_component.suggest.recorder import run


def test_a_coroutine_that_waits_for_something_else_is_a_problem() -> None:
    """Nothing but the transport is there to wait for, and that answers at once."""

    async def waits() -> None:
        await asyncio.sleep(0)

    assert run(waits, {}) == (None, "RuntimeError: twilio-python waits for something other than its transport")


def test_streams_end() -> None:
    """Of an endless stream a few records are enough."""

    async def endless() -> AsyncIterator[int]:
        while True:
            yield 1

    assert run(endless, {}) == ([1, 1, 1], "")

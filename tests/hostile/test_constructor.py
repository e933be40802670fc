"""Arguments that no program should give `ApiKey`: under Pulumi's mocks it is declared, or refused in words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import Any

import pulumi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pulumi.runtime import settings as run_settings

from tests.builders import ACCOUNT_SID, CALL, EVERY_MESSAGE_ACTION, KEY_SID, READ, SEND
from tests.hostile.strategies import texts, values
from twilio_keys_component import ApiKey, Permission, PermissionSet


class _Mocks(pulumi.runtime.Mocks):
    """Make every resource, and count them."""

    def __init__(self) -> None:
        self.made = 0

    def new_resource(self, args: pulumi.runtime.MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        self.made += 1
        return KEY_SID, args.inputs

    def call(self, args: pulumi.runtime.MockCallArgs) -> tuple[dict[Any, Any], None]:
        return {}, None


@pytest.fixture(scope="module")
def mocks() -> Iterator[_Mocks]:
    """Mocks for all examples.

    Their loop stays the thread's own to the end, as the one that older Pythons make: failed programs leave tasks on it.
    """
    mocks = _Mocks()
    asyncio.set_event_loop(asyncio.new_event_loop())
    pulumi.runtime.set_mocks(mocks, project="orders", stack="dev")
    yield mocks
    run_settings.reset_options(project="none", stack="none")


_ODD = st.sampled_from(
    (object(), 1j, b"\xff", {1, 2}, "\udfff", float("nan"), date(2027, 1, 1), Permission.parse(SEND))
)
_ANY = values(depth=20) | _ODD
_LISTS = st.lists(st.sampled_from((SEND, READ, CALL, EVERY_MESSAGE_ACTION, Permission.parse(READ))) | texts() | _ODD)
_LIKELY: dict[str, st.SearchStrategy[Any]] = {
    "accept": st.lists(texts(), max_size=3),
    "account_sid": st.just(ACCOUNT_SID),
    "adopt_secret": texts(),
    "adopt_sid": st.just(KEY_SID),
    "deployer": st.booleans(),
    "expires": st.dates(),
    "friendly_name": texts(),
    "key_type": st.sampled_from(("restricted", "standard", "main")),
    "on_drift": st.sampled_from(("tighten", "fail")),
    "owner": texts(),
    "permissions": _LISTS | st.just(PermissionSet([SEND])),
    "region": st.sampled_from(("us1", "ie1")),
    "restrict_to_ips": texts(),
    "secret": texts(),
}


@st.composite
def _arguments(draw: st.DrawFn) -> dict[str, Any]:
    """A good key's arguments with some of them changed."""
    arguments: dict[str, Any] = {"permissions": [SEND]}
    for name in draw(st.lists(st.sampled_from(sorted(_LIKELY)), max_size=3)):
        arguments[name] = draw(_LIKELY[name] if draw(st.booleans()) else _ANY)
    return arguments


@settings(max_examples=250)
@given(texts(), _arguments())
def test_a_key_is_declared_or_refused_in_words(mocks: _Mocks, name: str, arguments: dict[str, Any]) -> None:
    """A `TypeError` for what is no such argument, else a `RunError` that tells every problem; then nothing was made."""
    before = mocks.made

    @pulumi.runtime.test  # type: ignore[untyped-decorator]  # Pulumi's has no types
    def run() -> Any:
        return ApiKey(name, **arguments).grants

    try:
        run()
    except (TypeError, pulumi.RunError) as error:
        said = str(error)
        assert said
        assert mocks.made == before

"""Providers as the engine has them, configured for a local Twilio, in runs that never wait."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
import stamina
from pulumi.dynamic import ConfigureRequest
from pulumi.dynamic.config import Config
from stamina.instrumentation import set_on_retry_hooks

from tests.builders import ACCOUNT_SID
from tests.hostile.raw_twilio import RawTwilio, raw_twilio
from tests.unit.local_twilio import AUTH_TOKEN, SETTINGS, Clock
from twilio_keys_component.emulator import EmulatorServer
from twilio_keys_component.resources import provider as provider_module
from twilio_keys_component.resources.provider import ApiKeyProvider
from twilio_keys_component.resources.run import Run


@pytest.fixture(scope="module")
def emulator() -> Iterator[EmulatorServer]:
    """One emulator for all examples; each begins with a reset."""
    with EmulatorServer.run(SETTINGS) as server:
        yield server


@pytest.fixture(scope="module")
def raw() -> Iterator[RawTwilio]:
    """One server of raw bytes for all examples."""
    with raw_twilio() as server:
        yield server


@pytest.fixture(scope="module", autouse=True)
def _never_waits() -> Iterator[None]:
    """Two tries, which show what is tried again, and no time between them."""
    with stamina.set_testing(True, attempts=2, cap=True):
        yield


@pytest.fixture(scope="module")
def begin() -> Iterator[Callable[[str], ApiKeyProvider]]:
    """The provider for an address, at the start of a run of its own."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        # `configure` sets tracebacks and retry messages for its process, which here is pytest's.
        limit = getattr(sys, "tracebacklimit", 1000)
        patch.setattr(sys, "tracebacklimit", limit, raising=False)
        providers: dict[str, ApiKeyProvider] = {}

        def begun(url: str) -> ApiKeyProvider:
            provider = providers.setdefault(url, ApiKeyProvider())
            if not hasattr(provider, "_connection"):
                provider.configure(ConfigureRequest(Config(raw_config=_settings(url), project_name="orders")))
                sys.tracebacklimit = limit
                set_on_retry_hooks(None)
                stack.enter_context(closing(provider._connected()))
            patch.setattr(provider._connected()._http_client, "_gate", Clock().gate())
            patch.setattr(provider_module, "_run", Run())
            return provider

        yield begun


def _settings(url: str) -> dict[str, str]:
    given = {"accountSid": ACCOUNT_SID, "authToken": AUTH_TOKEN, "endpoint": url}
    return {f"twilio-keys:{name}": value for name, value in given.items()}

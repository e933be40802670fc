"""Test runs inside a test, as an application's: with this plugin and no other but what is asked for."""

from __future__ import annotations

from typing import Protocol

import pytest

from tests.builders import READ, SEND

# Imported once here: what an inner run is the first to import is forgotten after it, and costs seconds each time.
from twilio_keys_component.testing import emulated

__all__ = ["emulated"]

PLUGIN = ("-p", "twilio_keys_component.testing.plugin")
QUIET = ("-p", "no:cacheprovider", "--strict-markers", "--strict-config", "-W", "error")

HEAD = f"""
import os
import pytest
import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client
from twilio_keys_component import PermissionSet
from twilio_keys_component.permissions import Permission
from twilio_keys_component.testing import EmulatorUseError, Key, TwilioEmulator

SEND, READ = {SEND!r}, {READ!r}

def send(client):
    return client.messages.create(to="+15005550006", from_="+15005550001", body="Hello")
"""
"""What the tests of an application begin with."""

ELSEWHERE = "203.0.113.7"
"""An address for documentation (RFC 5737): nobody has it."""

SOCKET_HEAD = f"""
import asyncio
import os
import socket
import pytest
import pytest_socket
import requests
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

ELSEWHERE = {ELSEWHERE!r}
"""
"""What tests begin with that are about sockets."""

TOLD = ("-W", "default")
"""pytest-socket warns before it refuses; as an error the warning would come first."""


class RunTests(Protocol):
    """An application's test run."""

    def __call__(self, source: str, *options: str, in_process: bool = True) -> pytest.RunResult:
        """Run the tests in `source`; a subprocess is for what would change this process."""
        ...


@pytest.fixture
def run_tests(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> RunTests:
    """Run an application's tests, whether or not the plugin is registered with this interpreter."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")

    def run(source: str, *options: str, in_process: bool = True) -> pytest.RunResult:
        pytester.makepyfile(source)
        start = pytester.runpytest_inprocess if in_process else pytester.runpytest_subprocess
        return start(*PLUGIN, *QUIET, *options)

    return run

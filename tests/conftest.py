"""What every test runs under: reproducible Hypothesis examples and an environment without credentials."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

# No deadline: how long an example takes depends on the machine. No database: a test leaves nothing behind.
settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None, database=None)
settings.register_profile("thorough", max_examples=3000, deadline=None, database=None)
settings.load_profile("ci")

# A task that nobody awaits is logged with its traceback when it is collected. Python 3.11 parses source for that, and
# where a parse is under way already that one ends in a SystemError.
logging.getLogger("asyncio").disabled = True


@pytest.fixture(scope="session", autouse=True)
def _no_credentials_from_outside() -> Iterator[None]:
    """No test sees the developer's account or engine: only what the suite itself sets, after this."""
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name.startswith(("TWILIO_", "PULUMI_")):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_reaches_children() -> Iterator[None]:
    """A suite in the background (`make test &`) ignores Ctrl-C, and so would the children that its tests interrupt."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)

"""The pytest plugin. It does nothing, and imports next to nothing, until a test asks for `twilio_emulator`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from twilio_keys_component.testing.emulated import RunningEmulator, TwilioEmulator

_MARKER: Final = "twilio_permissions"
_OVERLAY: Final = "twilio_permissions_overlay"
_EXTRA: Final = ("fastapi", "pytest_socket", "uvicorn")
"""What the extra `testing` brings and the package alone does not."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Make the setting known."""
    parser.addini(_OVERLAY, type="paths", help="files with Twilio permissions of your own, for twilio_emulator")


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known, also to `--strict-markers`."""
    config.addinivalue_line(
        "markers", f"{_MARKER}(*permissions): what the key of twilio_emulator.client() may do in this test"
    )


@pytest.fixture(scope="session")
def _running_twilio_emulator(pytestconfig: pytest.Config) -> Iterator[RunningEmulator]:
    """One emulator for all tests of this process, started for the first that needs it."""
    missing = [name for name in _EXTRA if find_spec(name) is None]
    if missing:
        pytest.fail(
            f"the fixture twilio_emulator needs {', '.join(missing)}: pip install 'twilio-keys-component[testing]'",
            pytrace=False,
        )
    from twilio_keys_component.testing.emulated import run_emulator

    with run_emulator(pytestconfig.getini(_OVERLAY)) as running:
        yield running


@pytest.fixture
def twilio_emulator(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _running_twilio_emulator: RunningEmulator
) -> Iterator[TwilioEmulator]:
    """A local Twilio, as new for each test, that enforces the permissions of the keys it hands out.

    While a test uses it, twilio-python's clients reach it in place of Twilio, no TWILIO_* variable is set, and no
    connection leaves this machine.
    """
    from twilio_keys_component.testing.emulated import use_emulator

    marker = request.node.get_closest_marker(_MARKER)
    with use_emulator(_running_twilio_emulator, monkeypatch, default=marker.args if marker else ()) as emulator:
        yield emulator

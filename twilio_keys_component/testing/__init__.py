"""For the tests of an application that uses Twilio: what the pytest plugin's fixture `twilio_emulator` gives."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from twilio_keys_component.testing.emulated import EmulatorUseError, Key, TwilioEmulator

__all__ = ["EmulatorUseError", "Key", "TwilioEmulator"]

_HOME: Final = "twilio_keys_component.testing.emulated"


def __getattr__(name: str) -> object:
    # pytest imports this package with its plugin in every run, also where no test needs a Twilio.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME), name)

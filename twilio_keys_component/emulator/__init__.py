"""A local Twilio: keys, their permissions, and every operation of the API behind them to see the permissions at work.

It shares the vocabulary of `permissions` and `model` with the product and nothing else, so that it cannot share the
product's mistakes about Twilio.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twilio_keys_component.emulator.conditions import Conditions
    from twilio_keys_component.emulator.faults import Fault
    from twilio_keys_component.emulator.server import EmulatorServer, PortUnavailableError
    from twilio_keys_component.emulator.settings import EmulatorSettings, EmulatorSettingsError
    from twilio_keys_component.emulator.state import EmulatorState
    from twilio_keys_component.emulator.storage import StateFileError

__all__ = [
    "Conditions",
    "EmulatorServer",
    "EmulatorSettings",
    "EmulatorSettingsError",
    "EmulatorState",
    "Fault",
    "PortUnavailableError",
    "StateFileError",
]

_MODULES = {
    "Conditions": "conditions",
    "EmulatorServer": "server",
    "EmulatorSettings": "settings",
    "EmulatorSettingsError": "settings",
    "EmulatorState": "state",
    "Fault": "faults",
    "PortUnavailableError": "server",
    "StateFileError": "storage",
}


def __getattr__(name: str) -> object:
    # The command line needs the defaults for its help, and must not pay for FastAPI before an emulator starts.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)

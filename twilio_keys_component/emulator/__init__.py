"""A local Twilio: keys, their permissions, and enough of the API behind them to see the permissions at work.

It shares the vocabulary of `permissions` and `model` with the product and nothing else, so that it cannot share the
product's mistakes about Twilio.
"""

from twilio_keys_component.emulator.server import EmulatorServer, PortUnavailableError
from twilio_keys_component.emulator.settings import EmulatorSettings, EmulatorSettingsError
from twilio_keys_component.emulator.state import EmulatorState

__all__ = [
    "EmulatorServer",
    "EmulatorSettings",
    "EmulatorSettingsError",
    "EmulatorState",
    "PortUnavailableError",
]

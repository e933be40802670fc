"""The policy pack: the engine runs this folder."""

from pathlib import Path

from twilio_keys_component.policy_pack import run

run(Path(__file__).parent)

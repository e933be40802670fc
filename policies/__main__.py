"""The policy pack of twilio-keys-component: `pulumi up --policy-pack policies`."""

from pathlib import Path

from twilio_keys_component.policy_pack import run

run(Path(__file__).parent)

"""The policy pack: the rules, handed to pulumi-policy."""

from twilio_keys_component.policy_pack.policies import PACK, policies
from twilio_keys_component.policy_pack.serving import run

__all__ = ["PACK", "policies", "run"]

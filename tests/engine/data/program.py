"""The program whose deployment left `state-v1.json`."""

import pulumi

from twilio_keys_component import ApiKey

notifier = ApiKey("notifier", permissions=["/twilio/messaging/messages/create", "/twilio/messaging/messages/list"])
ApiKey(
    "reporting",
    friendly_name="Weekly report",
    permissions=["/twilio/voice/calls/*"],
    on_drift="fail",
    owner="team-data",
    purpose="Weekly report",
)
ApiKey("signer", key_type="standard", owner="team-web")
pulumi.export("secret", notifier.secret)

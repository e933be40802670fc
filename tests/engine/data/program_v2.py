"""The program whose deployment left `state-v2.json`."""

import pulumi

from twilio_keys_component import ApiKey

ApiKey(
    "deployer",
    permissions=["/twilio/iam/api-keys/*"],
    friendly_name="Deployments",
    on_drift="overwrite",
    owner="team-platform",
    purpose="Deployments",
    expires="2027-12-31",
    reason="Signs in deployments",
    accept=["TK201", "TK204", "costs-money"],
    deployer=True,
    opts=pulumi.ResourceOptions(protect=False),
)
legacy = ApiKey(
    "legacy",
    key_type="main",
    adopt_sid="SKe0c0ffee000000000000000000000001",
    adopt_secret="NeverToBeSeenInAnyTextOfOurs0000",
)
ApiKey(
    "reporting",
    permissions=["/twilio/voice/calls/*"],
    adopt_sid="SKe0c0ffee000000000000000000000002",
    opts=pulumi.ResourceOptions(retain_on_delete=False),
)
pulumi.export("secret", legacy.secret)

"""Three keys as most teams need them: send, report, sign."""

import pulumi

from twilio_keys_component import ApiKey

notifier = ApiKey(
    "order-notifier",
    permissions=["/twilio/messaging/messages/create"],
    owner="team-orders",
    purpose="Sends order status texts and nothing else",
)

reporting = ApiKey(
    "reporting",
    permissions=[
        "/twilio/billing/usage/read",
        "/twilio/messaging/messages/list",
        "/twilio/messaging/messages/read",
        "/twilio/voice/calls/list",
        "/twilio/voice/calls/read",
    ],
    owner="team-data",
    purpose="Reads traffic and cost for the weekly report",
)

token_signer = ApiKey(
    "token-signer",
    key_type="standard",
    owner="team-web",
    purpose="Signs Access Tokens for the web client",
    reason="A restricted key cannot sign Access Tokens, which browsers and apps use for voice, video and chat",
)

pulumi.export("notifier_sid", notifier.sid)
pulumi.export("notifier_secret", notifier.secret)
pulumi.export("reporting_sid", reporting.sid)
pulumi.export("reporting_environment", reporting.environment())
pulumi.export("token_signer_sid", token_signer.sid)

"""The program whose deployment left `state-v3.json`, with `twilio-keys:stackId` set to `frozen-stack-id`."""

import pulumi

from twilio_keys_component import ApiKey

notifier = ApiKey("notifier", permissions=["/twilio/messaging/messages/create"], owner="team-orders")
ApiKey("legacy", key_type="main", adopt_sid="SKe0c0ffee000000000000000000000003")
pulumi.export("secret", notifier.secret)

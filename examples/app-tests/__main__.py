"""The deployment: `pulumi up` makes the key that the reminders sign in with."""

import pulumi
from permissions import REMINDERS

from twilio_keys_component import ApiKey

key = ApiKey("reminders", permissions=REMINDERS, owner="team-appointments", purpose="Texts people before appointments")

pulumi.export("environment", key.environment())

"""The keys of a shop. What differs between the environments lies in `Pulumi.{stack}.yaml`."""

import pulumi

from twilio_keys_component import ApiKey, profile
from twilio_keys_component.permissions import names as p

settings = pulumi.Config()

notifier = ApiKey(
    "order-notifier",
    permissions=profile("send-and-track-sms"),
    owner="team-orders",
    purpose="Sends order status texts and follows them",
    accept=["costs-money", "reads-content"],
)

# A restricted key cannot sign Access Tokens, which browsers and apps use for voice and video.
token_signer = ApiKey(
    "token-signer",
    key_type="standard",
    owner="team-web",
    purpose="Signs Access Tokens for the web client",
    reason="A restricted key cannot sign Access Tokens",
)

if settings.get_bool("archivesRecordings"):
    archiver = ApiKey(
        "recording-archiver",
        permissions=profile("recording-archiving"),
        owner="team-data",
        purpose="Moves voice recordings to the archive",
        reason="A recording that is kept elsewhere must not stay at Twilio",
        accept=["destroys-data", "reads-content"],
        on_drift="overwrite",  # who narrows it by hand stops the archive: see policies/waivers.toml
    )
    pulumi.export("archiver", archiver.environment())

if settings.get("trialOf"):
    trial = ApiKey(
        "trial",
        permissions=[p.messaging.messages.create, p.messaging.messages.read, p.voice.calls.create],
        owner=settings.require("trialOf"),
        purpose="Tries things out",
        expires=settings.require("trialEnds"),
        accept=["costs-money", "reads-content"],
    )
    pulumi.export("trial", trial.environment())

# With this key the next deployments sign in: no Auth Token lies in the pipeline.
deployer = ApiKey(
    "deployer",
    permissions=profile("key-manager"),
    deployer=True,
    owner="team-platform",
    purpose="Deploys the keys of this stack",
    accept=["TK201"],
)

pulumi.export("notifier", notifier.environment())
pulumi.export("token_signer", token_signer.environment())
pulumi.export("deployer", deployer.environment())

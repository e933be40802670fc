"""For each rule that a pack sees: a program that breaks it, and one program that breaks none."""

from __future__ import annotations

from dataclasses import dataclass

from tests.builders import SEND

MAIN_SID = "SID-OF-THE-MAIN-KEY"
AUTH_TOKEN = "THE-AUTH-TOKEN"

WHOSE = """
from datetime import date, timedelta

whose = {"owner": "team-orders", "purpose": "Order texts", "expires": date.today() + timedelta(days=30)}
"""
"""What all keys of a program say, to break no rule by leaving it out."""

WORKLOAD = """
import pulumi.dynamic


class Echo(pulumi.dynamic.ResourceProvider):
    def create(self, props):
        return pulumi.dynamic.CreateResult("1", {name: props[name] for name in props if name != "__provider"})


class Workload(pulumi.dynamic.Resource):
    def __init__(self, name, opts=None, **props):
        super().__init__(Echo(), name, props, opts)


def later(name, value):
    return Workload(name).id.apply(lambda _: value)

"""
"""A resource that is no key, and `later`: a value that previews do not know."""

COSTS = '"costs-money"'
DESTROYS = '"destroys-data"'
READS = '"reads-content"'
TOKEN_PROVIDER = """
class Provider(pulumi.ProviderResource):
    def __init__(self, name, **settings):
        super().__init__("pulumi-python", name, {f"twilio-keys:{key}": value for key, value in settings.items()})


"""
"""A provider of keys with settings of its own."""

REDIRECTS = '"redirects"'


def key(*permissions: str, accept: str = COSTS, more: str = "", name: str = "notifier") -> str:
    """A line of a program that declares a key with an owner, a purpose and an end."""
    return f"ApiKey({name!r}, permissions={list(permissions)!r}, accept=[{accept}], {more}**whose)\n"


@dataclass(frozen=True)
class Broken:
    """One rule, broken by a program that breaks no other mandatory one.

    Attributes:
        policy: The name of the policy that stops it.
        program: The program.
        says: A part of the message.
        has_token: Whether the deployment signs in with the Auth Token.
        in_production: What breaking the rule does in production.
        elsewhere: What it does in a development stack.
    """

    policy: str
    program: str
    says: str
    has_token: bool = False
    in_production: str = "mandatory"
    elsewhere: str = "advisory"

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.policy.partition("-")[0]


TABLE = (
    Broken(
        "TK101", WHOSE + f'ApiKey("notifier", key_type="main", adopt_sid="{MAIN_SID}", **whose)\n', "it is a Main key"
    ),
    Broken("TK102", WHOSE + 'ApiKey("notifier", key_type="standard", **whose)\n', "gives no reason"),
    Broken("TK103", WHOSE + key(SEND), "signs in to Twilio with the account's Auth Token", has_token=True),
    Broken(
        "TK104",
        WORKLOAD + f'Workload("shop", environment={{"TWILIO_AUTH_TOKEN": "{AUTH_TOKEN}"}})\n',
        "shop: environment hands the account's Auth Token",
    ),
    Broken(
        "TK201",
        WHOSE + key("/twilio/messaging/messages/*", accept=f"{COSTS}, {DESTROYS}, {READS}"),
        "notifier: it is granted every action of messaging/messages",
    ),
    Broken("TK202", WHOSE + key(SEND, "/twilio/iam/api-keys/create"), "its holder can", elsewhere="mandatory"),
    Broken(
        "TK202-stack",
        WHOSE
        + key("/twilio/iam/api-keys/list", more="deployer=True, ", name="deployer")
        + key("/twilio/iam/api-keys/read", more="deployer=True, ", name="second"),
        "deployer: it is declared with deployer=True, and so is second of its account",
        elsewhere="mandatory",
    ),
    Broken(
        "TK203",
        WHOSE
        + key(
            "/twilio/billing/usage/read",
            "/twilio/event-streams/event-type/read",
            "/twilio/verify/service/read",
            "/twilio/video/rooms/read",
            "/twilio/voice/byoc-trunks/read",
            "/twilio/messaging/messages/read",
            accept=READS,
        ),
        "it reaches 6 products",
    ),
    Broken("TK204", WHOSE + key("/twilio/messaging/messages/delete"), "destroys-data by"),
    Broken("TK205", WHOSE + key(SEND, accept=""), "costs-money by", in_production="advisory", elsewhere="disabled"),
    Broken("TK206", WHOSE + key("/twilio/messaging/mesages/read"), "the catalog does not know"),
    Broken("TK301", WHOSE + key(SEND).replace("**whose", 'owner="team-orders"'), "it names no purpose"),
    Broken(
        "TK302",
        WHOSE + key(SEND).replace("**whose", 'owner="team-orders", purpose="Order texts"'),
        "it declares no rotation",
        in_production="advisory",
        elsewhere="disabled",
    ),
    Broken(
        "TK303",
        WHOSE + key(SEND) + key(SEND, name="other"),
        "notifier: it may do the same as other",
        in_production="advisory",
    ),
    Broken(
        "TK305",
        WHOSE + key(SEND, more='on_drift="overwrite", '),
        "grants again what somebody revoked",
        in_production="advisory",
        elsewhere="disabled",
    ),
)

MENDED = (
    WORKLOAD
    + WHOSE
    + key("/twilio/messaging/messages/*", accept=f"{COSTS}, {DESTROYS}, {READS}, 'TK201'", name="archive")
    + key("/twilio/iam/api-keys/*", accept="", more="deployer=True, ", name="deployer")
    + f"notifier = {key(SEND)}"
    + key(SEND, name="other").replace("**whose", '**(whose | {"owner": "team-sales"})')
    + 'ApiKey("tokens", key_type="standard", reason="Access Tokens for the app", **whose)\n'
    + 'Workload("shop", environment=notifier.environment())\n'
)
"""What the programs of the table become when each is mended, in one; the deployment signs in with a key."""

"""Values that another resource puts out: unknown in previews, checked when they are there."""

from __future__ import annotations

import pytest

from tests.builders import READ, SEND
from tests.engine.deployment import Deployment
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

SOURCE = """
from pulumi.dynamic import CreateResult, Resource, ResourceProvider


class Echo(ResourceProvider):
    def create(self, props):
        return CreateResult("1", {name: value for name, value in props.items() if name != "__provider"})


class Source(Resource):
    text: pulumi.Output

    def __init__(self, name, text):
        super().__init__(Echo(), name, {"text": None, "given": text})
        self.known = text
        self.later = self.id.apply(lambda _: text)


def later(name, value):
    return Source(name, "x").id.apply(lambda _: value)

"""

EVERY_INPUT = """
key = ApiKey(
    "notifier",
    permissions=later("a", ["/twilio/messaging/messages/create"]),
    key_type=later("b", "restricted"),
    friendly_name=later("c", "Orders"),
    account_sid=later("d", "ACe0000000000000000000000000000001"),
    region=later("e", "us1"),
    on_drift=later("f", "fail"),
    owner=later("g", "team-orders"),
    purpose=later("h", "Texts"),
)
pulumi.export("permissions", key.permissions)
"""


def test_every_input_may_be_unknown_in_a_preview(stack: Deployment, twilio: LocalTwilio) -> None:
    """The preview sends nothing and passes; `up` works with the values; later previews know them."""
    stack.preview(program=SOURCE + EVERY_INPUT)
    assert twilio.requests() == []

    stack.up()

    assert twilio.requests() == ["POST /v1/Keys"]
    assert (twilio.key()["friendly_name"], twilio.grant()) == ("Orders", {SEND})
    outputs = stack.key_state()["outputs"]
    assert (outputs["on_drift"], outputs["owner"], outputs["purpose"]) == ("fail", "team-orders", "Texts")
    stack.preview("--expect-no-changes")


def test_a_living_key_may_get_unknown_inputs(stack: Deployment, twilio: LocalTwilio) -> None:
    """An update whose values come from new resources is previewed as an update and then carried out."""
    one = 'key = ApiKey("notifier", permissions=["/twilio/messaging/messages/create"])\n'
    stack.up(program=SOURCE + one)
    sid = twilio.key()["sid"]

    preview = stack.preview(program=SOURCE + EVERY_INPUT)
    stack.up()

    assert "replace" not in preview.out
    assert (twilio.key()["sid"], twilio.key()["friendly_name"]) == (sid, "Orders")


@pytest.mark.parametrize(
    "permissions",
    [
        'later("a", PermissionSet(["/twilio/messaging/messages/create", "/twilio/messaging/messages/read"]))',
        '["/twilio/messaging/messages/read", later("a", "twilio/messaging/messages/create")]',
        '[Permission.parse("/twilio/messaging/messages/read"), later("a", "/twilio/messaging/messages/create")]',
        'pulumi.Output.secret(["/twilio/messaging/messages/create", "/twilio/messaging/messages/read"])',
        'PermissionSet(["/twilio/messaging/messages/create"]) | PermissionSet(["/twilio/messaging/messages/read"])',
    ],
    ids=["output of a set", "list with an output", "permissions", "secret", "set"],
)
def test_permissions_come_in_many_shapes(stack: Deployment, twilio: LocalTwilio, permissions: str) -> None:
    """Texts, `Permission`s, sets and Outputs of them say the same; names of permissions are never secret."""
    stack.up(program=f'{SOURCE}key = ApiKey("notifier", permissions={permissions})\n')

    assert twilio.grant() == {SEND, READ}
    assert stack.key_state()["inputs"]["grants"] == {SEND: True, READ: True}


LATE = (
    (
        """friendly_name=later("a", "n" * 65), account_sid=later("b", "AC12"), region=later("c", "ie1"),
        permissions=later("d", ["/twilio/messages", "/twilio/messaging/messages/create"])""",
        (
            "friendly_name: has 65 characters",
            "account_sid: is no account sid",
            "region: restricted keys exist in us1 only",
            "'/twilio/messages'",
        ),
    ),
    (
        'key_type=later("a", "standard"), permissions=["/twilio/messaging/messages/create"]',
        ("permissions: a standard key may do everything",),
    ),
    ('permissions=later("a", None)', ("permissions: a restricted key needs at least one",)),
    ('permissions=later("a", "/twilio/x/y/read")', ("permissions: must be a list of permissions, not str: write",)),
)


def test_bad_values_that_come_late_are_refused_at_up(stack: Deployment, twilio: LocalTwilio) -> None:
    """What no preview could see is checked before anything is sent: every problem of the key, with the same texts."""
    stack.preview(program=f'{SOURCE}ApiKey("notifier", {LATE[0][0]})\n')
    for arguments, problems in LATE:
        refused = stack.up(program=f'{SOURCE}ApiKey("notifier", {arguments})\n', fails=True)
        assert [problem for problem in problems if problem not in refused.text] == []

    assert twilio.requests() == []

"""Pulumi's own options and ways of running, with keys."""

from __future__ import annotations

import pulumi
import pytest
from pulumi import automation

from tests.builders import CALL, LIST, READ, SEND
from tests.engine.deployment import PROJECT, Deployment, declared
from tests.engine.local_twilio import LocalTwilio
from twilio_keys_component import ApiKey

pytestmark = pytest.mark.engine


def option(text: str) -> str:
    """An argument `opts` with these options."""
    return f"opts=pulumi.ResourceOptions({text})"


def test_a_saved_plan_is_carried_out_as_reviewed(stack: Deployment, twilio: LocalTwilio) -> None:
    """`preview --save-plan` and `up --plan` agree for a create and a replacement; automatic names fit them."""
    for program in (declared(SEND), declared(key_type="standard")):
        stack.preview("--save-plan", "plan.json", program=program)
        stack.up("--plan", "plan.json")

    assert twilio.key()["kind"] == "standard"
    assert twilio.key()["friendly_name"].startswith("notifier-")


def test_a_target_is_the_only_key_that_changes(stack: Deployment, twilio: LocalTwilio) -> None:
    """`--target` deploys one key of two."""
    stack.up(program=declared(SEND, name="a") + declared(SEND, name="b"))
    stack.write(declared(SEND, READ, name="a") + declared(SEND, READ, name="b"))

    stack.up("--target", stack.urn("b"))

    assert {str(name)[0]: len(key["policy"]["allow"]) for name, key in twilio.keys().items()} == {"a": 1, "b": 2}


def test_ignored_grants_are_left_alone(stack: Deployment, twilio: LocalTwilio) -> None:
    """With `ignore_changes=["grants"]` neither the code's nor somebody's change of the permissions is written."""
    ignoring = option('ignore_changes=["grants"]')
    stack.up(program=declared(SEND, more=ignoring))

    stack.up("--expect-no-changes", program=declared(SEND, LIST, more=ignoring))
    twilio.change_key(twilio.key()["sid"], permissions=[CALL])
    stack.refresh()
    twilio.requests()
    stack.up()
    stack.up("--expect-no-changes")
    assert not [request for request in twilio.requests() if request.startswith("POST")]
    stack.up(program=declared(SEND, LIST, more=ignoring, friendly_name="Orders"))

    assert (twilio.key()["friendly_name"], twilio.grant()) == ("Orders", {CALL})


def test_an_alias_keeps_the_key(stack: Deployment, twilio: LocalTwilio) -> None:
    """A new logical name with an alias is the same key: same sid, same automatic name, no request."""
    stack.up(program=declared(SEND))
    before = twilio.key()
    twilio.requests()

    stack.up(program=declared(SEND, name="order-texts", more=option('aliases=[pulumi.Alias(name="notifier")]')))

    assert twilio.requests() == []
    assert twilio.key() == before
    assert stack.key_state()["id"] == before["sid"]


def test_grants_can_be_made_to_replace(stack: Deployment, twilio: LocalTwilio) -> None:
    """`replace_on_changes=["grants"]` makes a new key for a changed grant, and none for one in other words."""
    replacing = option('replace_on_changes=["grants"]')
    stack.up(program=declared(SEND, LIST, more=replacing))
    sid = twilio.key()["sid"]
    stack.up("--expect-no-changes", program=declared(LIST, SEND.removeprefix("/"), more=replacing))
    twilio.requests()

    stack.up(program=declared(SEND, more=replacing))

    assert twilio.requests() == ["POST /v1/Keys", f"DELETE /v1/Keys/{sid}"]


def test_a_key_can_be_revoked_before_its_successor_is_made(stack: Deployment, twilio: LocalTwilio) -> None:
    """`delete_before_replace` does without room for one more key."""
    first = option("delete_before_replace=True")
    stack.up(program=declared(SEND, friendly_name="Orders", more=first))
    sid = twilio.key()["sid"]
    twilio.requests()

    stack.up(program=declared(key_type="standard", friendly_name="Orders", more=first))

    assert twilio.requests() == [f"DELETE /v1/Keys/{sid}", "POST /v1/Keys"]


def test_kept_and_protected_keys_survive(stack: Deployment, twilio: LocalTwilio) -> None:
    """`retain_on_delete` forgets a key and sends nothing; `protect` refuses to revoke one."""
    kept = declared(SEND, name="kept", more=option("retain_on_delete=True"))
    stack.up(program=kept + declared(SEND, name="guarded", more=option("protect=True")))
    twilio.requests()

    stack.up(program=declared(SEND, name="guarded", more=option("protect=True")))
    assert len(stack.key_states()) == 1
    refused = stack.destroy(fails=True)

    assert "protect" in refused.text
    assert twilio.requests() == []
    assert len(twilio.keys()) == 2


def test_a_component_owns_its_keys(stack: Deployment, twilio: LocalTwilio) -> None:
    """`parent` and `depends_on`: a component's keys, one after the other, with its outputs as inputs."""
    stack.up(
        program="""
        class Team(pulumi.ComponentResource):
            def __init__(self, name):
                super().__init__("orders:index:Team", name)
                own = pulumi.ResourceOptions(parent=self)
                first = ApiKey(f"{name}-first", permissions=["/twilio/messaging/messages/read"], opts=own)
                after = pulumi.ResourceOptions(parent=self, depends_on=[first])
                self.key = ApiKey(
                    f"{name}-second",
                    permissions=first.permissions.apply(lambda grant: [*grant, "/twilio/voice/calls/read"]),
                    purpose=first.sid.apply(lambda sid: f"Beside {sid}"),
                    opts=after,
                )
                self.register_outputs({"sid": self.key.sid})

        pulumi.export("permissions", Team("orders").key.permissions)
        """
    )

    assert stack.outputs()["permissions"] == ["/twilio/messaging/messages/read", "/twilio/voice/calls/read"]
    first, second = stack.key_states()
    assert first["urn"].split("::")[2].startswith("orders:index:Team$")
    assert second["inputs"]["purpose"] == f"Beside {first['id']}"


def test_an_inline_program_deploys_keys(stack: Deployment, twilio: LocalTwilio) -> None:
    """The Automation API runs a function of this process as the program, twice in a row."""

    def program() -> None:
        key = ApiKey("notifier", permissions=[SEND])
        pulumi.export("sid", key.sid)

    workspace = automation.LocalWorkspace(
        work_dir=str(stack.folder),
        env_vars=stack.environment,
        program=program,
        project_settings=automation.ProjectSettings(PROJECT, "python"),
    )
    inline = automation.Stack.select("dev", workspace)

    made = inline.up()

    assert made.outputs["sid"].value == twilio.key()["sid"]
    assert inline.up().summary.resource_changes == {"same": 2}
    assert twilio.requests() == ["POST /v1/Keys"]
    inline.destroy()

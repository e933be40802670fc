"""Permission names that the catalog does not know, through the whole engine."""

from __future__ import annotations

import pulumi
import pytest
from pulumi import automation

from tests.builders import SEND
from tests.engine.deployment import PROJECT, STACK, Deployment, declared
from tests.engine.local_twilio import LocalTwilio
from twilio_keys_component import ApiKey

pytestmark = pytest.mark.engine

WRONG = "/twilio/mesaging/message/create"
OWN = "/twilio/serverless/services/read"
HINT = f"{WRONG} is not a known permission: did you mean /twilio/messaging/messages/create or "
OVERLAY = """
[[resources]]
product = "serverless"
resource = "services"
description = "Services of Functions"

[[permissions]]
permission = "/twilio/serverless/services/read"
evidence = "live"
access = "read"
"""


def test_an_unknown_name_is_a_warning_with_a_hint(stack: Deployment, twilio: LocalTwilio) -> None:
    """A preview says what may be meant and where a right name goes, and goes on; nothing is sent."""
    preview = stack.preview(program=declared(SEND, WRONG))

    assert f"warning: {HINT}" in preview.text
    assert "twilio-keys:permissionsOverlay" in preview.text
    assert "+ 2 to create" in preview.text
    assert twilio.requests() == []


def test_a_strict_deployment_lists_every_unknown_name_of_every_key(stack: Deployment, twilio: LocalTwilio) -> None:
    """In one list, before anything is sent; a key that is right is not among them."""
    stack.configure(strictPermissions="true")
    program = (
        declared(SEND, WRONG, name="first")
        + declared(OWN, "/twilio/voice/conferences/delete", name="second")
        + declared(SEND, name="third")
    )

    for refused in (stack.preview(program=program, fails=True), stack.up(fails=True)):
        assert f"* key 'first': permissions: {HINT}" in refused.text
        assert f"* key 'second': permissions: {OWN} is not a known permission" in refused.text
        assert "* key 'second': permissions: /twilio/voice/conferences/delete is not a known" in refused.text
        assert "key 'third'" not in refused.text
    assert (twilio.requests(), stack.key_states()) == ([], [])


def test_a_strict_deployment_looks_at_names_that_come_late(stack: Deployment, twilio: LocalTwilio) -> None:
    """What another resource puts out is known when the key is about to be made: it is refused then."""
    stack.configure(strictPermissions="true")
    late = f'ApiKey("late", permissions=key.sid.apply(lambda _: ["{WRONG}"]))\n'

    refused = stack.up(program=declared(SEND) + late, fails=True)

    assert HINT in refused.text
    assert len(stack.key_states()) == len(twilio.keys()) == 1


@pytest.mark.parametrize("path", ["own.toml", "names/../own.toml", "{folder}/own.toml"])
def test_an_overlay_lies_in_the_programs_folder(stack: Deployment, twilio: LocalTwilio, path: str) -> None:
    """Program and provider read the same file; its names are known to both, so that a strict deployment takes them."""
    (stack.folder / "names").mkdir()
    (stack.folder / "own.toml").write_text(OVERLAY, "utf-8")
    stack.configure(strictPermissions="true", permissionsOverlay=path.format(folder=stack.folder))

    preview = stack.preview(program=declared(SEND, OWN))

    assert "not a known permission" not in preview.text
    assert "+ 2 to create" in preview.text


def test_an_overlay_lies_where_main_says(stack: Deployment, twilio: LocalTwilio) -> None:
    """A program in a folder below the project has its overlay beside it; refresh and destroy find it as well."""
    (stack.folder / "Pulumi.yaml").write_text(f"name: {PROJECT}\nruntime: python\nmain: deploy/keys\n", "utf-8")
    program = stack.folder / "deploy" / "keys"
    program.mkdir(parents=True)
    stack.write(declared(SEND))
    (stack.folder / "__main__.py").rename(program / "__main__.py")
    (program / "own.toml").write_text(OVERLAY, "utf-8")
    stack.configure(strictPermissions="true", permissionsOverlay="own.toml")

    stack.up()
    stack.refresh("--expect-no-changes")
    stack.destroy()

    assert twilio.keys() == {}


def test_an_overlay_that_cannot_be_used_stops_the_preview(stack: Deployment, twilio: LocalTwilio) -> None:
    """The file, by its whole path, and each place in it; beside all other problems."""
    stack.configure(permissionsOverlay="own.toml", strictPermissions="maybe")

    missing = stack.preview(program=declared(SEND, friendly_name="n" * 65), fails=True)
    (stack.folder / "own.toml").write_text(OVERLAY.replace('"live"', '"heard"'), "utf-8")
    malformed = stack.preview(fails=True)

    told = f"* configuration: twilio-keys:permissionsOverlay: {stack.folder}/own.toml cannot be"
    assert f"{told} read: No such file or directory" in missing.text
    assert "* configuration: twilio-keys:strictPermissions: is neither true nor false" in missing.text
    assert "has 65 characters" in missing.text
    assert f"{told} used. Correct these places in it: [[permissions]] 1, evidence: " in malformed.text
    assert twilio.requests() == []


def test_an_inline_program_has_its_overlay_in_the_workspace(stack: Deployment, twilio: LocalTwilio) -> None:
    """Its own process works in any folder: the provider, which works in the workspace's, knows the names."""
    (stack.folder / "own.toml").write_text(OVERLAY, "utf-8")
    stack.configure(permissionsOverlay="own.toml")

    def program() -> None:
        key = ApiKey("notifier", permissions=[SEND, OWN, WRONG])
        pulumi.export("sid", key.sid)

    workspace = automation.LocalWorkspace(
        work_dir=str(stack.folder),
        env_vars=stack.environment,
        program=program,
        project_settings=automation.ProjectSettings(PROJECT, "python"),
    )
    inline = automation.Stack.select(STACK, workspace)

    preview = inline.preview()

    assert preview.change_summary[automation.OpType.CREATE] == 2
    assert f"warning: {HINT}" in preview.stdout
    assert OWN not in preview.stdout
    assert twilio.requests() == []

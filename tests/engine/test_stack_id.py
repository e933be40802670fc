"""Copied, restored, renamed and namesake stacks: no stack touches another's keys until it claims them."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import READ, SEND
from tests.engine.deployment import PROJECT, STACK, Deployment, clean_environment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

ID = "id-of-the-original"
OTHER_ID = "id-of-the-other"
COPY = "copy"
COMMANDS = (["up"], ["up", "--refresh"], ["refresh"], ["destroy"])
TWO_KEYS = declared(SEND) + declared(READ, name="reader")


def renamed(exported: dict[str, Any], stack: str) -> dict[str, Any]:
    """A state with the URNs of another stack, as whoever copies one by hand makes it."""
    text = json.dumps(exported).replace(f"urn:pulumi:{STACK}::", f"urn:pulumi:{stack}::")
    text = text.replace(f"{PROJECT}-{STACK}", f"{PROJECT}-{stack}")
    changed = json.loads(text)
    assert isinstance(changed, dict)
    return changed


def as_stack(stack: Deployment, name: str) -> Deployment:
    """The same project, another stack of it."""
    return Deployment(stack.folder, stack.environment | {"PULUMI_STACK": name}, stack.written)


def assert_untouched(stack: Deployment, twilio: LocalTwilio, commands: tuple[list[str], ...] = COMMANDS) -> None:
    """No command of `stack` touches any key or even asks Twilio, and each says why."""
    keys = twilio.keys()
    twilio.requests()
    for command in commands:
        refused = stack.run(*command, "--yes", "--skip-preview", fails=True).text
        assert "comes from stack" in refused
        assert "twilio-keys:claim true" in refused
    assert (twilio.requests(), twilio.keys()) == ([], keys)


@pytest.fixture
def copied(stack: Deployment, twilio: LocalTwilio, request: pytest.FixtureRequest) -> Deployment:
    """A second stack of the project, with the first one's settings but its own id, into which its state was put."""
    has_ids = getattr(request, "param", True)
    stack.configure(stackId=ID if has_ids else None)
    stack.up(program=declared(SEND))
    exported = stack.exported()
    copy = as_stack(stack, COPY)
    stack.run("stack", "init", COPY, "--copy-config-from", STACK)
    copy.configure(stackId=OTHER_ID if has_ids else None)
    copy.restore(renamed(exported, COPY))
    copy.write(declared(SEND, READ))
    return copy


@pytest.mark.parametrize("copied", [True, False], ids=["with ids", "without ids"], indirect=True)
def test_a_copied_stack_is_refused_until_it_claims(copied: Deployment, stack: Deployment, twilio: LocalTwilio) -> None:
    """Nothing touches the original's keys; a claim records whose they are, and asks Twilio only for what changes."""
    assert_untouched(copied, twilio)
    stack.refresh("--expect-no-changes")

    copied.configure(claim="true")
    twilio.requests()
    taken = copied.up(program=declared(SEND))
    assert twilio.requests() == []
    assert "twilio-keys:claim is set" in taken.text
    copied.configure(claim=None)
    copied.up("--refresh", "--expect-no-changes")
    copied.destroy()

    assert twilio.keys() == {}


def test_a_claim_deletes_and_replaces_nothing(copied: Deployment, twilio: LocalTwilio) -> None:
    """What is to go must be this stack's own first."""
    copied.configure(claim="true")
    keys = twilio.keys()

    deleted = copied.up(program="", fails=True).text
    replaced = copied.up(program="ApiKey('notifier', key_type='standard')", fails=True).text
    destroyed = copied.destroy("--run-program", fails=True).text

    for text in (deleted, replaced, destroyed):
        assert "takes keys over and ends none" in text
    assert twilio.keys() == keys
    copied.up("--refresh", program=declared(SEND, READ))
    copied.up(program="")
    assert twilio.keys() == {}


def test_a_renamed_stack_claims_its_keys(stack: Deployment, twilio: LocalTwilio) -> None:
    """`pulumi stack rename` changes the stack's name everywhere but in its keys: they are claimed once."""
    stack.configure(stackId=ID)
    stack.up(program=declared(SEND))
    stack.run("stack", "rename", COPY)
    moved = as_stack(stack, COPY)

    assert_untouched(moved, twilio, (["up"], ["destroy"]))
    moved.configure(claim="true")
    moved.up("--refresh")
    moved.configure(claim=None)
    moved.up("--refresh", "--expect-no-changes")
    moved.refresh("--expect-no-changes")
    moved.destroy()

    assert twilio.keys() == {}


def test_a_restored_backup_is_the_stack_itself(stack: Deployment, twilio: LocalTwilio) -> None:
    """Keys made since are not in it and live on, deleted ones are gone from it; no claim is needed."""
    twilio.make_old_keys()
    stack.configure(stackId=ID)
    stack.up(program=TWO_KEYS)
    backup = stack.exported()
    stack.up(program=declared(SEND) + declared(READ, name="newer"))
    assert len(twilio.keys()) == 2

    stack.restore(backup)
    stack.refresh()
    stack.write(declared(SEND))
    stack.up("--expect-no-changes")

    (newer,) = [name for name in map(str, [*twilio.keys()]) if name.startswith("newer-")]
    stack.destroy()
    assert list(twilio.keys()) == [newer]


@pytest.fixture
def colleague(project_template: Path, tmp_path: Path, stack: Deployment, twilio: LocalTwilio) -> Deployment:
    """The same project and stack names on another machine, with a backend of its own."""
    folder = tmp_path / "colleague"
    shutil.copytree(project_template, folder)
    shutil.copy(stack.folder / f"Pulumi.{STACK}.yaml", folder)
    return Deployment(folder, clean_environment(folder, python=sys.executable), stack.written)


def test_namesakes_do_not_touch_each_others_keys(stack: Deployment, colleague: Deployment, twilio: LocalTwilio) -> None:
    """Even without ids: each knows the keys of its own state only."""
    for each in (stack, colleague):
        each.up(program=TWO_KEYS)
    assert len(twilio.keys()) == 4
    own = {key["id"] for key in stack.key_states()}

    colleague.up("--refresh", program=declared(SEND, READ))
    colleague.destroy()

    assert {key["sid"] for key in twilio.keys().values()} == own
    stack.up("--refresh", "--expect-no-changes")


def test_a_namesakes_imported_state_is_refused_by_its_id(
    stack: Deployment, colleague: Deployment, twilio: LocalTwilio
) -> None:
    """A plain destroy too, which runs with the settings that lie in the imported state."""
    stack.configure(stackId=ID)
    stack.up(program=declared(SEND))
    colleague.configure(stackId=OTHER_ID)
    colleague.restore(stack.exported())
    colleague.write(declared(SEND, READ))
    assert_untouched(colleague, twilio, (*COMMANDS, ["refresh", "--run-program"]))

    colleague.configure(stackId=None)

    assert f"put its twilio-keys:stackId back into its settings: `pulumi config set twilio-keys:stackId {ID}`" in (
        colleague.destroy(fails=True).text.replace("\n", " ")
    )


def test_keys_made_before_the_id_get_it_by_the_next_up(stack: Deployment, twilio: LocalTwilio) -> None:
    """In a preview it shows as the origin's; Twilio is not asked."""
    stack.up(program=declared(SEND))
    stack.configure(stackId=ID)
    twilio.requests()

    planned = stack.preview("--diff")
    stack.up()

    assert planned.marked("+") == ["stack_id"]
    assert twilio.requests() == []
    assert stack.key_state()["outputs"]["origin"]["stack_id"] == ID
    stack.up("--expect-no-changes")
    stack.refresh("--expect-no-changes")
    stack.destroy()
    assert twilio.keys() == {}


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        (lambda stack: stack.configure(claim="maybe"), "twilio-keys:claim: is neither true nor false"),
        (lambda stack: stack.configure(stackId="a b"), "twilio-keys:stackId: is no stack id"),
        (lambda stack: stack.hide(stackId=ID), "twilio-keys:stackId: is a secret"),
    ],
    ids=["claim", "stackId", "secret stackId"],
)
def test_settings_that_say_nothing_are_refused(
    stack: Deployment, twilio: LocalTwilio, setting: Callable[[Deployment], None], text: str
) -> None:
    """Before anything is sent."""
    setting(stack)

    assert text in stack.preview(program=declared(SEND), fails=True).text
    assert twilio.requests() == []


def test_an_id_that_lies_encrypted_is_told_by_a_destroy(stack: Deployment, twilio: LocalTwilio) -> None:
    """The provider could not compare it."""
    stack.configure(stackId=ID)
    stack.up(program=declared(SEND))
    stack.hide(stackId=ID)

    refused = stack.destroy(fails=True).text

    assert f"twilio-keys:stackId lies encrypted in Pulumi.{STACK}.yaml" in refused
    assert len(twilio.keys()) == 1

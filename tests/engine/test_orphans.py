"""Orphans of deployments that were killed: found, told apart, and removed only where they are proven."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.builders import SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.killing import (
    KEYS,
    TwilioKeys,
    deploying,
    kill_provider,
    killed,
    live,
    lookalikes,
    saved,
    twilio_keys,
    wait_for_a_wave,
)
from tests.engine.local_twilio import LocalTwilio
from tests.engine.processes import end_processes_of
from tests.engine.terminal import Terminal
from twilio_keys_component.cli.pulumi_cli import PulumiCli, PulumiCommandError

pytestmark = pytest.mark.engine

__all__ = ["twilio_keys"]


def found(orphans: TwilioKeys, *arguments: str) -> dict[str, Any]:
    """What `twilio-keys orphans --json` prints."""
    told: dict[str, Any] = json.loads(orphans("orphans", "--json", *arguments)[1])
    return told


def pending_names(stack: Deployment) -> list[str]:
    """The automatic names in the pending creates."""
    pending = stack.exported()["deployment"].get("pending_operations") or []
    return [operation["resource"]["inputs"]["auto_name"] for operation in pending]


@pytest.mark.parametrize("how", ["engine", "group", "everything"])
def test_after_a_kill_the_documented_order_settles_all(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys, how: str
) -> None:
    """Every declared key is live exactly once then, no proven orphan is left, and no look-alike is touched."""
    killed(stack, twilio, how)
    others = lookalikes(twilio, pending_names(stack))
    stack.run("cancel", "--yes")
    code, out, told = twilio_keys("orphans", "--delete", "--yes")
    assert (code, "removed SK" in told) == (0, True), out + told
    assert live(twilio).keys() == saved(stack) | others.keys()
    stack.run("refresh", "--clear-pending-creates", "--yes", "--skip-preview")
    stack.up()

    assert len(saved(stack)) == KEYS
    assert live(twilio).keys() == saved(stack) | others.keys()
    assert {sid: live(twilio)[sid] for sid in others} == others
    assert twilio_keys("orphans")[:2] == (0, "No orphans of orders/dev.\n")


def test_an_up_before_the_orphans_are_removed_loses_no_proof(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys
) -> None:
    """The engine keeps the pending creates; the new keys are in the state, and the old ones go."""
    killed(stack, twilio, "engine")
    stack.run("cancel", "--yes")
    stack.up()
    assert {*live(twilio)} > saved(stack)

    code, _, _ = twilio_keys("orphans", "--delete", "--yes")

    assert (code, {*live(twilio)}, len(saved(stack))) == (0, saved(stack), KEYS)


def test_a_provider_that_is_killed_alone_leaves_suspected_orphans(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys
) -> None:
    """The engine keeps no pending operation: nothing is proven. Marks prove themselves, with no `up` before."""
    with deploying(stack, twilio) as running:
        kill_provider(stack, twilio, running)
        assert running.wait(60) != 0
    end_processes_of(stack)

    told = found(twilio_keys, "--delete", "--yes")
    sids = sorted(live(twilio).keys() - saved(stack))
    assert (told["proven"], told["deleted"]) == ([], [])
    assert sorted(each["sid"] for each in told["suspected"]) == sids

    named = [part for sid in sids for part in ("--sid", sid)]
    code, _, said = twilio_keys("orphans", "--delete", "--yes", *named)
    assert (code, said.count("removed SK")) == (0, len(sids))
    assert live(twilio).keys() == saved(stack)


def test_a_stack_that_was_destroyed_still_has_its_orphans(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys
) -> None:
    """Its export is empty: the folder and the option tell whose marks are looked for."""
    stack.up(program=declared(SEND))
    (name,) = (key["inputs"]["auto_name"] for key in stack.key_states())
    stack.run("destroy", "--yes", "--skip-preview")
    sid = twilio.make_key("standard", friendly_name=name)["sid"]
    assert [each["sid"] for each in found(twilio_keys)["suspected"]] == [sid]


def test_a_pulumi_that_says_more_than_json_is_told_without_what_it_said(
    stack: Deployment, twilio_keys: TwilioKeys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The config that was asked for holds secrets."""
    wrapper = tmp_path / "bin" / "pulumi"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\n[ "$1" = config ] && echo a note\nexec {shutil.which("pulumi")} "$@"\n', "utf-8")
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", str(wrapper.parent), prepend=os.pathsep)

    code, out, told = twilio_keys("orphans")

    assert (code, out) == (1, "")
    assert told.startswith("`pulumi config --json --show-secrets` ended with 0: what it printed is no JSON")
    assert "a note" not in told
    with pytest.raises(PulumiCommandError) as refused:
        PulumiCli(stack.folder).json("config", "--json")
    assert refused.value.__context__ is None


def test_a_deployment_that_runs_loses_no_key(stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys) -> None:
    """What is being saved looks like an orphan for a moment: so two looks a while apart must agree."""
    with deploying(stack, twilio) as running:
        wait_for_a_wave(running, twilio)
        code, out, _ = twilio_keys("orphans", "--delete", "--yes")
        assert running.wait(60) == 0

    assert (code, out) == (0, "No orphans of orders/dev.\n")
    assert live(twilio).keys() == saved(stack)
    assert len(saved(stack)) == KEYS


def orphan_of(stack: Deployment, twilio: LocalTwilio) -> str:
    """The sid of a proven orphan, beside one key that is in the state."""
    stack.up(program=declared(SEND))
    (key,) = stack.key_states()
    name = f"{key['inputs']['auto_name'][:-6]}zzz222"
    state = json.loads(stack.state_file.read_text("utf-8"))  # `pulumi stack import` would drop what is pending
    inputs = key["inputs"] | {"auto_name": name}
    state["checkpoint"]["latest"]["pending_operations"] = [
        {"resource": {**key, "inputs": inputs, "id": "", "outputs": {}}, "type": "creating"}
    ]
    stack.state_file.write_text(json.dumps(state), "utf-8")
    return str(twilio.make_key("standard", friendly_name=name)["sid"])


@pytest.mark.parametrize(("answer", "is_removed"), [("y\n", True), ("n\n", False)], ids=["yes", "no"])
def test_who_deletes_is_asked_after_what_was_found_is_shown(
    stack: Deployment,
    twilio: LocalTwilio,
    twilio_keys: TwilioKeys,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    is_removed: bool,
) -> None:
    """With a no all stays as it is."""
    sid = orphan_of(stack, twilio)
    monkeypatch.setattr(sys, "stdin", Terminal(answer))

    code, out, told = twilio_keys("orphans", "--delete")

    assert code == (0 if is_removed else 1)
    assert "1 proven orphan, 0 suspected orphans of orders/dev:" in out
    assert "Remove this key?" in told
    assert (sid in live(twilio)) is not is_removed


def test_a_stack_that_changes_while_one_is_asked_loses_no_key(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was shown is no longer true."""
    sid = orphan_of(stack, twilio)

    def colleague() -> None:
        stack.run("refresh", "--clear-pending-creates", "--yes", "--skip-preview")

    monkeypatch.setattr(sys, "stdin", Terminal("y\n", meanwhile=colleague))
    code, _, told = twilio_keys("orphans", "--delete")

    assert (code, "somebody deploys it" in told, sid in live(twilio)) == (1, True, True)


def test_without_a_terminal_nothing_is_deleted_unless_it_is_said(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys
) -> None:
    """In CI `--yes` is what allows it; a sid that was not found refuses all."""
    sid = orphan_of(stack, twilio)
    (own,) = saved(stack)

    code, _, told = twilio_keys("orphans", "--delete")
    assert (code, "Give --yes" in told) == (1, True)
    code, _, told = twilio_keys("orphans", "--delete", "--yes", "--sid", own)
    assert (code, f"Not among the orphans of this stack: {own}. Nothing was removed." in told) == (1, True)
    assert live(twilio).keys() == {sid, own}


def test_a_deletion_that_fails_stops_no_other(stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys) -> None:
    """Both outcomes are told, what is left and what is gone apart, and the command fails."""
    proven = orphan_of(stack, twilio)
    name = next(iter(twilio.keys()))
    suspected = twilio.make_key("standard", friendly_name=f"{str(name)[:-6]}yyy222")["sid"]
    twilio.fail("answer", method="DELETE", path=f".*{proven}", status=403, body={"code": 20003, "status": 403})

    code, out, told = twilio_keys("orphans", "--delete", "--yes", "--json", "--sid", suspected)

    left = json.loads(out)
    assert code == 1
    assert ([each["sid"] for each in left["proven"]], left["suspected"]) == ([proven], [])
    assert (left["deleted"], f"removed {suspected}" in told) == ([suspected], True)
    assert f"Could not delete the key {proven}" in told
    assert live(twilio).keys() == saved(stack) | {proven}


def test_an_export_on_stdin_is_enough_to_look(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With the environment's credentials. To remove, the engine is asked whether the export is still true."""
    sid = orphan_of(stack, twilio)
    export = json.dumps(stack.exported()).encode()
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", twilio.account_sid)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", twilio.auth_token)

    def piped(*options: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(export)))
        return twilio_keys("orphans", "-", "--endpoint", twilio.url, *options)

    code, out, _ = piped()
    assert (code, sid in out) == (1, True)
    (tmp_path / "Pulumi.yaml").write_text("name: other\nruntime: python\n", "utf-8")
    with monkeypatch.context() as elsewhere:
        elsewhere.chdir(tmp_path)
        code, _, told = piped("--delete", "--yes")
        assert (code, "this folder's is other" in told) == (2, True)
    code, _, told = piped("--delete", "--yes")
    assert (code, f"removed {sid}" in told) == (0, True)
    stack.run("refresh", "--clear-pending-creates", "--yes", "--skip-preview")
    code, _, told = piped("--delete", "--yes")
    assert (code, "changed since this export" in told) == (2, True)


def test_a_folder_without_a_project_is_told(
    twilio_keys: TwilioKeys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As wrong use."""
    monkeypatch.chdir(tmp_path)
    code, _, told = twilio_keys("orphans", "--stack", "nowhere")
    assert (code, "There is no Pulumi.yaml" in told) == (2, True)


def test_a_state_that_a_kill_left_unreadable_is_told_with_its_remedy(
    stack: Deployment, twilio: LocalTwilio, twilio_keys: TwilioKeys
) -> None:
    """The file backend writes a checksum beside the state, and not in one go; without that file it does."""
    sid = orphan_of(stack, twilio)
    attributes = stack.state_file.with_name("dev.json.attrs")
    attributes.write_bytes(b"")

    code, _, told = twilio_keys("orphans")
    assert (code, "delete the empty file .pulumi/stacks/PROJECT/STACK.json.attrs" in told) == (1, True)

    attributes.unlink()
    assert sid in twilio_keys("orphans")[1]

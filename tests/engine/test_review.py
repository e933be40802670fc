"""`twilio-keys review` of what the real engine prints."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from tests.builders import CALL, EVERY_MESSAGE_ACTION, READ, SEND
from tests.engine.deployment import RUN_LIMIT_S, Deployment, declared
from tests.engine.local_twilio import LocalTwilio

STREAM = {"PULUMI_ENABLE_STREAMING_JSON_PREVIEW": "true"}
KINDS: list[tuple[dict[str, str], list[str]]] = [(STREAM, ["--json"]), ({}, ["--json", "--show-sames"])]
NAMES = ["stream", "plain"]
TEAM = """\
class Team(pulumi.ComponentResource):
    def __init__(self, permissions):
        super().__init__("acme:Team", "team")
        ApiKey("inner", permissions=permissions, opts=pulumi.ResourceOptions(parent=self))
"""


def reviewed(stack: Deployment, preview: str, *arguments: str) -> tuple[int, str]:
    """The review of a preview from stdin: exit code and stdout, in which no secret may stand either."""
    done = subprocess.run(
        ["twilio-keys", "review", "-", *arguments],
        cwd=stack.folder,
        env=stack.environment,
        input=preview,
        capture_output=True,
        text=True,
        timeout=RUN_LIMIT_S,
        check=False,
    )
    stack.written.append(done.stdout + done.stderr)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def documented(stack: Deployment, preview: str) -> dict[str, Any]:
    """The review as JSON, its changes by the keys' names."""
    document = json.loads(reviewed(stack, preview, "--json")[1])
    assert isinstance(document, dict)
    return document | {"changes": {change["name"]: change for change in document["changes"]}}


@pytest.mark.engine
def test_every_kind_of_change_is_told_from_both_kinds_of_preview(stack: Deployment, twilio: LocalTwilio) -> None:
    """What happens to each key, what it gains and loses, and where it is declared."""
    there = twilio.make_key("restricted", friendly_name="by hand", permissions=[CALL])["sid"]
    stack.up(
        program=TEAM
        + "Team(['/twilio/messaging/messages/create'])\n"
        + declared(SEND, name="wider")
        + declared(EVERY_MESSAGE_ACTION, name="narrower")
        + declared(SEND, name="other")
        + declared(SEND, name="gone")
        + declared(SEND, name="kept", more="opts=pulumi.ResourceOptions(retain_on_delete=True)")
        + declared(SEND, name="same")
    )
    stack.write(
        TEAM
        + f"Team({[SEND, READ]!r})\n"
        + declared(SEND, READ, name="wider")
        + declared(SEND, name="narrower")
        + declared(name="other", key_type="standard", reason="Access Tokens")
        + declared(CALL, name="adopted", adopt_sid=there)
        + declared(SEND, name="same")
        + declared(CALL, name="new")
    )
    for environment, arguments in KINDS:
        review = documented(stack, stack.run("preview", *arguments, environment=environment).out)
        changes = review["changes"]
        assert {name: change["kind"] for name, change in changes.items()} == {
            "adopted": "adopt",
            "gone": "revoke",
            "inner": "update",
            "kept": "forget",
            "narrower": "update",
            "new": "create",
            "other": "replace",
            "same": "same",
            "wider": "update",
        }
        assert (changes["wider"]["gained"], changes["inner"]["gained"]) == ([READ], [READ])
        assert changes["wider"]["can_now"] == ["read messages: text, media and phone numbers"]
        assert len(changes["narrower"]["lost"]) == 4
        assert (changes["new"]["gained"], changes["gone"]["lost"]) == ([CALL], [SEND])
        assert changes["other"]["can_now"] == ["do everything but manage keys and accounts"]
        assert (review["project"], review["stack"], review["revoked"]) == ("orders", "dev", 2)
        program = (stack.folder / "__main__.py").read_text("utf-8").splitlines()
        for name in ("inner", "wider", "other", "adopted", "same", "new"):
            position = changes[name]["position"]
            assert position["path"] == "__main__.py"
            assert f"'{name}'" in program[position["line"] - 1].replace('"', "'")


@pytest.mark.engine
def test_what_was_changed_outside_is_part_of_the_review_after_a_refresh(stack: Deployment, twilio: LocalTwilio) -> None:
    """The update takes back what was granted outside, and makes anew what was revoked there."""
    twilio.make_old_keys()
    stack.up(program=declared(SEND, name="drifted") + declared(SEND, name="lost"))
    sids = {name.split("-")[0]: key["sid"] for name, key in twilio.keys().items() if name}
    twilio.change_key(sids["drifted"], permissions=[SEND, CALL])
    twilio.remove_key(sids["lost"])
    for environment, arguments in KINDS:
        review = documented(stack, stack.run("preview", "--refresh", *arguments, environment=environment).out)
        assert (review["changes"]["drifted"]["lost"], review["changes"]["lost"]["kind"]) == ([CALL], "create")
        assert "The key lost was revoked outside the code: the change makes a new one." in review["notes"]
        assert review["revoked"] == 0


@pytest.mark.engine
@pytest.mark.parametrize(("environment", "arguments"), KINDS, ids=NAMES)
def test_a_preview_that_failed_never_passes(
    stack: Deployment, environment: dict[str, str], arguments: list[str]
) -> None:
    """The reason is told, without the tracebacks that a stream is full of then."""
    stack.write(declared(SEND, name="good") + declared("/twilio/nonsense", name="bad"))
    failed = subprocess.run(
        ["pulumi", "preview", *arguments, "--non-interactive"],
        cwd=stack.folder,
        env=stack.environment | environment,
        capture_output=True,
        text=True,
        timeout=RUN_LIMIT_S,
        check=False,
    )
    code, text = reviewed(stack, failed.stdout, "--fail-on", "never")
    assert (failed.returncode != 0, code, "Traceback" in text) == (True, 1, False)
    assert "the preview failed: these must be corrected" in text
    assert "'/twilio/nonsense' is not a Twilio permission" in text


@pytest.mark.engine
@pytest.mark.parametrize(("environment", "arguments"), KINDS, ids=NAMES)
def test_a_program_without_keys_passes(stack: Deployment, environment: dict[str, str], arguments: list[str]) -> None:
    """There is nothing to review, and that is said."""
    stack.write("pulumi.export('answer', 42)\n")
    code, text = reviewed(stack, stack.run("preview", *arguments, environment=environment).out)
    assert (code, "The program declares no Twilio key." in text) == (0, True)


@pytest.mark.engine
def test_a_secret_in_a_plain_output_is_found_and_not_told(stack: Deployment) -> None:
    """The preview carries it in the clear; no format of the review does."""
    stack.up(program=declared(SEND) + "pulumi.export('leak', pulumi.Output.unsecret(key.secret))\n")
    preview = stack.run("preview", "--json", environment=STREAM).out
    secret = stack.outputs()["leak"]
    assert secret in preview
    del stack.written[:]
    for form in ("text", "markdown", "sarif", "json"):
        code, text = reviewed(stack, preview, "--format", form)
        assert (code, "TK304" in text, secret in text) == (1, True, False)


@pytest.mark.engine
def test_what_a_policy_pack_stops_never_passes(stack: Deployment) -> None:
    """What it says too is not told twice; what it alone sees, such as who signs in, is told."""
    subprocess.run(
        ["twilio-keys", "policy-pack", "init", "pack"],
        cwd=stack.folder,
        env=stack.environment,
        capture_output=True,
        timeout=RUN_LIMIT_S,
        check=True,
    )
    stack.write(declared("/twilio/iam/api-keys/create"))
    run = stack.run("preview", "--json", "--policy-pack", "pack", environment=STREAM, fails=True)
    code, text = reviewed(stack, run.out, "--fail-on", "never")
    assert code == 1
    assert "the preview failed: a policy pack stopped it" in text
    assert "TK202 mandatory (new): notifier: " in text
    assert "TK202" not in text.partition("policy packs say:")[2]

"""`twilio-keys waive` on what the engine printed, and the pack that reads what it wrote."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from typer.testing import CliRunner

from tests.builders import SEND
from tests.engine.local_twilio import LocalTwilio
from tests.policies.guarding import PRODUCTION, Guarded, stopping
from tests.policies.programs import WHOSE, key
from twilio_keys_component.cli import app

pytestmark = pytest.mark.engine

DELETE = "/twilio/messaging/messages/delete"


@pytest.mark.parametrize("stream", ["true", "false"], ids=["event stream", "plain preview"])
def test_a_waiver_written_from_the_stopped_preview_lets_it_pass(
    guarded: Guarded, twilio: LocalTwilio, stream: str
) -> None:
    """With the grant of that preview and no wider one."""
    guarded.deployment.write(WHOSE + key(DELETE))
    preview = guarded.deployment.run(
        *("preview", "--json", "--policy-pack", str(guarded.pack)),
        fails=True,
        environment={"PULUMI_STACK": PRODUCTION, "PULUMI_ENABLE_STREAMING_JSON_PREVIEW": stream},
    )
    end = str(datetime.now(UTC).date() + timedelta(days=30))
    options = ("--from", "-", "--settings", str(guarded.pack / "policy-config.json"), "--until", end)
    words = ("--reason", "Until the archive is moved", "--approver", "security")

    waived = CliRunner().invoke(app, ["waive", "TK204", "notifier", *options, *words], input=preview.out)

    assert waived.exit_code == 0, waived.output
    assert guarded.up(PRODUCTION, WHOSE + key(DELETE)).code == 0
    assert twilio.requests() == ["POST /v1/Keys"]
    assert stopping(guarded.preview(PRODUCTION, WHOSE + key(DELETE, SEND), fails=True)) == {"TK204"}


def test_what_only_the_pack_sees_can_be_waived_from_the_stream(guarded: Guarded, twilio: LocalTwilio) -> None:
    """An Auth Token in the environment is no part of a preview; that the pack found it is."""
    guarded.sign_in_with_token(twilio)
    guarded.deployment.write(WHOSE + key(SEND))
    preview = guarded.deployment.run(
        *("preview", "--json", "--policy-pack", str(guarded.pack)),
        fails=True,
        environment={"PULUMI_STACK": PRODUCTION, "PULUMI_ENABLE_STREAMING_JSON_PREVIEW": "true"},
    )
    end = str(datetime.now(UTC).date() + timedelta(days=30))
    options = ("--from", "-", "--settings", str(guarded.pack / "policy-config.json"), "--until", end)
    words = ("--reason", "Until the first key is there", "--approver", "security")

    waived = CliRunner().invoke(app, ["waive", "TK103", "deployment", *options, *words], input=preview.out)

    assert waived.exit_code == 0, waived.output
    assert stopping(guarded.preview(PRODUCTION, WHOSE + key(SEND))) == set()

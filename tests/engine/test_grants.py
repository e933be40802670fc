"""What a change of a key's permissions, name or notes costs, and how reviews see it."""

from __future__ import annotations

import pytest

from tests.builders import CALL, LIST, READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import LocalTwilio

pytestmark = pytest.mark.engine

OTHER = declared(READ, name="reporting")
SECRET = 'pulumi.export("secret", key.secret)\npulumi.export("sid", key.sid)\n'


def test_a_preview_names_exactly_what_is_granted_and_revoked(stack: Deployment, twilio: LocalTwilio) -> None:
    """One more permission is one `+` line, one less is one `-` line, and it is that permission."""
    stack.up(program=declared(LIST, READ, SEND))

    more = stack.preview("--diff", program=declared(CALL, LIST, READ, SEND))
    less = stack.preview("--diff", program=declared(LIST, SEND))

    assert (more.marked("+"), more.marked("-")) == ([CALL], [])
    assert (less.marked("+"), less.marked("-")) == ([], [READ])


def test_a_grant_is_one_fetch_and_one_post(stack: Deployment, twilio: LocalTwilio) -> None:
    """Grants and revocations fetch and write the key that they are about; no other key is touched."""
    stack.up(program=OTHER + declared(SEND))
    sid = next(key["sid"] for name, key in twilio.keys().items() if name and name.startswith("notifier"))
    twilio.requests()

    stack.up(program=OTHER + declared(SEND, LIST))
    granted = twilio.requests()
    stack.up(program=OTHER + declared(LIST))

    assert granted == twilio.requests() == [f"GET /v1/Keys/{sid}", f"POST /v1/Keys/{sid}"]
    assert twilio.grant(sid) == {LIST}


def test_with_overwrite_a_grant_is_the_post_alone(stack: Deployment, twilio: LocalTwilio) -> None:
    """Where the code wins anyway, nobody is asked what is there."""
    stack.up(program=declared(SEND, on_drift="overwrite"))
    sid = twilio.key()["sid"]
    twilio.requests()

    stack.up(program=declared(SEND, LIST, on_drift="overwrite"))

    assert twilio.requests() == [f"POST /v1/Keys/{sid}"]
    assert twilio.grant() == {SEND, LIST}


def test_notes_for_reviewers_are_an_update_without_a_request(stack: Deployment, twilio: LocalTwilio) -> None:
    """A change of `owner`, `purpose` or `on_drift` shows in the preview, lies in the state and goes nowhere."""
    stack.up(program=declared(SEND, owner="team-orders"))
    twilio.requests()
    changed = declared(SEND, owner="team-data", purpose="Reports", on_drift="fail")

    preview = stack.preview("--diff", program=changed)
    stack.up()

    assert '"team-orders" => "team-data"' in preview.out
    assert twilio.requests() == []
    outputs = stack.key_state()["outputs"]
    assert (outputs["owner"], outputs["purpose"], outputs["on_drift"]) == ("team-data", "Reports", "fail")
    stack.preview("--expect-no-changes")


def test_the_sid_stays_known_while_a_key_changes(stack: Deployment, twilio: LocalTwilio) -> None:
    """What is built on a key's sid is not touched by a preview of another grant: the key stays the same."""
    built_on_it = 'built = ApiKey("b", key_type="standard", purpose=key.sid.apply(lambda sid: f"Beside {sid}"))\n'
    stack.up(program=declared(SEND) + built_on_it)

    preview = stack.preview(program=declared(SEND, LIST) + built_on_it)

    assert "~ 1 to update" in preview.out
    assert "2 unchanged" in preview.out


def test_a_rename_keeps_key_and_secret(stack: Deployment, twilio: LocalTwilio) -> None:
    """An explicit name can change; from explicit to automatic and back it is the same key with the same secret."""
    stack.up(program=declared(SEND, friendly_name="Orders") + SECRET)
    made = stack.outputs()

    stack.up(program=declared(SEND, friendly_name="Order texts") + SECRET)
    assert twilio.key()["friendly_name"] == "Order texts"
    stack.preview(program=declared(SEND) + SECRET)
    stack.up()
    auto_name = twilio.key()["friendly_name"]
    assert auto_name.startswith("notifier-")
    stack.up(program=declared(SEND, READ) + SECRET)
    assert twilio.key()["friendly_name"] == auto_name
    stack.up(program=declared(SEND, friendly_name="Orders") + SECRET)

    assert twilio.key()["friendly_name"] == "Orders"
    assert stack.outputs() == made

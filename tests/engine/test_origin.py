"""A key of another account or another kind of endpoint: an error, and state and keys stay as they were."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.builders import READ, SEND
from tests.engine.deployment import Deployment, declared
from tests.engine.local_twilio import SUBACCOUNT_SID, SUBACCOUNT_TOKEN, LocalTwilio

pytestmark = pytest.mark.engine

COMMANDS = (["up"], ["up", "--refresh"], ["refresh"], ["destroy"])


@contextmanager
def nothing_changes(stack: Deployment, twilio: LocalTwilio) -> Iterator[None]:
    """Check that the block leaves every key and all that the state says about them as they were."""
    state, keys = stack.snapshot(), twilio.keys()
    twilio.requests()
    yield
    assert stack.snapshot() == state
    assert twilio.keys() == keys


def signed_in_by_environment(stack: Deployment, account_sid: str, token: str) -> None:
    """From now on `stack` takes its credentials from the environment."""
    stack.environment |= {"TWILIO_ACCOUNT_SID": account_sid, "TWILIO_AUTH_TOKEN": token}


def test_another_account_in_the_environment_changes_nothing(stack: Deployment, twilio: LocalTwilio) -> None:
    """Credentials that are good, but of another account than the key's, are refused before anything is sent."""
    stack.configure(accountSid=None, authToken=None)
    signed_in_by_environment(stack, twilio.account_sid, twilio.auth_token)
    stack.up(program=declared(SEND))
    signed_in_by_environment(stack, SUBACCOUNT_SID, SUBACCOUNT_TOKEN)
    stack.write(declared(SEND, READ))

    with nothing_changes(stack, twilio):
        for command in COMMANDS:
            refused = stack.run(*command, "--yes", "--skip-preview", fails=True).text
            assert (
                f"belongs to account {twilio.account_sid}, and the deployment signs in to {SUBACCOUNT_SID}" in refused
            )
        assert twilio.requests() == []


def test_another_account_in_the_configuration_changes_nothing(stack: Deployment, twilio: LocalTwilio) -> None:
    """The same with credentials in the config, by which `refresh` and `destroy` go only with `--run-program`."""
    stack.up(program=declared(SEND))
    stack.configure(accountSid=SUBACCOUNT_SID)
    stack.hide(authToken=SUBACCOUNT_TOKEN)

    with nothing_changes(stack, twilio):
        for command in (["up"], ["up", "--refresh"], ["refresh", "--run-program"], ["destroy", "--run-program"]):
            refused = stack.run(*command, "--yes", "--skip-preview", fails=True)
            assert f"belongs to account {twilio.account_sid}" in refused.text
            assert "twilio-keys:accounts" in refused.text


def test_wrong_credentials_of_the_right_account_change_nothing(stack: Deployment, twilio: LocalTwilio) -> None:
    """A key that Twilio does not show to these credentials is not gone."""
    stack.configure(accountSid=None, authToken=None)
    signed_in_by_environment(stack, twilio.account_sid, twilio.auth_token)
    stack.up(program=declared(SEND))
    signed_in_by_environment(stack, twilio.account_sid, "not-the-token")

    with nothing_changes(stack, twilio):
        for command in (["up", "--refresh"], ["refresh"], ["destroy"]):
            refused = stack.run(*command, "--yes", "--skip-preview", fails=True)
            assert "20003" in refused.text
            assert "not-the-token" not in refused.text


def test_an_account_that_does_not_answer_is_no_proof_that_its_key_is_gone(
    stack: Deployment, twilio: LocalTwilio
) -> None:
    """A 404 counts only beside a list that is answered."""
    stack.up(program=declared(SEND))
    not_found = {"code": 20404, "message": "not found", "status": 404}
    refused = {"code": 20003, "message": "Authenticate", "status": 401}

    with nothing_changes(stack, twilio):
        for command, method in ((stack.refresh, "GET"), (stack.destroy, "DELETE")):
            twilio.fail("answer", method=method, path="/v1/Keys/", status=404, body=not_found)
            twilio.fail("answer", method="GET", path="/v1/Keys$", status=401, body=refused)
            assert "does not answer either" in command(fails=True).text


@pytest.fixture
def edited(stack: Deployment, twilio: LocalTwilio) -> Callable[[str], None]:
    """Deploys a key and edits the kind of endpoint in its state."""

    def edit(kind: str) -> None:
        stack.up(program=declared(SEND))
        exported = stack.exported()
        for resource in exported["deployment"]["resources"]:
            if "origin" in resource.get("outputs", {}):
                resource["outputs"]["origin"]["endpoint"] = kind
        stack.restore(exported)

    return edit


def test_a_key_of_twilio_itself_is_safe_from_an_emulator(
    stack: Deployment, twilio: LocalTwilio, edited: Callable[[str], None]
) -> None:
    """Left-over emulator settings must not change or empty the state of real keys."""
    edited("twilio")
    stack.write(declared(SEND, READ))

    with nothing_changes(stack, twilio):
        for command in COMMANDS:
            refused = stack.run(*command, "--yes", "--skip-preview", fails=True)
            assert "was made at Twilio itself, and the deployment is configured for a local emulator" in refused.text
        assert twilio.requests() == []


def test_a_key_of_an_emulator_is_refused_before_twilio_is_reached(stack: Deployment, twilio: LocalTwilio) -> None:
    """Without the endpoint setting the preview stops, and not one connection is opened: the proxy would see it."""
    stack.up(program=declared(SEND))
    stack.configure(endpoint=None)
    stack.write(declared(SEND, READ))

    with nothing_changes(stack, twilio), socket.create_server(("127.0.0.1", 0)) as proxy:
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        environment = {"HTTPS_PROXY": address, "https_proxy": address, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        refused = stack.preview(fails=True, environment=environment)
        proxy.setblocking(False)
        with pytest.raises(BlockingIOError):
            proxy.accept()

    assert "was made at a local emulator, and the deployment is configured for Twilio itself" in refused.text


def test_a_key_of_a_subaccount_needs_its_credentials(stack: Deployment, twilio: LocalTwilio) -> None:
    """Taking the subaccount's credentials away loses neither its key nor its state."""
    stack.hide(accounts=json.dumps({SUBACCOUNT_SID: {"authToken": SUBACCOUNT_TOKEN}}))
    stack.up(program=declared(SEND, account_sid=SUBACCOUNT_SID))
    stack.configure(accounts=None)

    with nothing_changes(stack, twilio):
        for refused in (stack.preview(fails=True), stack.up("--refresh", fails=True)):
            assert f"there are no credentials for account {SUBACCOUNT_SID}" in refused.text
            assert "add them to twilio-keys:accounts" in refused.text

"""The real engine: for each test a project folder, a backend, a Pulumi home and an emulator of its own."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.deployment import PROJECT, STACK, Deployment, clean_environment
from tests.engine.local_twilio import LocalTwilio
from tests.engine.processes import end_processes_of
from tools.secret_search import find_secrets

ENDPOINT_PLACE = "http://127.0.0.1:1"
_TOOLS = ("pulumi", "pulumi-language-python", "pulumi-resource-pulumi-python")


@pytest.fixture(scope="session")
def project_template(tmp_path_factory: pytest.TempPathFactory, _no_credentials_from_outside: None) -> Path:
    """A project whose stack is made and configured for an emulator: copying it is faster than two more commands."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.fail(f"not on PATH: {', '.join(missing)}. `make test` gets the engine and puts it there.", pytrace=False)
    folder = tmp_path_factory.mktemp("template")
    (folder / "Pulumi.yaml").write_text(f"name: {PROJECT}\nruntime: python\n", "utf-8")
    made = Deployment(folder, clean_environment(folder, python=sys.executable))
    made.run("stack", "init", STACK)
    with LocalTwilio.run() as twilio:
        made.configure(accountSid=twilio.account_sid, endpoint=ENDPOINT_PLACE)
        made.hide(authToken=twilio.auth_token)
    return folder


@pytest.fixture
def twilio() -> Iterator[LocalTwilio]:
    """An emulator on a free port, with one subaccount."""
    with LocalTwilio.run() as running:
        yield running


@pytest.fixture
def stack(project_template: Path, tmp_path: Path, twilio: LocalTwilio) -> Iterator[Deployment]:
    """A stack that is configured for the test's emulator and holds nothing."""
    folder = tmp_path / "project"
    shutil.copytree(project_template, folder)
    settings = folder / f"Pulumi.{STACK}.yaml"
    settings.write_text(settings.read_text("utf-8").replace(ENDPOINT_PLACE, twilio.url), "utf-8")
    deployment = Deployment(folder, clean_environment(folder, python=sys.executable))
    yield deployment
    _no_process_is_left(deployment)
    _no_secret_was_written(deployment, twilio)


def _no_process_is_left(deployment: Deployment) -> None:
    """Nothing that a command started runs on; what does is ended, and the test fails."""
    left = end_processes_of(deployment)
    assert not left, f"still ran after the test: {left}"


def _no_secret_was_written(deployment: Deployment, twilio: LocalTwilio) -> None:
    """Neither a key's secret nor the Auth Token was in anything that a command wrote."""
    texts = {f"output {number}": text.encode() for number, text in enumerate(deployment.written)}
    assert find_secrets(texts, [twilio.auth_token, *twilio.secrets]) == []

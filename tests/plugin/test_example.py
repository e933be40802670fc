"""The example application's own tests, run as its readers run them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugin.conftest import PLUGIN, QUIET

ROOT = Path(__file__).parents[2]

DEPLOY = """
import json
import pulumi
import runpy

class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        print(json.dumps(sorted(args.inputs["grants"])))
        return "SK" + "0" * 32, {**args.inputs, "account_sid": "AC" + "0" * 32, "secret": "made-up"}

    def call(self, args):
        return {}

pulumi.runtime.set_mocks(Mocks())
pulumi.runtime.test(lambda: runpy.run_path("__main__.py"))()
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example."""
    return shutil.copytree(
        ROOT / "examples" / "app-tests", tmp_path / "app-tests", ignore=shutil.ignore_patterns("__pycache__", ".*")
    )


def run(example: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the example's folder, in an environment with real credentials."""
    real = {"TWILIO_ACCOUNT_SID": "AC" + "1" * 32, "TWILIO_AUTH_TOKEN": "real"}
    ours = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=example,
        env=os.environ | real | ours,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def report_of(example: Path) -> tuple[int, str]:
    """Exit code and report of its test run."""
    done = run(example, "-m", "pytest", *PLUGIN, *QUIET)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_the_example_passes(example: Path) -> None:
    """Its tests hold as they stand: allowed, refused, and nothing unused."""
    code, report = report_of(example)
    assert (code, "4 passed" in report) == (0, True), report


def test_a_permission_too_many_fails_the_example(example: Path) -> None:
    """The list that the deployment grants cannot grow unnoticed: one test fails and names what is not needed."""
    permissions = example / "permissions.py"
    permissions.write_text(permissions.read_text().replace("]", '    "/twilio/voice/calls/list",\n]'))
    code, report = report_of(example)
    assert (code, "1 failed, 3 passed" in report) == (1, True), report
    assert "holds what was not used: /twilio/voice/calls/list" in report


def test_a_permission_too_few_fails_the_example(example: Path) -> None:
    """The first test that needs it says in Twilio's words what is missing."""
    permissions = example / "permissions.py"
    permissions.write_text(permissions.read_text().replace('    "/twilio/messaging/messages/read",\n', ""))
    code, report = report_of(example)
    assert (code, "1 failed, 3 passed" in report) == (1, True), report
    assert "twilio/messaging/messages/read is missing" in report


def test_the_deployment_grants_the_list_of_the_tests(example: Path) -> None:
    """The Pulumi program and the tests read one list: what the tests run with is what `pulumi up` grants."""
    done = run(example, "-c", DEPLOY)
    assert (done.returncode, done.stderr) == (0, "")
    listed = run(example, "-c", "import json, permissions; print(json.dumps(sorted(permissions.REMINDERS)))")
    assert done.stdout == listed.stdout
    marker = "pytestmark = pytest.mark.twilio_permissions(REMINDERS)"
    assert marker in (example / "tests" / "test_reminders.py").read_text()

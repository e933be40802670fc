"""No secret in any byte that is written, while program, provider and libraries log all that they can."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from tests.builders import CALL, READ, SEND
from tests.engine.deployment import RUN_LIMIT_S, Deployment, declared
from tests.engine.local_twilio import LocalTwilio
from tools.secret_search import files_below, find_secrets

pytestmark = pytest.mark.engine

SIGNS = "\"\\/+%&=<'>?#~"
"""All that a credential may hold and that JSON, URLs, HTML or base64 write in another way."""

EXPORTS = "pulumi.export('secret', key.secret)\npulumi.export('environment', key.environment())\n"
SECRET_MARK = "4dabf18193072939515e22adb298388d"
"""The engine's own sign, in a state file, of a value that is not written as it is."""

TALKATIVE = """
import http.client, logging, os, pathlib

class Whole(logging.Formatter):
    def format(self, record):
        return f"{super().format(record)} {record.__dict__!r}"

file = logging.FileHandler(pathlib.Path(__file__).with_name(f"{os.getpid()}.log"))
file.setFormatter(Whole())
logging.basicConfig(level=logging.DEBUG, handlers=[file, logging.StreamHandler()], force=True)
http.client.HTTPConnection.debuglevel = http.client.HTTPSConnection.debuglevel = 1
"""


@pytest.fixture
def twilio() -> Iterator[LocalTwilio]:
    """An emulator whose secrets are spelled differently in JSON, in URLs and in HTML."""
    with LocalTwilio.run(secrets_end=SIGNS) as running:
        yield running


@pytest.fixture
def talkative(stack: Deployment, twilio: LocalTwilio) -> Deployment:
    """The stack, in whose Python processes every logger and `http.client` tell everything."""
    stack.hide(authToken=twilio.auth_token)
    logs = stack.folder / "logs"
    logs.mkdir()
    (logs / "sitecustomize.py").write_text(dedent(TALKATIVE), "utf-8")
    stack.environment |= {"PYTHONPATH": str(logs), "TWILIO_LOG_LEVEL": "debug", "PULUMI_DEBUG_COMMANDS": "true"}
    stack.shows_tracebacks = True  # those of gRPC's own logger
    return stack


def assert_nothing_leaked(stack: Deployment, twilio: LocalTwilio) -> None:
    """Search the project with its logs, the backend, the Pulumi home and what the commands wrote."""
    logs = [log.read_text("utf-8") for log in (stack.folder / "logs").glob("*.log")]
    assert any("https://iam.twilio.com/v1/Keys" in log for log in logs)
    assert any("urllib3.connectionpool" in log for log in logs)
    texts = files_below(stack.folder) | {f"output {n}": text.encode() for n, text in enumerate(stack.written)}
    assert find_secrets(texts, [twilio.auth_token, *twilio.secrets]) == []


def assert_kept(stack: Deployment, twilio: LocalTwilio, secret: str) -> None:
    """The secret in the state is the key's own, and is marked and encrypted."""
    state = stack.key_state()
    assert SECRET_MARK in state["outputs"]["secret"]
    assert "secret" in state["additionalSecretOutputs"]
    assert stack.outputs()["secret"] == secret
    assert twilio.sign_in(state["id"], secret) == 201


def run_twilio_keys(stack: Deployment, *arguments: str) -> str:
    """What `twilio-keys` writes in the project's folder."""
    done = subprocess.run(
        [Path(sys.executable).with_name("twilio-keys"), *arguments],
        cwd=stack.folder,
        env=stack.environment,
        capture_output=True,
        text=True,
        timeout=RUN_LIMIT_S,
        check=False,
    )
    stack.written.append(done.stdout + done.stderr)
    return stack.written[-1]


def test_a_key_s_whole_life_leaves_no_secret(talkative: Deployment, twilio: LocalTwilio) -> None:
    """Create, refresh, update, rename, replace and destroy keep the secret with its mark, and show it nowhere."""
    stack, log = talkative, ["--debug", "--event-log", str(talkative.folder / "events.json")]
    stack.preview("--diff", *log, program=declared(SEND) + EXPORTS)
    stack.up("--json", "--show-full-output", *log)
    assert_kept(stack, twilio, twilio.secrets[-1])

    twilio.change_key(twilio.key()["sid"], permissions=[SEND, CALL])
    stack.refresh("--diff", *log)
    assert_kept(stack, twilio, twilio.secrets[-1])
    stack.write(declared(SEND, READ) + EXPORTS)
    stack.preview("--diff", "--show-sames", "--show-replacement-steps")
    stack.up("--refresh", "--diff", *log)
    stack.up("--diff", *log, program=declared(SEND, READ, friendly_name="Order texts") + EXPORTS)
    assert_kept(stack, twilio, twilio.secrets[-1])
    made = len(twilio.secrets)
    shown = stack.preview("--json", program=declared(key_type="standard") + EXPORTS)
    (stack.folder / "preview.json").write_text(shown.out, "utf-8")
    run_twilio_keys(stack, "review", "preview.json")
    stack.up("--diff", *log)
    assert len(twilio.secrets) == made + 1
    assert_kept(stack, twilio, twilio.secrets[-1])
    stack.run("stack", "output", "--json")
    stack.run("stack", "export", "--file", str(stack.folder / "export.json"))
    stack.destroy("--diff", *log)

    assert "resourcePreEvent" in (stack.folder / "events.json").read_text("utf-8")
    assert_nothing_leaked(stack, twilio)


def test_an_adoption_leaves_no_secret(talkative: Deployment, twilio: LocalTwilio) -> None:
    """`adopt_secret`, given as a secret or in the clear, is marked and encrypted through refresh, update and rename."""
    stack = talkative
    made = twilio.make_key("restricted", friendly_name="Orders in the Console", permissions=[SEND])
    stack.environment["ADOPTED"] = made["secret"]
    stack.run("config", "set", "--secret", "adopted", made["secret"])
    head = "import os\nin_config = pulumi.Config().require_secret('adopted')\n"
    adopting = f"adopt_sid={made['sid']!r}, adopt_secret=in_config"
    stack.up("--diff", program=head + declared(SEND, more=adopting) + EXPORTS)
    assert_kept(stack, twilio, made["secret"])

    twilio.change_key(made["sid"], permissions=[SEND, CALL])
    stack.refresh("--diff")
    plain = adopting.replace("in_config", "os.environ['ADOPTED']")
    stack.preview("--diff", program=head + declared(SEND, READ, more=f"{plain}, friendly_name='orders'") + EXPORTS)
    stack.up("--diff")
    assert_kept(stack, twilio, made["secret"])
    stack.up("--diff", program=declared(SEND, READ, friendly_name="orders") + EXPORTS)
    assert_kept(stack, twilio, made["secret"])

    assert_nothing_leaked(stack, twilio)


FAULTS: list[dict[str, Any]] = [
    {"kind": "drop_before"},
    {"kind": "drop_after"},
    {"kind": "answer", "status": 503},
    {"kind": "answer", "status": 429, "headers": {"Retry-After": "0"}, "body": {"code": 20429, "status": 429}},
    {"kind": "rewrite", "body": {"policy": None}},
    {"kind": "rewrite", "body": {"policy": {"allow": [SEND, READ]}}},
    {"kind": "rewrite", "body": {"secret": None}},
    {"kind": "rewrite", "body": {"sid": "SK"}},
    {"kind": "rewrite", "body": {"friendly_name": "another"}},
]


def test_failures_leave_no_secret(talkative: Deployment, twilio: LocalTwilio) -> None:
    """Creates that fail in every way, with our own tracebacks, and whoever answers repeats what the request said."""
    stack = talkative
    stack.environment["TWILIO_KEYS_DEBUG"] = "1"
    pair = b64encode(f"{twilio.account_sid}:{twilio.auth_token}".encode()).decode()
    told = f"no such user: {twilio.auth_token}, Basic {pair}"
    refusals = [
        {"kind": "answer", "status": status, "body": {"code": code, "message": told}}
        for status, code in [(401, 20003), (400, 70001), (400, 70002), (500, 20500)]
    ]
    for fault in [*FAULTS, *refusals]:
        twilio.fail(call="create", **fault)
    count = len(FAULTS) + len(refusals)
    keys = "".join(
        declared(SEND, name=f"service-{number}") + EXPORTS.replace("('", f"('{number}-") for number in range(count)
    )

    failed = stack.up("--continue-on-error", "--diff", program=keys, fails=True)
    twilio.fail("answer", method="GET", status=401, body={"code": 20003, "message": told})
    stack.refresh(fails=True)
    run_twilio_keys(stack, "orphans", "--stack", "dev", "--json")
    stack.destroy()

    assert "no such user: ***" in failed.text
    assert "Traceback" in failed.text
    assert_nothing_leaked(stack, twilio)

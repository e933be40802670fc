"""The production example and its pipeline, against the emulator through the real engine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, blocks
from tests.docs.shell import awaited, run_script
from tests.engine.conftest import twilio
from tests.engine.deployment import clean_environment
from tests.engine.local_twilio import LocalTwilio
from twilio_keys_component import profile
from twilio_keys_component.rules import load_waivers

__all__ = ["twilio"]
pytestmark = pytest.mark.engine
EXAMPLE = ROOT / "examples/production"


@dataclass(frozen=True)
class Pipeline:
    """The example in a folder of its own, signed in with a key that may manage keys and nothing else."""

    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> tuple[int, str]:
        """Run a command in the project's folder: its exit code, and all that it printed."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout

    def deploy(self, step: str, stack: str, *options: str) -> tuple[int, str]:
        """One step of the pipeline."""
        return self.run("bash", "../pipeline/deploy.sh", step, stack, *options)

    def left(self) -> set[str]:
        """What the steps left."""
        return {path.name for path in (self.folder / "review").iterdir()}

    def change(self, old: str, new: str) -> None:
        """Change the program."""
        program = self.folder / "__main__.py"
        text = program.read_text("utf-8")
        assert old in text
        program.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def pipeline(tmp_path: Path, twilio: LocalTwilio) -> Pipeline:
    """The example's three stacks, of which nothing is deployed yet."""
    folder = tmp_path / "examples/production"
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    signer = twilio.make_key("restricted", permissions=[str(p) for p in profile("key-manager")])
    environment = clean_environment(tmp_path, python=sys.executable) | {
        "TWILIO_ACCOUNT_SID": twilio.account_sid,
        "TWILIO_API_KEY": signer["sid"],
        "TWILIO_API_KEY_SECRET": signer["secret"],
    }
    del environment["PULUMI_STACK"]
    made = Pipeline(folder, environment)
    for stack in ("dev", "staging", "prod"):
        assert made.run("pulumi", "stack", "init", stack)[0] == 0
        setting = ("twilio-keys:endpoint", twilio.url)
        assert made.run("pulumi", "config", "set", "--stack", stack, *setting)[0] == 0
    return made


def test_every_environment_deploys_what_was_reviewed(pipeline: Pipeline, twilio: LocalTwilio) -> None:
    """Review and apply end well in all three, and nothing of mandatory level is found."""
    for stack, count in (("dev", 4), ("staging", 4), ("prod", 4)):
        before = len(twilio.keys())
        code, told = pipeline.deploy("review", stack)
        assert (code, "mandatory" in told) == (0, False), told
        assert (len(twilio.keys()), f"{count} created" in told) == (before, True)
        code, told = pipeline.deploy("apply", stack)
        assert (code, len(twilio.keys())) == (0, before + count), told
    assert not [secret for secret in twilio.secrets if secret in told]


def test_a_wider_key_is_stopped_by_review_and_pack(pipeline: Pipeline, twilio: LocalTwilio) -> None:
    """Neither step lets a wildcard into production; comment and SARIF say which key it is, and nothing is made."""
    pipeline.change('profile("send-and-track-sms")', '["/twilio/messaging/messages/*"]')
    code, told = pipeline.deploy("review", "prod")
    assert (code, "TK201 mandatory" in told) == (1, True), told
    assert "**order-notifier**" in (pipeline.folder / "review/review.md").read_text("utf-8")
    sarif = json.loads((pipeline.folder / "review/review.sarif").read_text("utf-8"))
    assert {"TK201"} <= {result["ruleId"] for result in sarif["runs"][0]["results"]}
    code, told = pipeline.run("pulumi", "up", "--yes", "--stack", "prod", "--policy-pack", "policies")
    assert (code != 0, "TK201" in told) == (True, True), told
    code, told = pipeline.deploy("apply", "prod")
    assert (code, "no plan" in told) == (2, True), told
    assert len(twilio.keys()) == 1


def test_a_change_after_the_review_is_not_applied(pipeline: Pipeline, twilio: LocalTwilio) -> None:
    """The program asks for more than the plan has: the engine refuses."""
    assert pipeline.deploy("review", "staging")[0] == 0
    pipeline.change('profile("send-and-track-sms")', 'profile("make-calls")')
    code, told = pipeline.deploy("apply", "staging")
    assert (code, "violates plan" in told, "reviewed anew" in told) == (1, True, True), told


def test_the_waiver_is_for_the_grant_that_the_key_has(pipeline: Pipeline, twilio: LocalTwilio) -> None:
    """The committed waiver is neither void nor unknown, whatever day it is; a widened key voids it."""
    (waiver,) = load_waivers(EXAMPLE / "policies/waivers.toml")
    code, told = pipeline.deploy("review", "prod")
    assert code == 0
    assert "another one now" not in told
    assert f"until {waiver.until}" in told or f"expired on {waiver.until}" in told
    pipeline.change('profile("recording-archiving")', 'profile("recording-archiving") | profile("lookup")')
    assert "another one now" in pipeline.deploy("review", "prod")[1]


def test_a_key_that_only_reads_is_enough_to_review(pipeline: Pipeline, twilio: LocalTwilio) -> None:
    """So the pipeline of a pull request needs none that can make or change keys, also where keys live already."""
    assert pipeline.deploy("review", "dev")[0] == 0
    assert pipeline.deploy("apply", "dev")[0] == 0
    reading = [f"/twilio/iam/api-keys/{action}" for action in ("list", "read")]
    signer = twilio.make_key("restricted", permissions=reading)
    pipeline.environment.update(TWILIO_API_KEY=signer["sid"], TWILIO_API_KEY_SECRET=signer["secret"])
    code, told = pipeline.deploy("review", "dev")
    assert (code, "4 unchanged" in told) == (0, True), told


def test_nothing_of_an_earlier_review_is_left(pipeline: Pipeline) -> None:
    """Neither its plan nor its words, where the next one cannot be made; and a plan is applied once."""
    assert pipeline.deploy("review", "dev")[0] == 0
    assert {"plan.json", "review.md", "review.sarif"} <= pipeline.left()
    (pipeline.folder / "policies/PulumiPolicy.yaml").unlink()
    code, _ = pipeline.deploy("review", "dev")
    assert (code, pipeline.left()) == (2, {"preview.json", "review.md"})
    assert "No review of dev was made" in (pipeline.folder / "review/review.md").read_text("utf-8")


def test_options_go_to_the_review(pipeline: Pipeline) -> None:
    """What only warns in development can be objected to there."""
    pipeline.change('purpose="Sends order status texts and follows them",', "")
    code, told = pipeline.deploy("review", "dev", "--fail-on", "advisory")
    assert (code, "plan.json" in pipeline.left()) == (1, False), told


def test_wrong_use_is_told(pipeline: Pipeline) -> None:
    """Without a stack, or with another word, the script says how to call it."""
    for words in ((), ("review",), ("destroy", "prod"), ("apply", "prod", "--force")):
        code, told = pipeline.run("bash", "../pipeline/deploy.sh", *words)
        assert (code, "deploy.sh review STACK" in told) == (2, True)


def test_the_pack_is_what_init_writes(tmp_path: Path) -> None:
    """Only settings and waivers are the example's own."""
    program = Path(sys.executable).with_name("twilio-keys")
    subprocess.run([program, "policy-pack", "init", "policies"], cwd=tmp_path, check=True, capture_output=True)
    for name in ("__main__.py", "README.md"):
        assert (tmp_path / "policies" / name).read_text("utf-8") == (EXAMPLE / "policies" / name).read_text("utf-8")
    written, ours = ({path.name for path in (place / "policies").iterdir()} for place in (tmp_path, EXAMPLE))
    assert written == ours - {"__pycache__"}


def test_trying_the_example_by_hand_works(tmp_path: Path) -> None:
    """The lines of its README, one block after the other: development warns, production is reviewed and applied."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    lines = [line for block in blocks("examples/production/README.md", "sh") for line in block.splitlines()]
    printed = run_script(awaited(lines), tmp_path / "examples/production")
    assert "TK103-advisory" in printed
    assert "Review of shop-keys/prod (production)" in printed
    assert printed.count("+ 5 created") == 2

"""Every command of the README is run, or is a make target whose test is named here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, blocks, commands
from tests.docs.shell import awaited, run_script

RUN_ELSEWHERE = {
    "make demo": "test_make_demo_proves_every_step, below",
    "make test": "whoever runs this test",
    "make setup": "tests/setup",
    'eval "$(make -s environment)"': "tests/setup",
    "pip install .": "test_the_wheel_holds_all_that_a_program_needs, below",
}
SHELL_BLOCKS = blocks("README.md", "sh")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what makes the repository a Pulumi project."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(ROOT / "Pulumi.yaml", folder)
    return folder


def to_run(block: str) -> list[str]:
    """The commands of a block that are not run elsewhere."""
    return awaited([line for line in commands(block) if line not in RUN_ELSEWHERE])


def test_each_make_target_of_the_readme_is_tested_somewhere() -> None:
    """A command that no block below runs stands in the list above."""
    elsewhere = [line for line in commands("\n".join(SHELL_BLOCKS)) if line.startswith(("make", "eval", "pip"))]
    assert sorted(elsewhere) == sorted(RUN_ELSEWHERE)


@pytest.mark.engine
def test_make_demo_proves_every_step() -> None:
    """`make demo` is this module, and it ends with exit code 0 only if every step was seen to hold."""
    recipe = (ROOT / "Makefile").read_text().split("\ndemo:")[1].splitlines()[1]
    assert recipe.endswith("run python -m tools.demo")
    done = subprocess.run(
        [sys.executable, "-m", "tools.demo"],
        cwd=ROOT,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Every step was seen to hold" in done.stdout


@pytest.mark.engine
def test_trying_it_by_hand_works(project: Path) -> None:
    """From the emulator's start to the stack's removal, as the lines stand in the README."""
    printed = run_script(to_run(SHELL_BLOCKS[2]), project)
    assert "+ 4 created" in printed
    assert "- 4 deleted" in printed
    assert not list(project.glob("Pulumi.*.yaml"))


def test_finding_the_least_grant_works(project: Path) -> None:
    """Each command finds what the README says it finds."""
    printed = run_script(to_run(SHELL_BLOCKS[3]), project)
    assert "/twilio/voice/recordings/delete" in printed
    assert "send messages at the account's expense" in printed
    assert '"/twilio/lookup/phone-numbers/read",' in printed


@pytest.mark.engine
def test_guarding_and_reviewing_works(project: Path) -> None:
    """In a production stack that signs in with a key; a preview of new keys asks nobody."""
    signs_in = [f"export TWILIO_ACCOUNT_SID=AC{0:032} TWILIO_API_KEY=SK{0:032} TWILIO_API_KEY_SECRET=none"]
    printed = run_script(["pulumi stack init prod", *signs_in, *to_run(SHELL_BLOCKS[4])], project)
    assert "TK205-advisory" in printed
    assert "Review of twilio-keys-quickstart/prod (production)" in printed
    assert "TK202" in printed


@pytest.mark.engine
def test_settling_works(project: Path) -> None:
    """On the stack of «Try it by hand», before that is taken away: there is nothing to settle, and no orphan."""
    block = to_run(SHELL_BLOCKS[2])
    end = block.index("pulumi destroy")
    printed = run_script([*block[:end], *to_run(SHELL_BLOCKS[5]), *block[end:]], project)
    assert "Settled." in printed
    assert "- 4 deleted" in printed


@pytest.mark.engine
def test_pointing_it_at_a_real_account_works(project: Path) -> None:
    """The settings are taken, and a preview of new keys asks nobody: there is no network here."""
    (project / "secret.txt").write_text("your-secret")
    printed = run_script(to_run(SHELL_BLOCKS[6]), project)
    assert "+ 4 to create" in printed


@pytest.mark.engine
def test_the_readme_prints_what_a_preview_prints(project: Path) -> None:
    """The diff on the first screen is real: the program above it, one permission more."""
    program, block = blocks("README.md", "python")[0], to_run(SHELL_BLOCKS[2])
    grown = program.replace('messages/create"]', 'messages/create", "/twilio/messaging/messages/read"]')
    assert grown != program
    main = project / "examples/quickstart/__main__.py"
    main.write_text(program)
    (project / "grown.py").write_text(grown)
    deploy = block.index("pulumi up --refresh")
    preview = [f"cp grown.py {main}", "pulumi preview --diff --color never"]
    printed = run_script([*block[: deploy + 1], *preview, *block[deploy + 2 :]], project)
    promised = [line for line in blocks("README.md", "")[0].splitlines() if "[id=" not in line]
    real = [line for line in printed.splitlines() if "[id=" not in line]
    start = real.index(promised[0])
    assert real[start : start + len(promised)] == promised


def test_the_wheel_holds_all_that_a_program_needs(tmp_path: Path) -> None:
    """What `pip install .` builds has the data, the marker of the type hints and the command."""
    source = tmp_path / "source"
    source.mkdir()
    for name in ("twilio_keys_component", "pyproject.toml", "README.md", "LICENSE"):
        path = ROOT / name
        (shutil.copytree if path.is_dir() else shutil.copy)(path, source / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=source,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        scripts = next(name for name in names if name.endswith("entry_points.txt"))
        assert "twilio-keys = twilio_keys_component.cli:main" in archive.read(scripts).decode()
    assert "twilio_keys_component/py.typed" in names
    data = {path.name for path in (ROOT / "twilio_keys_component/permissions/data").iterdir()}
    assert {f"twilio_keys_component/permissions/data/{name}" for name in data} <= {*names}
    assert "twilio_keys_component/emulator/data/shapes.tsv" in names
    for folder in ("cli/policy_pack_template", "review/templates"):
        source = ROOT / "twilio_keys_component" / folder
        assert {f"twilio_keys_component/{folder}/{path.name}" for path in source.iterdir()} <= {*names}

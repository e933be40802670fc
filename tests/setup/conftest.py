"""A machine of its own for each set-up test: its PATH is one folder, its home and caches are empty."""

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PULUMI_VERSION = "3.259.0"
SIGNAL_S = 60.0
"""How long a child process may take to give its sign before the test fails, in seconds."""

GO = """
import os, sys
from pathlib import Path

PROGRAM = "#!{python} -I\\nprint('{pulumi_says}')\\n"
HERE = Path(__file__).parent
command, arguments = sys.argv[1], sys.argv[2:]
with (HERE / "go.log").open("a") as log:
    print(command, *(os.environ[name] for name in ("CGO_ENABLED", "GOTOOLCHAIN", "GOWORK")), file=log)
if command == "version":
    print("go version go{version} linux/amd64")
elif command == "list":
    print(HERE.parent / "sdk")
else:
    target = Path(arguments[arguments.index("-o") + 1])
    target.write_text(PROGRAM)
    target.chmod(0o755)
    {build}
"""

BUILD_WAITS = """
    with (HERE / "started").open("wb") as started:
        started.write(b".")
    with (HERE / "release").open("rb", buffering=0) as release:
        release.read(1)
"""


@dataclass
class Machine:
    """Runs the set-up of a clone with nothing on PATH but what the test puts there."""

    folder: Path
    clone: Path = ROOT
    children: list[subprocess.Popen[str]] = field(default_factory=list)
    pipes: dict[str, int] = field(default_factory=dict)

    @property
    def bin(self) -> Path:
        """The only folder on PATH."""
        return self.folder / "bin"

    @property
    def engines(self) -> Path:
        """Where built engines lie."""
        return self.folder / "cache" / "twilio-keys-component" / "engine"

    @property
    def go_commands(self) -> list[str]:
        """The sub-commands that ``go`` was called with, in order."""
        log = self.bin / "go.log"
        return [line.split()[0] for line in log.read_text().splitlines()] if log.exists() else []

    def left_in_cache(self) -> list[str]:
        """What lies in the engines' folder beside the lock."""
        return sorted(entry.name for entry in self.engines.glob("*") if entry.name != ".lock")

    def put(self, name: str, body: str) -> Path:
        """Put a program with a Python body on PATH."""
        program = self.bin / name
        program.write_text(f"#!{sys.executable} -I\n{body}\n")
        program.chmod(0o755)
        return program

    def put_pulumi(self, version: str, *, has_host: bool = True) -> None:
        """Put a ``pulumi`` on PATH that gives this version, with its language host beside it."""
        self.put("pulumi", f"print('{version}')")
        if has_host:
            self.put("pulumi-language-python", "")

    def put_go(self, *, version: str = "1.26.8", build: str = "pass", pulumi_says: str = f"v{PULUMI_VERSION}") -> None:
        """Put a ``go`` on PATH that builds little programs at once and then does what ``build`` says."""
        for script in ("python/cmd/pulumi-language-python-exec", "python/dist/pulumi-resource-pulumi-python"):
            source = self.folder / "sdk" / script
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_text("#!/usr/bin/env python3\n")
        self.put("go", GO.format(python=sys.executable, version=version, build=build, pulumi_says=pulumi_says))

    def put_waiting_go(self) -> None:
        """Put a ``go`` on PATH whose builds give a sign and then wait for ``release``."""
        self.put_go(build=BUILD_WAITS)
        for name in ("started", "release"):
            os.mkfifo(self.bin / name)
            # Open for both ends, a FIFO blocks neither side at opening.
            self.pipes[name] = os.open(self.bin / name, os.O_RDWR)

    def await_build(self) -> None:
        """Return as soon as a waiting ``go`` has begun to build."""
        assert select.select([self.pipes["started"]], [], [], SIGNAL_S)[0]
        os.read(self.pipes["started"], 1)

    def release_builds(self, count: int) -> None:
        """Let so many builds of a waiting ``go`` end."""
        os.write(self.pipes["release"], b"." * count)

    def environment(self, **more: str) -> dict[str, str]:
        """All variables that the set-up sees."""
        return {
            "PATH": str(self.bin),
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "PYTHONDONTWRITEBYTECODE": "1",
            **more,
        }

    def run(self, *argv: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a program in the clone to its end."""
        env = self.environment(**more)
        return subprocess.run(argv, cwd=self.clone, env=env, capture_output=True, text=True, check=False)

    def setup(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a set-up command to its end."""
        return self.run(sys.executable, "-m", "tools.setup", *arguments, **more)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a set-up command in a process group of its own."""
        child = subprocess.Popen(
            [sys.executable, "-m", "tools.setup", *arguments],
            cwd=self.clone,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.children.append(child)
        return child

    def close(self) -> None:
        """End what still runs."""
        for child in self.children:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
        for pipe in self.pipes.values():
            os.close(pipe)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """A machine with only Python."""
    (tmp_path / "bin").mkdir()
    machine = Machine(tmp_path)
    yield machine
    machine.close()


def copy_clone(target: Path) -> Path:
    """Copy what the set-up needs of this clone, so that a test can change it."""
    shutil.copytree(ROOT / "tools", target / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "constraints.txt", "twilio_keys_component/_version.py"):
        copy = target / name
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
    return target

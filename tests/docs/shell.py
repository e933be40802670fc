"""The shell blocks of the repository's pages, run as they stand there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

STOP_ALL = "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT"
WAIT = "until (exec 3<>/dev/tcp/127.0.0.1/{port}) 2>/dev/null; do :; done"


def run_script(lines: list[str], folder: Path) -> str:
    """What a shell prints that runs these lines, with nothing of the caller's Twilio or Pulumi settings."""
    state = folder.parent / "state"
    state.mkdir(exist_ok=True)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("TWILIO_", "PULUMI_", "PYTHON"))}
    done = subprocess.run(
        ["bash", "-c", "\n".join(["set -eu", STOP_ALL, *lines])],
        cwd=folder,
        env=own
        | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PULUMI_BACKEND_URL": f"file://{state}",
            "PULUMI_CONFIG_PASSPHRASE": "only-for-this-test",
            "PULUMI_HOME": str(folder.parent / "home"),
            "PULUMI_SKIP_CONFIRMATIONS": "true",
            "PULUMI_SKIP_UPDATE_CHECK": "1",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def awaited(lines: list[str]) -> list[str]:
    """The lines, with the emulator on a free port, and awaited."""
    port = free_port()
    lines = [line.replace("4010", str(port)) for line in lines]
    waited = []
    for line in lines:
        waited.append(line)
        if line.startswith("twilio-keys emulator"):
            waited.append(WAIT.format(port=port))
    return waited

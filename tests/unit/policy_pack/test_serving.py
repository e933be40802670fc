"""The pack as a process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PACK = Path(__file__).resolve().parents[3] / "policies"


def test_a_pack_serves_until_it_is_ended() -> None:
    """It tells the engine its port on stdout, and stays."""
    with subprocess.Popen([sys.executable, str(PACK)], stdout=subprocess.PIPE, text=True) as pack:
        assert pack.stdout
        port = pack.stdout.readline()
        is_there = pack.poll() is None
        pack.kill()

    assert port.strip().isdigit()
    assert is_there

"""The pack as a process that the engine asks."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from pulumi_policy import PolicyPack

from twilio_keys_component.policy_pack.policies import PACK, policies


def run(folder: Path) -> None:
    """Answer the engine until it ends the process; the whole of a pack's `__main__.py`.

    Args:
        folder: The pack's, where its waivers and overlay lie.
    """
    # pulumi-policy tells its port on stdout and does not flush: behind a buffer the engine would wait for it for ever.
    raw = open(sys.stdout.fileno(), "wb", buffering=0, closefd=False)  # noqa: SIM115 - open as long as the process
    sys.stdout = io.TextIOWrapper(raw, write_through=True)
    PolicyPack(name=PACK, policies=policies(folder))

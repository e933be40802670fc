"""The pack as a process that the engine asks."""

from __future__ import annotations

from pathlib import Path

from pulumi_policy import PolicyPack

from twilio_keys_component.policy_pack.policies import PACK, policies


def run(folder: Path) -> None:
    """Answer the engine until it ends the process; the whole of a pack's `__main__.py`.

    Args:
        folder: The pack's, where its waivers and overlay lie.
    """
    PolicyPack(name=PACK, policies=policies(folder))

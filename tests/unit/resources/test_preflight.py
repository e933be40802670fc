"""What is wrong with several keys of one program together."""

from __future__ import annotations

import asyncio

import pulumi
import pytest

from tests.builders import KEY_SID, OTHER_KEY_SID
from twilio_keys_component.resources.preflight import Preflight


def test_a_key_is_adopted_once_in_a_run() -> None:
    """Two that manage one key would undo each other's work; digits of either case are the same."""
    run = Preflight()
    run.adopts(KEY_SID, by="a")
    run.adopts(OTHER_KEY_SID, by="b")
    assert asyncio.run(run._pass({})) == {}

    run.adopts(f"SK{KEY_SID[2:].upper()}", by="a")

    with pytest.raises(pulumi.RunError, match="key 'a': adopt_sid: the same key is adopted by 'a' too: declare each"):
        asyncio.run(run._pass({}))

"""Each profile holds what its job needs: with its grant it is done through twilio-python, with less it fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from tests.emulator.conftest import Ask, MakeKey
from tests.emulator.profile_jobs import JOBS
from twilio_keys_component.permissions import Permission, PermissionSet, load_catalog
from twilio_keys_component.permissions.profiles import profile, profiles

MISSING = re.compile(r"required permission (\S+) is missing")
"""What Twilio says where a permission is missing; with 70051, in Verify's answers with 8021."""

OF_NO_USE = PermissionSet(["/twilio/microvisor/device-cert/create"])
"""Makes a key of a profile that has one permission only, and loses it."""

SMALL = sorted(name for name in JOBS if len(profile(name).written) <= 6)
FEWER = [(name, str(permission)) for name in SMALL for permission in profile(name).written]

Holding = Callable[[PermissionSet], tuple[Client, str]]


@pytest.fixture
def holding(make_key: MakeKey, sign: Callable[..., Client]) -> Holding:
    """A client whose key holds exactly a grant, as it goes to Twilio, and the key's sid."""

    def make(grant: PermissionSet) -> tuple[Client, str]:
        sid, secret = make_key("restricted", *grant.to_policy()["allow"])
        return sign(sid, secret), sid

    return make


def test_every_profile_has_a_job() -> None:
    """None is without proof."""
    assert [*JOBS] == [*profiles()]


@pytest.mark.parametrize("name", JOBS)
def test_the_job_is_done_with_exactly_the_profile(name: str, holding: Holding, client: Client, ask: Ask) -> None:
    """Nothing is missing, and nothing is too much but what no operation is known for."""
    held, sid = holding(profile(name))
    JOBS[name](held, client)
    record = ask("GET", f"_emulator/permissions/{sid}").json()
    unused = [text for text in map(str, profile(name).expanded().written) if text not in record["used"]]
    assert record["refused"] == {}
    assert [text for text in unused if load_catalog().operations(Permission.parse(text))] == []


@pytest.mark.parametrize(("name", "permission"), FEWER)
def test_the_job_fails_without_any_one_of_its_permissions(
    name: str, permission: str, holding: Holding, client: Client
) -> None:
    """The refusal names the one that was taken away."""
    held, _ = holding(profile(name) - PermissionSet([permission]) | OF_NO_USE)
    with pytest.raises(TwilioException) as refused:
        JOBS[name](held, client)
    assert MISSING.findall(str(refused.value)) == [permission.removeprefix("/")]


@pytest.mark.parametrize(
    "find",
    [
        lambda client: client.recordings.list(),
        lambda client: client.calls("CA" + "a1" * 16).recordings.list(),
        lambda client: client.conferences("CF" + "a1" * 16).recordings.list(),
        lambda client: client.recordings("RE" + "a1" * 16).fetch(),
    ],
)
def test_voice_without_recordings_finds_no_recording(find: Callable[[Client], Any], holding: Holding) -> None:
    """Not of a call, not of a conference, not by its sid."""
    held, _ = holding(profile("voice-without-recordings"))
    with pytest.raises(TwilioException, match=MISSING):
        find(held)

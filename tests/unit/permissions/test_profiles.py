"""Named least grants for jobs that people have."""

from __future__ import annotations

import re

import pytest

from twilio_keys_component.permissions import Permission, PermissionSet, load_catalog
from twilio_keys_component.permissions.profiles import UnknownProfileError, parse_profiles, profile, profiles
from twilio_keys_component.permissions.risks import RiskRules
from twilio_keys_component.permissions.strict_toml import StrictTomlError
from twilio_keys_component.permissions.tables import read_data

NAMES = [*profiles()]
PARTS_OF_VOICE = ("voice-calls-without-recordings", "voice-intelligence", "voice-sip")
WITH_GLOBS = {*PARTS_OF_VOICE, "voice-without-recordings"}

ROW = '[[profiles]]\nname = "{}"\npurpose = "Do it."\npermissions = ["{}"]\n'
READ_CALLS = "/twilio/voice/calls/read"


def tags_of(permissions: PermissionSet) -> set[str]:
    """The risks of a grant, by this package's rules."""
    rules = RiskRules.parse(read_data("risks.toml"))
    return {tag for single in permissions.actions for tag in rules.risk(single).tags}


def test_the_profiles_are_read_once_and_sorted_by_name() -> None:
    """A second call gives the very same mapping."""
    assert profiles() is profiles()
    assert sorted(NAMES) == NAMES
    assert [one.name for one in profiles().values()] == NAMES


def test_the_file_is_in_the_order_in_which_it_is_read() -> None:
    """Profiles are sorted in it, and so are their permissions, each once."""
    text = read_data("profiles.toml")
    assert re.findall(r'^name = "(.*)"$', text, re.MULTILINE) == NAMES
    for block in text.split("[[profiles]]")[1:]:
        permissions = re.findall(r'"(/twilio/[^"]*)"', block.partition("\nnote = ")[0])
        assert permissions == sorted(set(permissions), key=lambda text: text.split("/"))


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_fits_into_one_key(name: str) -> None:
    """At most 100 entries go to Twilio."""
    assert len(profile(name).to_policy()["allow"]) <= 100


@pytest.mark.parametrize("name", sorted({*NAMES} - WITH_GLOBS))
def test_each_permission_of_a_profile_opens_a_known_operation(name: str) -> None:
    """A permission that nothing is known to need would be granted for nothing."""
    assert [p for p in profile(name).written if not load_catalog().operations(p)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_note_tells_where_names_are_only_inferred(name: str) -> None:
    """One name that Twilio does not know refuses the whole key."""
    entries = [load_catalog().entries[permission] for permission in profile(name).written]
    has_inferred = any(entry.evidence == "inferred" for entry in entries)
    assert has_inferred == ("inferred from" in profiles()[name].note)


@pytest.mark.parametrize("name", NAMES)
def test_a_purpose_is_one_sentence(name: str) -> None:
    """It reads well in a list: a capital, one full stop, no line of its own."""
    assert re.fullmatch(r"[A-Z][^.\n]*\.", profiles()[name].purpose)


def test_profiles_compose() -> None:
    """Jobs add up, and what one job needs can be taken out of another."""
    track = profile("send-and-track-sms")
    assert profile("send-sms") < track
    assert track - profile("send-sms") == PermissionSet(["/twilio/messaging/messages/read"])
    assert len(track | profile("make-calls")) == 3


def test_only_the_key_manager_can_make_keys() -> None:
    """No other job needs a permission that escalates."""
    assert [name for name in NAMES if "escalates" in tags_of(profile(name))] == ["key-manager"]


def test_the_auditor_only_reads_and_no_content() -> None:
    """No action but read and list, no risk at all."""
    auditor = profile("read-only-auditor")
    assert {permission.action for permission in auditor.written} == {"list", "read"}
    assert tags_of(auditor) == set()


def test_voice_without_recordings_reaches_every_other_voice_endpoint() -> None:
    """Each operation that needs a Voice permission is open, unless it is about recordings."""
    held = profile("voice-without-recordings")
    closed = {
        operation.path
        for operation in load_catalog().all_operations
        for permission in operation.permissions
        if permission.product == "voice" and permission not in held
    }
    assert closed
    assert [path for path in closed if "Recordings" not in path] == []
    assert not any("recordings" in permission.resource for permission in held.actions)


def test_the_parts_of_voice_are_together_the_whole() -> None:
    """Three grants that share nothing, each of which fits into a key without a wildcard."""
    calls, intelligence, sip = (profile(name) for name in PARTS_OF_VOICE)
    assert calls | intelligence | sip == profile("voice-without-recordings")
    assert not calls & intelligence | calls & sip | intelligence & sip
    assert max(len(part.expanded().written) for part in (calls, intelligence, sip)) <= 100


def test_the_note_on_voice_tells_how_many_entries_it_has() -> None:
    """Single actions, entries with wildcards, and the parts to split it into."""
    whole = profiles()["voice-without-recordings"]
    assert f"{len(whole.permissions.expanded().written)} single actions" in whole.note
    assert f"makes {len(whole.permissions.to_policy()['allow'])} entries" in whole.note
    assert all(name in whole.note for name in PARTS_OF_VOICE)


def test_a_glob_gives_single_actions_in_one_spelling_each() -> None:
    """That of list A; that of list B where A does not have the action."""
    sip = profile("voice-sip")
    assert not any(permission.is_wildcard for permission in sip.written)
    assert Permission.parse("/twilio/voice/sip.ip-addresses/delete") in sip
    assert Permission.parse("/twilio/voice/sip.ip-addresses/read") not in sip
    assert Permission.parse("/twilio/voice/sip.ip-acls.ip-addresses/read") in sip
    assert Permission.parse("/twilio/voice/connection-policies.targets/read") in sip


@pytest.mark.parametrize("name", ["send-sm", "Send-SMS"])
def test_an_unknown_profile_is_refused_with_the_likeliest(name: str) -> None:
    """Case does not count; where to see all of them is said."""
    with pytest.raises(UnknownProfileError) as refused:
        profile(name)
    assert str(refused.value) == (
        f"There is no profile {name!r}. Did you mean send-sms? `twilio-keys permissions profiles` lists them all"
    )
    assert refused.value.name == name


def test_an_unknown_profile_that_is_like_none_gets_no_guess() -> None:
    """Only the list."""
    with pytest.raises(UnknownProfileError) as refused:
        profile("xyz")
    assert str(refused.value) == f"There is no profile 'xyz'. The profiles are {', '.join(NAMES)}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ROW.format("a", "/twilio/voice/call/read"), "a: the catalog has no /twilio/voice/call/read"),
        (ROW.format("a", "/twilio/voice/no*/read") + 'note = "n"', "a: the catalog has no /twilio/voice/no*/read"),
        (ROW.format("a", "/twilio/voice/calls/*"), "a: a note must say why it has globs"),
        (ROW.format("a", READ_CALLS) * 2, "a occurs twice"),
        (ROW.format("a", "voice/calls"), "[[profiles]] 1, permissions 1: 'voice/calls' is no permission"),
        (ROW.format("a", "/twilio/voice/calls-/read"), "[[profiles]] 1, permissions 1: "),
        (ROW.format("Send SMS", READ_CALLS), "[[profiles]] 1, name: "),
        (ROW.format("a", READ_CALLS) + 'owner = "me"', "[[profiles]] 1, owner: Extra inputs are not permitted"),
        (ROW.format("a", READ_CALLS).replace("Do it.", ""), "[[profiles]] 1, purpose: "),
        ("profiles = []", "[[profiles]]: "),
    ],
)
def test_a_wrong_profile_is_refused(text: str, problem: str) -> None:
    """Nothing is guessed: the error names the file and the place."""
    with pytest.raises(StrictTomlError) as refused:
        parse_profiles(text, load_catalog(), name="ours.toml")
    assert str(refused.value).startswith("ours.toml cannot be used. Correct these places in it: ")
    assert problem in str(refused.value)


def test_profiles_of_a_project_are_sorted_whatever_the_order_of_the_file() -> None:
    """The order of the file does not count."""
    made = parse_profiles(ROW.format("b", READ_CALLS) + ROW.format("a", READ_CALLS), load_catalog(), name="ours.toml")
    assert ([*made], made["b"].note) == (["a", "b"], "")

"""What `twilio_emulator` tells about the use of a key's permissions."""

from __future__ import annotations

from tests.plugin.conftest import HEAD, RunTests

pytest_plugins = ["pytester"]


def test_it_tells_what_was_used_refused_and_not_used(run_tests: RunTests) -> None:
    """For a client, a key or a sid; each list sorted, each test for itself."""
    done = run_tests(
        HEAD
        + """
LIST = "/twilio/messaging/messages/list"

@pytest.mark.parametrize("turn", [1, 2])
def test_tells(twilio_emulator, turn):
    client = twilio_emulator.client(SEND, READ, "/twilio/voice/calls/list")
    send(client).fetch()
    with pytest.raises(TwilioException, match="messages/list is missing"):
        client.messages.list()
    for key in (client, client.username, Key(client.username, client.password)):
        assert twilio_emulator.used(key) == [SEND, READ]
        assert twilio_emulator.unused(key) == ["/twilio/voice/calls/list"]
        assert twilio_emulator.refused(key) == [LIST]
"""
    )
    done.assert_outcomes(passed=2)


def test_a_key_that_holds_more_than_is_used_fails_the_test(run_tests: RunTests) -> None:
    """The failure names the key and the permissions, at the line that asked."""
    done = run_tests(
        HEAD
        + """
pytestmark = pytest.mark.twilio_permissions(SEND, READ)

def test_all_used(twilio_emulator):
    send(twilio_emulator.client()).fetch()
    twilio_emulator.assert_least_privilege()

def test_one_of_two(twilio_emulator):
    client = twilio_emulator.client(SEND)
    twilio_emulator.environment()
    send(client)
    twilio_emulator.assert_least_privilege(client)
    twilio_emulator.assert_least_privilege()
""",
        "--tb=short",
    )
    done.assert_outcomes(passed=1, failed=1)
    done.stdout.re_match_lines(
        [
            r".*:\d+: in test_one_of_two",
            r"E +AssertionError: SK\w{32} holds what was not used: /twilio/messaging/messages/create, .*/messages/read",
        ]
    )
    done.stdout.no_fnmatch_line("*emulated.py*")


def test_without_a_key_there_is_nothing_to_check(run_tests: RunTests) -> None:
    """A check that looks at no key, or at one that the emulator does not have, fails instead of passing."""
    done = run_tests(
        HEAD
        + """
def test_none(twilio_emulator):
    with pytest.raises(EmulatorUseError, match="no key to look at"):
        twilio_emulator.assert_least_privilege()

def test_unknown(twilio_emulator):
    with pytest.raises(EmulatorUseError, match="has no key SK0"):
        twilio_emulator.used("SK0")
"""
    )
    done.assert_outcomes(passed=2)

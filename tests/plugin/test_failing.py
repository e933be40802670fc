"""Faults and conditions in an application's own tests."""

from __future__ import annotations

from tests.plugin.conftest import HEAD, RunTests

pytest_plugins = ["pytester"]


def test_application_meets_a_fault_and_only_where_it_fits(run_tests: RunTests) -> None:
    """A fault happens as often as it was asked for; the next test starts without."""
    result = run_tests(
        HEAD
        + """
def test_throttled(twilio_emulator):
    client = twilio_emulator.client(SEND)
    twilio_emulator.fail("throttle", path="/Messages", retry_after_s=1)
    twilio_emulator.fail("server_error", call="list", count=None)
    with pytest.raises(TwilioException) as refused:
        send(client)
    assert (refused.value.status, refused.value.code) == (429, 20429)
    assert send(client).sid

def test_next(twilio_emulator):
    assert send(twilio_emulator.client(SEND)).sid
    assert twilio_emulator.owner().api.v2010.accounts(twilio_emulator.account_sid).keys.list()
"""
    )
    result.assert_outcomes(passed=2)


def test_twilio_was_down_and_came_back(run_tests: RunTests) -> None:
    """A fault that lasts ends in the test when it is told to, and one with a rate too."""
    result = run_tests(
        HEAD
        + """
def test_outage(twilio_emulator):
    client = twilio_emulator.client(SEND)
    twilio_emulator.fail("server_error", path="/Messages", count=None)
    twilio_emulator.fail("throttle", rate=1)
    for _ in range(2):
        with pytest.raises(TwilioException) as refused:
            send(client)
        assert refused.value.status == 503
    twilio_emulator.heal()
    assert send(client).sid
    twilio_emulator.heal()
"""
    )
    result.assert_outcomes(passed=1)


def test_conditions_hold_for_one_test(run_tests: RunTests) -> None:
    """What was changed is as at the start in the next test."""
    result = run_tests(
        HEAD
        + """
def test_full(twilio_emulator):
    twilio_emulator.conditions(max_keys=0)
    with pytest.raises(TwilioException) as refused:
        twilio_emulator.owner().new_keys.create()
    assert refused.value.code == 70151
    twilio_emulator.conditions(max_keys=None, latency_ms=1)
    assert twilio_emulator.owner().new_keys.create().sid

def test_next(twilio_emulator):
    assert twilio_emulator.owner().new_keys.create().sid
"""
    )
    result.assert_outcomes(passed=2)


def test_what_cannot_be_is_said(run_tests: RunTests) -> None:
    """A fault or condition that there is not is the test's mistake."""
    result = run_tests(
        HEAD
        + """
def test_mistakes(twilio_emulator):
    with pytest.raises(EmulatorUseError, match="there is no such fault: kind: .*kinds: answer, "):
        twilio_emulator.fail("broken")
    with pytest.raises(EmulatorUseError, match="there are no such conditions: max_keys: "):
        twilio_emulator.conditions(max_keys=-1)
"""
    )
    result.assert_outcomes(passed=1)

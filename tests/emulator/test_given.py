"""Faults and conditions as people give them."""

from __future__ import annotations

import pytest

from twilio_keys_component.emulator import EmulatorSettingsError
from twilio_keys_component.emulator.conditions import Conditions
from twilio_keys_component.emulator.faults import Fault
from twilio_keys_component.emulator.given import SHORT_KINDS, fault_text, make_conditions, make_fault, read_faults


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("reset", Fault(kind="reset")),
        ("drop_after:create,rate=0.1,seed=7", Fault(kind="drop_after", call="create", rate=0.1, seed=7)),
        ("throttle:list,retry_after_s=2,count=3", Fault(kind="throttle", call="list", retry_after_s=2, count=3)),
        ("slow,delay_ms=20,jitter_ms=5,rate=1", Fault(kind="slow", delay_ms=20, jitter_ms=5, rate=1)),
        ("server_error,status=500", Fault(kind="server_error", status=500)),
        ("html,method=POST,path=/Mes{1,2}ages,=$", Fault(kind="html", method="POST", path="/Mes{1,2}ages,=$")),
        ("reset:list,method=GET,path=^/v1/", Fault(kind="reset", call="list", method="GET", path="^/v1/")),
    ],
)
def test_fault_is_written_in_one_word(text: str, fault: Fault) -> None:
    """Kind, call, numbers, method, and last a path with commas or without; with a rate it goes on for ever."""
    assert read_faults([text]) == (fault,)
    assert (fault.count is None) == (fault.rate is not None)


def test_every_problem_of_every_fault_is_said_at_once() -> None:
    """Whoever mistypes several sees all, each with its fault, and how a fault is written."""
    texts = [
        "none:read",
        "reset,rate=x,rate=2,rate=2,colour=1",
        "html:list,count=nan,status=1.5",
        "rewrite",
        "slow:create",
        "html,method=post",
        "html:create,method=GET",
        "html,path=(",
        "html,path=/Keys,count=2",
        "reset",
    ]
    with pytest.raises(EmulatorSettingsError) as error:
        read_faults(texts)
    problems = str(error.value).split("; ")
    assert [problem.partition(": must be ")[0] for problem in problems[:14]] == [
        "'none:read': kind: there is no 'none'",
        "'none:read': call: there is no 'read'",
        "'reset,rate=x,rate=2,rate=2,colour=1': rate is no number",
        "'reset,rate=x,rate=2,rate=2,colour=1': rate is given twice",
        "'reset,rate=x,rate=2,rate=2,colour=1': there is no option 'colour'",
        "'reset,rate=x,rate=2,rate=2,colour=1': rate",
        "'html:list,count=nan,status=1.5': count is no number",
        "'html:list,count=nan,status=1.5': status",
        "'rewrite': needs a body, which a command line cannot give: POST it to /_emulator/faults",
        "'slow:create': slow needs delay_ms, the milliseconds that a request waits",
        "'html,method=post': method: there is no 'post'",
        "'html:create,method=GET': create is a POST, so it would never happen to a GET",
        "'html,path=(': path: not a regular expression: missing ), unterminated subpattern at position 0",
        "'html,path=/Keys,count=2': path takes all that follows it: give count before it",
    ]
    assert problems[14].startswith("a fault is KIND[:CALL][,NAME=VALUE]…[,path=REGEX]")
    assert problems[15] == "kinds: " + ", ".join(SHORT_KINDS)
    assert (str(error.value).count("drop_before"), "rewrite" in SHORT_KINDS) == (1, False)


def test_fault_is_told_as_it_was_written() -> None:
    """What was not given is left out."""
    texts = ["drop_after:create,rate=0.1,seed=7", "reset", "slow:list,count=2,delay_ms=20,method=GET,path=/v1/Keys"]
    assert [fault_text(fault) for fault in read_faults(texts)] == texts


def test_secret_in_the_place_of_a_fault_is_not_repeated() -> None:
    """What looks like one is only counted."""
    secret = "e0" * 16
    with pytest.raises(EmulatorSettingsError) as error:
        read_faults([secret, f"reset,{secret}=1", f"reset:{secret}"])
    assert secret not in str(error.value)


def test_fault_and_conditions_are_made_by_name() -> None:
    """Fields by their names; what cannot be is said with all its problems."""
    assert make_fault(kind="slow", delay_ms=5) == Fault(kind="slow", delay_ms=5)
    assert make_conditions(max_keys=3) == Conditions(max_keys=3)
    with pytest.raises(EmulatorSettingsError, match=r"^there is no such fault: kind: .*; count: .*; kinds: answer, "):
        make_fault(kind="other", count=0)
    with pytest.raises(EmulatorSettingsError, match=r"^there are no such conditions: max_keys: .*; pace: .*; names: c"):
        make_conditions(max_keys=-1, pace=3)

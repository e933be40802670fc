"""Records that go through other code, and what cannot be known: no call is neither found nor listed."""

from __future__ import annotations

import pytest

from tests.unit.suggest.ways import HEAD, RECORDS, Analyse, short


@pytest.mark.parametrize("text", RECORDS.values(), ids=RECORDS)
def test_ways_of_a_record(analyse_text: Analyse, text: str) -> None:
    """Whatever code records go through, and whatever calls the function that they are given to: its calls are found."""
    analysis = analyse_text(HEAD + text)
    assert (short(analysis), analysis.unresolved) == (["messaging/messages/delete", "messaging/messages/list"], ())


@pytest.mark.parametrize(
    "text",
    [
        "f = client.messages.create if how else client.calls.create\nf(to='1')",
        "f = client.messages.create if how else client.calls\nf = f if x else client.calls.create\nf(to='1')",
        "OPS = {'sms': client.messages.create, 'call': client.calls.create}\nOPS[how](to='1')",
    ],
)
def test_one_of_several_that_does_not_take_the_call_is_listed(analyse_text: Analyse, text: str) -> None:
    """What a name stands for is not dropped because the call fits another thing that it stands for."""
    analysis = analyse_text(HEAD + text)
    (one,) = analysis.unresolved
    assert (short(analysis), "CallList.create it needs /twilio/voice/calls/create" in one.reason) == (
        ["messaging/messages/create"],
        True,
    )


def test_any_method_of_a_record_may_be_called(analyse_text: Analyse) -> None:
    """With a name that is known only at run time: all that the record's methods need is listed; reading it is none."""
    text = "m = client.messages('SM').fetch()\ngetattr(m, how)()\ngetattr(m, field, None)"
    analysis = analyse_text(HEAD + text)
    needed = [one.reason.rsplit("/", 1)[-1] for one in analysis.unresolved]
    assert (short(analysis), needed) == (["messaging/messages/read"], ["delete", "read", "update"])
    assert {(one.line, one.call) for one in analysis.unresolved} == {(4, "getattr(m, how)")}


def test_a_request_of_what_may_be_a_client_is_listed(analyse_text: Analyse) -> None:
    """Where it is known only at run time what is requested, and by what."""
    (one,) = analyse_text("import twilio\nfrom other import tw\ntw.request(method, url)").unresolved
    assert "what 'tw' is; if it is Twilio's: what it requests is known only at run time" in one.reason


@pytest.mark.parametrize("text", ["eval('client.messages.list()')", "exec(open('x').read())"])
def test_code_made_at_run_time_is_listed(analyse_text: Analyse, text: str) -> None:
    """In a file that imports twilio-python, for it may do anything there; elsewhere it is no matter."""
    (one,) = analyse_text(HEAD + text).unresolved
    assert (one.line, one.reason) == (3, "what code it runs is known only at run time")
    assert analyse_text(text).unresolved == ()


@pytest.mark.parametrize(
    ("text", "permissions", "notes"),
    [
        ("client.calls.create(to='1', from_='2', record=True)", ["calls/create", "calls.recordings/create"], "as"),
        ("client.calls.create(to='1', from_='2', record=False)", ["calls/create"], ""),
        ("client.calls.create(to='1', from_='2', record=how)", ["calls/create"], "if"),
        ("client.calls.create(**how)", ["calls/create"], "if"),
        ("client.calls.create(to='1', from_='2', url=how)", ["calls/create"], ""),
    ],
)
def test_permissions_that_parameters_ask_for(
    analyse_text: Analyse, text: str, permissions: list[str], notes: str
) -> None:
    """A parameter that is written out adds its permission, another a note; both say that it is a guess."""
    analysis = analyse_text(HEAD + text)
    assert short(analysis) == [f"voice/{permission}" for permission in permissions]
    said = f": {notes} Record is true, also /twilio/voice/calls.recordings/create: guess"
    assert [note.endswith(said) for note in analysis.notes] == ([True] if notes else [])

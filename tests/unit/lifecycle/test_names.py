"""Names that the catalog does not know, and names that it knows in two spellings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.builders import (
    CALL,
    HERE,
    SEND,
    grant,
    inputs_of,
    spec,
    terms,
)
from tests.unit.local_twilio import LocalTwilio, connect, owner
from twilio_keys_component.emulator import EmulatorServer, EmulatorSettings
from twilio_keys_component.lifecycle import UNKNOWN, AnswerMismatchError, check, create, diff, read, update
from twilio_keys_component.model import DriftMode, KeyState
from twilio_keys_component.permissions import ACTIONS, lay_over, load_catalog, read_as
from twilio_keys_component.twilio_iam import Connection, InvalidPermissionError, Names

Made = Callable[..., KeyState]

WRONG = "/twilio/mesaging/message/create"
STRANGE = "/twilio/voice/conferences/delete"
TRUNKS, SIP_TRUNKS = "/twilio/voice/byoc-trunks", "/twilio/voice/sip.byoc-trunks"
TARGETS, SIP_TARGETS = "/twilio/voice/connection-policies.targets", "/twilio/voice/sip.connection-policies.targets"
CONFERENCES = "/twilio/voice/conferences"
OVERLAY = """
[[permissions]]
permission = "/twilio/voice/conferences/delete"
evidence = "live"
access = "delete"
"""


def each(resource: str, *actions: str) -> list[str]:
    """The single actions of a resource, all five where none are given."""
    return [f"{resource}/{action}" for action in actions or ACTIONS]


def answer(*permissions: str) -> dict[str, Any]:
    """What Twilio says instead of what it was sent."""
    return {"policy": {"allow": list(permissions)}}


@pytest.fixture
def strict(twilio: LocalTwilio) -> Iterator[Connection]:
    """A connection of a deployment that takes no unknown name."""
    with closing(connect(twilio.url, names=Names(load_catalog(), is_strict=True))) as connection:
        yield connection


def test_an_unknown_name_passes_with_a_note(connection: Connection, twilio: LocalTwilio) -> None:
    """The catalog cannot be complete: it says what may be meant, and lets the key through. Nothing is sent."""
    inputs = inputs_of(spec(SEND, STRANGE, WRONG))
    checked = check(inputs, {}, connection)
    assert (checked.inputs, checked.problems) == (inputs, ())
    assert [note.split(" ", 1)[0] for note in checked.notes] == [WRONG, STRANGE]
    assert "did you mean /twilio/messaging/messages/create or " in checked.notes[0]
    assert twilio.requests() == []


@pytest.mark.parametrize("grants", [None, UNKNOWN, {SEND: True}, {f"{CONFERENCES}/*": True}, {"nonsense": True}, SEND])
def test_nothing_is_noted_where_all_names_are_known(grants: Any, connection: Connection) -> None:
    """Nor about what is not known yet, or is no permission at all."""
    assert check(inputs_of(spec(SEND)) | {"grants": grants}, {}, connection).notes == ()


def test_strict_deployments_refuse_all_unknown_names(strict: Connection, twilio: LocalTwilio) -> None:
    """Each is a problem of its own, beside those of other inputs; the names that are known are none."""
    grants = {SEND: True, WRONG: True, STRANGE: True, "nonsense": True}
    checked = check(inputs_of(spec(SEND)) | {"grants": grants, "owner": 5}, {}, strict)
    assert checked.notes == ()
    assert [(problem.property, problem.reason.split(" ", 1)[0]) for problem in checked.problems] == [
        ("owner", "must"),
        ("permissions", "'nonsense'"),
        ("permissions", WRONG),
        ("permissions", STRANGE),
    ]
    assert "did you mean /twilio/messaging/messages/create" in checked.problems[2].reason
    assert twilio.requests() == []


@pytest.mark.parametrize("is_strict", [True, False])
def test_names_of_an_overlay_are_known(is_strict: bool, twilio: LocalTwilio, reach: Any) -> None:
    """To strict deployments and to others; the rest stays unknown."""
    connection = reach(twilio.url, names=Names(lay_over(load_catalog(), OVERLAY), is_strict))
    checked = check(inputs_of(spec(SEND, STRANGE)), {}, connection)
    assert (checked.problems, checked.notes) == ((), ())
    checked = check(inputs_of(spec(SEND, WRONG)), {}, connection)
    assert (len(checked.problems), len(checked.notes)) == ((1, 0) if is_strict else (0, 1))


SAME = [
    ([f"{TRUNKS}/read"], [f"{SIP_TRUNKS}/read"]),
    ([f"{SIP_TRUNKS}/read", SEND], [SEND, f"{TRUNKS}/read"]),
    ([f"{TRUNKS}/*"], [f"{SIP_TRUNKS}/*"]),
    (each(TRUNKS), [f"{SIP_TRUNKS}/*"]),
    ([f"{CONFERENCES}/*"], each(CONFERENCES, "update", "list", "read")),
    ([f"{SIP_TARGETS}/*"], each(TARGETS)),
]
"""What is asked for, and what Twilio may answer for the same."""


@pytest.mark.parametrize(("asked", "answered"), SAME, ids=str)
def test_an_answer_in_other_words_is_what_was_asked(
    asked: list[str], answered: list[str], connection: Connection, twilio: LocalTwilio
) -> None:
    """The key is made, and remembered as it was declared."""
    twilio.fault("rewrite", method="POST", body=answer(*answered))
    state = create(inputs_of(spec(*asked)), connection).state
    assert state.terms == state.applied == terms(*asked)
    assert twilio.methods() == ["POST"]
    assert not diff(state.inputs, state, connection)


@pytest.mark.parametrize(("asked", "answered"), SAME, ids=str)
def test_a_grant_in_other_words_is_no_drift(
    asked: list[str], answered: list[str], made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """A refresh leaves state and inputs as they were, to the last bit."""
    state = made(*asked)
    twilio.fault("rewrite", method="GET", body=answer(*answered))
    found = read(state, connection, HERE)
    assert found is not None
    assert (found.state, found.inputs, found.notes) == (state, state.inputs, ())


@pytest.mark.parametrize("mode", DriftMode)
@pytest.mark.parametrize(("asked", "answered"), SAME, ids=str)
def test_an_update_is_not_stopped_by_other_words(
    asked: list[str], answered: list[str], mode: DriftMode, made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """Neither in what is there before it nor in the answer to it; what is sent means what was asked."""
    state = made(*asked, on_drift=mode)
    twilio.fault("rewrite", method="GET", body=answer(*answered))
    twilio.fault("rewrite", method="POST", body=answer(*answered, CALL))
    outcome = update(inputs_of(spec(*asked, CALL, on_drift=mode)), state, connection)
    assert outcome.state.terms == outcome.state.applied == terms(*asked, CALL)
    assert outcome.notes == ()
    assert read_as(twilio.grant_of(state.sid), grant(*asked, CALL), load_catalog()) == grant(*asked, CALL)


def test_another_grant_is_still_a_mismatch(connection: Connection, twilio: LocalTwilio) -> None:
    """What was not granted is named as it was declared, what was granted beyond it as Twilio spells it."""
    twilio.fault("rewrite", method="POST", body=answer(f"{SIP_TRUNKS}/list", f"{SIP_TRUNKS}/read"))
    with pytest.raises(AnswerMismatchError) as caught:
        create(inputs_of(spec(f"{TRUNKS}/create", f"{TRUNKS}/list")), connection)
    assert f"beyond it {SIP_TRUNKS}/read and without {TRUNKS}/create." in str(caught.value)
    assert twilio.all_keys() == {}


def test_an_updated_key_with_another_grant_is_still_a_mismatch(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """A wildcard is not whole without one of its known actions."""
    state = made(SEND)
    twilio.fault("rewrite", method="POST", body=answer(SEND, *each(CONFERENCES, "list", "read")))
    with pytest.raises(AnswerMismatchError, match=f"without .*{CONFERENCES}/update"):
        update(inputs_of(spec(SEND, f"{CONFERENCES}/*")), state, connection)


def test_what_a_wildcard_lost_is_drift_and_nothing_else(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """One action of five was revoked in the Console, which shows the other spelling: `tighten` keeps the other four."""
    state = made(f"{TRUNKS}/*")
    twilio.change_key(state.sid, permissions=each(SIP_TRUNKS, "create", "list", "read", "update"))
    found = read(state, connection, HERE)
    assert found is not None
    (note,) = found.notes
    assert f"revoked outside the code: {TRUNKS}/delete." in note
    assert "granted outside the code" not in note
    state = update(inputs_of(spec(f"{TRUNKS}/*", SEND)), found.state, connection).state
    assert state.permissions == grant(*each(TRUNKS, "create", "list", "read", "update"), SEND)
    assert twilio.grant_of(state.sid) == state.permissions


def test_more_than_a_declaration_is_drift(made: Made, connection: Connection, twilio: LocalTwilio) -> None:
    """Also an action beyond those that the catalog knows of a resource whose single actions were declared."""
    state = made(*each(CONFERENCES, "list", "read", "update"))
    twilio.fault("rewrite", method="GET", body=answer(f"{CONFERENCES}/*"))
    found = read(state, connection, HERE)
    assert found is not None
    assert f"granted outside the code: {CONFERENCES}/create, {CONFERENCES}/delete" in found.notes[0]


@pytest.fixture
def picky() -> Iterator[tuple[EmulatorServer, Connection]]:
    """A Twilio that takes no wildcards, and a connection to it."""
    with EmulatorServer.run(EmulatorSettings(refuse_wildcards=True)) as server:
        account = owner(server.account_sid, server.auth_token)
        with closing(connect(server.url, account)) as connection:
            yield server, connection


@pytest.mark.parametrize(
    ("wildcard", "sent"),
    [
        (f"{CONFERENCES}/*", each(CONFERENCES, "list", "read", "update")),
        ("/twilio/voice/sip.emergency-addresses/*", each("/twilio/voice/sip.emergency-addresses", "create", "delete")),
        ("/twilio/verify/verification/*", each("/twilio/verify/verification", "create", "read", "update")),
        ("/twilio/video/recordings/*", each("/twilio/video/recordings", "delete", "list", "read")),
        ("/twilio/video/rooms/*", each("/twilio/video/rooms", "create", "list", "read", "update")),
        (f"{SIP_TARGETS}/*", each(TARGETS)),
    ],
)
def test_a_refused_wildcard_of_a_short_resource_is_sent_as_its_known_actions(
    picky: tuple[EmulatorServer, Connection], wildcard: str, sent: list[str]
) -> None:
    """Twilio refuses the whole key over an action that it does not have: one of the five would be enough."""
    server, connection = picky
    inputs = inputs_of(spec(SEND, account_sid=server.account_sid))
    state = create(inputs, connection).state

    wanted = spec(SEND, wildcard, account_sid=server.account_sid)
    outcome = update(inputs_of(wanted), state, connection)

    assert outcome.state.terms == outcome.state.applied == wanted.terms
    (key,) = server.state.keys.all()
    assert key.permissions == grant(SEND, *sent)
    found = read(outcome.state, connection, HERE)
    assert found is not None
    assert (found.inputs, found.notes) == (outcome.state.inputs, ())
    made = create(inputs_of(wanted), connection).state
    assert made.permissions == grant(SEND, wildcard)


def test_a_wildcard_of_an_unknown_resource_is_refused_as_it_is(picky: tuple[EmulatorServer, Connection]) -> None:
    """There is no action to send instead that would be known."""
    server, connection = picky
    inputs = inputs_of(spec("/twilio/no/such-thing/*", account_sid=server.account_sid))
    with pytest.raises(InvalidPermissionError, match="no/such-thing"):
        create(inputs, connection)
    assert server.state.keys.all() == []

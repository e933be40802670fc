"""A create whose answer was lost: an automatic name finds what it made, and no other key is ever touched."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, SEND, standard_spec
from tests.unit.lifecycle.losing import AUTO, COMMITTED, LAGS, LOST, NOT_COMMITTED, auto, lose
from tests.unit.local_twilio import LocalTwilio, signer
from twilio_keys_component.lifecycle import create
from twilio_keys_component.lifecycle.naming import auto_name
from twilio_keys_component.lifecycle.recovering import CREATES, LOOKS
from twilio_keys_component.model import Region
from twilio_keys_component.twilio_iam import Connection, CreateOutcomeUnknownError, KeyLimitError

SIMILAR = (
    "notifier-3s7hjsfg-abcde",
    "notifier-3s7hjsfg-abcdef-2",
    "notifier-3s7hjsfg-Abcdef",
    "notifier-3s7hjsfh-abcdef",
    "notifier-3s7hjsfg-abcdef ",
    "notifier",
    "order-notifier-3s7hjsfg-abcdef",
)
OF_ANOTHER_STACK = auto_name(project="orders", stack="prod", name="notifier", suffix="abcdef")
SHORTENED = auto_name(project="orders", stack="dev", name="n" * 49, suffix="abcdef")
LONGEST = auto_name(project="orders", stack="dev", name="n" * 48, suffix="abcdef")


@pytest.mark.parametrize(("fault", "lag"), [*product(COMMITTED, LAGS)])
def test_what_a_lost_create_made_is_replaced(connection: Connection, twilio: LocalTwilio, fault: str, lag: int) -> None:
    """It is deleted as soon as the list shows it, and the only key left is the one in the state."""
    lose(twilio, fault, lag=lag)
    outcome = create(auto(), connection)
    ((sid, key),) = twilio.all_keys().items()
    assert (sid, key["friendly_name"]) == (outcome.state.sid, AUTO)
    assert twilio.methods() == ["POST", *["GET"] * (lag + 1), "DELETE", "POST", "GET"]
    orphan = twilio.requests()[lag + 2]["path"].rpartition("/")[2]
    (note,) = outcome.notes
    assert f"The create of '{AUTO}' got no clear answer once: it was lost, or a server failed." in note
    assert note.endswith(f"What that had made was found by its name and deleted: {orphan}.")


@pytest.mark.parametrize(("fault", "lag"), [*product(NOT_COMMITTED, LAGS)])
def test_a_create_that_made_nothing_is_tried_again(
    connection: Connection, twilio: LocalTwilio, fault: str, lag: int
) -> None:
    """The list is asked for a while before that is believed, and the note says what to do if it was too short."""
    lose(twilio, fault, lag=lag)
    outcome = create(auto(), connection)
    assert list(twilio.all_keys()) == [outcome.state.sid]
    assert twilio.methods() == ["POST", *["GET"] * LOOKS.attempts, "POST", "GET"]
    (note,) = outcome.notes
    assert (
        "no clear answer once: it was lost, or a server failed. The account's list showed no key that came of that try."
        in note
    )
    assert "`twilio-keys orphans`" in note


@pytest.mark.parametrize("name", ["Orders", *SIMILAR[:5], SIMILAR[6], OF_ANOTHER_STACK])
def test_a_name_that_was_not_drawn_proves_nothing(connection: Connection, twilio: LocalTwilio, name: str) -> None:
    """Whoever put it into the inputs in place of an automatic one, be it another stack's; in doubt it was not drawn."""
    lose(twilio, "closed after it")
    with pytest.raises(CreateOutcomeUnknownError, match="It was not tried again"):
        create(auto() | {"auto_name": name}, connection)
    assert len(twilio.all_keys()) == 1


@pytest.mark.parametrize("name", [LONGEST, SHORTENED])
def test_a_long_logical_name_is_recovered(connection: Connection, twilio: LocalTwilio, name: str) -> None:
    """Also one that was shortened, whose mark is of more than is left of it."""
    lose(twilio, "closed after it")
    outcome = create(auto() | {"auto_name": name}, connection)
    assert list(twilio.all_keys()) == [outcome.state.sid]


@pytest.mark.parametrize("fault", ["closed after it", "closed before it"])
def test_other_names_are_left_alone(connection: Connection, twilio: LocalTwilio, fault: str) -> None:
    """However similar they are."""
    others = {twilio.make_key("restricted", SEND, friendly_name=name)[0] for name in SIMILAR}
    lose(twilio, fault)
    made = create(auto(), connection).state.sid
    assert twilio.all_keys().keys() == others | {made}


def test_the_key_that_signs_in_is_left_alone(twilio: LocalTwilio, reach: Callable[..., Connection]) -> None:
    """Even if somebody gave it exactly that name: it was there before the create that it signed."""
    sid, secret = twilio.make_key("main", friendly_name=AUTO)
    lose(twilio, "closed before it")
    made = create(auto(), reach(twilio.url, signer(sid, secret))).state.sid
    assert twilio.all_keys().keys() == {sid, made}


def test_a_key_that_no_create_of_ours_can_have_made_is_left_alone(connection: Connection, twilio: LocalTwilio) -> None:
    """One create was lost, and two keys have the name: one is somebody else's, and nobody knows which."""
    foreign, _ = twilio.make_key("restricted", SEND, friendly_name=AUTO)
    lose(twilio, "closed after it")
    with pytest.raises(CreateOutcomeUnknownError, match="More keys are named") as caught:
        create(auto(), connection)
    assert foreign in twilio.all_keys()
    assert len(twilio.all_keys()) == 2
    assert all(sid in str(caught.value) for sid in twilio.all_keys())
    assert twilio.methods() == ["POST", "GET"]


def test_a_key_of_another_region_is_found_in_its_list(connection: Connection, twilio: LocalTwilio) -> None:
    """The 2010 API there lists standard keys."""
    home, _ = twilio.make_key("standard", friendly_name=AUTO)
    lose(twilio, "closed after it")
    state = create(auto(standard_spec(region=Region.IE1)), connection).state
    assert twilio.all_keys().keys() == {home, state.sid}
    assert [request["host"] for request in twilio.requests()] == ["api.dublin.ie1.twilio.com"] * 5


def test_every_lost_create_is_cleaned_up(connection: Connection, twilio: LocalTwilio) -> None:
    """Two are lost, two orphans are deleted, the third create makes the key."""
    lose(twilio, "closed after it", times=2)
    outcome = create(auto(), connection)
    assert list(twilio.all_keys()) == [outcome.state.sid]
    assert twilio.methods() == ["POST", "GET", "DELETE"] * 2 + ["POST", "GET"]
    assert "no clear answer 2 times" in outcome.notes[0]
    assert outcome.notes[0].count("SK") == 2


@pytest.mark.parametrize("fault", sorted(LOST))
def test_lost_creates_come_to_an_end(connection: Connection, twilio: LocalTwilio, fault: str) -> None:
    """The error says what happened to all that they made, and nothing is left of it."""
    lose(twilio, fault, times=100)
    with pytest.raises(CreateOutcomeUnknownError, match=f"no clear answer {CREATES.attempts} times") as caught:
        create(auto(), connection)
    assert ("no key that came of 3 of these tries" in str(caught.value)) == (fault in NOT_COMMITTED)
    assert twilio.all_keys() == {}
    assert twilio.methods().count("POST") == CREATES.attempts


@pytest.mark.parametrize(
    "fault", [{"kind": "answer", "status": 401, "body": {"code": 70051}}, {"kind": "throttle"}, {"kind": "html"}]
)
def test_an_orphan_that_cannot_be_deleted_is_named(
    connection: Connection, twilio: LocalTwilio, fault: dict[str, Any]
) -> None:
    """Its sid, why it may be left, what to do; no other key is made."""
    lose(twilio, "closed after it")
    twilio.fault(**fault, call="delete", count=100)
    with pytest.raises(CreateOutcomeUnknownError) as caught:
        create(auto(), connection)
    sid = next(request["path"] for request in twilio.requests() if request["method"] == "DELETE").rpartition("/")[2]
    assert f"{sid} may be left (Could not delete the key {sid}: " in str(caught.value)
    assert "Delete what is left in the Console: nobody has its secret. Then run again." in str(caught.value)
    assert twilio.methods().count("POST") == 1


def test_of_two_orphans_each_is_told_of(connection: Connection, twilio: LocalTwilio) -> None:
    """The first appears late: of the two that are there then, one is not found and one not deleted."""
    lose(twilio, "closed after it", times=2, lag=LOOKS.attempts)
    twilio.fault("answer", call="delete", status=404, body={"code": 20404, "message": "not found"})
    twilio.fault("answer", call="delete", status=401, body={"code": 20003, "message": "Authenticate"})
    with pytest.raises(CreateOutcomeUnknownError) as caught:
        create(auto(), connection)
    first, second = sorted(twilio.all_keys())
    assert f"{first} may be left (Twilio does not find it)" in str(caught.value)
    assert f"{second} may be left (Could not delete the key {second}: " in str(caught.value)


def test_a_lost_answer_to_the_deletion_is_settled_by_the_list(connection: Connection, twilio: LocalTwilio) -> None:
    """The second DELETE finds nothing; the orphan counts as deleted once the list does not show it."""
    lose(twilio, "closed after it")
    twilio.fault("drop_after", call="delete")
    outcome = create(auto(), connection)
    assert list(twilio.all_keys()) == [outcome.state.sid]
    assert twilio.methods() == ["POST", "GET", "DELETE", "DELETE", "GET", "POST", "GET"]
    assert "found by its name and deleted: SK" in outcome.notes[0]


def test_an_orphan_that_is_listed_and_not_found_is_named(connection: Connection, twilio: LocalTwilio) -> None:
    """Nobody can tell what that means, so nothing more is made."""
    lose(twilio, "closed after it")
    twilio.fault("answer", call="delete", status=404, body={"code": 20404, "message": "not found"}, count=100)
    with pytest.raises(CreateOutcomeUnknownError) as caught:
        create(auto(), connection)
    (sid,) = twilio.all_keys()
    assert f"{sid} may be left: Twilio lists it, and does not find it" in str(caught.value)
    assert twilio.methods().count("POST") == 1


def test_a_list_that_fails_leaves_the_outcome_unknown(connection: Connection, twilio: LocalTwilio) -> None:
    """The name to look for, where, and why it was not found out."""
    lose(twilio, "closed after it")
    twilio.fault("server_error", call="list", count=100)
    with pytest.raises(CreateOutcomeUnknownError) as caught:
        create(auto(), connection)
    assert f"A key named '{AUTO}' may exist, with a secret that nobody has" in str(caught.value)
    assert f"It was looked for in vain: Could not list the keys of account {ACCOUNT_SID}" in str(caught.value)
    assert twilio.methods().count("POST") == 1


def test_an_endpoint_that_refuses_everything_ends_it_at_once(connection: Connection, twilio: LocalTwilio) -> None:
    """Nobody looks again where the list is refused as well; the text tells both."""
    twilio.fault("answer", status=403, body="<html>", count=100)
    with pytest.raises(CreateOutcomeUnknownError, match=r"no words of Twilio's.*Could not list the keys"):
        create(auto(), connection)
    assert twilio.methods() == ["POST", "GET"]


def test_a_key_that_appears_late_is_deleted_after_all(connection: Connection, twilio: LocalTwilio) -> None:
    """The last look shows the key of the lost create beside the one that was made."""
    lose(twilio, "closed after it", lag=LOOKS.attempts)
    outcome = create(auto(), connection)
    assert list(twilio.all_keys()) == [outcome.state.sid]
    assert twilio.methods()[-3:] == ["POST", "GET", "DELETE"]
    assert "found by its name and deleted: SK" in outcome.notes[0]


@pytest.mark.parametrize(
    ("call", "answer", "words"),
    [
        (
            "list",
            {"status": 401, "body": {"code": 70051}},
            "Whether another key of that name is left could not be seen",
        ),
        ("delete", {"status": 401, "body": {"code": 70051}}, "may be left (Could not delete the key SK"),
        ("delete", {"status": 404, "body": {"code": 20404}}, "may be left: Twilio lists it"),
    ],
)
def test_a_key_that_was_made_is_never_lost_over_the_last_look(
    connection: Connection, twilio: LocalTwilio, call: str, answer: dict[str, Any], words: str
) -> None:
    """It goes into the state; the note says what may be left beside it."""
    lose(twilio, "closed after it", lag=LOOKS.attempts)
    twilio.fault("answer", call=call, count=100, **answer)
    outcome = create(auto(), connection)
    assert outcome.state.sid in twilio.all_keys()
    assert words in outcome.notes[0]


def test_a_refusal_after_a_lost_answer_tells_both(connection: Connection, twilio: LocalTwilio) -> None:
    """Why the second create failed, and what became of the first."""
    lose(twilio, "closed after it", lag=LOOKS.attempts)
    twilio.fault("answer", call="create", status=400, body={"code": 70151, "message": "Maximum number of keys"})
    with pytest.raises(KeyLimitError) as caught:
        create(auto(), connection)
    assert "Delete keys that nobody uses" in str(caught.value)
    assert "or a server failed. What that had made was found by its name and deleted: SK" in str(caught.value)
    assert twilio.all_keys() == {}


def test_a_refusal_alone_needs_no_recovery(connection: Connection, twilio: LocalTwilio) -> None:
    """One request."""
    twilio.fault("answer", call="create", status=400, body={"code": 70151, "message": "Maximum number of keys"})
    with pytest.raises(KeyLimitError):
        create(auto(), connection)
    assert twilio.methods() == ["POST"]

"""Whose a key is: a copy of its state, a namesake of its stack or a renamed stack must say that it takes it over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.builders import HERE, PLACE, READ, SEND, STACK_ID, inputs_of, origin, spec, standard_spec
from tests.builders import state as state_of_key
from tests.unit.local_twilio import LocalTwilio, connect
from twilio_keys_component.lifecycle import UNKNOWN, Here, OriginError, StateError, create, delete, diff, read, update
from twilio_keys_component.model import STATE_SCHEMA, KeyState, Place
from twilio_keys_component.reconcile import Reassign
from twilio_keys_component.twilio_iam import Connection

Made = Callable[..., KeyState]

WITH_ID = PLACE.model_copy(update={"stack_id": STACK_ID})
ELSEWHERE = {
    "another project": {"project": "billing"},
    "another stack": {"stack": "prod"},
    "an id, and none here": {"stack_id": STACK_ID},
    "another id": {"stack_id": STACK_ID, "here": "id-of-another-stack"},
}


@pytest.fixture
def claiming(twilio: LocalTwilio) -> Iterator[Connection]:
    """A connection of a deployment that takes keys over."""
    with closing(connect(twilio.url, claims=True)) as connection:
        yield connection


def asked_from(here: Place, *permissions: str, **fields: Any) -> dict[str, Any]:
    """The inputs that the program of the stack `here` gives."""
    return inputs_of(spec(*permissions, **fields)) | {"origin": here.model_dump(exclude_none=True)}


@pytest.mark.parametrize("came_from", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_key_of_another_stack_is_not_touched(
    made: Made, connection: Connection, twilio: LocalTwilio, came_from: dict[str, str]
) -> None:
    """Whatever is asked of it; the text says whose it is, who asks, and both ways out."""
    state = made(SEND).model_copy(update={"origin": origin(**{n: v for n, v in came_from.items() if n != "here"})})
    here = Here(PLACE.model_copy(update={"stack_id": came_from.get("here")}))
    wanted = asked_from(here.place, SEND, READ)
    operations: list[Callable[[], object]] = [
        lambda: diff(wanted, state, connection),
        lambda: update(wanted, state, connection),
        lambda: read(state, connection, here),
        lambda: delete(state, connection, here),
    ]

    for operation in operations:
        with pytest.raises(OriginError, match=f"comes from stack {state.origin.project}/") as refused:
            operation()
        text = str(refused.value)
        assert "and this is orders/dev" in text
        assert "Use the stack that the key belongs to" in text
        assert "`pulumi config set twilio-keys:claim true`, `pulumi up`" in text
        assert ("put its twilio-keys:stackId back" in text) == (came_from == {"stack_id": STACK_ID})
    assert twilio.requests() == []


@pytest.mark.parametrize("operation", [read, delete])
def test_who_has_no_id_is_told_where_it_was_looked_for(
    made: Made, connection: Connection, operation: Callable[..., object]
) -> None:
    """Only where that is what is missing."""
    own, other = (
        made(SEND).model_copy(update={"origin": origin(stack=stack, stack_id=STACK_ID)}) for stack in ("dev", "prod")
    )

    with pytest.raises(OriginError, match=rf"stackId {STACK_ID}`\. It is nowhere\."):
        operation(own, connection, Here(PLACE, without_id="It is nowhere."))
    with pytest.raises(OriginError) as refused:
        operation(other, connection, Here(PLACE, without_id="It is nowhere."))

    assert "It is nowhere." not in str(refused.value)


def test_an_id_that_a_shell_or_terminal_would_obey_is_quoted(made: Made, connection: Connection) -> None:
    """It comes from the state, and the text gives it as part of a command."""
    state = made(SEND).model_copy(update={"origin": origin(stack_id="id; reboot \x1b[2J")})

    with pytest.raises(OriginError) as refused:
        read(state, connection, HERE)

    assert r"twilio-keys:stackId 'id; reboot \x1b[2J'`" in str(refused.value)


def test_a_key_without_an_id_is_known_by_project_and_stack_and_gets_its_id(
    made: Made, connection: Connection, twilio: LocalTwilio
) -> None:
    """It was made before `twilio-keys init`: the next update records the id, without a call."""
    state = made(SEND).model_copy(update={"schema_": 2})
    wanted = asked_from(WITH_ID)

    planned = diff(wanted, state, connection)
    moved = update(wanted, state, connection).state

    assert [str(change) for change in planned.changes] == [
        f"set origin from 'orders/dev (no stack id)' to 'orders/dev (stack id {STACK_ID})'"
    ]
    assert (planned.is_local, planned.is_unseen) == (True, True)
    assert (moved.origin, moved.schema_) == (origin(stack_id=STACK_ID), STATE_SCHEMA)
    assert not diff(wanted, moved, connection)
    delete(moved, connection, Here(WITH_ID))
    assert twilio.methods() == ["DELETE"]


@pytest.mark.parametrize("more", [(), (READ,)], ids=["nothing else changes", "its grant changes"])
def test_a_claim_takes_the_key_over(claiming: Connection, made: Made, twilio: LocalTwilio, more: tuple[str]) -> None:
    """A read passes, an update records whose it is from now on, and asks Twilio only for what else changes."""
    state = made(SEND).model_copy(update={"origin": origin(stack="prod", stack_id="id-of-prod")})
    wanted = asked_from(WITH_ID, SEND, *more)

    assert read(state, claiming, Here(WITH_ID, claims=True)) is not None
    twilio.forget()
    assert [change for change in diff(wanted, state, claiming).changes if isinstance(change, Reassign)]
    taken = update(wanted, state, claiming).state

    assert taken.origin == origin(stack_id=STACK_ID)
    assert twilio.methods() == (["GET", "POST"] if more else [])


def test_a_claim_ends_no_key(claiming: Connection, made: Made, twilio: LocalTwilio) -> None:
    """What was not taken over yet is neither deleted nor replaced, and the text says in which order it goes."""
    state = made(SEND).model_copy(update={"origin": origin(stack="prod")})
    replaced = inputs_of(standard_spec())

    for operation in (
        lambda: delete(state, claiming, Here(PLACE, claims=True)),
        lambda: diff(replaced, state, claiming),
    ):
        with pytest.raises(OriginError, match="takes keys over and ends none: run `pulumi up` with nothing else"):
            operation()
    assert twilio.requests() == []

    delete(update(asked_from(PLACE), state, claiming).state, claiming, HERE)
    assert twilio.all_keys() == {}


def test_an_adopted_key_of_another_stack_is_forgotten(connection: Connection, claiming: Connection) -> None:
    """Nothing is sent for that, so nothing needs to be guarded."""
    adopted = state_of_key(SEND, adopted=True, origin=origin(stack="prod"))

    (note,) = delete(adopted, connection, HERE)

    assert "is forgotten and lives on" in note
    replaced = inputs_of(standard_spec()) | {"friendly_name": "another"}
    assert diff(replaced, adopted, claiming).replaced_by == ("key_type",)


def test_a_claim_does_not_open_other_accounts_and_endpoints(made: Made, twilio: LocalTwilio) -> None:
    """Those guards have nothing to do with stacks."""
    state = made(SEND).model_copy(update={"origin": origin(stack="prod")})
    with closing(connect("http://127.0.0.1:1", claims=True)) as elsewhere:
        stranger = state.model_copy(update={"account_sid": "ACe0" + "9" * 30})
        with pytest.raises(OriginError, match="the deployment signs in to"):
            update(asked_from(PLACE), stranger, elsewhere)


def test_an_origin_that_is_not_known_yet_is_left_to_the_update(connection: Connection) -> None:
    """Only a transform can make it so, and in previews only; nothing is sent by them."""
    assert not diff(inputs_of(spec(SEND)) | {"origin": UNKNOWN}, state_of_key(SEND), connection)


def test_inputs_of_an_edited_state_without_their_origin_are_refused(connection: Connection) -> None:
    """A guard that cannot check is an error."""
    with pytest.raises(StateError, match="do not say which stack they come from"):
        diff(inputs_of(spec(SEND)) | {"origin": {"project": "orders"}}, state_of_key(SEND), connection)


def test_a_new_key_is_its_makers(connection: Connection) -> None:
    """With the stack's id, where it has one."""
    assert create(asked_from(WITH_ID), connection).state.origin == origin(stack_id=STACK_ID)

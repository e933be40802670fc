"""Taking over a key that is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import (
    ACCOUNT_SID,
    CALL,
    EVERY_MESSAGE_ACTION,
    HERE,
    KEY_SID,
    NAME,
    OTHER_ACCOUNT_SID,
    OTHER_KEY_SID,
    READ,
    SECRET,
    SEND,
    adoption,
    grant,
    inputs_of,
    main_spec,
    origin,
    spec,
    standard_spec,
    terms,
    unnamed_spec,
)
from tests.unit.local_twilio import OTHER_AUTH_TOKEN, LocalTwilio, owner, signer
from twilio_keys_component.lifecycle import (
    UNKNOWN,
    AdoptionError,
    AnswerMismatchError,
    Outcome,
    adopt,
    check,
    diff,
    read,
    update,
)
from twilio_keys_component.model import DriftMode, KeySpec, KeyType, Region
from twilio_keys_component.permissions import ACTIONS
from twilio_keys_component.reconcile import Rename
from twilio_keys_component.twilio_iam import Connection

OURS = "Orders in the Console"
LOST = (
    " No adopt_secret is given: its secret is not known here, and one that an older state of it holds goes with that."
)
Take = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("restricted", unnamed_spec(SEND, READ)),
        ("restricted", spec(SEND, READ, friendly_name=OURS, on_drift=DriftMode.FAIL)),
        ("standard", standard_spec(friendly_name=None)),
        ("main", main_spec(friendly_name=OURS)),
    ],
    ids=str,
)
def test_a_key_that_is_as_declared_is_left_alone(
    kind: str, wanted: KeySpec, take: Take, twilio: LocalTwilio, told: list[str]
) -> None:
    """Nothing is sent to it; the state knows it as one that was adopted, and its secret where that was given."""
    sid, secret = twilio.make_key(kind, *([READ, SEND] if kind == "restricted" else []), friendly_name=OURS)

    state = take(sid, wanted, adopt_secret=secret).state

    assert twilio.methods() == ["GET", "GET"]
    assert told == [f"The key '{OURS}' ({sid}) is adopted as it is: nothing changes at Twilio."]
    assert (state.sid, state.key_type, state.friendly_name, state.adopted) == (sid, kind, OURS, True)
    assert (state.applied, state.origin) == (state.terms, origin())
    assert state.secret is not None
    assert state.secret.get_secret_value() == secret
    assert secret not in str(state.inputs)


def test_what_will_change_is_told_before_it_is_sent(connection: Connection, twilio: LocalTwilio) -> None:
    """Granted, revoked, renamed; then the key is exactly what was declared."""
    sid, _ = twilio.make_key("restricted", SEND, CALL, friendly_name=OURS)
    twilio.forget()
    told: list[tuple[str, list[str]]] = []

    state = adopt(adoption(sid, spec(SEND, READ)), connection, lambda n: told.append((n, twilio.methods()))).state

    words = f"granted {READ}; revoked {CALL}; renamed to '{NAME}'"
    assert told == [(f"The key '{OURS}' ({sid}) will be changed, and is adopted then: {words}.{LOST}", ["GET", "GET"])]
    assert (state.terms, state.applied) == (terms(SEND, READ), terms(SEND, READ))
    assert twilio.grant_of(sid) == state.permissions
    assert twilio.all_keys()[sid]["friendly_name"] == NAME
    assert state.secret is None


def test_a_key_without_a_name_can_stay_so(take: Take, twilio: LocalTwilio, connection: Connection) -> None:
    """Also where its grant changes; a name that somebody gives it later is no drift, and stays."""
    sid, _ = twilio.make_key("restricted", SEND)
    state = take(sid, unnamed_spec(SEND, READ)).state
    assert (state.friendly_name, state.applied) == (None, terms(SEND, READ, name=None))

    twilio.change_key(sid, friendly_name="later")
    inputs = adoption(sid, unnamed_spec(SEND, READ, on_drift=DriftMode.FAIL))
    found = read(state.model_copy(update={"on_drift": DriftMode.FAIL, "inputs": inputs}), connection, HERE)
    assert found is not None
    assert (found.notes, found.inputs) == ((), inputs)
    assert not diff(inputs, found.state, connection)
    narrower = adoption(sid, unnamed_spec(SEND, on_drift=DriftMode.FAIL))
    assert update(narrower, found.state, connection).state.terms == terms(SEND, name="later")
    overwritten = adoption(sid, unnamed_spec(SEND, on_drift=DriftMode.OVERWRITE))
    assert update(overwritten, state, connection).state.terms == terms(SEND, name="later")


@pytest.mark.parametrize("name", ["", "n" * 70])
def test_a_name_that_nobody_could_declare_is_left_alone(
    name: str, take: Take, twilio: LocalTwilio, connection: Connection
) -> None:
    """Twilio may list names that it would not take: they are never sent, and stop nothing."""
    sid, _ = twilio.make_key("restricted", SEND)
    twilio.fault("rewrite", method="GET", path=f"/v1/Keys/{sid}$", body={"friendly_name": name})
    state = take(sid, unnamed_spec(SEND)).state
    assert (state.friendly_name, state.applied) == (name, terms(SEND, name=None))
    assert not diff(adoption(sid, unnamed_spec(SEND)), state, connection)
    assert update(adoption(sid, unnamed_spec(SEND, READ)), state, connection).state.permissions == grant(SEND, READ)


def test_another_spelling_is_the_same_grant(take: Take, twilio: LocalTwilio) -> None:
    """Nothing is sent where Twilio shows a wildcard for five declared actions."""
    sid, _ = twilio.make_key("restricted", EVERY_MESSAGE_ACTION)
    take(sid, unnamed_spec(*(f"/twilio/messaging/messages/{action}" for action in ACTIONS)))
    assert twilio.methods() == ["GET", "GET"]


def test_fail_tells_the_differences_and_sends_nothing(take: Take, twilio: LocalTwilio, told: list[str]) -> None:
    """Whoever wants the key untouched reads how to declare it."""
    sid, _ = twilio.make_key("restricted", SEND, friendly_name=OURS)
    with pytest.raises(AdoptionError, match=f"would have granted {READ}; renamed to '{NAME}'. It was not adopted"):
        take(sid, spec(SEND, READ, on_drift=DriftMode.FAIL))
    assert (twilio.methods(), told) == (["GET", "GET"], [])


@pytest.mark.parametrize("kind", KeyType)
@pytest.mark.parametrize("wanted", [unnamed_spec(SEND), standard_spec(), main_spec()], ids=str)
def test_a_key_of_another_kind_is_refused(kind: KeyType, wanted: KeySpec, take: Take, twilio: LocalTwilio) -> None:
    """A key's kind never changes; the text has the one that it is."""
    if kind is wanted.key_type:
        return
    sid, _ = twilio.make_key(kind, *([SEND] if kind is KeyType.RESTRICTED else []))
    with pytest.raises(AdoptionError, match=f'is a {kind} key, and is declared as a {wanted.key_type} .*type="{kind}"'):
        take(sid, wanted)
    assert twilio.methods() == ["GET", "GET"]


def test_a_sid_that_is_not_there_is_refused_with_the_place(take: Take, twilio: LocalTwilio) -> None:
    """It may be of another account or Region: those that were looked at are named."""
    sid, _ = twilio.make_key("standard", region="ie1")
    for missing in (OTHER_KEY_SID, sid):
        with pytest.raises(
            AdoptionError, match=f"no key {missing} in account {ACCOUNT_SID} and Region us1.*own account"
        ):
            take(missing, standard_spec())
    with pytest.raises(AdoptionError, match=r"flags in the list are: none\..*outside us1 are listed without flags"):
        take(sid, standard_spec(region=Region.IE1))


def test_a_key_of_another_account_is_refused(take: Take, twilio: LocalTwilio, reach: Any, told: list[str]) -> None:
    """Even where the parent account's token can see it: its own account and credentials adopt it."""
    sid, _ = twilio.make_key("restricted", SEND, account_sid=OTHER_ACCOUNT_SID)
    with pytest.raises(AdoptionError, match=f"is not listed in account {ACCOUNT_SID}"):
        take(sid, unnamed_spec(SEND))
    both = reach(twilio.url, owner(), owner(OTHER_ACCOUNT_SID, OTHER_AUTH_TOKEN))
    state = adopt(adoption(sid, unnamed_spec(SEND, account_sid=OTHER_ACCOUNT_SID)), both, told.append).state
    assert state.account_sid == OTHER_ACCOUNT_SID


@pytest.mark.parametrize(
    ("kind", "flags"), [("standard", []), ("standard", ["new_flag"]), ("restricted", ["restricted"])]
)
def test_a_key_of_which_nothing_can_be_told_is_refused(
    kind: str, flags: list[str], take: Take, twilio: LocalTwilio
) -> None:
    """Neither a policy nor flags that are known: nobody could say what changes."""
    sid, _ = twilio.make_key(kind, *([SEND] if kind == "restricted" else []))
    twilio.fault("rewrite", method="GET", path=f"/v1/Keys/{sid}$", body={"policy": None})
    twilio.fault("rewrite", method="GET", path="/v1/Keys$", body={"keys": [_listed(sid, flags)]})
    with pytest.raises(AdoptionError, match=f"cannot be told.*list are: {', '.join(flags) or 'none'}"):
        take(sid, unnamed_spec(SEND) if kind == "restricted" else standard_spec())


def _listed(sid: str, flags: list[str]) -> dict[str, Any]:
    return {"sid": sid, "friendly_name": None, "flags": flags, "date_created": None, "date_updated": None}


def test_a_wrong_answer_deletes_nothing(take: Take, twilio: LocalTwilio) -> None:
    """The key was there before: it is looked at, not taken away."""
    sid, _ = twilio.make_key("restricted", SEND)
    twilio.fault("rewrite", method="POST", body={"policy": {"allow": [SEND, READ, CALL]}})
    with pytest.raises(AnswerMismatchError, match=f"beyond it {CALL}.*not adopted, and nothing was deleted"):
        take(sid, unnamed_spec(SEND, READ))
    assert twilio.methods() == ["GET", "GET", "POST"]


def test_the_deployment_s_own_signer_can_be_adopted(reach: Any, twilio: LocalTwilio, told: list[str]) -> None:
    """With a word about it."""
    sid, secret = twilio.make_key("main")
    connection = reach(twilio.url, signer(sid, secret))
    adopt(adoption(sid, main_spec()), connection, told.append)
    assert told[0].endswith(f"adopted then: renamed to '{NAME}'. The deployment itself signs in with it.{LOST}")


def test_a_main_key_is_renamed_and_nothing_else(take: Take, twilio: LocalTwilio, connection: Connection) -> None:
    """Its name is all that an update can change."""
    sid, _ = twilio.make_key("main", friendly_name=OURS)
    state = take(sid, main_spec()).state
    inputs = adoption(sid, main_spec(friendly_name="Legacy"))

    assert diff(inputs, state, connection).changes == (Rename(NAME, "Legacy"),)
    assert update(inputs, state, connection).state.friendly_name == "Legacy"
    assert (twilio.all_keys()[sid]["friendly_name"], twilio.all_keys()[sid]["kind"]) == ("Legacy", "main")


@pytest.mark.parametrize(
    ("inputs", "wrong", "reason"),
    [
        (
            inputs_of(main_spec()),
            "key_type",
            "only the Console can: declare a restricted key with what it needs, or",
        ),
        (
            adoption(KEY_SID, main_spec(), grants={SEND: True}),
            "permissions",
            "a main key may do everything",
        ),
        (adoption("SK1", unnamed_spec(SEND)), "adopt_sid", "is no key sid"),
        (adoption(KEY_SID, unnamed_spec(SEND), adopt_secret=5), "adopt_secret", "must be a text that is not empty"),
        (inputs_of(spec(SEND)) | {"adopt_secret": UNKNOWN}, "adopt_secret", "give its adopt_sid, or leave it out"),
        (adoption(KEY_SID, unnamed_spec(SEND), revoke_adopted=False), "revoke_adopted", "False is not True"),
    ],
)
def test_wrong_adoption_is_named_with_a_way_out(
    inputs: dict[str, Any], wrong: str, reason: str, connection: Connection
) -> None:
    """One problem each."""
    ((name, told),) = [(problem.property, problem.reason) for problem in check(inputs, {}, connection).problems]
    assert (name, reason in told) == (wrong, True), told


def test_an_adoption_that_can_be_is_let_through(connection: Connection) -> None:
    """Of any kind, in full or not known yet."""
    for inputs in (
        adoption(KEY_SID, main_spec()),
        adoption(KEY_SID, unnamed_spec(SEND), adopt_secret=SECRET),
        adoption(UNKNOWN, main_spec(), adopt_secret=UNKNOWN),
    ):
        assert check(inputs, {}, connection).problems == ()

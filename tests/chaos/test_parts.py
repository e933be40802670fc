"""The parts of the chaos run that need no engine: what they draw, and what they must see."""

from __future__ import annotations

from random import Random
from typing import Any, get_args

import pytest

from tools.chaos import plan
from tools.chaos.diagnostics import Diagnostics, diagnostics
from tools.chaos.ledger import Circumstances, Ledger
from tools.chaos.program import MAX_KEYS, MIN_KEYS, Program
from tools.chaos.stack import PROJECT, STACK
from twilio_keys_component.emulator.faults import Fault, FaultKind
from twilio_keys_component.lifecycle.naming import auto_name
from twilio_keys_component.permissions import PermissionSet, load_catalog

SEEDS = range(1, 40)
SID = f"SK{'5' * 32}"
PRINTED = f"""\
Updating (dev):
 +  pulumi-python:dynamic/twilio-keys:ApiKey ivr-2 creating (0s) warning: SK{"0" * 32} may be left
 +  pulumi-python:dynamic/twilio-keys:ApiKey ivr-2 created (1s)
Diagnostics:
  pulumi:pulumi:Stack (orders-dev):
    error: update failed

  pulumi-python:dynamic/twilio-keys:ApiKey (ivr-1):
    error: ApiKeyError: no clear answer. What that had made was found by its name and deleted: SK{"2" * 32}.
    These keys carry it now: SK{"1" * 32} (made today).

  pulumi-python:dynamic/twilio-keys:ApiKey (ivr-3):
    warning: Twilio answered for the key SK{"3" * 32} with another grant. It was deleted again, and nothing is left.

Outputs:
  + ivr-4: {{
      + sid: "SK{"4" * 32}"
    }}
"""


def _key(sid: str, name: str = "made", **fields: Any) -> dict[str, Any]:
    return {"sid": sid, "friendly_name": name, **fields}


def _look(ledger: Ledger, *sids: str, name: str = "made", **during: Any) -> list[bool]:
    """Whether what an operation leaves is explained."""
    keys = [*ledger.foreign.values(), *(_key(sid, name) for sid in sids)]
    circumstances = Circumstances(1, during.pop("before", frozenset()), **during)
    return [left.is_explained for left in ledger.look(keys, set(), circumstances)]


def test_a_seed_gives_the_same_steps() -> None:
    """What happens in a run is drawn from its seed alone."""
    assert [plan.step(3, number) for number in SEEDS] == [plan.step(3, number) for number in SEEDS]
    assert plan.step(3, 1) != plan.step(4, 1)


def test_every_drawn_fault_is_one() -> None:
    """The emulator takes every fault that can be drawn, and all kinds are."""
    drawn = [fault for number in range(400) for fault in plan.step(1, number).faults]
    assert {Fault.model_validate(fault).kind for fault in drawn} == {*get_args(FaultKind)}


def test_programs_stay_valid_while_they_change() -> None:
    """10 to 30 keys whose permissions the catalog knows, and the same ones for the same seed."""
    one, same = Program(Random(5)), Program(Random(5))
    for number in SEEDS:
        one.change(Random(number), 5)
        same.change(Random(number), 5)
        assert MIN_KEYS <= len(one.keys) <= MAX_KEYS
    assert one.keys == same.keys
    granted = PermissionSet(p for key in one.keys.values() for p in key.get("permissions", ()))
    assert all(permission in load_catalog() or permission.is_wildcard for permission in granted)


def test_a_permission_that_was_taken_away_is_not_given_again() -> None:
    """Else `tighten` would rightly hold back what an update lost with its answer."""
    program = Program(Random(6))
    taken: set[tuple[str, str]] = set()
    for number in SEEDS:
        before = {(name, p) for name, key in program.keys.items() for p in key.get("permissions", ())}
        program.regrant(Random(number))
        now = {(name, p) for name, key in program.keys.items() for p in key.get("permissions", ())}
        taken |= before - now
        assert not taken & now


def test_a_key_that_nobody_knows_is_unexplained() -> None:
    """A live key that is neither foreign nor in the state is an orphan, also when it is gone again."""
    ledger = Ledger([_key("SK1")])
    assert _look(ledger, "SK2") == [False]
    _look(ledger)
    assert not ledger.left
    assert [leftover.sid for leftover in ledger.unexplained] == ["SK2"]


def test_the_death_of_the_provider_explains_what_was_in_flight() -> None:
    """It has four calls under way at most; their keys are new, and those of resources that failed."""
    sids = [f"SK{number}" for number in range(5)]
    name = auto_name(project=PROJECT, stack=STACK, name="ivr-1", suffix="abcdef")
    failed = Diagnostics(failed=frozenset({"ivr-1"}))
    assert _look(Ledger([]), *sids, name=name, victim="provider", told=failed) == [True] * 4 + [False]
    assert _look(Ledger([]), "SK1", name=name, victim="provider") == [False]
    assert _look(Ledger([]), "SK1", name=name, victim="provider", told=failed, before=frozenset({"SK1"})) == [False]
    assert _look(Ledger([]), "SK1", name=name, victim="emulator", told=failed) == [False]
    assert _look(Ledger([]), "SK1", name=name, victim="engine", told=failed) == [False]


def test_a_key_that_an_error_names_is_told() -> None:
    """Whoever reads the error knows the key, whether the operation made it or the state knew it before."""
    for before in (frozenset[str](), frozenset({SID})):
        ledger = Ledger([])
        assert _look(ledger, SID, before=before, told=Diagnostics((f"error: {SID} may be left",))) == [True]
        assert ledger.told == {SID}


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        (f"Could not delete the key {SID}: no whole answer. It may have been carried out: run `pulumi refresh`", True),
        (f"Twilio does not know the key 'made' ({SID}). Whether it was deleted is not known.", True),
        (f"Could not delete the key {SID}: Twilio answered 'no' (400).", False),
        ("Could not delete the key SK1: no whole answer. It may have been carried out", False),
        (f"Could not update the key {SID}: no whole answer. It may have been carried out: run `pulumi refresh`", False),
    ],
)
def test_a_key_that_may_be_gone_is_told_by_an_error_that_names_it(text: str, is_told: bool) -> None:
    """A plain refusal does not say so, nor does an update."""
    assert Diagnostics((f"error: {text}",)).may_have_deleted(SID) is is_told


@pytest.mark.parametrize(
    ("text", "victim", "is_explained"),
    [
        ("A key named 'made' may exist now", None, False),
        ("A key named 'made' may exist now", "emulator", True),
        ("A key named 'other' may exist now", "emulator", False),
        ("A key named 'made' may exist. It was looked for in vain: refused", None, True),
    ],
)
def test_a_key_whose_name_an_error_gives_is_told(text: str, victim: plan.Victim | None, is_explained: bool) -> None:
    """Where it could not be looked for: nobody answered, or Twilio was dead."""
    told = Diagnostics((f"error: {text}",))
    assert _look(Ledger([]), SID, victim=victim, told=told) == [is_explained]
    assert _look(Ledger([]), SID, victim=victim, told=told, before=frozenset({SID})) == [False]


def test_a_listed_key_with_an_explicit_name_is_explained() -> None:
    """Its name proves nothing, so that it is listed and stays; unless the state knew it."""
    ledger = Ledger([])
    ledger.told = {SID}
    assert _look(ledger, SID, name="explicit 1") == [True]
    ledger.left = {}
    assert _look(ledger, SID, name="explicit 1", before=frozenset({SID})) == [False]
    ledger.left = {}
    assert _look(ledger, SID) == [False]


def test_what_is_exported_is_no_diagnostic() -> None:
    """Only errors and warnings tell; a key that is said to be deleted is not told as left."""
    told = diagnostics(PRINTED)
    assert told.failed == {"ivr-1"}
    assert [told.names(f"SK{digit * 32}") for digit in "01234"] == [True, True, False, False, False]


def test_leftovers_go_when_they_are_gone() -> None:
    """What was deleted, or came into the state after all, is no orphan any more."""
    ledger = Ledger([])
    _look(ledger, "SK2", "SK3")
    ledger.look([_key("SK2")], {"SK2"}, Circumstances(2, frozenset()))
    assert ledger.left == {}


@pytest.mark.parametrize(
    ("found", "is_wrong"),
    [
        ({"suspected": [{"sid": "SK-ours"}]}, False),
        ({"suspected": [{"sid": "SK-known"}]}, True),
        ({"suspected": [{"sid": "SK-marked"}]}, False),
        ({"suspected": [{"sid": "SK-alike"}]}, True),
        ({"suspected": [{"sid": "SK-explicit"}]}, True),
        ({"proven": [{"sid": "SK-ours"}], "deleted": ["SK-ours"]}, False),
        ({"proven": [{"sid": "SK-known"}]}, True),
        ({"proven": [{"sid": "SK-marked"}]}, True),
        ({"deleted": ["SK-marked"]}, True),
    ],
)
def test_what_is_wrongly_called_an_orphan_is_seen(found: dict[str, Any], is_wrong: bool) -> None:
    """No key of the state is one, no foreign one proven, and a suspected foreign one carries our mark."""
    name = auto_name(project=PROJECT, stack=STACK, name="ivr-1", suffix="abcdef")
    foreign = [_key("SK-marked", name), _key("SK-alike", f"copy of {name}"), _key("SK-explicit", "explicit 1")]
    wrong = Ledger(foreign).wrongly_found(found, {"SK-known"}, {"ivr-1"}, is_settling=False)
    assert bool(wrong) is is_wrong


def test_a_pending_create_leads_to_a_foreign_key_of_its_name() -> None:
    """Nobody can tell whose a key with an explicit name is."""
    ledger = Ledger([_key("SK1", "explicit 1")])
    assert not ledger.wrongly_found({"suspected": [{"sid": "SK1"}]}, set(), (), is_settling=True)


def test_a_changed_or_deleted_foreign_key_is_seen() -> None:
    """The keys of others stay byte for byte what they were."""
    ledger = Ledger([_key("SK1", date_updated="1"), _key("SK2"), _key("SK3")])
    found = ledger.changed_foreign([_key("SK1", date_updated="2"), _key("SK3")])
    assert [text.split()[-1] for text in found] == ["changed", "deleted"]


def test_a_leftover_is_known_by_its_mark() -> None:
    """The mark tells which resource a key was made for."""
    ledger = Ledger([])
    name = auto_name(project=PROJECT, stack=STACK, name="ivr-1", suffix="abcdef")
    (left,) = ledger.look([_key("SK1", name)], set(), Circumstances(1, frozenset()))
    assert left.is_of("ivr-1")
    assert not left.is_of("ivr-2")
    assert left.is_marked

"""The parts of the chaos run that need no engine: what they draw, and what they must see."""

from __future__ import annotations

from random import Random
from typing import Any, get_args

from tools.chaos import plan
from tools.chaos.checking import secrets_in
from tools.chaos.ledger import Ledger
from tools.chaos.program import MAX_KEYS, MIN_KEYS, Program
from tools.chaos.stack import PROJECT, STACK
from twilio_keys_component.emulator.faults import Fault, FaultKind
from twilio_keys_component.lifecycle.naming import auto_name
from twilio_keys_component.permissions import PermissionSet, load_catalog

SEEDS = range(1, 40)


def _key(sid: str, name: str = "made", **fields: Any) -> dict[str, Any]:
    return {"sid": sid, "friendly_name": name, **fields}


def _left(ledger: Ledger, *sids: str, killed: bool = False, printed: str = "") -> list[bool]:
    """Whether what an operation leaves is explained."""
    keys = [*ledger.foreign.values(), *(_key(sid) for sid in sids)]
    return [left.is_explained for left in ledger.look(keys, set(), step=1, killed=killed, printed=printed)]


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
    """A live key that is neither foreign nor in the state is an orphan."""
    assert _left(Ledger([_key("SK1")]), "SK2") == [False]


def test_a_kill_explains_what_was_in_flight() -> None:
    """A provider has four calls under way at most, so its death explains four orphans."""
    assert _left(Ledger([]), *(f"SK{number}" for number in range(5)), killed=True) == [True] * 4 + [False]


def test_a_key_that_the_error_names_is_told() -> None:
    """Whoever reads the error knows the key."""
    ledger = Ledger([])
    assert _left(ledger, "SK2", printed="look at SK2") == [True]
    assert ledger.told == {"SK2"}


def test_leftovers_go_when_they_are_gone() -> None:
    """What was deleted, or came into the state after all, is no orphan."""
    ledger = Ledger([])
    _left(ledger, "SK2", "SK3")
    ledger.look([_key("SK2")], {"SK2"}, step=2, killed=False, printed="")
    assert ledger.left == {}


def test_a_changed_or_deleted_foreign_key_is_seen() -> None:
    """The keys of others stay byte for byte what they were."""
    ledger = Ledger([_key("SK1", date_updated="1"), _key("SK2"), _key("SK3")])
    found = ledger.changed_foreign([_key("SK1", date_updated="2"), _key("SK3")])
    assert [text.split()[-1] for text in found] == ["changed", "deleted"]


def test_a_leftover_is_known_by_its_mark() -> None:
    """The mark tells which resource a key was made for."""
    ledger = Ledger([])
    name = auto_name(project=PROJECT, stack=STACK, name="ivr-1", suffix="abcdef")
    (left,) = ledger.look([_key("SK1", name)], set(), step=1, killed=False, printed="")
    assert left.is_of("ivr-1")
    assert not left.is_of("ivr-2")
    assert left.is_marked


def test_a_secret_is_found_inside_a_longer_text() -> None:
    """Whatever stands around a secret, it is found; half of it is none."""
    secret = b"0123456789abcdefghijABCDEFGHIJKL"
    assert secrets_in(b"x" * 40 + secret + b"yz: 1", {secret})
    assert not secrets_in(secret[:31] + b"-", {secret})

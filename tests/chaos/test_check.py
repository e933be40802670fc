"""The check at the end of a chaos run finds each thing that can be wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from tools.chaos.checking import Check
from tools.chaos.ledger import Circumstances, Ledger
from tools.chaos.program import Program
from tools.chaos.stack import PROJECT, STACK, Project
from tools.chaos.twilio import Twilio
from twilio_keys_component.lifecycle.naming import auto_name

READ = "/twilio/messaging/messages/read"
SECRET = "0123456789abcdefghijABCDEFGHIJKL"
OURS = auto_name(project=PROJECT, stack=STACK, name="ivr-1", suffix="abcdef")


@dataclass
class _Run:
    """A run that ended with one key, and nothing wrong: project, Twilio and program in one."""

    root: Path
    live: list[dict[str, Any]]
    states: list[dict[str, Any]]
    noted: set[str] = field(default_factory=lambda: {SECRET})
    valid: dict[str, str] = field(default_factory=lambda: {"SK1": SECRET})
    found: dict[str, Any] = field(default_factory=lambda: {"proven": [], "suspected": []})
    ledger: Ledger = field(default_factory=lambda: Ledger([_key("SK9", "foreign")]))
    keys: dict[str, dict[str, Any]] = field(default_factory=lambda: {"ivr-1": {"permissions": [READ]}})

    def exported(self) -> list[dict[str, Any]]:
        return self.states

    def written(self) -> Iterator[Path]:
        return self.root.iterdir()

    def all_keys(self) -> list[dict[str, Any]]:
        return self.live

    def secrets(self) -> set[str]:
        return self.noted

    def signs_in(self, sid: str, secret: str) -> bool:
        return self.valid.get(sid) == secret

    def check(self) -> Check:
        parts = cast("Project", self), cast("Twilio", self), cast("Program", self)
        return Check(*parts, self.ledger, self.found)


def _key(sid: str, name: str = OURS) -> dict[str, Any]:
    return {"sid": sid, "friendly_name": name, "kind": "restricted", "policy": {"allow": [READ]}}


def _state(sid: str) -> dict[str, Any]:
    return {"id": sid, "urn": "urn:pulumi:dev::orders::T::ivr-1", "outputs": {"secret": {"plaintext": f'"{SECRET}"'}}}


@pytest.fixture
def run(tmp_path: Path) -> _Run:
    """What a good run leaves."""
    (tmp_path / "state.json").write_text("v1:nothing:to:read", "utf-8")
    return _Run(tmp_path, live=[_key("SK1"), _key("SK9", "foreign")], states=[_state("SK1")])


def _leave(run: _Run, name: str) -> None:
    run.live.append(_key("SK2", name))
    run.ledger.look(run.live, {"SK1"}, Circumstances(3, frozenset()))


def _leave_and_clean(run: _Run) -> None:
    _leave(run, OURS)
    run.live.pop()
    run.ledger.look(run.live, {"SK1"}, Circumstances(4, frozenset()))


def _write(run: _Run, text: str) -> None:
    (run.root / "log").write_text(text, "utf-8")


WRONG: dict[str, tuple[Callable[[_Run], object], str]] = {
    "another grant": (lambda run: run.live[0].update(policy={"allow": []}), "may do"),
    "no limits": (lambda run: run.live[0].update(policy=None), "may do"),
    "another kind": (lambda run: run.live[0].update(kind="standard"), "is standard"),
    "a name without our mark": (lambda run: run.live[0].update(friendly_name="ivr-1"), "has the name 'ivr-1'"),
    "not the explicit name": (lambda run: run.keys["ivr-1"].update(friendly_name="explicit 1"), "has the name"),
    "a secret that does not sign in": (lambda run: run.valid.clear(), "does not sign in"),
    "a secret that nobody noted": (lambda run: run.noted.clear(), "not among those that are searched for"),
    "no key": (lambda run: run.live.pop(0), "is not at Twilio"),
    "twice in the state": (lambda run: run.states.append(_state("SK1")), "lies in the state 2 times"),
    "not in the state": (lambda run: run.states.clear(), "declared and not in the state"),
    "not declared": (lambda run: run.keys.clear(), "or the other way round: ivr-1"),
    "a proven orphan": (lambda run: run.found.update(proven=[{"sid": "SK2"}]), "a proven orphan is left: SK2"),
    "an orphan": (lambda run: _leave(run, OURS), "neither an error nor a kill of the provider explains"),
    "an orphan that is gone": (_leave_and_clean, "neither an error nor a kill of the provider explains"),
    "an orphan that is not listed": (lambda run: _leave(run, OURS), "is not listed as suspected"),
    "an orphan that was never told": (lambda run: _leave(run, "strange"), "was never told"),
    "a changed foreign key": (lambda run: run.live[1].update(friendly_name="x"), "'foreign') was changed"),
    "a deleted foreign key": (lambda run: run.live.pop(1), "'foreign') was deleted"),
    "a secret in a file": (lambda run: _write(run, SECRET), "a secret lies in the clear (plain) in log"),
    "a secret in base64": (lambda run: _write(run, json.dumps({"a": _BASE64})), "in the clear (base64) in log"),
}
_BASE64 = "c2VjcmV0OiAwMTIzNDU2Nzg5YWJjZGVmZ2hpakFCQ0RFRkdISUpLTA=="


def test_a_good_run_passes(run: _Run) -> None:
    """Nothing is made up, and every file is searched."""
    check = run.check()
    assert check.problems() == []
    assert check.searched_bytes == len("v1:nothing:to:read")


@pytest.mark.parametrize("name", WRONG)
def test_whatever_is_wrong_is_found(run: _Run, name: str) -> None:
    """One thing that is wrong gives its problem."""
    spoil, problem = WRONG[name]
    spoil(run)
    assert any(problem in each for each in run.check().problems())

"""`twilio-keys rules`: the rules, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from twilio_keys_component.cli import main
from twilio_keys_component.rules import RULES

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `twilio-keys rules …` in this process; give its exit code, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(("rules", *arguments))
        written = capsys.readouterr()
        return int(end.value.code or 0), written.out, written.err

    return call


def test_all_rules_are_listed_with_their_levels(run: Run) -> None:
    """One line a rule, in the order of the ids."""
    code, out, err = run()
    first, *rows = out.splitlines()
    assert (code, err) == (0, "")
    assert first.split() == ["rule", "production", "elsewhere", "severity", "demands"]
    assert [row.split()[:4] for row in rows] == [
        [rule.id, rule.production, rule.elsewhere, rule.severity] for rule in RULES
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_told_whole(run: Run, rule: object) -> None:
    """With why, what to do and where to read on; the case of the id does not count."""
    each = next(one for one in RULES if one is rule)
    code, out, _ = run(each.id.lower())
    assert code == 0
    assert [text for text in (each.title, each.why, each.remedy, each.docs) if text not in out] == []


@pytest.mark.parametrize(
    ("id_", "note"),
    [
        ("TK202", "settings do not change its level, and no waiver helps"),
        ("TK201", "a key can accept it by name"),
        ("TK304", "a policy pack cannot see what it looks at"),
    ],
)
def test_what_is_special_about_a_rule_is_told(run: Run, id_: str, note: str) -> None:
    """Whether it can be accepted, and whether anything softens it."""
    assert note in run(id_)[1]


def test_rules_as_json(run: Run) -> None:
    """A list, of one where one was asked for."""
    every, one = json.loads(run("--json")[1]), json.loads(run("TK202", "--json")[1])
    assert [rule["id"] for rule in every] == [rule.id for rule in RULES]
    (told,) = one
    assert told in every
    assert (told["production"], told["elsewhere"], told["fixed"]) == ("mandatory", "mandatory", True)


def test_an_unknown_rule_is_wrong_use_and_the_nearest_is_named(run: Run) -> None:
    """Exit code 2, and nothing on stdout."""
    code, out, err = run("TK2001")
    assert (code, out) == (2, "")
    assert "there is no rule 'TK2001': did you mean TK201" in err


def test_an_id_like_no_other_is_answered_with_all(run: Run) -> None:
    """Where no rule is near, the list helps."""
    code, _, err = run("wildcards")
    assert code == 2
    assert err.startswith(f"there is no rule 'wildcards': there are {RULES[0].id}, ")
    assert "did you mean" not in err


def test_the_beginning_of_an_id_is_answered_with_those_that_begin_so(run: Run) -> None:
    """Not with others that look alike."""
    said = run("tk30")[2]
    assert "did you mean TK301 or TK302 or TK303 or TK304 or TK305? There are TK101, " in said

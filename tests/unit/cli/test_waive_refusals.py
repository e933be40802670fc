"""What `twilio-keys waive` refuses, in words and before it writes anything."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import SEND
from tests.unit.cli.waiving import FLOWS, TODAY, Waive, preview, previews, project, waive
from tests.unit.review.previews import plain

__all__ = ["project", "waive"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("TK2044", "there is no rule 'TK2044': did you mean TK204"),
        ("nonsense", "there is no rule 'nonsense': there are TK101, "),
        ("TK202", "TK202 cannot be waived. "),
        ("TK304", "TK304 cannot be waived. "),
        ("TK401", "TK401 cannot be waived: it is about waivers. "),
        ("TK101", "flow-editor does not break TK101 in orders/production: it breaks TK204"),
    ],
)
def test_a_rule_that_is_not_to_be_waived_is_refused(waive: Waive, project: Path, rule: str, said: str) -> None:
    """Unknown, fixed, or not broken there; with the reason, and nothing is written."""
    code, out, err = waive(rule)
    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert not (project / "waivers.toml").exists()


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("soon", "--until 'soon' is no date: write it as YYYY-MM-DD"),
        ("2020-01-31", "--until 2020-01-31 is past: give a day from "),
        (str(TODAY + timedelta(days=200)), " is more than 90 days ahead: give a day from "),
    ],
)
def test_an_end_that_cannot_be_is_refused(waive: Waive, until: str, said: str) -> None:
    """With the days that can be."""
    code, _, err = waive(until=until)
    assert (code, said in err) == (2, True)


def test_an_unknown_key_is_refused_with_those_that_are_known(waive: Waive) -> None:
    """The likeliest first."""
    _, _, err = waive(key="flow-edit")
    expected = "there is no key 'flow-edit' in orders/production: did you mean flow-editor? There are "
    assert err.startswith(expected)


def test_a_preview_without_keys_has_none_to_waive(waive: Waive, project: Path) -> None:
    """And says so."""
    (project / "none.json").write_text(plain(), "utf-8")
    assert "the preview shows no key" in waive(**{"from": "none.json"})[2]


def test_a_key_that_breaks_nothing_needs_no_waiver(waive: Waive, project: Path) -> None:
    """Of that rule, or of any."""
    safe = preview("/twilio/messaging/services/read", expires=(TODAY + timedelta(days=9)).isoformat())
    (project / "preview.json").write_text(safe, "utf-8")
    assert "flow-editor does not break TK204 in orders/production: it breaks no rule" in waive()[2]


def test_a_grant_that_is_not_known_yet_cannot_be_waived(waive: Waive, project: Path) -> None:
    """There is nothing to take a fingerprint of."""
    unknown = previews({"name": "flow-editor", "grants": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"})
    (project / "preview.json").write_text(unknown, "utf-8")
    assert "the grant of flow-editor is not known in this preview, and a waiver is for one" in waive()[2]


def test_keys_of_one_name_are_told_apart_by_sid(waive: Waive, project: Path) -> None:
    """In components, two keys can have one logical name."""
    grants = ({"grants": {FLOWS: True}}, {"grants": {FLOWS: True, SEND: True}, "parent": "my:Component$"})
    (project / "preview.json").write_text(previews(*({"name": "flow-editor", **g} for g in grants)), "utf-8")
    assert "2 keys are called flow-editor: name the one that is meant by its sid" in waive()[2]


def test_all_problems_are_told_at_once(waive: Waive, project: Path) -> None:
    """One line each."""
    (project / "waivers.toml").write_text("[[waivers]]\nrule = 1\n", "utf-8")
    code, _, err = waive("TK999", "nobody", until="never", reason=" ", approver="")
    lines = err.splitlines()
    assert code == 2
    heads = [
        "there is no rule",
        "--until",
        "--reason is empty",
        "--approver is empty",
        "waivers.toml",
        "there is no key",
    ]
    assert [head for head, line in zip(heads, lines, strict=True) if head in line] == heads


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("pyproject.toml", "[tool.twilio-keys]\nnonsense = 1\n", "nonsense"),
        ("preview.json", "{", "is cut off or no JSON"),
    ],
)
def test_files_that_cannot_be_used_are_refused(waive: Waive, project: Path, name: str, text: str, said: str) -> None:
    """In words."""
    (project / name).write_text(text, "utf-8")
    code, _, err = waive()
    assert (code, said in err) == (2, True)


@pytest.mark.parametrize(("data", "said"), [(None, "No such file"), (b"\xff\xfe\x00", "it is no UTF-8 text")])
def test_a_preview_that_cannot_be_read_is_refused(waive: Waive, project: Path, data: bytes | None, said: str) -> None:
    """With the reason."""
    if data is not None:
        (project / "bad.json").write_bytes(data)
    assert f"bad.json cannot be read: {said}" in waive(**{"from": "bad.json"})[2]

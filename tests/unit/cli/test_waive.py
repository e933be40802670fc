"""`twilio-keys waive`: a waiver in the file of waivers."""

from __future__ import annotations

import io
import json
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import KEY_SID, SEND
from tests.unit.review.previews import STACK_TYPE, plain, stream, urn_of
from twilio_keys_component.cli import main
from twilio_keys_component.cli.rule_files import load_settings
from twilio_keys_component.cli.waiver_file import write_waiver
from twilio_keys_component.permissions import load_catalog
from twilio_keys_component.review import Review, Terms, read_preview, review
from twilio_keys_component.rules import KEY_RESOURCE_TYPE, Settings, Waiver, load_waivers, waivers_path

Waive = Callable[..., tuple[int, str, str]]

FLOWS = "/twilio/studio/flows/update"
ESCALATES = "/twilio/iam/api-keys/create"
TODAY = datetime.now(UTC).date()
UNTIL = (TODAY + timedelta(days=30)).isoformat()

SETTINGS = """
[tool.twilio-keys]
waivers = "waivers.toml"
"""

TOLD = """\
The deployment signs in with an API key. The Auth Token cannot be narrowed.
deployment: it signs in with the account's Auth Token.
Give the deployment a restricted key.
A waiver for it would carry the fingerprint d00cbc53fea7b56b."""

WRITTEN_BY_HAND = f"""\
# Approved by the security team, see CODEOWNERS.

[[waivers]]
rule = "TK301"          # the owner is on leave
key = "other"
reason = "asked for"
approver = "Ada"
until = {UNTIL}
fingerprint = "0123456789abcdef"
"""


def preview(*permissions: str, name: str = "flow-editor", **inputs: Any) -> str:
    """A plain preview that creates one key which accepts no risk."""
    return previews({"name": name, "grants": dict.fromkeys(permissions, True), **inputs})


def previews(*keys: dict[str, Any]) -> str:
    """A plain preview that creates these keys."""
    steps = []
    for key in keys:
        inputs = {"owner": "team-flows", "purpose": "Edits flows", "key_type": "restricted", **key}
        name, parent = inputs.pop("name"), inputs.pop("parent", "")
        urn = f"urn:pulumi:production::orders::{parent}{KEY_RESOURCE_TYPE}::{name}"
        steps.append(
            {"op": "create", "urn": urn, "newState": {"urn": urn, "type": KEY_RESOURCE_TYPE, "inputs": inputs}}
        )
    return json.dumps({"steps": steps, "duration": 1, "changeSummary": {"create": len(steps)}})


def judged(text: str, waivers: tuple[Waiver, ...]) -> Review:
    """What a review says of a preview with these waivers."""
    terms = Terms(settings=Settings(), waivers=waivers, catalog=load_catalog(), today=TODAY, max_revoked=5)
    return review(read_preview(text, name="-"), terms)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: settings that name `waivers.toml`, and a preview in which `flow-editor` breaks TK204."""
    (tmp_path / "pyproject.toml").write_text(SETTINGS, "utf-8")
    (tmp_path / "preview.json").write_text(preview(FLOWS), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def waive(project: Path, capsys: pytest.CaptureFixture[str]) -> Waive:
    """Run the command in the project with good options, where none are given; give exit code, stdout, stderr."""

    def call(rule: str = "TK204", key: str = "flow-editor", *flags: str, **options: str) -> tuple[int, str, str]:
        given_ = {
            "from": "preview.json",
            "until": UNTIL,
            "reason": "Flows move soon",
            "approver": "Ada, security",
            **options,
        }
        pairs = [word for name, value in given_.items() for word in (f"--{name}", value)]
        with pytest.raises(SystemExit) as end:
            main(("waive", rule, key, *pairs, *flags))
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return call


def test_the_waiver_is_written_with_stack_and_fingerprint(waive: Waive, project: Path) -> None:
    """And told, with its end and what is to be done with the file."""
    code, out, err = waive()
    (waiver,) = load_waivers(project / "waivers.toml")
    assert (code, err) == (0, "")
    assert (waiver.rule, waiver.key, waiver.stack) == ("TK204", "flow-editor", "orders/production")
    assert (waiver.reason, waiver.approver, waiver.until) == (
        "Flows move soon",
        "Ada, security",
        date.fromisoformat(UNTIL),
    )
    assert out.startswith("TK204 is waived for flow-editor; written to ")
    assert waiver.fingerprint in out
    assert f"It ends with {UNTIL}, and counts for this grant only.\n" in out
    assert "CODEOWNERS should name who may approve its changes.\n" in out


def test_the_waiver_waives_exactly_that_finding(waive: Waive, project: Path) -> None:
    """Every other finding stays as it was."""
    waive()
    before = judged(preview(FLOWS), ()).after
    after = judged(preview(FLOWS), load_waivers(project / "waivers.toml")).after
    assert [each.finding.rule.id for each in after.waived] == ["TK204"]
    assert list(after.findings) == [finding for finding in before.findings if finding.rule.id != "TK204"]


def test_a_wider_grant_voids_the_waiver(waive: Waive, project: Path) -> None:
    """The finding is back, and the waiver is one itself."""
    waive()
    after = judged(preview(FLOWS, "/twilio/studio/flows/delete"), load_waivers(project / "waivers.toml")).after
    assert after.waived == ()
    assert {"TK204", "TK401"} <= {finding.rule.id for finding in after.findings}


def test_a_waiver_for_another_rule_does_not_help_against_escalation(waive: Waive, project: Path) -> None:
    """A key that may mint keys is stopped all the same."""
    (project / "preview.json").write_text(preview(FLOWS, ESCALATES), "utf-8")
    assert waive()[0] == 0
    after = judged(preview(FLOWS, ESCALATES), load_waivers(project / "waivers.toml")).after
    assert "TK202" in {finding.rule.id for finding in after.findings}


def test_what_is_in_the_file_stays(waive: Waive, project: Path) -> None:
    """With its comments, byte by byte."""
    (project / "waivers.toml").write_text(WRITTEN_BY_HAND, "utf-8")
    waive()
    text = (project / "waivers.toml").read_text("utf-8")
    assert text.startswith(f"{WRITTEN_BY_HAND}\n[[waivers]]\nrule = ")
    assert len(load_waivers(project / "waivers.toml")) == 2


def test_a_new_file_says_what_it_is(waive: Waive, project: Path) -> None:
    """In a comment at its top."""
    waive()
    assert (project / "waivers.toml").read_text("utf-8").startswith("# Waivers: who may break which guardrail")


def test_a_waiver_for_the_same_is_replaced(waive: Waive, project: Path) -> None:
    """In its place, with the comments around it, and the command says so."""
    waive()
    file = project / "waivers.toml"
    file.write_text(
        file.read_text("utf-8").replace('"flow-editor"', '"flow-editor" # soon gone') + "\n# end\n", "utf-8"
    )
    code, out, _ = waive(reason="Again")
    text = file.read_text("utf-8")
    assert (code, text.count("[[waivers]]"), text.count("Again"), "Flows move" in text) == (0, 1, 1, False)
    assert '"flow-editor" # soon gone' in text
    assert text.endswith("\n# end\n")
    assert "; replaced in " in out


def test_all_waivers_for_the_same_are_replaced_by_one(waive: Waive, project: Path) -> None:
    """Others between them stay."""
    waive()
    file = project / "waivers.toml"
    one = "[[waivers]]" + file.read_text("utf-8").partition("[[waivers]]")[2]
    file.write_text(f"{one}\n{WRITTEN_BY_HAND}\n{one}", "utf-8")
    waive(reason="Again")
    assert [waiver.reason for waiver in load_waivers(file)] == ["Again", "asked for"]


@pytest.mark.parametrize("text", ["", "waivers = []\n", "# nothing yet\n", "waivers = [\n]\n# end\n"])
def test_an_empty_file_is_filled(waive: Waive, project: Path, text: str) -> None:
    """However it is empty."""
    (project / "waivers.toml").write_text(text, "utf-8")
    assert waive()[0] == 0
    assert len(load_waivers(project / "waivers.toml")) == 1


def test_waivers_in_one_list_are_joined_by_another(waive: Waive, project: Path) -> None:
    """TOML knows two ways to write them."""
    (table,) = tomllib.loads(WRITTEN_BY_HAND)["waivers"]
    inline = ", ".join(f"{name} = {value if name == 'until' else json.dumps(value)}" for name, value in table.items())
    (project / "waivers.toml").write_text(f"waivers = [{{ {inline} }}]\n", "utf-8")
    waive()
    waive()
    assert [waiver.rule for waiver in load_waivers(project / "waivers.toml")] == ["TK301", "TK204"]


def test_lines_end_as_they_did(waive: Waive, project: Path) -> None:
    """As Windows ends them, if they did."""
    (project / "waivers.toml").write_bytes(WRITTEN_BY_HAND.replace("\n", "\r\n").encode())
    waive()
    data = (project / "waivers.toml").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 10


def test_the_file_can_be_named(waive: Waive, project: Path) -> None:
    """And if the settings lead to another one, the command says which."""
    code, _, err = waive(file="mine.toml")
    read = project / "waivers.toml"
    assert (code, err) == (
        0,
        f"with these settings the waivers in {read} count, not these: name this file there as `waivers`\n",
    )
    assert len(load_waivers(project / "mine.toml")) == 1
    assert waive(file="waivers.toml")[2] == ""


@pytest.mark.parametrize("settings", ["[tool.twilio-keys]\n", '{"settings": {}}'], ids=["project file", "of the pack"])
def test_a_file_that_no_settings_name_lies_beside_them(waive: Waive, project: Path, settings: str) -> None:
    """Where pack and review look for it; it is made if there is none."""
    path = project / "policies" / ("config.json" if settings[0] == "{" else "ours.toml")
    path.parent.mkdir()
    path.write_text(settings, "utf-8")
    for _ in range(2):
        code, out, err = waive(settings=str(path))
        assert (code, err) == (0, "")
        assert str(path.with_name("waivers.toml").relative_to(project)) in out
    assert waivers_path(*load_settings(path)) == path.with_name("waivers.toml")
    assert waive(settings=str(path), file="policies/waivers.toml")[2] == ""


def test_what_only_the_pack_can_see_can_be_waived(waive: Waive, project: Path) -> None:
    """With the fingerprint that it printed: here credentials in the environment, by which the review cannot judge."""
    said = {"policyPackName": "twilio-keys", "policyName": "TK103", "enforcementLevel": "mandatory"}
    others = [{**said, "policyName": "settings"}, {**said, "message": "deployment: no fingerprint."}]
    policies = tuple(
        {"message": TOLD, "resourceUrn": urn_of("orders-prod", kind=STACK_TYPE), **each} for each in others
    )
    policies += ({**said, "message": TOLD, "resourceUrn": urn_of("orders-prod", kind=STACK_TYPE)},)
    (project / "preview.json").write_text(stream(policies=policies), "utf-8")

    code, out, err = waive("TK103", "deployment")

    (waiver,) = load_waivers(project / "waivers.toml")
    assert (code, err) == (0, "")
    assert (waiver.rule, waiver.key, waiver.fingerprint) == ("TK103", "deployment", "d00cbc53fea7b56b")
    assert "it signs in with the account's Auth Token\n" in out


@pytest.mark.parametrize(("key", "is_there"), [("deployment", False), ("flow-editor", True)])
def test_where_only_the_pack_may_see_it_the_way_is_told(waive: Waive, key: str, is_there: bool) -> None:
    """The preview tells nothing of the pack: which one does, and where to read on."""
    code, _, err = waive("TK103", key)
    assert (code, "does not break" in err, "there is no key" in err) == (2, is_there, not is_there)
    assert "give the event stream of a preview with --policy-pack" in err
    assert "--policy-pack" not in waive("TK204", "flow-edit")[2]


def test_the_preview_can_come_from_stdin(waive: Waive, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `-`."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(preview(FLOWS, name="x").encode())))
    assert waive("tk204", "x", **{"from": "-"})[0] == 0


def test_a_key_can_be_named_by_its_sid(waive: Waive, project: Path) -> None:
    """An adopted one has a sid before it is deployed."""
    (project / "preview.json").write_text(preview(FLOWS, adopt_sid=KEY_SID), "utf-8")
    assert waive(key=KEY_SID)[0] == 0
    after = judged(preview(FLOWS, adopt_sid=KEY_SID), load_waivers(project / "waivers.toml")).after
    assert [each.finding.rule.id for each in after.waived] == ["TK204"]


def test_json_tells_what_was_written(waive: Waive, project: Path) -> None:
    """For machines."""
    told = json.loads(waive("TK204", "flow-editor", "--json")[1])
    (waiver,) = load_waivers(project / "waivers.toml")
    assert told["waiver"]["fingerprint"] == waiver.fingerprint
    assert told["waiver"]["until"] == UNTIL
    assert (told["replaced"], Path(told["file"]).name) == (False, "waivers.toml")
    assert FLOWS in told["allows"]
    assert json.loads(waive("TK204", "flow-editor", "--json")[1])["replaced"] is True


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


def test_a_file_that_cannot_be_written_is_told(waive: Waive) -> None:
    """With the reason."""
    code, _, err = waive(file="nowhere/waivers.toml")
    assert (code, err) == (2, "nowhere/waivers.toml cannot be written: No such file or directory\n")


WORDS = st.text(min_size=1).filter(str.strip)


@given(reason=WORDS, approver=WORDS, key=WORDS)
def test_any_text_comes_back_as_it_was_given(reason: str, approver: str, key: str) -> None:
    """Quotes, newlines and other letters included; the file stays a file of waivers."""
    waiver = Waiver(
        rule="TK204",
        key=key,
        reason=reason,
        approver=approver,
        until=TODAY,
        fingerprint="0123456789abcdef",
    )
    for path in _files():
        write_waiver(path, waiver)
        write_waiver(path, waiver)
        assert load_waivers(path)[-1] == waiver
        path.unlink()


def _files() -> Iterator[Path]:
    """A new file, and one that was written by hand."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "new.toml"
        old = Path(folder) / "old.toml"
        old.write_text(WRITTEN_BY_HAND, "utf-8")
        yield old

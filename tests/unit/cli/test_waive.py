"""`twilio-keys waive`: a waiver of exactly one finding of a preview."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from tests.builders import KEY_SID
from tests.unit.cli.waiving import ESCALATES, FLOWS, UNTIL, Waive, judged, preview, project, waive
from tests.unit.review.previews import STACK_TYPE, stream, urn_of
from twilio_keys_component.rules import load_waivers

__all__ = ["project", "waive"]

TOLD = """\
The deployment signs in with an API key. The Auth Token cannot be narrowed.
deployment: it signs in with the account's Auth Token.
Give the deployment a restricted key.
A waiver for it would carry the fingerprint d00cbc53fea7b56b."""


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

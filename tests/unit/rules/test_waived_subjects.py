"""Waivers of what is no key."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import ACCOUNT_SID, OTHER_ACCOUNT_SID
from tests.unit.rules.samples import context, key, resource, stack, waiver
from twilio_keys_component.rules import Signer, judge

ANY = key()


def test_the_waiver_of_a_deployment_is_for_its_account() -> None:
    """The token of another account is another one; while the account is not known, any waiver counts."""
    ours, others, unknown = (
        stack(signer=Signer.AUTH_TOKEN, account_sid=account_sid)
        for account_sid in (ACCOUNT_SID, OTHER_ACCOUNT_SID, None)
    )
    given = waiver("TK103", ANY, key="deployment", fingerprint=judge(ours, context()).findings[0].fingerprint)
    assert judge(unknown, context()).findings[0].fingerprint == ""
    assert judge(unknown, context(), [given]).findings == ()
    left = judge(others, context(), [given]).findings
    assert [finding.rule.id for finding in left] == ["TK103", "TK401"]
    assert "it was given for something else of that name (fingerprint " in left[1].message


def test_the_waiver_of_a_resource_is_for_its_type_and_place() -> None:
    """Neither another property nor another resource of that name is waived with it."""
    agreed = resource(environment={"TWILIO_AUTH_TOKEN": "x"})
    (finding,) = judge(stack(resources=(agreed,)), context()).findings
    given = waiver("TK104", ANY, key="worker", fingerprint=finding.fingerprint)
    elsewhere = resource(sidecar={"TWILIO_AUTH_TOKEN": "x"})
    another = replace(agreed, urn=agreed.urn.replace("docker:index/container:Container", "aws:ssm:Parameter"))
    assert judge(stack(resources=(agreed,)), context(), [given]).findings == ()
    for other in (elsewhere, another):
        left = judge(stack(resources=(other,)), context(), [given]).findings
        assert [found.rule.id for found in left] == ["TK104", "TK401"]

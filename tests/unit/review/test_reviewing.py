"""What the rules, the packs and the input itself say, in a review."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, EVERY_MESSAGE_ACTION, OTHER_ACCOUNT_SID, READ, SEND
from tests.unit.review.previews import (
    MASKED,
    TODAY,
    UNKNOWN,
    Step,
    diagnostic,
    inputs,
    plain,
    reviewed,
    root,
    state,
    step,
    stream,
    urn_of,
)
from twilio_keys_component.permissions import ACTIONS
from twilio_keys_component.review import PolicyMessage, UnusablePreviewError
from twilio_keys_component.rules import Finding, Settings, Waiver

TOKEN = "0123456789abcdef" * 2
ROLE = "aws:lambda/function:Function"
WIDE = inputs(EVERY_MESSAGE_ACTION, accept=None)


def _found(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.rule.id, finding.subject) for finding in findings}


def policy(name: str, *, level: str = "mandatory", pack: str = "twilio-keys", urn: str = "", text: str = "No.") -> Any:
    """What a pack says, as in an event."""
    return {
        "resourceUrn": urn,
        "message": text,
        "policyName": name,
        "policyPackName": pack,
        "enforcementLevel": level,
    }


def test_a_finding_is_new_if_the_change_brings_it() -> None:
    """What was there before is told apart from it, and what is mended too."""
    review = reviewed(
        stream(
            root(),
            step("update", "worse", old=inputs(owner="a"), new=inputs(owner=None)),
            step("same", "bad", old=inputs(owner="b", purpose=None), new=inputs(owner="b", purpose=None)),
            step("update", "better", old=inputs(purpose=None), new=inputs()),
        )
    )
    assert _found(review.new_findings) == {("TK301", "worse")}
    assert _found(review.mended_findings) == {("TK301", "better")}
    assert ("TK301", "bad") in _found(review.after.findings)


def test_another_spelling_is_no_new_finding() -> None:
    """Nor is a finding about fewer permissions new."""
    every = inputs(*(f"/twilio/messaging/messages/{action}" for action in ACTIONS), accept=None)
    for new in (every, inputs(SEND, accept=None)):
        review = reviewed(stream(root(), step("update", old=WIDE, new=new)))
        assert not review.new_findings
    assert _found(review.mended_findings) == {("TK201", "notifier"), ("TK204", "notifier")}


def test_a_finding_about_more_permissions_is_new() -> None:
    """The rule was broken before, but not by these."""
    review = reviewed(stream(root(), step("update", old=inputs(accept=None), new=inputs(SEND, READ, accept=None))))
    assert _found(review.new_findings) == {("TK205", "notifier")}
    assert not review.mended_findings


def test_a_finding_whose_level_rises_is_new() -> None:
    """A key may move to an account that is production; the other way round nothing is new."""
    bad = inputs(purpose=None)
    settings = Settings(production_accounts=(OTHER_ACCOUNT_SID,), non_production_accounts=(ACCOUNT_SID,))
    there, here = ({**bad, "account_sid": sid} for sid in (OTHER_ACCOUNT_SID, ACCOUNT_SID))
    for old, new, is_new in ((here, there, True), (there, here, False), (there, there, False)):
        review = reviewed(stream(root(), step("replace", old=old, new=new)), settings=settings)
        assert bool(review.new_findings) is is_new


def test_a_renamed_key_has_no_new_findings() -> None:
    """It is the same key by another name."""
    bad = inputs(purpose=None)
    review = reviewed(stream(root(), step("same", "after", old_urn=urn_of("before"), old=bad, new=bad)))
    assert (review.new_findings, review.mended_findings) == ((), ())


def test_nothing_is_mended_about_a_key_that_lives_on() -> None:
    """One that is forgotten may do at Twilio what it did before; one that is revoked may not."""
    kept = step("delete", "a", old=inputs(purpose=None), retainOnDelete=True)
    review = reviewed(stream(root(), kept, step("delete", "b", old=inputs(READ, purpose=None))))
    assert _found(review.mended_findings) == {("TK301", "b")}


@pytest.mark.parametrize(
    ("stack", "sid", "is_production"),
    [("prod", ACCOUNT_SID, True), ("dev", ACCOUNT_SID, False), ("dev", OTHER_ACCOUNT_SID, True)],
)
def test_stack_and_account_decide_what_is_production(stack: str, sid: str, *, is_production: bool) -> None:
    """The stack's name is taken from URNs, the account from the settings of the stack."""
    new = step("create", urn=urn_of("new", stack=stack), new=inputs(purpose=None))
    settings = Settings(production_accounts=(OTHER_ACCOUNT_SID,))
    review = reviewed(stream(new, config={"twilio-keys:accountSid": sid}), settings=settings)
    assert (review.project, review.stack, review.is_production) == ("orders", stack, is_production)
    assert review.after.findings[0].level == ("mandatory" if is_production else "advisory")


@pytest.mark.parametrize("config", [{}, {"twilio-keys:accountSid": "[secret]"}])
def test_the_account_is_told_by_the_state_if_not_by_the_settings(config: dict[str, str]) -> None:
    """A deployment may take it from the environment."""
    steps = (step("update", "old", old=inputs(), new=inputs(READ)), step("create", "new", new=inputs()))
    review = reviewed(stream(*steps, config=config))
    assert {change.key.account_sid for change in review.changes} == {ACCOUNT_SID}


def test_a_waiver_counts() -> None:
    """Its finding is waived; the review says so."""
    new = step("create", new=inputs(purpose=None))
    (finding,) = reviewed(stream(root(), new)).after.findings
    waiver = Waiver(
        rule="TK301",
        key="notifier",
        reason="new team",
        approver="sec",
        until=TODAY + timedelta(days=9),
        fingerprint=finding.fingerprint,
    )
    review = reviewed(stream(root(), new), waivers=(waiver,))
    assert [each.waiver for each in review.after.waived] == [waiver]
    assert not review.after.findings
    assert not review.mended_findings  # nobody knows whether the waiver was there, and unused, before


def test_who_signs_in_is_told_by_the_settings() -> None:
    """With the environment's credentials nobody knows."""
    for config, is_found in (
        ({"twilio-keys:authToken": "[secret]"}, True),
        ({"twilio-keys:apiKey": "SK1"}, False),
        ({}, False),
    ):
        findings = reviewed(stream(root(), config=config)).after.findings
        assert (("TK103", "deployment") in _found(findings)) is is_found


@pytest.mark.parametrize(
    ("value", "is_found"),
    [
        (TOKEN, True),
        ("[secret]", False),
        ('{"AC1": {"authToken": "[secret]", "sid": "x"}}', False),
        (f'{{"AC1": {{"authToken": "[secret]"}}, "AC2": [{{"apiKeySecret": "{TOKEN}"}}]}}', True),
        ("[secret", True),
        ("x [secret] y", False),
    ],
)
def test_credentials_in_plain_settings_are_found(value: str, *, is_found: bool) -> None:
    """What the engine masked is none; of a setting that is partly masked, the rest counts."""
    findings = reviewed(stream(root(), config={"twilio-keys:accounts": value})).after.findings
    assert (("TK304", "twilio-keys:accounts") in _found(findings)) is is_found


def test_secrets_in_plain_outputs_are_found() -> None:
    """What is masked or not known yet is not judged, wherever it stands; what is not known yet is counted."""
    outputs = {"token": TOKEN, "secret": MASKED, "late": UNKNOWN, "some": {"secret": MASKED}, "all": [UNKNOWN, "a"]}
    review = reviewed(stream(root(outputs), step("same", old=inputs(), new=inputs())))
    assert _found(review.after.findings) == {("TK304", "token")}
    assert "3 stack outputs will be known after the update only" in " ".join(review.notes)
    assert _found(reviewed(stream(root(old=outputs))).mended_findings) == {("TK304", "token")}
    assert not reviewed(stream(root(outputs, old=outputs))).new_findings


def test_a_plain_preview_says_what_it_does_not_tell() -> None:
    """Outputs, policy packs and, without `--show-sames`, unchanged keys."""
    notes = " ".join(reviewed(plain(root({"token": TOKEN}), unseen=1)).notes)
    assert "1 unchanged resource of the stack cannot be seen" in notes
    assert "policy packs" in notes
    assert "TK304" in notes
    assert not reviewed(stream(root())).notes


def test_a_token_that_is_handed_to_a_workload_is_found() -> None:
    """Whether its value is masked or not known yet; a resource that goes counts before, not after."""
    urns = [urn_of(name, kind=ROLE) for name in ("a", "b", "c")]
    handed = [{"environment": {"TWILIO_AUTH_TOKEN": value}} for value in (MASKED, UNKNOWN, "x")]
    steps = [Step("create", urn, None, state(urn, given)) for urn, given in zip(urns[:2], handed[:2], strict=True)]
    steps += [Step("delete", urns[2], state(urns[2], {"envs": [handed[2]]}), None)]
    steps += [Step("replace", urns[0], None, state(urns[0], handed[0])), Step("delete-replaced", urns[0], None, None)]
    review = reviewed(stream(root(), *steps))
    assert _found(review.after.findings) == {("TK104", "a"), ("TK104", "b")}
    assert _found(review.before.findings) == {("TK104", "c")}


def test_the_stack_can_be_given_where_the_preview_names_none() -> None:
    """A preview that failed early names none; then it counts as production unless it is given."""
    text = "\n".join(line for line in stream(result="failed").splitlines() if '"metadata"' not in line)
    assert (reviewed(text, stack="acme/orders/dev").stack, reviewed(text, stack="dev").is_production) == ("dev", False)
    unnamed = reviewed(text)
    assert unnamed.is_production
    assert "names no stack" in " ".join(unnamed.notes)


def test_another_stack_than_the_previews_is_refused() -> None:
    """Somebody took the wrong file."""
    with pytest.raises(UnusablePreviewError, match="is of the stack prod, not of dev"):
        reviewed(stream(root()), stack="dev")
    assert reviewed(stream(root()), stack="acme/prod").stack == "prod"


def test_errors_are_told_without_secrets() -> None:
    """Of a traceback its end; a credential that lies in plain settings is taken out even if it is short."""
    traceback = 'Program failed:\nTraceback (most recent call last):\n  File "x"\nValueError: local-token and ' + TOKEN
    said = (
        diagnostic(f"<{{%fg 1%}}>{traceback}<{{%reset%}}>\n"),
        diagnostic("an unhandled error occurred: program exited with non-zero exit code: 1\n"),
        diagnostic("two\n  * lines\x1b[2J\n"),
        diagnostic("just a warning", severity="warning"),
    )
    review = reviewed(stream(root(), said=said, result="failed", config={"twilio-keys:authToken": "local-token"}))
    assert review.errors == ("Program failed:\nValueError: [secret] and (32 characters)", "two\n  * lines\\x1b[2J")
    assert review.has_failed


def test_a_failure_always_says_something() -> None:
    """Unless it was a policy pack, whose messages stand by themselves."""
    bare = reviewed(stream(root(), result="failed"))
    stopped = reviewed(stream(root(), result="failed", said=(diagnostic("preview failed\n"),), policies=(policy("A"),)))
    assert len(bare.errors) == 1
    assert (stopped.errors, stopped.has_failed) == ((), True)


def test_messages_of_packs_are_told_sorted_and_masked() -> None:
    """With the levels' own names."""
    policies = (
        policy("B", level="warning", pack="acme", text=f"<{{%bold%}}>bad {TOKEN}\nmend it"),
        policy("A", pack="acme", urn=urn_of("x")),
    )
    assert reviewed(stream(root(), policies=policies)).policy_messages == (
        PolicyMessage("acme", "B", "advisory", "bad (32 characters)\nmend it"),
        PolicyMessage("acme", "A", "mandatory", "No.", urn_of("x")),
    )


def test_what_our_own_pack_says_too_is_not_told_twice() -> None:
    """Only what the review says otherwise, or not at all, is left."""
    policies = (
        policy("TK301", urn=urn_of("new")),
        policy("TK302-advisory", urn=urn_of("new"), level="advisory"),
        policy("TK103", urn=root().urn),
        policy("TK301-stack", urn=urn_of("new")),
        policy("TK301", urn=urn_of("other")),
        policy("TK301-advisory", urn=urn_of("new"), level="advisory"),
        policy("settings", urn=root().urn),
        policy("waivers", level="advisory"),
    )
    new = step("create", "new", new=inputs(purpose=None, expires=None))
    review = reviewed(stream(root(), new, policies=policies, config={"twilio-keys:authToken": "[secret]"}))
    left = [(message.policy, message.urn) for message in review.policy_messages]
    assert left == [
        ("TK301-advisory", urn_of("new")),
        ("waivers", None),
        ("TK301", urn_of("other")),
        ("settings", root().urn),
    ]


def test_a_waiver_that_only_the_pack_sees_in_use_is_told() -> None:
    """Who signs in may be known to it alone; what both see is not told twice."""
    new = step("create", new=inputs(purpose=None))
    (finding,) = reviewed(stream(root(), new)).after.findings
    until = TODAY + timedelta(days=9)
    fields = {"key": "notifier", "reason": "new", "approver": "sec", "fingerprint": finding.fingerprint}
    said = "These rules are broken with permission.\n{} is waived for {} until 2026-12-01, by sec: new"
    policies = tuple(
        policy("waivers", level="advisory", text=said.format(*each))
        for each in (("TK301", "notifier"), ("TK103", "deployment"))
    )
    waivers = (Waiver(rule="TK301", until=until, **fields),)
    review = reviewed(stream(root(), new, policies=policies), waivers=waivers)
    assert ["TK103" in message.message for message in review.policy_messages] == [True]


def test_the_date_is_given() -> None:
    """A review of yesterday's preview can be made anew."""
    review = reviewed(stream(root(), step("same", old=inputs(), new=inputs())), today=date(2028, 1, 1))
    assert ("TK301", "notifier") in _found(review.after.findings)

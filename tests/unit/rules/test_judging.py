"""From keys, stack and waivers to findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, EVERY_MESSAGE_ACTION, KEY_SID, OTHER_ACCOUNT_SID
from tests.unit.rules.samples import PERIOD, TODAY, context, key, resource, stack, waiver
from twilio_keys_component.model import KeyType
from twilio_keys_component.permissions import Permission
from twilio_keys_component.rules import (
    RULES,
    Finding,
    Judgement,
    KeyView,
    Level,
    RuleContext,
    Signer,
    StackView,
    Waiver,
    findings_of_key,
    judge,
    rule_of,
)

WIDE = key(EVERY_MESSAGE_ACTION, name="wide", accept=frozenset({"TK204", "TK205"}), sid=KEY_SID)
MINTING = key("/twilio/iam/api-keys/create", name="minting")
DAY = timedelta(days=1)


def told(judgement: Judgement) -> list[tuple[str, str]]:
    """The rules that are broken, and by whom."""
    return [(finding.rule.id, finding.subject) for finding in judgement.findings]


def flaw(given: Waiver, *keys: KeyView, where: RuleContext | None = None, **fields: Any) -> str:
    """What is said of the one waiver of a stack."""
    judgement = judge(StackView(keys=keys, **fields), where or context(), [given])
    (finding,) = [finding for finding in judgement.findings if finding.rule.id == "TK401"]
    assert finding.message.startswith(f"the waiver of {given.rule} for {given.key} does not count: ")
    return finding.message.partition("does not count: ")[2]


def test_a_stack_that_breaks_no_rule_has_no_findings() -> None:
    """Neither does an empty one."""
    assert judge(stack(key(), signer=Signer.API_KEY), context()) == Judgement()
    assert judge(stack(), context()) == Judgement()


def test_a_finding_tells_all_about_itself() -> None:
    """Rule, level, key, words, permissions and fingerprint."""
    (finding,) = judge(stack(WIDE), context()).findings
    assert (finding.rule, finding.level) == (rule_of("TK201"), Level.MANDATORY)
    assert (finding.subject, finding.urn, finding.sid) == (WIDE.name, WIDE.urn, KEY_SID)
    assert finding.permissions == (Permission.parse(EVERY_MESSAGE_ACTION),)
    assert finding.fingerprint == WIDE.fingerprint(context().catalog)


def test_a_finding_about_something_else_has_its_name() -> None:
    """And its URN, where it has one."""
    whole = stack(resources=(resource(TWILIO_AUTH_TOKEN="x"),), signer=Signer.AUTH_TOKEN)
    first, second = judge(whole, context()).findings
    assert (first.rule.id, first.subject, first.urn) == ("TK103", "deployment", None)
    assert (second.rule.id, second.subject, second.urn) == ("TK104", "worker", whole.resources[0].urn)
    assert first.fingerprint != second.fingerprint


def test_the_mandatory_ones_come_first() -> None:
    """Then by rule and by key."""
    keys = [replace(WIDE, name=name, expires=None) for name in ("b", "a")]
    assert told(judge(stack(*keys), context())) == [
        ("TK201", "a"),
        ("TK201", "b"),
        ("TK302", "a"),
        ("TK302", "b"),
        ("TK303", "a"),
        ("TK303", "b"),
    ]


@pytest.mark.parametrize(
    ("where", "level"),
    [
        (context("prod"), Level.MANDATORY),
        (context("dev"), Level.ADVISORY),
        (context("dev", production_accounts=(ACCOUNT_SID,)), Level.MANDATORY),
        (context("prod", non_production_accounts=(ACCOUNT_SID,)), Level.ADVISORY),
        (context("prod", production_accounts=(OTHER_ACCOUNT_SID,)), Level.MANDATORY),
        (context("prod", rules={"TK201": {"production": "advisory"}}), Level.ADVISORY),
        (context("dev", rules={"TK201": {"production": "advisory"}}), Level.ADVISORY),
        (context("dev", rules={"TK201": {"elsewhere": "mandatory"}}), Level.MANDATORY),
    ],
)
def test_the_level_is_that_of_the_stack_or_the_account(where: RuleContext, level: Level) -> None:
    """Settings change it, each for its kind of stack."""
    assert [finding.level for finding in judge(stack(WIDE), where).findings] == [level]


@pytest.mark.parametrize("name", ["prod", "dev"])
def test_a_disabled_rule_finds_nothing(name: str) -> None:
    """Neither in a key nor in a stack."""
    off = {rule: {"production": "disabled", "elsewhere": "disabled"} for rule in ("TK103", "TK201")}
    assert judge(stack(WIDE, signer=Signer.AUTH_TOKEN), context(name, rules=off)).findings == ()


def test_the_account_of_the_stack_decides_about_the_deployment() -> None:
    """A finding without a key is about the account that keys have by default."""
    whole = stack(signer=Signer.AUTH_TOKEN, account_sid=ACCOUNT_SID)
    (finding,) = judge(whole, context("prod", non_production_accounts=(ACCOUNT_SID,))).findings
    assert finding.level is Level.ADVISORY


def test_what_is_not_known_yet_is_not_judged_and_said() -> None:
    """By rule, with what is missing; all other rules are applied."""
    judgement = judge(stack(replace(WIDE, owner=None, unknown=frozenset({"permissions", "accept"}))), context())
    assert told(judgement) == [("TK301", "wide")]
    assert [(each.rule.id, each.fields) for each in judgement.unjudged] == [
        ("TK201", ("accept", "permissions")),
        ("TK202", ("permissions",)),
        ("TK203", ("permissions",)),
        ("TK204", ("accept", "permissions")),
        ("TK205", ("accept", "permissions")),
        ("TK206", ("permissions",)),
        ("TK303", ("permissions",)),
    ]


def test_a_waiver_allows_one_rule_for_one_key() -> None:
    """The finding is kept beside its waiver."""
    given = waiver("TK201", WIDE)
    judgement = judge(stack(WIDE, replace(WIDE, name="other", owner="b")), context(), [given])
    assert told(judgement) == [("TK201", "other")]
    ((finding, used),) = [(each.finding, each.waiver) for each in judgement.waived]
    assert (finding.subject, finding.level, used) == ("wide", Level.MANDATORY, given)


def test_a_waiver_can_name_the_sid() -> None:
    """Of a key that has one."""
    assert told(judge(stack(WIDE), context(), [waiver("TK201", WIDE, key=KEY_SID)])) == []


@pytest.mark.parametrize("stack_name", ["orders/prod", None])
@pytest.mark.parametrize("name", ["prod", "acme/orders/prod"])
def test_a_waiver_counts_in_its_stack(stack_name: str | None, name: str) -> None:
    """Or in all, where it names none; an organization before the name does not count."""
    assert told(judge(stack(WIDE), context(name), [waiver("TK201", WIDE, stack=stack_name)])) == []


@pytest.mark.parametrize("stack_name", ["orders/prod2", "other/prod", "orders/Prod"])
def test_a_waiver_of_another_stack_is_passed_over(stack_name: str) -> None:
    """It allows nothing here, and nothing is wrong with it."""
    assert told(judge(stack(WIDE), context(), [waiver("TK201", WIDE, stack=stack_name)])) == [("TK201", "wide")]


@pytest.mark.parametrize(("days", "counts"), [(-1, False), (0, True), (90, True), (91, False)])
def test_a_waiver_counts_until_its_day_and_at_most_90_days_ahead(days: int, counts: bool) -> None:
    """The last day is one of them."""
    judgement = judge(stack(WIDE), context(), [waiver("TK201", WIDE, until=TODAY + days * DAY)])
    assert (("TK201", "wide") in told(judgement), bool(judgement.waived)) == (not counts, counts)


def test_a_waiver_is_for_a_grant() -> None:
    """Widening the key voids it; spelling it otherwise does not."""
    given = waiver("TK201", WIDE)
    actions = [f"/twilio/messaging/messages/{each}" for each in ("create", "delete", "list", "read", "update")]
    respelled = replace(WIDE, permissions=key(*actions).permissions)
    wider = replace(WIDE, permissions=key(EVERY_MESSAGE_ACTION, "/twilio/voice/calls/read").permissions)
    assert told(judge(stack(respelled), context(), [given])) == []
    assert told(judge(stack(wider), context(), [given])) == [("TK201", "wide"), ("TK401", "wide")]
    fingerprint = wider.fingerprint(context().catalog)
    assert (
        flaw(given, wider) == f"the key's grant is another one now (fingerprint {fingerprint}, not {given.fingerprint})"
    )


def test_another_kind_of_key_voids_a_waiver() -> None:
    """A standard key does more than a restricted one without a grant would say."""
    standard = replace(WIDE, key_type=KeyType.STANDARD, permissions=None)
    given = waiver("TK102", WIDE)
    assert ("TK102", "wide") in told(judge(stack(standard), context(), [given]))
    assert ("TK102", "wide") not in told(judge(stack(standard), context(), [waiver("TK102", standard)]))


@pytest.mark.parametrize("field", ["permissions", "key_type"])
def test_a_waiver_counts_while_the_grant_is_not_known(field: str) -> None:
    """It is compared as soon as it is, before anything is sent; a preview is not stopped for what it cannot see."""
    view = replace(WIDE, owner=None, unknown=frozenset({field}))
    given = waiver("TK301", WIDE, fingerprint="f" * 16)
    assert told(judge(stack(view), context(), [given]))[:1] != [("TK301", "wide")]
    assert ("TK301", "wide") in told(judge(stack(replace(view, unknown=frozenset())), context(), [given]))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (waiver("TK201", WIDE, until=TODAY - DAY), "it expired on 2026-11-21"),
        (waiver("TK201", WIDE, until=TODAY + 91 * DAY), "its end, 2027-02-21, is more than 90 days ahead"),
        (waiver("TK999", WIDE), "there is no such rule"),
        (waiver("TK401", WIDE), "TK401 cannot be waived"),
        (waiver("TK202", WIDE), "TK202 cannot be waived"),
        (waiver("TK304", WIDE), "TK304 cannot be waived"),
        (waiver("TK203", WIDE), "the rule is not broken any more"),
        (waiver("TK201", WIDE, key="gone"), "nothing in this stack is called so and breaks the rule"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_waiver_that_allows_nothing_is_a_finding(given: Waiver, said: str) -> None:
    """It says why."""
    assert flaw(given, WIDE) == said


def test_of_two_waivers_for_the_same_the_longer_counts() -> None:
    """The other one is told of, whatever their order."""
    long, short = waiver("TK201", WIDE, until=TODAY + 2 * PERIOD), waiver("TK201", WIDE)
    first, second = (judge(stack(WIDE), context(), given) for given in ([long, short], [short, long]))
    assert first == second
    assert [each.waiver for each in first.waived] == [long]
    assert [finding.message for finding in first.findings] == [
        "the waiver of TK201 for wide does not count: another waiver allows the same"
    ]


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
@pytest.mark.parametrize("name", ["prod", "dev"])
def test_no_waiver_lets_a_key_escalate(rule: str, name: str) -> None:
    """Neither one for TK202 nor one for another rule, in any stack."""
    judgement = judge(stack(MINTING), context(name), [waiver(rule, MINTING)])
    (finding,) = [finding for finding in judgement.findings if finding.rule.id == "TK202"]
    assert finding.level is Level.MANDATORY
    assert [each for each in judgement.waived if each.finding.rule.id == "TK202"] == []


def test_no_waiver_hides_a_secret() -> None:
    """TK304 knows none."""
    whole = stack(config={"twilio-keys:authToken": "x"})
    fingerprint = judge(whole, context()).findings[0].fingerprint
    given = waiver("TK304", WIDE, key="twilio-keys:authToken", fingerprint=fingerprint)
    assert told(judge(whole, context(), [given]))[0] == ("TK304", "twilio-keys:authToken")


def test_a_deployment_can_have_a_waiver() -> None:
    """By what the finding calls it; where nobody sees how it signs in, the waiver is not called unused."""
    whole = stack(signer=Signer.AUTH_TOKEN, account_sid=ACCOUNT_SID)
    fingerprint = judge(whole, context()).findings[0].fingerprint
    given = waiver("TK103", WIDE, key="deployment", fingerprint=fingerprint)
    assert told(judge(whole, context(), [given])) == []
    assert told(judge(stack(), context(), [given])) == []
    assert flaw(given, signer=Signer.API_KEY) == "nothing in this stack is called so and breaks the rule"


@pytest.mark.parametrize(
    ("given", "view", "where"),
    [
        (waiver("TK201", WIDE), replace(WIDE, unknown=frozenset({"permissions"})), context()),
        (waiver("TK303", WIDE), replace(WIDE, unknown=frozenset({"owner"})), context()),
        (waiver("TK205", WIDE), replace(WIDE, accept=frozenset({"TK201", "TK204"})), context("dev")),
        (waiver("TK204", WIDE, key="gone"), WIDE, context(rules={"TK204": {"production": "disabled"}})),
    ],
)
def test_a_waiver_that_may_be_needed_is_not_called_unused(given: Waiver, view: KeyView, where: RuleContext) -> None:
    """Where the rule is not judged yet, or is not applied here."""
    assert "TK401" not in [rule for rule, _ in told(judge(stack(view), where, [given]))]


def test_findings_about_waivers_can_be_disabled() -> None:
    """As those of any other rule."""
    where = context(rules={"TK401": {"production": "disabled"}})
    assert told(judge(stack(key()), where, [waiver("TK999", WIDE)])) == []


def test_one_rule_can_be_asked_about_one_key() -> None:
    """Rules about whole stacks have nothing to say to that."""
    found: list[Finding] = [finding for rule in RULES for finding in findings_of_key(rule, MINTING, context())]
    assert [finding.rule.id for finding in found] == ["TK202"]

"""What each permission can do to an account, by the rules of this package and by a project's own."""

from __future__ import annotations

import json
from functools import cache

import pytest

from twilio_keys_component.permissions import Permission, PermissionSet, load_catalog
from twilio_keys_component.permissions.entries import AccessLevel
from twilio_keys_component.permissions.risks import TAGS, Risk, RiskRules
from twilio_keys_component.permissions.strict_toml import StrictTomlError
from twilio_keys_component.permissions.tables import read_data, resource, rows

RULES = RiskRules.parse(read_data("risks.toml"))
NAMES = sorted(load_catalog().entries)
PAIRS = {(r.product, r.name): r.paired_with for r in map(resource, rows("resources")) if r.paired_with}

EXPECTED = {
    "billing/usage/read": "list",
    "event-streams/schema/read": "read",
    "event-streams/sink.test/create": "write",
    "event-streams/sink/delete": "delete destroys-data",
    "event-streams/sink/read": "read reads-content",
    "event-streams/sink/update": "write redirects",
    "event-streams/subscription/create": "write redirects",
    "flex/insights.historical-reports/read": "read reads-content",
    "iam/account-oauth-apps/*": "escalate destroys-data escalates",
    "iam/accounts/read": "escalate escalates",
    "iam/api-keys/create": "escalate escalates",
    "iam/api-keys/delete": "delete destroys-data",
    "iam/api-keys/list": "list",
    "iam/public-keys/create": "escalate escalates",
    "iam/public-keys/list": "list",
    "lookup/phone-numbers/read": "read costs-money reads-content",
    "messaging/messages/*": "delete costs-money destroys-data reads-content",
    "messaging/messages/create": "write costs-money",
    "messaging/messages/list": "list reads-content",
    "messaging/messages/update": "delete destroys-data",
    "messaging/messages.media/read": "read reads-content",
    "messaging/services.alphasenders/delete": "delete",
    "messaging/services.phonenumbers/create": "write redirects",
    "messaging/services.phonenumbers/delete": "delete redirects",
    "messaging/services.usa2p-campaign/delete": "delete destroys-data",
    "messaging/services/create": "write",
    "messaging/services/update": "write redirects",
    "monitor/alerts/read": "read reads-content",
    "phone-numbers/active-numbers/*": "delete costs-money destroys-data redirects",
    "phone-numbers/active-numbers/create": "write costs-money",
    "phone-numbers/available-numbers/list": "list",
    "phone-numbers/regulatory-compliance.bundles/list": "list reads-content",
    "phone-numbers/regulatory-compliance.end-users/read": "read reads-content",
    "studio/executions.steps.context/read": "read reads-content",
    "studio/flows.revisions/list": "list reads-content",
    "studio/flows.validate/update": "read",
    "studio/flows/read": "read reads-content",
    "studio/flows/update": "write redirects",
    "taskrouter/workspaces.statistics/list": "read",
    "taskrouter/workspaces.task-queues.statistics/list": "list",
    "taskrouter/workspaces.tasks.reservations/update": "write costs-money redirects",
    "taskrouter/workspaces.tasks/read": "read reads-content",
    "verify/access-token/read": "read redirects",
    "verify/bucket/delete": "delete costs-money destroys-data",
    "verify/bucket/update": "write costs-money",
    "verify/rate-limit/create": "write",
    "verify/rate-limit/delete": "delete costs-money destroys-data",
    "verify/safelist/create": "write costs-money",
    "verify/safelist/delete": "delete",
    "verify/verification-check/create": "write",
    "verify/verification/update": "write redirects",
    "video/recordings.recording-settings/update": "write redirects",
    "video/rooms.participants.anonymize/update": "delete destroys-data",
    "voice/calls/update": "write costs-money redirects",
    "voice/conferences.recordings/list": "list reads-content",
    "voice/insights.conference.summaries/read": "read",
    "voice/insights.settings/read": "read",
    "voice/outgoing-caller-ids/list": "list reads-content",
    "voice/recordings.add-ons.payload.data/read": "read reads-content",
    "voice/sip.domains.auth.registrations.credential-list-mappings/create": "write costs-money redirects",
    "voice/sip.source-ip-mappings/delete": "delete",
    "voice/sip.trunks.origination-urls/create": "write redirects",
    "voice/transcriptions/delete": "delete destroys-data",
}
"""Access level and tags of permissions of every product that has a risk."""


def rule(table: str, **fields: object) -> str:
    """One rule on reading calls, as TOML; `fields` replace or add to what it says."""
    says = {"level": "delete"} if table == "access" else {"tag": "slow", "says": "wait"}
    given = {**says, "permissions": ["/twilio/voice/calls/read"], "reason": "r", "source": "doc", **fields}
    return f"[[{table}]]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in given.items())


def pairs_of(permission: Permission) -> tuple[Permission, ...]:
    """The permission in the spellings that the catalog pairs with its own."""
    other = PAIRS.get((permission.product, permission.resource))
    others = [other] if other else [b for (_, b), a in PAIRS.items() if a == permission.resource]
    return tuple(Permission(permission.product, name, permission.action) for name in others)


@cache
def actions_of(permission: Permission) -> list[Permission]:
    """The single actions that the catalog knows for a permission's resource, in either spelling."""
    known = (permission, *pairs_of(permission))
    return [name for name in NAMES if not name.is_wildcard and name.wildcard in {p.wildcard for p in known}]


@cache
def risk_of(permission: Permission) -> Risk:
    """What the catalog says of a permission."""
    return RULES.risk(permission, also=pairs_of(permission), actions=actions_of(permission))


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_each_permission_has_the_risk_that_its_operations_have(name: str, expected: str) -> None:
    """Level and tags come from what a holder can do, not from the name of the action alone."""
    risk = RULES.risk(Permission.parse(f"twilio/{name}"))
    assert " ".join((risk.access, *risk.tags)) == expected


def test_every_product_stands_in_the_table_of_expectations() -> None:
    """No product's risk goes untested, but for the one of a single name."""
    products = {name.split("/")[0] for name in EXPECTED}
    assert {permission.product for permission in NAMES} - products == {"microvisor"}


def test_every_name_of_the_catalog_has_a_level_and_none_a_tag_of_its_own() -> None:
    """563 names are rated, with the five tags that are documented."""
    assert {tag for name in NAMES for tag in risk_of(name).tags} == set(TAGS)
    assert {risk_of(name).access for name in NAMES} == set(AccessLevel)


def test_what_escalates_has_the_highest_level() -> None:
    """The tag and the level always come together."""
    for name in NAMES:
        risk = risk_of(name)
        assert ("escalates" in risk.tags) == (risk.access is AccessLevel.ESCALATE)


def test_a_wildcard_has_the_risk_of_all_its_actions() -> None:
    """Its tags are the union, its level the highest."""
    for name in filter(lambda n: n.is_wildcard, NAMES):
        singles = [risk_of(single) for single in actions_of(name)]
        assert set(risk_of(name).tags) == {tag for risk in singles for tag in risk.tags}
        assert risk_of(name).access.rank == max(risk.access.rank for risk in singles)


def test_a_wildcard_without_known_actions_has_the_risk_of_all_five() -> None:
    """An action that nobody listed may exist: nothing is taken for harmless."""
    assert RULES.risk(Permission("video", "rooms", "*")).tags == ("costs-money", "destroys-data")


def test_deleting_destroys_data_unless_only_a_link_goes() -> None:
    """Every `delete` has the tag, but for the links and mappings that are listed here."""
    kept = {n.resource for n in NAMES if n.action == "delete" and "destroys-data" not in risk_of(n).tags}
    assert kept - {name for name in kept if name.endswith("-mappings")} == {
        "intelligence.operator-attachment",
        "regulatory-compliance.item-assignments",
        "safelist",
        "services.alphasenders",
        "services.destination-alpha-senders",
        "services.phonenumbers",
        "services.shortcodes",
    }


def test_both_spellings_of_a_permission_have_the_same_risk() -> None:
    """A rule for one spelling counts for the other, so that no spelling is a way around it."""
    paired = [(name, other) for name in NAMES if not name.is_wildcard for other in pairs_of(name)]
    assert len(paired) > 80
    assert all(risk_of(name) == risk_of(other) for name, other in paired)
    assert "redirects" in risk_of(Permission.parse("/twilio/voice/byoc-trunks/update")).tags
    assert "redirects" in risk_of(Permission.parse("/twilio/voice/sip.connection-policies.targets/*")).tags


def test_read_and_list_are_told_apart_by_what_the_operations_answer() -> None:
    """Where all operations of a permission list, or all fetch, its level says so whatever its action."""
    verbs: dict[str, set[str]] = {}
    for *_, operation_id, needed, _ in rows("operations"):
        for text in needed.split():
            verbs.setdefault(text, set()).add("list" if operation_id.startswith("List") else "read")
    for name in NAMES:
        if name.action in ("read", "list") and len(verbs.get(str(name), ())) == 1:
            risk = risk_of(name)
            bulk = "bulk" in name.resource  # a POST that answers several queues
            assert bulk or "escalates" in risk.tags or {str(risk.access)} == verbs[str(name)], name


def test_every_rule_is_about_names_of_the_catalog() -> None:
    """A glob that matches nothing is misspelled or left over."""
    assert RULES.unused(NAMES) == ()


def test_globs_that_match_nothing_are_told() -> None:
    """Also those of exceptions, which have to take something from their own rule."""
    rules = RiskRules.parse(
        rule("access")
        + rule(
            "tags", permissions=["/twilio/voice/call/*", "/twilio/voice/queues/*"], **{"except": ["/twilio/*/calls/*"]}
        )
    )
    assert rules.unused(NAMES) == ("/twilio/*/calls/*", "/twilio/voice/call/*")


def test_what_a_holder_can_do_is_said_once_in_words() -> None:
    """A wildcard says what its actions say."""
    assert RULES.says(Permission.parse("/twilio/messaging/messages/*")) == (
        "send messages at the account's expense",
        "read messages: text, media and phone numbers",
        "delete what cannot be made again as it was",
        "erase the text of messages, or cancel scheduled ones",
    )
    assert RULES.says(Permission.parse("/twilio/messaging/pricing/read")) == ()


def test_what_a_holder_can_do_is_the_same_in_every_spelling() -> None:
    """The other spelling can be given."""
    there, here = (Permission.parse(f"/twilio/voice/{name}/update") for name in ("sip.byoc-trunks", "byoc-trunks"))
    assert RULES.says(here, also=[there]) == RULES.says(there) == ("send SIP and trunk calls elsewhere",)


def test_the_phrases_are_verb_phrases_that_fit_into_a_sentence() -> None:
    """«This key can …»: no capital, no full stop."""
    assert [r.says for r in RULES.tags if not r.says[0].islower() or r.says.endswith(".")] == []


def test_a_project_can_name_risks_of_its_own() -> None:
    """A tag of its own, on names that the catalog does not have; the highest of two levels counts."""
    rules = RiskRules.parse(
        rule("tags", tag="pages-somebody", permissions=["/twilio/pager/*/create"])
        + rule("access", permissions=["/twilio/pager/*/create"])
        + rule("access", level="read", permissions=["/twilio/pager/ring/*"])
    )
    assert rules.risk(Permission.parse("/twilio/pager/ring/create")) == Risk(AccessLevel.DELETE, ("pages-somebody",))
    assert rules.risk(Permission.parse("/twilio/pager/ring/update")) == Risk(AccessLevel.READ, ())


def test_a_star_stays_within_one_part_of_a_name() -> None:
    """It spans dots, never a slash."""
    rules = RiskRules.parse(rule("access", permissions=["/twilio/voice/c*s/read"]))
    levels = {r: rules.risk(Permission("voice", r, "read")).access for r in ("calls", "c.s", "cs", "call")}
    assert levels == {"calls": "delete", "c.s": "delete", "cs": "delete", "call": "read"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("tags = 3", "[[tags]]: Input should be a valid tuple"),
        ("[[rules]]", "[[rules]]: Extra inputs are not permitted"),
        (rule("access", level="high"), "[[access]] 1, level: Input should be 'read', 'list'"),
        (rule("access", tag="x"), "[[access]] 1, tag: Extra inputs are not permitted"),
        (rule("access", reason="  "), "[[access]] 1, reason: "),
        (rule("access", source="blog"), "[[access]] 1, source: Input should be 'doc', 'live' or 'guess'"),
        (rule("access", permissions=[]), "[[access]] 1, permissions: "),
        (rule("access", permissions=["/twilio/voice/calls/fetch"]), "permissions 1: '/twilio/voice/calls/fetch' is no"),
        (rule("tags", permissions=["/twilio/*"]), "[[tags]] 1, permissions 1: '/twilio/*' is no permission with '*'"),
        (rule("tags") + rule("tags", tag="Slow_"), "[[tags]] 2, tag: "),
        (rule("tags", says=""), "[[tags]] 1, says: "),
        (rule("tags", **{"except": ["calls"]}), "[[tags]] 1, except"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_place(text: str, place: str) -> None:
    """Nothing is read as something else: unknown fields, levels and sources, empty reasons, names that are no names."""
    with pytest.raises(StrictTomlError) as refused:
        RiskRules.parse(text, name="our-risks.toml")
    assert str(refused.value).startswith("our-risks.toml cannot be used. Correct these places in it: [[")
    assert place in str(refused.value)


def test_what_is_no_toml_is_refused_with_its_line() -> None:
    """The error says which file and where."""
    with pytest.raises(StrictTomlError, match=r"risks\.toml is no TOML: .*line 2"):
        RiskRules.parse("\ntags = =")


def test_rules_are_values() -> None:
    """Equal texts give equal rules, and a grant can be rated permission by permission."""
    assert RiskRules.parse(read_data("risks.toml")) == RULES
    assert [risk_of(p).access for p in PermissionSet(["/twilio/voice/calls/*"])] == ["delete"]

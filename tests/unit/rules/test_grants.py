"""TK201-TK206: what keys are granted."""

from __future__ import annotations

import pytest

from tests.builders import ACCOUNT_SID, CALL, EVERY_MESSAGE_ACTION, LIST, OTHER_ACCOUNT_SID, READ, SEND
from tests.unit.rules.samples import context, found_in, key, messages, stack, violations
from twilio_keys_component.model import KeyType
from twilio_keys_component.permissions import ACTIONS, Catalog, PermissionSet, lay_over, load_catalog

MESSAGES = "/twilio/messaging/messages"
DELETE = f"{MESSAGES}/delete"
KEYS = "/twilio/iam/api-keys"
RING = "urn:pulumi:prod::orders::twilio-keys:RotatingApiKey::ring"
NOTHING: frozenset[str] = frozenset()
NO_GRANT = [key(permissions=None, key_type=kind) for kind in (KeyType.STANDARD, KeyType.MAIN)]
GRANT_RULES = ("TK201", "TK202", "TK203", "TK204", "TK205", "TK206")

OVERLAY = """
[[resources]]
product = "fax"
resource = "pages"
description = "Pages"

[[permissions]]
permission = "/twilio/fax/pages/create"
evidence = "listed"
access = "escalate"
tags = ["escalates"]

[[permissions]]
permission = "/twilio/fax/pages/read"
evidence = "listed"
access = "read"
tags = ["redirects"]
"""


@pytest.fixture(scope="module")
def overlaid() -> Catalog:
    """A catalog with a project's own permissions and risks."""
    return lay_over(load_catalog(), OVERLAY)


@pytest.mark.parametrize("rule", GRANT_RULES)
@pytest.mark.parametrize("whole", NO_GRANT, ids=lambda view: view.key_type)
def test_a_key_without_a_grant_is_not_judged_by_its_grant(rule: str, whole: object) -> None:
    """Standard and Main keys have their own rules."""
    assert [messages(rule, view) for view in NO_GRANT if view is whole] == [[]]


@pytest.mark.parametrize("rule", GRANT_RULES)
def test_a_narrow_key_keeps_the_rules_about_grants(rule: str) -> None:
    """One that sends, accepts the cost, and does nothing else."""
    assert messages(rule, key(SEND)) == []


def test_a_wildcard_breaks_tk201() -> None:
    """The resource is named."""
    (violation,) = violations("TK201", key(EVERY_MESSAGE_ACTION))
    assert violation.message == f"it is granted every action of messaging/messages ({EVERY_MESSAGE_ACTION})"
    assert list(map(str, violation.permissions)) == [EVERY_MESSAGE_ACTION]


def test_five_actions_are_a_wildcard() -> None:
    """However the grant is written."""
    assert len(messages("TK201", key(*(f"{MESSAGES}/{action}" for action in ACTIONS)))) == 1


def test_four_actions_are_no_wildcard() -> None:
    """Not even all those that the catalog knows would be, if they are less than five."""
    assert messages("TK201", key(*(f"{MESSAGES}/{action}" for action in ACTIONS[1:]))) == []


def test_five_actions_in_two_spellings_are_a_wildcard() -> None:
    """Spread over paired names they allow the same."""
    first, second = "/twilio/voice/sip.byoc-trunks", "/twilio/voice/byoc-trunks"
    texts = [f"{first if number % 2 else second}/{action}" for number, action in enumerate(ACTIONS)]
    (message,) = messages("TK201", key(*texts))
    assert "every action of voice/sip.byoc-trunks (" in message


def test_a_wildcard_can_be_accepted() -> None:
    """By the rule's id alone."""
    assert messages("TK201", key(EVERY_MESSAGE_ACTION, accept=frozenset({"TK201"}))) == []
    assert messages("TK201", key(EVERY_MESSAGE_ACTION, accept=frozenset({"TK204", "destroys-data"}))) != []


@pytest.mark.parametrize("rule", GRANT_RULES)
def test_a_deployer_may_hold_the_keys_and_nothing_else(rule: str) -> None:
    """The grant that TK103 recommends breaks no rule."""
    assert messages(rule, key(f"{KEYS}/*", is_deployer=True, accept=NOTHING)) == []


@pytest.mark.parametrize(
    "permission",
    [
        f"{KEYS}/create",
        f"{KEYS}/update",
        f"{KEYS}/*",
        "/twilio/iam/account-oauth-apps/create",
        "/twilio/iam/accounts/read",
        "/twilio/iam/public-keys/create",
    ],
)
def test_what_escalates_breaks_tk202(permission: str) -> None:
    """Known to the catalog or not; nothing can be accepted."""
    (violation,) = violations("TK202", key(SEND, permission, accept=frozenset({"TK202", "escalates"})))
    assert violation.message.startswith("its holder can ")
    assert list(map(str, violation.permissions)) == [permission]


@pytest.mark.parametrize("action", ["read", "list", "delete"])
def test_seeing_or_revoking_keys_does_not_escalate(action: str) -> None:
    """Neither makes a credential."""
    assert messages("TK202", key(f"{KEYS}/{action}")) == []


def test_what_an_overlay_says_escalates_breaks_tk202(overlaid: Catalog) -> None:
    """A project's own names count like ours."""
    (message,) = messages("TK202", key("/twilio/fax/pages/create"), context(catalog=overlaid))
    assert message == "its holder can reach beyond what it is granted: /twilio/fax/pages/create"


def test_a_deployer_that_holds_more_breaks_tk202() -> None:
    """Harmless things as well; what is more is named."""
    (violation,) = violations("TK202", key(f"{KEYS}/*", SEND, is_deployer=True))
    assert list(map(str, violation.permissions)) == [SEND]
    assert violation.message == f"deployments sign in with it, and it is granted more than iam/api-keys: {SEND}"


def test_two_deployers_break_tk202_both() -> None:
    """Each is told of the other."""
    keys = [key(f"{KEYS}/*", name=name, is_deployer=True) for name in ("one", "two")]
    assert found_in(stack(*keys), rule="TK202") == [
        ("one", "it is declared with deployer=True, and so is two of its account"),
        ("two", "it is declared with deployer=True, and so is one of its account"),
    ]


def test_deployers_that_relieve_each_other_are_one() -> None:
    """While one is rotated there are two, in the same component; in two there are two deployers."""
    parents = {"one": RING, "two": RING, "three": "another", "four": None, "five": None}
    keys = {
        name: key(f"{KEYS}/*", name=name, is_deployer=True, is_rotated=True, parent=parent)
        for name, parent in parents.items()
    }
    assert found_in(stack(keys["one"], keys["two"]), rule="TK202") == []
    assert len(found_in(stack(keys["one"], keys["three"]), rule="TK202")) == 2
    assert len(found_in(stack(keys["four"], keys["five"]), rule="TK202")) == 2


def test_a_deployer_of_an_unknown_account_counts_in_all() -> None:
    """Which one it is comes too late: when it is known, the key is made."""
    known = key(f"{KEYS}/*", name="known", is_deployer=True)
    late = key(
        f"{KEYS}/*", name="late", account_sid=OTHER_ACCOUNT_SID, is_deployer=True, unknown=frozenset({"account_sid"})
    )
    assert [name for name, _ in found_in(stack(known, late), rule="TK202")] == ["known", "late"]


def test_each_account_has_its_own_deployer() -> None:
    """Also where a key names none and so is in the deployment's; a second one of that account is one too many."""
    main, sub, second = (
        key(f"{KEYS}/*", name=name, account_sid=account_sid, is_deployer=True)
        for name, account_sid in (("main", None), ("sub", OTHER_ACCOUNT_SID), ("second", ACCOUNT_SID))
    )
    assert found_in(stack(main, sub, account_sid=ACCOUNT_SID), rule="TK202") == []
    named = [name for name, _ in found_in(stack(main, sub, second, account_sid=ACCOUNT_SID), rule="TK202")]
    assert named == ["main", "second"]


def test_a_key_that_may_be_no_deployer_is_not_counted_as_one() -> None:
    """What is not known yet accuses nobody."""
    keys = [
        key(f"{KEYS}/*", name="one", is_deployer=True),
        key(name="two", is_deployer=True, unknown=frozenset({"is_deployer"})),
    ]
    assert found_in(stack(*keys), rule="TK202") == []


def test_what_reads_counts_half() -> None:
    """One send, one list and one read count 2."""
    whole = key(SEND, LIST, READ)
    assert messages("TK203", whole, context(max_permissions=2)) == []
    (message,) = messages("TK203", whole, context(max_permissions=1))
    assert message == (
        "its permissions count 2 (read and list half), and the limit is 1; "
        "the largest resources are messaging/messages (3)"
    )


def test_halves_are_told() -> None:
    """1.5 is more than 1."""
    (message,) = messages("TK203", key(SEND, READ), context(max_permissions=1))
    assert "count 1.5 " in message


def test_a_wildcard_counts_as_what_it_stands_for() -> None:
    """The five known actions of messages count 4."""
    assert "count 4 " in messages("TK203", key(EVERY_MESSAGE_ACTION), context(max_permissions=3))[0]


def test_a_permission_in_two_spellings_counts_once() -> None:
    """They allow the same."""
    twice = key("/twilio/voice/sip.byoc-trunks/create", "/twilio/voice/byoc-trunks/create")
    assert messages("TK203", twice, context(max_permissions=1)) == []


def test_many_products_break_tk203() -> None:
    """All are named, and both limits can be broken at once."""
    first, second = messages("TK203", key(SEND, CALL), context(max_permissions=1, max_products=1))
    assert first.startswith("its permissions count 2 ")
    assert second == "it reaches 2 products (messaging, voice), and the limit is 1"


def test_damage_is_accepted_by_name() -> None:
    """One violation a key: by risk, with what its holder can do."""
    update = "/twilio/voice/twiml.apps/update"
    (violation,) = violations("TK204", key(SEND, DELETE, update))
    assert list(map(str, violation.permissions)) == [DELETE, update]
    assert violation.message.startswith("it does not accept the risks that it takes: destroys-data by ")
    assert f"destroys-data by {DELETE} (its holder can delete what cannot be made again as it was)" in violation.message
    assert f"; redirects by {update} (its holder can " in violation.message


@pytest.mark.parametrize(
    ("accept", "left"),
    [
        ((), ["destroys-data", "redirects"]),
        (("destroys-data",), ["redirects"]),
        (("redirects",), ["destroys-data"]),
        (("destroys-data", "redirects"), []),
        (("TK204",), []),
        (("TK201", "TK205", "costs-money"), ["destroys-data", "redirects"]),
    ],
)
def test_a_risk_or_the_whole_rule_can_be_accepted(accept: tuple[str, ...], left: list[str]) -> None:
    """Each risk by its own name, or all by the rule's id."""
    told = " ".join(messages("TK204", key(DELETE, "/twilio/voice/twiml.apps/update", accept=frozenset(accept))))
    assert [risk for risk in ("destroys-data", "redirects") if f"{risk} by" in told] == left


def test_a_risk_that_only_an_overlay_gives_is_told_without_words(overlaid: Catalog) -> None:
    """A project's risk has no phrase of ours."""
    (message,) = messages("TK204", key("/twilio/fax/pages/read"), context(catalog=overlaid))
    assert message == "it does not accept the risks that it takes: redirects by /twilio/fax/pages/read"


def test_the_risk_of_an_unknown_name_is_presumed() -> None:
    """What is called delete, deletes."""
    assert len(messages("TK204", key("/twilio/fax/pages/delete"))) == 1


def test_cost_and_content_are_accepted_by_name() -> None:
    """As damage is, by a rule of its own."""
    (message,) = messages("TK205", key(SEND, READ, accept=NOTHING))
    assert f"costs-money by {SEND} (its holder can send messages at the account's expense)" in message
    assert f"reads-content by {READ} (its holder can read messages: text, media and phone numbers)" in message
    assert messages("TK205", key(SEND, READ, accept=frozenset({"costs-money", "reads-content"}))) == []


def test_many_permissions_are_counted() -> None:
    """A sentence names ten."""
    grant = PermissionSet(p for p in load_catalog().entries if p.action == "delete")
    (violation,) = violations("TK204", key(permissions=grant, accept=frozenset({"redirects"})))
    assert f" and {len(violation.permissions) - 10} more (its holder can " in violation.message


def test_an_unknown_permission_breaks_tk206() -> None:
    """With what it may mean, where something is alike."""
    (message,) = messages("TK206", key(SEND, "/twilio/messaging/mesages/create", "/twilio/qqqq/zzzz/read"))
    assert message.startswith("the catalog does not know what it is granted: /twilio/messaging/mesages/create (did you")
    assert f"did you mean {SEND}" in message
    assert message.endswith(", /twilio/qqqq/zzzz/read")


def test_of_many_unknown_permissions_the_first_are_named() -> None:
    """Five; the finding holds them all."""
    (violation,) = violations("TK206", key(*(f"/twilio/qqqq/zz{number}/read" for number in range(7))))
    assert violation.message.endswith("/twilio/qqqq/zz4/read and 2 more")
    assert len(violation.permissions) == 7


def test_a_permission_of_the_overlay_is_known(overlaid: Catalog) -> None:
    """That is what the overlay is for."""
    assert messages("TK206", key("/twilio/fax/pages/read"), context(catalog=overlaid)) == []


def test_a_name_like_a_secret_is_not_repeated() -> None:
    """A secret in the place of a name is only counted."""
    hidden = "0123456789abcdef" * 2
    told = [messages(rule, key(f"/twilio/{hidden}/x/*")) for rule in GRANT_RULES]
    assert hidden not in str(told)
    assert "(32 characters)" in str(told)

"""What permissions mean: one by one, and a grant in all."""

from __future__ import annotations

import pytest

from tests.builders import CALL, EVERY_MESSAGE_ACTION, READ, SEND
from twilio_keys_component.permissions import AccessLevel, Permission, PermissionSet, explain, load_catalog
from twilio_keys_component.permissions.risks import Risk

BYOC_A, BYOC_B = "/twilio/voice/sip.byoc-trunks/read", "/twilio/voice/byoc-trunks/read"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SEND, "create: inbound and outbound messages"),
        (EVERY_MESSAGE_ACTION, "create, delete, list, read and change: inbound and outbound messages"),
        ("/twilio/iam/api-keys/list", "list: API keys of the account"),
        ("/twilio/made/up.thing/update", "change: up.thing of made"),
    ],
)
def test_words(text: str, words: str) -> None:
    """The action in plain words and what it is about; an acronym keeps its capitals."""
    assert load_catalog().describe(Permission.parse(text)).words == words


def test_wildcard_can_do_what_its_actions_can() -> None:
    """Risks and operations are those of all of them."""
    catalog = load_catalog()
    whole = catalog.describe(Permission.parse(EVERY_MESSAGE_ACTION))
    singles = [catalog.describe(single) for single in Permission.parse(EVERY_MESSAGE_ACTION).expanded()]
    assert set(whole.says) == {phrase for single in singles for phrase in single.says}
    assert set(whole.operations) == {operation for single in singles for operation in single.operations}


def test_wildcard_that_no_list_has_is_known_by_its_actions() -> None:
    """It has the risks of all of them."""
    described = load_catalog().describe(Permission.parse("/twilio/voice/byoc-trunks/*"))
    assert described.entry
    assert (described.entry.evidence, described.entry.access) == ("inferred", AccessLevel.DELETE)
    assert "destroys-data" in described.entry.tags


def test_both_spellings_are_told() -> None:
    """Each names the other."""
    catalog = load_catalog()
    for one, other in ((BYOC_A, BYOC_B), (BYOC_B, BYOC_A)):
        assert catalog.describe(Permission.parse(one)).other_spellings == (Permission.parse(other),)


def test_grant_is_summed_up() -> None:
    """Products, the furthest access, all risks."""
    explanation = explain(PermissionSet([READ, SEND, CALL]), load_catalog())
    assert explanation.products == ("messaging", "voice")
    assert explanation.access is AccessLevel.WRITE
    assert explanation.tags == ("costs-money", "reads-content")
    assert (explanation.redundant, explanation.is_too_large) == ((), False)


def test_what_is_not_known_has_the_risk_that_its_name_tells() -> None:
    """By the rules for names; it stays unknown."""
    described = load_catalog().describe(Permission.parse("/twilio/iam/master-keys/*"))
    assert (described.is_known, described.entry) == (False, None)
    assert described.risk == Risk(AccessLevel.ESCALATE, ("destroys-data", "escalates"))
    assert "make or widen credentials of the account, and so reach everything in it" in described.says


def test_grant_with_the_unknown_does_not_look_harmless() -> None:
    """The presumed risks count in the whole, which says how many of them there are."""
    explanation = explain(
        PermissionSet(["/twilio/iam/master-keys/create", "/twilio/made/up/delete", SEND]), load_catalog()
    )
    assert explanation.access is AccessLevel.ESCALATE
    assert explanation.tags == ("costs-money", "destroys-data", "escalates")
    assert explanation.doubt == "2 entries not known: risk presumed from their names"


@pytest.mark.parametrize(
    ("grant", "doubt"),
    [([SEND], None), ([SEND, "/twilio/made/up/read"], "1 entry not known: risk presumed from its name")],
)
def test_doubt_is_told_where_there_is_one(grant: list[str], doubt: str | None) -> None:
    """How many entries are not known."""
    assert explain(PermissionSet(grant), load_catalog()).doubt == doubt


def test_grant_of_nothing_has_no_risk() -> None:
    """And no access level."""
    explanation = explain(PermissionSet(), load_catalog())
    assert (explanation.access, explanation.tags, explanation.says) == (None, (), ())


@pytest.mark.parametrize(
    ("grant", "redundant"),
    [
        ([EVERY_MESSAGE_ACTION, READ, SEND], [SEND, READ]),
        ([BYOC_A, BYOC_B], [BYOC_B]),
        ([BYOC_B], []),
        ([SEND, READ], []),
    ],
)
def test_redundant_entries_are_found(grant: list[str], redundant: list[str]) -> None:
    """What a wildcard covers, and the second spelling of the same thing."""
    explanation = explain(PermissionSet(grant), load_catalog())
    assert [str(found.permission) for found in explanation.redundant] == redundant

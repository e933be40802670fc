"""The catalog: what is known, what needs it, and what is said about the rest."""

from __future__ import annotations

import re

import pytest

from twilio_keys_component.permissions import (
    AccessLevel,
    Catalog,
    Permission,
    PermissionsNotKnownError,
    UnknownOperationError,
    load_catalog,
)

MESSAGES = "https://api.twilio.com/2010-04-01/Accounts/ACe00000000000000000000000000000a1/Messages.json"


def permission(text: str) -> Permission:
    """A permission without the part that all share."""
    return Permission.parse(f"/twilio/{text}")


def test_every_name_of_the_data_is_known() -> None:
    """The catalog has all 563 names, sorted: none malformed, none twice."""
    known = list(load_catalog().entries)
    assert (len(known), len(set(known))) == (563, 563)
    assert known == sorted(known)


def test_every_resource_of_the_data_is_described() -> None:
    """All 174 of them, sorted; a permission is never about one that is not described."""
    catalog = load_catalog()
    assert (len(catalog.resources), list(catalog.resources)) == (174, sorted(catalog.resources))
    assert all(resource.description for resource in catalog.resources.values())
    assert {(p.product, p.resource) for p in catalog.entries} == set(catalog.resources)


def test_names_that_the_documents_speak_of_are_known() -> None:
    """Names with dots, with dashes, single ones and wildcards are all read."""
    texts = {str(permission) for permission in load_catalog().entries}
    assert texts >= {
        "/twilio/messaging/messages/create",
        "/twilio/iam/api-keys/update",
        "/twilio/billing/usage/read",
        "/twilio/event-streams/sink/*",
        "/twilio/event-streams/schema.version/list",
    }


def test_the_catalog_is_read_once() -> None:
    """A second call gives the very same one."""
    assert load_catalog() is load_catalog()


def test_what_is_read_cannot_be_changed() -> None:
    """All callers share one catalog."""
    catalog = load_catalog()
    with pytest.raises(TypeError, match="does not support item assignment"):
        catalog.entries[permission("x/y/read")] = None  # type: ignore[index]  # what a type checker would refuse
    with pytest.raises(TypeError, match="does not support item assignment"):
        catalog.resources["x", "y"] = None  # type: ignore[index]  # as above


def test_a_name_that_twilio_does_not_have_is_not_known() -> None:
    """Well formed is not the same as known; and a text is no permission."""
    catalog, unknown = load_catalog(), permission("messaging/no-such-thing/read")
    assert (unknown in catalog, "/twilio/messaging/messages/create" in catalog) == (False, False)
    assert (catalog.entry(unknown), catalog.resource("messaging", "no-such-thing")) == (None, None)


def test_an_entry_tells_how_well_a_name_is_known_and_how_far_it_reaches() -> None:
    """Where it is listed, its evidence, its access level and its risks; tags are sorted."""
    entry = load_catalog().entry(permission("messaging/messages/create"))
    assert entry is not None
    assert (entry.permission, entry.listed, entry.evidence) == (permission("messaging/messages/create"), "both", "live")
    assert (entry.access, entry.tags) == (AccessLevel.WRITE, ("costs-money",))
    assert all(list(known.tags) == sorted(known.tags) for known in load_catalog().entries.values())


def test_access_levels_have_an_order() -> None:
    """From reading one thing to widening keys."""
    levels = [AccessLevel.READ, AccessLevel.LIST, AccessLevel.WRITE, AccessLevel.DELETE, AccessLevel.ESCALATE]
    assert sorted(AccessLevel, key=lambda level: level.rank) == levels


def test_a_resource_tells_its_pair() -> None:
    """The spelling that the API returns, for those that the two lists spell differently."""
    resource = load_catalog().resource("voice", "byoc-trunks")
    assert resource is not None
    assert (resource.paired_with, resource.availability) == ("sip.byoc-trunks", "general")


def test_one_permission_serves_several_operations() -> None:
    """Usage has nine views, all of which need the same one."""
    operations = load_catalog().operations(permission("billing/usage/read"))
    assert len(operations) == 9
    assert {operation.method for operation in operations} == {"GET"}


def test_a_wildcard_serves_the_operations_of_all_its_actions() -> None:
    """In the order of the actions."""
    found = load_catalog().operations(permission("messaging/messages/*"))
    assert [operation.operation_id for operation in found] == [
        f"{verb}Message" for verb in ("Create", "Delete", "List", "Fetch", "Update")
    ]


def test_an_unknown_permission_serves_no_operation() -> None:
    """Not an error: it may be one of tomorrow's."""
    assert load_catalog().operations(permission("messaging/no-such-thing/read")) == ()


@pytest.mark.parametrize("url", [MESSAGES, f"{MESSAGES}?PageSize=1#x", MESSAGES.replace("api.", "API.")])
def test_permissions_of_a_request_are_told(url: str) -> None:
    """By method and address; the query and the case of method and host do not count."""
    catalog = load_catalog()
    assert catalog.permissions_for("POST", url) == (permission("messaging/messages/create"),)
    assert catalog.permissions_for("get", url) == (permission("messaging/messages/list"),)


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", "https://api.twilio.com/2010-04-01/Nothing.json"),
        ("PUT", MESSAGES),
        ("GET", MESSAGES.replace("api.twilio.com", "api.example.com")),
        ("GET", "/2010-04-01/Accounts.json"),
        ("GET", ""),
        ("GET", "https://[api.twilio.com/2010-04-01/Accounts.json"),
    ],
)
def test_what_is_no_operation_of_twilio_is_said(method: str, url: str) -> None:
    """The error repeats the request and shows what one looks like; a lookup gives None."""
    catalog = load_catalog()
    assert catalog.match(method, url) is None
    with pytest.raises(UnknownOperationError, match="look at the method, the host and the path") as caught:
        catalog.permissions_for(method, url)
    assert str(caught.value).startswith(f"{method} {url} is no operation")


def test_an_operation_whose_permissions_nobody_knows_is_an_error() -> None:
    """It names the operation and what can be done; it never says that no permission is needed."""
    with pytest.raises(PermissionsNotKnownError, match="is not known: try it with a standard key") as caught:
        load_catalog().permissions_for("POST", "https://accounts.twilio.com/v1/AuthTokens/Promote")
    assert caught.value.operation.operation_id == "UpdateAuthTokenPromotion"
    assert "POST https://accounts.twilio.com/v1/AuthTokens/Promote" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("usage", "billing/usage/read"),
        ("Usage READ", "billing/usage/read"),
        ("sms messages create", "messaging/messages/create"),
        ("FetchFlow", "studio/flows/read"),
        ("api.twilio.com Messages.json", "messaging/messages/list"),
        ("trunking", "voice/sip.trunks/create"),
    ],
)
def test_permissions_are_found_by_words(text: str, found: str) -> None:
    """Of the name, of what people call the product, of the description, of the operations; in any case."""
    assert permission(found) in {entry.permission for entry in load_catalog().find(text)}


def test_all_words_must_be_found() -> None:
    """One strange word among good ones finds nothing; no word finds everything, sorted."""
    catalog = load_catalog()
    assert catalog.find("messages nonsense") == ()
    assert catalog.find("") == tuple(catalog.entries.values())
    assert all(re.search("verif", str(entry), re.IGNORECASE) for entry in catalog.find("verify"))


def test_a_catalog_can_be_empty() -> None:
    """Nothing is known then, and nothing suggested."""
    catalog = Catalog([], [], [])
    assert (catalog.find("x"), catalog.suggest("x"), catalog.all_operations) == ((), (), ())
    assert catalog.match("POST", MESSAGES) is None


@pytest.mark.parametrize(
    "host", ["api.twilio.com", "api.twilio.com.", "api.dublin.ie1.twilio.com", "API.ashburn.us1.twilio.com."]
)
def test_a_regional_host_has_the_operations_of_its_product(host: str) -> None:
    """Edge and Region say where, not what."""
    url = f"https://{host}/2010-04-01/Accounts/AC1/Messages.json"
    assert load_catalog().permissions_for("POST", url) == (Permission.parse("/twilio/messaging/messages/create"),)


def test_a_permission_is_described_by_the_catalog() -> None:
    """In words, risks and operations."""
    described = load_catalog().describe(Permission.parse("/twilio/messaging/messages/create"))
    assert described.words == "create: inbound and outbound messages"
    assert described.says == ("send messages at the account's expense",)
    assert [operation.operation_id for operation in described.operations] == ["CreateMessage"]


def test_an_unknown_permission_is_described_with_what_it_may_mean() -> None:
    """It has no entry, and suggestions."""
    described = load_catalog().describe(Permission.parse("/twilio/messaging/message/create"))
    assert not described.is_known
    assert str(described.suggestions[0]) == "/twilio/messaging/messages/create"


def test_wildcard_has_the_risks_of_actions_that_only_its_other_spelling_has() -> None:
    """Deleting an address of an access list is known in one spelling only, and the wildcard of either may mean it."""
    for resource in ("sip.ip-acls.ip-addresses", "sip.ip-addresses"):
        entry = load_catalog().entry(Permission.parse(f"/twilio/voice/{resource}/*"))
        assert entry is not None
        assert (entry.access, entry.tags) == (AccessLevel.DELETE, ("costs-money", "destroys-data"))

"""What an overlay cannot do: take a risk away, hide what a key holds, lower what an operation needs."""

from __future__ import annotations

import pytest

from twilio_keys_component.permissions import Catalog, OverlayError, Permission, lay_over, load_catalog


def laid(text: str) -> Catalog:
    """The catalog with an overlay."""
    return lay_over(load_catalog(), text)


def refusal(text: str) -> str:
    """What is said about an overlay that cannot be used."""
    with pytest.raises(OverlayError) as caught:
        laid(text)
    return str(caught.value)


def risk_of(name: str) -> str:
    """Two risks more of a permission, as TOML."""
    return f'[[risks]]\npermission = "/twilio/{name}"\ntags = ["another", "reads-prices"]\nreason = "r"\n'


def resource(name: str, paired_with: str = "") -> str:
    """A resource of serverless, as TOML."""
    pair = f'paired_with = "{paired_with}"\n' if paired_with else ""
    return f'[[resources]]\nproduct = "serverless"\nresource = "{name}"\ndescription = "x"\n{pair}'


def permission(name: str, access: str = "read", tags: str = "[]") -> str:
    """A permission, as TOML."""
    return f'[[permissions]]\npermission = "/twilio/{name}"\nevidence = "live"\naccess = "{access}"\ntags = {tags}\n'


def risk(catalog: Catalog, name: str) -> str:
    """The access level and the tags of a name."""
    entry = catalog.entry(Permission.parse(f"/twilio/{name}"))
    assert entry is not None
    return " ".join((entry.access, *entry.tags))


def operation(path: str, method: str = "GET") -> str:
    """An operation of the 2010 API that needs to read the usage, as TOML."""
    return (
        f'[[operations]]\nmethod = "{method}"\nhost = "api.twilio.com"\npath = "/2010-04-01{path}"\n'
        'operation_id = "FetchThing"\npermissions = ["/twilio/billing/usage/read"]\n'
    )


@pytest.mark.parametrize(
    ("rows", "name", "expected"),
    [
        (permission("iam/accounts/delete"), "iam/accounts/delete", "escalate destroys-data escalates"),
        (permission("voice/conferences/create"), "voice/conferences/create", "write"),
        (
            permission("iam/api-keys.scopes/create", "list") + resource("api-keys.scopes").replace("serverless", "iam"),
            "iam/api-keys.scopes/create",
            "escalate escalates",
        ),
        (
            permission("serverless/one/read", "delete", '["mine"]') + resource("one"),
            "serverless/one/read",
            "delete mine",
        ),
        (permission("serverless/one/read", "escalate") + resource("one"), "serverless/one/read", "escalate escalates"),
        (
            permission("serverless/one/read", "read", '["escalates"]') + resource("one"),
            "serverless/one/read",
            "escalate escalates",
        ),
        (permission("serverless/one/*") + resource("one"), "serverless/one/*", "delete destroys-data"),
    ],
)
def test_an_own_name_is_rated_by_the_rules_as_well(rows: str, name: str, expected: str) -> None:
    """An overlay can call a name more dangerous than the package's rules do, not less."""
    assert risk(laid(rows), name) == expected


def test_a_wildcard_has_the_risks_of_its_actions() -> None:
    """Whether the overlay names them or adds a risk to one of the catalog's."""
    own = permission("serverless/one/*") + permission("serverless/one/create", "write", '["mine"]') + resource("one")
    assert risk(laid(own), "serverless/one/*") == "write mine"
    known = permission("voice/conferences/delete", "delete", '["mine"]') + risk_of("messaging/messages/create")
    catalog = laid(known)
    assert risk(catalog, "voice/conferences/*") == "delete destroys-data mine redirects"
    assert risk(catalog, "messaging/messages/*").split() == [
        "delete", "another", "costs-money", "destroys-data", "reads-content", "reads-prices"
    ]  # fmt: skip
    assert risk(catalog, "messaging/messages/update") == "delete destroys-data"


def test_paired_spellings_have_the_same_risks() -> None:
    """Each those of the other: two names of one thing."""
    rows = resource("one", "two") + resource("two") + permission("serverless/one/update", "write", '["mine"]')
    catalog = laid(rows + permission("serverless/two/update", "delete") + permission("serverless/two/read"))
    assert (risk(catalog, "serverless/one/update"), risk(catalog, "serverless/two/update")) == ("delete mine",) * 2
    assert risk(catalog, "serverless/two/read") == "read"
    added = laid(risk_of("voice/byoc-trunks/update"))
    assert "another" in risk(added, "voice/sip.byoc-trunks/update")


def test_a_wildcard_that_only_its_actions_make_known_is_a_clash() -> None:
    """An own row could take their risks off it; `[[risks]]` can add to it."""
    told = refusal(permission("iam/accounts/*"))
    assert "«/twilio/iam/accounts/*\toverlay\tlive\tread\t-» clashes with «/twilio/iam/accounts/*\tother" in told
    catalog = laid(risk_of("iam/accounts/*"))
    assert risk(catalog, "iam/accounts/*") == "escalate another escalates reads-prices"
    assert risk(catalog, "iam/accounts/read") == "escalate escalates"


@pytest.mark.parametrize(
    "path",
    [
        "/Accounts/{AccountSid}/Messages/SM1.json",
        "/Accounts/AC1/Messages/{Sid}.json",
        "/Accounts/AC1/{Things}/{Sid}.json",
        "/Accounts/AC1/Calls/{CallSid}.json",
        "/Accounts/AC1/Calls/{CallSid}/Recordings/RE1.json",
    ],
)
def test_an_operation_that_takes_requests_from_a_known_one_is_refused(path: str) -> None:
    """A literal part wins over a parameter, so it would lower what the known one needs; both rows are shown."""
    told = refusal(operation(path))
    assert f"«api.twilio.com\t/2010-04-01{path}\tGET\tFetchThing\t" in told
    assert "takes requests from «api.twilio.com\t/2010-04-01/Accounts/{AccountSid}/" in told


def test_a_parameter_with_a_suffix_takes_requests_from_one_without() -> None:
    """It wins as well."""
    text = operation("/x").replace("api.twilio", "verify.twilio").replace("/2010-04-01/x", "/v2/Services/{Sid}.json")
    assert "takes requests from «verify.twilio.com\t/v2/Services/{Sid}\tGET\tFetchService" in refusal(text)


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/Accounts/{AccountSid}/{Any}.json", "GET"),
        ("/Accounts/{AccountSid}/{Any}", "GET"),
        ("/Accounts/{AccountSid}/Messages/SM1.json", "PUT"),
        ("/Accounts/{AccountSid}/Messages/SM1", "GET"),
        ("/Accounts/{AccountSid}/Things/{Sid}.json", "GET"),
    ],
)
def test_an_operation_that_takes_no_request_of_a_known_one_is_added(path: str, method: str) -> None:
    """Where the known one wins, or both cannot meet."""
    catalog = laid(operation(path, method))
    assert len(catalog.all_operations) == 1590
    for known in load_catalog().all_operations:
        found = catalog.match(known.method, f"https://{known.host}{known.path.replace('{', '').replace('}', '')}")
        assert found is not None
        assert found.operation == known


def test_known_operations_that_twilio_tells_apart_can_be_named() -> None:
    """An operation of the catalog that wins over another one there does so with its permissions named, too."""
    unknown = [operation for operation in load_catalog().all_operations if not operation.is_known]
    rows = "".join(
        f'[[operations]]\nmethod = "{o.method}"\nhost = "{o.host}"\npath = "{o.path}"\n'
        f'operation_id = "{o.operation_id}"\npermissions = ["/twilio/billing/usage/read"]\n'
        for o in unknown
    )
    assert all(operation.is_known for operation in laid(rows).all_operations)


@pytest.mark.parametrize("pair", ["byoc-trunks", "sip.byoc-trunks"])
def test_a_pair_with_a_resource_of_the_catalog_is_refused(pair: str) -> None:
    """What Twilio has in one spelling is read as the other, so harmless names could hide what a key holds."""
    row = f'[[resources]]\nproduct = "voice"\nresource = "byoc"\ndescription = "x"\npaired_with = "{pair}"\n'
    assert f"voice/byoc is paired with {pair}, which is not described in the same file" in refusal(row)


def test_a_pair_of_a_pair_is_refused() -> None:
    """The spelling that the API returns has no other one."""
    rows = [resource("one", "two"), resource("two", "three"), resource("three")]
    assert refusal("".join(rows)).count("itself paired") == 1
    assert laid(rows[1] + rows[2]).resource("serverless", "two") is not None

"""A project's own names, resources, operations and risks."""

from __future__ import annotations

from pathlib import Path

import pytest

from twilio_keys_component.permissions import (
    AccessLevel,
    Catalog,
    OverlayError,
    Permission,
    lay_over,
    load_catalog,
    load_overlay,
)

OWN = Permission.parse("/twilio/serverless/services.environments/create")
RESOURCE = """
[[resources]]
product = "serverless"
resource = "services.environments"
description = "Environments of a service"
availability = "beta"
"""
PERMISSION = """
[[permissions]]
permission = "twilio/serverless/services.environments/create"
evidence = "live"
access = "write"
tags = ["runs-code", "costs-money", "runs-code"]
"""
OPERATION = """
[[operations]]
method = "POST"
host = "serverless.twilio.com"
path = "/v1/Services/{ServiceSid}/Environments"
operation_id = "CreateEnvironment"
permissions = ["/twilio/serverless/services.environments/create"]
"""
RISK = """
[[risks]]
permission = "/twilio/billing/usage/read"
tags = ["reads-prices", "another"]
reason = "Prices are confidential with us"
"""
WHOLE = RESOURCE + PERMISSION + OPERATION + RISK


def laid(text: str) -> Catalog:
    """The catalog with an overlay."""
    return lay_over(load_catalog(), text, name="own.toml")


def refusal(text: str) -> str:
    """What is said about an overlay that cannot be used."""
    with pytest.raises(OverlayError) as caught:
        laid(text)
    return str(caught.value)


def test_names_and_resources_are_added() -> None:
    """In their places in the order; a name is known by any spelling of it, and marked as the project's own."""
    catalog = laid(RESOURCE + PERMISSION)
    entry = catalog.entry(OWN)
    assert entry is not None
    assert (entry.listed, entry.evidence, entry.access) == ("overlay", "live", AccessLevel.WRITE)
    assert entry.tags == ("costs-money", "runs-code")
    resource = catalog.resource("serverless", "services.environments")
    assert resource is not None
    assert (resource.description, resource.availability) == ("Environments of a service", "beta")
    assert list(catalog.entries) == sorted({*load_catalog().entries, OWN})
    assert list(catalog.resources) == sorted(catalog.resources)


def test_own_names_are_found_and_suggested() -> None:
    """As those of the catalog are."""
    catalog = laid(WHOLE)
    assert catalog.find("environments of") == (catalog.entry(OWN),)
    assert catalog.suggest("/twilio/serverles/service.environment/create")[0] == OWN


def test_the_catalog_itself_stays_as_it_was() -> None:
    """An overlay is a new catalog."""
    laid(WHOLE)
    assert OWN not in load_catalog()
    usage = load_catalog().entry(Permission.parse("/twilio/billing/usage/read"))
    assert usage is not None
    assert "another" not in usage.tags


def test_an_operation_is_added() -> None:
    """One that the catalog does not have at all."""
    place = 'method = "PUT"\nhost = "new-things.twilio.com"\npath = "/v1/Things/{Sid}"\noperation_id = "UpdateThing"'
    permissions = 'permissions = ["/twilio/billing/usage/read", "/twilio/serverless/services.environments/create"]'
    catalog = laid(f"{RESOURCE}{PERMISSION}[[operations]]\n{place}\n{permissions}\n")
    needed = catalog.permissions_for("PUT", "https://new-things.twilio.com/v1/Things/TH1")
    assert needed == (Permission.parse("/twilio/billing/usage/read"), OWN)
    assert len(catalog.all_operations) == 1590
    order = [(operation.host, operation.path, operation.method) for operation in catalog.all_operations]
    assert order == sorted(order)


@pytest.mark.parametrize("parameter", ["ServiceSid", "AnyOtherName"])
def test_the_permissions_of_a_known_operation_can_be_named(parameter: str) -> None:
    """Where nobody public has named them; what the path's parameters are called does not count."""
    catalog = laid(RESOURCE + PERMISSION + OPERATION.replace("ServiceSid", parameter))
    url = "https://serverless.twilio.com/v1/Services/ZS1/Environments"
    assert load_catalog().match("POST", url) is not None
    assert catalog.permissions_for("POST", url) == (OWN,)
    assert [operation.confidence for operation in catalog.operations(OWN)] == ["sure"]
    assert len(catalog.all_operations) == 1589


def test_risks_are_added_and_none_is_taken_away() -> None:
    """For names of the catalog and for own ones; several rows about one add up."""
    own = RISK.replace("billing/usage/read", "serverless/services.environments/create")
    more = RISK.replace('"reads-prices", "another"', '"third"')
    catalog, before = laid(WHOLE + own + more), load_catalog().entry(Permission.parse("/twilio/billing/usage/read"))
    usage, environments = catalog.entry(Permission.parse("/twilio/billing/usage/read")), catalog.entry(OWN)
    assert before is not None
    assert usage is not None
    assert environments is not None
    assert usage.tags == tuple(sorted({*before.tags, "another", "reads-prices", "third"}))
    assert environments.tags == ("another", "costs-money", "reads-prices", "runs-code")


def test_an_overlay_can_say_nothing() -> None:
    """Or only that, in a comment."""
    assert list(laid("# nothing yet\n").entries) == list(load_catalog().entries)


def test_a_clash_shows_both_rows() -> None:
    """Of permissions, resources and operations; a name in another spelling is the same name."""
    clash = refusal(
        WHOLE
        + PERMISSION.replace("twilio/serverless/services.environments", "twilio/messaging/messages")
        + RESOURCE.replace("serverless", "voice").replace("services.environments", "calls")
        + OPERATION.replace("serverless.twilio.com", "api.twilio.com").replace(
            "/v1/Services/{ServiceSid}/Environments", "/2010-04-01/Accounts/{Account}/Messages.json"
        )
    )
    assert "«/twilio/messaging/messages/create\toverlay\tlive\twrite\t" in clash
    assert "clashes with «/twilio/messaging/messages/create\tboth\tlive\twrite\t" in clash
    assert "«voice\tcalls\t-\tbeta\tEnvironments of a service» clashes with «voice\tcalls\t-\tgeneral\t" in clash
    assert "«api.twilio.com\t/2010-04-01/Accounts/{Account}/Messages.json\tPOST\tCreateEnvironment\t" in clash
    assert "clashes with «api.twilio.com\t/2010-04-01/Accounts/{AccountSid}/Messages.json\tPOST\tCreateMessage" in clash
    assert clash.startswith("own.toml cannot be used: ")


@pytest.mark.parametrize("twice", [RESOURCE, PERMISSION, OPERATION], ids=["resource", "permission", "operation"])
def test_what_the_overlay_has_twice_clashes_with_itself(twice: str) -> None:
    """Risks alone may be given several times."""
    assert refusal(WHOLE + twice).count("clashes with") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[permissions]", "own.toml is no TOML: "),
        ("[permissions]", "[[permissions]]: Input should be a valid tuple"),
        ("[[others]]\n", "[[others]]: Extra inputs are not permitted"),
        ("[[permissions]]\n", "[[permissions]] 1, permission: Field required"),
        (PERMISSION + 'why = "x"', "[[permissions]] 1, why: Extra inputs are not permitted"),
        (PERMISSION.replace("services.environments/", ""), "[[permissions]] 1, permission: "),
        (PERMISSION.replace("create", "explode"), "the action 'explode' is none of create, delete, list, read, update"),
        (PERMISSION.replace('"live"', '"heard"'), "[[permissions]] 1, evidence: Input should be 'live', 'listed' or"),
        (PERMISSION.replace('"write"', '"all"'), "[[permissions]] 1, access: Input should be 'read', 'list', 'write'"),
        (PERMISSION.replace("runs-code", "Runs Code"), "[[permissions]] 1, tags 1: String should match pattern"),
        (RESOURCE.replace("serverless", "Server Less"), "[[resources]] 1: '/twilio/Server Less/services.environments"),
        (
            RESOURCE.replace("services.", "services/"),
            "[[resources]] 1: '/twilio/serverless/services/environments/*' is",
        ),
        (RESOURCE + 'paired_with = "a b"', "the resource 'a b' must be lower-case words"),
        (
            RESOURCE.replace("Environments of a service", ""),
            "[[resources]] 1, description: String should have at least",
        ),
        (RESOURCE.replace("beta", "soon"), "[[resources]] 1, availability: Input should be 'general', 'beta' or"),
        (OPERATION.replace('"POST"', '"post"'), "[[operations]] 1, method: String should match pattern"),
        (OPERATION.replace("twilio.com", "example.com"), "[[operations]] 1, host: String should match pattern"),
        (OPERATION.replace('"/v1', '"v1'), "[[operations]] 1, path: String should match pattern"),
        (OPERATION.replace("Environments", "Environments?x=1"), "[[operations]] 1, path: String should match pattern"),
        (OPERATION.replace("{ServiceSid}", "{A}{B}"), "[[operations]] 1, path: String should match pattern"),
        (OPERATION + RESOURCE.replace("description", "x\x1by"), "own.toml is no TOML"),
        (
            RESOURCE.replace("Environments", "\\u001b[2J"),
            "1, description: must be one line of text that can be printed",
        ),
        (RISK.replace("Prices", "Prices\\n"), "[[risks]] 1, reason: must be one line of text that can be printed"),
        (OPERATION.replace("environments/create", "environments/*"), "1, permissions 1: an operation needs single"),
        (
            OPERATION.replace("Environments", "{ServiceSid}"),
            "[[operations]] 1: a parameter of /v1/Services/{ServiceSid}/{ServiceSid} has the name of another",
        ),
        (OPERATION.replace("CreateEnv", "MakeEnv"), "[[operations]] 1, operation_id: String should match pattern"),
        (
            OPERATION.partition("permissions")[0] + "permissions = []",
            "[[operations]] 1, permissions: Tuple should have at",
        ),
        (OPERATION.replace("twilio/serverless", "x"), "[[operations]] 1, permissions 1: "),
        (OPERATION + 'confidence = "very"', "[[operations]] 1, confidence: Input should be 'sure', 'likely', 'guess'"),
        (RISK.replace("Prices are confidential with us", ""), "[[risks]] 1, reason: String should have at least 1"),
        (RISK.replace('"reads-prices", "another"', ""), "[[risks]] 1, tags: Tuple should have at least 1 item"),
        (PERMISSION, f"the resource of {OWN} is not described: add it to [[resources]]"),
        (OPERATION, f"{OWN} is neither in the catalog nor in [[permissions]]: add it there"),
        (RISK.replace("usage", "usages"), "/twilio/billing/usages/read is neither in the catalog nor in"),
        (RESOURCE + 'paired_with = "gone"', "serverless/services.environments is paired with gone, which is not"),
        (
            RESOURCE + 'paired_with = "services.environments"',
            "which is not described in the same file or itself paired: name the",
        ),
    ],
    ids=lambda text: " ".join(text.split())[:40],
)
def test_a_malformed_overlay_is_refused_with_the_place(text: str, told: str) -> None:
    """Nothing of it is taken; the error names the file, the row and what may stand there."""
    error = refusal(text)
    assert told in error
    assert error.startswith("own.toml ")


def test_every_problem_is_told_at_once() -> None:
    """Those of single rows together; and, once rows can be read, those between rows."""
    rows = refusal(PERMISSION.replace("live", "heard") + RISK.replace("usage/", "") + OPERATION.replace("POST", "GO"))
    assert [place in rows for place in ("[[permissions]] 1", "[[risks]] 1", "[[operations]] 1, method")] == [True] * 3
    between = refusal(PERMISSION + RISK.replace("usage", "usages") + RESOURCE.replace("services.environments", "x") * 2)
    assert [text in between for text in ("clashes with", "is neither in", "is not described")] == [True] * 3


def test_an_overlay_is_a_file(tmp_path: Path) -> None:
    """In UTF-8; errors call it by its path."""
    path = tmp_path / "own.toml"
    path.write_text(WHOLE.replace("of a service", "à louer"), "utf-8")
    assert OWN in load_overlay(path, load_catalog())
    path.write_text("[[others]]", "utf-8")
    with pytest.raises(OverlayError, match=f"^{path} cannot be used"):
        load_overlay(path, load_catalog())


def test_a_path_that_cannot_be_one_is_an_error() -> None:
    """Nor does the error hold what a terminal would obey."""
    with pytest.raises(OverlayError, match=r"^a\\x00b cannot be read: embedded null byte$"):
        load_overlay(Path("a\0b"), load_catalog())


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """Missing, a folder, or no text: the error says which."""
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"# caf\xe9\n")
    for path, why in (
        (tmp_path / "missing.toml", "No such file or directory"),
        (tmp_path, "Is a directory"),
        (latin, "'utf-8' codec can't decode byte"),
    ):
        with pytest.raises(OverlayError, match=f"^{path} cannot be read: {why}"):
            load_overlay(path, load_catalog())

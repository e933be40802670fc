"""Finding the operation that a request is for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import product

import pytest

from twilio_keys_component.permissions import Operation, OperationIndex, Permission, load_catalog

ACCOUNTS = "/2010-04-01/Accounts/{AccountSid}"


def table() -> list[dict[str, str]]:
    """The rows of the endpoint table, read by nothing of the catalog's own."""
    text = files("twilio_keys_component.permissions").joinpath("data", "operations.tsv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def filled(template: str) -> tuple[str, dict[str, str]]:
    """A path with a value for each parameter, and these values."""
    names = re.findall(r"\{(\w+)\}", template)
    values = {name: f"XX{number}.a-{name}" for number, name in enumerate(names)}
    return template.format_map(values), values


def operation(method: str, path: str, name: str = "FetchThing") -> Operation:
    """An operation of one host."""
    return Operation(method, "x.twilio.com", path, name, (), "unknown")


def found(index: OperationIndex, method: str, path: str) -> str | None:
    """The template that a path of that host is matched to."""
    match = index.match(method, "x.twilio.com", path)
    return match.operation.path if match else None


def test_every_row_of_the_table_is_found_by_its_own_request() -> None:
    """All 1589 operations: by method, host and path, with what stands in the place of each parameter."""
    index, rows = load_catalog().index, table()
    assert len(rows) == 1589
    for row in rows:
        path, values = filled(row["path"])
        match = index.match(row["method"], row["host"], path)
        assert match is not None, row
        assert (match.operation.operation_id, match.operation.path) == (row["operation_id"], row["path"])
        assert match.arguments == values
        needed = [] if row["permissions"] == "-" else row["permissions"].split(" ")
        assert [str(permission) for permission in match.operation.permissions] == needed
        assert (match.operation.is_known, match.operation.confidence) == (row["permissions"] != "-", row["confidence"])


def test_methods_of_every_path_are_those_of_the_table() -> None:
    """With parameters filled by values that are no literal of another path."""
    index = load_catalog().index
    expected: dict[tuple[str, str], set[str]] = {}
    for row in table():
        expected.setdefault((row["host"], row["path"]), set()).add(row["method"])
    for (host, template), methods in expected.items():
        assert index.methods(host, filled(template)[0]) >= methods


def test_every_operation_id_begins_with_what_it_does() -> None:
    """List, fetch, create, update, patch or delete."""
    assert {re.match("[A-Z][a-z]+", row["operation_id"])[0] for row in table()} == {  # type: ignore[index]  # all match
        "Create",
        "Delete",
        "Fetch",
        "List",
        "Patch",
        "Update",
    }


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", f"{ACCOUNTS}/IncomingPhoneNumbers/Local.json", "ListIncomingPhoneNumberLocal"),
        ("GET", f"{ACCOUNTS}/IncomingPhoneNumbers/PN1.json", "FetchIncomingPhoneNumber"),
        ("DELETE", f"{ACCOUNTS}/IncomingPhoneNumbers/Local.json", "DeleteIncomingPhoneNumber"),
        ("GET", f"{ACCOUNTS}/Usage/Records/Daily.json", "ListUsageRecordDaily"),
    ],
)
def test_a_literal_part_wins_over_a_parameter(method: str, path: str, expected: str) -> None:
    """Unless no operation of that method is there: then it is the value of the parameter."""
    match = load_catalog().index.match(method, "api.twilio.com", path.format(AccountSid="AC1"))
    assert match is not None
    assert match.operation.operation_id == expected


def test_a_method_that_the_literal_path_lacks_is_the_parameters() -> None:
    """A flow may be named `Validate`: only its POST is the validation."""
    index = load_catalog().index
    matches = {method: index.match(method, "studio.twilio.com", "/v2/Flows/Validate") for method in ("GET", "POST")}
    names = {method: (match.operation.operation_id, match.arguments) for method, match in matches.items() if match}
    assert names == {"GET": ("FetchFlow", {"Sid": "Validate"}), "POST": ("UpdateFlowValidate", {})}
    assert index.methods("studio.twilio.com", "/v2/Flows/Validate") == {"GET", "POST", "DELETE"}


def test_a_literal_counts_the_more_the_earlier_it_stands() -> None:
    """Whatever the order of the operations."""
    templates = ["/a/{x}/c", "/a/b/{y}", "/{w}/b/c"]
    for order in (templates, templates[::-1]):
        index = OperationIndex(operation("GET", template) for template in order)
        assert [found(index, "GET", path) for path in ("/a/b/c", "/a/q/c", "/q/b/c", "/q/q/c")] == [
            "/a/b/{y}",
            "/a/{x}/c",
            "/{w}/b/c",
            None,
        ]


def test_what_follows_a_parameter_belongs_to_its_place() -> None:
    """`.json` is no part of a sid where a path is spelled so, and is one where it is not."""
    with_suffix, without = (
        OperationIndex([operation("GET", "/a/{Sid}.json")]),
        OperationIndex([operation("GET", "/a/{Sid}")]),
    )
    both = OperationIndex([operation("GET", "/a/{Sid}"), operation("GET", "/a/{Sid}.json")])
    for index, path, template in (
        (with_suffix, "/a/X1.json", "/a/{Sid}.json"),
        (with_suffix, "/a/X1", None),
        (with_suffix, "/a/.json", None),
        (without, "/a/X1.json", "/a/{Sid}"),
        (both, "/a/X1.json", "/a/{Sid}.json"),
        (both, "/a/X1", "/a/{Sid}"),
    ):
        assert found(index, "GET", path) == template


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("api.example.com", "/2010-04-01/Accounts.json"),
        ("", "/2010-04-01/Accounts.json"),
        ("api.twilio.com", ""),
        ("api.twilio.com", "/"),
        ("api.twilio.com", "/2010-04-01"),
        ("api.twilio.com", "/2010-04-01/Accounts"),
        ("api.twilio.com", "/2010-04-01/Accounts/AC1/Messages.json/"),
        ("api.twilio.com", "/2010-04-01/Accounts//Messages.json"),
        ("api.twilio.com", "/2010-04-01/accounts.json"),
        ("verify.twilio.com", "/v2/Services/VA1/Verifications/VE1/More"),
    ],
)
def test_a_place_that_twilio_does_not_have_matches_nothing(host: str, path: str) -> None:
    """Neither beginnings, nor empty parts, nor another case, nor what goes on behind the end."""
    index = load_catalog().index
    assert all(index.match(method, host, path) is None for method in ("GET", "POST", "DELETE"))
    assert index.methods(host, path) == frozenset()


def test_a_method_that_a_path_does_not_take_matches_nothing() -> None:
    """The path tells which ones it takes."""
    index, path = load_catalog().index, ACCOUNTS.format(AccountSid="AC1") + "/Messages.json"
    assert index.match("DELETE", "api.twilio.com", path) is None
    assert index.methods("api.twilio.com", path) == {"GET", "POST"}


def test_an_operation_is_shown_as_a_request() -> None:
    """Method, host and template."""
    assert str(operation("POST", "/v1/Things/{Sid}")) == "POST https://x.twilio.com/v1/Things/{Sid}"


def paths() -> Iterator[str]:
    """All paths of two parts over three words."""
    return ("/".join(("", *parts)) for parts in product(("a", "b", "c"), repeat=2))


def test_the_index_agrees_with_a_plain_search() -> None:
    """For templates of every mixture: what matches at all is found, and nothing else."""
    templates = ["/a/b", "/a/{x}", "/{x}/b", "/b/{x}"]
    index = OperationIndex(operation("GET", template) for template in templates)
    for path in paths():
        fitting = [t for t in templates if re.fullmatch(re.sub(r"\{x\}", "[^/]+", t), path)]
        assert (found(index, "GET", path) in fitting) if fitting else (found(index, "GET", path) is None)


def test_permissions_are_values() -> None:
    """Of the type that the rest of the package speaks."""
    match = load_catalog().index.match("GET", "studio.twilio.com", "/v2/Flows/FW1")
    assert match is not None
    assert match.operation.permissions == (Permission.parse("/twilio/studio/flows/read"),)

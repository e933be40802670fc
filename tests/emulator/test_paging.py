"""Lists in pages, in both versions of the API."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from twilio.rest import Client

KEYS = "iam.twilio.com/v1/Keys"


@pytest.fixture
def five(make_key: Any) -> list[str]:
    """The sids of five keys, in the order of their making."""
    return [make_key("standard", friendly_name=f"key-{number}")[0] for number in range(5)]


@pytest.mark.parametrize("page_size", [1, 2, 5, 50])
def test_v1_list_comes_whole_in_pages_of_any_size(client: Client, owner: Any, five: list[str], page_size: int) -> None:
    """twilio-python follows the links and sees every key once."""
    assert [key.sid for key in client.iam.v1.get_api_keys.list(owner[0], page_size=page_size)] == five


@pytest.mark.parametrize("page_size", [1, 2, 5, 50])
def test_2010_list_comes_whole_in_pages_of_any_size(client: Client, five: list[str], page_size: int) -> None:
    """twilio-python follows the paths of the old API as well."""
    assert [key.sid for key in client.keys.list(page_size=page_size)] == five


def test_v1_meta_of_a_middle_page(client: Client, ask: Any, owner: Any, five: list[str]) -> None:
    """A middle page says where it stands and links to all its neighbours, with the filter kept."""
    params = {"AccountSid": owner[0], "PageSize": 2, "Page": 1}
    meta = ask("GET", KEYS, auth=owner, params=params).json()["meta"]
    assert (meta["page"], meta["page_size"], meta["key"]) == (1, 2, "keys")
    urls = {name: parse_qs(urlsplit(meta[name]).query) for name in meta if name.endswith("url")}
    assert {name: query["Page"] for name, query in urls.items()} == {
        "first_page_url": ["0"],
        "previous_page_url": ["0"],
        "next_page_url": ["2"],
        "url": ["1"],
    }
    assert all(query["AccountSid"] == [owner[0]] for query in urls.values())
    assert meta["url"].startswith("https://iam.twilio.com/v1/Keys?")


def test_v1_only_page_has_no_neighbours(ask: Any, owner: Any) -> None:
    """An empty list is one page of 50 without links onward."""
    answer = ask("GET", KEYS, auth=owner, params={"AccountSid": owner[0]}).json()
    meta = answer["meta"]
    assert answer["keys"] == []
    assert (meta["page_size"], meta["next_page_url"], meta["previous_page_url"]) == (50, None, None)


def test_previous_page_leads_back(client: Client, owner: Any, five: list[str]) -> None:
    """From the last page the links lead back over every key."""
    page: Any = client.iam.v1.get_api_keys.page(owner[0], page_size=2)
    last = page.next_page().next_page()
    middle = last.previous_page()
    first = middle.previous_page()
    assert [[key.sid for key in page] for page in (first, middle, last)] == [five[:2], five[2:4], five[4:]]


def test_deletion_between_pages_hides_no_key(client: Client, owner: Any, five: list[str]) -> None:
    """A key that is deleted after the first page was read does not push another one out of the second."""
    page: Any = client.iam.v1.get_api_keys.page(owner[0], page_size=2)
    client.iam.v1.api_key(five[0]).delete()
    assert [key.sid for key in page.next_page()] == five[2:4]


def test_2010_fields_of_a_middle_page(ask: Any, owner: Any, five: list[str]) -> None:
    """The old API counts its entries and gives paths."""
    path = f"/2010-04-01/Accounts/{owner[0]}/Keys.json"
    body = ask("GET", f"api.twilio.com{path}", auth=owner, params={"PageSize": 2, "Page": 1}).json()
    assert {name: body[name] for name in ("page", "page_size", "start", "end")} == {
        "page": 1,
        "page_size": 2,
        "start": 2,
        "end": 3,
    }
    links = [body[name] for name in ("uri", "first_page_uri", "previous_page_uri", "next_page_uri")]
    assert [link.partition("?")[0] for link in links] == [path] * 4
    assert [item["sid"] for item in body["keys"]] == five[2:4]


def test_page_size_is_cut_to_1000(ask: Any, owner: Any) -> None:
    """Whoever asks for more than 1000 entries gets pages of 1000."""
    answer = ask("GET", KEYS, auth=owner, params={"AccountSid": owner[0], "PageSize": 5000})
    assert answer.json()["meta"]["page_size"] == 1000


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"PageSize": "0"}, "PageSize must be at least 1"),
        ({"PageSize": "many"}, "PageSize must be a number"),
        ({"Page": "-1"}, "Page must be a number"),
        ({"PageToken": "x"}, "PageToken is not one that was given out"),
    ],
)
def test_unusable_page_is_20001(ask: Any, owner: Any, fails: Any, params: dict[str, str], message: str) -> None:
    """A page that cannot be is refused."""
    fails(ask("GET", KEYS, auth=owner, params={"AccountSid": owner[0]} | params), 400, 20001, message)

"""Which of Twilio's hosts a request is for."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize("host", ["iam.twilio.com", "IAM.twilio.com:443", "iam.twilio.com.", "iam.twilio.com.:443"])
def test_host_header_names_the_host(ask: Any, owner: Any, host: str) -> None:
    """With Twilio's name in the Host header the path is Twilio's."""
    answer = ask("GET", "v1/Keys", auth=owner, params={"AccountSid": owner[0]}, headers={"Host": host})
    assert answer.json()["keys"] == []


def test_host_header_wins_over_the_path(ask: Any, owner: Any, server: Any) -> None:
    """Behind a Twilio name in the Host header a host in the path is just a path."""
    answer = ask("GET", "iam.twilio.com/v1/Keys", auth=owner, headers={"Host": "iam.twilio.com"})
    assert answer.status_code == 404
    assert server.state.journal.entries()[0].path == "/iam.twilio.com/v1/Keys"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "v1/Keys",
        "iam.twilio.com",
        "iam.twilio.com/v2/Keys",
        "iam.twilio.com/v1/Keys/",
        "api.twilio.com/v1/Keys",
        "verify.twilio.com/v1/Services",
        "api.dublin.us1.twilio.com/2010-04-01/Accounts.json",
        "nothing.dublin.ie1.twilio.com/v1/Services",
        "iam.dublin.ie1.twilio.com/v1/Keys",
        "api.ie1.twilio.com/2010-04-01/Accounts.json",
        "api.twilio.com/2010-04-01/Accounts/ACe0000000000000000000000000000001/Nothing.json",
        "_emulators/keys",
    ],
)
def test_everything_else_is_20404(ask: Any, owner: Any, path: str) -> None:
    """A host, a Region or a path that the emulator does not have is 20404 in Twilio's format."""
    answer = ask("GET", path, auth=owner)
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)


def test_path_without_a_host_is_told_how_to_name_one(ask: Any, owner: Any) -> None:
    """A line copied from Twilio's documentation lacks it."""
    answer = ask("GET", "2010-04-01/Accounts.json", auth=owner)
    assert answer.status_code == 404
    assert "such as /api.twilio.com/2010-04-01/Accounts.json" in answer.json()["message"]


def test_unknown_name_is_no_way_in(ask: Any, owner: Any) -> None:
    """A web page that points its own name at this machine finds nothing there, known credentials or not."""
    answer = ask("GET", "iam.twilio.com/v1/Keys", auth=owner, headers={"Host": "evil.example"})
    assert (answer.status_code, answer.json()["code"]) == (404, 20404)


def test_final_dot_means_nothing(ask: Any, owner: Any) -> None:
    """The full name of a host, in the path as well, is the host."""
    assert ask("GET", f"api.dublin.ie1.twilio.com./2010-04-01/Accounts/{owner[0]}.json", auth=owner).status_code == 200


def test_wrong_method_is_20004(ask: Any, owner: Any, fails: Any) -> None:
    """A path that exists says so when it is asked in the wrong way."""
    fails(ask("PUT", "iam.twilio.com/v1/Keys", auth=owner), 405, 20004, "Method not allowed")


def test_form_that_is_no_text_is_taken_as_far_as_it_goes(ask: Any, owner: Any) -> None:
    """Bytes that are no UTF-8 break nothing."""
    answer = ask(
        "POST", "iam.twilio.com/v1/Keys", auth=owner, data=b"AccountSid=" + owner[0].encode() + b"&FriendlyName=\xff"
    )
    assert answer.json()["friendly_name"] == "\N{REPLACEMENT CHARACTER}"

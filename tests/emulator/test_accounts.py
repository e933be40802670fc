"""Accounts: subaccounts can be made, renamed and closed, and never show an auth token."""

from __future__ import annotations

from typing import Any

import pytest
from twilio.rest import Client

ACCOUNTS = "api.twilio.com/2010-04-01/Accounts"


def test_subaccount_is_made_and_reached_by_its_parent(ask: Any, client: Client, owner: Any) -> None:
    """The parent's auth token works for a new subaccount, whose own is never shown."""
    made = client.api.v2010.accounts.create(friendly_name="team")
    assert (made.friendly_name, made.owner_account_sid, made.status) == ("team", owner[0], "active")
    sent = client.api.v2010.accounts(made.sid).messages.create(to="+1", from_="+2", body="x")
    assert sent.account_sid == made.sid
    assert "auth_token" not in ask("GET", f"{ACCOUNTS}/{made.sid}.json", auth=owner).json()


def test_account_is_renamed_and_closed(client: Client) -> None:
    """A new name and a new status stay; a closed account is served all the same."""
    made = client.api.v2010.accounts.create()
    accounts = client.api.v2010.accounts(made.sid)
    assert made.friendly_name == "SubAccount"
    assert accounts.update(friendly_name="old team").friendly_name == "old team"
    assert accounts.update(status="closed").status == "closed"
    assert (accounts.fetch().friendly_name, accounts.fetch().status) == ("old team", "closed")


def test_main_account_can_be_renamed(client: Client, owner: Any) -> None:
    """Who signed in before is still the same account."""
    assert client.api.v2010.accounts(owner[0]).update(friendly_name="main").friendly_name == "main"
    assert client.messages.list() == []


def test_account_has_no_other_status(ask: Any, owner: Any, fails: Any) -> None:
    """A status is one of three."""
    answer = ask("POST", f"{ACCOUNTS}/{owner[0]}.json", auth=owner, data={"Status": "happy"})
    fails(answer, 400, 20001, "Status must be active, suspended or closed")


def test_subaccount_has_none_below(ask: Any, subaccount: Any, fails: Any) -> None:
    """A subaccount makes no subaccounts."""
    fails(ask("POST", f"{ACCOUNTS}.json", auth=subaccount), 401, 20003, "Authenticate")


@pytest.mark.parametrize("path", [f"{ACCOUNTS}.json", f"{ACCOUNTS}/{{}}.json"])
def test_standard_key_changes_no_account(ask: Any, owner: Any, make_key: Any, fails: Any, path: str) -> None:
    """Accounts are beyond a standard key, also where the permission is not known."""
    fails(ask("POST", path.format(owner[0]), auth=make_key("standard")), 401, 20003, "Authenticate")


def test_other_account_cannot_be_changed(ask: Any, owner: Any, stranger: str, subaccount: Any, fails: Any) -> None:
    """An account that is not reached is refused, whoever asks."""
    fails(ask("POST", f"{ACCOUNTS}/{stranger}.json", auth=owner), 401, 20003, "Authenticate")
    fails(ask("POST", f"{ACCOUNTS}/{owner[0]}.json", auth=subaccount), 401, 20003, "Authenticate")


def test_reset_takes_new_accounts_away(ask: Any, client: Client, owner: Any, subaccount: Any) -> None:
    """The accounts of the start are left, under their first names."""
    client.api.v2010.accounts.create()
    client.api.v2010.accounts(owner[0]).update(friendly_name="main")
    ask("POST", "_emulator/reset")
    found = [(account.sid, account.friendly_name) for account in client.api.v2010.accounts.list()]
    assert found == [(owner[0], "Emulator"), (subaccount[0], "Emulator subaccount")]

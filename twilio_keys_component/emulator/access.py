"""Who signs a request, and what it may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest

from twilio_keys_component.emulator import errors
from twilio_keys_component.emulator.keys import KeyRecord, KeyStore
from twilio_keys_component.model import KeyType, Region
from twilio_keys_component.permissions import Permission

_BEYOND_STANDARD_KEYS = {("iam", "api-keys"), ("iam", "accounts")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account or subaccount.

    Attributes:
        sid: `AC` and 32 hexadecimal digits.
        auth_token: Its password.
        parent_sid: The account above a subaccount; None for the main account.
        friendly_name: Its name.
        status: `active`, or what it was set to; the emulator serves it whatever it is.
        created: When it was made; None for the accounts that were there from the start.
    """

    sid: str
    auth_token: str = field(repr=False)
    parent_sid: str | None = None
    friendly_name: str = "Emulator"
    status: str = "active"
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a request.

    Attributes:
        account: The account it acts for.
        key: The key it signed with; None for the account's auth token.
    """

    account: Account
    key: KeyRecord | None = None

    @property
    def sid(self) -> str:
        """What it signed with: a key's sid or an account's."""
        return self.key.sid if self.key else self.account.sid

    @property
    def kind(self) -> KeyType | None:
        """The kind of its key; None for an auth token."""
        return self.key.kind if self.key else None

    def may(self, permission: Permission) -> bool:
        """Whether this may do what needs `permission`.

        An auth token and a main key may do everything (doc), a standard key everything but Keys and Accounts (live),
        a restricted key what its policy lists.
        """
        if self.key is None or self.key.kind is KeyType.MAIN:
            return True
        if self.key.permissions is None:
            return (permission.product, permission.resource) not in _BEYOND_STANDARD_KEYS
        return self.key.permissions.covers(permission)


class Access:
    """The accounts of an emulator, and who reaches them.

    Args:
        accounts: Those that are there from the start, by their sids.
        keys: The keys that can sign.

    Attributes:
        accounts: Those that are there now.
        changed: What was made, changed or taken away (None) since this was last emptied, by sid.
    """

    def __init__(self, *, accounts: Mapping[str, Account], keys: KeyStore) -> None:
        self._at_the_start = accounts
        self._keys = keys
        self.accounts: dict[str, Account] = {}
        self.changed: dict[str, Account | None] = {}
        self.restart()

    def put(self, account: Account) -> None:
        """Have one more account, or one in the place of that of the same sid."""
        self.accounts[account.sid] = self.changed[account.sid] = account

    def restart(self) -> None:
        """Have the accounts of the start again, and no others."""
        self.changed |= dict.fromkeys(self.accounts)
        self.accounts.clear()
        for account in self._at_the_start.values():
            self.put(account)

    def sign_in(self, username: str, password: str, *, region: Region) -> Signer:
        """Whom the credentials belong to: an account sid with its auth token, or a key's sid with its secret.

        A key signs in only in the Region it was made in (doc); an auth token in all of them (guess).

        Raises:
            TwilioError: 20003, whatever is wrong with them (live).
        """
        key = self._keys.get(username)
        if key is not None and key.region is region and _same(key.secret, password):
            return Signer(self.accounts[key.account_sid], key)
        account = self.accounts.get(username)
        if account is not None and _same(account.auth_token, password):
            return Signer(account)
        raise errors.authenticate()

    def is_reached(self, signer: Signer, account_sid: str) -> bool:
        """Whether `signer` reaches that account.

        Its own account, and from the main account's auth token also the subaccounts (doc). A main key reaches only
        the account that made it (doc; Twilio's CLI page says otherwise for the 2010 API).
        """
        account = self.accounts.get(account_sid)
        if account is None:
            return False
        return account.sid == signer.account.sid or (signer.key is None and account.parent_sid == signer.account.sid)

    def must_reach(self, signer: Signer, account_sid: str) -> None:
        """Check that `signer` reaches that account.

        Raises:
            TwilioError: 20003 (guess).
        """
        if not self.is_reached(signer, account_sid):
            raise errors.authenticate()


def _same(secret: str, given: str) -> bool:
    return compare_digest(secret.encode(), given.encode())

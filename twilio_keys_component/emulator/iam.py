"""The rules of the Key resource, for version 1 and for what is left of it in 2010-04-01."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from twilio_keys_component.emulator import errors
from twilio_keys_component.emulator.access import Access, Signer
from twilio_keys_component.emulator.conditions import CurrentConditions
from twilio_keys_component.emulator.keys import KeyRecord, KeyStore
from twilio_keys_component.emulator.policy import read_policy
from twilio_keys_component.model import MAX_FRIENDLY_NAME, KeyType, Region
from twilio_keys_component.permissions import Catalog, PermissionSet
from twilio_keys_component.sids import ACCOUNT_SID_FORMAT, KEY_SID_FORMAT

FLAGS: Final = {
    KeyType.MAIN: ("rest_api", "signing", "manage_keys", "manage_accounts"),
    KeyType.STANDARD: ("rest_api", "signing"),
    KeyType.RESTRICTED: ("restricted",),
}
"""What a version 1 list says about each kind (live for standard keys, else guess)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRules:
    """What Twilio lets one do with keys. Whether the signer holds the permission is checked before.

    Attributes:
        keys: The keys.
        access: Who reaches which account.
        catalog: The permissions that there are.
        refuse_wildcards: Whether a policy with `*` is refused.
        conditions: How many keys there can be, and how far lists and fetches lag behind.
    """

    keys: KeyStore
    access: Access
    catalog: Catalog
    refuse_wildcards: bool
    conditions: CurrentConditions

    def create(self, signer: Signer, *, account_sid: str | None, **asked: str | None) -> KeyRecord:
        """Make a standard key or, with `key_type` and `policy`, a restricted one; `friendly_name` is free.

        Raises:
            TwilioError: 20001 without an account (guess), 20003 for another's account (guess), 70001 for a name over
                64 characters (live), another type than `restricted`, a type without a policy (doc: it is required;
                guess: the code) or a policy without a type (guess), and what `read_policy` and `must_have_room`
                raise.
        """
        account_sid = self._account(signer, account_sid)
        friendly_name = checked_name(asked.get("friendly_name"))
        key_type, policy = asked.get("key_type"), asked.get("policy")
        if key_type is None and policy is None:
            self.must_have_room(account_sid)
            return self.keys.add(account_sid=account_sid, kind=KeyType.STANDARD, friendly_name=friendly_name)
        if key_type != KeyType.RESTRICTED:
            raise errors.constraint_violated("KeyType must be 'restricted' where a Policy is given, or left out")
        if policy is None:
            raise errors.constraint_violated("Policy is required with KeyType 'restricted'")
        permissions = self._read(policy)
        self.must_have_room(account_sid)
        return self.keys.add(
            account_sid=account_sid, kind=KeyType.RESTRICTED, friendly_name=friendly_name, permissions=permissions
        )

    def must_have_room(self, account_sid: str) -> None:
        """Check that the account can have one more key.

        Raises:
            TwilioError: 70151 where it has as many as it can have (doc; guess: when it is looked at).
        """
        most = self.conditions.now.max_keys
        if most is not None and self.keys.count(account_sid) >= most:
            raise errors.too_many_keys()

    def find(self, signer: Signer, sid: str, *, account_sid: str | None = None, ago_ms: int = 0) -> KeyRecord:
        """The key of that sid in us1, the Region of version 1, as it was `ago_ms` ago.

        Raises:
            TwilioError: 70002 for a malformed sid (live); 20404 for no such key, and for one of another account or
                Region (guess).
        """
        if not KEY_SID_FORMAT.fullmatch(sid):
            raise errors.invalid_value(f"Sid '{sid}' is not a valid key sid")
        key = self.keys.get_past(sid, ago_ms=ago_ms)
        if key is None or key.region is not Region.US1 or not self.access.is_reached(signer, key.account_sid):
            raise errors.not_found(f"/v1/Keys/{sid}")
        if account_sid is not None and key.account_sid != account_sid:
            raise errors.not_found(f"/v1/Keys/{sid}")
        return key

    def update(self, key: KeyRecord, *, friendly_name: str | None, policy: str | None) -> None:
        """Rename the key, replace its policy whole (doc), or both; what is None stays.

        Raises:
            TwilioError: 70001 for a name over 64 characters or a policy for a key that is not restricted (guess), and
                what `read_policy` raises. Then nothing is changed.
        """
        if policy is not None and key.kind is not KeyType.RESTRICTED:
            raise errors.constraint_violated("Policy can be set on a restricted key only")
        new_name = key.friendly_name if friendly_name is None else checked_name(friendly_name)
        if policy is not None:
            key.permissions = self._read(policy)
        key.friendly_name = new_name
        self.keys.touch(key)

    def listed(self, signer: Signer, *, account_sid: str | None) -> list[KeyRecord]:
        """The account's keys of us1 as lists show them now, the longest unchanged first (doc: by `date_updated`).

        Raises:
            TwilioError: 20001 without an account (live), 20003 for another's account (guess).
        """
        ago_ms = self.conditions.now.list_delay_ms
        return self.keys.of(self._account(signer, account_sid), Region.US1, ago_ms=ago_ms)

    def _read(self, policy: str) -> PermissionSet:
        return read_policy(policy, catalog=self.catalog, refuse_wildcards=self.refuse_wildcards)

    def _account(self, signer: Signer, account_sid: str | None) -> str:
        if not account_sid:
            raise errors.invalid_request("AccountSid is required")
        if not ACCOUNT_SID_FORMAT.fullmatch(account_sid):
            raise errors.invalid_value(f"AccountSid '{account_sid}' is not a valid account sid")
        self.access.must_reach(signer, account_sid)
        return account_sid


def checked_name(friendly_name: str | None) -> str | None:
    """The name that a key gets: None where none was given (live) or an empty one (guess).

    Raises:
        TwilioError: 70001 for over 64 characters (live).
    """
    if friendly_name and len(friendly_name) > MAX_FRIENDLY_NAME:
        raise errors.constraint_violated(f"FriendlyName must not be longer than {MAX_FRIENDLY_NAME} characters")
    return friendly_name or None

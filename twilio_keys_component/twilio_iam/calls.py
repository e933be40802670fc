"""twilio-python's own calls for keys, one class for each API that has them."""

from __future__ import annotations

from typing import Any, Final, Protocol

from twilio.base import values
from twilio.rest import Client

from twilio_keys_component._version import __version__
from twilio_keys_component.model import KeyType, Region
from twilio_keys_component.twilio_iam.credentials import Credentials
from twilio_keys_component.twilio_iam.errors import TwilioError
from twilio_keys_component.twilio_iam.http import IamHttpClient

Policy = dict[str, list[str]]

EDGES: Final = {Region.IE1: "dublin", Region.AU1: "sydney"}
"""Outside us1 a host needs an edge: those with a Region alone stop working in 2026 (doc)."""

_NO_ENVIRONMENT: Final = {"_": ""}
"""twilio-python falls back to the process's TWILIO_* variables when it is given an empty mapping: so, not empty."""


class KeyCalls(Protocol):
    """One request each, answered with twilio-python's instances."""

    def create(self, name: str | None, policy: Policy | None) -> Any:  # noqa: ANN401 - twilio-python's
        """Make a key: restricted with a policy, else standard."""
        ...

    def fetch(self, sid: str) -> Any:  # noqa: ANN401 - twilio-python's
        """Get a key."""
        ...

    def update(self, sid: str, name: str | None, policy: Policy | None) -> Any:  # noqa: ANN401 - twilio-python's
        """Change a key's name and, if given, its whole policy."""
        ...

    def delete(self, sid: str) -> Any:  # noqa: ANN401 - twilio-python's
        """Revoke a key."""
        ...

    def page(self, page_size: int) -> Any:  # noqa: ANN401 - twilio-python's
        """The first page of the account's keys."""
        ...


class IamCalls:
    """`https://iam.twilio.com/v1/Keys` (doc)."""

    def __init__(self, credentials: Credentials, http_client: IamHttpClient) -> None:
        self._account_sid = credentials.account_sid
        self._keys = _client(credentials, http_client).iam.v1

    def create(self, name: str | None, policy: Policy | None) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.create`."""
        return self._keys.new_api_key.create(
            account_sid=self._account_sid,
            friendly_name=_given(name),
            key_type=values.unset if policy is None else KeyType.RESTRICTED.value,
            policy=_given(policy),
        )

    def fetch(self, sid: str) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.fetch`."""
        return self._keys.api_key(sid).fetch()

    def update(self, sid: str, name: str | None, policy: Policy | None) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.update`."""
        return self._keys.api_key(sid).update(friendly_name=_given(name), policy=_given(policy))

    def delete(self, sid: str) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.delete`."""
        return self._keys.api_key(sid).delete()

    def page(self, page_size: int) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.page`."""
        return self._keys.get_api_keys.page(account_sid=self._account_sid, page_size=page_size)


class RegionalCalls:
    """Standard keys outside us1: `https://api.{edge}.{region}.twilio.com/2010-04-01/Accounts/{AC…}/Keys`.

    No v1 Keys host outside us1 is proven anywhere; keys of other Regions are made with the 2010 API there (guess). That
    API ignores `KeyType` and `Policy` without an error (live), so a policy never gets here.
    """

    def __init__(self, credentials: Credentials, http_client: IamHttpClient, region: Region) -> None:
        client = _client(credentials, http_client, region=region.value, edge=EDGES[region])
        self._account = client.api.v2010.accounts(credentials.account_sid)

    def create(self, name: str | None, policy: Policy | None) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.create`."""
        _refuse(policy)
        return self._account.new_keys.create(friendly_name=_given(name))

    def fetch(self, sid: str) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.fetch`."""
        return self._account.keys(sid).fetch()

    def update(self, sid: str, name: str | None, policy: Policy | None) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.update`."""
        _refuse(policy)
        return self._account.keys(sid).update(friendly_name=_given(name))

    def delete(self, sid: str) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.delete`."""
        return self._account.keys(sid).delete()

    def page(self, page_size: int) -> Any:  # noqa: ANN401 - see KeyCalls
        """See `KeyCalls.page`."""
        return self._account.keys.page(page_size=page_size)


def _client(credentials: Credentials, http_client: IamHttpClient, *, region: str = "", edge: str = "") -> Client:
    return Client(
        username=credentials.username,
        password=credentials.password.get_secret_value(),
        account_sid=credentials.account_sid,
        region=region or None,
        edge=edge or None,
        http_client=http_client,
        environment=_NO_ENVIRONMENT,
        user_agent_extensions=[f"twilio-keys-component/{__version__}"],
    )


def _given(value: Any) -> Any:  # noqa: ANN401 - twilio-python's way to leave a parameter out
    return values.unset if value is None else value


def _refuse(policy: Policy | None) -> None:
    if policy is not None:
        raise TwilioError(
            "restricted keys exist in us1 only, and a policy cannot be sent to another Region",
            next_step="Nothing was sent. Leave the region out, or ask for a standard key.",
        )

"""The deployment's connection, made from its settings."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest

from tests.builders import ACCOUNT_SID, KEY_SID, OTHER_ACCOUNT_SID, OTHER_KEY_SID
from tests.unit.local_twilio import AUTH_TOKEN, OTHER_AUTH_TOKEN, LocalTwilio, connect, owner, signer
from twilio_keys_component.model import EndpointKind, Region
from twilio_keys_component.permissions import load_catalog
from twilio_keys_component.twilio_iam import Connection, CredentialsError, Names
from twilio_keys_component.twilio_iam.connection import settings_problems

GOOD = {"accountSid": ACCOUNT_SID, "authToken": AUTH_TOKEN}


def _connect(**settings: str) -> Any:
    return closing(Connection.from_settings({**GOOD, **settings}.get, {}))


def test_settings_say_where_and_as_whom(twilio: LocalTwilio) -> None:
    """Endpoint, Region, default account and subaccounts."""
    accounts = json.dumps({OTHER_ACCOUNT_SID: {"authToken": OTHER_AUTH_TOKEN}})
    with _connect(endpoint=twilio.url, region="ie1", accounts=accounts) as connection:
        assert (connection.account_sid, connection.region) == (ACCOUNT_SID, Region.IE1)
        assert connection.endpoint_kind is EndpointKind.EMULATOR
        assert [connection.reaches(sid) for sid in (ACCOUNT_SID, OTHER_ACCOUNT_SID, "AC1")] == [True, True, False]
        for sid in (ACCOUNT_SID, OTHER_ACCOUNT_SID):
            list(connection.gateway(sid, Region.US1).list())
    assert [request["signer"] for request in twilio.requests()] == [ACCOUNT_SID, OTHER_ACCOUNT_SID]


def test_nothing_but_credentials_means_twilio_in_us1() -> None:
    """The defaults."""
    with _connect() as connection:
        assert (connection.endpoint_kind, connection.region) == (EndpointKind.TWILIO, Region.US1)


def test_every_problem_of_the_settings_is_told_at_once() -> None:
    """Credentials, endpoint and Region."""
    settings = {"accountSid": "AC1", "endpoint": "http://example.com", "region": "mars", "accounts": "{"}
    with pytest.raises(CredentialsError) as caught:
        Connection.from_settings(settings.get, {})
    names = [problem.property.removeprefix("twilio-keys:") for problem in caught.value.problems]
    assert sorted(names) == ["accountSid", "accounts", "authToken", "endpoint", "region"]
    assert list(caught.value.problems) == settings_problems(settings.get)


def test_place_alone_can_be_wrong() -> None:
    """Good credentials do not hide it."""
    with pytest.raises(CredentialsError, match=r"twilio-keys:region: 'mars' is none of us1, ie1, au1"):
        Connection.from_settings({**GOOD, "region": "mars"}.get, {})


def test_settings_without_credentials_have_no_problem() -> None:
    """The environment of whoever deploys may hold them."""
    assert settings_problems({"region": "ie1", "endpoint": "http://localhost:1"}.get) == []


def test_environment_counts_where_it_is_the_deployments_own() -> None:
    """Then credentials must be in one of the two."""
    nothing: dict[str, str] = {}
    environment = {"TWILIO_ACCOUNT_SID": ACCOUNT_SID, "TWILIO_AUTH_TOKEN": AUTH_TOKEN}
    assert settings_problems(nothing.get, environment) == []
    assert [problem.property for problem in settings_problems(nothing.get, {})] == ["twilio-keys:accountSid"]


def test_gateway_is_made_once(connection: Connection) -> None:
    """For each account and Region."""
    gateway = connection.gateway(ACCOUNT_SID, Region.US1)
    assert connection.gateway(ACCOUNT_SID, Region.US1) is gateway
    assert connection.gateway(ACCOUNT_SID, Region.IE1) is not gateway


def test_account_without_credentials_has_no_gateway(connection: Connection) -> None:
    """The error names the account and where to add its credentials."""
    with pytest.raises(CredentialsError, match=f"{OTHER_ACCOUNT_SID}: add them to twilio-keys:accounts"):
        connection.gateway(OTHER_ACCOUNT_SID, Region.US1)


def test_own_signers_are_known(twilio: LocalTwilio) -> None:
    """Of every account; a secret or an Auth Token is no key."""
    subaccount = signer(OTHER_KEY_SID, "secret", OTHER_ACCOUNT_SID)
    with closing(connect(twilio.url, signer(KEY_SID, "secret"), subaccount)) as connection:
        assert all(map(connection.signs_in_with, (KEY_SID, KEY_SID.upper(), OTHER_KEY_SID)))
        assert not connection.signs_in_with("SK1")
    with closing(connect(twilio.url, owner())) as connection:
        assert not connection.signs_in_with(KEY_SID)


def test_names_can_be_given_whatever_the_settings_say_of_them() -> None:
    """What is wrong with those settings is no problem then; what is wrong with others is."""
    settings = {**GOOD, "permissionsOverlay": "/gone.toml", "strictPermissions": "maybe"}
    names = Names(load_catalog(), is_strict=True)
    with closing(Connection.from_settings(settings.get, {}, names=names)) as connection:
        assert connection.names is names
    with pytest.raises(CredentialsError) as caught:
        Connection.from_settings({**settings, "region": "mars"}.get, {}, names=names)
    assert [problem.property for problem in caught.value.problems] == ["twilio-keys:region"]

"""The deployment's connection to Twilio: where it goes, who signs in, and a gateway for each account and Region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from threading import Lock

from twilio_keys_component.errors import shown
from twilio_keys_component.model import EndpointKind, Region
from twilio_keys_component.permissions import load_catalog
from twilio_keys_component.twilio_iam.calls import IamCalls, RegionalCalls
from twilio_keys_component.twilio_iam.credentials import (
    NAMESPACE,
    Credentials,
    CredentialsError,
    Problem,
    Settings,
    claims,
    find_configured,
    find_credentials,
)
from twilio_keys_component.twilio_iam.endpoint import Endpoint, EndpointError
from twilio_keys_component.twilio_iam.gate import Gate
from twilio_keys_component.twilio_iam.gateway import KeyGateway, TwilioKeyGateway
from twilio_keys_component.twilio_iam.http import IamHttpClient
from twilio_keys_component.twilio_iam.names import Names, has_relative_overlay


def _now() -> datetime:
    return datetime.now(UTC)


class Connection:
    """Made once for a deployment and shared by all its threads.

    Args:
        credentials: By account sid; the first is the default account's.
        endpoint: Twilio, or an emulator.
        region: The Region of keys that name none.
        names: The known permissions; those of the package's catalog if left out.
        before_change: As in `IamHttpClient`.
        gate: As in `IamHttpClient`.
        claims: Whether the deployment takes over the keys of its state that come from other stacks.
        clock: What time it is; with a time zone.
    """

    def __init__(
        self,
        credentials: Mapping[str, Credentials],
        endpoint: Endpoint,
        region: Region = Region.US1,
        names: Names | None = None,
        *,
        before_change: Callable[[], None] | None = None,
        gate: Gate | None = None,
        claims: bool = False,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._credentials = dict(credentials)
        self._endpoint = endpoint
        self._http_client = IamHttpClient(endpoint, before_change=before_change, gate=gate)
        self._gateways: dict[tuple[str, Region], KeyGateway] = {}
        self._lock = Lock()
        self.region = region
        self.claims = claims
        self.clock = clock
        self.names = names or Names(load_catalog())

    @classmethod
    def from_settings(
        cls,
        settings: Settings,
        environment: Mapping[str, str],
        *,
        names: Names | None = None,
        before_change: Callable[[], None] | None = None,
    ) -> Connection:
        """The connection that the configuration and the environment describe.

        Args:
            settings: The configuration.
            environment: The environment variables.
            names: The known permissions; what the configuration says of them is not looked at then.
            before_change: As in `IamHttpClient`.

        Raises:
            CredentialsError: With every problem of the credentials, the endpoint, the Region and the names at once.
        """
        problems = _place_problems(settings, has_names=names is None)
        try:
            credentials = find_credentials(settings, environment)
        except CredentialsError as error:
            raise CredentialsError((*error.problems, *problems)) from None
        if problems:
            raise CredentialsError(tuple(problems))
        region = Region(settings("region") or Region.US1)
        endpoint = Endpoint.parse(settings("endpoint"))
        names = names or Names.from_settings(settings)
        return cls(credentials, endpoint, region, names, before_change=before_change, claims=claims(settings))

    @property
    def account_sid(self) -> str:
        """The default account."""
        return next(iter(self._credentials))

    @property
    def endpoint_kind(self) -> EndpointKind:
        """Real Twilio or a local emulator."""
        return self._endpoint.kind

    def reaches(self, account_sid: str) -> bool:
        """Whether there are credentials for that account."""
        return account_sid in self._credentials

    def signs_in_with(self, sid: str) -> bool:
        """Whether the deployment itself signs in with that key, in whichever case its sid is written."""
        return any(credentials.username.lower() == sid.lower() for credentials in self._credentials.values())

    def own_key(self, account_sid: str) -> str | None:
        """The sid of the key that the deployment signs in to that account with; None if it is none."""
        credentials = self._credentials.get(account_sid)
        return credentials.username if credentials and credentials.username != account_sid else None

    def gateway(self, account_sid: str, region: Region) -> KeyGateway:
        """The keys of one account in one Region.

        Raises:
            CredentialsError: There are no credentials for that account.
        """
        credentials = self._credentials.get(account_sid)
        if credentials is None:
            raise CredentialsError((Problem("account_sid", no_credentials_for(account_sid)),))
        with self._lock:
            if (account_sid, region) not in self._gateways:
                is_home = region is Region.US1
                calls = (
                    IamCalls(credentials, self._http_client)
                    if is_home
                    else RegionalCalls(credentials, self._http_client, region)
                )
                self._gateways[account_sid, region] = TwilioKeyGateway(
                    calls, account_sid=account_sid, catalog=self.names.catalog
                )
            return self._gateways[account_sid, region]

    def close(self) -> None:
        """Close all connections."""
        self._http_client.close()


def settings_problems(settings: Settings, environment: Mapping[str, str] | None = None) -> list[Problem]:
    """What is wrong with the settings.

    Args:
        settings: The configuration.
        environment: The environment variables; None where the deployment is another process's, and then neither a
            configuration without credentials nor an overlay that lies in that process's folder is a problem.
    """
    is_elsewhere = environment is None
    problems = _place_problems(settings, has_names=not (is_elsewhere and has_relative_overlay(settings)))
    try:
        if environment is None:
            find_configured(settings)
        else:
            find_credentials(settings, environment)
    except CredentialsError as error:
        problems = [*error.problems, *problems]
    return problems


def _place_problems(settings: Settings, *, has_names: bool) -> list[Problem]:
    problems: list[Problem] = []
    try:
        Endpoint.parse(settings("endpoint"))
    except EndpointError as error:
        problems.append(Problem(f"{NAMESPACE}:endpoint", str(error)))
    region = settings("region")
    if region and region not in list(Region):
        problems.append(Problem(f"{NAMESPACE}:region", f"{shown(region)} is none of {', '.join(Region)}"))
    try:
        if has_names:
            Names.from_settings(settings)
    except CredentialsError as error:
        problems += error.problems
    return problems


def no_credentials_for(account_sid: str) -> str:
    """What to tell somebody whose key is in an account that the deployment has no credentials for."""
    return (
        f"there are no credentials for account {account_sid}: add them to twilio-keys:accounts "
        "(`pulumi config set --secret`), or correct the account"
    )

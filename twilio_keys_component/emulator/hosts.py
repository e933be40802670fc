"""Which of Twilio's hosts a request is for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from twilio_keys_component.model import Region
from twilio_keys_component.permissions.operations import home_host

_REGIONS: Final[Mapping[str, Region]] = {
    "ashburn.us1": Region.US1,
    "dublin.ie1": Region.IE1,
    "sydney.au1": Region.AU1,
}
_US1_ONLY: Final = "iam.twilio.com"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes.

    Attributes:
        host: Twilio's host as it was asked for; the loopback address where none was.
        path: The path at that host.
        product_host: The host without edge and Region, such as `api.twilio.com`; None for a host that nobody has.
        region: The host's Region.
    """

    host: str
    path: str
    product_host: str | None
    region: Region


def find_target(host_header: str, path: str, known: Collection[str]) -> Target:
    """The target of a request: the `Host` header's if it is one of Twilio's, else the one that the path begins with.

    A web page that got its own name to point at this machine is no way in: from hosts other than Twilio's and
    loopback nothing is taken.

    Args:
        host_header: The request's `Host` header.
        path: The request's path.
        known: Twilio's hosts, without edge and Region.
    """
    host = host_name(host_header)
    if host.endswith(".twilio.com"):
        return _target(host, path, known)
    first, slash, rest = path.removeprefix("/").partition("/")
    named = first.lower().removesuffix(".")
    if is_loopback(host) and slash and named.endswith(".twilio.com"):
        return _target(named, f"/{rest}", known)
    return Target(host, path, None, Region.US1)


def host_name(header: str) -> str:
    """A `Host` header without its port and a final dot, in lower case; empty if it is none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").removesuffix(".")
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether the name can only mean this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _target(host: str, path: str, known: Collection[str]) -> Target:
    """With an edge and a Region (`api.dublin.ie1.twilio.com`, doc) a host is the same product's there.

    A host with a Region alone is none (doc: they stop working in 2026), and version 1 of Keys is in us1 only (guess).
    """
    product_host = home_host(host)
    if product_host not in known:
        return Target(host, path, None, Region.US1)
    if host == product_host:
        return Target(host, path, host, Region.US1)
    product, _, _ = product_host.partition(".")
    region = _REGIONS.get(host.removeprefix(f"{product}.").removesuffix(".twilio.com"))
    if region is None or product_host == _US1_ONLY:
        return Target(host, path, None, Region.US1)
    return Target(host, path, product_host, region)

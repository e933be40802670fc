"""Which of Twilio's hosts a request is for."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from twilio_keys_component.model import Region

_HOSTS: Final = {
    "iam.twilio.com": ("iam.twilio.com", Region.US1),
    "api.twilio.com": ("api.twilio.com", Region.US1),
    "api.dublin.ie1.twilio.com": ("api.twilio.com", Region.IE1),
    "api.sydney.au1.twilio.com": ("api.twilio.com", Region.AU1),
}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes.

    Attributes:
        host: Twilio's host as it was asked for; the loopback address where none was.
        path: The path at that host.
        route: The host whose handlers answer, the same for every Region; None for a host that nobody has.
        region: The host's Region.
    """

    host: str
    path: str
    route: str | None
    region: Region


def find_target(host_header: str, path: str) -> Target:
    """The target of a request: the `Host` header's if it is one of Twilio's, else the one that the path begins with.

    A web page that got its own name to point at this machine is no way in: from hosts other than Twilio's and
    loopback nothing is taken.
    """
    host = host_name(host_header)
    if host.endswith(".twilio.com"):
        return _target(host, path)
    first, slash, rest = path.removeprefix("/").partition("/")
    if is_loopback(host) and slash and first.lower().endswith(".twilio.com"):
        return _target(first.lower(), f"/{rest}")
    return Target(host, path, None, Region.US1)


def host_name(header: str) -> str:
    """A `Host` header without its port, in lower case; empty if it is none."""
    try:
        return urlsplit(f"//{header}").hostname or ""
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


def _target(host: str, path: str) -> Target:
    route, region = _HOSTS.get(host, (None, Region.US1))
    return Target(host, path, route, region)

"""Where the calls go: Twilio's own hosts, or a local emulator that stands for all of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from twilio_keys_component.errors import TwilioKeysError, shown
from twilio_keys_component.model import EndpointKind

# Only plain names, without user, port or backslash: where one parser of addresses takes the rest of such an authority
# for a part of the host and another for a path, credentials could go to a host that was never looked at.
_TWILIO_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)*twilio\.com", re.IGNORECASE | re.ASCII)
_BARE_AUTHORITY: Final = re.compile(r"(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]+)?", re.IGNORECASE | re.ASCII)


class EndpointError(TwilioKeysError, ValueError):
    """An endpoint that credentials must not be sent to."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The base of every request.

    Attributes:
        url: Without a trailing slash; None for Twilio's own hosts.
    """

    url: str | None = None

    @classmethod
    def parse(cls, text: str | None) -> Endpoint:
        """Read the `twilio-keys:endpoint` setting; None or empty means Twilio itself.

        Raises:
            EndpointError: It is no base address, plain http off loopback, or holds credentials.
        """
        if not text:
            return cls()
        if any(sign in text for sign in "@?#"):
            raise EndpointError("the endpoint must be a bare address without credentials, query or fragment")
        parts = _split(text)
        if parts.scheme not in ("http", "https") or not parts.hostname or not _BARE_AUTHORITY.fullmatch(parts.netloc):
            raise EndpointError(f"{shown(text)} is no http(s) address: write one such as http://127.0.0.1:4010")
        if _is_twilio(parts.hostname.rstrip(".")):
            raise EndpointError(f"endpoint {text!r} is Twilio itself: leave the setting out")
        if parts.scheme == "http" and not _is_loopback(parts.hostname):
            raise EndpointError(
                f"endpoint {text!r} would carry credentials in the clear: use https, or an emulator on loopback "
                "(http://127.0.0.1:4010)"
            )
        return cls(parts.geturl().rstrip("/"))

    @property
    def kind(self) -> EndpointKind:
        """What stands behind it: whatever is not Twilio's own hosts is an emulator, wherever it runs."""
        return EndpointKind.TWILIO if self.url is None else EndpointKind.EMULATOR

    @property
    def is_loopback(self) -> bool:
        """Whether it is an address of this machine."""
        return self.url is not None and _is_loopback(urlsplit(self.url).hostname or "")

    def locate(self, url: str) -> str:
        """The address to call for one of Twilio's own addresses.

        Twilio's host becomes the first part of the path, as the emulator expects it.

        Raises:
            EndpointError: `url` is not Twilio's, so it must not see the credentials.
        """
        if self.url and url.startswith(f"{self.url}/"):
            return url
        parts = urlsplit(url)
        # urlsplit drops line breaks and tabs, the wire would not.
        is_plain = url.isascii() and url.isprintable() and " " not in url
        if not is_plain or parts.scheme != "https" or not _is_twilio(parts.netloc):
            raise EndpointError(
                f"refused to send credentials to {f'{parts.scheme}://{parts.hostname}'!r}, which is not Twilio's"
            )
        if self.url is None:
            return parts.geturl()
        query = f"?{parts.query}" if parts.query else ""
        return f"{self.url}/{parts.hostname}{parts.path}{query}"

    def __str__(self) -> str:
        return self.url or "Twilio"


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise EndpointError(f"{shown(text)} is no address: {error}") from None
    return parts


def _is_twilio(host: str) -> bool:
    return _TWILIO_HOST.fullmatch(host) is not None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

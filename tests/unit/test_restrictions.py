"""Names by which people ask for keys that work only from somewhere."""

from __future__ import annotations

import pytest

from twilio_keys_component.restrictions import asks_for_restriction


@pytest.mark.parametrize(
    "name",
    [
        "ip", "ips", "IPs", "allowedIPs", "allowed_ips", "allowed-ip-ranges", "IPAllowlist", "ipAddress", "sourceIp",
        "referrer", "httpReferers", "domains", "allowedDomain", "hosts", "hostname", "host_names", "origins", "cidr",
        "CIDRBlocks", "allowList", "allow_list", "whitelist", "whiteList", "subnets",
    ],
)  # fmt: skip
def test_a_restriction_is_recognised_in_any_case_and_number(name: str) -> None:
    """Joined by capitals, underscores or hyphens."""
    assert asks_for_restriction(name)


@pytest.mark.parametrize(
    "name",
    ["owner", "purpose", "description", "recipients", "shipping", "ghost", "original", "zip", "relationship", "", "42"],
)
def test_a_word_that_only_holds_such_a_word_asks_for_nothing(name: str) -> None:
    """Whole words count."""
    assert not asks_for_restriction(name)

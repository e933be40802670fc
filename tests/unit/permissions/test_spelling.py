"""Two spellings of one grant: the lists' names for a resource, and what a wildcard stands for."""

from __future__ import annotations

import pytest

from tests.builders import CALL, EVERY_MESSAGE_ACTION, SEND, grant
from twilio_keys_component.permissions import (
    ACTIONS,
    Permission,
    PermissionSet,
    canonical,
    known_actions,
    lay_over,
    load_catalog,
    read_as,
    without_wildcards,
)

TRUNKS, SIP_TRUNKS = "/twilio/voice/byoc-trunks", "/twilio/voice/sip.byoc-trunks"
TARGETS, SIP_TARGETS = "/twilio/voice/connection-policies.targets", "/twilio/voice/sip.connection-policies.targets"
CONFERENCES = "/twilio/voice/conferences"


def texts(permissions: PermissionSet) -> list[str]:
    """The entries as they are written."""
    return [str(permission) for permission in permissions.written]


def read(live: PermissionSet, declared: PermissionSet) -> list[str]:
    """What Twilio has, as it is read for what was declared."""
    return texts(read_as(live, declared, load_catalog()))


@pytest.mark.parametrize(
    ("given", "first"),
    [
        (f"{TRUNKS}/read", f"{SIP_TRUNKS}/read"),
        (f"{TRUNKS}/*", f"{SIP_TRUNKS}/*"),
        (f"{SIP_TRUNKS}/read", f"{SIP_TRUNKS}/read"),
        ("/twilio/voice/sip.ip-addresses/delete", "/twilio/voice/sip.ip-acls.ip-addresses/delete"),
        (SEND, SEND),
        ("/twilio/no/such-thing/read", "/twilio/no/such-thing/read"),
    ],
)
def test_a_pair_has_one_canonical_spelling(given: str, first: str) -> None:
    """That of the list whose names the API returns; what has no pair, or is not known, is its own."""
    assert canonical(Permission.parse(given), load_catalog()) == Permission.parse(first)


@pytest.mark.parametrize(
    ("wildcard", "actions"),
    [
        (EVERY_MESSAGE_ACTION, [f"/twilio/messaging/messages/{action}" for action in ACTIONS]),
        (f"{CONFERENCES}/*", [f"{CONFERENCES}/{action}" for action in ("list", "read", "update")]),
        (f"{SIP_TARGETS}/*", [f"{TARGETS}/{action}" for action in ACTIONS]),
        (f"{TARGETS}/*", [f"{TARGETS}/{action}" for action in ACTIONS]),
        (
            "/twilio/voice/sip.ip-acls.ip-addresses/*",
            [
                "/twilio/voice/sip.ip-acls.ip-addresses/create",
                "/twilio/voice/sip.ip-addresses/delete",
                "/twilio/voice/sip.ip-acls.ip-addresses/list",
                "/twilio/voice/sip.ip-acls.ip-addresses/read",
                "/twilio/voice/sip.ip-acls.ip-addresses/update",
            ],
        ),
        ("/twilio/no/such-thing/*", [f"/twilio/no/such-thing/{action}" for action in ACTIONS]),
    ],
)
def test_a_wildcard_stands_for_the_actions_that_are_known(wildcard: str, actions: list[str]) -> None:
    """Each in whichever spelling has it, the wildcard's own first; all five where none is known."""
    assert [str(action) for action in known_actions(Permission.parse(wildcard), load_catalog())] == actions


def test_a_grant_without_wildcards_has_their_known_actions() -> None:
    """Single actions stay as they were written; the grant of a short resource gets no action that Twilio lacks."""
    single = without_wildcards(grant(f"{CONFERENCES}/*", SEND, f"{TRUNKS}/read"), load_catalog())
    assert texts(single) == [
        SEND,
        f"{TRUNKS}/read",
        *(f"{CONFERENCES}/{action}" for action in ("list", "read", "update")),
    ]


@pytest.mark.parametrize(
    ("live", "declared"),
    [
        ([f"{SIP_TRUNKS}/read"], [f"{TRUNKS}/read"]),
        ([f"{TRUNKS}/read"], [f"{SIP_TRUNKS}/read"]),
        ([f"{SIP_TRUNKS}/*"], [f"{TRUNKS}/*"]),
        ([f"{SIP_TRUNKS}/*"], [f"{TRUNKS}/{action}" for action in ACTIONS]),
        ([f"{TRUNKS}/{action}" for action in ACTIONS], [f"{SIP_TRUNKS}/*"]),
        ([f"{CONFERENCES}/list", f"{CONFERENCES}/read", f"{CONFERENCES}/update"], [f"{CONFERENCES}/*"]),
        ([f"{CONFERENCES}/*"], [f"{CONFERENCES}/*"]),
        ([f"{TARGETS}/{action}" for action in ACTIONS], [f"{SIP_TARGETS}/*"]),
        ([f"{SIP_TRUNKS}/read"], [f"{TRUNKS}/read", f"{SIP_TRUNKS}/read"]),
        ([f"{TRUNKS}/read", f"{SIP_TRUNKS}/read"], [f"{TRUNKS}/read"]),
        ([SEND, CALL], [CALL, SEND]),
        ([], []),
    ],
)
def test_what_means_the_same_is_read_as_it_was_declared(live: list[str], declared: list[str]) -> None:
    """In the very entries of the declaration."""
    assert read(grant(*live), grant(*declared)) == sorted(declared, key=Permission.parse)


@pytest.mark.parametrize(
    ("live", "declared", "seen"),
    [
        ([], [f"{TRUNKS}/read"], []),
        ([f"{SIP_TRUNKS}/read"], [f"{TRUNKS}/read", f"{TRUNKS}/list"], [f"{TRUNKS}/read"]),
        (
            [f"{SIP_TRUNKS}/{action}" for action in ACTIONS[1:]],
            [f"{TRUNKS}/*"],
            [f"{TRUNKS}/{action}" for action in ACTIONS[1:]],
        ),
        (
            [f"{CONFERENCES}/list", f"{CONFERENCES}/read"],
            [f"{CONFERENCES}/*"],
            [f"{CONFERENCES}/list", f"{CONFERENCES}/read"],
        ),
    ],
)
def test_what_is_really_missing_stays_missing(live: list[str], declared: list[str], seen: list[str]) -> None:
    """And nothing else does: a wildcard that lost one action keeps the others, in its own spelling."""
    assert read(grant(*live), grant(*declared)) == seen


@pytest.mark.parametrize(
    ("live", "declared", "seen"),
    [
        ([SEND, CALL], [SEND], [SEND, CALL]),
        ([f"{SIP_TRUNKS}/read", f"{SIP_TRUNKS}/list"], [f"{TRUNKS}/read"], [f"{TRUNKS}/read", f"{SIP_TRUNKS}/list"]),
        ([EVERY_MESSAGE_ACTION], [SEND, CALL], [EVERY_MESSAGE_ACTION.replace("*", a) for a in ACTIONS]),
        ([EVERY_MESSAGE_ACTION], [CALL], [EVERY_MESSAGE_ACTION]),
        ([f"{CONFERENCES}/*"], [f"{CONFERENCES}/list"], [f"{CONFERENCES}/{a}" for a in ACTIONS]),
    ],
)
def test_what_is_more_than_declared_is_seen(live: list[str], declared: list[str], seen: list[str]) -> None:
    """In Twilio's spelling; a wildcard is more than any single action of its resource."""
    assert read(grant(*live), grant(*declared)) == seen


def test_pairs_of_an_overlay_count() -> None:
    """Its resources can have another spelling, too."""
    text = """
    [[resources]]
    product = "voice"
    resource = "own-trunks"
    description = "Trunks"
    paired_with = "sip.own-trunks"

    [[resources]]
    product = "voice"
    resource = "sip.own-trunks"
    description = "Trunks"
    """
    catalog, declared = lay_over(load_catalog(), text), grant("/twilio/voice/own-trunks/read")
    assert texts(read_as(grant("/twilio/voice/sip.own-trunks/read"), declared, catalog)) == texts(declared)

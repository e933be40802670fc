"""Operations that need more than one permission, and a catalog with operations of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from twilio.rest import Client

from twilio_keys_component.emulator import EmulatorServer, EmulatorState
from twilio_keys_component.permissions import Catalog, Operation, Permission, load_catalog

CALL = "/twilio/voice/calls/create"
PARTICIPANT = "/twilio/voice/conferences.participants/create"
RECORD = "/twilio/voice/calls.recordings/create"
NUMBER = "/twilio/phone-numbers/active-numbers/update"
BUY = "/twilio/phone-numbers/active-numbers/create"
EMERGENCY = "/twilio/voice/sip.emergency-addresses/create"
ACCOUNT = "api.twilio.com/2010-04-01/Accounts/{account}"
CALLS = f"{ACCOUNT}/Calls.json"
PARTICIPANTS = f"{ACCOUNT}/Conferences/CFe0000000000000000000000000000001/Participants.json"
NUMBERS = f"{ACCOUNT}/IncomingPhoneNumbers/PNe0000000000000000000000000000001.json"
BOUGHT = [f"{ACCOUNT}/IncomingPhoneNumbers{kind}.json" for kind in ("", "/Local", "/Mobile", "/TollFree")]
_CALL = {"To": "+15005550006", "From": "+15005550001", "Url": "https://example.com"}
CASES = [
    (CALLS, CALL, {**_CALL, "Record": "true"}, RECORD),
    (CALLS, CALL, {**_CALL, "Record": "TRUE"}, RECORD),
    (CALLS, CALL, {**_CALL, "Record": " true "}, RECORD),
    (CALLS, CALL, {**_CALL, "record": "true"}, RECORD),
    (CALLS, CALL, {**_CALL, "Record": ["true", "true"]}, RECORD),
    (CALLS, CALL, {**_CALL, "Record": ["true", "false"]}, RECORD),
    (CALLS, CALL, {**_CALL, "Record": ["false", "true"]}, RECORD),
    (CALLS, CALL, {**_CALL, "Record": ["false", "false"]}, None),
    (CALLS, CALL, {**_CALL, "Record": "false"}, None),
    (CALLS, CALL, _CALL, None),
    (PARTICIPANTS, PARTICIPANT, {**_CALL, "Record": "true"}, RECORD),
    (PARTICIPANTS, PARTICIPANT, {**_CALL, "ConferenceRecord": "true"}, None),
    (NUMBERS, NUMBER, {"EmergencyAddressSid": "AD1"}, EMERGENCY),
    (NUMBERS, NUMBER, {"emergency_address_sid": "AD1"}, EMERGENCY),
    (NUMBERS, NUMBER, {"EmergencyAddressSid": ["", "AD1"]}, EMERGENCY),
    (NUMBERS, NUMBER, {"EmergencyAddressSid": ""}, None),
    (NUMBERS, NUMBER, {"FriendlyName": "x"}, None),
    *((path, BUY, {"AreaCode": "415", "EmergencyAddressSid": "AD1"}, EMERGENCY) for path in BOUGHT),
    *((path, BUY, {"AreaCode": "415"}, None) for path in BOUGHT),
]


@pytest.mark.parametrize(("path", "base", "form", "extra"), CASES)
def test_parameter_can_ask_for_one_more_permission(
    ask: Any, owner: Any, make_key: Any, fails: Any, path: str, base: str, form: dict[str, Any], extra: str | None
) -> None:
    """With the parameter the operation needs both, and the one that is missing is named."""
    answer = ask("POST", path.format(account=owner[0]), data=form, auth=make_key("restricted", base))
    if extra is None:
        assert answer.status_code in {201, 404}
    else:
        fails(answer, 401, 70051, f"Authorization Error: required permission {extra[1:]} is missing")


@pytest.mark.parametrize(("path", "base", "form", "extra"), [case for case in CASES if case[3]])
def test_both_permissions_are_enough(
    ask: Any, owner: Any, make_key: Any, path: str, base: str, form: dict[str, Any], extra: str
) -> None:
    """With both it passes, and both are recorded as used."""
    key = make_key("restricted", base, extra)
    assert ask("POST", path.format(account=owner[0]), data=form, auth=key).status_code in {201, 404}
    assert ask("GET", f"_emulator/permissions/{key[0]}").json()["used"] == {base: 1, extra: 1}


@pytest.mark.parametrize("record", ["true", True, ["true", "true"], [[True]]])
def test_json_asks_for_it_as_well(ask: Any, owner: Any, make_key: Any, fails: Any, record: object) -> None:
    """A truth value and a list say the same as the text."""
    answer = ask(
        "POST", CALLS.format(account=owner[0]), json={**_CALL, "Record": record}, auth=make_key("restricted", CALL)
    )
    fails(answer, 401, 70051, f"Authorization Error: required permission {RECORD[1:]} is missing")


@pytest.mark.parametrize("record", ["true", "TRUE", " true", ["false", "true"], ["false", "false"]])
def test_what_is_recorded_needs_the_permission_to_record(client: Client, ask: Any, owner: Any, record: Any) -> None:
    """A recording is made exactly where one more permission is asked for."""
    ask("POST", CALLS.format(account=owner[0]), data={**_CALL, "Record": record}, auth=owner)
    used = ask("GET", f"_emulator/permissions/{owner[0]}").json()["used"]
    assert len(client.recordings.list()) == used.get(RECORD, 0) == ("true" in str(record).lower())


def test_base_permission_is_named_first(ask: Any, owner: Any, make_key: Any, fails: Any) -> None:
    """The body is not looked at before the operation's own permission is there."""
    path, form = CALLS.format(account=owner[0]), {**_CALL, "Record": "true"}
    answer = ask("POST", path, data=form, auth=make_key("restricted", RECORD))
    fails(answer, 401, 70051, f"Authorization Error: required permission {CALL[1:]} is missing")


READ, SEND = (Permission.parse(f"/twilio/messaging/messages/{action}") for action in ("read", "create"))
OWN = Operation("POST", "own.twilio.com", "/v1/Things", "CreateThing", (READ, SEND), "guess")


@pytest.fixture(scope="module")
def other() -> Iterator[EmulatorServer]:
    """An emulator with an operation of one's own that needs two permissions."""
    known = load_catalog()
    catalog = Catalog(known.entries.values(), known.resources.values(), (*known.all_operations, OWN))
    with EmulatorServer.run(state=EmulatorState(catalog=catalog)) as server:
        yield server


def _post(session: requests.Session, other: EmulatorServer, *permissions: str) -> requests.Response:
    body = {"kind": "restricted", "permissions": list(permissions)}
    key = session.post(f"{other.url}/_emulator/keys", json=body, timeout=10).json()
    data = {"FriendlyName": "mine", "IsGood": "true"}
    url = f"{other.url}/own.twilio.com/v1/Things"
    return session.post(url, auth=(key["sid"], key["secret"]), data=data, timeout=10)


@pytest.mark.parametrize(("held", "missing"), [(SEND, READ), (READ, SEND)])
def test_all_permissions_of_an_operation_are_needed(
    session: requests.Session, other: EmulatorServer, held: Permission, missing: Permission
) -> None:
    """One of two is not enough, whichever it is."""
    answer = _post(session, other, str(held))
    assert (answer.status_code, str(missing)[1:] in answer.json()["message"]) == (401, True)


def test_first_missing_permission_is_named(session: requests.Session, other: EmulatorServer) -> None:
    """Where both are missing, the first one in the table is named."""
    answer = _post(session, other, "/twilio/messaging/messages/delete")
    assert f"required permission {str(READ)[1:]} is missing" in answer.json()["message"]


def test_operation_of_ones_own_is_served(session: requests.Session, other: EmulatorServer) -> None:
    """An operation that Twilio's files do not have answers what it was given."""
    answer = _post(session, other, str(READ), str(SEND))
    body = answer.json()
    assert (answer.status_code, body["friendly_name"], body["is_good"]) == (201, "mine", True)
    assert body["url"].startswith("https://own.twilio.com/v1/Things")

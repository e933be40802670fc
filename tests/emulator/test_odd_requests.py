"""Requests that no client of Twilio's sends: they are refused or served, and break nothing, then or later."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any, Final
from urllib.parse import urlencode

import pytest

from tests.emulator.tables import Row, known_rows, unknown_rows

JSON: Final = {"Content-Type": "application/json"}
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
MESSAGES: Final = "api.twilio.com/2010-04-01/Accounts/{}/Messages.json"
KEYS: Final = "iam.twilio.com/v1/Keys"
NOT_SHOWABLE: Final = (
    '"\\ud800"',
    '{"\\ud800": 1}',
    "NaN",
    "-Infinity",
    "1e400",
    "[" * 200 + "]" * 200,
    "[" * 900 + "]" * 900,
    "[" * 100_000 + "]" * 100_000,
)
"""JSON, as Python reads it, that cannot be written again."""

_ORDER: Final = ("POST", "PUT", "PATCH", "GET", "DELETE")
_NAMES: Final = (
    *("AccountSid", "AreaCode", "Body", "Channel", "Code", "ConferenceRecord", "Definition", "EmergencyAddressSid"),
    *("FriendlyName", "From", "Identity", "KeyType", "Parameters", "PhoneNumber", "PhoneNumberSid", "Policy", "Record"),
    *("Revision", "Sid", "Status", "To", "Type", "UniqueName", "Url", "VerificationSid"),
)


@pytest.mark.parametrize("value", NOT_SHOWABLE)
def test_json_that_cannot_be_answered_is_refused(ask: Any, owner: Any, fails: Any, value: str) -> None:
    """It is 20001 at once, and in no later list."""
    path, body = MESSAGES.format(owner[0]), f'{{"To": "+1", "From": "+2", "Body": "x", "Odd": {value}}}'
    answer = ask("POST", path, auth=owner, data=body, headers=JSON)
    fails(answer, 400, 20001, "the body must be a JSON object in UTF-8, without NaN and not nested too deep")
    assert ask("GET", path, auth=owner).json()["messages"] == []


@pytest.mark.parametrize("value", NOT_SHOWABLE)
def test_policy_that_cannot_be_answered_is_refused(ask: Any, owner: Any, fails: Any, value: str) -> None:
    """It is 70002, and no key is made."""
    form = {"AccountSid": owner[0], "KeyType": "restricted", "Policy": f'{{"allow": [{value}]}}'}
    fails(ask("POST", KEYS, auth=owner, data=form), 400, 70002, "Policy is not valid JSON")
    assert ask("GET", "_emulator/keys").json() == []


@pytest.mark.parametrize("body", [*(f'{{"kind": {value}}}' for value in NOT_SHOWABLE), "{", b'"\xff"'])
@pytest.mark.parametrize("path", ["keys", "faults"])
def test_the_consoles_side_refuses_it_too(ask: Any, path: str, body: str | bytes) -> None:
    """What the emulator's own routes cannot show again is no error of theirs, and is not kept."""
    answer = ask("POST", f"_emulator/{path}", data=body, headers=JSON)
    assert answer.status_code in {400, 422}
    assert ask("GET", f"_emulator/{path}").json() == []


@pytest.mark.parametrize("header", ["Basic é", "Basic %%%", "Basic", "Basic /w==", "Basic QUM=", "Bearer QTpC", "é"])
def test_credentials_that_are_none(ask: Any, owner: Any, fails: Any, header: str) -> None:
    """Whatever stands in the header that is no user with a password, it is 20003."""
    answer = ask("GET", MESSAGES.format(owner[0]), headers={"Authorization": header.encode("latin-1")})
    fails(answer, 401, 20003, "Authenticate")


def test_number_with_two_numbers_stops_no_sale(ask: Any, owner: Any) -> None:
    """An update that names two numbers does not get in the way of the next buyer."""
    numbers = f"api.twilio.com/2010-04-01/Accounts/{owner[0]}/IncomingPhoneNumbers"
    sid = ask("POST", f"{numbers}.json", auth=owner, data={"AreaCode": "415"}).json()["sid"]
    changed = ask("POST", f"{numbers}/{sid}.json", auth=owner, data={"PhoneNumber": ["a", "b"]})
    assert changed.json()["phone_number"] == ["a", "b"]
    assert ask("POST", f"{numbers}.json", auth=owner, data={"AreaCode": "415"}).status_code == 201


@pytest.mark.parametrize("area", ["x", "-1", "9" * 300, ["415", "201"]])
def test_area_that_is_no_number_has_none(ask: Any, owner: Any, fails: Any, area: Any) -> None:
    """There is nothing to buy and nothing to see in it."""
    account = f"api.twilio.com/2010-04-01/Accounts/{owner[0]}"
    answer = ask("POST", f"{account}/IncomingPhoneNumbers.json", auth=owner, data={"AreaCode": area})
    fails(answer, 400, 21422, f"no number is available in area {area}")
    shown = ask("GET", f"{account}/AvailablePhoneNumbers/US/Local.json", auth=owner, params={"AreaCode": "x"})
    assert shown.json()["available_phone_numbers"] == []


class Prober:
    """Sends every operation odd bodies, to the things that the ones before have made."""

    def __init__(self, port: int, owner: tuple[str, str]) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=10)
        self._signed = {"Authorization": f"Basic {b64encode(':'.join(owner).encode()).decode()}"}
        self._made = {"api.twilio.com/2010-04-01/Accounts": owner[0]}

    def statuses(self) -> Iterator[tuple[Row, bytes, int]]:
        """What was asked and what came: first for all that makes and changes, then what reads, then what deletes."""
        rows = sorted((*known_rows(), *unknown_rows()), key=lambda row: (_ORDER.index(row.method), len(row.path)))
        with closing(self._connection):
            for row in rows:
                for body, headers in _bodies(row) if row.method in _ORDER[:3] else [(b"", {})]:
                    yield row, body, self._status(row, body, headers)

    def _status(self, row: Row, body: bytes, headers: dict[str, str]) -> int:
        self._connection.request(row.method, self._path(row), body or None, self._signed | headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status == 201:
            self._made[f"{row.host}{row.path.removesuffix('.json')}"] = str(json.loads(text).get("sid"))
        return answer.status

    def _path(self, row: Row) -> str:
        parts = row.path.split("/")
        for index, part in enumerate(parts):
            if part.startswith("{"):
                name, _, suffix = part.partition("}")
                thing = self._made.get(f"{row.host}{'/'.join(row.path.split('/')[:index])}")
                parts[index] = (thing or ("US" if "Country" in name else "+12015550100")) + suffix
        return f"/{row.host}{'/'.join(parts)}"


def _bodies(row: Row) -> Iterator[tuple[bytes, dict[str, str]]]:
    """What an operation could stumble over: its own fields, and all that any handler looks at, as what they are not."""
    names = [*_NAMES, *("".join(map(str.capitalize, field.split("_"))) for field in row.fields)]
    yield b"\xff=\xfe&%ff=%ff&To=%00&=", FORM
    yield urlencode([(name, text) for name in names for text in ("true", "[", "")]).encode(), FORM
    yield json.dumps({name: {"a": [1]} for name in names}).encode(), JSON
    yield json.dumps({name: [["true"], None, 1.5] for name in names}).encode(), JSON
    yield json.dumps(dict.fromkeys(names, "�")).encode(), JSON


def test_no_operation_breaks(server: Any, owner: tuple[str, str]) -> None:
    """All 1589 operations answer odd bodies without an error of the emulator's own, and so do all reads after them."""
    asked = list(Prober(server.port, owner).statuses())
    assert len({row for row, _, _ in asked}) == 1589
    assert [(str(row), body, status) for row, body, status in asked if status >= 500] == []

"""The endpoint table as the tests read it, and the things that its operations are about. No code of the package."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import requests

_PACKAGE: Final = Path(__file__).parents[2] / "twilio_keys_component"
_API: Final = "api.twilio.com/2010-04-01/Accounts/{}"
_OTHER_FIELDS: Final = ("FetchAccount",)  # the emulator shows neither an auth token nor addresses below an account
_PARAMETER: Final = re.compile(r"\{[^}]+\}")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One operation, the permission that it needs, and what a successful answer looks like."""

    method: str
    host: str
    path: str
    operation_id: str
    permission: str
    status: int
    list_key: str
    sid_prefix: str
    fields: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.host}{self.path}"

    @property
    def refusal(self) -> dict[str, Any]:
        """What a restricted key gets that lacks the permission."""
        code = 8021 if self.host == "verify.twilio.com" else 70051
        name = self.permission.removeprefix("/")
        return {
            "code": code,
            "message": f"Authorization Error: required permission {name} is missing",
            "more_info": f"https://www.twilio.com/docs/errors/{code}",
            "status": 401,
        }

    def misfit(self, status: int, body: Any) -> str | None:
        """What is wrong with an answer that should be a success; None if nothing is."""
        if status != self.status:
            return f"{status} {body}"
        if status == 204:
            return body and f"a body: {body}"
        if self.list_key != "-":
            envelope = {"meta"} if "/2010-04-01/" not in self.path else {"page", "page_size", "uri", "next_page_uri"}
            return None if {self.list_key} | envelope <= body.keys() else f"no list: {body}"
        if not self.fields:
            return None
        if set(self.fields) != body.keys() and self.operation_id not in _OTHER_FIELDS:
            return f"other fields: {set(self.fields) ^ body.keys()}"
        is_sid = self.sid_prefix == "-" or re.fullmatch(f"{self.sid_prefix}[0-9a-f]{{32}}", str(body["sid"]))
        return None if is_sid else f"sid {body['sid']} instead of {self.sid_prefix}…"


def _read(path: str) -> list[dict[str, str]]:
    with (_PACKAGE / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@cache
def known_rows() -> tuple[Row, ...]:
    """Every operation whose permission is known."""
    return tuple(row for row in _rows() if row.permission != "-")


@cache
def unknown_rows() -> tuple[Row, ...]:
    """Every operation whose permission is not known."""
    return tuple(row for row in _rows() if row.permission == "-")


@cache
def _rows() -> tuple[Row, ...]:
    shapes = {(row["method"], row["host"], row["path"]): row for row in _read("emulator/data/shapes.tsv")}
    rows = []
    for row in _read("permissions/data/operations.tsv"):
        shape = shapes[row["method"], row["host"], row["path"]]
        rows.append(
            Row(
                method=row["method"],
                host=row["host"],
                path=row["path"],
                operation_id=row["operation_id"],
                permission=row["permissions"],
                status=int(shape["status"]),
                list_key=shape["list_key"],
                sid_prefix=shape["sid_prefix"],
                fields=tuple(shape["fields"].split()) if shape["fields"] != "-" else (),
            )
        )
    return tuple(rows)


@cache
def all_but(permission: str) -> tuple[str, ...]:
    """Every other permission of its product, but for the wildcard that it is part of."""
    product, resource = permission.split("/")[2:4]
    names = (row["permission"] for row in _read("permissions/data/permissions.tsv"))
    without = {permission, f"/twilio/{product}/{resource}/*"}
    return tuple(name for name in names if name.startswith(f"/twilio/{product}/") and name not in without)


_PHONE = "+15005550006"
_MESSAGE = {"To": _PHONE, "From": _PHONE, "Body": "hello"}
_CALL = {"To": _PHONE, "From": _PHONE, "Url": "https://example.com/twiml"}

_FORMS: Final[Mapping[str, Mapping[str, str]]] = {
    f"POST {_API}/Messages": _MESSAGE,
    f"POST {_API}/Calls": _CALL,
    f"POST {_API}/OutgoingCallerIds": {"PhoneNumber": _PHONE},
    "POST events.twilio.com/v1/Subscriptions/{}/SubscribedEvents": {"Type": "com.twilio.messaging.message.sent"},
    "POST studio.twilio.com/v1/Flows/{}/Executions": {"To": _PHONE, "From": _PHONE},
    "POST studio.twilio.com/v2/Flows/{}/Executions": {"To": _PHONE, "From": _PHONE},
    "POST verify.twilio.com/v2/SafeList/Numbers": {"PhoneNumber": _PHONE},
    "POST verify.twilio.com/v2/Services/{}/Entities": {"Identity": "somebody"},
    "POST verify.twilio.com/v2/Services/{}/Verifications/{}": {"Status": "canceled"},
}
"""What an operation cannot do without."""

_MADE_BY: Final[Mapping[str, str]] = {
    f"{_API}/Recordings": "/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json",
    "intelligence.twilio.com/v2/Operators": "/v2/Operators/Custom",
    "studio.twilio.com/v1/Flows": "/v2/Flows",
}
"""The paths where things are made that another path shows."""

_NAMES: Final = {"{CountryCode}": "US", "{IsoCountry}": "US", "{PhoneNumber}": "+12015550100"}
"""Names in a path that cannot be just anything."""


@dataclass
class Things:
    """Makes what an operation needs to find, as the account's owner, and writes the request.

    Attributes:
        session: Connections to the emulator.
        url: Where it is.
        owner: Its account's sid and auth token.
    """

    session: requests.Session
    url: str
    owner: tuple[str, str]
    _above: dict[str, str] = field(default_factory=dict)
    _number: int = 0

    def request(self, row: Row) -> tuple[str, dict[str, str]]:
        """The address and the form of a request for an operation, whose thing was just made."""
        address = self._filled(row.host, row.path, row.sid_prefix)
        plain = row.host + _PARAMETER.sub("{}", row.path.removesuffix(".json"))
        if plain.endswith("/VerificationCheck"):
            self._made(row.host, row.path.replace("VerificationCheck", "Verifications"))
        if "/v1/Keys" in row.path and row.method == "GET":
            return f"{address}?AccountSid={self.owner[0]}", {}
        return address, self._form(row.method, plain) if row.method == "POST" else {}

    def _form(self, method: str, plain: str) -> dict[str, str]:
        if plain == "iam.twilio.com/v1/Keys":
            return {"AccountSid": self.owner[0]}
        if plain.startswith(f"{_API}/IncomingPhoneNumbers") and not plain.endswith("{}"):
            return {"PhoneNumber": self._new_number()}
        if plain.endswith("/Verifications"):
            return {"To": self._new_number(), "Channel": "sms"}
        if plain.endswith("/VerificationCheck"):
            return {"To": self._newest_number, "Code": "123456"}
        return dict(_FORMS.get(f"{method} {plain}", {}))

    @property
    def _newest_number(self) -> str:
        return f"+1500555{self._number:04}"

    def _new_number(self) -> str:
        self._number += 1
        return self._newest_number

    def _filled(self, host: str, path: str, prefix: str = "-") -> str:
        """The address of a path with its parameters filled in; its thing's sid begins with `prefix`."""
        done, parts = "", path.removeprefix("/").split("/")
        for index, part in enumerate(parts):
            name = _PARAMETER.match(part)
            template = "/" + "/".join(parts[:index])
            value = part
            if name:
                own = prefix if index == len(parts) - 1 or name[0] == "{Sid}" else None
                value = part.replace(name[0], self._value(host, template, name[0], own))
            done += f"/{value}"
        return f"{self.url}/{host}{done}"

    def _value(self, host: str, template: str, name: str, prefix: str | None) -> str:
        """The name of a thing: a new one's where there is a prefix, else one that may be used again."""
        if template == "/2010-04-01/Accounts" or name == "{AccountSid}":
            return self.owner[0]
        plain = host + _PARAMETER.sub("{}", template)
        if plain == f"{_API}/Conferences/{{}}/Recordings":
            return self._conference_recording()
        creator = _MADE_BY.get(plain) or _creators().get(plain)
        if creator is None:
            return self._attached(host, template) if plain in _attaching() else _any(name, prefix)
        if prefix or plain not in self._above:
            body = self._made(host, creator)
            field_name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip("{}")).lower()
            found = body.get(field_name) or body.get("sid") or body.get("id")
            unsaid = self._caller_id() if plain == f"{_API}/OutgoingCallerIds" else _any(name, prefix)
            value = str(found or unsaid)
            if prefix:
                return value
            self._above[plain] = value
        return self._above[plain]

    def _made(self, host: str, path: str) -> dict[str, Any]:
        plain = host + _PARAMETER.sub("{}", path.removesuffix(".json"))
        return self._post(self._filled(host, path), self._form("POST", plain))

    def _post(self, address: str, form: Mapping[str, str]) -> dict[str, Any]:
        answer = self.session.post(address, data=form, auth=self.owner, timeout=10)
        assert answer.ok, f"{address}: {answer.text}"
        return answer.json() if answer.content else {}

    def _conference_recording(self) -> str:
        account = f"{self.url}/api.twilio.com/2010-04-01/Accounts/{self.owner[0]}"
        conference = f"{account}/Conferences/{_any('{ConferenceSid}', None)}"
        form = {"From": _PHONE, "To": _PHONE, "ConferenceRecord": "true"}
        self._post(f"{conference}/Participants.json", form)
        found = self.session.get(f"{conference}/Recordings.json", auth=self.owner, timeout=10).json()
        return str(found["recordings"][0]["sid"])

    def _attached(self, host: str, template: str) -> str:
        sid = _any("{OperatorSid}", "LY")
        self._post(f"{self._filled(host, template)}/{sid}", {})
        return sid

    def _caller_id(self) -> str:
        """The newest: what makes one does not say its sid."""
        address = f"{self.url}/api.twilio.com/2010-04-01/Accounts/{self.owner[0]}/OutgoingCallerIds.json"
        found = self.session.get(address, auth=self.owner, timeout=10).json()
        return str(found["outgoing_caller_ids"][0]["sid"])


def _any(name: str, prefix: str | None) -> str:
    """A name for what nobody makes."""
    return _NAMES.get(name, f"{'ZZ' if prefix in (None, '-') else prefix}{'e0' * 16}")


@cache
def _creators() -> Mapping[str, str]:
    """The path that makes the things of a collection, by the collection."""
    return dict(_creating())


@cache
def _attaching() -> frozenset[str]:
    """The collections whose things are made by an operation on the thing's own path."""
    plain = (_PARAMETER.sub("{}", row.host + row.path) for row in _rows() if row.operation_id.startswith("Create"))
    return frozenset(path.removesuffix("/{}") for path in plain if path.endswith("/{}"))


def _creating() -> Iterator[tuple[str, str]]:
    for row in _rows():
        plain = row.host + _PARAMETER.sub("{}", row.path.removesuffix(".json"))
        if row.operation_id.startswith("Create") and not plain.endswith("}"):
            yield plain, row.path

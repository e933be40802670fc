"""What the handlers get: one signed request, taken apart."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse

from twilio_keys_component.emulator import errors
from twilio_keys_component.emulator.access import Signer
from twilio_keys_component.emulator.errors import TwilioError
from twilio_keys_component.emulator.hosts import Target
from twilio_keys_component.emulator.layout import Place
from twilio_keys_component.emulator.parameters import read_body, to_values
from twilio_keys_component.emulator.shapes import Shape, shape_of
from twilio_keys_component.emulator.state import EmulatorState
from twilio_keys_component.model import Region
from twilio_keys_component.permissions import Match, Operation

API_2010 = "/2010-04-01/"
"""What the paths begin with whose answers have dates in RFC 2822, and paths where others have URLs (doc)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioCall:
    """One request, after its credentials were checked and before anything else was.

    Attributes:
        state: The emulator's.
        target: Where it went.
        match: What it is for.
        signer: Who signed.
        query: The parameters in the address; the last of each name.
        body: The body as it came.
        content_type: What the body says it is.
    """

    state: EmulatorState
    target: Target
    match: Match
    signer: Signer
    query: Mapping[str, str]
    body: bytes
    content_type: str

    @property
    def operation(self) -> Operation:
        """What it is for."""
        return self.match.operation

    @property
    def shape(self) -> Shape:
        """What a successful answer looks like."""
        return shape_of(self.operation)

    @property
    def place(self) -> Place:
        """Where the things lie that it is about."""
        return self.state.layout.place(self.operation)

    @property
    def path(self) -> str:
        """The path at Twilio's host."""
        return self.target.path

    @property
    def url(self) -> str:
        """The address at Twilio, without parameters."""
        return f"https://{self.target.host}{self.target.path}"

    @property
    def region(self) -> Region:
        """The Region of the host that was asked."""
        return self.target.region

    @property
    def is_2010(self) -> bool:
        """Whether it is for the 2010-04-01 API."""
        return self.path.startswith(API_2010)

    @property
    def account_sid(self) -> str:
        """The account that it is about: the path's, else the signer's."""
        return self.match.arguments.get("AccountSid", self.signer.account.sid)

    @property
    def form(self) -> Mapping[str, str]:
        """The texts in the body; the last of each name."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The parameters in the body, form or JSON.

        Raises:
            TwilioError: 20001 for a JSON body that is none (guess).
        """
        return read_body(self.body, self.content_type)

    @property
    def values(self) -> dict[str, Any]:
        """The fields that the parameters in the body set."""
        return to_values(self.parameters, self.shape.fields)


async def read_call(state: EmulatorState, target: Target, match: Match, request: Request) -> TwilioCall:
    """The request, signed with credentials that are right.

    Raises:
        TwilioError: 20003 for others.
    """
    credentials = basic_credentials(request.headers.get("authorization"))
    if credentials is None:
        raise errors.authenticate()
    return TwilioCall(
        state=state,
        target=target,
        match=match,
        signer=state.access.sign_in(*credentials, region=target.region),
        query=dict(request.query_params),
        body=await request.body(),
        content_type=request.headers.get("content-type", ""),
    )


def basic_credentials(header: str | None) -> tuple[str, str] | None:
    """Username and password of an `Authorization: Basic` header; None where it is none."""
    scheme, _, encoded = (header or "").partition(" ")
    try:
        username, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return None
    return (username, password) if scheme.lower() == "basic" and colon else None


def refusal(error: TwilioError) -> JSONResponse:
    """The answer that says `error`."""
    headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if error.code == errors.authenticate().code else None
    return JSONResponse(error.body, status_code=error.status, headers=headers)

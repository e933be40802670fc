"""What the handlers get: one signed request, taken apart."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.responses import JSONResponse

from twilio_keys_component.emulator import errors
from twilio_keys_component.emulator.access import Signer
from twilio_keys_component.emulator.errors import TwilioError
from twilio_keys_component.emulator.state import EmulatorState
from twilio_keys_component.model import Region

EMPTY: Final = 204
"""The status of a delete that went well; its answer has no body (doc)."""

CREATED: Final = 201


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioCall:
    """One request, after its credentials were checked and before anything else was.

    Attributes:
        state: The emulator's.
        region: The Region of the host that was asked.
        signer: Who signed.
        path: The path at Twilio's host.
        query: The parameters in the address; the last of each name.
        form: The parameters in the body; the last of each name.
    """

    state: EmulatorState
    region: Region
    signer: Signer
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]

    def authorize(self, permission: str, *, account_sid: str | None = None) -> None:
        """Check that the signer reaches the account of the path and may do this.

        Raises:
            TwilioError: 20003 or 70051.
        """
        if account_sid is not None:
            self.state.access.must_reach(self.signer, account_sid)
        self.signer.must_have(permission)


async def _signed(request: Request) -> TwilioCall:
    state: EmulatorState = request.app.state.emulator
    credentials = basic_credentials(request.headers.get("authorization"))
    if credentials is None:
        raise errors.authenticate()
    signer = state.access.sign_in(*credentials, region=request.state.region)
    return TwilioCall(
        state=state,
        region=request.state.region,
        signer=signer,
        path=request.state.path,
        query=dict(request.query_params),
        form=_form(await request.body()),
    )


SignedCall = Annotated[TwilioCall, Depends(_signed)]
"""A handler's parameter: the request, signed with credentials that are right."""


def basic_credentials(header: str | None) -> tuple[str, str] | None:
    """Username and password of an `Authorization: Basic` header; None where it is none."""
    scheme, _, encoded = (header or "").partition(" ")
    try:
        username, colon, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (username, password) if scheme.lower() == "basic" and colon else None


def refusal(error: TwilioError) -> JSONResponse:
    """The answer that says `error`."""
    headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if error.code == errors.authenticate().code else None
    return JSONResponse(error.body, status_code=error.status, headers=headers)


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))

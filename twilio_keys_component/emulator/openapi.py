"""The emulator's OpenAPI document: its own routes as FastAPI describes them, and Twilio's Key resource beside them.

Of Twilio's operations only those on keys are described: their answers are this project's own findings. SigningKeys of
2010-04-01 are left out, as they are the same things as its Keys (live). All others follow Twilio's published documents.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter
from pydantic.json_schema import models_json_schema

from twilio_keys_component.emulator.paging import MAX_PAGE_SIZE
from twilio_keys_component.emulator.render import Json
from twilio_keys_component.model import MAX_FRIENDLY_NAME, AccountSid, KeySid

_REF: Final = "#/components/schemas/{model}"
_V1: Final = "/iam.twilio.com/v1/Keys"
_2010: Final = "/api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys"
_SECURITY: Final = {"account": {"type": "http", "scheme": "basic"}}
_FORM: Final = "application/x-www-form-urlencoded"

Rfc2822 = Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d(:\d\d){2} \+0000$")]
"""A date such as `Mon, 13 Jun 2016 22:50:08 +0000` (doc)."""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Key(_Answer):
    """A key in 2010-04-01."""

    sid: KeySid
    friendly_name: str | None
    date_created: Rfc2822
    date_updated: Rfc2822


class MadeKey(Key):
    """The answer to a create in 2010-04-01, the only one with the secret."""

    secret: str


class Policy(_Answer):
    """What a restricted key may do."""

    allow: list[str]


class KeyV1(Key):
    """A key in version 1."""

    policy: Policy | None


class MadeKeyV1(KeyV1):
    """The answer to a create in version 1, the only one with the secret."""

    secret: str


class ListedKeyV1(Key):
    """A key in a list of version 1."""

    flags: list[str]


class Meta(_Answer):
    """Where a page of version 1 stands."""

    page: int
    page_size: int = Field(ge=1, le=MAX_PAGE_SIZE)
    first_page_url: str
    previous_page_url: str | None
    next_page_url: str | None
    url: str
    key: str


class KeysV1(_Answer):
    """A page of keys in version 1."""

    keys: list[ListedKeyV1]
    meta: Meta


class Keys(_Answer):
    """A page of keys in 2010-04-01."""

    keys: list[Key]
    page: int
    page_size: int = Field(ge=1, le=MAX_PAGE_SIZE)
    first_page_uri: str
    previous_page_uri: str | None
    next_page_uri: str | None
    uri: str
    start: int
    end: int


class Refusal(_Answer):
    """What Twilio answers when it refuses."""

    code: int
    message: str
    more_info: str
    status: int = Field(ge=400, le=599)


class Detail(_Answer):
    """What the emulator's own routes answer when they refuse: a sentence, or what pydantic found."""

    detail: str | list[dict[str, Any]]


_MODELS: Final = (MadeKey, MadeKeyV1, KeyV1, KeysV1, Keys, Refusal, Detail)


def document(app: FastAPI) -> Json:
    """The whole document; `app` serves the emulator's own routes."""
    own = app.openapi()
    _, defined = models_json_schema([(model, "serialization") for model in _MODELS], ref_template=_REF)
    for path in own["paths"].values():
        for operation in path.values():
            operation["responses"] |= _refusals("Detail", 400, 403, 404, 422, 500)
    return {
        "openapi": own["openapi"],
        "info": {"title": "Twilio emulator of twilio-keys-component", "version": "1"},
        "paths": own["paths"] | _key_paths(),
        "components": {
            "schemas": own["components"]["schemas"] | defined["$defs"],
            "securitySchemes": _SECURITY,
        },
    }


def _key_paths() -> dict[str, Json]:
    name = {"FriendlyName": {"type": "string", "maxLength": MAX_FRIENDLY_NAME}}
    policy = {"KeyType": {"type": "string"}, "Policy": {"type": "string", "description": "JSON text."}}
    account, sid = _parameter("AccountSid", AccountSid, where="path"), _parameter("Sid", KeySid, where="path")
    asked_account = _parameter("AccountSid", AccountSid, where="query")
    own_account = {"AccountSid": asked_account["schema"]}
    expected_account = asked_account | {"required": False}
    return {
        _V1: {
            "post": _operation(
                "CreateKeyV1", "MadeKeyV1", 201, form=own_account | name | policy, required=["AccountSid"]
            ),
            "get": _operation("ListKeysV1", "KeysV1", parameters=[asked_account, *_paging()]),
        },
        f"{_V1}/{{Sid}}": {
            "parameters": [sid],
            "get": _operation("FetchKeyV1", "KeyV1", parameters=[expected_account]),
            "post": _operation("UpdateKeyV1", "KeyV1", form=own_account | name | {"Policy": policy["Policy"]}),
            "delete": _operation("DeleteKeyV1", None, 204, parameters=[expected_account]),
        },
        f"{_2010}.json": {
            "parameters": [account],
            "post": _operation("CreateKey", "MadeKey", 201, form=name),
            "get": _operation("ListKeys", "Keys", parameters=_paging()),
        },
        f"{_2010}/{{Sid}}.json": {
            "parameters": [account, sid],
            "get": _operation("FetchKey", "Key"),
            "post": _operation("UpdateKey", "Key", form=name),
            "delete": _operation("DeleteKey", None, 204),
        },
    }


def _operation(
    name: str,
    model: str | None,
    status: int = 200,
    *,
    form: Json | None = None,
    required: list[str] | None = None,
    parameters: list[Json] | None = None,
) -> Json:
    answer: Json = {"description": "As asked."} | ({"content": _json(model)} if model else {})
    found: Json = {
        "operationId": name,
        "security": [{"account": []}],
        "parameters": parameters or [],
        "responses": {str(status): answer} | _refusals("Refusal", 400, 401, 404, 429, 500, 503),
    }
    if form is not None:
        schema: Json = {"type": "object", "properties": form} | ({"required": required} if required else {})
        found["requestBody"] = {"content": {_FORM: {"schema": schema}}, "required": bool(required)}
    return found


def _refusals(model: str, *statuses: int) -> Json:
    return {str(status): {"description": "Refused.", "content": _json(model)} for status in statuses}


def _json(model: str) -> Json:
    return {"application/json": {"schema": {"$ref": _REF.format(model=model)}}}


def _parameter(name: str, kind: Any, *, where: str) -> Json:  # noqa: ANN401 - an annotated text
    return {"name": name, "in": where, "required": True, "schema": TypeAdapter(kind).json_schema()}


def _paging() -> list[Json]:
    size: Json = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE}
    return [
        {"name": "PageSize", "in": "query", "schema": size},
        {"name": "Page", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 999_999_999}},
    ]

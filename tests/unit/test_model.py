"""The model: what it refuses, and that no secret is ever in a text of it."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr, ValidationError

from tests.builders import (
    ACCOUNT_SID,
    KEY_SID,
    PLACE,
    SECRET,
    SEND,
    created,
    grant,
    live,
    origin,
    spec,
    standard_spec,
    state,
    state_of,
    terms,
)
from twilio_keys_component import model
from twilio_keys_component.model import (
    MAX_FRIENDLY_NAME,
    STATE_SCHEMA,
    Annotations,
    DriftMode,
    EndpointKind,
    KeySpec,
    KeyState,
    KeyType,
    LiveKey,
    Region,
)
from twilio_keys_component.permissions import PermissionSet

VALUES: list[BaseModel] = [
    Annotations(),
    spec(),
    standard_spec(),
    terms(SEND),
    PLACE,
    origin(),
    live(),
    created(),
    state(),
]
MODELS = [
    item
    for _, item in inspect.getmembers(model, inspect.isclass)
    if issubclass(item, BaseModel) and item is not BaseModel
]
BAD_SIDS = [
    "",
    "AC",
    ACCOUNT_SID[:-1],
    f"{ACCOUNT_SID}0",
    f"{ACCOUNT_SID}\n",
    ACCOUNT_SID[:-1] + "g",
    ACCOUNT_SID.lower(),
]


def kind(value: BaseModel) -> str:
    """A readable test id."""
    return type(value).__name__


def test_every_model_is_among_the_tested_values() -> None:
    """A model that is added gets its tests: each public one has a value here."""
    assert {m for m in MODELS if not m.__name__.startswith("_")} == {type(value) for value in VALUES}


@pytest.mark.parametrize("value", VALUES, ids=kind)
def test_a_value_cannot_be_changed(value: BaseModel) -> None:
    """Models are frozen."""
    name = next(iter(type(value).model_fields))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(value, name, getattr(value, name))


@pytest.mark.parametrize("value", VALUES, ids=kind)
def test_an_unknown_field_is_refused(value: BaseModel) -> None:
    """A misspelled field is an error, never ignored."""
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        type(value).model_validate({**value.model_dump(by_alias=True), "surprise": 1})


@pytest.mark.parametrize("value", VALUES, ids=kind)
def test_a_copy_is_equal(value: BaseModel) -> None:
    """Models are compared by their fields."""
    assert value.model_copy(deep=True) == value


@pytest.mark.parametrize("value", [value for value in VALUES if not isinstance(value, KeyState)], ids=kind)
def test_equal_values_hash_equal(value: BaseModel) -> None:
    """Models can stand in sets, except a state, which holds the inputs as the engine's own map."""
    assert hash(value.model_copy(deep=True)) == hash(value)


@pytest.mark.parametrize("value", VALUES, ids=kind)
def test_a_value_without_its_secret_survives_json(value: BaseModel) -> None:
    """JSON keeps everything, the spelling of the grant too, except secrets: those are masked."""
    if isinstance(value, KeyState):
        value = value.model_copy(update={"secret": None})
    if isinstance(value, model.CreatedKey):
        value = value.key
    again = type(value).model_validate_json(value.model_dump_json(by_alias=True))
    assert (again, again.model_dump_json()) == (value, value.model_dump_json())


@pytest.mark.parametrize(
    "wrong", [{"owner": 1}, {"friendly_name": b"n"}, {"key_type": "restricted"}, {"region": "us1"}]
)
def test_no_value_is_converted_in_silence(wrong: dict[str, Any]) -> None:
    """Models are strict: a value of another type is an error, also one that could be read as the right one."""
    with pytest.raises(ValidationError):
        spec(**wrong)


@pytest.mark.parametrize("checked", MODELS, ids=lambda m: m.__name__)
def test_every_field_is_described(checked: type[BaseModel]) -> None:
    """Each field of each model says what it means, in a sentence."""
    descriptions = {name: field.description or "" for name, field in checked.model_fields.items()}
    assert {name: text for name, text in descriptions.items() if not re.fullmatch(r"\S.{5,}\.", text)} == {}


@pytest.mark.parametrize("sid", [*BAD_SIDS, KEY_SID])
def test_a_malformed_account_sid_is_refused(sid: str) -> None:
    """An account's sid is `AC` and 32 hexadecimal digits, nothing before or after."""
    with pytest.raises(ValidationError, match="account_sid"):
        spec(account_sid=sid)


@pytest.mark.parametrize("sid", [*(sid.replace("AC", "SK", 1) for sid in BAD_SIDS), ACCOUNT_SID])
def test_a_malformed_key_sid_is_refused(sid: str) -> None:
    """A key's sid is `SK` and 32 hexadecimal digits, nothing before or after."""
    with pytest.raises(ValidationError, match="sid"):
        live(sid=sid)


@pytest.mark.parametrize("sid", ["AC" + "0" * 32, "AC" + "F" * 32, "AC" + "a" * 32])
def test_a_sid_has_digits_of_either_case(sid: str) -> None:
    """Both cases of the hexadecimal digits are sids, kept as they are."""
    assert spec(account_sid=sid).account_sid == sid


@pytest.mark.parametrize("name", ["", "x" * (MAX_FRIENDLY_NAME + 1)])
def test_a_friendly_name_is_1_to_64_characters(name: str) -> None:
    """Twilio refuses a 65-character name, and a declared key always has one."""
    with pytest.raises(ValidationError, match="friendly_name"):
        spec(friendly_name=name)


@pytest.mark.parametrize("name", ["x", "x" * MAX_FRIENDLY_NAME, "ü" * MAX_FRIENDLY_NAME])
def test_a_friendly_name_counts_characters(name: str) -> None:
    """64 characters fit, whatever they are."""
    assert spec(friendly_name=name).friendly_name == name


@pytest.mark.parametrize("permissions", [None, PermissionSet()])
def test_a_restricted_key_needs_a_permission(permissions: PermissionSet | None) -> None:
    """A restricted key without permissions could do nothing."""
    with pytest.raises(ValidationError, match="a restricted key has at least one permission"):
        spec(permissions=permissions)


@pytest.mark.parametrize("key_type", [KeyType.STANDARD, KeyType.MAIN])
@pytest.mark.parametrize("permissions", [PermissionSet(), grant(SEND)])
def test_other_keys_have_no_permissions(key_type: KeyType, permissions: PermissionSet) -> None:
    """Only restricted keys have a policy; an empty one is one too."""
    with pytest.raises(ValidationError, match=f"a {key_type} key has no permissions of its own"):
        spec(key_type=key_type, permissions=permissions)


@pytest.mark.parametrize("region", [Region.IE1, Region.AU1])
def test_restricted_keys_exist_in_us1_only(region: Region) -> None:
    """Twilio has restricted keys in us1 alone; standard keys are made in every Region."""
    with pytest.raises(ValidationError, match="restricted keys exist in us1 only"):
        spec(region=region)
    assert standard_spec(region=region).region is region


def test_the_defaults_are_the_safe_ones() -> None:
    """Without a word a key is restricted, in us1, tightens on drift, and has no default permission."""
    made = KeySpec(account_sid=ACCOUNT_SID, friendly_name="n", permissions=grant(SEND))
    assert (made.key_type, made.region, made.on_drift) == (KeyType.RESTRICTED, Region.US1, DriftMode.TIGHTEN)
    with pytest.raises(ValidationError):
        KeySpec(account_sid=ACCOUNT_SID, friendly_name="n")


def test_the_terms_are_name_and_grant() -> None:
    """Spec, live key and state speak of name and grant in the same value."""
    assert spec(SEND).terms == live(SEND).terms == state(SEND).terms == terms(SEND)


def test_the_words_on_the_wire_are_fixed() -> None:
    """These words lie in states: they never change without a new schema number."""
    assert [*KeyType, *Region, *DriftMode, *EndpointKind] == [
        *("restricted", "standard", "main"),
        *("us1", "ie1", "au1"),
        *("tighten", "overwrite", "fail"),
        *("twilio", "emulator"),
    ]
    assert (STATE_SCHEMA, state().model_dump(by_alias=True)["schema"]) == (3, 3)


@pytest.mark.parametrize("value", [created(), state()], ids=kind)
def test_no_text_of_a_value_has_the_secret(value: BaseModel) -> None:
    """Printing, formatting, dumping to JSON or putting into a container shows the mask."""
    texts = [
        repr(value),
        str(value),
        f"{value}",
        value.model_dump_json(),
        str(value.model_dump()),
        str([value]),
        str(vars(value)),
    ]
    assert [text for text in texts if SECRET in text or "**********" not in text] == []


@pytest.mark.parametrize("wrong", [{"sid": "bad"}, {"surprise": SECRET}, {"applied": None}, {"secret": [SECRET]}])
def test_no_validation_error_prints_the_secret(wrong: dict[str, Any]) -> None:
    """Whatever field is wrong, the error's text, and its details without inputs, show no input."""
    with pytest.raises(ValidationError) as caught:
        state_of(spec(), **{"secret": SECRET, **wrong})
    error = caught.value
    texts = [str(error), repr(error), str(error.errors(include_input=False)), error.json(include_input=False)]
    assert [text for text in texts if SECRET in text] == []


def test_a_secret_in_broken_json_is_not_printed() -> None:
    """Neither is what could not be read at all."""
    with pytest.raises(ValidationError) as caught:
        KeyState.model_validate_json(f'{{"secret": "{SECRET}')
    assert SECRET not in f"{caught.value} {caught.value!r}"


def test_the_secret_is_there_when_asked_for() -> None:
    """The mask hides the secret and does not lose it."""
    assert created().secret == SecretStr(SECRET)
    assert created().secret.get_secret_value() == SECRET


def test_a_listed_key_has_flags_and_no_policy() -> None:
    """A list shows other fields than a fetch, and JSON's list of flags becomes a tuple."""
    listed = LiveKey.model_validate_json(
        f'{{"sid": "{KEY_SID}", "friendly_name": null, "permissions": null, "flags": ["rest_api", "signing"]}}'
    )
    assert (listed.flags, listed.terms) == (("rest_api", "signing"), model.Terms(friendly_name=None, permissions=None))

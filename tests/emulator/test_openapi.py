"""The emulator's OpenAPI document, and whether the emulator does what it says: schemathesis asks it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from schemathesis.core.result import Ok

from twilio_keys_component.emulator import EmulatorServer
from twilio_keys_component.model import KeyType
from twilio_keys_component.permissions import PermissionSet

DOCUMENT = "/_emulator/openapi.json"
SEND = "/twilio/messaging/messages/create"

# A schema cannot say which fields of a fault go together; and the credentials are these tests' own.
NOT_ASKED = {"positive_data_acceptance", "ignored_auth"}
# Twilio ignores parameters that it does not know.
NOT_ASKED_OF_TWILIO = NOT_ASKED | {"negative_data_rejection"}


@pytest.fixture(scope="module")
def emulator() -> Iterator[EmulatorServer]:
    """One emulator for all examples; each begins with a reset."""
    with EmulatorServer.run() as server:
        yield server


@pytest.fixture(scope="module")
def document(emulator: EmulatorServer) -> dict[str, Any]:
    """The document, as the emulator serves it."""
    with requests.Session() as session:
        session.trust_env = False
        found: dict[str, Any] = session.get(f"{emulator.url}{DOCUMENT}", timeout=10).json()
    return found


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["valid", "invalid"])
@pytest.mark.parametrize("side", ["_emulator", "twilio.com"])
def test_answers_are_what_the_document_says(
    emulator: EmulatorServer, document: dict[str, Any], side: str, mode: GenerationMode
) -> None:
    """Status, headers and body of every operation, for valid and invalid requests; never a 5xx."""
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=emulator.url)
    operations: list[Any] = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    asked = [each for each in operations if side in each.path]
    assert len(asked) >= 10
    for operation in asked:
        if mode is GenerationMode.POSITIVE or _can_be_wrong(operation):
            _ask(operation, emulator, mode)


def _can_be_wrong(operation: Any) -> bool:
    """Whether there is anything in a request that can be invalid: any text will do as a sid of the control routes."""
    return bool(operation.body) or "_emulator" not in operation.path


def _ask(operation: Any, emulator: EmulatorServer, mode: GenerationMode) -> None:
    without = NOT_ASKED if "_emulator" in operation.path else NOT_ASKED_OF_TWILIO
    checks = [check for check in CHECKS.get_all() if check.__name__ not in without]

    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode), is_known=st.booleans())
    def ask(case: Any, *, is_known: bool) -> None:
        emulator.state.reset()
        key = emulator.state.keys.add(
            account_sid=emulator.account_sid,
            kind=KeyType.RESTRICTED,
            friendly_name="orders",
            permissions=PermissionSet([SEND]),
        )
        if is_known:
            _name(case, {"AccountSid": emulator.account_sid, "Sid": key.sid, "sid": key.sid})
        answer = case.call(auth=(emulator.account_sid, emulator.auth_token))
        case.validate_response(answer, checks=checks)

    ask()


def _name(case: Any, known: dict[str, str]) -> None:
    """Ask about what there is."""
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            part.update({name: value for name, value in known.items() if name in part})


def test_the_document_has_the_keys_of_both_apis_and_all_of_the_emulators_own_routes(document: dict[str, Any]) -> None:
    """Each with the model of its answer; the secret is in the answers to creates alone."""
    paths = document["paths"]
    assert {"/iam.twilio.com/v1/Keys", "/_emulator/faults", "/_emulator/conditions", DOCUMENT} <= set(paths)
    with_secret = {name for name, model in document["components"]["schemas"].items() if "secret" in str(model)}
    assert {"MadeKey", "MadeKeyV1"} <= with_secret
    assert not {"Key", "KeyV1", "KeysV1", "Keys", "ListedKeyV1"} & with_secret


def test_every_call_of_version_1_can_name_the_account(document: dict[str, Any]) -> None:
    """A create and a list must; of a fetch, update or delete it narrows the search."""
    operations = [
        operation
        for path in ("/iam.twilio.com/v1/Keys", "/iam.twilio.com/v1/Keys/{Sid}")
        for method, operation in document["paths"][path].items()
        if method != "parameters"
    ]
    must = {operation["operationId"] for operation in operations if _required(operation)["AccountSid"]}
    assert (len(operations), must) == (5, {"ListKeysV1", "CreateKeyV1"})


def _required(operation: dict[str, Any]) -> dict[str, bool]:
    """The parameters of an operation, and whether each must be given."""
    found = {each["name"]: each.get("required", False) for each in operation["parameters"]}
    for form in operation.get("requestBody", {}).get("content", {}).values():
        schema = form["schema"]
        found |= {name: name in schema.get("required", ()) for name in schema["properties"]}
    return found

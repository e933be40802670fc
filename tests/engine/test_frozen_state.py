"""States that earlier versions wrote: every later version must refresh and destroy them.

`data/state-v1.json` was exported after an `up` of `data/program.py`, two restricted keys and a standard one;
`data/state-v2.json` after one of `data/program_v2.py`, a key with all annotations and two that were adopted;
`data/state-v3.json` after one of `data/program_v3.py`, a made and an adopted key of a stack that has an id;
`data/Pulumi.dev.yaml` are their settings. Sids, names and dates are as they were; the machine's paths were taken out.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pulumi.dynamic.dynamic import serialize_provider

from tests.builders import CALL
from tests.engine.conftest import ENDPOINT_PLACE
from tests.engine.deployment import STACK, Deployment
from tests.engine.local_twilio import LocalTwilio
from twilio_keys_component.model import Annotations, KeyType, Region
from twilio_keys_component.permissions import PermissionSet
from twilio_keys_component.resources.provider import ApiKeyProvider

pytestmark = pytest.mark.engine

DATA = Path(__file__).parent / "data"
STATE = json.loads((DATA / "state-v1.json").read_text("utf-8"))
STATE_2 = json.loads((DATA / "state-v2.json").read_text("utf-8"))
STATE_3 = json.loads((DATA / "state-v3.json").read_text("utf-8"))
STACK_ID = "frozen-stack-id"


def keys_of(state: dict[str, Any]) -> list[dict[str, Any]]:
    """The keys in an exported state."""
    return [resource for resource in state["deployment"]["resources"] if resource.get("id", "").startswith("SK")]


KEYS = keys_of(STATE)
KEYS_2 = keys_of(STATE_2)
KEYS_3 = keys_of(STATE_3)


def hold(twilio: LocalTwilio, outputs: dict[str, Any]) -> None:
    """Let the emulator hold the key of these outputs, under the sid that the state knows."""
    made = twilio.server.state.keys.add(
        account_sid=outputs["account_sid"],
        kind=KeyType(outputs["key_type"]),
        friendly_name=outputs.get("friendly_name"),
        permissions=PermissionSet(outputs["permissions"]) if "permissions" in outputs else None,
    )
    created = datetime.strptime(outputs["date_created"], "%a, %d %b %Y %H:%M:%S %z").astimezone(UTC)
    known = replace(made, sid=outputs["sid"], date_created=created, date_updated=created)
    twilio.server.state.keys.remove(made)
    twilio.server.state.keys._keys[known.sid] = known


def restored(stack: Deployment, twilio: LocalTwilio, state: dict[str, Any], program: str) -> Deployment:
    """The stack with an old state, its settings and its program, and an emulator that holds its keys."""
    settings = (DATA / "Pulumi.dev.yaml").read_text("utf-8")
    (stack.folder / f"Pulumi.{STACK}.yaml").write_text(settings.replace(ENDPOINT_PLACE, twilio.url), "utf-8")
    (stack.folder / "__main__.py").write_bytes((DATA / program).read_bytes())
    stack.restore(json.loads(json.dumps(state).replace(ENDPOINT_PLACE, twilio.url)))
    for key in keys_of(state):
        hold(twilio, key["outputs"])
    return stack


@pytest.fixture
def old(stack: Deployment, twilio: LocalTwilio) -> Deployment:
    """A stack with the state of schema 1."""
    return restored(stack, twilio, STATE, "program.py")


def test_an_old_state_refreshes_and_is_destroyed(old: Deployment, twilio: LocalTwilio) -> None:
    """Nothing in it has changed its meaning: a refresh and the old program change nothing, a destroy revokes all."""
    old.refresh("--expect-no-changes")
    old.preview("--expect-no-changes")
    assert len(old.outputs()["secret"]) == 32

    old.destroy()

    assert twilio.keys() == {}
    assert len([request for request in twilio.requests() if request.startswith("DELETE")]) == len(KEYS) == 3


def test_a_state_of_schema_2_refreshes_and_is_destroyed(stack: Deployment, twilio: LocalTwilio) -> None:
    """A deployer is refused until it is none, what was adopted lives on unless the program said that it goes."""
    old = restored(stack, twilio, STATE_2, "program_v2.py")
    old.refresh("--expect-no-changes")
    old.preview("--expect-no-changes")
    assert len(old.outputs()["secret"]) == 32

    refused = old.destroy("--continue-on-error", fails=True)

    assert "is declared with deployer=True, and was not deleted" in refused.text
    assert sorted(map(str, twilio.keys())) == ["Deployments", "Legacy"]
    assert "DELETE /v1/Keys/SKe0c0ffee000000000000000000000002" in twilio.requests()
    assert [key["outputs"]["friendly_name"] for key in old.key_states()] == ["Deployments"]


def test_a_state_of_schema_3_refreshes_and_is_destroyed(stack: Deployment, twilio: LocalTwilio) -> None:
    """By the stack whose id it carries; what was adopted lives on."""
    old = restored(stack, twilio, STATE_3, "program_v3.py")
    assert "comes from stack orders/dev (stack id frozen-stack-id)" in old.refresh(fails=True).text
    old.configure(stackId=STACK_ID)
    old.refresh("--expect-no-changes")
    old.preview("--expect-no-changes")

    old.destroy()

    assert list(twilio.keys()) == ["Legacy"]


def test_an_old_state_gets_its_stacks_id_by_the_next_up(old: Deployment, twilio: LocalTwilio) -> None:
    """All keys at once, and nothing else of them changes."""
    old.configure(stackId=STACK_ID)

    old.up()

    assert twilio.requests() == []
    assert [key["outputs"]["origin"].get("stack_id") for key in old.key_states()] == [STACK_ID] * len(KEYS)
    assert {key["outputs"]["schema"] for key in old.key_states()} == {3}
    old.refresh("--expect-no-changes")


def test_an_old_state_shows_drift_and_settles_it(old: Deployment, twilio: LocalTwilio) -> None:
    """What was last applied is read from it as it was meant."""
    sid = next(
        key["id"] for key in KEYS if "/twilio/messaging/messages/create" in key["outputs"].get("permissions", [])
    )
    before = twilio.grant(sid)
    twilio.change_key(sid, permissions=[*before, CALL])

    settled = old.up("--refresh")

    assert f"granted outside the code: {CALL}" in settled.text
    assert twilio.grant(sid) == before


def test_a_state_of_a_newer_version_is_refused(old: Deployment, twilio: LocalTwilio) -> None:
    """A schema number that this version does not know: a clear text, nothing sent, nothing changed."""
    exported = old.exported()
    for resource in exported["deployment"]["resources"]:
        if "schema" in resource.get("outputs", {}):
            resource["outputs"]["schema"] = 4
    old.restore(exported)
    before = old.snapshot()

    for command in (old.refresh, old.up, old.destroy):
        refused = command(fails=True).text
        assert "was written by a newer version of twilio-keys-component (schema 4, and this one knows 3)" in refused
        assert "Upgrade the package" in refused

    assert twilio.requests() == []
    assert old.snapshot() == before


def test_a_mangled_state_is_refused_with_the_field(old: Deployment, twilio: LocalTwilio) -> None:
    """Whoever edited a state reads which field does not fit, and nothing is sent."""
    exported = old.exported()
    for resource in exported["deployment"]["resources"]:
        if "applied" in resource.get("outputs", {}):
            resource["outputs"]["key_type"] = "super"
    old.restore(exported)

    refused = old.refresh(fails=True)

    assert "cannot be read: key_type is not what this version wrote" in refused.text
    assert twilio.requests() == []


def test_the_provider_pickles_to_what_old_states_hold() -> None:
    """The provider lies in the state by its import path: moved or renamed, no old state would refresh any more."""
    pickled = serialize_provider(ApiKeyProvider())

    assert {key["outputs"]["__provider"] for key in KEYS + KEYS_2 + KEYS_3} == {pickled}
    assert {key["type"] for key in KEYS + KEYS_2 + KEYS_3} == {"pulumi-python:dynamic/twilio-keys:ApiKey"}


def test_the_old_state_has_every_kind_of_key() -> None:
    """Two restricted ones, one of them with an explicit name and all notes, and a standard one; schema 1."""
    assert sorted(key["outputs"]["key_type"] for key in KEYS) == ["restricted", "restricted", "standard"]
    assert {key["outputs"]["schema"] for key in KEYS} == {1}
    assert {key["outputs"].get("region") for key in KEYS} == {Region.US1}


def test_the_state_of_schema_2_has_all_that_it_added() -> None:
    """Every annotation, an adopted key with its secret, and one without."""
    outputs = {key["urn"].rpartition("::")[2]: key["outputs"] for key in KEYS_2}
    assert {told["schema"] for told in outputs.values()} == {2}
    assert outputs["deployer"].keys() >= {*Annotations.model_fields} - {"revoke_adopted"}
    assert [outputs[name].get("adopted") for name in ("deployer", "legacy", "reporting")] == [None, True, True]
    assert outputs["reporting"]["revoke_adopted"]
    assert ("secret" in outputs["legacy"], "secret" in outputs["reporting"]) == (True, False)


def test_the_state_of_schema_3_has_all_that_it_added() -> None:
    """The id of the stack, of a key that was made and of one that was adopted."""
    assert {key["outputs"]["schema"] for key in KEYS_3} == {3}
    assert {key["outputs"]["origin"]["stack_id"] for key in KEYS_3} == {STACK_ID}
    assert sorted(str(key["outputs"].get("adopted")) for key in KEYS_3) == ["None", "True"]

"""Reading of a stack's export, and of what is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ACCOUNT_SID, KEY_SID, OTHER_ACCOUNT_SID, OTHER_KEY_SID, SECRET
from tests.unit.orphans.exports import creating, export, key, name_of, provider, snapshot, urn
from twilio_keys_component.orphans import ExportError, Snapshot, read_export

RESOURCE = {"urn": urn("one"), "type": "t"}


def test_a_stack_is_read_with_its_keys_and_pending_operations() -> None:
    """Project and stack come from the URNs; every pending operation is told, creates of keys are looked into."""
    queue = {"resource": {"urn": urn("queue", type_="aws:Queue"), "type": "aws:Queue"}, "type": "creating"}
    read = snapshot(key("sender", KEY_SID), pending=(creating(), creating("old", "deleting"), queue))

    assert (read.project, read.stack) == ("orders", "dev")
    assert [each.name for each in read.keys] == ["sender"]
    assert [(each.name, each.auto_name, each.account_sid) for each in read.creates] == [
        ("notifier", name_of(), ACCOUNT_SID)
    ]
    assert [(type_, name.split("::")[-1]) for type_, name in read.pending] == [
        ("creating", "queue"),
        ("creating", "notifier"),
        ("deleting", "old"),
    ]


@pytest.mark.parametrize("text", ['{"version":3,"deployment":{"manifest":{}}}', '{"version":4,"deployment":{}}'])
def test_a_stack_that_holds_nothing_is_one(text: str) -> None:
    """A new stack's export has neither resources nor pending operations."""
    read = read_export(text, name="the export")
    assert (read.project, read.stack, read.keys, read.pending, read.sids) == ("", "", (), (), frozenset())


def test_every_sid_anywhere_in_the_state_is_known() -> None:
    """Retained, waiting for deletion, adopted, an output, a name in a map: whatever case it is written in."""
    sids = [f"SKe0{number:030}" for number in range(5)]
    read = snapshot(
        key("retained", sids[0], retainOnDelete=True),
        key("old", sids[1].lower(), delete=True),
        {"urn": urn("orders-dev", type_="pulumi:pulumi:Stack"), "type": "pulumi:pulumi:Stack", "outputs": {sids[2]: 1}},
        {"urn": urn("job", type_="k8s:Job"), "type": "k8s:Job", "inputs": {"args": [{"user": f"--user={sids[3]}"}]}},
        pending=(creating("adopter", adopt_sid=sids[4]),),
    )
    assert read.sids == {sid.lower() for sid in sids}


def test_what_a_pending_create_made_is_not_known() -> None:
    """An engine that is killed before it saves a new key leaves the sid with the pending create, to be cleared."""
    pending = creating()
    pending["resource"] |= {"id": KEY_SID, "outputs": {"sid": KEY_SID}}
    assert snapshot(pending=(pending,)).sids == frozenset()


def test_any_change_of_a_stack_shows_in_its_fingerprint() -> None:
    """Two exports are equal only if nothing happened between them."""
    before = snapshot(key("sender", KEY_SID))
    assert before == snapshot(key("sender", KEY_SID))
    assert before != snapshot(key("sender", KEY_SID, modified="2026-11-23T00:00:01Z"))
    assert before != snapshot(key("sender", KEY_SID), pending=(creating(),))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, (ACCOUNT_SID, None, True)),
        ({"endpoint": None, "region": "ie1"}, (ACCOUNT_SID, "ie1", False)),
        ({"accountSid": {"ciphertext": "v1"}, "endpoint": {"ciphertext": "v1"}}, (None, None, None)),
    ],
    ids=["emulator", "Twilio", "encrypted"],
)
def test_a_pending_create_that_names_no_place_is_where_its_provider_goes(
    settings: dict[str, Any], expected: tuple[object, ...]
) -> None:
    """Account, Region and endpoint are the provider's, unless they are encrypted."""
    (create,) = snapshot(provider(**settings), pending=(creating(),), has_provider=False).creates
    assert (create.account_sid, create.region, create.is_emulated) == expected


def test_a_pending_create_without_a_provider_in_the_state_is_read() -> None:
    """Nothing is known of its place then, but what it names itself."""
    (create,) = snapshot(pending=(creating(account_sid=OTHER_ACCOUNT_SID, origin=7),), has_provider=False).creates
    assert (create.account_sid, create.is_emulated, create.origin) == (OTHER_ACCOUNT_SID, None, {})


WHOLE = export(key("sender", KEY_SID), pending=(creating(),))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        (WHOLE[: len(WHOLE) // 2], "no whole JSON"),
        ("<html><body>502 Bad Gateway</body></html>", "no whole JSON"),
        ("[" * 100_000, "no whole JSON"),
        ('{"version": ' + "9" * 5000 + "}", "no whole JSON"),
        ("[]", "no stack export: it is a list, not an object. Give"),
        ("null", "no stack export: it is null, not an object. Give"),
        ('{"keys": []}', "version: Field required; deployment: Field required"),
        ('{"version": 3, "deployment": null}', "deployment: it is null, not an object"),
        ('{"version": 2, "deployment": {}}', "version: Input should be 3 or 4"),
        ('{"version": true, "deployment": {}}', "version: Input should be 3 or 4"),
        ('{"version": 3, "deployment": {"resources": {}}}', "deployment.resources: Input should be a valid list"),
        ('{"version": 3, "deployment": {"resources": [1, 2, 3, 4, 5]}}', "and 2 more"),
        ('{"version": 3, "deployment": {"pending_operations": [{}]}}', "pending_operations.0.resource: Field required"),
        (json.dumps({"version": 3, "deployment": {"resources": [RESOURCE | {"urn": "order"}]}}), "URN is none"),
        (json.dumps({"version": 3, "deployment": {"resources": [RESOURCE | {"urn": "a::b::c::d"}]}}), "URN is none"),
        (json.dumps({"version": 3, "deployment": {"resources": [RESOURCE | {"urn": urn("\ud800")}]}}), "URN is none"),
        (
            json.dumps({"version": 3, "deployment": {"resources": [RESOURCE | {"inputs": []}]}}),
            "resources.0.inputs: it is a list",
        ),
        (export(RESOURCE | {"urn": urn("one", stack="prod")}), "resources of 2 stacks"),
    ],
)
def test_what_is_no_export_is_refused_in_words(text: str, told: str) -> None:
    """The error names what was given, what is wrong with it, and how to get an export; never a value."""
    with pytest.raises(ExportError) as refused:
        read_export(text, name="the export on stdin")
    assert told in str(refused.value)
    assert str(refused.value).endswith("Give it what `pulumi stack export` prints for the stack.")


def test_a_secret_in_the_wrong_place_is_not_repeated() -> None:
    """What stands where a text of the engine's is due may be anything."""
    with pytest.raises(ExportError) as refused:
        read_export(json.dumps({"version": SECRET, "deployment": {"resources": [{"urn": [SECRET]}]}}), name="it")
    assert SECRET not in str(refused.value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([KEY_SID, urn("one")]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["urn", "type", "inputs", "origin", "auto_name", "x"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(resource=_JSON, inputs=_JSON, version=st.sampled_from([3, 4]) | _JSON)
def test_hostile_exports_are_read_or_refused(resource: Any, inputs: Any, version: Any) -> None:
    """Whatever JSON it is: a snapshot or an `ExportError`, nothing else."""
    operation = creating(OTHER_KEY_SID)
    operation["resource"] |= {"inputs": inputs, "outputs": inputs}
    deployment = {"resources": [provider(), resource, operation["resource"]], "pending_operations": [operation]}
    for held in (deployment, deployment | {"resources": [provider(), operation["resource"]]}):
        try:
            assert isinstance(read_export(json.dumps({"version": version, "deployment": held}), name="it"), Snapshot)
        except ExportError:
            continue

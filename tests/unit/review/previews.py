"""Builders of what the engine prints: small previews, as event streams and as plain documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.builders import ACCOUNT_SID, KEY_SID, SEND
from twilio_keys_component.permissions import load_catalog
from twilio_keys_component.review import KeyChange, Review, Terms, read_preview, review
from twilio_keys_component.rules import KEY_RESOURCE_TYPE, Settings

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
MASKED = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "[secret]"}
STACK_TYPE = "pulumi:pulumi:Stack"
COUNTED = ("create", "delete", "replace", "same", "update")
"""What the engine's summaries count."""

TODAY = date(2026, 11, 22)

Inputs = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """What the engine does to one resource; states as both kinds of preview have them."""

    op: str
    urn: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None


def urn_of(name: str, *, kind: str = KEY_RESOURCE_TYPE, stack: str = "prod") -> str:
    """The engine's name for a resource."""
    return f"urn:pulumi:{stack}::orders::{kind}::{name}"


def inputs(*permissions: str, **fields: Any) -> Inputs:
    """The inputs of a restricted key that breaks no rule; `SEND` if no permission is given."""
    given = {
        "grants": dict.fromkeys(permissions or (SEND,), True),
        "key_type": "restricted",
        "on_drift": "tighten",
        "owner": "team-orders",
        "purpose": "Order texts",
        "expires": "2027-06-01",
        "accept": {"TK201": True, "TK204": True, "TK205": True},
        **fields,
    }
    return {name: value for name, value in given.items() if value is not None}


def state(urn: str, given: Inputs | None, **fields: Any) -> dict[str, Any] | None:
    """A resource with these inputs."""
    if given is None:
        return None
    return {"urn": urn, "type": urn.split("::")[2].rpartition("$")[2], "inputs": given, "outputs": {}, **fields}


def step(op: str, name: str = "notifier", *, old: Inputs | None = None, new: Inputs | None = None, **more: Any) -> Step:
    """A step of a key; `more` are fields of its old state."""
    urn = more.pop("urn", urn_of(name))
    was = {"id": KEY_SID, "outputs": {"account_sid": ACCOUNT_SID}} | more
    return Step(op, urn, state(more.pop("old_urn", urn), old, **was), state(urn, new))


def root(outputs: Mapping[str, Any] | None = None, *, old: Mapping[str, Any] | None = None) -> Step:
    """The stack itself."""
    urn = urn_of("orders-prod", kind=STACK_TYPE)
    new = state(urn, {}, outputs=dict(outputs or {}))
    return Step("same", urn, state(urn, {}, outputs=dict(old or {})), new)


def diagnostic(message: str, *, severity: str = "error", urn: str = "") -> dict[str, Any]:
    """Something said, as in an event."""
    return {"urn": urn, "prefix": f"{severity}: ", "message": message, "severity": severity}


def stream(
    *steps: Step,
    config: Mapping[str, str] | None = None,
    said: tuple[dict[str, Any], ...] = (),
    policies: tuple[dict[str, Any], ...] = (),
    result: str = "succeeded",
    is_preview: bool = True,
) -> str:
    """An event stream."""
    events: list[dict[str, Any]] = [{"preludeEvent": {"config": dict(config or {})}}]
    for each in steps or (root(),):
        metadata = {"op": each.op, "urn": each.urn, "old": each.old, "new": each.new}
        begun = {**metadata, "new": each.new and {**each.new, "outputs": {}}}
        events += [{"resourcePreEvent": {"metadata": begun}}, {"resOutputsEvent": {"metadata": metadata}}]
    events += [{"diagnosticEvent": each} for each in said] + [{"policyEvent": each} for each in policies]
    counts = Counter(each.op for each in steps or (root(),) if each.op in COUNTED and result != "failed")
    summary = {"isPreview": is_preview, "result": result, "resourceChanges": dict(counts)}
    events += [{"summaryEvent": summary}, {"cancelEvent": {}}]
    return "\n".join(json.dumps({"sequence": number, **event}) for number, event in enumerate(events))


def plain(
    *steps: Step,
    config: Mapping[str, str] | None = None,
    said: tuple[dict[str, Any], ...] = (),
    unseen: int = 0,
    frames: tuple[str, ...] = (),
) -> str:
    """What `preview --json` prints."""
    trace = {"stackTrace": [{"sourcePosition": frame} if frame else {} for frame in frames]}
    shown = [
        {"op": each.op, "urn": each.urn, "oldState": each.old, "newState": each.new and {**each.new, **trace}}
        for each in steps or (root(),)
    ]
    told = [{**each, "message": each["prefix"] + each["message"]} for each in said]
    counts = Counter({"same": unseen}) + Counter(each.op for each in steps or (root(),) if each.op in COUNTED)
    given = {"config": dict(config or {}), "steps": shown, "diagnostics": told, "changeSummary": dict(counts)}
    return json.dumps(given, indent=4)


def terms(**fields: Any) -> Terms:
    """What a review goes by where the team set nothing."""
    given = {"settings": Settings(), "waivers": (), "catalog": load_catalog(), "today": TODAY, "max_revoked": 5}
    return Terms(**{**given, **fields})


def reviewed(text: str, **fields: Any) -> Review:
    """The review of what was printed."""
    return review(read_preview(text, name="preview.json"), terms(**fields))


def changed(*steps: Step, **options: Any) -> KeyChange:
    """What these steps do to the only key."""
    (change,) = reviewed(stream(*steps, **options)).changes
    return change

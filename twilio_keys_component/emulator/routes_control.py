"""Handlers of `/_emulator/`: look into the emulator, play the Console, inject faults. They need no credentials."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from twilio_keys_component.emulator import render
from twilio_keys_component.emulator.conditions import Conditions
from twilio_keys_component.emulator.faults import Fault
from twilio_keys_component.emulator.json_text import read_json
from twilio_keys_component.emulator.keys import KeyRecord
from twilio_keys_component.emulator.render import Json
from twilio_keys_component.emulator.settings import MAX_DELAY_MS
from twilio_keys_component.emulator.shapes import CREATED, EMPTY
from twilio_keys_component.emulator.state import EmulatorState
from twilio_keys_component.model import AccountSid, FriendlyName, KeyType, Region
from twilio_keys_component.permissions import PermissionSet


async def _refuse_odd_json(request: Request) -> None:
    """Refuse before anything is made of it what could not be shown again."""
    body = await request.body()
    if not body:
        return
    try:
        read_json(body.decode())
    except ValueError:
        raise HTTPException(422, "the body must be JSON in UTF-8, without NaN and not nested too deep") from None


router = APIRouter(prefix="/_emulator", dependencies=[Depends(_refuse_odd_json)])


async def _state(request: Request) -> EmulatorState:
    """A function that is not `async` would run in a thread, which outlives the server for a moment."""
    state: EmulatorState = request.app.state.emulator
    return state


State = Annotated[EmulatorState, Depends(_state)]


def _read_grant(value: object) -> object:
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        return PermissionSet(value)
    return value


Permissions = Annotated[PermissionSet, BeforeValidator(_read_grant)]
"""A grant, in JSON a list of permissions. The catalog need not know them, so that tests can make any key."""


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NewKey(_Body):
    """A key to make as in the Console, which can also make main keys (doc)."""

    account_sid: AccountSid | None = Field(default=None, description="Its account; the main one by default.")
    kind: KeyType = Field(description="Its kind.")
    region: Region = Field(default=Region.US1, description="Its Region; restricted keys exist in us1 only (doc).")
    friendly_name: FriendlyName | None = Field(default=None, description="Its name.")
    permissions: Permissions | None = Field(default=None, description="The grant of a restricted key.")

    @model_validator(mode="after")
    def _permissions_fit_the_kind(self) -> Self:
        _must_fit(self.kind, self.permissions)
        if self.kind is KeyType.RESTRICTED and self.region is not Region.US1:
            raise ValueError("restricted keys exist in us1 only")
        return self


class KeyChange(_Body):
    """A change of a key as in the Console; what is left out stays."""

    friendly_name: FriendlyName | None = Field(default=None, description="Its new name; null for none.")
    permissions: Permissions | None = Field(default=None, description="Its new grant, whole.")


class Latency(_Body):
    """How long every request to Twilio's routes waits."""

    ms: int = Field(strict=True, ge=0, le=MAX_DELAY_MS, description="In milliseconds.")


@router.get("/keys")
async def show_keys(state: State) -> list[Json]:
    """All keys of all accounts and Regions, without their secrets."""
    return [render.key_for_control(key) for key in state.keys.all()]


@router.post("/keys", status_code=CREATED)
async def make_key(state: State, asked: NewKey) -> Json:
    """Make a key of any kind; the answer holds its secret."""
    account_sid = asked.account_sid or state.settings.account_sid
    if account_sid not in state.access.accounts:
        raise HTTPException(422, f"the emulator has no account {account_sid}: start it with --subaccount")
    key = state.keys.add(
        account_sid=account_sid,
        kind=asked.kind,
        friendly_name=asked.friendly_name,
        permissions=asked.permissions,
        region=asked.region,
    )
    return render.key_for_control(key) | {"secret": key.secret}


@router.patch("/keys/{sid}")
async def change_key(state: State, sid: str, change: KeyChange) -> Json:
    """Change a key behind the back of whoever manages it."""
    key = _key(state, sid)
    if "permissions" in change.model_fields_set:
        try:
            _must_fit(key.kind, change.permissions)
        except ValueError as error:
            raise HTTPException(422, str(error)) from None
        key.permissions = change.permissions
    if "friendly_name" in change.model_fields_set:
        key.friendly_name = change.friendly_name
    state.keys.touch(key)
    return render.key_for_control(key)


@router.delete("/keys/{sid}", status_code=EMPTY)
async def remove_key(state: State, sid: str) -> None:
    """Delete a key behind the back of whoever manages it."""
    state.keys.remove(_key(state, sid))


@router.get("/requests")
async def show_requests(state: State) -> list[dict[str, Any]]:
    """The requests to Twilio's routes, in the order of their arrival."""
    return [asdict(entry) for entry in state.journal.entries()]


@router.delete("/requests", status_code=EMPTY)
async def forget_requests(state: State) -> None:
    """Forget the requests so far."""
    state.journal.clear()


@router.get("/latency")
async def show_latency(state: State) -> Latency:
    """How long every request to Twilio's routes waits now."""
    return Latency(ms=state.conditions.now.latency_ms)


@router.put("/latency")
async def set_latency(state: State, latency: Latency) -> Latency:
    """Let every request to Twilio's routes wait from now on."""
    state.conditions.change(Conditions(latency_ms=latency.ms))
    return latency


@router.get("/conditions")
async def show_conditions(state: State) -> Conditions:
    """What requests to Twilio's routes meet now."""
    return state.conditions.now


@router.patch("/conditions")
async def change_conditions(state: State, change: Conditions) -> Conditions:
    """Change what is given, and leave all else as it is."""
    state.conditions.change(change)
    return state.conditions.now


@router.get("/faults")
async def show_faults(state: State) -> list[Fault]:
    """The faults that are left."""
    return state.faults.all()


@router.post("/faults", status_code=CREATED)
async def add_fault(state: State, fault: Fault) -> Fault:
    """Let a fault happen to the next requests that it fits."""
    state.faults.add(fault)
    return fault


@router.delete("/faults", status_code=EMPTY)
async def clear_faults(state: State) -> None:
    """Let no more faults happen."""
    state.faults.clear()


@router.post("/reset", status_code=EMPTY)
async def reset(state: State) -> None:
    """Make everything as it was at the start."""
    state.reset()


def _must_fit(kind: KeyType, permissions: PermissionSet | None) -> None:
    if kind is KeyType.RESTRICTED and not permissions:
        raise ValueError("a restricted key has at least one permission")
    if kind is not KeyType.RESTRICTED and permissions is not None:
        raise ValueError(f"a {kind} key has no permissions of its own")


def _key(state: EmulatorState, sid: str) -> KeyRecord:
    key = state.keys.get(sid)
    if key is None:
        raise HTTPException(404, f"the emulator has no key {sid}")
    return key

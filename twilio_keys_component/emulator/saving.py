"""What an emulator with a state file keeps: accounts, keys, and what was made with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from twilio_keys_component.emulator.access import Account
from twilio_keys_component.emulator.items import Item
from twilio_keys_component.emulator.keys import KeyRecord
from twilio_keys_component.emulator.settings import EmulatorSettings
from twilio_keys_component.emulator.storage import Row, StateFileError, Storage
from twilio_keys_component.model import KeyType, Region
from twilio_keys_component.permissions import PermissionSet

_START: Final = ("start", "")

Kept = Account | Item | KeyRecord
"""What rows are made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What lies in a state file; nothing where it is new.

    Attributes:
        started: When the emulator first started on it.
        accounts: The accounts, by their sids.
        keys: The keys.
        main_keys: The Main keys that it was ever started with, as they were made.
        items: All other things.
    """

    started: datetime | None = None
    accounts: Mapping[str, Account] = field(default_factory=dict)
    keys: tuple[KeyRecord, ...] = ()
    main_keys: tuple[KeyRecord, ...] = ()
    items: tuple[Item, ...] = ()


def open_saved(settings: EmulatorSettings) -> tuple[Storage | None, Saved]:
    """The state file that the settings name, and what lies in it.

    Raises:
        StateFileError: It cannot be used, or has other accounts than the settings. It was left as it was.
    """
    if settings.state_file is None:
        return None, Saved()
    storage = Storage(settings.state_file)
    try:
        saved = _read(storage)
        _must_fit(settings, settings.state_file, saved.accounts)
    except StateFileError:
        storage.close()
        raise
    return storage, saved


def start_row(started: datetime) -> Row:
    """The row that says when the emulator first started."""
    return (*_START, started.isoformat())


def row(kind: str, name: str, kept: Kept | None) -> Row:
    """The row of one thing; None for what is gone."""
    if kept is None:
        return kind, name, None
    return kind, name, {each.name: _plain(getattr(kept, each.name)) for each in fields(kept)}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field's value, any JSON
    if isinstance(value, datetime):
        return value.isoformat()
    return list(map(str, value.written)) if isinstance(value, PermissionSet) else value


def _read(storage: Storage) -> Saved:
    found: dict[str, dict[str, Any]] = {"start": {}, "account": {}, "key": {}, "main_key": {}, "item": {}}
    try:
        for kind, name, value in storage.rows():
            found[kind][name] = value
        if not found["start"]:
            return Saved()
        return Saved(
            started=datetime.fromisoformat(found["start"][""]),
            accounts={sid: _account(value) for sid, value in found["account"].items()},
            keys=tuple(map(_key, found["key"].values())),
            main_keys=tuple(sorted(map(_key, found["main_key"].values()), key=lambda key: key.position)),
            items=tuple(sorted(map(_item, found["item"].values()), key=lambda item: -item.position)),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise storage.damaged(type(error).__name__) from None


def _account(value: dict[str, Any]) -> Account:
    created = value["created"]
    return Account(**value | {"created": None if created is None else datetime.fromisoformat(created)})


def _key(value: dict[str, Any]) -> KeyRecord:
    permissions = value["permissions"]
    return KeyRecord(
        **value
        | _dates(value)
        | {
            "region": Region(value["region"]),
            "kind": KeyType(value["kind"]),
            "permissions": None if permissions is None else PermissionSet(permissions),
        }
    )


def _item(value: dict[str, Any]) -> Item:
    return Item(**value | _dates(value) | {"region": Region(value["region"])})


def _dates(value: dict[str, Any]) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(value[name]) for name in ("date_created", "date_updated")}


def _must_fit(settings: EmulatorSettings, path: Path, accounts: Mapping[str, Account]) -> None:
    if problems := list(_misfits(settings, accounts)):
        way_out = "start with the accounts that it has, or give another file with --state"
        raise StateFileError(path, "; ".join(problems), way_out)


def _misfits(settings: EmulatorSettings, accounts: Mapping[str, Account]) -> Iterator[str]:
    main = next((account.sid for account in accounts.values() if account.parent_sid is None), settings.account_sid)
    if main != settings.account_sid:
        yield f"its main account is {main}, not {settings.account_sid}"
    for sid, token in {settings.account_sid: settings.auth_token, **settings.subaccounts}.items():
        if sid in accounts and accounts[sid].auth_token != token:
            yield f"{sid} has another auth token in it"

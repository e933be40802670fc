"""The JSON bodies of Twilio's answers. Nothing here but a create's answer holds a secret."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from twilio_keys_component.emulator.access import Account
from twilio_keys_component.emulator.iam import FLAGS
from twilio_keys_component.emulator.items import Item as StoredItem
from twilio_keys_component.emulator.keys import KeyRecord
from twilio_keys_component.emulator.paging import Item, Page
from twilio_keys_component.emulator.policy import answered

Json = dict[str, Any]
_API_2010: Final = "2010-04-01"


def date(moment: datetime) -> str:
    """RFC 2822, such as `Mon, 13 Jun 2016 22:50:08 +0000` (doc)."""
    return format_datetime(moment.astimezone(UTC))


def iso_date(moment: datetime) -> str:
    """ISO 8601, such as `2015-07-30T20:00:00Z` (doc)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def key_2010(key: KeyRecord) -> Json:
    """A key in 2010-04-01: neither policy nor flags (doc)."""
    return {
        "sid": key.sid,
        "friendly_name": key.friendly_name,
        "date_created": date(key.date_created),
        "date_updated": date(key.date_updated),
    }


def key_v1(key: KeyRecord) -> Json:
    """A fetched or updated key in version 1: the policy and no flags (live)."""
    return key_2010(key) | {"policy": answered(key.permissions)}


def key_v1_listed(key: KeyRecord) -> Json:
    """A key in a version 1 list: flags and no policy (doc)."""
    return key_2010(key) | {"flags": list(FLAGS[key.kind])}


def key_for_control(key: KeyRecord) -> Json:
    """A key as the emulator's own routes show it: everything but the secret."""
    return key_2010(key) | {
        "account_sid": key.account_sid,
        "region": key.region,
        "kind": key.kind,
        "policy": answered(key.permissions),
    }


def list_v1(page: Page[Item], *, name: str, url: str, render: Callable[[Item], Json]) -> Json:
    """A page in every API but 2010-04-01 (doc)."""

    def link(query: str | None) -> str | None:
        return None if query is None else f"{url}?{query}"

    meta = {
        "page": page.number,
        "page_size": page.size,
        "first_page_url": link(page.first),
        "previous_page_url": link(page.previous),
        "next_page_url": link(page.next),
        "url": link(page.here),
        "key": name,
    }
    return {name: [render(item) for item in page.items], "meta": meta}


def list_2010(page: Page[Item], *, name: str, path: str, render: Callable[[Item], Json]) -> Json:
    """A page in 2010-04-01: paths instead of URLs, and the positions of its first and last entry (doc)."""

    def uri(query: str | None) -> str | None:
        return None if query is None else f"{path}?{query}"

    start = page.number * page.size
    return {
        name: [render(item) for item in page.items],
        "page": page.number,
        "page_size": page.size,
        "first_page_uri": uri(page.first),
        "previous_page_uri": uri(page.previous),
        "next_page_uri": uri(page.next),
        "uri": uri(page.here),
        "start": start,
        "end": start + max(len(page.items) - 1, 0),
    }


def account(record: Account, *, main_sid: str, created: datetime) -> Json:
    """An account in 2010-04-01, without the auth token that Twilio shows there (doc): no answer holds it here."""
    return {
        "sid": record.sid,
        "owner_account_sid": record.parent_sid or main_sid,
        "friendly_name": record.friendly_name,
        "status": record.status,
        "type": "Full",
        "date_created": date(record.created or created),
        "date_updated": date(record.created or created),
        "uri": f"/2010-04-01/Accounts/{record.sid}.json",
    }


def instance(item: StoredItem, fields: Sequence[str], *, url: str) -> Json:
    """A thing with exactly these fields, or with all that it has where none are known; null where it has no value.

    Args:
        item: The thing.
        fields: What the answer shows.
        url: Its address at Twilio.
    """
    is_2010 = urlsplit(url).path.startswith(f"/{_API_2010}/")
    written = date if is_2010 else iso_date
    own = {
        "url": url,
        "uri": urlsplit(url).path,
        "date_created": written(item.date_created),
        "date_updated": written(item.date_updated),
    }
    common: Json = {"links": {}, "subresource_uris": {}, "api_version": _API_2010 if is_2010 else "v1"}
    values = {**common, **item.values, **own}
    return {name: values.get(name) for name in fields or (*item.values, *own)}

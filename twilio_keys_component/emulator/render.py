"""The JSON bodies of Twilio's answers. Nothing here but a create's answer holds a secret."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Final

from twilio_keys_component.emulator.access import Account
from twilio_keys_component.emulator.activity import ActivityRecord
from twilio_keys_component.emulator.iam import FLAGS
from twilio_keys_component.emulator.keys import KeyRecord
from twilio_keys_component.emulator.paging import Item, Page
from twilio_keys_component.emulator.policy import answered

Json = dict[str, Any]
_KEYS_URL: Final = "https://iam.twilio.com/v1/Keys"


def date(moment: datetime) -> str:
    """RFC 2822, such as `Mon, 13 Jun 2016 22:50:08 +0000` (doc)."""
    return format_datetime(moment.astimezone(UTC))


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


def list_v1(page: Page[KeyRecord]) -> Json:
    """A page of keys in version 1 (doc)."""

    def url(query: str | None) -> str | None:
        return None if query is None else f"{_KEYS_URL}?{query}"

    meta = {
        "page": page.number,
        "page_size": page.size,
        "first_page_url": url(page.first),
        "previous_page_url": url(page.previous),
        "next_page_url": url(page.next),
        "url": url(page.here),
        "key": "keys",
    }
    return {"keys": [key_v1_listed(key) for key in page.items], "meta": meta}


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
        "friendly_name": "Emulator" if record.parent_sid is None else "Emulator subaccount",
        "status": "active",
        "type": "Full",
        "date_created": date(created),
        "date_updated": date(created),
        "uri": f"/2010-04-01/Accounts/{record.sid}.json",
    }


def message(record: ActivityRecord) -> Json:
    """A message in 2010-04-01 (doc: the fields)."""
    uri = f"/2010-04-01/Accounts/{record.account_sid}/Messages/{record.sid}"
    return _activity(record, uri) | {
        "body": record.body,
        "messaging_service_sid": record.service_sid,
        "num_media": "0",
        "num_segments": "0" if record.service_sid else "1",
        "error_code": None,
        "error_message": None,
        "date_sent": None,
        "subresource_uris": {"media": f"{uri}/Media.json"},
    }


def call(record: ActivityRecord) -> Json:
    """A call in 2010-04-01 (doc: the fields)."""
    uri = f"/2010-04-01/Accounts/{record.account_sid}/Calls/{record.sid}"
    nothing = ("answered_by", "caller_name", "duration", "end_time", "forwarded_from", "group_sid")
    more = ("parent_call_sid", "phone_number_sid", "start_time", "trunk_sid")
    return (
        dict.fromkeys((*nothing, *more))
        | _activity(record, uri)
        | {
            "to_formatted": record.to,
            "from_formatted": record.sender,
            "queue_time": "0",
            "subresource_uris": {"recordings": f"{uri}/Recordings.json"},
        }
    )


def _activity(record: ActivityRecord, uri: str) -> Json:
    return {
        "sid": record.sid,
        "account_sid": record.account_sid,
        "to": record.to,
        "from": record.sender,
        "status": record.status,
        "direction": "outbound-api",
        "api_version": "2010-04-01",
        "price": None,
        "price_unit": "USD",
        "date_created": date(record.date_created),
        "date_updated": date(record.date_updated),
        "uri": f"{uri}.json",
    }

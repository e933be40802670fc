"""Messages and calls: just enough of them to see whether a key may send, read and delete them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from twilio_keys_component.emulator import errors
from twilio_keys_component.model import Region


@dataclass(slots=True, kw_only=True)
class ActivityRecord:
    """One message or call.

    Attributes:
        sid: `SM…` or `CA…`.
        account_sid: The account that it belongs to.
        region: The Region that it was made in, the only one that sees it (doc).
        to: Who gets it.
        sender: The number it comes from; None for a message from a messaging service.
        service_sid: The messaging service, if one sends the message.
        body: A message's text; empty for a call.
        status: `queued` for ever, or `canceled`: nothing is ever sent.
        date_created: When it was made.
        date_updated: When it was last changed.
        position: Where it stands in lists: the newest comes first (guess).
    """

    sid: str
    account_sid: str
    region: Region
    to: str
    sender: str | None
    service_sid: str | None
    body: str
    status: str
    date_created: datetime
    date_updated: datetime
    position: int


class ActivityStore:
    """All messages, or all calls.

    Args:
        clock: Gives the time, with its zone.
        new_sid: Gives the sid for one more.
    """

    def __init__(self, *, clock: Callable[[], datetime], new_sid: Callable[[], str]) -> None:
        self._clock = clock
        self._new_sid = new_sid
        self._positions = count(-1, -1)
        self._records: dict[str, ActivityRecord] = {}

    def add(
        self, *, account_sid: str, region: Region, to: str, sender: str | None, service_sid: str | None, body: str
    ) -> ActivityRecord:
        """Make one. No rule is checked here."""
        now = self._clock()
        record = ActivityRecord(
            sid=self._new_sid(),
            account_sid=account_sid,
            region=region,
            to=to,
            sender=sender,
            service_sid=service_sid,
            body=body,
            status="queued",
            date_created=now,
            date_updated=now,
            position=next(self._positions),
        )
        self._records[record.sid] = record
        return record

    def get(self, sid: str, *, account_sid: str, region: Region) -> ActivityRecord | None:
        """The one of that sid, if that account sees it in that Region."""
        record = self._records.get(sid)
        return record if record and (record.account_sid, record.region) == (account_sid, region) else None

    def of(self, account_sid: str, region: Region, asked: Mapping[str, str]) -> list[ActivityRecord]:
        """Those that an account sees in a Region, the newest first, filtered by `To` and `From` where asked."""
        chosen = [
            record
            for record in list(self._records.values())
            if (record.account_sid, record.region) == (account_sid, region)
            and asked.get("To", record.to) == record.to
            and asked.get("From", record.sender) == record.sender
        ]
        return sorted(chosen, key=lambda record: record.position)

    def touch(self, record: ActivityRecord) -> None:
        """Note that `record` was changed now."""
        record.date_updated = self._clock()

    def remove(self, record: ActivityRecord) -> None:
        """Take it away."""
        del self._records[record.sid]

    def clear(self) -> None:
        """Take all of them away."""
        self._records.clear()


def send_message(store: ActivityStore, asked: Mapping[str, str], *, account_sid: str, region: Region) -> ActivityRecord:
    """Make a message that is never sent.

    Raises:
        TwilioError: 21604, 21603 or 21602 without receiver, sender or content (doc: the codes).
    """
    sender, service_sid = asked.get("From"), asked.get("MessagingServiceSid")
    if not asked.get("To"):
        raise errors.refused_input(21604, "A 'To' phone number is required.")
    if not (sender or service_sid):
        raise errors.refused_input(21603, "A 'From' phone number is required.")
    if not any(asked.get(name) for name in ("Body", "MediaUrl", "ContentSid")):
        raise errors.refused_input(21602, "Message body is required.")
    return store.add(
        account_sid=account_sid,
        region=region,
        to=asked["To"],
        sender=sender,
        service_sid=service_sid,
        body=asked.get("Body", ""),
    )


def change_message(store: ActivityStore, record: ActivityRecord, asked: Mapping[str, str]) -> None:
    """Empty a message's text (`Body=`) or cancel it (`Status=canceled`), the two changes that there are (doc).

    Raises:
        TwilioError: 20001 for another change (guess).
    """
    if asked.get("Body") or asked.get("Status", "canceled") != "canceled":
        raise errors.invalid_request("a message's Body can only be emptied, its Status only be 'canceled'")
    record.body = asked.get("Body", record.body)
    record.status = asked.get("Status", record.status)
    store.touch(record)


def place_call(store: ActivityStore, asked: Mapping[str, str], *, account_sid: str, region: Region) -> ActivityRecord:
    """Make a call that is never placed.

    Raises:
        TwilioError: 21201, 21213 or 21205 without receiver, caller or instructions (doc: the codes).
    """
    if not asked.get("To"):
        raise errors.refused_input(21201, "No 'To' number is specified")
    if not asked.get("From"):
        raise errors.refused_input(21213, "A 'From' phone number is required.")
    if not any(asked.get(name) for name in ("Url", "Twiml", "ApplicationSid")):
        raise errors.refused_input(21205, "Url parameter is required.")
    return store.add(
        account_sid=account_sid, region=region, to=asked["To"], sender=asked["From"], service_sid=None, body=""
    )

"""Creates whose outcome is not known: every way in which an answer is lost, with and without a key."""

from __future__ import annotations

from typing import Any, Final

from tests.builders import SEND, inputs_of, spec
from tests.unit.local_twilio import LocalTwilio
from twilio_keys_component.model import KeySpec

AUTO: Final = "notifier-3s7hjsfg-abcdef"

COMMITTED: dict[str, dict[str, Any]] = {
    "closed after it": {"kind": "drop_after"},
    "no JSON": {"kind": "not_json"},
    "no secret": {"kind": "rewrite", "body": {"secret": None}},
    "reset in mid-answer": {"kind": "reset"},
    "strange date": {"kind": "rewrite", "body": {"date_created": 5}},
    "truncated": {"kind": "truncate"},
}
NOT_COMMITTED: dict[str, dict[str, Any]] = {
    "closed before it": {"kind": "drop_before"},
    "500": {"kind": "server_error", "status": 500},
    "503": {"kind": "server_error"},
    "a proxy's page": {"kind": "html"},
    "a proxy's redirect": {"kind": "answer", "status": 302},
    "a proxy's refusal": {"kind": "answer", "status": 408, "body": "<html>"},
    "a proxy's sign-in": {"kind": "answer", "status": 401, "body": "<html>"},
}
LOST = COMMITTED | NOT_COMMITTED
LAGS: Final = (0, 3)


def auto(wanted: KeySpec | None = None) -> dict[str, Any]:
    """The inputs of a key with an automatic name."""
    inputs = inputs_of(wanted or spec(SEND))
    return {name: value for name, value in inputs.items() if name != "friendly_name"} | {"auto_name": AUTO}


def lose(twilio: LocalTwilio, fault: str, *, lag: int = 0, times: int = 1) -> None:
    """Let the next creates end in this way, and the next `lag` lists show none of the account's keys."""
    twilio.fault(**LOST[fault], call="create", count=times)
    if lag:
        twilio.fault("rewrite", call="list", body={"keys": []}, count=lag)

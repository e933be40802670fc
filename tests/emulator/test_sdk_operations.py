"""Operations through twilio-python, with exactly their permission and with every other one of the product."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from tests.emulator.sdk_cases import CASES, Made
from tests.emulator.tables import all_but, known_rows

Sign = Callable[..., Client]
ROWS = {f"{row.method} {row.host}{row.path}": row for row in known_rows()}


def test_at_least_60_operations_are_tried() -> None:
    """Each is one of the table's."""
    assert len(CASES) >= 60
    assert CASES.keys() - ROWS.keys() == set()


@pytest.fixture
def made(client: Client) -> Made:
    """What the owner made."""
    return Made(client)


@pytest.mark.parametrize("case", CASES)
def test_sdk_call_passes_with_exactly_its_permission(
    ask: Any, sign: Sign, make_key: Any, made: Made, case: str
) -> None:
    """twilio-python sends this operation, and understands the answer."""
    CASES[case](sign(*make_key("restricted", ROWS[case].permission)), made)
    last = ask("GET", "_emulator/requests").json()[-1]
    assert (last["method"], last["operation"], last["status"]) == (
        ROWS[case].method,
        ROWS[case].operation_id,
        ROWS[case].status,
    )


@pytest.mark.parametrize("case", CASES)
def test_sdk_call_is_refused_without_its_permission(ask: Any, sign: Sign, make_key: Any, made: Made, case: str) -> None:
    """twilio-python raises Twilio's refusal, which names the permission (for a list, within the text of a page)."""
    row = ROWS[case]
    others = all_but(row.permission) or ("/twilio/nothing/else/read",)
    with pytest.raises(TwilioException) as refused:
        CASES[case](sign(*make_key("restricted", *others)), made)
    assert row.refusal["message"] in str(refused.value)
    last = ask("GET", "_emulator/requests").json()[-1]
    assert (last["operation"], last["status"], last["code"]) == (row.operation_id, 401, row.refusal["code"])

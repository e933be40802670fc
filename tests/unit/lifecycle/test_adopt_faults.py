"""What an adoption that fails says of the key is true, and it has undone nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import READ, SEND, grant, main_spec, unnamed_spec
from tests.unit.local_twilio import LocalTwilio
from twilio_keys_component.lifecycle import AdoptionError, Outcome
from twilio_keys_component.twilio_iam import TwilioError

Take = Callable[..., Outcome]
FOR_EVER = 100
CALLS = {"list": ("GET", "/v1/Keys$"), "fetch": ("GET", "/v1/Keys/SK"), "update": ("POST", "/v1/Keys/SK")}
LOST = {"kind": "drop_after"}
NO_JSON = {"kind": "not_json"}
REFUSED = {"kind": "answer", "status": 401, "body": {"code": 70051, "message": "missing", "status": 401}}
BY_A_PROXY = {"kind": "answer", "status": 403, "body": "Forbidden"}
THROTTLED = {"kind": "throttle", "retry_after_s": 0}
DOWN = {"kind": "server_error"}
ALL_FAULTS = [LOST, NO_JSON, REFUSED, BY_A_PROXY, THROTTLED, DOWN]


@pytest.fixture
def sid(twilio: LocalTwilio) -> str:
    """A key of the Console's."""
    return twilio.make_key("restricted", SEND, friendly_name="Orders")[0]


@pytest.mark.parametrize("fault", ALL_FAULTS, ids=str)
@pytest.mark.parametrize("call", ["list", "fetch"])
def test_a_look_that_fails_has_changed_nothing(
    take: Take, twilio: LocalTwilio, sid: str, told: list[str], call: str, fault: dict[str, Any]
) -> None:
    """Nothing is told or sent, and no refresh is advised: the state does not have the key."""
    method, path = CALLS[call]
    twilio.fault(method=method, path=path, count=FOR_EVER, **fault)
    with pytest.raises(TwilioError, match=r"It was not adopted, and nothing was changed\.") as failed:
        take(sid, unnamed_spec(READ))
    assert "refresh" not in str(failed.value)
    assert (told, twilio.grant_of(sid)) == ([], grant(SEND))


@pytest.mark.parametrize("fault", ALL_FAULTS, ids=str)
def test_an_update_that_fails_is_left_open_unless_twilio_refused_it(
    take: Take, twilio: LocalTwilio, sid: str, fault: dict[str, Any]
) -> None:
    """An answer that does not come, is not Twilio's, or followed on another try, proves nothing."""
    twilio.fault(method="POST", count=FOR_EVER, **fault)
    with pytest.raises(TwilioError) as failed:
        take(sid, unnamed_spec(READ))
    is_open = "nothing was deleted. It may have been changed as told: the next run looks at it anew." in str(
        failed.value
    )
    assert is_open == (fault is not REFUSED)
    assert ("The key was not adopted, and is as it was." in str(failed.value)) == (fault is REFUSED)
    assert ("refresh" in str(failed.value), "DELETE" in twilio.methods()) == (False, False)
    assert twilio.grant_of(sid) == grant(READ if fault in (LOST, NO_JSON) else SEND)


@pytest.mark.parametrize("call", ["fetch", "update"])
@pytest.mark.parametrize("wanted", [unnamed_spec(READ), main_spec(friendly_name="Main")], ids=["restricted", "main"])
def test_a_key_that_goes_away_meanwhile_is_named_as_gone(
    take: Take, twilio: LocalTwilio, call: str, wanted: Any
) -> None:
    """It was there a moment before; what to do then depends on whether one can be made."""
    sid, _ = twilio.make_key(wanted.key_type, *([SEND] if wanted.permissions else []))
    method, path = CALLS[call]
    body = {"code": 20404, "message": "was not found", "status": 404}
    twilio.fault("answer", method=method, path=path, status=404, body=body)
    with pytest.raises(AdoptionError, match=r"no key .* any more .*, although it was there a moment ago\.") as failed:
        take(sid, wanted)
    assert ("take adopt_sid out: then a key is made" in str(failed.value)) == (wanted.permissions is not None)
    assert "It was not adopted, and nothing was changed. Run again, or correct adopt_sid." in str(failed.value)

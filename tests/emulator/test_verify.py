"""Verify: services, verifications and the code that approves them."""

from __future__ import annotations

from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

PHONE = "+15005550006"


@pytest.fixture
def service(client: Client) -> Any:
    """A service of Verify."""
    sid = client.verify.v2.services.create(friendly_name="v").sid
    return client.verify.v2.services(sid)


def _code(refused: pytest.ExceptionInfo[TwilioRestException]) -> tuple[int, int]:
    return refused.value.status, refused.value.code


def test_right_code_approves(service: Any) -> None:
    """A verification is pending until 123456 is checked, by its receiver or its sid."""
    one = service.verifications.create(to=PHONE, channel="sms")
    two = service.verifications.create(to="+15005550007", channel="call")
    assert (one.status, one.valid, one.sid[:2], one.channel) == ("pending", False, "VE", "sms")
    checks = [
        service.verification_checks.create(to=PHONE, code="123456"),
        service.verification_checks.create(verification_sid=two.sid, code="123456"),
    ]
    assert [(check.sid, check.status, check.valid) for check in checks] == [
        (one.sid, "approved", True),
        (two.sid, "approved", True),
    ]


def test_wrong_code_leaves_it_pending(service: Any) -> None:
    """Any other code changes nothing."""
    made = service.verifications.create(to=PHONE, channel="sms")
    check = service.verification_checks.create(to=PHONE, code="000000")
    assert (check.status, check.valid) == ("pending", False)
    assert service.verifications(made.sid).fetch().status == "pending"
    assert service.verifications(PHONE).fetch().sid == made.sid


def test_pending_verification_goes_on(service: Any) -> None:
    """Who asks again before a code was checked gets the same verification."""
    one, two = (service.verifications.create(to=PHONE, channel="sms") for _ in range(2))
    assert one.sid == two.sid


@pytest.mark.parametrize("status", ["canceled", "approved"])
def test_verification_can_be_ended_without_a_code(service: Any, status: str) -> None:
    """Afterwards there is nothing to check or to fetch, and a new one can begin."""
    made = service.verifications.create(to=PHONE, channel="sms")
    ended = service.verifications(made.sid).update(status=status)
    assert (ended.status, ended.valid) == (status, status == "approved")
    for ask in (
        lambda: service.verification_checks.create(to=PHONE, code="123456"),
        service.verifications(made.sid).fetch,
    ):
        with pytest.raises(TwilioRestException) as gone:
            ask()
        assert _code(gone) == (404, 20404)
    assert service.verifications.create(to=PHONE, channel="sms").sid != made.sid


def test_check_of_nothing_is_20404(service: Any) -> None:
    """Where nothing is pending there is nothing to check."""
    for asked in ({"to": PHONE}, {}):
        with pytest.raises(TwilioRestException) as gone:
            service.verification_checks.create(code="123456", **asked)
        assert _code(gone) == (404, 20404)


def test_verification_needs_its_service(client: Client) -> None:
    """Below a service that is not there is nothing."""
    with pytest.raises(TwilioRestException) as gone:
        client.verify.v2.services("VA" + "e0" * 16).verifications.create(to=PHONE, channel="sms")
    assert _code(gone) == (404, 20404)


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("Verifications", {"To": PHONE}, "Invalid parameter: To and Channel are required"),
        ("Verifications", {"Channel": "sms"}, "Invalid parameter: To and Channel are required"),
        ("VerificationCheck", {"To": PHONE}, "Invalid parameter: Code is required"),
        (f"Verifications/{PHONE}", {"Status": "x"}, "Invalid parameter: Status must be canceled or approved"),
    ],
)
def test_incomplete_verification_is_60200(
    ask: Any, service: Any, owner: Any, fails: Any, path: str, data: dict[str, str], message: str
) -> None:
    """A verification needs receiver and channel, a check a code."""
    sid = service._solution["sid"]
    service.verifications.create(to=PHONE, channel="sms")
    fails(ask("POST", f"verify.twilio.com/v2/Services/{sid}/{path}", auth=owner, data=data), 400, 60200, message)


def test_service_can_be_changed_and_deleted(service: Any) -> None:
    """A service keeps its new name until it is deleted."""
    assert service.update(friendly_name="w", code_length=6).friendly_name == "w"
    assert service.fetch().friendly_name == "w"
    assert service.delete()
    with pytest.raises(TwilioRestException) as gone:
        service.fetch()
    assert _code(gone) == (404, 20404)

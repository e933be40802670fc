"""Phone numbers: for sale, bought, looked up; and how many things of each kind an account has."""

from __future__ import annotations

from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from twilio_keys_component.emulator.numbers import written_nationally

NUMBERS = "api.twilio.com/2010-04-01/Accounts/{}/IncomingPhoneNumbers.json"


def test_numbers_for_sale_are_the_same_for_the_same_question(client: Client) -> None:
    """They are fictitious, of the country that was asked, and do not change."""
    one, two = (client.available_phone_numbers("US").local.list() for _ in range(2))
    assert [number.phone_number for number in one] == [number.phone_number for number in two]
    assert (one[0].phone_number, one[0].friendly_name, one[0].iso_country) == ("+12015550100", "(201) 555-0100", "US")
    assert client.available_phone_numbers("gb").mobile.list(limit=1)[0].phone_number.startswith("+44")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({"area_code": 415}, "+14155550100"),
        ({"contains": "415*5501"}, "+14155550100"),
        ({"contains": "+1646"}, "+16465550100"),
        ({"contains": "999"}, None),
    ],
)
def test_numbers_for_sale_are_filtered(client: Client, asked: dict[str, Any], first: str | None) -> None:
    """By area and by a pattern of digits."""
    found = client.available_phone_numbers("US").local.list(**asked)
    assert (found[0].phone_number if found else None) == first


def test_toll_free_numbers_have_codes_of_their_own(client: Client) -> None:
    """Nobody pays for a call to 800."""
    assert client.available_phone_numbers("US").toll_free.list()[0].phone_number == "+18005550100"


def test_countries_are_listed(client: Client) -> None:
    """A country has a code and a name, and one that is not there is 20404."""
    codes = [country.country_code for country in client.available_phone_numbers.list()]
    assert "US" in codes
    assert client.available_phone_numbers("DE").fetch().country == "Germany"
    with pytest.raises(TwilioRestException) as gone:
        client.available_phone_numbers("XX").fetch()
    assert gone.value.code == 20404


def test_bought_number_is_not_for_sale(client: Client, subaccount: Any) -> None:
    """What one account buys nobody can buy again, until it is released."""
    wanted = client.available_phone_numbers("US").local.list()[0].phone_number
    number = client.incoming_phone_numbers.create(phone_number=wanted, sms_url="https://example.com")
    assert (number.sid[:2], number.sms_url, number.capabilities["sms"]) == ("PN", "https://example.com", True)
    assert wanted not in [free.phone_number for free in client.available_phone_numbers("US").local.list()]
    with pytest.raises(TwilioRestException) as taken:
        client.api.v2010.accounts(subaccount[0]).incoming_phone_numbers.create(phone_number=wanted)
    assert (taken.value.status, taken.value.code) == (400, 21422)
    assert client.incoming_phone_numbers(number.sid).update(friendly_name="shop").friendly_name == "shop"
    assert client.incoming_phone_numbers(number.sid).delete()
    assert wanted in [free.phone_number for free in client.available_phone_numbers("US").local.list()]


def test_number_is_bought_by_area(client: Client) -> None:
    """One of the area, and always another one until none is left."""
    bought = [client.incoming_phone_numbers.create(area_code="646").phone_number for _ in range(20)]
    assert (bought[0], len(set(bought))) == ("+16465550100", 20)
    with pytest.raises(TwilioRestException) as none:
        client.incoming_phone_numbers.create(area_code="646")
    assert none.value.code == 21422


@pytest.mark.parametrize(
    ("data", "message"),
    [({}, "PhoneNumber or AreaCode is required"), ({"PhoneNumber": "shop"}, "PhoneNumber is invalid")],
)
def test_number_that_cannot_be_is_21421(ask: Any, owner: Any, fails: Any, data: dict[str, str], message: str) -> None:
    """A number must be named, in Twilio's way of writing."""
    fails(ask("POST", NUMBERS.format(owner[0]), auth=owner, data=data), 400, 21421, message)


def test_every_view_of_the_numbers_is_one_collection(client: Client) -> None:
    """A number is listed among all, and among those of its kind."""
    numbers = client.incoming_phone_numbers
    made = [
        numbers.local.create(phone_number="+15005550001"),
        numbers.mobile.create(phone_number="+15005550002"),
        numbers.create(phone_number="+18005550100"),
    ]
    lists = [view.list() for view in (numbers.local, numbers.mobile, numbers.toll_free)]
    assert [[found.sid for found in view] for view in lists] == [[number.sid] for number in made]
    assert len(numbers.list()) == 3
    assert [found.sid for found in numbers.list(phone_number="+15005550002")] == [made[1].sid]


def test_lookup_knows_country_and_writing(client: Client) -> None:
    """Both versions say the country; the second one also says whether it is a number at all."""
    old = client.lookups.v1.phone_numbers("+442079460000").fetch()
    new = client.lookups.v2.phone_numbers("+15005550006").fetch()
    assert (old.country_code, old.national_format) == ("GB", "02079460000")
    assert (new.valid, new.country_code, new.calling_country_code) == (True, "US", "1")
    assert (new.phone_number, new.national_format) == ("+15005550006", "(500) 555-0006")


def test_number_of_a_country_that_is_not_known_is_valid(client: Client) -> None:
    """The emulator knows a few countries only."""
    found = client.lookups.v2.phone_numbers("+999123456789").fetch()
    assert (found.valid, found.country_code, found.national_format) == (True, None, "+999123456789")
    assert client.lookups.v1.phone_numbers("+999123456789").fetch().country_code is None
    assert written_nationally("+999123456789") == "+999123456789"


def test_lookup_of_no_number(client: Client) -> None:
    """Version 1 does not find it, version 2 says that it is none."""
    with pytest.raises(TwilioRestException) as gone:
        client.lookups.v1.phone_numbers("shop").fetch()
    assert gone.value.code == 20404
    found = client.lookups.v2.phone_numbers("shop").fetch()
    assert (found.valid, found.validation_errors) == (False, ["NOT_A_NUMBER"])


@pytest.mark.parametrize("view", ["records", "records/today", "records/all_time"])
def test_usage_counts_what_was_made(client: Client, view: str) -> None:
    """One record a category, in every view."""
    client.messages.create(to="+1", from_="+2", body="x")
    client.incoming_phone_numbers.create(area_code="201")
    records = client.usage.records
    shown = {"records": records, "records/today": records.today, "records/all_time": records.all_time}[view].list()
    assert {record.category: record.count for record in shown} == {
        "sms": "1",
        "calls": "0",
        "recordings": "0",
        "phonenumbers": "1",
    }
    assert [record.category for record in records.list(category="sms")] == ["sms"]

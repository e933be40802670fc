"""Handlers of phone numbers: those for sale, those that were bought, and what Lookup knows about one."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from twilio_keys_component.emulator import errors, stubs
from twilio_keys_component.emulator.layout import INCOMING_NUMBERS
from twilio_keys_component.emulator.numbers import (
    COUNTRIES,
    E164,
    Country,
    country_named,
    country_of,
    for_sale,
    is_toll_free,
    written_nationally,
)
from twilio_keys_component.emulator.wire import TwilioCall

_CAPABILITIES: Final = {"voice": True, "sms": True, "mms": True, "fax": False}
_KINDS: Final = ("Local", "Mobile", "TollFree")


def list_countries(call: TwilioCall) -> Response:
    """The countries that have numbers for sale."""
    return stubs.listed(
        call, [stubs.imagined(call, _country(country), position=index) for index, country in enumerate(COUNTRIES)]
    )


def fetch_country(call: TwilioCall) -> Response:
    """One country.

    Raises:
        TwilioError: 20404 for one that has none (guess).
    """
    return stubs.shown(call, stubs.imagined(call, _country(_named_country(call))))


def list_available(call: TwilioCall) -> Response:
    """The numbers of one kind that nobody has bought, filtered by `AreaCode` and `Contains`.

    Raises:
        TwilioError: 20404 for a country that has none (guess).
    """
    country = _named_country(call)
    numbers = for_sale(
        country,
        toll_free=call.path.endswith("/TollFree.json"),
        area_code=call.query.get("AreaCode"),
        contains=call.query.get("Contains"),
        sold=_sold(call),
    )
    items = [
        stubs.imagined(
            call,
            {
                "phone_number": number,
                "friendly_name": written_nationally(number),
                "iso_country": country.code,
                "address_requirements": "none",
                "beta": False,
                "capabilities": _CAPABILITIES,
            },
            position=index,
        )
        for index, number in enumerate(numbers)
    ]
    return stubs.listed(call, items)


def buy_number(call: TwilioCall) -> Response:
    """Buy a number: any well-formed one that nobody has, or one in an area of the United States.

    Raises:
        TwilioError: 21421 for neither `PhoneNumber` nor `AreaCode` and for a malformed number, 21422 for one that
            somebody has or an area that has none left (doc: the codes; guess: when).
    """
    number = _chosen_number(call)
    kind = _kind_in(call) or ("TollFree" if is_toll_free(number) else "Local")
    given = {
        "friendly_name": written_nationally(number),
        "capabilities": _CAPABILITIES,
        "beta": False,
        "origin": "twilio",
        "status": "in-use",
        "address_requirements": "none",
    }
    return stubs.create(call, {**given, **call.values, "phone_number": number, "kind_of_number": kind})


def list_incoming(call: TwilioCall) -> Response:
    """The numbers that were bought, or those of one kind."""
    kind = _kind_in(call)
    items = [item for item in stubs.all_here(call) if kind in (None, item.values["kind_of_number"])]
    return stubs.listed(call, items)


def look_up_v1(call: TwilioCall) -> Response:
    """What version 1 of Lookup says about a number.

    Raises:
        TwilioError: 20404 for a malformed one (doc).
    """
    number = call.match.arguments["PhoneNumber"]
    if not E164.fullmatch(number):
        raise errors.not_found(call.path)
    country = country_of(number)
    values = {"country_code": country and country.code, "national_format": written_nationally(number)}
    return stubs.shown(call, stubs.imagined(call, values))


def look_up_v2(call: TwilioCall) -> Response:
    """What version 2 of Lookup says about a number; it has an answer for malformed ones too (doc)."""
    number = call.match.arguments["PhoneNumber"]
    if not E164.fullmatch(number):
        return stubs.shown(call, stubs.imagined(call, {"valid": False, "validation_errors": ["NOT_A_NUMBER"]}))
    country = country_of(number)
    values = {
        "valid": True,
        "validation_errors": [],
        "country_code": country and country.code,
        "calling_country_code": country and country.calling_code,
        "national_format": written_nationally(number),
    }
    return stubs.shown(call, stubs.imagined(call, values))


def _country(country: Country) -> dict[str, object]:
    return {"country_code": country.code, "country": country.name, "beta": False}


def _named_country(call: TwilioCall) -> Country:
    country = country_named(call.match.arguments["CountryCode"])
    if country is None:
        raise errors.not_found(call.path)
    return country


def _sold(call: TwilioCall) -> set[str]:
    return {str(item.values["phone_number"]) for item in call.state.items.all_of(INCOMING_NUMBERS)}


def _chosen_number(call: TwilioCall) -> str:
    asked, sold = call.parameters, _sold(call)
    number, area_code = asked.get("PhoneNumber"), asked.get("AreaCode")
    if number:
        if not E164.fullmatch(str(number)):
            raise errors.refused_input(21421, "PhoneNumber is invalid")
        if number in sold:
            raise errors.refused_input(21422, "PhoneNumber is not available")
        return str(number)
    if not area_code:
        raise errors.refused_input(21421, "PhoneNumber or AreaCode is required")
    left = for_sale(COUNTRIES[0], area_code=str(area_code), sold=sold)
    if not left:
        raise errors.refused_input(21422, f"no number is available in area {area_code}")
    return left[0]


def _kind_in(call: TwilioCall) -> str | None:
    last = call.path.removesuffix(".json").rpartition("/")[2]
    return last if last in _KINDS else None

"""Fictitious phone numbers: what they look like, and which an emulator has to sell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
"""A phone number as Twilio writes it (doc)."""

_AREA_CODE: Final = re.compile(r"[0-9]{1,6}")
_PER_AREA: Final = 20
_AREA_CODES: Final = ("201", "415", "646")
_TOLL_FREE_CODES: Final = ("800", "833", "888")


@dataclass(frozen=True, slots=True)
class Country:
    """A country that the emulator has numbers of.

    Attributes:
        code: Two letters.
        name: Its name.
        calling_code: What its numbers begin with, without the plus sign.
    """

    code: str
    name: str
    calling_code: str


COUNTRIES: Final = (
    Country("US", "United States", "1"),
    Country("CA", "Canada", "1"),
    Country("GB", "United Kingdom", "44"),
    Country("IE", "Ireland", "353"),
    Country("DE", "Germany", "49"),
    Country("FR", "France", "33"),
    Country("ES", "Spain", "34"),
    Country("IT", "Italy", "39"),
    Country("NL", "Netherlands", "31"),
    Country("SE", "Sweden", "46"),
    Country("AU", "Australia", "61"),
    Country("BR", "Brazil", "55"),
    Country("IN", "India", "91"),
    Country("JP", "Japan", "81"),
)
"""The countries whose numbers the emulator knows; at Twilio there are many more."""


def country_of(phone_number: str) -> Country | None:
    """The country of a number, the United States for all that begin with +1; None for one that is not known here."""
    for country in COUNTRIES:
        if phone_number.startswith(f"+{country.calling_code}"):
            return country
    return None


def country_named(code: str) -> Country | None:
    """The country of two letters."""
    return next((country for country in COUNTRIES if country.code == code.upper()), None)


def is_toll_free(phone_number: str) -> bool:
    """Whether the caller pays nothing; known for +1 only."""
    return phone_number.startswith("+18") and phone_number[2:5] in _TOLL_FREE_CODES


def for_sale(
    country: Country,
    *,
    toll_free: bool = False,
    area_code: str | None = None,
    contains: str | None = None,
    sold: Collection[str] = (),
) -> list[str]:
    """The numbers that one can buy, the same for the same question.

    Args:
        country: Where.
        toll_free: Whether the caller pays nothing.
        area_code: What they begin with after the country's code; there are none for what is no number.
        contains: A pattern of digits in which `*` stands for any one digit.
        sold: Those that somebody has.
    """
    if area_code and not _AREA_CODE.fullmatch(area_code):
        return []
    pattern = re.compile(re.escape((contains or "").lstrip("+")).replace(r"\*", "[0-9]"))
    numbers = _all_numbers(country, toll_free=toll_free, area_code=area_code)
    return [number for number in numbers if number not in sold and pattern.search(number)]


def written_nationally(phone_number: str) -> str:
    """A number as people of its country write it; known for +1 only, others are grouped after the country's code."""
    if phone_number.startswith("+1"):
        return f"({phone_number[2:5]}) {phone_number[5:8]}-{phone_number[8:]}"
    country = country_of(phone_number)
    return phone_number if country is None else f"0{phone_number.removeprefix(f'+{country.calling_code}')}"


def _all_numbers(country: Country, *, toll_free: bool, area_code: str | None) -> Iterator[str]:
    """555-0100 to 555-0199 are for fiction in every area of +1; elsewhere, numbers of the same look."""
    codes = (area_code,) if area_code else _TOLL_FREE_CODES if toll_free else _AREA_CODES
    for code in codes:
        for last in range(100, 100 + _PER_AREA):
            yield f"+{country.calling_code}{code}5550{last}"

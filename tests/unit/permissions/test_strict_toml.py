"""TOML files that are read as they must be, or refused."""

from __future__ import annotations

from typing import Self

import pytest
from pydantic import model_validator

from twilio_keys_component.permissions.strict_toml import StrictTomlError, Table, read_toml


class _Pair(Table):
    first: tuple[int, ...] = ()
    second: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _is_even(self) -> Self:
        if len(self.first) != len(self.second):
            raise ValueError("both need as many")
        return self


def _refusal(text: str) -> str:
    with pytest.raises(StrictTomlError) as refused:
        read_toml(_Pair, text, name="pair.toml")
    return str(refused.value)


def test_what_is_wrong_with_the_whole_file_is_told_as_that() -> None:
    """Where no place in it can be named."""
    assert _refusal("first = [1]") == (
        "pair.toml cannot be used. Correct these places in it: the whole file: both need as many"
    )


def test_a_place_holds_nothing_that_a_terminal_obeys() -> None:
    """A name in quotes can be any text."""
    assert "[[\\x1b[2J]]: Extra inputs are not permitted" in _refusal('"\\u001b[2J" = 1')

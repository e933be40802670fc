"""TOML files that people review: read as they must be, or refused with the place of everything that is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from twilio_keys_component.errors import TwilioKeysError, escaped


class StrictTomlError(TwilioKeysError, ValueError):
    """A file that is no TOML, or says less, more or something else than it may."""


class Table(BaseModel):
    """A table of such a file: nothing may be in it but its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_Read = TypeVar("_Read", bound=Table)


def read_toml(kind: type[_Read], text: str, *, name: str) -> _Read:
    """What the text of a file says.

    Args:
        kind: What its tables are.
        text: The whole file.
        name: The file, for the error.

    Raises:
        StrictTomlError: It is not what `kind` asks for; the error names every place that is wrong.
    """
    try:
        return kind.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise StrictTomlError(f"{name} is no TOML: {error}") from None
    except RecursionError:
        raise StrictTomlError(f"{name} cannot be used: its values are nested too deep. Take out brackets") from None
    except ValidationError as error:
        problems = "; ".join(f"{_place(e['loc'])}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors())
        raise StrictTomlError(f"{name} cannot be used. Correct these places in it: {problems}") from None


def _place(location: Sequence[str | int]) -> str:
    """`[[tags]] 3, permissions 1` for the first permission of the third rule."""
    if not location:
        return "the whole file"
    table, *inner = location
    words = f"[[{table}]]"
    for part in inner:
        words += f" {part + 1}" if isinstance(part, int) else f", {part}"
    return escaped(words)

"""Faults and conditions as people give them: on a command line, or by name to a fixture."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar, get_args

from pydantic import ValidationError

from twilio_keys_component.emulator.calls import KeyCall
from twilio_keys_component.emulator.conditions import Conditions
from twilio_keys_component.emulator.faults import Fault, FaultKind
from twilio_keys_component.emulator.settings import EmulatorSettingsError
from twilio_keys_component.errors import quoted

_NUMBERS: Final = ("count", "delay_ms", "jitter_ms", "rate", "retry_after_s", "seed", "status")
_KINDS: Final = f"kinds: {', '.join(get_args(FaultKind))}; calls: {', '.join(get_args(KeyCall))}"
_WAY_OUT: Final = (
    "a fault is KIND[:CALL][,NAME=NUMBER]…, such as drop_after:create,rate=0.1,seed=7; "
    f"{_KINDS}; names: {', '.join(_NUMBERS)}"
)

_Made = TypeVar("_Made")


def read_faults(texts: Iterable[str]) -> tuple[Fault, ...]:
    """The faults that texts such as `drop_after:create,rate=0.1,seed=7` mean.

    Raises:
        EmulatorSettingsError: Some mean none; all their problems.
    """
    read = [_read(text) for text in texts]
    problems = [problem for _, each in read for problem in each]
    if problems:
        raise EmulatorSettingsError(f"{'; '.join(problems)}; {_WAY_OUT}")
    return tuple(fault for fault, _ in read if fault)


def make_fault(**fields: Any) -> Fault:  # noqa: ANN401 - checked here
    """The fault with these fields.

    Raises:
        EmulatorSettingsError: There is none; all its problems.
    """
    fault, problems = _made(Fault, fields)
    if fault is None:
        raise EmulatorSettingsError(f"there is no such fault: {'; '.join(problems)}; {_KINDS}")
    return fault


def make_conditions(**fields: Any) -> Conditions:  # noqa: ANN401 - checked here
    """The conditions with these fields.

    Raises:
        EmulatorSettingsError: There are none; all their problems.
    """
    conditions, problems = _made(Conditions, fields)
    if conditions is None:
        names = ", ".join(sorted(Conditions.model_fields))
        raise EmulatorSettingsError(f"there are no such conditions: {'; '.join(problems)}; names: {names}")
    return conditions


def _read(text: str) -> tuple[Fault | None, list[str]]:
    head, *options = text.split(",")
    kind, colon, call = head.partition(":")
    fields: dict[str, Any] = {"kind": kind} | ({"call": call} if colon else {})
    problems = []
    for option in options:
        name, _, text_of_number = option.partition("=")
        number = _number(text_of_number)
        if name not in _NUMBERS:
            problems.append(f"there is no option {quoted(name)}")
        elif name in fields:
            problems.append(f"{name} is given twice")
        elif number is None:
            problems.append(f"{name} is no number")
        else:
            fields[name] = number
    fault, others = _made(Fault, fields)
    return fault, [f"{quoted(text)}: {problem}" for problem in (*problems, *others)]


def _made(make: Callable[..., _Made], fields: Mapping[str, Any]) -> tuple[_Made | None, list[str]]:
    try:
        return make(**fields), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
    fields_and_texts = ((".".join(map(str, each["loc"])), each["msg"].removeprefix("Value error, ")) for each in found)
    return None, [f"{field}: {text}" if field else text for field, text in fields_and_texts]


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(text) if text.lstrip("+-").isdecimal() else number

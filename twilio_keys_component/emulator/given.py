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
_CALLS: Final = f"calls: {', '.join(get_args(KeyCall))}"
_KINDS: Final = f"kinds: {', '.join(get_args(FaultKind))}; {_CALLS}"
_BODIED: Final = "rewrite"
_UNWRITABLE: Final = "needs a body, which a command line cannot give: POST it to /_emulator/faults"
SHORT_KINDS: Final = tuple(kind for kind in get_args(FaultKind) if kind != _BODIED)
"""The kinds that numbers are enough for."""

_WAY_OUT: Final = (
    "a fault is KIND[:CALL][,NAME=NUMBER]…, such as drop_after:create,rate=0.1,seed=7; "
    f"kinds: {', '.join(SHORT_KINDS)}; {_CALLS}; names: {', '.join(_NUMBERS)}"
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


def fault_text(fault: Fault) -> str:
    """A fault as `read_faults` reads it."""
    head = f"{fault.kind}:{fault.call}" if fault.call else fault.kind
    given = fault.model_dump(include=fault.model_fields_set.intersection(_NUMBERS), exclude_none=True)
    return ",".join((head, *(f"{name}={given[name]}" for name in _NUMBERS if name in given)))


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
    if kind == _BODIED:
        return None, [f"{quoted(text)}: {problem}" for problem in (*problems, _UNWRITABLE)]
    fault, others = _made(Fault, fields)
    return fault, [f"{quoted(text)}: {problem}" for problem in (*problems, *others)]


def _made(make: Callable[..., _Made], fields: Mapping[str, Any]) -> tuple[_Made | None, list[str]]:
    try:
        return make(**fields), []
    except ValidationError as error:
        found = error.errors(include_url=False)
    told = ((".".join(map(str, each["loc"])), _in_words(each["type"], each["msg"], each["input"])) for each in found)
    return None, [f"{field}: {text}" if field else text for field, text in told]


def _in_words(kind_of_error: str, message: str, value: object) -> str:
    """What a check says, in words that fit a command line; possible values are listed once, at the end."""
    if kind_of_error == "literal_error":
        return f"there is no {quoted(str(value))}"
    if kind_of_error in ("extra_forbidden", "unexpected_keyword_argument"):
        return "there is no such field"
    return message.removeprefix("Value error, ").replace("Input should be", "must be")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    return int(text) if text.lstrip("+-").isdecimal() else number

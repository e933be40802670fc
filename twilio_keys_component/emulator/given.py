"""Faults and conditions as people give them: on a command line, or by name to a fixture."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar, get_args

from pydantic import ValidationError

from twilio_keys_component.emulator.calls import KeyCall
from twilio_keys_component.emulator.conditions import Conditions
from twilio_keys_component.emulator.faults import Fault, FaultKind, FaultMethod
from twilio_keys_component.emulator.settings import EmulatorSettingsError
from twilio_keys_component.errors import quoted

_NUMBERS: Final = ("count", "delay_ms", "jitter_ms", "rate", "retry_after_s", "seed", "status")
_CHOICES: Final = f"calls: {', '.join(get_args(KeyCall))}; methods: {', '.join(get_args(FaultMethod))}"
_ALL: Final = f"kinds: {', '.join(get_args(FaultKind))}; {_CHOICES}"
_BODIED: Final = "rewrite"
_UNWRITABLE: Final = "needs a body, which a command line cannot give: POST it to /_emulator/faults"
SHORT_KINDS: Final = tuple(kind for kind in get_args(FaultKind) if kind != _BODIED)
"""The kinds that a command line can give."""

SHORT_OPTIONS: Final = (*_NUMBERS, "method")
"""What it can say of a fault beside its kind, its call and the path."""

_PATH: Final = ",path="
_AFTER_PATH: Final = re.compile(f",({'|'.join(SHORT_OPTIONS)})=")
_WAY_OUT: Final = (
    "a fault is KIND[:CALL][,NAME=VALUE]…[,path=REGEX], such as drop_after:create,rate=0.1,seed=7; "
    f"kinds: {', '.join(SHORT_KINDS)}; {_CHOICES}; names: {', '.join(SHORT_OPTIONS)}"
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
    given = fault.model_dump(include=fault.model_fields_set, exclude_none=True)
    return ",".join((head, *(f"{name}={given[name]}" for name in (*SHORT_OPTIONS, "path") if name in given)))


def make_fault(**fields: Any) -> Fault:  # noqa: ANN401 - checked here
    """The fault with these fields.

    Raises:
        EmulatorSettingsError: There is none; all its problems.
    """
    fault, problems = _made(Fault, fields)
    if fault is None:
        raise EmulatorSettingsError(f"there is no such fault: {'; '.join(problems)}; {_ALL}")
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
    before_path, has_path, path = text.partition(_PATH)
    head, *options = before_path.split(",")
    kind, colon, call = head.partition(":")
    fields: dict[str, Any] = {"kind": kind} | ({"call": call} if colon else {}) | ({"path": path} if has_path else {})
    problems = [_problem(option, fields) for option in options]
    if swallowed := _AFTER_PATH.search(path):
        problems.append(f"path takes all that follows it: give {swallowed[1]} before it")
    if kind == _BODIED:
        return None, [f"{quoted(text)}: {problem}" for problem in (*filter(None, problems), _UNWRITABLE)]
    fault, others = _made(Fault, fields)
    return fault, [f"{quoted(text)}: {problem}" for problem in (*filter(None, problems), *others)]


def _problem(option: str, fields: dict[str, Any]) -> str | None:
    """Put what an option says into `fields`, or tell why not."""
    name, _, value = option.partition("=")
    read = value if name == "method" else _number(value)
    if name not in SHORT_OPTIONS:
        return f"there is no option {quoted(name)}"
    if name in fields:
        return f"{name} is given twice"
    if read is None:
        return f"{name} is no number"
    fields[name] = read
    return None


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

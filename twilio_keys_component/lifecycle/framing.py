"""What only a transform of the program can have done to a key's inputs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from twilio_keys_component.errors import masked
from twilio_keys_component.lifecycle.inputs import UNKNOWN, Inputs
from twilio_keys_component.model import MAX_FRIENDLY_NAME
from twilio_keys_component.twilio_iam import Problem


def frame_problems(inputs: Inputs, *, known: Collection[str]) -> list[Problem]:
    """What is wrong with the inputs that no program gives as arguments.

    Args:
        inputs: As the engine hands them over; values may be `UNKNOWN`.
        known: The names of all inputs that there are.
    """
    problems = [
        Problem(masked(name), "is no input of ApiKey: leave it out of the program's transforms")
        for name in inputs.keys() - known
    ]
    problems += [
        Problem(name, "must stay as ApiKey sets it: leave it alone in the program's transforms")
        for name, is_own in _OWN.items()
        if inputs.get(name) is not UNKNOWN and not is_own(inputs.get(name))
    ]
    if all(inputs.get(name) is None for name in ("friendly_name", "auto_name", "adopt_sid")):
        problems.append(Problem("friendly_name", "is None: leave the argument out for an automatic name"))
    return problems


def _is_origin(value: Any) -> bool:  # noqa: ANN401 - any input
    is_whole = isinstance(value, Mapping) and {*value} - {"stack_id"} == {"project", "stack"}
    return is_whole and all(isinstance(part, str) for part in value.values())


def _is_auto_name(value: Any) -> bool:  # noqa: ANN401 - any input
    return value is None or (isinstance(value, str) and 0 < len(value) <= MAX_FRIENDLY_NAME)


def _are_names(value: Any) -> bool:  # noqa: ANN401 - any input
    return value is None or (isinstance(value, list) and all(isinstance(name, str) for name in value))


_OWN: Final[dict[str, Callable[[Any], bool]]] = {
    "auto_name": _is_auto_name,
    "origin": _is_origin,
    "unsupported": _are_names,
}
"""The inputs that the constructor writes by itself, and how it writes them."""

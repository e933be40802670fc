"""JSON from outside, of the kind that can be answered again."""

from __future__ import annotations

import json
import math
from typing import Any, Final

MAX_DEPTH: Final = 100
"""How deep lists and objects may lie in one another: far more than any of Twilio's have, far less than Python takes."""


def read_json(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """What the text says.

    Raises:
        ValueError: It is no JSON, or has what JSON or UTF-8 cannot write: NaN, an infinite number, half a surrogate
            pair. Or it is nested deeper than `MAX_DEPTH`.
    """
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    todo = [(value, 0)]
    for part, depth in todo:
        todo += [(inner, depth + 1) for inner in _inside(part)]
        if depth > MAX_DEPTH:
            raise ValueError("nested too deep")
        if isinstance(part, str):
            part.encode()
        if isinstance(part, float) and not math.isfinite(part):
            raise ValueError("a number that JSON does not have")
    return value


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []

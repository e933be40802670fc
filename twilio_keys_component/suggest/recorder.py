"""A transport for twilio-python that sends nothing: it writes down what was asked and answers something plausible."""

from __future__ import annotations

import inspect
import json
import logging
import types
import warnings
from collections.abc import Callable, Generator, Mapping
from itertools import islice
from typing import Any, Final

from twilio.http import HttpClient
from twilio.http.response import Response

PLACEHOLDER: Final = "XX00000000000000000000000000000000"
"""Stands for every text that is known only at run time; no sid of Twilio's begins so."""

_ENOUGH: Final = 3
_RECORD: Final = {"sid": PLACEHOLDER}
_ANSWER: Final = json.dumps({**_RECORD, "meta": {"key": "records"}, "records": [_RECORD]})
"""Works as a resource, and a page of them: twilio-python takes the key of its list from `meta`, where it stands."""


class Placeholder(str):
    """A text that twilio-python also takes where it wants one of its models for a JSON body."""

    __slots__ = ()

    def to_dict(self) -> dict[str, object]:
        """What twilio-python would send for the model."""
        return {}


class Answer(Response):  # type: ignore[misc]  # twilio-python has no types
    """An answer that can also be awaited, so that one transport serves both kinds of client."""

    def __await__(self) -> Generator[None, None, Answer]:
        yield from ()
        return self


class Recorder(HttpClient):  # type: ignore[misc]  # twilio-python has no types
    """Never sends anything.

    Attributes:
        requests: The method and URL of every request so far.
    """

    def __init__(self) -> None:
        super().__init__(logging.getLogger(__name__), is_async=True)
        self.requests: list[tuple[str, str]] = []

    def request(self, method: str, uri: str, **_: object) -> Answer:
        """Write the request down and answer."""
        self.requests.append((method, uri))
        return Answer(204, "", {}) if method == "DELETE" else Answer(200, _ANSWER, {})


def run(function: Callable[..., Any], arguments: Mapping[str, object]) -> tuple[Any, str]:
    """Call a function of twilio-python to its end, async ones too.

    Returns:
        What it gave (a generator as a list), and what went wrong, empty if nothing did.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # twilio-python warns of old names: the application's own tests show that
        try:
            return _finished(function(**arguments)), ""
        except Exception as error:  # noqa: BLE001 - whatever its code raises, the call cannot be followed
            return None, f"{type(error).__name__}: {error}"


def _finished(result: Any) -> Any:  # noqa: ANN401 - whatever twilio-python gives
    if inspect.iscoroutine(result):
        return _finished(_awaited(result))
    if inspect.isasyncgen(result):
        return _drained(result)
    if isinstance(result, types.GeneratorType):
        return list(islice(result, _ENOUGH))
    return result


def _awaited(awaitable: Any) -> Any:  # noqa: ANN401 - a coroutine or what an async generator gives
    try:
        awaitable.send(None)
    except StopIteration as end:
        return end.value
    raise RuntimeError("twilio-python waits for something other than its transport")


def _drained(generator: Any) -> list[Any]:  # noqa: ANN401 - an async generator of anything
    found: list[Any] = []
    while len(found) < _ENOUGH:
        try:
            found.append(_awaited(generator.__anext__()))
        except StopAsyncIteration:
            break
    return found

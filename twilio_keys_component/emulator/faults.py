"""Faults to inject: answers that Twilio did not give, and answers that never arrive or arrive broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, model_validator

from twilio_keys_component.emulator.calls import METHODS, KeyCall
from twilio_keys_component.emulator.settings import MAX_DELAY_MS
from twilio_keys_component.emulator.sources import drawn_wait_s

FaultKind = Literal[
    "answer",
    "drop_before",
    "drop_after",
    "rewrite",
    "reset",
    "truncate",
    "not_json",
    "html",
    "throttle",
    "server_error",
    "slow",
]

FaultMethod = Literal["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]

_OWN_FIELDS: Final[dict[str, set[str]]] = {
    "answer": {"status", "headers", "body"},
    "rewrite": {"body"},
    "html": {"status"},
    "throttle": {"retry_after_s"},
    "server_error": {"status"},
    "slow": {"delay_ms", "jitter_ms"},
}
_ALL_OWN_FIELDS: Final = set().union(*_OWN_FIELDS.values())
_STATUSES: Final = {"html": 502, "server_error": 503}
_SERVER_ERROR: Final = 500
_MAX_RETRY_AFTER_S: Final = 1e9
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER: Final = re.compile(r"([!-~\x80-\xff]+([ \t]+[!-~\x80-\xff]+)*)?")
_FRAMING: Final = {"content-length", "transfer-encoding"}


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


def _headers(given: dict[str, str]) -> dict[str, str]:
    odd = [name for name, value in given.items() if not (_HEADER_NAME.fullmatch(name) and _HEADER.fullmatch(value))]
    framing = [name for name in given if name.lower() in _FRAMING]
    problems = [f"{name!r} cannot be sent: a header is one line of Latin-1 under an ASCII name" for name in odd]
    problems += [f"{name!r} is the emulator's own, as it goes by the body" for name in framing]
    if problems:
        raise ValueError("; ".join(problems))
    return given


class Fault(BaseModel):
    """What happens to the next requests that it fits.

    Not processed: `answer` answers `status`, `headers` and `body`; `drop_before` closes the connection; `html` answers
    a proxy's page; `throttle` answers 429/20429 (doc); `server_error` answers a `status` over 499 in Twilio's format.

    Processed: `drop_after` closes the connection without an answer; `reset` sends the answer's head and half of its
    body and resets the connection; `truncate` answers half of the JSON; `not_json` answers a text; `rewrite` lays the
    fields of `body` over the answer's; `slow` waits first.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    kind: FaultKind = Field(description="What happens.")
    method: FaultMethod | None = Field(default=None, description="The method it fits; None for every one.")
    path: Annotated[str, AfterValidator(_pattern)] = Field(
        default="", description="A regular expression that is searched for in the path at Twilio's host."
    )
    call: KeyCall | None = Field(default=None, description="What is asked of keys, in either API; None for anything.")
    count: int | None = Field(
        default=1, ge=1, description="How many requests it happens to; null for ever, also the default with a `rate`."
    )
    rate: float | None = Field(
        default=None, gt=0, le=1, description="How likely it happens to each request that fits; null for certainly."
    )
    seed: int = Field(default=0, description="What the draws for `rate` and `jitter_ms` begin with.")
    status: int | None = Field(
        default=None,
        ge=200,
        le=599,
        description="The status of an `answer` (500), an `html` page (502) or a `server_error` (503).",
    )
    headers: Annotated[dict[str, str], AfterValidator(_headers)] = Field(
        default_factory=dict, description="More headers of an `answer`."
    )
    body: JsonValue = Field(default=None, description="The body of an `answer`, the fields of a `rewrite`.")
    retry_after_s: float | None = Field(
        default=None,
        ge=0,
        le=_MAX_RETRY_AFTER_S,
        description="What a `throttle` says in Retry-After; null for no such header.",
    )
    delay_ms: int = Field(default=0, ge=0, le=MAX_DELAY_MS, description="How long a `slow` request waits.")
    jitter_ms: int = Field(default=0, ge=0, le=MAX_DELAY_MS, description="How much longer or shorter that wait can be.")

    @model_validator(mode="before")
    @classmethod
    def _goes_on_with_a_rate(cls, given: Any) -> Any:  # noqa: ANN401 - what pydantic hands over
        is_rate = isinstance(given, dict) and given.get("rate") is not None
        return {"count": None, **given} if is_rate else given

    @model_validator(mode="after")
    def _can_happen_as_meant(self) -> Self:
        others = sorted(self.model_fields_set & (_ALL_OWN_FIELDS - _OWN_FIELDS.get(self.kind, set())))
        problems = [f'a fault of kind "{self.kind}" takes no {", ".join(others)}'] if others else []
        if self.call and self.method not in (None, METHODS[self.call]):
            problems.append(f"{self.call} is a {METHODS[self.call]}, so it would never happen to a {self.method}")
        if self.kind == "rewrite" and not isinstance(self.body, dict):
            problems.append('a rewrite needs a "body" with the fields to lay over the answer')
        if self.kind == "slow" and not self.delay_ms:
            problems.append("slow needs delay_ms, the milliseconds that a request waits")
        if self.kind == "server_error" and self.answered_status < _SERVER_ERROR:
            problems.append("a server_error has a status from 500 to 599")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @property
    def answered_status(self) -> int:
        """The status of what is answered in Twilio's place."""
        return self.status or _STATUSES.get(self.kind, _SERVER_ERROR)

    def fits(self, method: str, path: str, call: KeyCall | None) -> bool:
        """Whether this can happen to such a request."""
        return self.method in (None, method) and self.call in (None, call) and re.search(self.path, path) is not None

    def laid_over(self, answer: Any) -> Any:  # noqa: ANN401 - any JSON value
        """`answer` with this one's fields laid over it; what is no object stays as it is."""
        return answer | self.body if isinstance(answer, dict) and isinstance(self.body, dict) else answer


@dataclass(frozen=True, slots=True)
class Happening:
    """A fault that happens to one request.

    Attributes:
        fault: The fault.
        wait_s: How long the request waits for it.
    """

    fault: Fault
    wait_s: float


class FaultList:
    """The faults to come. Of several that fit a request, the first one that its rate lets happen happens.

    Args:
        start: Those that are there from the start.
    """

    def __init__(self, start: tuple[Fault, ...] = ()) -> None:
        self._start = start
        self._faults: list[tuple[Fault, Random]] = []
        self.restart()

    def add(self, fault: Fault) -> None:
        """Let `fault` happen, after those that were added before."""
        self._faults.append((fault, Random(fault.seed)))  # noqa: S311 - draws that can be repeated are the point

    def take(self, method: str, path: str, call: KeyCall | None = None) -> Happening | None:
        """What happens to this request; its fault is used up by one."""
        for index, (fault, random) in enumerate(self._faults):
            if fault.fits(method, path, call) and (fault.rate is None or random.random() < fault.rate):
                if fault.count is not None:
                    rest = fault.model_copy(update={"count": fault.count - 1})
                    self._faults[index : index + 1] = [(rest, random)] if rest.count else []
                return Happening(fault, drawn_wait_s(random, fault.delay_ms, jitter_ms=fault.jitter_ms))
        return None

    def all(self) -> list[Fault]:
        """Those that are left."""
        return [fault for fault, _ in self._faults]

    def clear(self) -> None:
        """Let no more faults happen."""
        self._faults.clear()

    def restart(self) -> None:
        """Have those of the start again, and no others."""
        self.clear()
        for fault in self._start:
            self.add(fault)

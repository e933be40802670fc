"""Faults to inject: answers that Twilio did not give, and answers that never arrive."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, model_validator

FaultKind = Literal["answer", "drop_before", "drop_after", "rewrite"]


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


class Fault(BaseModel):
    """What happens to the next requests that it fits.

    `answer` answers `status`, `headers` and `body` and does not process the request; `drop_before` closes the
    connection and does not process it; `drop_after` processes it and closes the connection without an answer;
    `rewrite` processes it and lays the fields of `body` over the answer's.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    kind: FaultKind = Field(description="What happens.")
    method: str | None = Field(default=None, description="The method it fits; None for every one.")
    path: Annotated[str, AfterValidator(_pattern)] = Field(
        default="", description="A regular expression that is searched for in the path at Twilio's host."
    )
    count: int = Field(default=1, ge=1, description="How many requests it happens to.")
    status: int = Field(default=500, ge=200, le=599, description="The status of an `answer`.")
    headers: dict[str, str] = Field(default_factory=dict, description="More headers of an `answer`.")
    body: JsonValue = Field(default=None, description="The body of an `answer`, the fields of a `rewrite`.")

    @model_validator(mode="after")
    def _rewrites_fields(self) -> Self:
        if self.kind == "rewrite" and not isinstance(self.body, dict):
            raise ValueError('a rewrite needs a "body" with the fields to lay over the answer')
        return self

    def fits(self, method: str, path: str) -> bool:
        """Whether this happens to such a request."""
        return self.method in (None, method) and re.search(self.path, path) is not None

    def laid_over(self, answer: Any) -> Any:  # noqa: ANN401 - any JSON value
        """`answer` with this one's fields laid over it; what is no object stays as it is."""
        return answer | self.body if isinstance(answer, dict) and isinstance(self.body, dict) else answer


class FaultList:
    """The faults to come. Of several that fit a request, the first one happens."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Let `fault` happen, after those that were added before."""
        self._faults.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that happens to this request, used up by one."""
        for index, fault in enumerate(self._faults):
            if fault.fits(method, path):
                left = [fault.model_copy(update={"count": fault.count - 1})] if fault.count > 1 else []
                self._faults[index : index + 1] = left
                return fault
        return None

    def all(self) -> list[Fault]:
        """Those that are left."""
        return list(self._faults)

    def clear(self) -> None:
        """Let no more faults happen."""
        self._faults.clear()

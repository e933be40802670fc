"""What an emulator is like to work with: how fast, how far behind, how much it takes."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from pydantic import BaseModel, ConfigDict, Field

from twilio_keys_component.emulator.settings import MAX_DELAY_MS
from twilio_keys_component.emulator.sources import drawn_wait_s


class Conditions(BaseModel):
    """What every request to Twilio's routes meets."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    latency_ms: int = Field(
        default=0, ge=0, le=MAX_DELAY_MS, description="How long every request waits before it is processed."
    )
    jitter_ms: int = Field(default=0, ge=0, le=MAX_DELAY_MS, description="How much longer or shorter that wait can be.")
    seed: int = Field(default=0, description="What the draws for `jitter_ms` begin with.")
    clock_skew_s: float = Field(
        default=0, ge=-1e9, le=1e9, description="How far Twilio's clock is ahead of the true time; negative for behind."
    )
    list_delay_ms: int = Field(
        default=0, ge=0, le=MAX_DELAY_MS, description="How long a list does not show what was done to a key."
    )
    fetch_delay_ms: int = Field(
        default=0, ge=0, le=MAX_DELAY_MS, description="How long a fetch does not show what was done to a key."
    )
    max_keys: int | None = Field(
        default=None, ge=0, description="How many keys an account can have: one more is 70151 (doc). Null: any number."
    )
    max_concurrent: int | None = Field(
        default=None,
        ge=1,
        description="How many requests are served at once: one more is 20429 (doc). Null: any number.",
    )


class CurrentConditions:
    """The conditions now, and what is drawn for them.

    Args:
        start: Those of the start.

    Attributes:
        now: Those of now.
    """

    def __init__(self, start: Conditions) -> None:
        self._start = start
        self.restart()

    def restart(self) -> None:
        """Have those of the start again."""
        self.now = self._start
        self._random = Random(self.now.seed)  # noqa: S311 - draws that can be repeated are the point

    def change(self, change: Conditions) -> None:
        """Take over what was set in `change`, and leave all else; a seed makes the draws begin again."""
        self.now = self.now.model_copy(update=change.model_dump(exclude_unset=True))
        if "seed" in change.model_fields_set:
            self._random = Random(self.now.seed)  # noqa: S311 - as above

    def wait_s(self) -> float:
        """How long the next request waits."""
        return drawn_wait_s(self._random, self.now.latency_ms, jitter_ms=self.now.jitter_ms)

    @property
    def skew(self) -> timedelta:
        """How far the clock is ahead of the true time."""
        return timedelta(seconds=self.now.clock_skew_s)

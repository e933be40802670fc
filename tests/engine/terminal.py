"""A terminal at which somebody types."""

from __future__ import annotations

import io
from collections.abc import Callable


class Terminal(io.StringIO):
    """Standard input of a command in this process.

    Args:
        typed: What somebody types.
        meanwhile: What happens each time before somebody types a line.
    """

    def __init__(self, typed: str = "", *, meanwhile: Callable[[], object] = lambda: None) -> None:
        super().__init__(typed)
        self._meanwhile = meanwhile

    def isatty(self) -> bool:
        """It is one."""
        return True

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # typeshed's base reads bytes
        """A line, once something else has happened."""
        self._meanwhile()
        return super().readline(-1 if size is None else size)

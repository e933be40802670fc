"""The one error of the set-up."""

from collections.abc import Sequence

TAIL_LINES = 15


class SetupError(Exception):
    """A set-up step that cannot go on; its text says what was tried, what went wrong and what to do next."""

    def __init__(self, *, tried: str, wrong: str, todo: str, output: Sequence[str] = ()) -> None:
        self.tried = tried
        self.wrong = wrong
        self.todo = todo
        self.output = tuple(output[-TAIL_LINES:])
        super().__init__(tried, wrong, todo)

    def __str__(self) -> str:
        text = f"cannot {self.tried}: {self.wrong}. {self.todo}"
        if self.output:
            text += "\nThe last lines of output were:\n" + "\n".join(f"  {line}" for line in self.output)
        return text

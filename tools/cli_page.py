"""The reference of the command line, made from its own help texts.

`python -m tools.cli_page` writes `docs/cli.md`; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typer

PAGE: Final = Path(__file__).parents[1] / "docs/cli.md"

_WIDTH: Final = 80

_HEAD: Final = """# The command line

Written by `python -m tools.cli_page` from the commands' own help.

Results go to stdout, messages to stderr. Commands with `--json` print it for machines; where an error ends a command
before it has a result, stdout stays empty.

Exit codes:

* 0: done, or found.
* 1: nothing found; something unknown, malformed, unresolved or unused; a grant that fits no key; a key that is not
  there or not restricted; Twilio refused, or was not reached; `review` objects to the change; orphans that are
  left, or a step of `settle` that failed; files that `policy-pack init` would overwrite; stdout cannot be written.
* 2: wrong use: arguments that cannot be used, files that cannot be used, read or written, credentials that are
  missing or half given, a folder without project, a stack that is not there, no `pulumi`.
* 141: whoever read the output has gone (`… | head`).

Tables are as wide as they need to be in a pipe; on a terminal of less than 100 columns each row is a record.
"""


def page() -> str:
    """The whole page."""
    from twilio_keys_component.cli import app

    sections = [_HEAD]
    for name, command in _commands(typer.main.get_command(app), "twilio-keys"):
        context = command.make_context(name, [], resilient_parsing=True, terminal_width=_WIDTH)
        context.info_name = name
        sections.append(f"## {name}\n\n```\n{_stripped(command.get_help(context))}\n```\n")
    return "\n".join(sections)


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - click's commands and groups
    if not hasattr(command, "commands"):
        yield name, command
        return
    for word, inner in sorted(command.commands.items()):
        yield from _commands(inner, f"{name} {word}")


def _stripped(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

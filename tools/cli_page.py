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

Results go to stdout, messages to stderr. Exit codes: 0 done, or found; 1 findings: nothing found, something unknown,
unresolved or unused; 2 wrong use. Commands with `--json` print it for machines.
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

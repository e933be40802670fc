"""How the command line writes: tables that fit the terminal, and one sentence when the output cannot be written."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console

READER_GONE: Final = 141
"""The exit code of a program whose reader has gone, as a shell counts it: 128 and SIGPIPE."""

_FAILED: Final = 1
_NARROWEST: Final = 100
"""Columns of a terminal that a table needs: on a narrower one its rows are printed below each other."""

_UNLIMITED: Final = 100_000
"""Columns of what is no terminal: pipes and logs take every line whole."""

_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_INDENT: Final = 9


@contextmanager
def told_failures() -> Iterator[None]:
    """End the process without a traceback where stdout takes no more, or has no such letter."""
    try:
        yield
    except BrokenPipeError:
        _give_up(sys.stdout, sys.stderr)
        raise typer.Exit(READER_GONE) from None
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        typer.echo(
            f"the output cannot be written: {error.encoding} has no {letter!a}; set PYTHONIOENCODING=utf-8",
            err=True,
        )
        raise typer.Exit(_FAILED) from None
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        typer.echo(f"the output cannot be written: {error.strerror or error}", err=True)
        _give_up(sys.stdout)
        raise typer.Exit(_FAILED) from None


def _give_up(*streams: TextIO) -> None:
    """Send what is left nowhere: the interpreter would try to write it at its end, and complain."""
    sink = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(sink, stream.fileno())
    os.close(sink)


def console() -> Console:
    """One that prints every text as it is: a grant or an overlay may hold what looks like rich's markup."""
    from rich.console import Console

    class Plain(Console):
        def on_broken_pipe(self) -> None:
            """Leave it to `told_failures`."""
            raise BrokenPipeError

    made = Plain(highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = _UNLIMITED
    return made


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as wide as needed; on a narrow terminal each row as a record."""
    from rich.table import Table

    to = console()
    if to.is_terminal and to.width < _NARROWEST:
        for first, *rest in rows:
            to.print(first, style="bold", soft_wrap=True)
            print_lines(to, [(name, text) for name, text in zip(headers[1:], rest, strict=True) if text])
        return
    table = Table(*headers, box=None, pad_edge=False)
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(*row)
    if to.is_terminal:
        to.print(table)
        return
    with to.capture() as captured:
        to.print(table)
    for line in captured.get().splitlines():
        to.print(line.rstrip(), soft_wrap=True)


def print_lines(to: Console, lines: Sequence[tuple[str, str]]) -> None:
    """Names with their texts, indented."""
    widest = max((_INDENT, *(len(name) for name, _ in lines)))
    for name, text in lines:
        to.print(f"  {name:<{widest}} {text}", soft_wrap=True)

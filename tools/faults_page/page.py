"""The page itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from tools.faults_page.provoking import KINDS, Kind, Row, rows
from tools.faults_page.scene import Scene, scenes

PAGE: Final = Path(__file__).parents[2] / "docs/faults.md"

_HEAD: Final = """# What faults do

Written by `python -m tools.faults_page`, which provokes each fault on each operation against the emulator; a test
compares. Waits are those of the code, on a clock that only waiting moves on.

* **create**: `pulumi up` makes a key with an automatic name.
* **fetch**: `pulumi refresh` reads a key.
* **update**: `pulumi up` grants one permission more, with `on_drift="tighten"`, so it fetches first.
* **delete**: `pulumi up` or `destroy` revokes a key.
* **list**: `twilio-keys orphans` looks for a key that a killed create left behind.

*Requests* counts all that were sent, *waited* the seconds between them. What is not an error goes on by itself; an
error ends the operation, and the others go on. «Nothing» means that nobody notices.
"""


def page() -> str:
    """The whole page."""
    with scenes() as begin:
        return "\n".join((_HEAD, *(_section(kind, begin) for kind in KINDS)))


def _section(kind: Kind, begin: Callable[[], Scene]) -> str:
    lines = [f"## {kind.title}\n", f"{kind.about}\n"]
    lines += ["| operation | happens | what the user sees | requests | waited | afterwards |"]
    lines += ["| --- | --- | --- | --- | --- | --- |", *_lines(rows(kind, begin))]
    return "\n".join(lines) + "\n"


def _lines(found: Iterable[Row]) -> Iterator[str]:
    for _, of_call in groupby(found, key=lambda row: row.call):
        once, *lasting = of_call
        if lasting and _result(lasting[0]) == _result(once):
            yield _line(once, often=f"{once.often} or {lasting[0].often}")
        else:
            yield from (_line(row, often=row.often) for row in (once, *lasting))


def _result(row: Row) -> tuple[object, ...]:
    return row.ending, row.requests, row.seconds


def _line(row: Row, *, often: str) -> str:
    said = "<br>".join(row.ending.said).replace("|", "\\|")
    shown = said if row.ending.is_well else f"**Error.** {said}"
    waited = f"{row.seconds} s" if row.seconds else ""
    return f"| {row.call} | {often} | {shown or 'nothing'} | {row.requests} | {waited} | {row.ending.afterwards} |"

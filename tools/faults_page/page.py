"""The page itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from pathlib import Path
from typing import Final

from tools.faults_page.calls import CALLS
from tools.faults_page.provoking import KINDS, Kind, Row, rows
from tools.faults_page.scene import scenes

PAGE: Final = Path(__file__).parents[2] / "docs/faults.md"

_HEAD: Final = """# What faults do

Written by `python -m tools.faults_page`, which provokes each fault on each operation against the emulator; a test
compares. Waits are those of the code, for answers too, on a clock that only waiting moves on.

* **create**: `pulumi up` makes a key with an automatic name.
* **fetch**: `pulumi refresh` reads a key.
* **update**: `pulumi up` grants one permission more, with `on_drift="tighten"`, so it fetches first.
* **delete**: `pulumi up` or `destroy` revokes a key.
* **list**: `twilio-keys orphans` looks for a key that a killed create left behind.

What is not an error goes on by itself; an error ends the operation, and the others go on. «Done» means that Twilio has
carried out what the error is about: the next `pulumi up --refresh` sees it. «Orphan» means that a key is left at Twilio
that no state knows; the user is told of it, and `twilio-keys orphans` lists it.
"""

_DETAILS: Final = """*Requests* below counts all that were sent, *waited* the seconds between them and for late answers.
«Nothing» means that nobody notices. Of an error its first sentence is given; [the last section](#how-the-errors-go-on)
has more.
"""


def page() -> str:
    """The whole page."""
    with scenes() as begin:
        found = {kind: list(rows(kind, begin)) for kind in KINDS}
    sections = (_section(kind, of_kind) for kind, of_kind in found.items())
    return "\n".join((_HEAD, _matrix(found), _DETAILS, *sections, _ends(found)))


def _matrix(found: Mapping[Kind, list[Row]]) -> str:
    lines = [f"| fault | {' | '.join(CALLS)} |", f"| --- {'| --- ' * len(CALLS)}|"]
    for kind, of_kind in found.items():
        cells = [_cell([row for row in of_kind if row.call == call]) for call in CALLS]
        lines.append(f"| [{kind.title}](#{_anchor(kind.title)}) | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(of_call: list[Row]) -> str:
    told = {row.often: _told(row) for row in of_call}
    once, *others = set(told.values())
    return "; ".join(f"{often}: {text}" for often, text in told.items()) if others else once


def _told(row: Row) -> str:
    if row.ending.is_well:
        return "goes on, **orphan**" if row.ending.is_left else "goes on"
    marks = ("error", *(["done"] if row.ending.is_done else []), *(["orphan"] if row.ending.is_left else []))
    return f"**{', '.join(marks)}**"


def _anchor(title: str) -> str:
    return "".join(letter for letter in title.lower().replace(" ", "-") if letter.isalnum() or letter == "-")


def _ends(found: Mapping[Kind, list[Row]]) -> str:
    calls: dict[str, set[str]] = {}
    for row in chain.from_iterable(found.values()):
        if not row.ending.is_well:
            calls.setdefault(_parts(row)[1], set()).add(row.call)
    lines = [f"* {', '.join(call for call in CALLS if call in of_end)}: {end}" for end, of_end in calls.items()]
    return "\n".join(("## How the errors go on\n", *lines)) + "\n"


def _parts(row: Row) -> tuple[str, str]:
    """An error's first sentence, and what follows."""
    first, _, rest = " ".join(row.ending.said).partition(". ")
    return f"{first}.", rest


def _section(kind: Kind, found: Iterable[Row]) -> str:
    lines = [f"## {kind.title}\n", f"{kind.about}\n"]
    lines += ["| operation | happens | what the user sees | requests | waited | afterwards |"]
    lines += ["| --- | --- | --- | --- | --- | --- |", *_lines(found)]
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
    said = "<br>".join(row.ending.said) if row.ending.is_well else f"**Error.** {_parts(row)[0]}"
    shown = said.replace("|", "\\|")
    waited = f"{row.seconds} s" if row.seconds else ""
    return f"| {row.call} | {often} | {shown or 'nothing'} | {row.requests} | {waited} | {row.ending.afterwards} |"

"""Removing orphans one by one, each told; and the question before it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from twilio_keys_component.errors import TwilioKeysError, masked

if TYPE_CHECKING:
    from twilio_keys_component.orphans import Orphan, Site, Snapshot


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of orphans.

    Attributes:
        removed: The sids of those that are gone.
        problems: What stopped each of the others.
    """

    removed: tuple[str, ...]
    problems: tuple[str, ...]


def remove_each(chosen: Iterable[Orphan], site: Site, seen: Snapshot) -> Removal:
    """Remove orphans; one that fails stops no other, a stack that changes stops all that are left."""
    from twilio_keys_component.orphans import StackMovedError, remove

    removed: list[str] = []
    problems: list[str] = []
    for orphan in chosen:
        try:
            remove(orphan, site, seen)
        except StackMovedError as error:
            problems.append(str(error))
            break
        except TwilioKeysError as error:
            problems.append(str(error))
            continue
        removed.append(orphan.sid)
        typer.echo(f"removed {orphan.sid} ({masked(orphan.friendly_name)})", err=True)
    for problem in problems:
        typer.echo(problem, err=True)
    return Removal(tuple(removed), tuple(problems))


def is_agreed(question: str, *, yes: bool) -> bool:
    """Whether somebody says yes, now or by `--yes`; without a terminal nobody can be asked."""
    if yes:
        return True
    if not sys.stdin.isatty():
        typer.echo("Nobody can be asked here: there is no terminal. Give --yes to go on without a question.", err=True)
        return False
    return typer.confirm(question, err=True)

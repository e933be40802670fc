"""`twilio-keys settle`: bring a stack to rest whose deployment was killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from twilio_keys_component.cli.orphan_removal import is_agreed, remove_each
from twilio_keys_component.cli.orphan_sources import stack_site
from twilio_keys_component.cli.pulumi_cli import PulumiCli, PulumiCommandError, PulumiPlaceError
from twilio_keys_component.errors import TwilioKeysError, masked, quoted

if TYPE_CHECKING:
    from twilio_keys_component.orphans import Look, Orphan, Site

EXAMPLE: Final = "Example: twilio-keys settle --stack prod"
"""Shown below the command's help."""

_FAILED: Final = 1
_WRONG_USE: Final = 2
_REFRESH: Final = ("refresh", "--clear-pending-creates", "--yes", "--skip-preview")
_REFRESH_LIMIT_S: Final = 3600
"""A refresh looks at every resource of the stack, whoever made it."""

_NOTHING_TO_CANCEL: Final = ("already completed", "never been updated")
"""What Pulumi Cloud refuses a cancel with where no deployment holds a lock (guess); a file backend accepts it then."""

_STEPS: Final = (
    ("pulumi cancel", "takes away the lock that a killed deployment left. One that still runs would lose it too"),
    ("twilio-keys orphans --delete", "removes the proven orphans, once no more of them come to light"),
    ("pulumi refresh --clear-pending-creates", "forgets the pending creates, and with them every proof"),
)


def run(
    *,
    stack: Annotated[str, typer.Option(help="The stack, in its project's folder.", metavar="NAME")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    leave_suspected: Annotated[
        bool,
        typer.Option("--leave-suspected", help="Go on where a suspected orphan is left that no later look lists."),
    ] = False,
) -> None:
    """Bring a stack to rest whose deployment was killed: what is locked, pending and left behind.

    It shows what it found, and does three things in the only order that loses nothing: pulumi cancel, twilio-keys
    orphans --delete, pulumi refresh --clear-pending-creates. It stops at the first that fails. Run it only when nobody
    deploys the stack, and pulumi up after it. Suspected orphans stay, and are named. Before the third step it stops
    where only a pending create leads to one, which that step forgets: its name is explicit, so it may be somebody's.
    """
    from twilio_keys_component.twilio_iam import CredentialsError

    try:
        cli = PulumiCli(Path.cwd(), stack)
        with stack_site(cli) as site:
            is_done = _settle(cli, site, yes=yes, leaves=leave_suspected)
    except TwilioKeysError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(_WRONG_USE if isinstance(error, CredentialsError | PulumiPlaceError) else _FAILED) from None
    if not is_done:
        raise typer.Exit(_FAILED)


def _settle(cli: PulumiCli, site: Site, *, yes: bool, leaves: bool) -> bool:
    from twilio_keys_component.orphans import StackMovedError

    found = site.look()
    _print(found)
    if not is_agreed("Does nobody deploy this stack now, and shall it be settled?", yes=yes):
        return False
    if site.read() != found.snapshot:
        raise StackMovedError
    left: list[Orphan] = []

    def remove() -> None:
        left[:] = _remove(site)

    def forget() -> None:
        if not leaves:
            _expect_nothing_forgotten(left, cli.stack)
        cli.run(*_REFRESH, limit_s=_REFRESH_LIMIT_S)

    if not _do((lambda: _unlock(cli), remove, forget)):
        return False
    if left:
        typer.echo(f"Left, for a person to look at: {_named(left)}.")
    typer.echo("Settled. Run `pulumi up` next: it makes what is missing.")
    return True


def _do(actions: tuple[Callable[[], object], ...]) -> bool:
    """Take the steps up to the first that fails; then say which are left."""
    for number, ((name, _), act) in enumerate(zip(_STEPS, actions, strict=True)):
        typer.echo(f"{number + 1}/{len(_STEPS)} {name}", err=True)
        try:
            act()
        except TwilioKeysError as error:
            stopped = _stopped(number, is_begun=isinstance(error, PulumiCommandError))
            typer.echo(f"{error}\n{stopped}", err=True)
            return False
        except KeyboardInterrupt:
            typer.echo(_stopped(number, is_begun=True), err=True)
            raise
    return True


def _unlock(cli: PulumiCli) -> None:
    """Take the lock away, if there is one."""
    try:
        cli.run("cancel", "--yes")
    except PulumiCommandError as error:
        if not any(words in error.said for words in _NOTHING_TO_CANCEL):
            raise
        typer.echo("there was no lock", err=True)


def _stopped(failed: int, *, is_begun: bool) -> str:
    """What is done and what is not; a refresh that began may have cleared the pending creates already."""
    names = [name for name, _ in _STEPS]
    done = f"Done: {', '.join(names[:failed])}. " if failed else ""
    later = f" Not begun: {', '.join(names[failed + 1 :])}." if names[failed + 1 :] else ""
    is_cleared = is_begun and failed == len(names) - 1
    warning = "" if is_cleared else " Do not clear the pending creates before."
    return (
        f"Stopped. {done}Failed: {names[failed]}.{later} Nothing is lost by that: mend what is said above, and run "
        f"`twilio-keys settle` again.{warning}"
    )


def _remove(site: Site) -> tuple[Orphan, ...]:
    """Remove what is proven once nothing more comes; show and give what is only suspected."""
    from twilio_keys_component.cli.orphan_texts import print_orphans
    from twilio_keys_component.orphans import OrphanError, Orphans

    look = site.look_until_steady(time.sleep)
    removal = remove_each(look.orphans.proven, site, look.snapshot)
    if removal.problems:
        raise OrphanError(f"Removed {len(removal.removed)} of {len(look.orphans.proven)} proven orphans.")
    suspected = look.orphans.suspected
    if suspected:
        print_orphans(look.snapshot, Orphans(suspected=suspected))
    return suspected


def _expect_nothing_forgotten(left: Iterable[Orphan], stack: str) -> None:
    """Refuse to clear a pending create that alone leads to a key.

    Raises:
        OrphanError: There is one.
    """
    from twilio_keys_component.orphans import OrphanError

    if traced := [orphan for orphan in left if orphan.rests_on_pending]:
        raise OrphanError(
            f"Only pending creates lead to {_named(traced)}, and clearing these forgets that. Look whose it is, by the "
            "evidence above. What nobody uses is removed by `twilio-keys orphans --stack "
            f"{masked(stack)} --delete --sid SK…`; what is to stay is left by `twilio-keys settle --stack "
            f"{masked(stack)} --leave-suspected`."
        )


def _named(orphans: Iterable[Orphan]) -> str:
    return ", ".join(f"{orphan.sid} ({quoted(orphan.friendly_name)})" for orphan in orphans)


def _print(look: Look) -> None:
    from twilio_keys_component.cli.orphan_texts import print_orphans
    from twilio_keys_component.cli.output import console, print_lines

    to = console()
    pending = look.snapshot.pending
    to.print(f"{len(pending)} pending operation{'' if len(pending) == 1 else 's'}{':' if pending else '.'}")
    print_lines(to, [(type_, masked(urn)) for type_, urn in pending])
    print_orphans(look.snapshot, look.orphans)
    to.print("To settle this:")
    for number, (name, why) in enumerate(_STEPS, 1):
        to.print(f"  {number}. {name}: {why}", soft_wrap=True)
    to.print("Whether the stack is locked cannot be seen.", soft_wrap=True)

"""`twilio-keys orphans`: live keys that a stack made and does not know."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from twilio_keys_component.cli.orphan_removal import is_agreed, remove_each
from twilio_keys_component.cli.orphan_sources import export_site, stack_site
from twilio_keys_component.cli.pulumi_cli import PulumiCli, PulumiPlaceError
from twilio_keys_component.errors import TwilioKeysError, masked, shown
from twilio_keys_component.sids import KEY_SID_FORMAT

if TYPE_CHECKING:
    from twilio_keys_component.orphans import Look, Orphan, Orphans, Site

EXAMPLE: Final = "Example: twilio-keys orphans --stack prod --delete"
"""Shown below the command's help."""

_LEFT: Final = 1
_WRONG_USE: Final = 2


def run(
    export: Annotated[
        str | None,
        typer.Argument(
            help="What `pulumi stack export` printed; - for stdin. Credentials are the environment's then.",
            show_default="the stack as it is now",
            metavar="[EXPORT]",
        ),
    ] = None,
    *,
    stack: Annotated[
        str | None,
        typer.Option(help="The stack, in its project's folder.", show_default="the selected one", metavar="NAME"),
    ] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Remove the proven ones, after asking.")] = False,
    sid: Annotated[
        list[str] | None, typer.Option(help="With --delete: remove this suspected one too.", metavar="SK…")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    endpoint: Annotated[
        str | None,
        typer.Option(help="With EXPORT: a local emulator to ask instead of Twilio.", metavar="URL", show_default=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """Find keys that a create of this stack made and that no state knows, so that nobody has their secret.

    Proven ones carry exactly the automatic name in one of the stack's pending creates: run it before those are
    cleared. Suspected ones only look like this stack's, and may be in use elsewhere. Ends with 1 if any is left, or,
    without --delete, if a create is pending whose key is not listed yet. After --delete, the JSON has the sids of what
    was removed under deleted, and under proven and suspected only what is left.
    """
    wanted = tuple(sid or ())
    if problem := _misuse(export, stack, wanted, endpoint, delete=delete, yes=yes, as_json=as_json):
        typer.echo(problem, err=True)
        raise typer.Exit(_WRONG_USE)
    from twilio_keys_component.orphans import ExportError
    from twilio_keys_component.twilio_iam import CredentialsError

    try:
        with (
            export_site(export, endpoint=endpoint, is_to_be_changed=delete)
            if export
            else stack_site(PulumiCli(Path.cwd(), stack)) as site
        ):
            is_clear = _clean(site, wanted, yes=yes, as_json=as_json) if delete else _show(site, as_json=as_json)
    except TwilioKeysError as error:
        typer.echo(str(error), err=True)
        is_misuse = isinstance(error, CredentialsError | ExportError | PulumiPlaceError)
        raise typer.Exit(_WRONG_USE if is_misuse else _LEFT) from None
    if not is_clear:
        raise typer.Exit(_LEFT)


def _misuse(
    export: str | None,
    stack: str | None,
    wanted: tuple[str, ...],
    endpoint: str | None,
    *,
    delete: bool,
    yes: bool,
    as_json: bool,
) -> str:
    """What is wrong with the options, empty if nothing is."""
    malformed = [each for each in wanted if not KEY_SID_FORMAT.fullmatch(each.upper())]
    problems = [
        (malformed, f"--sid {shown(next(iter(malformed), ''))} is no key sid: SK and 32 hexadecimal digits"),
        (wanted and not delete, "--sid names what --delete removes: give both"),
        (yes and not delete, "--yes answers what --delete asks: give both"),
        (export and stack, "--stack and an export are two stacks: give one of them"),
        (endpoint and not export, "--endpoint belongs to an export; a stack has its own in twilio-keys:endpoint"),
        (as_json and delete and not yes, "--json leaves no room for a question: give --yes with it"),
    ]
    return "\n".join(problem for is_there, problem in problems if is_there)


def _show(site: Site, *, as_json: bool) -> bool:
    """Print what there is; true if there is nothing, and nothing can come."""
    from twilio_keys_component.cli import orphan_texts

    look = site.look()
    found = {*_all(look.orphans)}
    if as_json:
        typer.echo(orphan_texts.as_json(look, found, ()))
    elif found or not look.awaited:
        orphan_texts.print_orphans(look.snapshot, look.orphans)
    if look.awaited:
        typer.echo(orphan_texts.awaited(look), err=as_json)
    _advise(found, look)
    return not (found or look.awaited)


def _clean(site: Site, wanted: tuple[str, ...], *, yes: bool, as_json: bool) -> bool:
    """Remove the proven ones, and the suspected ones that are wanted; true if nothing is left."""
    from twilio_keys_component.cli import orphan_texts

    seen = site.look_until_steady(time.sleep)
    if not as_json:
        orphan_texts.print_orphans(seen.snapshot, seen.orphans)
    chosen = _chosen(seen.orphans, wanted)
    if chosen and not is_agreed(f"Remove {_keys(chosen)}?", yes=yes):
        return False
    now, removed = _remove(chosen, site, seen) if chosen else (seen, ())
    left = {each for each in _all(now.orphans) if each.sid not in removed}
    new = left.difference(_all(seen.orphans))
    if as_json:
        typer.echo(orphan_texts.as_json(now, left, removed))
    elif new:
        orphan_texts.print_orphans(now.snapshot, _only(now.orphans, new))
    _advise(left, now)
    return not left


def _chosen(found: Orphans, wanted: tuple[str, ...]) -> list[Orphan]:
    from twilio_keys_component.orphans import OrphanError

    sids = {each.lower() for each in wanted}
    there = {each.sid.lower() for each in _all(found)}
    if unknown := sorted(each for each in wanted if each.lower() not in there):
        raise OrphanError(f"Not among the orphans of this stack: {', '.join(unknown)}. Nothing was removed.")
    return [*found.proven, *(each for each in found.suspected if each.sid.lower() in sids)]


def _remove(chosen: list[Orphan], site: Site, seen: Look) -> tuple[Look, tuple[str, ...]]:
    """Remove what was chosen and is still there. Gives the look right before, and what was removed."""
    from twilio_keys_component.orphans import StackMovedError

    now = site.look()
    if now.snapshot != seen.snapshot:
        raise StackMovedError
    there = _all(now.orphans)
    return now, remove_each([each for each in chosen if each in there], site, now.snapshot).removed


def _advise(left: set[Orphan], look: Look) -> None:
    """What to do about what is left."""
    if left.intersection(look.orphans.proven):
        typer.echo(
            f"`twilio-keys settle --stack {masked(look.snapshot.stack)}` does all that is to be done, in the right "
            "order. The proven ones are of no use to anybody: --delete removes them alone, before the pending "
            "operations are cleared, and while nobody deploys this stack.",
            err=True,
        )
    if left.intersection(look.orphans.suspected):
        typer.echo("A suspected one may be in use: --delete --sid SK… removes it once you know it is not.", err=True)


def _all(found: Orphans) -> tuple[Orphan, ...]:
    return (*found.proven, *found.suspected)


def _only(found: Orphans, some: set[Orphan]) -> Orphans:
    proven, suspected = (tuple(each for each in kind if each in some) for kind in (found.proven, found.suspected))
    return replace(found, proven=proven, suspected=suspected)


def _keys(chosen: list[Orphan]) -> str:
    return "this key" if len(chosen) == 1 else f"these {len(chosen)} keys"
